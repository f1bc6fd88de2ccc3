import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADD } from '../programs.js';
import { Workbench } from './command.js';

const OUR_LIBRARY = join(import.meta.dirname, '../../../../core/build/libpvm_interpreter.so');

const bench = new Workbench();
afterAll(() => bench.remove());
beforeAll(() => {
  bench.write('add.pvm', ADD);
});

/** A shared library made from one line of C. */
function library(name: string, source: string): string {
  const file = join(bench.folder, bench.write(`${name}.c`, source));
  const output = join(bench.folder, `lib${name}.so`);
  const { status, stderr } = spawnSync(process.env.CC ?? 'cc', ['-shared', '-fPIC', '-o', output, file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return `./lib${name}.so`;
}

describe('--engine NAME', () => {
  const add = ['run', 'add.pvm', '--reg', '7=40', '--reg', '8=2'];

  it('runs on the recompiler', () => {
    const { status, object } = bench.json(...add, '--engine', 'recompiler');
    expect(object).toMatchObject({ engine: 'recompiler', result: 'panic', pc: '3', gas_used: '2' });
    expect(status).toBe(1);
  });

  it('runs on both, which agree', () => {
    const { status, object } = bench.json(...add, '--engine', 'both');
    const run = { result: 'panic', pc: '3', gas_used: '2' };
    expect(object).toMatchObject({
      engine: 'both',
      same: true,
      runs: ['interpreter', 'recompiler'].map((engine) => ({ engine, ...run })),
    });
    expect(status).toBe(1);
  });
});

describe('--engine PATH', () => {
  it('runs on any library that exports pvm.h', () => {
    expect(existsSync(OUR_LIBRARY), `${OUR_LIBRARY} is not built`).toBe(true);
    const { status, object } = bench.json('run', 'add.pvm', '--engine', OUR_LIBRARY, '--reg', '7=40', '--reg', '8=2');
    expect(object).toMatchObject({ engine: OUR_LIBRARY, result: 'panic', pc: '3', gas_used: '2' });
    expect(status).toBe(1);
  });

  const abi = (version: string): string => `unsigned pvm_abi_version(void) { return ${version}; }`;
  it.each([
    ['foreign', 'int answer(void) { return 42; }', 'libforeign.so exports no pvm_abi_version: not a pvm library'],
    ['older', abi('0 << 16 | 9'), 'libolder.so has ABI 0.9, this package needs 1.x; use a matching library or package'],
    ['newer', abi('2 << 16'), 'libnewer.so has ABI 2.0, this package needs 1.x; use a matching library or package'],
    ['partial', abi('1 << 16'), 'libpartial.so'],
  ])('refuses a library that is %s with one line', (name, source, message) => {
    const { status, stdout, stderr } = bench.pvm('run', 'add.pvm', '--engine', library(name, source), '--json');
    expect(stderr).toMatch(/^pvm run: [^\n]+\n$/);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it.each([
    ['a path where nothing is', './nowhere.so'],
    ['a file that is no library', './add.pvm'],
    ['a folder', './'],
  ])('refuses %s with one line', (_name, path) => {
    const { status, stdout, stderr } = bench.pvm('test', 'add.pvm', '--engine', path, '--json');
    expect(stderr).toMatch(/^pvm test: [^\n]+\n$/);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
