// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
import type { Defect } from './enums.js';

/** Every error of this package. Its message says what was called, what is wrong and what to do. */
export class PvmError extends Error {
  /** The library's number for it; -1 if it has none. */
  readonly status: number;
  /** The same as a word, which never changes. */
  readonly code: string;

  constructor(message: string, code = 'FAILED', status = -1) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

// On the prototype, where the classes of the language have it.
PvmError.prototype.name = 'PvmError';

/** A required pointer is null, or a number outside its documented range. */
export class InvalidArgumentError extends PvmError {
  constructor(message: string) {
    super(message, 'INVALID_ARGUMENT', 1);
  }
}

InvalidArgumentError.prototype.name = 'InvalidArgumentError';

/** The host has no memory or address space left for it. */
export class OutOfMemoryError extends PvmError {
  constructor(message: string) {
    super(message, 'OUT_OF_MEMORY', 2);
  }
}

OutOfMemoryError.prototype.name = 'OutOfMemoryError';

/** Not a program; the error record says where and why. */
export class BadProgramError extends PvmError {
  /** In octets. First octet of the input that is wrong. Undefined where the failed call tells none. */
  readonly offset: bigint | undefined;
  /** What is wrong with it. Undefined where the failed call tells none. */
  readonly defect: Defect | undefined;
  /** Line of assembly text, from 1; 0 for everything else. Undefined where the failed call tells none. */
  readonly line: number | undefined;

  constructor(
    message: string,
    details: {
      readonly offset?: bigint;
      readonly defect?: Defect;
      readonly line?: number;
    } = {},
  ) {
    super(message, 'BAD_PROGRAM', 3);
    this.offset = details.offset;
    this.defect = details.defect;
    this.line = details.line;
  }
}

BadProgramError.prototype.name = 'BadProgramError';

/** A page of the range does not allow the access. */
export class PageFaultError extends PvmError {
  /**
   * First address of the lowest page that is not readable, set only with {@link PageFaultError}; 0 if the range runs
   * over 2^32. Undefined where the failed call tells none.
   */
  readonly faultAddress: number | undefined;

  constructor(message: string, details: { readonly faultAddress?: number } = {}) {
    super(message, 'PAGE_FAULT', 4);
    this.faultAddress = details.faultAddress;
  }
}

PageFaultError.prototype.name = 'PageFaultError';

/** The machine is running: only calls marked for callbacks are allowed. */
export class BusyError extends PvmError {
  constructor(message: string) {
    super(message, 'BUSY', 5);
  }
}

BusyError.prototype.name = 'BusyError';

/** The caller's buffer is too small; the needed size was reported. */
export class BufferTooSmallError extends PvmError {
  /** In octets. How many elements the buffer must have room for. Undefined where the failed call tells none. */
  readonly needed: number | undefined;

  constructor(message: string, details: { readonly needed?: number } = {}) {
    super(message, 'BUFFER_TOO_SMALL', 6);
    this.needed = details.needed;
  }
}

BufferTooSmallError.prototype.name = 'BufferTooSmallError';

/** A documented limit of the library or of the machine would be passed. */
export class LimitExceededError extends PvmError {
  /** In octets. First octet of the input that is wrong. Undefined where the failed call tells none. */
  readonly offset: bigint | undefined;
  /** What is wrong with it. Undefined where the failed call tells none. */
  readonly defect: Defect | undefined;
  /** Line of assembly text, from 1; 0 for everything else. Undefined where the failed call tells none. */
  readonly line: number | undefined;

  constructor(
    message: string,
    details: {
      readonly offset?: bigint;
      readonly defect?: Defect;
      readonly line?: number;
    } = {},
  ) {
    super(message, 'LIMIT_EXCEEDED', 7);
    this.offset = details.offset;
    this.defect = details.defect;
    this.line = details.line;
  }
}

LimitExceededError.prototype.name = 'LimitExceededError';

/** This combination of options, or this value, is not known to the library. */
export class UnsupportedError extends PvmError {
  constructor(message: string) {
    super(message, 'UNSUPPORTED', 8);
  }
}

UnsupportedError.prototype.name = 'UnsupportedError';

/** The handle was destroyed before. */
export class DestroyedError extends PvmError {
  constructor(message: string) {
    super(message, 'DESTROYED', 9);
  }
}

DestroyedError.prototype.name = 'DestroyedError';

/** Not a multiple of 4096, in the first 64 KiB, or past 2^32. */
export class BadAddressError extends PvmError {
  constructor(message: string) {
    super(message, 'BAD_ADDRESS', 10);
  }
}

BadAddressError.prototype.name = 'BadAddressError';

/** The machine is not stopped where this call makes sense. */
export class BadStateError extends PvmError {
  constructor(message: string) {
    super(message, 'BAD_STATE', 11);
  }
}

BadStateError.prototype.name = 'BadStateError';

/** The memory mode is unknown, or not to be had with this engine on this host. */
export class NoMemoryModeError extends PvmError {
  constructor(message: string) {
    super(message, 'NO_MEMORY_MODE', 12);
  }
}

NoMemoryModeError.prototype.name = 'NoMemoryModeError';

/** Another handler of SIGSEGV has replaced the library's, or the thread blocks it. */
export class SignalTakenError extends PvmError {
  constructor(message: string) {
    super(message, 'SIGNAL_TAKEN', 13);
  }
}

SignalTakenError.prototype.name = 'SignalTakenError';

/** A file is no library that this package can use; the message says why. */
export class LoadError extends PvmError {
  /** What was to be loaded. */
  readonly path: string;

  constructor(message: string, path: string) {
    super(`loadEngine: ${message}`, 'LOAD');
    this.path = path;
  }
}

LoadError.prototype.name = 'LoadError';

/** Writes details behind a text, in parentheses. */
export function describe(text: string, ...details: readonly string[]): string {
  const told = details.filter((detail) => detail !== '');
  return told.length === 0 ? text : `${text} (${told.join(', ')})`;
}

/** What a status means where the function says nothing of its own. */
export function errorOf(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(
        `${operation}: a required pointer is NULL, or a number outside its documented range`,
      );
    case 2:
      return new OutOfMemoryError(`${operation}: the host has no memory or address space left for it`);
    case 3:
      return new BadProgramError(`${operation}: not a program; the error record says where and why`);
    case 4:
      return new PageFaultError(`${operation}: a page of the range does not allow the access`);
    case 5:
      return new BusyError(`${operation}: the machine is running: only calls marked for callbacks are allowed`);
    case 6:
      return new BufferTooSmallError(`${operation}: the caller's buffer is too small; the needed size was reported`);
    case 7:
      return new LimitExceededError(
        `${operation}: a documented limit of the library or of the machine would be passed`,
      );
    case 8:
      return new UnsupportedError(
        `${operation}: this combination of options, or this value, is not known to the library`,
      );
    case 9:
      return new DestroyedError(`${operation}: the handle was destroyed before`);
    case 10:
      return new BadAddressError(`${operation}: not a multiple of 4096, in the first 64 KiB, or past 2^32`);
    case 11:
      return new BadStateError(`${operation}: the machine is not stopped where this call makes sense`);
    case 12:
      return new NoMemoryModeError(
        `${operation}: the memory mode is unknown, or not to be had with this engine on this host`,
      );
    case 13:
      return new SignalTakenError(
        `${operation}: another handler of SIGSEGV has replaced the library's, or the thread blocks it`,
      );
    default:
      return new PvmError(`${operation}: failed with status ${status}`, 'UNKNOWN', status);
  }
}
