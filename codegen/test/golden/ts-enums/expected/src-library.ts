// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import { checkInteger, checkList, checkString, illegal, stranger } from './checks.js';
import type { Colors, End, Side } from './enums.js';
import { DemoError, LoadError } from './errors.js';
import { addon, KEY, mail } from './native.js';

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
   * Mixed before there were sides.
   *
   * Since 1.0.
   *
   * @returns What came of it.
   * @deprecated Since 1.1. Use {@link Library.mix}.
   */
  get mixAll(): Colors {
    addon.mixAll(libraryIndex(this));
    return mail.u32[0] ?? 0;
  }

  /**
   * Mixes.
   *
   * Since 1.0.
   *
   * @param colors Which.
   * @param side Where.
   * @param end How.
   * @returns What came of it.
   */
  mix(colors: Colors, side: Side, end: End): Colors {
    const operation = 'library.mix';
    checkInteger(operation, 'colors', colors, 0, 0xffff_ffff);
    checkInteger(operation, 'side', side, -1, 1);
    checkInteger(operation, 'end', end, 0, 0xffff_ffff);
    addon.mix(libraryIndex(this), colors, side, end);
    return mail.u32[0] ?? 0;
  }

  /**
   * Turns around.
   *
   * Since 1.0.
   *
   * @param sides Which.
   * @returns The last one.
   */
  turn(sides: readonly Side[]): Side {
    checkList('library.turn', 'sides', sides);
    const sidesTaken = Int32Array.from(sides);
    addon.turn(libraryIndex(this), sidesTaken);
    return (mail.i32[2] ?? 0) as Side;
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
  throw new DemoError(`builtinLibrary: ${JSON.stringify(name)} is not built in; nothing is`);
}

/** The library that is used where none is named. */
export function defaultLibrary(): Library {
  throw new DemoError('defaultLibrary: none is built in; load one and pass it');
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
