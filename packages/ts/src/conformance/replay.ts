import type { Trace, TraceEffect, TraceExit, TraceStop, TraceWrite } from '../formats/trace.js';
import { ARGUMENT_ADDRESS, MAX_ARGUMENT_LEN, Program, PvmError, Result, type State, Vm } from '../index.js';
import { type Difference, hexAddress, hexNumber } from './difference.js';
import { compareOctets, shortHex } from './machine-memory.js';
import { wanted } from './refused.js';
import { type GasModelName, programOptions, type Setting } from './setting.js';

/** Replays recorded host calls. The way through a trace that matches is lean; words are made on a mismatch only. */

export interface ReplaySetting extends Setting {
  /** One gas per instruction, unless something else is said. */
  readonly gasModel?: GasModelName;
}

export interface ReplayResult {
  /** Host calls made, as far as it ran. */
  readonly hostCalls: number;
  /** Gas that the guest used itself, without what the host charged. */
  readonly gasUsed: bigint;
  /** The first wrong line; undefined if every line is right. */
  readonly mismatch: Mismatch | undefined;
}

export interface Mismatch {
  /** From 1. */
  readonly line: number;
  /** Index of the stop that the line belongs to; -1 up to the start line. */
  readonly stop: number;
  /** All fields that are compared on that line, right ones too. */
  readonly state: readonly Difference[];
}

const RESULTS: Readonly<Record<TraceExit, Result>> = {
  ecalli: Result.HostCall,
  HALT: Result.Ok,
  PANIC: Result.Panic,
  FAULT: Result.Fault,
  OOG: Result.Oog,
};

/** Replays a trace once, from its octets to its end. Throws `Refused` if its program or memory cannot be set up. */
export function replayTrace(trace: Trace, setting: ReplaySetting): ReplayResult {
  using replay = new Replay(trace, setting);
  return replay.run();
}

/** A trace and its machine, ready to be replayed any number of times. */
export class Replay implements Disposable {
  readonly program: Program;
  readonly vm: Vm;
  readonly #state: State;
  readonly #trace: Trace;
  readonly #setting: ReplaySetting;
  readonly #argument: Uint8Array;
  /** The live registers in words, which are compared without making a BigInt. */
  readonly #words: Uint32Array;
  readonly #expectedWords: readonly Uint32Array[];
  /** Where memory is read to. */
  readonly #scratch: Buffer;

  constructor(trace: Trace, setting: ReplaySetting) {
    this.#trace = trace;
    this.#setting = setting;
    const { engine, gasModel = 'instruction', instructionSet } = setting;
    this.program = wanted('program', engine, () =>
      Program.parseStandard(trace.program, true, programOptions(gasModel, instructionSet), engine),
    );
    this.#argument = argumentOf(trace);
    this.vm = Vm.fromStandard(this.program, this.#argument);
    this.vm.yieldMode = true;
    this.#state = this.vm.state;
    this.#words = this.vm.registers32;
    this.#expectedWords = trace.stops.map(({ registers }) => wordsOf(registers));
    this.#scratch = Buffer.alloc(longestRead(trace));
  }

  [Symbol.dispose](): void {
    this.vm.destroy();
    this.program.destroy();
  }

  /** Replays all of it, or up to the first line that is wrong. */
  run(): ReplayResult {
    const mismatch = this.advanceTo(this.#trace.stops.length);
    return mismatch === undefined ? this.#passed() : this.#failed(mismatch);
  }

  /** Starts anew and stops behind what the host did at the stop before `stop`, or at a line that is wrong. */
  advanceTo(stop: number): Mismatch | undefined {
    const wrongStart = this.#start();
    if (wrongStart !== undefined) return wrongStart;
    for (let index = 0; index < stop; index++) {
      const mismatch = this.#next(index);
      if (mismatch !== undefined) return mismatch;
    }
    return undefined;
  }

  #start(): Mismatch | undefined {
    const { vm } = this;
    const { memory, start } = this.#trace;
    vm.resetStandard(null, this.#argument);
    for (const write of memory) {
      if (isArgument(write)) continue;
      const refused = this.#attempt(-1, write, () => vm.initializeMemory(write.address, write.bytes));
      if (refused !== undefined) return refused;
    }
    if (!areEqual(this.#words, wordsOf(start.registers))) {
      return { line: start.line, stop: -1, state: registerRows(start.registers, vm.registers) };
    }
    vm.gas = start.gas;
    vm.pc = start.pc;
    return undefined;
  }

  /** Runs up to a stop, compares the state, and does what the host did. */
  #next(index: number): Mismatch | undefined {
    const stop = this.#trace.stops[index];
    const words = this.#expectedWords[index];
    if (stop === undefined || words === undefined) return undefined;
    const result = this.vm.resume();
    if (!this.#isAt(stop, result) || !areEqual(this.#words, words)) {
      return { line: stop.line, stop: index, state: this.#stateRows(stop, result) };
    }
    for (const effect of stop.effects) {
      const mismatch = this.#apply(effect, index);
      if (mismatch !== undefined) return mismatch;
    }
    return undefined;
  }

  #isAt(stop: TraceStop, result: Result): boolean {
    const state = this.#state;
    if (result !== RESULTS[stop.exit] || state.pc !== stop.pc || state.gas !== stop.gas) return false;
    switch (stop.exit) {
      case 'ecalli':
        return state.hostCall === stop.argument;
      case 'FAULT':
        return isInPage(stop.argument, state.faultAddress);
      case 'HALT':
      case 'PANIC':
      case 'OOG':
        return true;
    }
  }

  #apply(effect: TraceEffect, stop: number): Mismatch | undefined {
    const { vm } = this;
    switch (effect.kind) {
      case 'memread':
        return this.#read(effect, stop);
      case 'memwrite':
        return this.#attempt(stop, effect, () => vm.writeMemory(effect.address, effect.bytes));
      case 'setreg':
        vm.registers[effect.index] = effect.value;
        return undefined;
      case 'setgas':
        vm.gas = effect.gas;
        return undefined;
    }
  }

  #read(effect: TraceWrite, stop: number): Mismatch | undefined {
    const { line, address, bytes } = effect;
    const got = this.#scratch.subarray(0, bytes.length);
    const refused = this.#attempt(stop, effect, () => this.vm.readMemory(address, got), shortHex);
    if (refused !== undefined || got.equals(bytes)) return refused;
    return { line, stop, state: [...this.#rightState(stop), ...compareOctets(address, bytes, got)] };
  }

  /** `wish` says in words what the trace wants of the octets. */
  #attempt(
    stop: number,
    { line, address, bytes }: TraceWrite,
    work: () => void,
    wish: (bytes: Uint8Array) => string = () => 'writable',
  ): Mismatch | undefined {
    try {
      work();
      return undefined;
    } catch (error) {
      if (!(error instanceof PvmError)) throw error;
      const got = this.#setting.engine.statusMessage(error.status);
      const wrong = { field: `memory ${hexAddress(address)}`, expected: wish(bytes), got };
      return { line, stop, state: [...this.#rightState(stop), wrong] };
    }
  }

  #stateRows(stop: TraceStop, result: Result): readonly Difference[] {
    const { vm } = this;
    return [
      { field: 'exit', ...this.#exitWords(stop, result) },
      { field: 'pc', expected: String(stop.pc), got: String(vm.pc) },
      { field: 'gas', expected: String(stop.gas), got: String(vm.gas) },
      ...registerRows(stop.registers, vm.registers),
    ];
  }

  /** The state at a stop that is as recorded: what the host changed since does not matter. */
  #rightState(index: number): readonly Difference[] {
    const stop = this.#trace.stops[index];
    if (stop === undefined) return [];
    const rows = [
      ['exit', exitText(stop.exit, stop.argument)],
      ['pc', String(stop.pc)],
      ['gas', String(stop.gas)],
    ] as const;
    return [
      ...rows.map(([field, text]) => ({ field, expected: text, got: text })),
      ...registerRows(stop.registers, stop.registers),
    ];
  }

  /** Both exits in the words of the trace; what is not compared is not shown as different. */
  #exitWords(stop: TraceStop, result: Result): { expected: string; got: string } {
    const { hostCall, faultAddress } = this.#state;
    const exit = (Object.keys(RESULTS) as TraceExit[]).find((candidate) => RESULTS[candidate] === result);
    const expected = exitText(stop.exit, stop.argument);
    if (exit === undefined) return { expected, got: this.#setting.engine.resultName(result) };
    if (exit === 'FAULT' && stop.exit === 'FAULT' && isInPage(stop.argument, faultAddress))
      return { expected, got: expected };
    return { expected, got: exitText(exit, exit === 'ecalli' ? hostCall : BigInt(faultAddress)) };
  }

  #passed(): ReplayResult {
    const { stops, hostCalls } = this.#trace;
    return { hostCalls, gasUsed: this.#usedBefore(stops.length), mismatch: undefined };
  }

  #failed(mismatch: Mismatch): ReplayResult {
    const stop = this.#trace.stops[mismatch.stop];
    if (stop === undefined) return { hostCalls: 0, gasUsed: 0n, mismatch };
    const hasRightState = mismatch.line !== stop.line;
    const gas = hasRightState ? stop.gas : this.vm.gas;
    return {
      hostCalls: mismatch.stop + (this.#state.result === Result.HostCall ? 1 : 0),
      gasUsed: this.#usedBefore(mismatch.stop) + this.#gasBefore(mismatch.stop) - gas,
      mismatch,
    };
  }

  #usedBefore(stop: number): bigint {
    return this.#trace.stops.slice(0, stop).reduce((sum, { gas }, index) => sum + this.#gasBefore(index) - gas, 0n);
  }

  /** Gas that the guest goes on with after the stop before this one. */
  #gasBefore(stop: number): bigint {
    const before = this.#trace.stops[stop - 1];
    if (before === undefined) return this.#trace.start.gas;
    return before.effects.reduce((gas, effect) => (effect.kind === 'setgas' ? effect.gas : gas), before.gas);
  }
}

/** `ecalli=1`, `FAULT=73728`, `HALT`. */
function exitText(exit: TraceExit, argument: bigint): string {
  return exit === 'ecalli' || exit === 'FAULT' ? `${exit}=${argument}` : exit;
}

function registerRows(expected: BigUint64Array, got: BigUint64Array): readonly Difference[] {
  return Array.from(expected, (value, index) => ({
    field: `r${index}`,
    expected: hexNumber(value),
    got: hexNumber(got[index] ?? 0n),
  }));
}

function isInPage(address: bigint, page: number): boolean {
  return BigInt.asUintN(64, address & ~0xfffn) === BigInt(page);
}

function isArgument({ address, bytes }: TraceWrite): boolean {
  return address >= ARGUMENT_ADDRESS && address + bytes.length <= ARGUMENT_ADDRESS + MAX_ARGUMENT_LEN;
}

/** What is written to where arguments stand is the argument. */
function argumentOf({ memory }: Trace): Uint8Array {
  const writes = memory.filter(isArgument);
  const end = Math.max(ARGUMENT_ADDRESS, ...writes.map(({ address, bytes }) => address + bytes.length));
  const argument = new Uint8Array(end - ARGUMENT_ADDRESS);
  for (const { address, bytes } of writes) argument.set(bytes, address - ARGUMENT_ADDRESS);
  return argument;
}

function longestRead({ stops }: Trace): number {
  const reads = stops.flatMap(({ effects }) => effects.filter(({ kind }) => kind === 'memread'));
  return reads.reduce((longest, effect) => Math.max(longest, 'bytes' in effect ? effect.bytes.length : 0), 0);
}

function wordsOf(registers: BigUint64Array): Uint32Array {
  return new Uint32Array(registers.buffer, registers.byteOffset, registers.length * 2);
}

function areEqual(a: Uint32Array, b: Uint32Array): boolean {
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}
