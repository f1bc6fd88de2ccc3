import { createHash } from 'node:crypto';
import type { Contents } from '../formats/case.js';
import { hexOf } from '../formats/hex.js';
import { Access, PAGE_SIZE, type Vm } from '../index.js';
import { type Difference, hexAddress } from './difference.js';

const ADDRESS_SPACE = 2 ** 32;
/** Memory is read in pieces of at most this many octets. */
const PIECE = 256 * PAGE_SIZE;
const NO_OCTETS = Buffer.alloc(PIECE);
const MOST_FIELDS = 8;
const MOST_OCTETS = 16;

interface Page {
  readonly index: number;
  readonly bytes: Buffer;
}

/** Calls `visit` for each accessible page that has an octet that is not zero, in ascending order. */
export function forEachPage(vm: Vm, visit: (page: Page) => void): void {
  for (let address = 0; address < ADDRESS_SPACE; ) {
    const { access, end } = vm.queryMemory(address);
    const stop = Number(end);
    if (access !== Access.None) visitRange(vm, address, stop, visit);
    address = stop;
  }
}

function visitRange(vm: Vm, from: number, to: number, visit: (page: Page) => void): void {
  const buffer = Buffer.alloc(Math.min(PIECE, to - from));
  for (let address = from; address < to; address += PIECE) {
    const piece = buffer.subarray(0, Math.min(PIECE, to - address));
    vm.readMemory(address, piece);
    if (isZero(piece)) continue;
    for (let offset = 0; offset < piece.length; offset += PAGE_SIZE) {
      const bytes = piece.subarray(offset, offset + PAGE_SIZE);
      if (!isZero(bytes)) visit({ index: (address + offset) / PAGE_SIZE, bytes });
    }
  }
}

function isZero(bytes: Buffer): boolean {
  return bytes.equals(NO_OCTETS.subarray(0, bytes.length));
}

/** SHA-256 over the pages that are not all zero: number of the page (4 octets), then its octets. */
export function memorySha256(vm: Vm): string {
  const hash = createHash('sha256');
  const number = Buffer.alloc(4);
  forEachPage(vm, ({ index, bytes }) => {
    number.writeUInt32LE(index);
    hash.update(number).update(bytes);
  });
  return hash.digest('hex');
}

/** Compares all memory with what is said to be all that is not zero. */
export function compareAllMemory(vm: Vm, expected: readonly Contents[]): readonly Difference[] {
  const wanted = pagesOf(expected);
  const runs = new Runs();
  const got = new Map<number, Buffer>();
  forEachPage(vm, ({ index, bytes }) => {
    const other = wanted.get(index);
    if (other === undefined || !bytes.equals(other)) got.set(index, Buffer.from(bytes));
    else wanted.delete(index);
  });
  const empty = NO_OCTETS.subarray(0, PAGE_SIZE);
  for (const index of [...new Set([...wanted.keys(), ...got.keys()])].sort((a, b) => a - b)) {
    runs.compare(index * PAGE_SIZE, wanted.get(index) ?? empty, got.get(index) ?? empty);
  }
  return runs.differences();
}

/** Compares some of the memory. */
export function compareMemory(vm: Vm, expected: readonly Contents[]): readonly Difference[] {
  const runs = new Runs();
  for (const { address, bytes } of expected) runs.compare(address, bytes, readWhatIsThere(vm, address, bytes.length));
  return runs.differences();
}

export function compareOctets(address: number, expected: Uint8Array, got: Uint8Array): readonly Difference[] {
  const runs = new Runs();
  runs.compare(address, expected, got);
  return runs.differences();
}

/** Octets that are not accessible read as zero. */
function readWhatIsThere(vm: Vm, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const to = Math.min(from + length, ADDRESS_SPACE);
  for (let address = from; address < to; ) {
    const { access, end } = vm.queryMemory(address);
    const stop = Math.min(Number(end), to);
    if (access !== Access.None) vm.readMemory(address, bytes.subarray(address - from, stop - from));
    address = stop;
  }
  return bytes;
}

function pagesOf(contents: readonly Contents[]): Map<number, Buffer> {
  const pages = new Map<number, Buffer>();
  for (const { address, bytes } of contents) {
    bytes.forEach((octet, offset) => {
      if (octet === 0) return;
      const index = Math.floor((address + offset) / PAGE_SIZE);
      const page = pages.get(index) ?? Buffer.alloc(PAGE_SIZE);
      page[(address + offset) % PAGE_SIZE] = octet;
      pages.set(index, page);
    });
  }
  return pages;
}

/** Collects runs of neighbouring octets that differ; what is compared comes in ascending order. */
class Runs {
  readonly #runs: { address: number; expected: number[]; got: number[] }[] = [];

  compare(address: number, expected: Uint8Array, got: Uint8Array): void {
    expected.forEach((octet, offset) => {
      if (octet !== got[offset]) this.#add(address + offset, octet, got[offset] ?? 0);
    });
  }

  #add(address: number, expected: number, got: number): void {
    const last = this.#runs.at(-1);
    if (last !== undefined && last.address + last.expected.length === address) {
      last.expected.push(expected);
      last.got.push(got);
    } else {
      this.#runs.push({ address, expected: [expected], got: [got] });
    }
  }

  differences(): readonly Difference[] {
    const shown = this.#runs.slice(0, MOST_FIELDS).map(({ address, expected, got }) => ({
      field: `memory ${hexAddress(address)}`,
      expected: shortHex(expected),
      got: shortHex(got),
    }));
    const more = this.#runs.length - shown.length;
    return more === 0 ? shown : [...shown, { field: 'memory', expected: 'nothing else', got: `${more} more` }];
  }
}

/** At most 16 octets, and a sign that there are more. */
export function shortHex(octets: ArrayLike<number>): string {
  const hex = hexOf(Uint8Array.from(Array.prototype.slice.call(octets, 0, MOST_OCTETS)));
  return octets.length > MOST_OCTETS ? `${hex}…` : hex;
}
