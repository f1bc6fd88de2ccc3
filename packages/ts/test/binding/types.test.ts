import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('these tests, what must compile and what must not: tsc agrees', () => {
  const tsc = join(import.meta.dirname, '../../node_modules/.bin/tsc');
  const { status, stdout } = spawnSync(tsc, ['-p', import.meta.dirname], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, '']);
});
