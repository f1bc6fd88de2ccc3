// How long the generator takes on pvm.h, SWIG and start of the process included.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { interleaved, nanoseconds } from './measure.mjs';

const ROOT = join(import.meta.dirname, '../..');

export function measureGenerator(rounds) {
  const { generate } = interleaved({ generate: () => nanoseconds(check) }, rounds);
  return {
    title: 'The generator on `pvm.h`, SWIG included',
    header: ['what', 's (minimum)', 's (median)'],
    rows: [['pvm-codegen generate --check', (generate.min / 1e9).toFixed(2), (generate.median / 1e9).toFixed(2)]],
    goal: 'under 2 s',
  };
}

function check() {
  const { status } = spawnSync(process.execPath, ['codegen/dist/cli/main.js', 'generate', '--check'], { cwd: ROOT });
  if (status !== 0) throw new Error('generated files are not as pvm.h says: run npm run generate first');
}
