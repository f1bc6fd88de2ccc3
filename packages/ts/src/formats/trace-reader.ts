import { FormatError, quoted } from './format-error.js';
import { bytesOfHex } from './hex.js';
import type { Trace, TraceEffect, TraceExit, TraceState, TraceStop, TraceWrite } from './trace.js';

const U64_MAX = 2n ** 64n - 1n;
const MEMORY = /^(0x[0-9a-fA-F]{1,8}) len=(\d{1,10}) (->|<-) (0x[0-9a-fA-F]*)$/;
const SETREG = /^r(\d\d) <- (0x[0-9a-fA-F]+)$/;
const SETGAS = /^<- (\d+)$/;
const EXITS: readonly TraceExit[] = ['ecalli', 'HALT', 'PANIC', 'FAULT', 'OOG'];

/** Reads a trace. Every refusal is a {@link FormatError} with its line. */
export function readTrace(text: string, file: string): Trace {
  return new TraceReader(text, file).read();
}

class TraceReader {
  readonly #lines: readonly string[];
  /** The line that is looked at, from 1. */
  #at = 1;

  constructor(
    text: string,
    private readonly file: string,
  ) {
    const lines = text.split(/\r?\n/);
    while (lines.at(-1) === '') lines.pop();
    this.#lines = lines;
  }

  read(): Trace {
    const program = this.#readProgram();
    const memory = this.#readInitialMemory();
    const start = this.#readStart();
    const stops = this.#readStops();
    return {
      family: 'traces',
      file: this.file,
      lines: this.#lines,
      program,
      memory,
      start,
      stops,
      hostCalls: stops.length - 1,
    };
  }

  #readProgram(): Uint8Array {
    const { word, rest } = this.#current('program 0x…');
    if (word !== 'program') this.#fail(`expected "program 0x…", got ${quoted(this.#text())}`);
    const program = bytesOfHex(rest) ?? this.#fail('the program is not 0x and whole octets in hex');
    this.#at++;
    return program;
  }

  #readInitialMemory(): readonly TraceWrite[] {
    const writes: TraceWrite[] = [];
    for (;;) {
      const { word, rest } = this.#current('memwrite or start');
      if (word === 'start') return writes;
      if (word !== 'memwrite') this.#fail(`expected memwrite or start, got ${quoted(this.#text())}`);
      writes.push(this.#readMemory(rest, '<-'));
      this.#at++;
    }
  }

  #readStart(): TraceState {
    const state = this.#readState(this.#current('start').rest);
    this.#at++;
    return state;
  }

  #readStops(): readonly TraceStop[] {
    const stops: TraceStop[] = [];
    for (;;) {
      const stop = this.#readStop();
      stops.push(stop);
      if (stop.exit !== 'ecalli') {
        if (this.#at <= this.#lines.length)
          this.#fail(`expected nothing behind ${stop.exit}, got ${quoted(this.#text())}`);
        return stops;
      }
    }
  }

  #readStop(): TraceStop {
    const { word, rest } = this.#current('ecalli=…, HALT, PANIC, FAULT or OOG');
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const exit =
      EXITS.find((candidate) => candidate === name) ??
      this.#fail(`expected ecalli=…, HALT, PANIC, FAULT or OOG, got ${quoted(this.#text())}`);
    const argument = equals < 0 ? 0n : this.#number(word.slice(equals + 1), name);
    if (equals < 0 && exit === 'ecalli') this.#fail('ecalli has no number');
    const { line, pc, gas, registers } = this.#readState(rest);
    this.#at++;
    const effects = exit === 'ecalli' ? this.#readEffects() : [];
    // Field by field: V8 gives each object that is spread into a literal a hidden class of its own, slow to read.
    return { line, pc, gas, registers, exit, argument, effects };
  }

  #readEffects(): readonly TraceEffect[] {
    const effects: TraceEffect[] = [];
    for (;;) {
      const { word, rest } = this.#current('what the host did, or the next stop');
      switch (word) {
        case 'memread':
        case 'memwrite':
          effects.push({ kind: word, ...this.#readMemory(rest, word === 'memread' ? '->' : '<-') });
          break;
        case 'setreg':
          effects.push(this.#readSetReg(rest));
          break;
        case 'setgas':
          effects.push(this.#readSetGas(rest));
          break;
        default:
          return effects;
      }
      this.#at++;
    }
  }

  #readMemory(rest: string, arrow: string): TraceWrite {
    const [, address = '', len = '', found, hex = ''] = MEMORY.exec(rest) ?? [];
    if (found !== arrow) this.#fail(`expected "0xADDR len=N ${arrow} 0x…", got ${quoted(rest)}`);
    const bytes = bytesOfHex(hex) ?? this.#fail('the octets are not whole octets in hex');
    if (bytes.length !== Number(len)) this.#fail(`len=${len}, but ${bytes.length} octets`);
    return { line: this.#at, address: Number(address), bytes };
  }

  #readSetReg(rest: string): TraceEffect {
    const [, index = '', value = ''] = SETREG.exec(rest) ?? this.#fail(`expected "rNN <- 0x…", got ${quoted(rest)}`);
    return { kind: 'setreg', line: this.#at, index: this.#register(index), value: this.#number(value, 'setreg') };
  }

  #readSetGas(rest: string): TraceEffect {
    const [, gas = ''] = SETGAS.exec(rest) ?? this.#fail(`expected "<- N", got ${quoted(rest)}`);
    return { kind: 'setgas', line: this.#at, gas: this.#number(gas, 'setgas') };
  }

  /** `pc=… gas=… r00=0x… …`: registers that are not listed are zero. */
  #readState(rest: string): TraceState {
    const registers = new BigUint64Array(13);
    const seen = new Map<string, bigint>();
    for (const field of rest.split(' ')) {
      const [, name = '', value = ''] =
        /^(pc|gas|r\d\d)=(.+)$/.exec(field) ?? this.#fail(`expected pc=…, gas=… or rNN=0x…, got ${quoted(field)}`);
      if (seen.has(name)) this.#fail(`${name} stands there twice`);
      const number = this.#number(value, name);
      seen.set(name, number);
      if (name.startsWith('r')) {
        if (!value.startsWith('0x')) this.#fail(`${name} is not hex with 0x: ${quoted(value)}`);
        registers[this.#register(name.slice(1))] = number;
      }
    }
    const pc = seen.get('pc') ?? this.#fail('pc is missing');
    const gas = seen.get('gas') ?? this.#fail('gas is missing');
    return { line: this.#at, pc, gas, registers };
  }

  #register(digits: string): number {
    const index = Number(digits);
    return index <= 12 ? index : this.#fail(`there is no register r${digits}; the last one is r12`);
  }

  #number(text: string, name: string): bigint {
    if (!/^(0x[0-9a-fA-F]+|\d+)$/.test(text)) this.#fail(`${name} is not a number: ${quoted(text)}`);
    const number = BigInt(text);
    return number <= U64_MAX ? number : this.#fail(`${name} does not fit 64 bits: ${quoted(text)}`);
  }

  #text(): string {
    return this.#lines[this.#at - 1] ?? '';
  }

  /** First word of the line and what is behind it. */
  #current(wanted: string): { word: string; rest: string } {
    if (this.#at > this.#lines.length) this.#fail(`expected ${wanted}, got the end of the file`);
    const text = this.#text();
    const space = text.indexOf(' ');
    return space < 0 ? { word: text, rest: '' } : { word: text.slice(0, space), rest: text.slice(space + 1) };
  }

  #fail(reason: string): never {
    throw new FormatError(this.file, this.#at, reason);
  }
}
