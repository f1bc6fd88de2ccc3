// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
import { checkFields, invalid, kindOf } from './checks.js';

// Older versions of Node lack it; `using` is compiled to code that looks for it.
if (Symbol.dispose === undefined) {
  Object.defineProperty(Symbol, 'dispose', { value: Symbol('Symbol.dispose') });
}

/** Memory that was given out keeps its owner from being collected. */
export const keepAlive = new WeakMap<ArrayBuffer, object>();

/** Choices for one run on another thread. */
export interface AsyncOptions {
  /** Ends the run early. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks for it, which may run a user's code; an aborted one throws its reason. */
export function takeSignal(operation: string, options: AsyncOptions): AbortSignal | undefined {
  checkFields(operation, 'options', options, ['signal']);
  const { signal } = options;
  if (signal === undefined) return undefined;
  if (!(signal instanceof AbortSignal))
    throw invalid(operation, `options.signal is ${kindOf(signal)}, but must be an AbortSignal`);
  signal.throwIfAborted();
  return signal;
}
