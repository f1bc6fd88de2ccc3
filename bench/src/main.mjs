// npm run bench: measures, prints tables, and with --write puts them into README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import { measureBoundary } from './boundary.mjs';
import { measureCold } from './cold.mjs';
import { measureCompiling } from './compiling.mjs';
import { measureGenerator } from './generator.mjs';
import { measureGo } from './go.mjs';
import { measureHostCalls } from './host-calls.mjs';
import { measureKernels } from './kernels.mjs';
import { measureMachines } from './machines.mjs';
import { measureAgainstPolkavm, whyNot } from './peers/polkavm.mjs';
import { measureTraces, tracesIn } from './traces.mjs';

const README = join(import.meta.dirname, '../README.md');
const BEGIN = '<!-- measured: npm run bench -- --write -->';
const END = '<!-- end of what was measured -->';
const SHARED = join(import.meta.dirname, '../../../shared');
const PROGRAMS = process.env.PVM_BENCH_PROGRAMS || join(SHARED, 'bench-programs');
const VECTORS = process.env.PVM_VECTORS || join(SHARED, 'vectors');

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '30' }, write: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 3) {
  console.error('bench: --rounds takes a whole number, at least 3');
  process.exit(2);
}

const [loadAtStart] = loadavg();
const sections = [];
const traces = tracesIn(join(VECTORS, 'traces'));
if (traces === undefined) console.error(`not measured: there are no traces in ${VECTORS}`);
else {
  add(measureTraces(traces, Math.max(3, Math.floor(rounds / 3))));
  add(measureCold(traces, rounds));
}
add(measureKernels(rounds));
add(measureCompiling(PROGRAMS, rounds));
const obstacle = whyNot();
if (obstacle === undefined) add(measureAgainstPolkavm(PROGRAMS, rounds));
else console.error(`not measured: PolkaVM, a peer: ${obstacle}`);
add(measureBoundary(rounds));
add(measureHostCalls(rounds));
add(measureMachines(rounds));
const go = measureGo(rounds);
if (go === undefined) console.error('not measured: Go is not installed');
else add(go);
add(measureGenerator(Math.min(rounds, 7)));
if (values.write) write();

function add(section) {
  const align = section.header.map((_, column) =>
    column === 0 || section.rows.every((row) => Number.isNaN(Number(row[column]))) ? 'l' : 'r',
  );
  const text = `### ${section.title}\n\n${markdownTable([section.header, ...section.rows], { align })}\n\nGoal: ${section.goal}.\n`;
  console.log(text);
  sections.push(text);
}

function write() {
  const readme = readFileSync(README, 'utf8');
  const start = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`${README} lacks the two markers`);
  const machine = `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, load ${loadAtStart.toFixed(1)} at the start, ${rounds} rounds, ${new Date().toISOString().slice(0, 10)}.`;
  writeFileSync(
    README,
    `${readme.slice(0, start + BEGIN.length)}\n\n${machine}\n\n${sections.join('\n')}\n${readme.slice(end)}`,
  );
}
