// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
import { checkBigint, checkInteger, illegal } from './checks.js';
import type { Compile, Defect, GasModel, InstructionSet, MemoryMode, Result, TrapKind } from './enums.js';
import { KEY, type Views } from './native.js';

/**
 * Choices that hold for a program and all machines that run it.
 *
 * Since 1.0.
 */
export interface ProgramOptions {
  /** Numbering of opcodes. */
  readonly instructionSet?: InstructionSet | undefined;
  /** How gas is charged. */
  readonly gasModel?: GasModel | undefined;
  /** When to make machine code. An interpreter never does, whatever this says. */
  readonly compile?: Compile | undefined;
}

/**
 * Where and why a program was refused.
 *
 * Since 1.0.
 */
export interface ProgramError {
  /** In octets. First octet of the input that is wrong. */
  readonly offset: bigint;
  /** What is wrong with it. */
  readonly defect: Defect;
  /** Line of assembly text, from 1; 0 for everything else. */
  readonly line: number;
  /** One sentence in lower case, without a full stop. */
  readonly message: string;
}

/**
 * What is known of a program.
 *
 * Since 1.0.
 */
export interface ProgramInfo {
  /** As chosen. */
  readonly instructionSet: InstructionSet;
  /** As chosen. */
  readonly gasModel: GasModel;
  /** 0 to 1. 1 for a standard program. */
  readonly isStandard: number;
  /** 0 to 1. 0 if a standard program's code is invalid: it panics when run. */
  readonly isValid: number;
  /** In octets, 0 to 255. Octets of a jump table entry in the blob. */
  readonly jumpEntrySize: number;
  /** Entries of the jump table. */
  readonly jumpTableLen: bigint;
  /** In octets. Length of the code. */
  readonly codeLen: bigint;
  /** In instructions. Set bits of the bitmask. */
  readonly instructionCount: bigint;
  /** In blocks. Basic blocks that can be jumped to. */
  readonly blockCount: bigint;
  /** In octets. Machine code made from it so far; 0 for an interpreter. */
  readonly nativeLen: bigint;
  /** In nanoseconds. Time that making it took: decoding, and compiling if eager. */
  readonly prepareTime: bigint;
  /** In octets. Read-only data of a standard program. */
  readonly readOnlyLen: bigint;
  /** In octets. Initial read-write data of a standard program. */
  readonly readWriteLen: bigint;
  /** In octets. Metadata in front of a standard program, without its length. */
  readonly metadataLen: bigint;
  /** In pages. Zero pages behind the read-write data. */
  readonly heapPages: number;
  /** In octets. Stack of a standard program. */
  readonly stackSize: number;
  /** In nanoseconds. Time that making machine code took so far. */
  readonly compileTime: bigint;
  /** As chosen. */
  readonly compile: Compile;
}

/**
 * One basic block.
 *
 * Gray Paper A.3. Since 1.0.
 */
export interface Block {
  /** First octet of its first instruction. */
  readonly start: bigint;
  /** First octet behind its last instruction. */
  readonly end: bigint;
  /** In instructions. Instructions in it. */
  readonly instructionCount: bigint;
  /** In gas. What entering it costs, in the program's gas model. */
  readonly gasCost: bigint;
}

/**
 * What stopped a machine.
 *
 * Since 1.0.
 */
export interface Trap {
  /** The instruction that did it. */
  readonly pc: bigint;
  /** What it did. */
  readonly kind: TrapKind;
  /** First address of the page, for a fault; else 0. */
  readonly address: number;
}

/**
 * Choices for one machine.
 *
 * Since 1.0.
 */
export interface VmOptions {
  /** Kept for the host, see {@link Vm.serviceIndex}. */
  readonly serviceIndex?: number | undefined;
  /** In octets. Most memory that may be accessible at once; 0: no limit but the address space. */
  readonly memoryLimit?: bigint | undefined;
  /** How compiled code accesses memory. */
  readonly memoryMode?: MemoryMode | undefined;
}

/**
 * The whole state of a machine but its memory, at a stable address.
 *
 * It is the state, not a copy: the engine loads it when it starts and stores it at every exit, and between runs a
 * host reads and writes it freely. While the guest runs, only a host callback may touch it. A new value in `pc`
 * acts like {@link Vm.pc}: the next resume starts there.
 *
 * Gray Paper A.1. Since 1.0.
 */
export class State {
  readonly #find: (operation: string) => Views;
  readonly #share: (operation: string) => ArrayBuffer;
  #shared: ArrayBuffer | undefined;

  /** @internal */
  constructor(key: symbol, find: (operation: string) => Views, share: (operation: string) => ArrayBuffer) {
    if (key !== KEY) throw illegal('State');
    this.#find = find;
    this.#share = share;
  }

  /** r0 to r12. */
  get registers(): BigUint64Array {
    const operation = 'state.registers';
    this.#find(operation);
    this.#shared ??= this.#share(operation);
    return new BigUint64Array(this.#shared, 0, 13);
  }

  /** In gas. Gas left, unsigned. */
  get gas(): bigint {
    const live = this.#find('state.gas');
    return live.u64[13] ?? 0n;
  }

  set gas(gas: bigint) {
    const operation = 'state.gas';
    const live = this.#find(operation);
    checkBigint(operation, 'gas', gas, 0n, 0xffff_ffff_ffff_ffffn);
    live.u64[13] = gas;
  }

  /** Instruction that caused the exit, or where the next run starts. */
  get pc(): bigint {
    const live = this.#find('state.pc');
    return live.u64[14] ?? 0n;
  }

  set pc(pc: bigint) {
    const operation = 'state.pc';
    const live = this.#find(operation);
    checkBigint(operation, 'pc', pc, 0n, 0xffff_ffff_ffff_ffffn);
    live.u64[14] = pc;
  }

  /** Host-call number of the last {@link Result.HostCall}, sign-extended to 64 bits. */
  get hostCall(): bigint {
    const live = this.#find('state.hostCall');
    return live.u64[15] ?? 0n;
  }

  set hostCall(hostCall: bigint) {
    const operation = 'state.hostCall';
    const live = this.#find(operation);
    checkBigint(operation, 'hostCall', hostCall, 0n, 0xffff_ffff_ffff_ffffn);
    live.u64[15] = hostCall;
  }

  /** End of the heap; what sbrk moves. */
  get heapPointer(): bigint {
    const live = this.#find('state.heapPointer');
    return live.u64[16] ?? 0n;
  }

  set heapPointer(heapPointer: bigint) {
    const operation = 'state.heapPointer';
    const live = this.#find(operation);
    checkBigint(operation, 'heapPointer', heapPointer, 0n, 0xffff_ffff_ffff_ffffn);
    live.u64[16] = heapPointer;
  }

  /** First address of the page of the last {@link Result.Fault}. */
  get faultAddress(): number {
    const live = this.#find('state.faultAddress');
    return live.u32[34] ?? 0;
  }

  set faultAddress(faultAddress: number) {
    const operation = 'state.faultAddress';
    const live = this.#find(operation);
    checkInteger(operation, 'faultAddress', faultAddress, 0, 0xffff_ffff);
    live.u32[34] = faultAddress;
  }

  /** How the last run ended. */
  get result(): Result {
    const live = this.#find('state.result');
    return live.u32[35] ?? 0;
  }

  set result(result: Result) {
    const operation = 'state.result';
    const live = this.#find(operation);
    checkInteger(operation, 'result', result, 0, 0xffff_ffff);
    live.u32[35] = result;
  }

  /** Why, for a panic or fault. */
  get trapKind(): TrapKind {
    const live = this.#find('state.trapKind');
    return live.u32[36] ?? 0;
  }

  set trapKind(trapKind: TrapKind) {
    const operation = 'state.trapKind';
    const live = this.#find(operation);
    checkInteger(operation, 'trapKind', trapKind, 0, 0xffff_ffff);
    live.u32[36] = trapKind;
  }

  /** 0 to 1. Block gas model: 1 if the block that holds `pc` is paid. Part of the state. */
  get charged(): number {
    const live = this.#find('state.charged');
    return live.u32[37] ?? 0;
  }

  set charged(charged: number) {
    const operation = 'state.charged';
    const live = this.#find(operation);
    checkInteger(operation, 'charged', charged, 0, 1);
    live.u32[37] = charged;
  }
}

/** Options with nothing left out. */
export type Complete<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };
