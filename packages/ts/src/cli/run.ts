import { Option } from 'commander';
import { hexAddress } from '../conformance/difference.js';
import { programOptions } from '../conformance/setting.js';
import { hexOf } from '../formats/hex.js';
import { Access, type Engine, MAX_ARGUMENT_LEN, type Program, PvmError, Result, TrapKind, Vm } from '../index.js';
import { type MapRange, type RegisterValue, readHex, readNumber, readRange, readRegister } from './arguments.js';
import type { CommandDescription } from './command-line.js';
import { formatOption, type ProgramFileOptions } from './disasm.js';
import { enginesOf, type NamedEngine } from './engine-option.js';
import { type KnownFormat, readProgramFile } from './program-file.js';
import { Refusal } from './refusal.js';
import { keyed, type Report } from './report.js';

/** How a run begins. */
export interface RunOptions extends ProgramFileOptions {
  readonly args?: Uint8Array;
  readonly gas: bigint;
  readonly pc: bigint;
  readonly reg: readonly RegisterValue[];
  readonly map: readonly MapRange[];
}

/** How one run ended, as it is printed. */
interface Run {
  readonly engine: string;
  readonly file: string;
  readonly format: KnownFormat;
  readonly result: string;
  readonly trap: string;
  readonly pc: string;
  readonly gas: string;
  readonly gas_used: string;
  readonly host_call: string | null;
  readonly fault_address: number | null;
  readonly registers: readonly string[];
  readonly output: string | null;
}

const ADDRESS_SPACE = 2 ** 32;
const TRAPS: Readonly<Record<number, string>> = {
  [TrapKind.None]: 'none',
  [TrapKind.Trap]: 'trap',
  [TrapKind.BadJump]: 'bad-jump',
  [TrapKind.LowAddress]: 'low-address',
  [TrapKind.LoadFault]: 'load-fault',
  [TrapKind.StoreFault]: 'store-fault',
  [TrapKind.HostError]: 'host-error',
  [TrapKind.InvalidProgram]: 'invalid-program',
};

export const run: CommandDescription<RunOptions> = {
  name: 'run',
  summary: 'runs a program once and prints how it ended',
  files: 'FILE',
  options: runOptions(),
  work([file = ''], options): Report {
    const runs = enginesOf(options.engine).map((engine) => runOnce(file, options, engine));
    const [first, second] = runs;
    if (first === undefined) throw new Error('no engine');
    const hasHalted = runs.every(({ result }) => result === 'halt');
    if (second === undefined) return { json: first, text: textOf(first), status: hasHalted ? 0 : 1 };
    const different = differingKeys(first, second);
    const verdict = different.length === 0 ? 'same' : `different: ${different.join(', ')}`;
    return {
      json: { engine: options.engine, same: different.length === 0, runs },
      text: `${runs.map(textOf).join('\n')}\n${verdict}\n`,
      status: different.length === 0 && hasHalted ? 0 : 1,
    };
  },
};

export function runOptions(): readonly Option[] {
  return [
    new Option('--args <HEX>', 'argument of a standard program').argParser(readHex('--args')),
    new Option('--gas <N>', 'gas at the start').default(1_000_000_000n, '1000000000').argParser(readNumber('--gas')),
    new Option('--pc <N>', 'entry point').default(0n, '0').argParser(readNumber('--pc')),
    new Option('--reg <INDEX=VALUE>', 'a register at the start; may be repeated')
      .default([], 'none')
      .argParser(readRegister),
    new Option('--map <ADDRESS:LENGTH[:r]>', 'zeroed pages; may be repeated').default([], 'none').argParser(readRange),
    formatOption(),
  ];
}

function runOnce(file: string, options: RunOptions, { name, engine }: NamedEngine): Run {
  const { gasModel = 'instruction', instructionSet, gas } = options;
  const { program, format } = readProgramFile(file, options.format, programOptions(gasModel, instructionSet), engine);
  using _program = program;
  using vm = readyVm(file, program, format, options, engine);
  const result = vm.execute(options.pc);
  const { state } = vm;
  return {
    engine: name,
    file,
    format,
    result: engine.resultName(result),
    trap: TRAPS[state.trapKind] ?? String(state.trapKind),
    pc: String(vm.pc),
    gas: String(vm.gas),
    gas_used: String(gas - vm.gas),
    host_call: result === Result.HostCall ? String(state.hostCall) : null,
    fault_address: result === Result.Fault ? state.faultAddress : null,
    registers: Array.from(vm.registers, String),
    output: result === Result.Ok && format !== 'program' ? hexOf(vm.copyOutput()) : null,
  };
}

/** A machine as the options want it. The caller destroys it. */
export function readyVm(file: string, program: Program, format: KnownFormat, options: RunOptions, engine: Engine): Vm {
  const vm = makeVm(program, format, argumentFor(file, format, options));
  vm.yieldMode = true;
  for (const range of options.map) mapRange(vm, range, engine);
  for (const { index, value } of options.reg) vm.setRegister(index, value);
  vm.gas = options.gas;
  return vm;
}

function argumentFor(file: string, format: KnownFormat, { args }: RunOptions): Uint8Array {
  if (args === undefined) return new Uint8Array();
  if (format === 'program') throw new Refusal(`--args: ${file} is a bare program and takes no argument`);
  if (args.length > MAX_ARGUMENT_LEN) {
    throw new Refusal(`--args: an argument has at most ${MAX_ARGUMENT_LEN} octets, got ${args.length}`);
  }
  return args;
}

function makeVm(program: Program, format: KnownFormat, argument: Uint8Array): Vm {
  return format === 'program' ? Vm.fromProgram(program) : Vm.fromStandard(program, argument);
}

function mapRange(vm: Vm, { text, address, length, isWritable }: MapRange, engine: Engine): void {
  try {
    // 2^32 itself is no address, and refused like any that is none.
    vm.mapMemory(Number(address) % ADDRESS_SPACE, length, isWritable ? Access.ReadWrite : Access.Read);
  } catch (error) {
    if (!(error instanceof PvmError)) throw error;
    throw new Refusal(`--map: ${text}: ${engine.statusMessage(error.status)}`);
  }
}

function textOf(run: Run): string {
  const { registers, output, fault_address, ...facts } = run;
  const rows = registers.map((value, index) => [`r${index}`, `${paddedHex(value)}  ${value}`] as const);
  const address = fault_address === null ? null : hexAddress(fault_address);
  return keyed([...Object.entries(facts), ['fault_address', address], ...rows, ['output', output]]);
}

function paddedHex(value: string): string {
  return `0x${BigInt(value).toString(16).padStart(16, '0')}`;
}

/** Keys of two runs that differ, but for the engine's name. */
function differingKeys(a: Run, b: Run): readonly string[] {
  const { engine: _a, registers, ...facts } = a;
  const keys = Object.keys(facts) as (keyof typeof facts)[];
  const indices = registers.map((_, index) => index).filter((index) => registers[index] !== b.registers[index]);
  return [...keys.filter((key) => a[key] !== b[key]), ...indices.map((index) => `r${index}`)];
}
