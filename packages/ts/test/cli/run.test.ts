import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADD, CALL_AND_RETURN, LOAD, LOOP, RETURN, standard, stored } from '../programs.js';
import { Workbench } from './command.js';

const bench = new Workbench();
afterAll(() => bench.remove());
beforeAll(() => {
  bench.write('return.pvm', RETURN);
  bench.write('return.std', standard(RETURN));
  bench.write('return.jam', stored(RETURN));
  bench.write('call.pvm', CALL_AND_RETURN);
  bench.write('add.pvm', ADD);
  bench.write('load.pvm', LOAD);
  bench.write('loop.pvm', LOOP);
});

const ZERO = Array<string>(13).fill('0');

function registers(values: Readonly<Record<number, string>>): readonly string[] {
  return ZERO.map((zero, index) => values[index] ?? zero);
}

/** What is printed about a run that did nothing much, and what is different. */
function run(changes: object): object {
  const usual = {
    engine: 'interpreter',
    file: 'add.pvm',
    format: 'program',
    result: 'halt',
    trap: 'none',
    pc: '0',
    gas: '999999999',
    gas_used: '1',
    host_call: null,
    fault_address: null,
    registers: ZERO,
    output: null,
  };
  return { ...usual, ...changes };
}

describe('pvm run', () => {
  it('prints a halt as one object and exits with 0', () => {
    const { status, line } = bench.json('run', 'return.pvm', '--reg', '0=0xffff0000');
    const expected = run({ file: 'return.pvm', registers: registers({ 0: '4294901760' }) });
    expect(line).toBe(JSON.stringify(expected));
    expect(status).toBe(0);
  });

  it.each(['return.std', 'return.jam'])('gives %s its argument and prints its output', (file) => {
    const { status, object } = bench.json('run', file, '--args', '0x010203');
    expect(object).toEqual(
      run({
        file,
        format: file.endsWith('jam') ? 'standard+metadata' : 'standard',
        registers: registers({ 0: '4294901760', 1: '4278059008', 7: '4278124544', 8: '3' }),
        output: '0x010203',
      }),
    );
    expect(status).toBe(0);
  });

  it('takes an argument without 0x, and none', () => {
    expect(bench.json('run', 'return.std', '--args', '0aff').object).toMatchObject({ output: '0x0aff' });
    expect(bench.json('run', 'return.std').object).toMatchObject({ output: '0x' });
  });

  it('exits with 1 after a panic', () => {
    const { status, object } = bench.json('run', 'add.pvm', '--reg', '7=40', '--reg=8=2');
    const result = { result: 'panic', trap: 'trap', pc: '3', gas: '999999998', gas_used: '2' };
    expect(object).toEqual(run({ ...result, registers: registers({ 7: '40', 8: '2', 9: '42' }) }));
    expect(status).toBe(1);
  });

  it('names the page that faulted, and does not fault on a mapped one', () => {
    const { object } = bench.json('run', 'load.pvm');
    const fault = { file: 'load.pvm', result: 'page-fault', trap: 'load-fault', fault_address: 0x20000 };
    expect(object).toEqual(run(fault));
    expect(bench.json('run', 'load.pvm', '--map', '0x20000:4096:r').object).toMatchObject({ result: 'panic', pc: '5' });
  });

  it('ends at the first host call, in all 64 bits', () => {
    const { status, object } = bench.json('run', 'call.pvm');
    expect(object).toEqual(run({ file: 'call.pvm', result: 'host-call', host_call: '1' }));
    expect(status).toBe(1);
  });

  it('runs out of gas exactly', () => {
    const { object } = bench.json('run', 'loop.pvm', '--gas', '1000');
    expect(object).toEqual(run({ file: 'loop.pvm', result: 'out-of-gas', gas: '0', gas_used: '1000' }));
  });

  it('starts where --pc says, and traps where no instruction starts', () => {
    expect(bench.json('run', 'call.pvm', '--pc', '2', '--reg', '0=0xffff0000').object).toMatchObject({
      result: 'halt',
      pc: '2',
    });
    expect(bench.json('run', 'call.pvm', '--pc', '1').object).toMatchObject({ result: 'panic', trap: 'trap', pc: '1' });
  });

  it('charges by block if told so', () => {
    const { object } = bench.json('run', 'call.pvm', '--gas-model', 'block', '--reg', '0=0xffff0000');
    expect(object).toMatchObject({ result: 'host-call', gas_used: '100' });
  });

  it('prints text without --json', () => {
    const { status, stdout, stderr } = bench.pvm('run', 'load.pvm', '--reg', '12=0xffffffffffffffff');
    expect(stdout).toBe(
      [
        'engine         interpreter',
        'file           load.pvm',
        'format         program',
        'result         page-fault',
        'trap           load-fault',
        'pc             0',
        'gas            999999999',
        'gas used       1',
        'fault address  0x00020000',
        ...ZERO.slice(1).map((_, index) => `${`r${index}`.padEnd(15)}0x0000000000000000  0`),
        'r12            0xffffffffffffffff  18446744073709551615',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });

  it('forces a format, with the reason if the file is not of it', () => {
    expect(bench.json('run', 'return.std', '--format', 'standard').object).toMatchObject({ format: 'standard' });
    const { status, stdout, stderr } = bench.pvm('run', 'return.std', '--format', 'program', '--json');
    expect(stderr).toMatch(/^pvm run: return\.std is no program: as program: .+, octet \d+\n$/);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
