// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
/**
 * A point.
 *
 * Since 1.0.
 */
export interface Point {
  /** To the right. */
  readonly x: number;
  /** Up. */
  readonly y: number;
}

/**
 * A shape.
 *
 * Since 1.0.
 */
export interface Shape {
  /** Its number. */
  readonly id: bigint;
  /** Its corners. */
  readonly corners: readonly Point[];
  /** -100 to 100. How deep it lies. */
  readonly depth: number;
  /** It has an inside. */
  readonly isFilled: boolean;
  /** Short name. */
  readonly key: Uint8Array;
  /** Long name. */
  readonly name: string;
}

/**
 * Choices.
 *
 * Since 1.0.
 */
export interface Options {
  /** Most shapes. */
  readonly limit?: number | undefined;
  /** Where they stand. */
  readonly origin?: Point | undefined;
  /** What they weigh. */
  readonly weights?: Float64Array | undefined;
  /** What they are called. */
  readonly title?: string | undefined;
}

/**
 * What is known.
 *
 * Since 1.0.
 */
export interface Info {
  /** How many shapes. */
  readonly count: number;
}

/** Options with nothing left out. */
export type Complete<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };
