import { Option } from 'commander';
import { programOptions } from '../conformance/setting.js';
import type { Program, Vm } from '../index.js';
import { readCount } from './arguments.js';
import type { CommandDescription } from './command-line.js';
import { enginesOf, type NamedEngine } from './engine-option.js';
import { type KnownFormat, readProgramFile } from './program-file.js';
import { keyed, type Report } from './report.js';
import { type RunOptions, readyVm, runOptions } from './run.js';

interface BenchOptions extends RunOptions {
  readonly rounds: number;
}

/** What is measured of one engine. Its own program is used in all rounds. */
interface Subject {
  readonly named: NamedEngine;
  readonly program: Program;
  readonly format: KnownFormat;
  readonly loadTimes: number[];
  readonly firstTimes: number[];
  readonly runTimes: number[];
  end: End | undefined;
}

/** How a run ended; all of one command have to end alike. */
interface End {
  readonly result: string;
  readonly pc: string;
  readonly gas_used: string;
  readonly registers: string;
}

export const bench: CommandDescription<BenchOptions> = {
  name: 'bench',
  summary: 'measures loading and running a program',
  files: 'FILE',
  options: [
    ...runOptions(),
    new Option('--rounds <N>', 'how often each engine takes its turn')
      .default(10, '10')
      .argParser(readCount('--rounds', 10_000)),
  ],
  work([file = ''], options): Report {
    const { gasModel = 'instruction', instructionSet, rounds } = options;
    const load = ({ engine }: NamedEngine) =>
      readProgramFile(file, options.format, programOptions(gasModel, instructionSet), engine);
    const subjects = enginesOf(options.engine).map((named): Subject => {
      return { named, ...load(named), loadTimes: [], firstTimes: [], runTimes: [], end: undefined };
    });
    for (let round = 0; round < rounds; round++) {
      for (const subject of subjects) measure(file, options, subject, () => load(subject.named).program);
    }
    const reports = subjects.map((subject) => factsOf(file, options, subject));
    for (const { program } of subjects) program.destroy();
    const [first, second] = reports;
    if (first === undefined) throw new Error('no engine');
    const text = reports.map((facts) => keyed(Object.entries(facts))).join('\n');
    if (second === undefined) return { json: first, text, status: 0 };
    const isSame = subjects.every(({ end }) => isAlike(end, subjects[0]?.end));
    return {
      json: { engine: options.engine, same: isSame, runs: reports },
      text: `${text}\n${isSame ? 'same' : 'different; pvm run --engine both says in what'}\n`,
      status: isSame ? 0 : 1,
    };
  },
};

/** One turn: a program that is loaded anew and run once, and a run of the one that was run before. */
function measure(file: string, options: BenchOptions, subject: Subject, load: () => Program): void {
  const begin = process.hrtime.bigint();
  using program = load();
  subject.loadTimes.push(Number(process.hrtime.bigint() - begin));
  subject.firstTimes.push(runOnce(file, options, subject, program));
  subject.runTimes.push(runOnce(file, options, subject, subject.program));
}

/** Nanoseconds of a run. */
function runOnce(file: string, options: BenchOptions, subject: Subject, program: Program): number {
  const { engine } = subject.named;
  using vm = readyVm(file, program, subject.format, options, engine);
  const begin = process.hrtime.bigint();
  const result = vm.execute(options.pc);
  const time = Number(process.hrtime.bigint() - begin);
  const end = endOf(vm, engine.resultName(result), options.gas);
  if (subject.end !== undefined && !isAlike(end, subject.end)) {
    throw new Error(`${file}: two runs on ${subject.named.name} ended differently`);
  }
  subject.end = end;
  return time;
}

function endOf(vm: Vm, result: string, gas: bigint): End {
  return { result, pc: String(vm.pc), gas_used: String(gas - vm.gas), registers: vm.registers.join(' ') };
}

function isAlike(a: End | undefined, b: End | undefined): boolean {
  return a?.result === b?.result && a?.pc === b?.pc && a?.gas_used === b?.gas_used && a?.registers === b?.registers;
}

function factsOf(file: string, { gasModel = 'instruction', rounds }: BenchOptions, subject: Subject) {
  const { named, format, program, end, loadTimes, firstTimes, runTimes } = subject;
  const fastest = Math.min(...runTimes);
  return {
    engine: named.name,
    file,
    format,
    gas_model: gasModel,
    rounds,
    result: end?.result ?? '',
    gas_used: end?.gas_used ?? '',
    load_ns: Math.min(...loadTimes),
    load_ns_median: median(loadTimes),
    first_run_ns: Math.min(...firstTimes),
    first_run_ns_median: median(firstTimes),
    run_ns: fastest,
    run_ns_median: median(runTimes),
    // Gas is instructions in one model only.
    instructions_per_second:
      gasModel === 'block' ? null : Math.floor((Number(end?.gas_used) * 1e9) / Math.max(fastest, 1)),
    native_bytes: Number(program.info.nativeLen),
  };
}

/** The lower of the two in the middle. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;
}
