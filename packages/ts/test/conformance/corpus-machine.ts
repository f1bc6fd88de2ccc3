import { compareAllMemory } from '../../src/conformance/machine-memory.js';
import { Access, PAGE_SIZE, type Program, Result, STACK_TOP, Vm } from '../../src/index.js';
import type { CorpusCase, CorpusStep } from './corpus-reader.js';

const RESULTS = ['halt', 'panic', 'page-fault', 'host-call', 'out-of-gas'];
const TRAPS = ['none', 'trap', 'bad-jump', 'low-address', 'load-fault', 'store-fault', 'host-error', 'invalid-program'];
const U64 = (1n << 64n) - 1n;
/** More heap than this no case looks at. */
const MOST_HEAP = 16n * BigInt(PAGE_SIZE);

/** A machine of the corpus, and what it should hold, brought up to date step by step. Problems are told in words. */
export class CorpusMachine implements Disposable {
  readonly #vm: Vm;
  readonly #registers = BigUint64Array.from({ length: 13 }, (_, index) => 0xeeeeeeeeeeeeee00n + BigInt(index));
  readonly #pages = new Map<number, Uint8Array>();
  #gas = 0n;
  readonly problems: string[] = [];

  constructor(
    program: Program,
    private readonly owner: CorpusCase,
    private readonly model: 'instruction' | 'block',
    private readonly bySteps: boolean,
  ) {
    this.#vm = Vm.fromProgram(program);
    this.#vm.yieldMode = true;
    this.#vm.gas = 1000n;
    this.#vm.registers.set(this.#registers);
    for (const words of owner.settings) this.#set(words);
  }

  [Symbol.dispose](): void {
    this.#vm.destroy();
  }

  run(step: CorpusStep): void {
    const { state } = this.#vm;
    for (const word of step.inputs) this.#input(word);
    this.#gas = state.gas;
    const heap = state.heapPointer;
    const result = this.#goOn();
    this.#followHeap(heap, state.heapPointer);
    this.#checkExit(result, step);
    for (const word of step.expected) this.#change(word, false);
    this.#checkRegistersAndMemory();
  }

  #set([kind, first = '', second = '', access]: readonly string[]): void {
    switch (kind) {
      case 'map':
        this.#map(Number(first), Number(second), access);
        break;
      case 'data':
        this.#put(Number(first), second, true);
        break;
      default: {
        const [data, stack] = [first, second].map((word) => Number(word.split('=')[1]));
        this.#layOut(data ?? 0, stack ?? 0);
      }
    }
  }

  #layOut(data: number, stack: number): void {
    const nothing = new Uint8Array();
    this.#vm.setMemoryRegions(new Uint8Array(data), nothing, nothing, new Uint8Array(stack));
    this.#expectZeros(0x20000, data);
    const pages = Math.ceil(stack / PAGE_SIZE);
    this.#expectZeros(STACK_TOP - pages * PAGE_SIZE, stack);
  }

  #map(address: number, length: number, access: string | undefined): void {
    this.#vm.mapMemory(address, BigInt(length), access === 'read-write' ? Access.ReadWrite : Access.Read);
    this.#expectZeros(address, length);
  }

  #expectZeros(address: number, length: number): void {
    for (let at = address; at < address + length; at += PAGE_SIZE) this.#pages.set(at, new Uint8Array(PAGE_SIZE));
  }

  #put(address: number, hex: string, writes: boolean): void {
    const bytes = Buffer.from(hex, 'hex');
    if (writes) this.#vm.initializeMemory(address, bytes);
    bytes.forEach((octet, offset) => {
      const at = address + offset;
      const page = this.#pages.get(at - (at % PAGE_SIZE));
      if (page === undefined) throw new Error(`${this.owner.name}: no page at ${at}`);
      page[at % PAGE_SIZE] = octet;
    });
  }

  #input(word: string): void {
    const [key = '', value = ''] = word.split('=');
    if (key === 'gas') this.#vm.gas = numberOf(value);
    else if (key === 'pc') this.#vm.pc = numberOf(value);
    else if (key === 'map') {
      const [, address, length, access] = /^(\w+)\+(\w+):([\w-]+)$/.exec(value) ?? [];
      this.#map(Number(address), Number(length), access);
    } else if (!this.#change(word, true)) throw new Error(`${this.owner.name}: unknown input ${word}`);
  }

  /** `rN=VALUE` or `[ADDRESS]=HEX`; false if it is something else. */
  #change(word: string, writes: boolean): boolean {
    const [, register, address, value = ''] = /^(?:r(\d+)|\[(\w+)\])=(.*)$/.exec(word) ?? [];
    if (register !== undefined) {
      this.#registers[Number(register)] = numberOf(value);
      if (writes) this.#vm.setRegister(Number(register), numberOf(value));
    } else if (address !== undefined) {
      this.#put(Number(address), value, writes);
    }
    return register !== undefined || address !== undefined;
  }

  #goOn(): Result {
    if (!this.bySteps) return this.#vm.resume();
    let result: Result;
    do result = this.#vm.step(1n);
    while (result === Result.Stepped);
    return result;
  }

  /** Pages that sbrk maps are expected to be there when a change names them. */
  #followHeap(before: bigint, after: bigint): void {
    const [from, to] = [before, after].map((end) => (end + 0xfffn) & ~0xfffn);
    if (from === undefined || to === undefined || to <= from || to - from > MOST_HEAP) return;
    this.#expectZeros(Number(from), Number(to - from));
  }

  #checkExit(result: Result, step: CorpusStep): void {
    const { state, engine } = this.#vm;
    const words = RESULTS.includes(step.expected[0] ?? '') ? step.expected : this.owner.ends;
    let kind = 'none';
    for (const word of words) {
      const [key = '', value] = word.split('=');
      if (RESULTS.includes(key)) this.#expect(step, 'result', key, engine.resultName(result));
      else if (value === undefined) kind = key;
      else if (key === 'pc') this.#expect(step, key, Number(value), Number(state.pc));
      else if (key === 'id') this.#expect(step, key, numberOf(value), state.hostCall);
      else if (key === 'page') this.#expect(step, key, Number(value), state.faultAddress);
      else if (key === 'cost') this.#expect(step, key, this.#costOf(value), this.#gas - state.gas);
    }
    this.#expect(step, 'trap', kind, TRAPS[state.trapKind]);
  }

  /** `A/B`: per instruction and per block. */
  #costOf(value: string): bigint {
    const [perInstruction = '', perBlock = perInstruction] = value.split('/');
    return numberOf(this.model === 'block' ? perBlock : perInstruction);
  }

  #checkRegistersAndMemory(): void {
    this.#registers.forEach((value, index) => {
      const got = this.#vm.registers[index];
      if (got !== value) this.problems.push(`r${index}: expected 0x${value.toString(16)}, got 0x${got?.toString(16)}`);
    });
    const expected = [...this.#pages].map(([address, bytes]) => ({ address, bytes }));
    for (const { field, expected: wanted, got } of compareAllMemory(this.#vm, expected)) {
      this.problems.push(`${field}: expected ${wanted}, got ${got}`);
    }
  }

  #expect(step: CorpusStep, what: string, expected: unknown, got: unknown): void {
    if (expected !== got) this.problems.push(`line ${step.line}: ${what}: expected ${expected}, got ${got}`);
  }
}

/** A number of 64 bits; below zero it wraps. */
function numberOf(text: string): bigint {
  return (text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text)) & U64;
}
