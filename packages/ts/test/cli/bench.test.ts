import { afterAll, describe, expect, it } from 'vitest';
import { ADD } from '../programs.js';
import { Workbench } from './command.js';

const bench = new Workbench();
afterAll(() => bench.remove());
bench.write('add.pvm', ADD);

const KEYS = [
  'engine file format gas_model rounds result gas_used load_ns load_ns_median first_run_ns first_run_ns_median',
  'run_ns run_ns_median instructions_per_second native_bytes',
].flatMap((line) => line.split(' '));

describe('pvm bench', () => {
  it('measures one engine', () => {
    const { status, object } = bench.json('bench', 'add.pvm', '--reg', '7=40', '--rounds', '3');
    expect(Object.keys(Object(object))).toEqual(KEYS);
    expect(object).toMatchObject({ engine: 'interpreter', rounds: 3, result: 'panic', gas_used: '2', native_bytes: 0 });
    const { load_ns: load, load_ns_median: median } = Object(object);
    expect(load).toBeGreaterThan(0);
    expect(median).toBeGreaterThanOrEqual(load);
    expect(status).toBe(0);
  });

  it('compares two', () => {
    const { status, object } = bench.json('bench', 'add.pvm', '--engine', 'both', '--gas-model', 'block');
    const run = { rounds: 10, gas_model: 'block', result: 'panic', instructions_per_second: null };
    const runs = ['interpreter', 'recompiler'].map((engine) => ({ engine, ...run }));
    expect(object).toMatchObject({ engine: 'both', same: true, runs });
    expect(status).toBe(0);
  });

  it('says the same as text', () => {
    const { stdout } = bench.pvm('bench', 'add.pvm', '--engine', 'both');
    expect(stdout).toMatch(
      /^engine {19}interpreter\n.*\n\nengine {19}recompiler\n.*\nnative bytes {13}\d+\n\nsame\n$/s,
    );
  });

  it.each(['0', '10001', 'x'])('refuses %s rounds', (rounds) => {
    const { status, stderr } = bench.pvm('bench', 'add.pvm', '--rounds', rounds);
    expect(stderr).toBe(`pvm bench: --rounds: expected a number from 1 to 10000, got "${rounds}"\n`);
    expect(status).toBe(2);
  });
});
