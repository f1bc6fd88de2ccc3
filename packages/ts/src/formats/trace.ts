import type { Contents } from './case.js';

/** A recording of every host call of a run (JIP-6 text), read once and replayed any number of times. */
export interface Trace {
  readonly family: 'traces';
  readonly file: string;
  /** The lines of the file, for messages: line n is `lines[n - 1]`. */
  readonly lines: readonly string[];
  /** The program as the chain stores it: metadata, then a standard program. */
  readonly program: Uint8Array;
  /** Memory that is written before the start, the argument above all. */
  readonly memory: readonly TraceWrite[];
  readonly start: TraceState;
  /** The host calls in order, and the end. */
  readonly stops: readonly TraceStop[];
  readonly hostCalls: number;
}

export interface TraceState {
  /** From 1. */
  readonly line: number;
  readonly pc: bigint;
  readonly gas: bigint;
  readonly registers: BigUint64Array;
}

export type TraceExit = 'ecalli' | 'HALT' | 'PANIC' | 'FAULT' | 'OOG';

export interface TraceStop extends TraceState {
  readonly exit: TraceExit;
  /** What stands behind `=`: number of the host call, address of the fault; 0 where nothing does. */
  readonly argument: bigint;
  /** What the host did, in order. */
  readonly effects: readonly TraceEffect[];
}

export interface TraceWrite extends Contents {
  readonly line: number;
}

export type TraceEffect =
  | (TraceWrite & { readonly kind: 'memread' | 'memwrite' })
  | { readonly kind: 'setreg'; readonly line: number; readonly index: number; readonly value: bigint }
  | { readonly kind: 'setgas'; readonly line: number; readonly gas: bigint };
