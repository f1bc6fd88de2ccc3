import { quoted } from '../formats/format-error.js';
import { bytesOfHex } from '../formats/hex.js';
import { Refusal } from './refusal.js';

/** Readers of option values, each for the option that it is named after in its refusals. */

const U64_MAX = 2n ** 64n - 1n;
const ADDRESS_SPACE = 2n ** 32n;

export interface RegisterValue {
  readonly index: number;
  readonly value: bigint;
}

export interface MapRange {
  /** As it was given, for messages. */
  readonly text: string;
  readonly address: bigint;
  readonly length: bigint;
  readonly isWritable: boolean;
}

/** Decimal or `0x…`, below 2^64. */
export function readNumber(option: string): (text: string) => bigint {
  return (text) => numberOf(text) ?? refuse(option, 'a number from 0 to 2^64 - 1, decimal or 0x…', text);
}

/** A whole number that something is done so often. */
export function readCount(option: string, most: number): (text: string) => number {
  return (text) => {
    const number = numberOf(text);
    return number !== undefined && number >= 1n && number <= BigInt(most)
      ? Number(number)
      : refuse(option, `a number from 1 to ${most}`, text);
  };
}

/** Octets in hex, with or without `0x`. */
export function readHex(option: string): (text: string) => Uint8Array {
  return (text) =>
    bytesOfHex(text.startsWith('0x') ? text : `0x${text}`) ?? refuse(option, 'whole octets in hex', text);
}

/** One of several words. */
export function readWord<T extends string>(option: string, words: readonly T[]): (text: string) => T {
  const list = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return (text) => words.find((word) => word === text) ?? refuse(option, list, text);
}

/** Appends `INDEX=VALUE`. */
export function readRegister(text: string, before: readonly RegisterValue[]): readonly RegisterValue[] {
  const [, index = '', number = ''] = /^(\d{1,2})=(.*)$/.exec(text) ?? [];
  const value = numberOf(number);
  if (index === '' || Number(index) > 12 || value === undefined) {
    return refuse('--reg', 'INDEX=VALUE, an index from 0 to 12 and a number below 2^64', text);
  }
  return [...before, { index: Number(index), value }];
}

/** Appends `ADDRESS:LENGTH` or `ADDRESS:LENGTH:r`. */
export function readRange(text: string, before: readonly MapRange[]): readonly MapRange[] {
  const [, first = '', second = '', readOnly] = /^([^:]*):([^:]*)(:r)?$/.exec(text) ?? [];
  const [address, length] = [numberOf(first), numberOf(second)];
  if (address === undefined || length === undefined || address > ADDRESS_SPACE || length > ADDRESS_SPACE) {
    return refuse('--map', 'ADDRESS:LENGTH or ADDRESS:LENGTH:r, numbers of at most 2^32', text);
  }
  return [...before, { text, address, length, isWritable: readOnly === undefined }];
}

export function refuse(option: string, expected: string, text: string): never {
  throw new Refusal(`${option}: expected ${expected}, got ${quoted(text)}`);
}

function numberOf(text: string): bigint | undefined {
  if (!/^(0x[0-9a-fA-F]{1,64}|\d{1,64})$/.test(text)) return undefined;
  const number = BigInt(text);
  return number <= U64_MAX ? number : undefined;
}
