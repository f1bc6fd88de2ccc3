// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
import { loadAddon } from '../native.js';
import { lengthOf } from './checks.js';

/** The compiled addon. It trusts its caller: the classes check everything before. */
export interface Addon {
  /** Memory that both languages see: the frame of the call under way, and room to read into. */
  readonly mail: ArrayBuffer;
  newSlot(kind: number): object;
  loadLibrary(path: string): number | string;
  refuseForeignMemory(): void;
  abiVersion(library: number): void;
  engineKind(library: number): void;
  engineName(library: number): string | null;
  statusMessage(library: number, status: number): string | null;
  resultName(library: number, result: number): string | null;
  programParse(library: number, blob: Uint8Array, hasOptions: boolean, target: number): void;
  programParseStandard(
    library: number,
    blob: Uint8Array,
    hasMetadata: boolean,
    hasOptions: boolean,
    target: number,
  ): void;
  programFromParts(
    library: number,
    code: Uint8Array,
    bitmask: Uint8Array,
    jumpTable: BigUint64Array,
    hasOptions: boolean,
    target: number,
  ): void;
  programRelease(program: number): void;
  programGetInfo(program: number): void;
  programGetDefect(program: number): void;
  programCopyCode(program: number, buffer: Uint8Array): void;
  programGetJumpTarget(program: number): void;
  programHasInstruction(program: number): void;
  programGetBlockCost(program: number): void;
  programListBlocks(program: number, blocks: Uint8Array): void;
  programDisassemble(program: number, text: Uint8Array): void;
  programList(program: number, text: Uint8Array): void;
  programCopyNativeCode(program: number, buffer: Uint8Array): void;
  assemble(library: number, source: string, instructionSet: number, buffer: Uint8Array): void;
  vmCreate(library: number, serviceIndex: number, code: Uint8Array, initialRegs: BigUint64Array, target: number): void;
  vmFromProgram(library: number, program: number, hasOptions: boolean, target: number): void;
  vmFromStandard(library: number, program: number, argument: Uint8Array, hasOptions: boolean, target: number): void;
  vmClone(vm: number, target: number): void;
  vmDestroy(vm: number): void;
  vmReset(vm: number, program: number): void;
  vmResetStandard(vm: number, program: number, argument: Uint8Array): void;
  vmSetBitmask(vm: number, bitmask: Uint8Array): void;
  vmSetJumpTable(vm: number, jumpTable: BigUint64Array): void;
  vmCheck(vm: number): void;
  vmGetPc(vm: number): void;
  vmSetPc(vm: number): void;
  vmGetMachineState(vm: number): void;
  vmGetRegister(vm: number, index: number): void;
  vmSetRegister(vm: number, index: number): void;
  vmGetRegisters(vm: number): ArrayBuffer | null;
  vmGetServiceIndex(vm: number): void;
  vmGetMemoryMode(vm: number): void;
  vmGetTrap(vm: number): void;
  vmSetMemoryRegions(
    vm: number,
    rwData: Uint8Array,
    roData: Uint8Array,
    output: Uint8Array,
    stack: Uint8Array | null,
  ): void;
  vmMapMemory(vm: number, address: number, access: number): void;
  vmProtectMemory(vm: number, address: number, access: number): void;
  vmQueryMemory(vm: number, address: number): void;
  vmGetMemoryWindow(vm: number, address: number, length: number): ArrayBuffer | null;
  vmSetHeapPointer(vm: number): void;
  vmGrowHeap(vm: number): void;
  vmCopyOutput(vm: number, buffer: Uint8Array): void;
  vmSetHostCallback(vm: number, hasCallback: boolean): void;
  vmSetYieldMode(vm: number, yield_: boolean): void;
  vmGetYieldMode(vm: number): void;
  vmGetFuncId(vm: number): void;
  vmInterrupt(vm: number): void;
  vmClearInterrupt(vm: number): void;
  vmExecuteAsync(slot: number, done: () => void): void;
  vmResumeAsync(slot: number, done: () => void): void;
  vmStepAsync(slot: number, done: () => void): void;
  vmAnswerHostCallAsync(slot: number, answer: number, done: () => void): void;
  vmView(slot: number): ArrayBuffer;
  vmShare(slot: number): ArrayBuffer | null;
}

export const addon = loadAddon() as Addon;

/** Memory as numbers of every width. */
export interface Views {
  readonly u8: Uint8Array;
  readonly i8: Int8Array;
  readonly u16: Uint16Array;
  readonly i16: Int16Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly u64: BigUint64Array;
  readonly i64: BigInt64Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

export function viewsOf(buffer: ArrayBuffer): Views {
  const words = buffer.byteLength >> 3;
  return {
    u8: new Uint8Array(buffer),
    i8: new Int8Array(buffer),
    u16: new Uint16Array(buffer, 0, words << 2),
    i16: new Int16Array(buffer, 0, words << 2),
    u32: new Uint32Array(buffer, 0, words << 1),
    i32: new Int32Array(buffer, 0, words << 1),
    u64: new BigUint64Array(buffer, 0, words),
    i64: new BigInt64Array(buffer, 0, words),
    f32: new Float32Array(buffer, 0, words << 1),
    f64: new Float64Array(buffer, 0, words),
  };
}

export const mail = viewsOf(addon.mail);

/** Room in the mail for outputs that are copied at once. */
export const scratch = new Uint8Array(addon.mail, 160, 65536);

/** What constructors ask for: only this package makes objects. */
export const KEY = Symbol('key');

/** The number of a slot that stands for NULL. */
export const NO_SLOT = -1;

/** Does its length tell the truth? A class of its own, or a property, could say anything. */
function isPlain(array: Uint8Array): boolean {
  const prototype: unknown = Object.getPrototypeOf(array);
  return (prototype === Uint8Array.prototype || prototype === Buffer.prototype) && !Object.hasOwn(array, 'length');
}

/** The array that was passed last: the addon still knows where it is. It is held, so that it stays there. */
export class Recent {
  #array: Uint8Array | undefined;
  #length = -1;

  /** Nothing for the array that was passed last. One that was detached or cut has lost its length. */
  unless(array: Uint8Array): Uint8Array | undefined {
    if (array === this.#array && array.length === this.#length) return undefined;
    const length = lengthOf(array);
    // A large one would be a leak, and takes so long that it does not matter.
    this.#array = length <= 4096 && isPlain(array) ? array : undefined;
    this.#length = length;
    return array;
  }
}

/** What a Program is to the addon: a numbered place, and functions bound to it. Used again when it is destroyed. */
export interface NativeProgram {
  readonly index: number;
}

export function newNativeProgram(): NativeProgram {
  return addon.newSlot(0) as NativeProgram;
}

/** What a Vm is to the addon: a numbered place, and functions bound to it. Used again when it is destroyed. */
export interface NativeVm {
  readonly index: number;
  vmReadMemory(address: number, buffer: Uint8Array | undefined): void;
  vmWriteMemory(address: number, data: Uint8Array | undefined): void;
  vmInitializeMemory(address: number, data: Uint8Array | undefined): void;
  vmExecute(): void;
  vmResume(): void;
  vmStep(): void;
  vmAnswerHostCall(answer: number): void;
  /** Where the live struct is, and the views of it. */
  address: number;
  live: Views;
}

export function newNativeVm(): NativeVm {
  const slot = addon.newSlot(1) as NativeVm;
  // Written out, so that all have one hidden class.
  return {
    index: slot.index,
    vmReadMemory: slot.vmReadMemory,
    vmWriteMemory: slot.vmWriteMemory,
    vmInitializeMemory: slot.vmInitializeMemory,
    vmExecute: slot.vmExecute,
    vmResume: slot.vmResume,
    vmStep: slot.vmStep,
    vmAnswerHostCall: slot.vmAnswerHostCall,
    address: -1,
    live: mail,
  };
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** NUL-terminated text in a field. */
export function readText({ u8 }: Views, at: number, capacity: number): string {
  const end = u8.indexOf(0, at);
  return decoder.decode(u8.subarray(at, end < 0 || end > at + capacity ? at + capacity : end));
}

export function putText({ u8 }: Views, at: number, text: string, capacity: number): void {
  const { written } = encoder.encodeInto(text, u8.subarray(at, at + capacity - 1));
  u8.fill(0, at + written, at + capacity);
}

/** Stands for memory that the library never leaves out. */
export const EMPTY = new ArrayBuffer(256);

/** A copy of what is only in the mail until the next call. */
export function ownOctets(octets: Uint8Array): Uint8Array {
  return octets.buffer === addon.mail ? octets.slice() : octets;
}

export function textOf(octets: Uint8Array): string {
  return decoder.decode(octets);
}
