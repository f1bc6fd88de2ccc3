// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
/** Every error of this package. Its message says what was called, what is wrong and what to do. */
export class DemoError extends Error {
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
DemoError.prototype.name = 'DemoError';

/** A required pointer is null. */
export class InvalidArgumentError extends DemoError {
  constructor(message: string) {
    super(message, 'INVALID_ARGUMENT', 1);
  }
}

InvalidArgumentError.prototype.name = 'InvalidArgumentError';

/** The text has a mistake. */
export class BadTextError extends DemoError {
  /** In octets. First octet that is wrong. Undefined where the failed call tells none. */
  readonly offset: bigint | undefined;
  /** From 1; 0 if it has none. Undefined where the failed call tells none. */
  readonly line: number | undefined;

  constructor(message: string, details: { readonly offset?: bigint; readonly line?: number } = {}) {
    super(message, 'BAD_TEXT', 2);
    this.offset = details.offset;
    this.line = details.line;
  }
}

BadTextError.prototype.name = 'BadTextError';

/** Nothing is there. */
export class FaultError extends DemoError {
  /** Where nothing is, set only with {@link FaultError}. Undefined where the failed call tells none. */
  readonly address: number | undefined;

  constructor(message: string, details: { readonly address?: number } = {}) {
    super(message, 'FAULT', 3);
    this.address = details.address;
  }
}

FaultError.prototype.name = 'FaultError';

/** It can't be read; try again. */
export class IoError extends DemoError {
  constructor(message: string) {
    super(message, 'IO_ERROR', 4);
  }
}

IoError.prototype.name = 'IoError';

/** The buffer is too small. */
export class TooSmallError extends DemoError {
  /** How many elements the buffer must have room for. Undefined where the failed call tells none. */
  readonly needed: number | undefined;

  constructor(message: string, details: { readonly needed?: number } = {}) {
    super(message, 'TOO_SMALL', 5);
    this.needed = details.needed;
  }
}

TooSmallError.prototype.name = 'TooSmallError';

/** A file is no library that this package can use; the message says why. */
export class LoadError extends DemoError {
  /** What was to be loaded. */
  readonly path: string;

  constructor(message: string, path: string) {
    super(`loadLibrary: ${message}`, 'LOAD');
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
export function errorOf(operation: string, status: number): DemoError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 2:
      return new BadTextError(`${operation}: the text has a mistake`);
    case 3:
      return new FaultError(`${operation}: nothing is there`);
    case 4:
      return new IoError(`${operation}: it can't be read; try again`);
    case 5:
      return new TooSmallError(`${operation}: the buffer is too small`);
    default:
      return new DemoError(`${operation}: failed with status ${status}`, 'UNKNOWN', status);
  }
}
