// The same host call and the same machine in Go: a program of its own prints one JSON object per round and engine.
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
  const engines = [...new Set(lines.map(({ engine }) => engine))];
  const resultsOf = (engine) => (name) =>
    summary(lines.filter((line) => line.engine === engine).map((line) => line[name]));
  const beyond = (what, name) =>
    engines.map((engine) => {
      const [own, guest] = [name, 'plain'].map(resultsOf(engine));
      return [what, engine, (own.min - guest.min).toFixed(1), (own.median - guest.median).toFixed(1)];
    });
  const rows = (what, name, digits) =>
    engines.map((engine) => {
      const { min, median } = resultsOf(engine)(name);
      return [what, engine, min.toFixed(digits), median.toFixed(digits)];
    });
  return {
    title: 'The same in Go',
    header: ['what', 'engine', 'ns (minimum)', 'ns (median)'],
    rows: [
      ...beyond('host call whose handler does nothing', 'none'),
      ...beyond('host call: 2 registers and 32 octets read, 1 register written', 'realistic'),
      ...rows('create and destroy a machine', 'machine', 0),
      ...rows('one call into C and back, for comparison', 'cgo', 1),
    ],
    goal: 'at most 80 ns for the call that reads and writes, at most 10 000 for a machine',
  };
}
