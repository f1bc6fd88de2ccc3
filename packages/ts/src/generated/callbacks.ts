// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
import type { HostResult } from './enums.js';
import type { Vm } from './vm.js';

/**
 * Answers one host call. The state block and memory are current; what it changes takes effect.
 *
 * It must return: no longjmp, no exception and no unwinding may cross it.
 *
 * Since 1.0.
 *
 * It may return a promise, but then only the `…Async` methods can run it.
 */
export type HostCallback = (vm: Vm, funcId: number) => HostResult | Promise<HostResult>;
