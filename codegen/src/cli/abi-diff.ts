import type { Subcommand } from './abi.js';

export const abiDiff: Subcommand = (group, { terminal, exit }) => {
  group
    .command('diff')
    .description('say what differs between two ABIs, and for whom')
    .argument('<old>', 'a header, a recorded abi.json, or REV:header of git')
    .argument('<new>', 'the same')
    .option('--swig <binary>', 'the SWIG to parse with, 4.1 or newer', 'swig')
    .action(async (old: string, next: string, { swig }: { readonly swig: string }) => {
      const { loadSide } = await import('../sides/side.js');
      const sides = await Promise.all([loadSide(old, { swig }), loadSide(next, { swig })]);
      for (const side of sides) if (!side.ok) for (const problem of side.problems) terminal.err(`${problem}\n`);
      exit(sides.every(({ ok }) => ok) ? 0 : 2);
    });
};
