// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import {
  checkArray,
  checkBigint,
  checkInteger,
  checkLength,
  checkString,
  illegal,
  lengthOf,
  stranger,
} from './checks.js';
import { DemoError, describe, errorOf, LoadError, TooSmallError } from './errors.js';
import { unpackPair } from './layout.js';
import { addon, KEY, mail, scratch, textOf } from './native.js';
import type { Pair } from './structs.js';

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
   * Writes a text.
   *
   * Since 1.0.
   *
   * @param number Digits; null: none.
   * @returns Receives the text.
   * @throws {TooSmallError} Nothing was written; `len` is set.
   */
  write(number: Uint8Array | null = null): string {
    const operation = 'library.write';
    if (number !== null) checkArray(operation, 'number', number, Uint8Array);
    if (number !== null) checkLength(operation, 'number', lengthOf(number), 0, 20);
    let textRoom = scratch;
    addon.write(libraryIndex(this), number, textRoom);
    if (mail.i32[0] === 1) {
      textRoom = new Uint8Array(Number(mail.u64[1] ?? 0n) + 1);
      addon.write(libraryIndex(this), number, textRoom);
    }
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw writeError(operation, status);
    return textOf(textRoom.subarray(0, Number(mail.u64[1] ?? 0n)));
  }

  /**
   * Lists words of memory.
   *
   * Since 1.0.
   *
   * @param from Where to begin; null: at the start.
   * @param words Receives the words. A new one if it is left out.
   * @returns Receives the words.
   * @throws {TooSmallError} Nothing was copied; `count` is set.
   */
  list(from: string | null = null, words?: BigUint64Array): BigUint64Array {
    const operation = 'library.list';
    if (from !== null) checkString(operation, 'from', from);
    if (words !== undefined) checkArray(operation, 'words', words, BigUint64Array);
    let wordsRoom = words ?? new BigUint64Array(64);
    addon.list(libraryIndex(this), from, wordsRoom);
    if (mail.i32[0] === 1 && words === undefined) {
      wordsRoom = new BigUint64Array(Number(mail.u64[1] ?? 0n));
      addon.list(libraryIndex(this), from, wordsRoom);
    }
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw listError(operation, status);
    return wordsRoom.subarray(0, Number(mail.u64[1] ?? 0n));
  }

  /**
   * Lists pairs, as many as there is room for.
   *
   * Since 1.0.
   *
   * @param first The first one, from 0.
   * @param pairs Receives the pairs. All if it is left out.
   */
  pairs(first: bigint, pairs?: number): { readonly result: bigint; readonly pairs: readonly Pair[] } {
    const operation = 'library.pairs';
    checkBigint(operation, 'first', first, 0n, 0xffff_ffff_ffff_ffffn);
    if (pairs !== undefined) checkInteger(operation, 'pairs', pairs, 0, 0xffff_ffff);
    const most = (pairs ?? Number.MAX_SAFE_INTEGER) * 8;
    let pairsRoom = new Uint8Array(Math.min(most, 512));
    mail.u64[1] = first;
    addon.pairs(libraryIndex(this), pairsRoom);
    while (Number(mail.u64[2] ?? 0n) * 8 === pairsRoom.length && pairsRoom.length < most) {
      pairsRoom = new Uint8Array(Math.min(pairsRoom.length * 4, most));
      addon.pairs(libraryIndex(this), pairsRoom);
    }
    return Object.freeze({ result: mail.u64[0] ?? 0n, pairs: unpackPair(pairsRoom, Number(mail.u64[2] ?? 0n)) });
  }

  /**
   * Adds one array to another.
   *
   * Since 1.0.
   *
   * @param sums The numbers that grow.
   * @param values By how much.
   */
  sum(sums: Float64Array, values: Float64Array): void {
    const operation = 'library.sum';
    checkArray(operation, 'sums', sums, Float64Array);
    checkArray(operation, 'values', values, Float64Array);
    checkLength(operation, 'values', lengthOf(values), lengthOf(sums), lengthOf(sums));
    addon.sum(libraryIndex(this), sums, values);
  }

  /**
   * Counts.
   *
   * Since 1.0.
   *
   * @param counts Receives three numbers.
   */
  count(counts: Uint32Array): void {
    const operation = 'library.count';
    checkArray(operation, 'counts', counts, Uint32Array);
    checkLength(operation, 'counts', lengthOf(counts), 3, 3);
    addon.count(libraryIndex(this), counts);
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

/** Why `library.write` failed. The frame still has what the library told. */
function writeError(operation: string, status: number): DemoError {
  switch (status) {
    case 1: {
      const told = { needed: Number(mail.u64[1] ?? 0n) };
      const text = describe('nothing was written', `${told.needed} needed`);
      return new TooSmallError(`${operation}: ${text}`, told);
    }
    default:
      return errorOf(operation, status);
  }
}

/** Why `library.list` failed. The frame still has what the library told. */
function listError(operation: string, status: number): DemoError {
  switch (status) {
    case 1: {
      const told = { needed: Number(mail.u64[1] ?? 0n) };
      const text = describe('nothing was copied', `${told.needed} needed`);
      return new TooSmallError(`${operation}: ${text}`, told);
    }
    default:
      return errorOf(operation, status);
  }
}
