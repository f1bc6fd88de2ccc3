// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
/**
 * How something ended. See {@link COUNT}.
 *
 * Gray Paper A.1. Since 1.0.
 */
export const End = {
  /** Well. */
  Well: 0,
  /** Not so well. */
  Badly: 1,
} as const;

/** A member of {@link End}. Later versions may add some, so that a value may be none of these. */
export type End = (typeof End)[keyof typeof End] | (number & {});

/**
 * A side.
 *
 * Since 1.1.
 */
export const Side = {
  /** Left of {@link Side.Middle}. */
  Left: -1,
  /** In the middle. */
  Middle: 0,
  /** Right of it. */
  Right: 1,
} as const;

/** A member of {@link Side}. */
export type Side = (typeof Side)[keyof typeof Side];

/**
 * Colors of light.
 *
 * Since 1.0.
 */
export const Colors = {
  /** Red. */
  Red: 1,
  /** Green. */
  Green: 2,
  /** Blue. */
  Blue: 4,
} as const;

/** Members of {@link Colors}, joined with `|`. */
export type Colors = (typeof Colors)[keyof typeof Colors] | (number & {});
