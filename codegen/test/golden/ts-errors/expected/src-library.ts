// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import { checkArray, checkInteger, checkNumber, checkString, illegal, stranger } from './checks.js';
import {
  BadTextError,
  DemoError,
  describe,
  errorOf,
  FaultError,
  InvalidArgumentError,
  IoError,
  LoadError,
  TooSmallError,
} from './errors.js';
import { readMistake } from './layout.js';
import { addon, KEY, mail, ownOctets, scratch } from './native.js';

/** The number by which the addon knows a library. */
export let libraryIndex: (library: Library) => number;

/** What only inherits from the class is none. */
let isLibrary: (value: unknown) => boolean;

/**
 * One loaded library that has the functions of demo.h. Any number of them can be used side by side;
 * what is made with one cannot be passed to another.
 */
export class Library {
  /** Name of a built-in one, path of another. */
  readonly origin: string;
  readonly #index: number;

  static {
    libraryIndex = (library) => library.#index;
    isLibrary = (value) => typeof value === 'object' && value !== null && #index in value;
  }

  /** @internal */
  constructor(key: symbol, index: number, origin: string) {
    if (key !== KEY) throw illegal('Library');
    this.#index = index;
    this.origin = origin;
  }

  /**
   * Reads a text.
   *
   * Since 1.0.
   *
   * @param text It.
   * @returns How many words it has.
   * @throws {BadTextError} It isn't `text`, but "something else"; `mistake` says why.
   * @throws {IoError} No ${reason} is known.
   */
  read(text: string): number {
    const operation = 'library.read';
    checkString(operation, 'text', text);
    addon.read(libraryIndex(this), text);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw readError(operation, status);
    return mail.u32[2] ?? 0;
  }

  /**
   * Copies out of a place.
   *
   * Since 1.0.
   *
   * @param address Where.
   * @param buffer Receives it. A new one if it is left out.
   * @returns Receives it.
   * @throws {FaultError} An address has nothing.
   * @throws {TooSmallError} Nothing was copied; `len` is set.
   */
  copy(address: number, buffer?: Uint8Array): Uint8Array {
    const operation = 'library.copy';
    checkInteger(operation, 'address', address, 0, 0xffff_ffff);
    if (buffer !== undefined) checkArray(operation, 'buffer', buffer, Uint8Array);
    let bufferRoom = buffer ?? scratch;
    addon.copy(libraryIndex(this), address, bufferRoom);
    if (mail.i32[0] === 5 && buffer === undefined) {
      bufferRoom = new Uint8Array(Number(mail.u64[1] ?? 0n));
      addon.copy(libraryIndex(this), address, bufferRoom);
    }
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw copyError(operation, status);
    return ownOctets(bufferRoom.subarray(0, Number(mail.u64[1] ?? 0n)));
  }

  /**
   * Waits.
   *
   * Since 1.0.
   *
   * @param seconds How long.
   * @throws {DemoError} If somebody woke it.
   */
  wait(seconds: number): void {
    const operation = 'library.wait';
    checkNumber(operation, 'seconds', seconds);
    addon.wait(libraryIndex(this), seconds);
    if ((mail.u8[0] ?? 0) === 0) throw new DemoError(`${operation}: somebody woke it`);
  }
}

/** @internal */
export function checkLibrary(operation: string, library: Library): void {
  if (!isLibrary(library)) throw stranger(operation, 'library', library, 'Library');
}

/** Names of the libraries that are built in; the first is the default. */
export const builtinLibraries: readonly string[] = [];

const builtins = new Map(builtinLibraries.map((name, index) => [name, new Library(KEY, index, name)]));
const loaded = new Map<number, Library>();

/** Gives a built-in library by its name. */
export function builtinLibrary(name: string): Library {
  checkString('builtinLibrary', 'name', name);
  const found = builtins.get(name);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`builtinLibrary: ${JSON.stringify(name)} is not built in; nothing is`);
}

/** The library that is used where none is named. */
export function defaultLibrary(): Library {
  throw new InvalidArgumentError('defaultLibrary: none is built in; load one and pass it');
}

/**
 * Opens a shared library that exports demo.h, whoever made it. It stays open until the process ends.
 *
 * @param path A path; without a slash it is looked for where the system keeps libraries.
 * @throws {LoadError} The file cannot be opened, is no such library, has another ABI, or lacks a function.
 */
export function loadLibrary(path: string): Library {
  checkString('loadLibrary', 'path', path);
  const index = addon.loadLibrary(path);
  if (typeof index === 'string') throw new LoadError(index, path);
  const known = loaded.get(index);
  if (known !== undefined) return known;
  const library = new Library(KEY, index, path);
  loaded.set(index, library);
  return library;
}

/** Why `library.read` failed. The frame still has what the library told. */
function readError(operation: string, status: number): DemoError {
  switch (status) {
    case 2: {
      const told = readMistake(mail, 16);
      const text = describe(
        told.message || 'it isn\'t `text`, but "something else"',
        `offset ${told.offset}`,
        told.line ? `line ${told.line}` : '',
      );
      return new BadTextError(`${operation}: ${text}`, told);
    }
    case 4:
      return new IoError(`${operation}: no \${reason} is known`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `library.copy` failed. The frame still has what the library told. */
function copyError(operation: string, status: number): DemoError {
  switch (status) {
    case 3: {
      const told = { address: mail.u32[4] ?? 0 };
      const text = describe('an address has nothing', `address 0x${told.address.toString(16).padStart(8, '0')}`);
      return new FaultError(`${operation}: ${text}`, told);
    }
    case 5: {
      const told = { needed: Number(mail.u64[1] ?? 0n) };
      const text = describe('nothing was copied', `${told.needed} needed`);
      return new TooSmallError(`${operation}: ${text}`, told);
    }
    default:
      return errorOf(operation, status);
  }
}
