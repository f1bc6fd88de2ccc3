// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import { checkInteger, checkLength, checkList, checkString, illegal, stranger } from './checks.js';
import { DemoError, LoadError } from './errors.js';
import { packShape, putOptions, putPoint, readInfo, readPoint, readShape, takeOptions, takePoint } from './layout.js';
import { addon, KEY, mail } from './native.js';
import type { Info, Options, Point, Shape } from './structs.js';

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
   * Adds shapes.
   *
   * Since 1.0.
   *
   * @param shapes The shapes.
   * @param origin Where they stand.
   * @param options null: as they are.
   */
  add(
    shapes: readonly Shape[],
    origin: Point,
    options: Options | null = null,
  ): { readonly result: number; readonly last: Shape } {
    const operation = 'library.add';
    checkList(operation, 'shapes', shapes);
    checkLength(operation, 'shapes', shapes.length, 1, 10);
    const shapesTaken = packShape(operation, 'shapes', shapes);
    const originTaken = takePoint(operation, 'origin', origin);
    const optionsTaken = options === null ? null : takeOptions(operation, 'options', options);
    putPoint(mail, 8, originTaken);
    if (optionsTaken !== null) putOptions(mail, 16, optionsTaken);
    addon.add(libraryIndex(this), shapesTaken, optionsTaken !== null);
    return Object.freeze({ result: Number(mail.u64[0] ?? 0n), last: readShape(mail, 56) });
  }

  /**
   * Tells what is known.
   *
   * Since 1.0.
   *
   * @returns The size must be set.
   */
  getInfo(): Info {
    mail.u32[2] = 8;
    addon.getInfo(libraryIndex(this));
    return readInfo(mail, 8);
  }

  /**
   * Moves a point, and counts the moves.
   *
   * Since 1.0.
   *
   * @param point The point.
   * @param moves How often it was moved.
   */
  move(point: Point, moves: number): { readonly point: Point; readonly moves: number } {
    const operation = 'library.move';
    const pointTaken = takePoint(operation, 'point', point);
    checkInteger(operation, 'moves', moves, 0, 0xffff_ffff);
    putPoint(mail, 8, pointTaken);
    mail.u32[4] = moves;
    addon.move(libraryIndex(this));
    return Object.freeze({ point: readPoint(mail, 8), moves: mail.u32[4] ?? 0 });
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
