// One source as the C compiler's own code and as a PVM program on both engines.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureNatively } from './native.mjs';

const FOLDER = join(import.meta.dirname, '../kernels');

/** What takes its time in memory, in mispredicted branches or in the host says little about generated code. */
const BOUND_ELSEWHERE = ['quicksort', 'chase', 'ping'];

export function kernels() {
  return JSON.parse(readFileSync(join(FOLDER, 'kernels.json'), 'utf8')).kernels.map((kernel) => ({
    ...kernel,
    file: join(FOLDER, `${kernel.name}.pvm`),
  }));
}

/** As the programs that measure take it. */
export function asWord({ name, n, result, file }) {
  return `${name}:${n}:${result}:${file}`;
}

export function measureKernels(rounds) {
  const all = kernels();
  const of = measureNatively(['kernels', String(rounds), ...all.map(asWord)]);
  const ratios = all.map(({ name }) => {
    const [interpreter, recompiler, block, O2, O3] = ['interpreter', 'recompiler', 'block', 'O2', 'O3'].map((what) =>
      of(`${name} ${what}`),
    );
    const both = (a, b) => [a.min / b.min, a.median / b.median];
    return {
      name,
      rate: (of(`${name} instructions`).min * 1000) / recompiler.min,
      cells: [
        both(interpreter, recompiler),
        both(recompiler, O2),
        both(recompiler, O3),
        both(block, recompiler),
        both(interpreter, O2),
      ],
    };
  });
  const mean = (chosen) =>
    ratios[0].cells.map((_, column) =>
      [0, 1].map((which) => geometricMean(chosen.map(({ cells }) => cells[column][which]))),
    );
  const cpuBound = ratios.filter(({ name }) => !BOUND_ELSEWHERE.includes(name));
  const text = (pair) => pair.map((ratio) => ratio.toFixed(2)).join(' / ');
  return {
    title: 'Kernels from one C source: ratios of minima / of medians',
    header: [
      'kernel',
      'million instructions/s, recompiler',
      'recompiler, times faster than interpreter',
      'recompiler, times the time of gcc -O2',
      '… of gcc -O3 -march=native',
      'block gas, times the time of instruction gas',
      'interpreter, times the time of gcc -O2',
    ],
    rows: [
      ...ratios.map(({ name, rate, cells }) => [name, rate.toFixed(0), ...cells.map(text)]),
      ['geometric mean', '', ...mean(ratios).map(text)],
      [`geometric mean without ${BOUND_ELSEWHERE.join(', ')}`, '', ...mean(cpuBound).map(text)],
    ],
    goal: 'on what is bound by the CPU, at least 4 times faster than the interpreter and at most 2.5 times the time of gcc -O2',
  };
}

export function geometricMean(values) {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
