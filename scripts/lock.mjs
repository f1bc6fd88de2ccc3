// One build at a time: two commands started together must not write the same files.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './packages.mjs';

const LOCK = join(ROOT, '.cache/lock');

/** Does `work` while no other process does. What it starts may come back here: it is not kept waiting. */
export function alone(work) {
  if (process.env.PVM_LOCKED === ROOT) return work();
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  while (!taken()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  const release = () => rmSync(LOCK, { force: true });
  process.once('exit', release);
  process.env.PVM_LOCKED = ROOT;
  try {
    return work();
  } finally {
    delete process.env.PVM_LOCKED;
    process.off('exit', release);
    release();
  }
}

function taken() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isAlive(holder())) rmSync(LOCK, { force: true });
    return false;
  }
}

function holder() {
  try {
    return Number(readFileSync(LOCK, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  if (pid === 0) return true; // Being written, or just released.
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
