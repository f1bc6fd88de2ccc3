// Runs ../native's program, which measures in C what no binding shall blur, and sums up what it prints.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { summary } from './measure.mjs';

const ROOT = join(import.meta.dirname, '../..');
const MEASURE = join(ROOT, 'bench/build/measure');
const ENGINES = ['core/build/libpvm_interpreter.so', 'recompiler/build/libpvm_recompiler.so'];

/**
 * @param {string[]} words what to measure, as native/main.c says
 * @returns {(name: string) => { min: number, median: number, max: number }}
 */
export function measureNatively(words) {
  return summaries(valuesOf(words));
}

/** The same when each round takes a process of its own. */
export function measureInProcesses(words, rounds) {
  return summaries(Array.from({ length: rounds }, () => valuesOf(words)).flat());
}

/** What the program prints: a name and one value of one round, each. */
export function valuesOf(words) {
  const libraries = ENGINES.map((path) => join(ROOT, path));
  return linesOf(MEASURE, [...libraries, ...words]);
}

/** What a program prints that measures: JSON lines. */
export function linesOf(program, words) {
  const { status, signal, stdout, stderr, error } = spawnSync(program, words, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw new Error(`${program}: ${error.message}; build it with npm run build`);
  if (status !== 0) throw new Error(`${program}: ${stderr.trim() || `ended with ${signal ?? status}`}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Values of one name, summed up. */
export function summaries(values) {
  const byName = new Map();
  for (const { name, value } of values) byName.set(name, [...(byName.get(name) ?? []), value]);
  return (name) => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`the program in bench/native does not report ${name}`);
    return summary(found);
  };
}
