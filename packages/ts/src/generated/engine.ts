// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
import { checkArray, checkInteger, checkString, illegal, stranger } from './checks.js';
import type { EngineKind, InstructionSet, Result, Status } from './enums.js';
import {
  BadProgramError,
  BufferTooSmallError,
  describe,
  errorOf,
  InvalidArgumentError,
  LimitExceededError,
  LoadError,
  OutOfMemoryError,
  type PvmError,
  UnsupportedError,
} from './errors.js';
import { readProgramError } from './layout.js';
import { addon, KEY, mail, ownOctets, scratch } from './native.js';

/** The number by which the addon knows a engine. */
export let libraryIndex: (engine: Engine) => number;

/** What only inherits from the class is none. */
let isEngine: (value: unknown) => boolean;

/**
 * One loaded library that has the functions of pvm.h. Any number of them can be used side by side;
 * what is made with one cannot be passed to another.
 */
export class Engine {
  /** Name of a built-in one, path of another. */
  readonly origin: string;
  readonly #index: number;

  static {
    libraryIndex = (engine) => engine.#index;
    isEngine = (value) => typeof value === 'object' && value !== null && #index in value;
  }

  /** @internal */
  constructor(key: symbol, index: number, origin: string) {
    if (key !== KEY) throw illegal('Engine');
    this.#index = index;
    this.origin = origin;
  }

  /**
   * Tells the ABI version that the library was built for.
   *
   * A host that loads a library at run time calls this first and uses the library only if the major part equals
   * {@link ABI_MAJOR} and the minor part is at least {@link ABI_MINOR} of the header it was compiled with.
   *
   * Since 1.0.
   *
   * @returns 65536 times the major part, plus the minor part.
   */
  get abiVersion(): number {
    addon.abiVersion(libraryIndex(this));
    return mail.u32[0] ?? 0;
  }

  /**
   * Tells the kind of this engine.
   *
   * Since 1.0.
   *
   * @returns The kind. A recompiler on a machine that it has no code for answers {@link EngineKind.Interpreter}.
   */
  get kind(): EngineKind {
    addon.engineKind(libraryIndex(this));
    return mail.u32[0] ?? 0;
  }

  /**
   * Tells the name of this engine, for logs and error messages.
   *
   * Since 1.0.
   *
   * @returns Such as `pvm-ffi interpreter 1.0.0`.
   */
  get name(): string {
    const returned = addon.engineName(libraryIndex(this));
    return returned ?? '';
  }

  /**
   * Says a status in words.
   *
   * Since 1.0.
   *
   * @param status_ Any value.
   * @returns One sentence in lower case, without a full stop; never null.
   */
  statusMessage(status_: Status): string {
    checkInteger('engine.statusMessage', 'status_', status_, 0, 0xffff_ffff);
    const returned = addon.statusMessage(libraryIndex(this), status_);
    return returned ?? '';
  }

  /**
   * Names a result.
   *
   * Since 1.0.
   *
   * @param result Any value.
   * @returns Such as `panic` or `host-call`; `unknown` for a value that is none.
   */
  resultName(result: Result): string {
    checkInteger('engine.resultName', 'result', result, 0, 0xffff_ffff);
    const returned = addon.resultName(libraryIndex(this), result);
    return returned ?? '';
  }

  /**
   * Turns assembly text into a blob: a bare program, or a standard program if the text has its sections.
   *
   * The language is described in docs/assembly.md.
   *
   * Gray Paper A.5. Since 1.0.
   *
   * @param source Assembly text.
   * @param instructionSet Numbering of opcodes.
   * @param buffer Receives the blob. A new one if it is left out.
   * @returns Receives the blob.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {BadProgramError} The text has a mistake; `error` has line, offset and message.
   * @throws {BufferTooSmallError} Nothing was written; `len` is set.
   * @throws {LimitExceededError} The code would be longer than {@link MAX_CODE_LEN}.
   * @throws {UnsupportedError} The instruction set is not known to the library.
   * @throws {OutOfMemoryError} Nothing was written.
   */
  assemble(source: string, instructionSet: InstructionSet, buffer?: Uint8Array): Uint8Array {
    const operation = 'engine.assemble';
    checkString(operation, 'source', source);
    checkInteger(operation, 'instructionSet', instructionSet, 0, 0xffff_ffff);
    if (buffer !== undefined) checkArray(operation, 'buffer', buffer, Uint8Array);
    let bufferRoom = buffer ?? scratch;
    addon.assemble(libraryIndex(this), source, instructionSet, bufferRoom);
    if (mail.i32[0] === 6 && buffer === undefined) {
      bufferRoom = new Uint8Array(Number(mail.u64[1] ?? 0n));
      addon.assemble(libraryIndex(this), source, instructionSet, bufferRoom);
    }
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw assembleError(operation, status);
    return ownOctets(bufferRoom.subarray(0, Number(mail.u64[1] ?? 0n)));
  }
}

/** @internal */
export function checkEngine(operation: string, engine: Engine): void {
  if (!isEngine(engine)) throw stranger(operation, 'engine', engine, 'Engine');
}

/** Names of the libraries that are built in; the first is the default. */
export const builtinEngines: readonly string[] = ['interpreter', 'recompiler'];

const builtins = new Map(builtinEngines.map((name, index) => [name, new Engine(KEY, index, name)]));
const loaded = new Map<number, Engine>();

/** Gives a built-in engine by its name. */
export function builtinEngine(name: string): Engine {
  checkString('builtinEngine', 'name', name);
  const found = builtins.get(name);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(
    `builtinEngine: ${JSON.stringify(name)} is not built in; one of interpreter, recompiler`,
  );
}

/** The engine that is used where none is named. */
export function defaultEngine(): Engine {
  return builtinEngine(builtinEngines[0] ?? '');
}

/**
 * Opens a shared library that exports pvm.h, whoever made it. It stays open until the process ends.
 *
 * @param path A path; without a slash it is looked for where the system keeps libraries.
 * @throws {LoadError} The file cannot be opened, is no such library, has another ABI, or lacks a function.
 */
export function loadEngine(path: string): Engine {
  checkString('loadEngine', 'path', path);
  const index = addon.loadLibrary(path);
  if (typeof index === 'string') throw new LoadError(index, path);
  const known = loaded.get(index);
  if (known !== undefined) return known;
  const engine = new Engine(KEY, index, path);
  loaded.set(index, engine);
  return engine;
}

/** Why `engine.assemble` failed. The frame still has what the library told. */
function assembleError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 3: {
      const told = readProgramError(mail, 16);
      const text = describe(
        told.message || 'the text has a mistake',
        `offset ${told.offset}`,
        told.line ? `line ${told.line}` : '',
      );
      return new BadProgramError(`${operation}: ${text}`, told);
    }
    case 6: {
      const told = { needed: Number(mail.u64[1] ?? 0n) };
      const text = describe('nothing was written', `${told.needed} needed`);
      return new BufferTooSmallError(`${operation}: ${text}`, told);
    }
    case 7:
      return new LimitExceededError(`${operation}: the code would be longer than PVM_MAX_CODE_LEN`);
    case 8:
      return new UnsupportedError(`${operation}: the instruction set is not known to the library`);
    case 2:
      return new OutOfMemoryError(`${operation}: nothing was written`);
    default:
      return errorOf(operation, status);
  }
}
