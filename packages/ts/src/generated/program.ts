// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
import {
  checkArray,
  checkBigint,
  checkBoolean,
  checkInteger,
  checkLength,
  illegal,
  invalid,
  lengthOf,
  stranger,
} from './checks.js';
import { checkEngine, defaultEngine, type Engine, libraryIndex } from './engine.js';
import {
  BadProgramError,
  BufferTooSmallError,
  DestroyedError,
  describe,
  errorOf,
  InvalidArgumentError,
  LimitExceededError,
  OutOfMemoryError,
  type PvmError,
  UnsupportedError,
} from './errors.js';
import { putProgramOptions, readProgramError, readProgramInfo, takeProgramOptions, unpackBlock } from './layout.js';
import { addon, KEY, mail, type NativeProgram, newNativeProgram, ownOctets, scratch, textOf } from './native.js';
import type { Block, ProgramError, ProgramInfo, ProgramOptions } from './structs.js';

/** Places that no program has now. */
const idle: NativeProgram[] = [];

const forgotten = new FinalizationRegistry<NativeProgram>((native) => {
  addon.programRelease(native.index);
  idle.push(native);
});

/** @internal */
export let makeProgram: (native: NativeProgram, engine: Engine) => Program;

/** @internal */
export let libraryOfProgram: (program: Program) => Engine;

/** The addon's side of a program that is an argument. @internal */
export let slotOfProgram: (program: Program, operation: string, name: string, engine?: Engine) => number;

/**
 * A decoded program: immutable, reference-counted, shared by any number of machines and threads.
 *
 * Since 1.0.
 *
 * A forgotten program is freed some time after it was collected; `destroy`, or `using`, frees it at once.
 */
export class Program implements Disposable {
  readonly #engine: Engine;
  /** Absent once it is destroyed. */
  #native: NativeProgram | undefined;

  static {
    makeProgram = (native, engine) => new Program(KEY, native, engine);
    libraryOfProgram = (program) => program.#engine;
    slotOfProgram = (program, operation, name, engine) => {
      if (!(typeof program === 'object' && program !== null && #native in program))
        throw stranger(operation, name, program, 'Program');
      const native = program.#alive(operation);
      if (engine !== undefined && program.#engine !== engine) {
        throw invalid(operation, `${name} belongs to another engine; make it with the same one`);
      }
      return native.index;
    };
  }

  private constructor(key: symbol, native: NativeProgram, engine: Engine) {
    if (key !== KEY) throw illegal('Program');
    this.#native = native;
    this.#engine = engine;
    forgotten.register(this, native, this);
  }

  /** The engine that it belongs to. */
  get engine(): Engine {
    return this.#engine;
  }

  /**
   * Tells what is known of a program.
   *
   * Since 1.0.
   *
   * @returns `size` must be set; no more than that many octets are written.
   * @throws {InvalidArgumentError} A pointer is null, or `size` is smaller than the first version of the struct.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  get info(): ProgramInfo {
    const operation = 'program.info';
    const native = this.#alive(operation);
    mail.u32[2] = 120;
    addon.programGetInfo(native.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw programGetInfoError(operation, status);
    return readProgramInfo(mail, 8);
  }

  /**
   * Tells why the code of a standard program is invalid.
   *
   * Gray Paper A.2. Since 1.0.
   *
   * @returns Defect {@link Defect.None} if nothing is wrong. The offset counts from the start of the inner blob.
   * @throws {InvalidArgumentError} A pointer is null.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  get defect(): ProgramError {
    const operation = 'program.defect';
    const native = this.#alive(operation);
    addon.programGetDefect(native.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw programGetDefectError(operation, status);
    return readProgramError(mail, 8);
  }

  /**
   * Reads a program blob: jump table, code and bitmask as the Gray Paper encodes them.
   *
   * Accepted exactly if the blob is the encoding of some program. Undefined opcodes, missing terminators and wild
   * jumps are no reason to refuse: they matter only when execution gets there.
   *
   * Gray Paper A.2. Since 1.0.
   *
   * @param blob The encoded program.
   * @param options null: Gray Paper 0.7.2, one gas per instruction.
   * @param engine Which engine makes it.
   * @returns One reference to the program. Untouched on failure.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {BadProgramError} Not the encoding of a program; `error` says where.
   * @throws {LimitExceededError} The code is longer than {@link MAX_CODE_LEN}.
   * @throws {UnsupportedError} An option has a value that the library does not know.
   * @throws {OutOfMemoryError} Nothing was allocated.
   */
  static parse(blob: Uint8Array, options: ProgramOptions | null = null, engine: Engine = defaultEngine()): Program {
    const operation = 'Program.parse';
    const optionsTaken = options === null ? null : takeProgramOptions(operation, 'options', options);
    checkArray(operation, 'blob', blob, Uint8Array);
    checkEngine(operation, engine);
    const made = idle.pop() ?? newNativeProgram();
    if (optionsTaken !== null) putProgramOptions(mail, 8, optionsTaken);
    addon.programParse(libraryIndex(engine), blob, optionsTaken !== null, made.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) {
      idle.push(made);
      throw programParseError(operation, status);
    }
    return makeProgram(made, engine);
  }

  /**
   * Reads a standard program: read-only data, read-write data, heap pages, stack size and program blob.
   *
   * A standard program whose inner blob is invalid is accepted, as the Gray Paper has it: its machines panic when
   * run and charge nothing, with trap kind {@link TrapKind.InvalidProgram}; `isValid` of its info is 0 and {@link
   * Program.defect} tells why.
   *
   * Gray Paper A.7. Since 1.0.
   *
   * @param blob The standard program.
   * @param hasMetadata True: a length-prefixed metadata blob comes first, as the chain stores it. Nothing in the
   *   data tells the two forms apart.
   * @param options null: Gray Paper 0.7.2, one gas per instruction.
   * @param engine Which engine makes it.
   * @returns One reference to the program. Untouched on failure.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {BadProgramError} The container is not a standard program; `error` says where.
   * @throws {LimitExceededError} The code is longer than {@link MAX_CODE_LEN}.
   * @throws {UnsupportedError} An option has a value that the library does not know.
   * @throws {OutOfMemoryError} Nothing was allocated.
   */
  static parseStandard(
    blob: Uint8Array,
    hasMetadata: boolean,
    options: ProgramOptions | null = null,
    engine: Engine = defaultEngine(),
  ): Program {
    const operation = 'Program.parseStandard';
    const optionsTaken = options === null ? null : takeProgramOptions(operation, 'options', options);
    checkArray(operation, 'blob', blob, Uint8Array);
    checkBoolean(operation, 'hasMetadata', hasMetadata);
    checkEngine(operation, engine);
    const made = idle.pop() ?? newNativeProgram();
    if (optionsTaken !== null) putProgramOptions(mail, 8, optionsTaken);
    addon.programParseStandard(libraryIndex(engine), blob, hasMetadata, optionsTaken !== null, made.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) {
      idle.push(made);
      throw programParseStandardError(operation, status);
    }
    return makeProgram(made, engine);
  }

  /**
   * Makes a program from its three parts.
   *
   * Gray Paper A.2. Since 1.0.
   *
   * @param code The instructions.
   * @param bitmask One bit per octet of code, least significant first: 1 where an instruction starts.
   * @param jumpTable Targets of dynamic jumps, as code offsets.
   * @param options null: Gray Paper 0.7.2, one gas per instruction.
   * @param engine Which engine makes it.
   * @returns One reference to the program. Untouched on failure.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {BadProgramError} The bitmask's length or padding is wrong; `error` says which.
   * @throws {LimitExceededError} The code is longer than {@link MAX_CODE_LEN}.
   * @throws {UnsupportedError} An option has a value that the library does not know.
   * @throws {OutOfMemoryError} Nothing was allocated.
   */
  static fromParts(
    code: Uint8Array,
    bitmask: Uint8Array,
    jumpTable: BigUint64Array,
    options: ProgramOptions | null = null,
    engine: Engine = defaultEngine(),
  ): Program {
    const operation = 'Program.fromParts';
    const optionsTaken = options === null ? null : takeProgramOptions(operation, 'options', options);
    checkArray(operation, 'code', code, Uint8Array);
    checkLength(operation, 'code', lengthOf(code), 0, 0x200_0000);
    checkArray(operation, 'bitmask', bitmask, Uint8Array);
    checkArray(operation, 'jumpTable', jumpTable, BigUint64Array);
    checkEngine(operation, engine);
    const made = idle.pop() ?? newNativeProgram();
    if (optionsTaken !== null) putProgramOptions(mail, 8, optionsTaken);
    addon.programFromParts(libraryIndex(engine), code, bitmask, jumpTable, optionsTaken !== null, made.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) {
      idle.push(made);
      throw programFromPartsError(operation, status);
    }
    return makeProgram(made, engine);
  }

  /**
   * Gives one reference back; the last one frees the program. Machines hold references of their own.
   *
   * It does nothing the second time.
   *
   * Since 1.0.
   */
  destroy(): void {
    const native = this.#native;
    if (native === undefined) return;
    addon.programRelease(native.index);
    this.#native = undefined;
    forgotten.unregister(this);
    idle.push(native);
  }

  /**
   * Copies the code out.
   *
   * Since 1.0.
   *
   * @param buffer Receives the octets. A new one if it is left out.
   * @returns Receives the octets.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {BufferTooSmallError} Nothing was copied; `len` is set.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  copyCode(buffer?: Uint8Array): Uint8Array {
    const operation = 'program.copyCode';
    const native = this.#alive(operation);
    if (buffer !== undefined) checkArray(operation, 'buffer', buffer, Uint8Array);
    let bufferRoom = buffer ?? scratch;
    addon.programCopyCode(native.index, bufferRoom);
    if (mail.i32[0] === 6 && buffer === undefined) {
      bufferRoom = new Uint8Array(Number(mail.u64[1] ?? 0n));
      addon.programCopyCode(native.index, bufferRoom);
    }
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw programCopyCodeError(operation, status);
    return ownOctets(bufferRoom.subarray(0, Number(mail.u64[1] ?? 0n)));
  }

  /**
   * Tells one entry of the jump table.
   *
   * Gray Paper A.4. Since 1.0.
   *
   * @param index Which entry, from 0. The dynamic jump to address 2 uses entry 0.
   * @returns The code offset it names; it need not be a good one.
   * @throws {InvalidArgumentError} A pointer is null, or there is no such entry.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  getJumpTarget(index: bigint): bigint {
    const operation = 'program.getJumpTarget';
    const native = this.#alive(operation);
    checkBigint(operation, 'index', index, 0n, 0xffff_ffff_ffff_ffffn);
    mail.u64[1] = index;
    addon.programGetJumpTarget(native.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw programGetJumpTargetError(operation, status);
    return mail.u64[2] ?? 0n;
  }

  /**
   * Tells whether an instruction starts at a code offset.
   *
   * Gray Paper A.3. Since 1.0.
   *
   * @param pc Any code offset.
   * @returns True if the bitmask is set there.
   */
  hasInstruction(pc: bigint): boolean {
    const operation = 'program.hasInstruction';
    const native = this.#alive(operation);
    checkBigint(operation, 'pc', pc, 0n, 0xffff_ffff_ffff_ffffn);
    mail.u64[1] = pc;
    addon.programHasInstruction(native.index);
    return (mail.u8[0] ?? 0) !== 0;
  }

  /**
   * Tells what the gas model charges for the basic block that holds a code offset.
   *
   * Since 1.0.
   *
   * @param pc A code offset at which an instruction or a block starts, or the length of the code for the implicit
   *   trap.
   * @returns In gas. Cost of the block, in the program's gas model.
   * @throws {InvalidArgumentError} A pointer is null, or neither starts there.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  getBlockCost(pc: bigint): bigint {
    const operation = 'program.getBlockCost';
    const native = this.#alive(operation);
    checkBigint(operation, 'pc', pc, 0n, 0xffff_ffff_ffff_ffffn);
    mail.u64[1] = pc;
    addon.programGetBlockCost(native.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw programGetBlockCostError(operation, status);
    return mail.u64[2] ?? 0n;
  }

  /**
   * Lists basic blocks in ascending order, with their cost.
   *
   * They are the blocks that gas is charged for: the whole code, cut behind every terminator and undefined opcode.
   * Where the last instruction is a fallthrough or a branch, the implicit trap behind the code is one more. A jump
   * can target those that start with a defined instruction behind a terminator, or at 0.
   *
   * Gray Paper A.3. Since 1.0.
   *
   * @param from First block listed is the first that starts at or behind this code offset.
   * @param blocks Receives the blocks. All if it is left out.
   * @returns Receives the blocks.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  listBlocks(from: bigint, blocks?: number): readonly Block[] {
    const operation = 'program.listBlocks';
    const native = this.#alive(operation);
    checkBigint(operation, 'from', from, 0n, 0xffff_ffff_ffff_ffffn);
    if (blocks !== undefined) checkInteger(operation, 'blocks', blocks, 0, 0xffff_ffff);
    const most = (blocks ?? Number.MAX_SAFE_INTEGER) * 32;
    let blocksRoom = new Uint8Array(Math.min(most, 2048));
    mail.u64[1] = from;
    addon.programListBlocks(native.index, blocksRoom);
    while (Number(mail.u64[2] ?? 0n) * 32 === blocksRoom.length && blocksRoom.length < most) {
      blocksRoom = new Uint8Array(Math.min(blocksRoom.length * 4, most));
      addon.programListBlocks(native.index, blocksRoom);
    }
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw programListBlocksError(operation, status);
    return unpackBlock(blocksRoom, Number(mail.u64[2] ?? 0n));
  }

  /**
   * Writes the text of one instruction, as `add_imm_64 r7, r8, -16`.
   *
   * Gray Paper A.5. Since 1.0.
   *
   * @param pc Any code offset; where no instruction starts, the text is that of the trap executed there.
   * @throws {InvalidArgumentError} A required pointer is null, or the program's code is invalid.
   * @throws {BufferTooSmallError} Nothing was written; `len` is set.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  disassemble(pc: bigint): { readonly text: string; readonly nextPc: bigint } {
    const operation = 'program.disassemble';
    const native = this.#alive(operation);
    checkBigint(operation, 'pc', pc, 0n, 0xffff_ffff_ffff_ffffn);
    let textRoom = scratch;
    mail.u64[1] = pc;
    addon.programDisassemble(native.index, textRoom);
    if (mail.i32[0] === 6) {
      textRoom = new Uint8Array(Number(mail.u64[2] ?? 0n) + 1);
      addon.programDisassemble(native.index, textRoom);
    }
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw programDisassembleError(operation, status);
    return Object.freeze({ text: textOf(textRoom.subarray(0, Number(mail.u64[2] ?? 0n))), nextPc: mail.u64[3] ?? 0n });
  }

  /**
   * Writes the whole program as assembly text, which {@link Engine.assemble} turns back into the very same octets.
   *
   * Gray Paper A.5. Since 1.0.
   *
   * @returns Receives the text.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {BufferTooSmallError} Nothing was written; `len` is set.
   * @throws {OutOfMemoryError} Nothing was written.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  list(): string {
    const operation = 'program.list';
    const native = this.#alive(operation);
    let textRoom = scratch;
    addon.programList(native.index, textRoom);
    if (mail.i32[0] === 6) {
      textRoom = new Uint8Array(Number(mail.u64[1] ?? 0n) + 1);
      addon.programList(native.index, textRoom);
    }
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw programListError(operation, status);
    return textOf(textRoom.subarray(0, Number(mail.u64[1] ?? 0n)));
  }

  /**
   * Copies out the machine code that one instruction became.
   *
   * It is for people to read, not to run: code may be entered only by the library. An instruction that does nothing,
   * or whose work its neighbours' code does, has a length of 0. Offsets count from the start of the program's newest
   * machine code, and jumps between instructions lead from one offset to another.
   *
   * Since 1.0.
   *
   * @param pc A code offset at which an instruction starts, or the length of the code for the implicit trap.
   * @param buffer Receives the octets. A new one if it is left out.
   * @throws {InvalidArgumentError} A required pointer is null, or no instruction starts there.
   * @throws {BufferTooSmallError} Nothing was copied; `len` is set.
   * @throws {UnsupportedError} There is none: the engine interprets it, or has not compiled it so far.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  copyNativeCode(pc: bigint, buffer?: Uint8Array): { readonly buffer: Uint8Array; readonly offset: bigint } {
    const operation = 'program.copyNativeCode';
    const native = this.#alive(operation);
    checkBigint(operation, 'pc', pc, 0n, 0xffff_ffff_ffff_ffffn);
    if (buffer !== undefined) checkArray(operation, 'buffer', buffer, Uint8Array);
    let bufferRoom = buffer ?? scratch;
    mail.u64[1] = pc;
    addon.programCopyNativeCode(native.index, bufferRoom);
    if (mail.i32[0] === 6 && buffer === undefined) {
      bufferRoom = new Uint8Array(Number(mail.u64[2] ?? 0n));
      addon.programCopyNativeCode(native.index, bufferRoom);
    }
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw programCopyNativeCodeError(operation, status);
    return Object.freeze({
      buffer: ownOctets(bufferRoom.subarray(0, Number(mail.u64[2] ?? 0n))),
      offset: mail.u64[3] ?? 0n,
    });
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  /** For every call. */
  #alive(operation: string): NativeProgram {
    return this.#native ?? this.#refuse(operation);
  }

  /** Says why it cannot be used now. */
  #refuse(operation: string): never {
    throw new DestroyedError(`${operation}: this program was destroyed; create a new one`);
  }
}

/** Why `Program.parse` failed. The frame still has what the library told. */
function programParseError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 3: {
      const told = readProgramError(mail, 24);
      const text = describe(
        told.message || 'not the encoding of a program',
        `offset ${told.offset}`,
        told.line ? `line ${told.line}` : '',
      );
      return new BadProgramError(`${operation}: ${text}`, told);
    }
    case 7: {
      const told = readProgramError(mail, 24);
      const text = describe(
        told.message || 'the code is longer than PVM_MAX_CODE_LEN',
        `offset ${told.offset}`,
        told.line ? `line ${told.line}` : '',
      );
      return new LimitExceededError(`${operation}: ${text}`, told);
    }
    case 8:
      return new UnsupportedError(`${operation}: an option has a value that the library does not know`);
    case 2:
      return new OutOfMemoryError(`${operation}: nothing was allocated`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `Program.parseStandard` failed. The frame still has what the library told. */
function programParseStandardError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 3: {
      const told = readProgramError(mail, 24);
      const text = describe(
        told.message || 'the container is not a standard program',
        `offset ${told.offset}`,
        told.line ? `line ${told.line}` : '',
      );
      return new BadProgramError(`${operation}: ${text}`, told);
    }
    case 7: {
      const told = readProgramError(mail, 24);
      const text = describe(
        told.message || 'the code is longer than PVM_MAX_CODE_LEN',
        `offset ${told.offset}`,
        told.line ? `line ${told.line}` : '',
      );
      return new LimitExceededError(`${operation}: ${text}`, told);
    }
    case 8:
      return new UnsupportedError(`${operation}: an option has a value that the library does not know`);
    case 2:
      return new OutOfMemoryError(`${operation}: nothing was allocated`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `Program.fromParts` failed. The frame still has what the library told. */
function programFromPartsError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 3: {
      const told = readProgramError(mail, 24);
      const text = describe(
        told.message || "the bitmask's length or padding is wrong",
        `offset ${told.offset}`,
        told.line ? `line ${told.line}` : '',
      );
      return new BadProgramError(`${operation}: ${text}`, told);
    }
    case 7: {
      const told = readProgramError(mail, 24);
      const text = describe(
        told.message || 'the code is longer than PVM_MAX_CODE_LEN',
        `offset ${told.offset}`,
        told.line ? `line ${told.line}` : '',
      );
      return new LimitExceededError(`${operation}: ${text}`, told);
    }
    case 8:
      return new UnsupportedError(`${operation}: an option has a value that the library does not know`);
    case 2:
      return new OutOfMemoryError(`${operation}: nothing was allocated`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `program.info` failed. The frame still has what the library told. */
function programGetInfoError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(
        `${operation}: a pointer is NULL, or \`size\` is smaller than the first version of the struct`,
      );
    default:
      return errorOf(operation, status);
  }
}

/** Why `program.defect` failed. The frame still has what the library told. */
function programGetDefectError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a pointer is NULL`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `program.copyCode` failed. The frame still has what the library told. */
function programCopyCodeError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 6: {
      const told = { needed: Number(mail.u64[1] ?? 0n) };
      const text = describe('nothing was copied', `${told.needed} needed`);
      return new BufferTooSmallError(`${operation}: ${text}`, told);
    }
    default:
      return errorOf(operation, status);
  }
}

/** Why `program.getJumpTarget` failed. The frame still has what the library told. */
function programGetJumpTargetError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a pointer is NULL, or there is no such entry`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `program.getBlockCost` failed. The frame still has what the library told. */
function programGetBlockCostError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a pointer is NULL, or neither starts there`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `program.listBlocks` failed. The frame still has what the library told. */
function programListBlocksError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `program.disassemble` failed. The frame still has what the library told. */
function programDisassembleError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL, or the program's code is invalid`);
    case 6: {
      const told = { needed: Number(mail.u64[2] ?? 0n) };
      const text = describe('nothing was written', `${told.needed} needed`);
      return new BufferTooSmallError(`${operation}: ${text}`, told);
    }
    default:
      return errorOf(operation, status);
  }
}

/** Why `program.list` failed. The frame still has what the library told. */
function programListError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 6: {
      const told = { needed: Number(mail.u64[1] ?? 0n) };
      const text = describe('nothing was written', `${told.needed} needed`);
      return new BufferTooSmallError(`${operation}: ${text}`, told);
    }
    case 2:
      return new OutOfMemoryError(`${operation}: nothing was written`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `program.copyNativeCode` failed. The frame still has what the library told. */
function programCopyNativeCodeError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL, or no instruction starts there`);
    case 6: {
      const told = { needed: Number(mail.u64[2] ?? 0n) };
      const text = describe('nothing was copied', `${told.needed} needed`);
      return new BufferTooSmallError(`${operation}: ${text}`, told);
    }
    case 8:
      return new UnsupportedError(
        `${operation}: there is none: the engine interprets it, or has not compiled it so far`,
      );
    default:
      return errorOf(operation, status);
  }
}
