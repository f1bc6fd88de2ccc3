// What crossing between host and guest costs in C, without any binding.
import { join } from 'node:path';
import { measureInProcesses, measureNatively } from './native.mjs';

/** Guarded: the recompiler with guarded memory from the start. */
const WAYS = ['interpreter', 'recompiler', 'guarded'];
const SMALL_PROGRAM = join(import.meta.dirname, '../kernels/fibonacci.pvm');

export function measureBoundary(rounds) {
  const of = measureNatively(['boundary', String(rounds)]);
  const fresh = measureInProcesses(['fresh', SMALL_PROGRAM], rounds);
  const beyond = (what, name, base) => [
    what,
    ...WAYS.flatMap((way) => {
      const [own, without] = [of(`${way} ${name}`), of(`${way} ${base}`)];
      return [(own.min - without.min).toFixed(1), (own.median - without.median).toFixed(1)];
    }),
  ];
  const row = (what, results, name) => [
    what,
    ...WAYS.flatMap((way) => {
      const { min, median } = results(`${way} ${name}`);
      return [min.toFixed(1), median.toFixed(1)];
    }),
  ];
  return {
    title: 'Crossing between host and guest in C, in ns',
    header: [
      'what',
      'interpreter (minimum)',
      '(median)',
      'recompiler (minimum)',
      '(median)',
      'recompiler, guarded (minimum)',
      '(median)',
    ],
    rows: [
      beyond('host call whose handler does nothing', 'none', 'plain'),
      beyond('host call: 2 registers and 32 octets read, 1 register written', 'realistic', 'plain'),
      row('run of two instructions that halts', of, 'halt'),
      row('run of one instruction that faults', of, 'fault'),
      row('create a machine of two pages and destroy it, pooled', of, 'pooled'),
      row('the same, and run two instructions', of, 'pooled run'),
      row('create a machine of a standard program, fresh: 200 at once in a new process', fresh, 'fresh'),
    ],
    goal: 'a host call as cheap on both; a fault at most 4 000, a pooled machine at most 10 000, a fresh one at most 60 000',
  };
}
