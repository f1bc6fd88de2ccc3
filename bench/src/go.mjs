// The same host call and the same machine in Go: a program of its own prints one JSON object per round.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { guestBlobs } from './guest.mjs';
import { summary } from './measure.mjs';

const FOLDER = join(import.meta.dirname, '../go');

/** Undefined without Go. */
export function measureGo(rounds) {
  const { calling, plain } = guestBlobs();
  const hex = (blob) => Buffer.from(blob).toString('hex');
  const { status, stdout, stderr, error } = spawnSync('go', ['run', '.', String(rounds), hex(calling), hex(plain)], {
    cwd: FOLDER,
    encoding: 'utf8',
  });
  if (error?.code === 'ENOENT') return undefined;
  if (status !== 0) throw new Error(`the Go half failed: ${stderr}`);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const of = (name) => summary(lines.map((line) => line[name]));
  const [guest, none, realistic, machine, cgo] = ['plain', 'none', 'realistic', 'machine', 'cgo'].map(of);
  const beyond = (what, { min, median }) => [what, (min - guest.min).toFixed(1), (median - guest.median).toFixed(1)];
  return {
    title: 'The same in Go',
    header: ['what', 'ns (minimum)', 'ns (median)'],
    rows: [
      beyond('host call whose handler does nothing', none),
      beyond('host call: 2 registers and 32 octets read, 1 register written', realistic),
      ['create and destroy a machine', machine.min.toFixed(0), machine.median.toFixed(0)],
      ['one call into C and back, for comparison', cgo.min.toFixed(1), cgo.median.toFixed(1)],
    ],
    goal: 'at most 80 ns for the second row, at most 10 000 for the third',
  };
}
