// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
export type { HostCallback } from './callbacks.js';
export * from './constants.js';
export { builtinEngine, builtinEngines, defaultEngine, Engine, loadEngine } from './engine.js';
export * from './enums.js';
export {
  BadAddressError,
  BadProgramError,
  BadStateError,
  BufferTooSmallError,
  BusyError,
  DestroyedError,
  InvalidArgumentError,
  LimitExceededError,
  LoadError,
  NoMemoryModeError,
  OutOfMemoryError,
  PageFaultError,
  PvmError,
  SignalTakenError,
  UnsupportedError,
} from './errors.js';
export type { AsyncOptions } from './lifetime.js';
export { Program } from './program.js';
export type { Block, ProgramError, ProgramInfo, ProgramOptions, Trap, VmOptions } from './structs.js';
export { State } from './structs.js';
export { Vm } from './vm.js';
