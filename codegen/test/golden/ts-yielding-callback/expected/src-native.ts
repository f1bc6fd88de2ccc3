// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import { loadAddon } from '../native.js';
import { lengthOf } from './checks.js';

/** The compiled addon. It trusts its caller: the classes check everything before. */
export interface Addon {
  /** Memory that both languages see: the frame of the call under way, and room to read into. */
  readonly mail: ArrayBuffer;
  newSlot(kind: number): object;
  loadLibrary(path: string): number | string;
  refuseForeignMemory(): void;
  machineCreate(library: number, target: number): void;
  machineDestroy(machine: number): void;
  machineSetOracle(machine: number, hasOracle: boolean): void;
  machineGetQuestion(machine: number): void;
  machineInterrupt(machine: number): void;
  machineClear(machine: number): void;
  machineRunAsync(slot: number, done: () => void): void;
  machineAnswerAsync(slot: number, answer: number, done: () => void): void;
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
export const scratch = new Uint8Array(addon.mail, 64, 65536);

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

/** What a Machine is to the addon: a numbered place, and functions bound to it. Used again when it is destroyed. */
export interface NativeMachine {
  readonly index: number;
  machinePeek(address: number, buffer: Uint8Array | undefined): void;
  machineRun(): void;
  machineAnswer(answer: number): void;
}

export function newNativeMachine(): NativeMachine {
  const slot = addon.newSlot(0) as NativeMachine;
  // Written out, so that all have one hidden class.
  return {
    index: slot.index,
    machinePeek: slot.machinePeek,
    machineRun: slot.machineRun,
    machineAnswer: slot.machineAnswer,
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
