// How fast a whole program becomes machine code, and how much of it there is.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { measureNatively } from './native.mjs';

const OWN = ['sha256', 'blake2b'].map((name) => join(import.meta.dirname, `../kernels/${name}.pvm`));
const NAMES = ['doom-gp072.pvm', 'prime-sieve-gp072.pvm', 'pinky-gp072.pvm'];

/** @param {string} folder where large programs are; they do not belong to the repository */
export function measureCompiling(folder, rounds) {
  const large = largePrograms(folder);
  if (large.length < NAMES.length) console.error(`not measured: ${folder} lacks some of ${NAMES.join(', ')}`);
  const files = [...large, ...OWN];
  const of = measureNatively(['compiling', String(rounds), ...files]);
  const rows = files.flatMap((file) =>
    ['instruction', 'block'].map((model) => {
      const fact = (name) => of(`${basename(file)} ${model} ${name}`);
      const instructions = fact('instructions').min;
      const rate = ({ min, median }) => `${mega(instructions, min)} / ${mega(instructions, median)}`;
      return [
        basename(file),
        model,
        String(instructions),
        rate(fact('whole')),
        rate(fact('compile')),
        (fact('native').min / fact('code').min).toFixed(2),
      ];
    }),
  );
  return {
    title: 'Compiling all of a program when it is made, in million instructions a second (minimum / median time)',
    header: [
      'program',
      'gas model',
      'instructions',
      'from octets to machine code',
      'machine code alone',
      'octets of machine code for one of PVM code',
    ],
    rows,
    goal: 'at least 30 million a second from octets to machine code on large programs, at most 6 octets for one',
  };
}

export function largePrograms(folder) {
  return NAMES.map((name) => join(folder, name)).filter(existsSync);
}

function mega(instructions, ns) {
  return ((instructions * 1000) / ns).toFixed(1);
}
