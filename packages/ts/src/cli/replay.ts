import { readFileSync } from 'node:fs';
import { caseName } from '../conformance/case-files.js';
import { type Difference, explain } from '../conformance/difference.js';
import { type Instruction, lastInstructions } from '../conformance/last-instructions.js';
import { Refused } from '../conformance/refused.js';
import { type ReplayResult, type ReplaySetting, replayTrace } from '../conformance/replay.js';
import { wrongFields } from '../conformance/run-case.js';
import type { Trace } from '../formats/trace.js';
import { readTrace } from '../formats/trace-reader.js';
import type { CommandDescription, CommonOptions } from './command-line.js';
import { enginesOf, type NamedEngine } from './engine-option.js';
import { Progress } from './progress.js';
import { withFile } from './refusal.js';
import { type Report, tableLines } from './report.js';

const LONGEST_LINE = 200;
const LAST = 16;

/** One trace on one engine. */
interface Played {
  /** ` on recompiler`, where there are two engines. */
  readonly where: string;
  readonly result: ReplayResult;
  /** What led to the first wrong line. */
  readonly instructions: readonly Instruction[];
  readonly why: string | undefined;
}

interface TraceReport {
  readonly name: string;
  readonly passed: boolean;
  readonly host_calls: number;
  readonly gas_used: string;
  readonly why: string | null;
}

export const replay: CommandDescription<CommonOptions> = {
  name: 'replay',
  summary: 'replays recorded host calls and compares every line',
  files: 'TRACE…',
  options: [],
  work(files, options): Report {
    const engines = enginesOf(options.engine);
    const traces = files.map((file) =>
      readTrace(
        withFile('read', file, () => readFileSync(file, 'utf8')),
        file,
      ),
    );
    const all = playAll(traces, engines, options);
    const reports = all.map(({ trace, played }) => reportOf(trace, played));
    const texts = all.map(({ trace, played }) => textOf(trace, played));
    const failed = reports.filter((report) => !report.passed).length;
    const passed = reports.length - failed;
    return {
      json: { engine: options.engine, passed, failed, traces: reports },
      text: `${texts.join('')}${passed} passed, ${failed} failed\n`,
      status: failed === 0 ? 0 : 1,
    };
  },
};

function playAll(
  traces: readonly Trace[],
  engines: readonly NamedEngine[],
  { gasModel, instructionSet }: CommonOptions,
): readonly { trace: Trace; played: readonly Played[] }[] {
  using progress = new Progress('traces', traces.length);
  return traces.map((trace) => {
    const played = engines.map(({ name, engine }) => {
      const setting = { engine, ...(gasModel && { gasModel }), ...(instructionSet && { instructionSet }) };
      return play(trace, setting, engines.length > 1 ? name : undefined);
    });
    progress.advance();
    return { trace, played };
  });
}

function play(trace: Trace, setting: ReplaySetting, engineName: string | undefined): Played {
  const result = replayOrRefuse(trace, setting);
  const { mismatch } = result;
  const where = engineName === undefined ? '' : ` on ${engineName}`;
  if (mismatch === undefined) return { where, result, instructions: [], why: undefined };
  const prefix = engineName === undefined ? '' : `${engineName}: `;
  return {
    where,
    result,
    instructions: lastInstructions(trace, setting, mismatch.stop, LAST),
    why: `${prefix}line ${mismatch.line}: ${explain(wrongFields(mismatch.state))}`,
  };
}

/** A program that the library does not accept is a wrong first line. */
function replayOrRefuse(trace: Trace, setting: ReplaySetting): ReplayResult {
  try {
    return replayTrace(trace, setting);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { hostCalls: 0, gasUsed: 0n, mismatch: { line: 1, stop: -1, state: [error.difference] } };
  }
}

function reportOf(trace: Trace, played: readonly Played[]): TraceReport {
  const whys = played.flatMap(({ why }) => why ?? []);
  const [first] = played;
  return {
    name: caseName(trace.file),
    passed: whys.length === 0,
    host_calls: first?.result.hostCalls ?? 0,
    gas_used: String(first?.result.gasUsed ?? 0n),
    why: whys.length === 0 ? null : whys.join('; '),
  };
}

function textOf(trace: Trace, played: readonly Played[]): string {
  const failed = played.filter(({ result }) => result.mismatch !== undefined);
  const name = caseName(trace.file);
  if (failed.length > 0) return failed.map((one) => failureText(name, trace, one)).join('');
  const { hostCalls = 0, gasUsed = 0n } = played[0]?.result ?? {};
  return `${name}  passed  ${hostCalls} host calls  gas used ${gasUsed}\n`;
}

function failureText(name: string, trace: Trace, { where, result: { mismatch }, instructions }: Played): string {
  if (mismatch === undefined) return '';
  const line = trace.lines[mismatch.line - 1] ?? '';
  const shown = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
  return [
    `${name}  failed${where}\n`,
    `  line ${mismatch.line}: ${shown}\n`,
    stateText(mismatch.state),
    instructionsText(instructions),
  ].join('');
}

function stateText(state: readonly Difference[]): string {
  const [head, ...rows] = tableLines([
    ['field', 'expected', 'got'],
    ...state.map(({ field, expected, got }) => [field, expected, got]),
  ]);
  const marked = state.map(({ expected, got }, index) => `  ${expected === got ? ' ' : '!'} ${rows[index]}\n`);
  return `    ${head}\n${marked.join('')}`;
}

function instructionsText(instructions: readonly Instruction[]): string {
  if (instructions.length === 0) return '';
  const width = Math.max(...instructions.map(({ pc }) => String(pc).length));
  const lines = instructions.map(({ pc, text }, index) => {
    const mark = index === instructions.length - 1 ? '>' : ' ';
    return `    ${mark} ${String(pc).padStart(width)}  ${text}\n`;
  });
  return `  last instructions:\n${lines.join('')}`;
}
