// PolkaVM, the peer of the recompiler: the same programs, in a process of its own that takes turns with ours.
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { largePrograms } from '../compiling.mjs';
import { asWord, geometricMean, kernels } from '../kernels.mjs';
import { linesOf, summaries, valuesOf } from '../native.mjs';

const FOLDER = join(import.meta.dirname, '../../peers/polkavm');
const TARGET = join(import.meta.dirname, '../../build/peer-polkavm');
const PEER = join(TARGET, 'release/peer-polkavm');
const TURNS = 3;

/** Its in-process sandbox changes the protection of memory three times a host call: that would take most of an hour. */
const LEFT_OUT = 'ping';

/** Why it can't take part; undefined: it can. Builds it where cargo is there. */
export function whyNot() {
  const { status, error, stderr } = spawnSync('cargo', ['build', '--quiet', '--release', '--locked'], {
    cwd: FOLDER,
    encoding: 'utf8',
    env: { ...process.env, CARGO_TARGET_DIR: TARGET },
  });
  if (error?.code === 'ENOENT') return 'cargo is not installed';
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : `cargo does not build it: ${stderr.trim().split('\n')[0]}`;
}

export function measureAgainstPolkavm(folder, rounds) {
  const each = String(Math.max(1, Math.ceil(rounds / TURNS)));
  const all = kernels().filter(({ name }) => name !== LEFT_OUT);
  const files = largePrograms(folder);
  const words = { kernels: all.map(asWord), compiling: files };
  const values = [];
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [what, list] of Object.entries(words)) {
      if (list.length === 0) continue;
      values.push(...valuesOf([what, each, ...list]), ...linesOf(PEER, [each, what, ...list]));
    }
  }
  const of = summaries(values);
  const ratio = (ours, theirs) => [of(ours).min / of(theirs).min, of(ours).median / of(theirs).median];
  const running = all.map(({ name }) => ({
    name,
    compiled: ratio(`${name} recompiler`, `${name} polkavm-compiler`),
    interpreted: ratio(`${name} interpreter`, `${name} polkavm-interpreter`),
  }));
  const text = ([min, median]) => `${min.toFixed(2)} / ${median.toFixed(2)}`;
  const mean = (column) => [0, 1].map((which) => geometricMean(running.map((row) => row[column][which])));
  const compiling = files.flatMap((file) =>
    ['instruction', 'block'].map((model) => {
      const name = `${basename(file)} ${model}`;
      return [`compile ${basename(file)}, gas by ${model}`, text(ratio(`${name} whole`, `${name} polkavm`)), ''];
    }),
  );
  return {
    title: 'Against PolkaVM 0.37: our time as a multiple of its time, minima / medians',
    header: ['what', 'recompiler against its recompiler', 'interpreter against its interpreter'],
    rows: [
      ...running.map(({ name, compiled, interpreted }) => [name, text(compiled), text(interpreted)]),
      ['geometric mean', text(mean('compiled')), text(mean('interpreted'))],
      ...compiling,
    ],
    goal: 'at most 1 (compiling: from octets to machine code; its gas is charged by block in both models)',
  };
}
