import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BLOB, CONTAINER, COSTS, INSTRUCTION, PROGRAM, STEPS, ZEROS } from '../cases.js';
import { CALL_AND_RETURN, TRACE } from '../programs.js';
import { Workbench } from './command.js';

const bench = new Workbench();
afterAll(() => bench.remove());

function put(name: string, value: object): string {
  return bench.write(name, JSON.stringify(value));
}

/** A folder with one good case of every family. */
function good(folder: string): string {
  put(`${folder}/add.json`, INSTRUCTION);
  put(`${folder}/deep/er/steps.json`, STEPS);
  put(`${folder}/program.json`, PROGRAM);
  bench.write(`${folder}/call.pvm`, CALL_AND_RETURN);
  put(`${folder}/blob.json`, BLOB);
  put(`${folder}/container.json`, CONTAINER);
  bench.write(`${folder}/trace.log`, TRACE.join('\n'));
  bench.write(`${folder}/README.md`, 'not a case');
  return folder;
}

describe('pvm test', () => {
  it('passes a case of every family and walks folders', () => {
    const { status, line } = bench.json('test', good('all'));
    expect(line).toBe('{"engine":"interpreter","passed":6,"failed":0,"skipped":0,"failures":[]}');
    expect(status).toBe(0);
  });

  it('recognises cases by their content, whatever their names', () => {
    put('trace-1.log', INSTRUCTION);
    bench.write('inst_add.json', TRACE.join('\n'));
    put('case', BLOB);
    expect(bench.json('test', 'trace-1.log', 'inst_add.json', 'case').object).toMatchObject({ passed: 3, failed: 0 });
  });

  it('does not follow links to folders', () => {
    good('linked');
    symlinkSync('..', join(bench.folder, 'linked/deep/back'));
    expect(bench.json('test', 'linked').object).toMatchObject({ passed: 6, failed: 0 });
  });

  it('fails, and says so, where there is no case', () => {
    bench.write('empty/README.md', '');
    expect(bench.pvm('test', 'empty', '--json')).toEqual({
      status: 1,
      stdout: '{"engine":"interpreter","passed":0,"failed":0,"skipped":0,"failures":[]}\n',
      stderr: 'pvm test: no case found in empty\n',
    });
  });

  it('lists everything that differs, by name, expected and got', () => {
    put('wrong/a.json', {
      ...INSTRUCTION,
      'expected-status': 'page-fault',
      'expected-page-fault-address': 131072,
      'expected-gas': 9,
      'expected-regs': [...ZEROS.slice(0, 12), 255],
      'expected-memory': [{ address: 131073, contents: [2, 4, 0, 0, 5] }],
    });
    put('wrong/b.json', { a: 1 });
    put('wrong/c.json', INSTRUCTION);
    expect(bench.pvm('test', 'wrong')).toEqual({
      status: 1,
      stdout: [
        'FAILED a',
        '  field              expected    got',
        '  status             page-fault  panic',
        '  gas                9           8',
        '  r12                0xff        0x0',
        '  fault_address      0x00020000  none',
        '  memory 0x00020000  0x00        0x01',
        '  memory 0x00020002  0x04        0x03',
        '  memory 0x00020005  0x05        0x00',
        'FAILED b',
        '  wrong/b.json:1: no case of a known family: expected a field blob, file, expected-status, gas-model or block-gas-costs',
        '1 passed, 2 failed, 0 skipped',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it.each([
    [
      'a step',
      { ...STEPS, steps: [...STEPS.steps.slice(0, 4), { ...STEPS.steps[4], gas: 7 }] },
      'steps[4].gas: expected 7, got 8',
    ],
    [
      'pages that cannot be',
      { ...STEPS, steps: [{ kind: 'map', address: 4096, length: 4096, is_writable: true }] },
      'steps[0]: expected accepted, got the range is not made of whole pages from 0x10000 to 2^32',
    ],
    [
      'the cost of a block, one too many and one missing',
      { ...COSTS, 'block-gas-costs': { '0': 1, '9': 5 } },
      /^block 0: expected 1, got \d+; block 9: expected 5, got none$/,
    ],
    [
      'a count of instructions',
      { ...PROGRAM, expected: { ...PROGRAM.expected, instructions: 3 } },
      'instructions: expected 3, got 2',
    ],
    [
      'a count of host calls',
      { ...PROGRAM, expected: { ...PROGRAM.expected, host_calls: 0 } },
      'host_calls: expected 0, got 1',
    ],
    [
      'a hash of memory',
      { ...PROGRAM, expected: { ...PROGRAM.expected, memory_sha256: '00' } },
      /^memory_sha256: expected 00, got e3b0/,
    ],
    [
      'memory in clear',
      { ...PROGRAM, expected: { ...PROGRAM.expected, memory: [{ address: 131072, bytes: '0x0007' }] } },
      'memory 0x00020001: expected 0x07, got 0x00',
    ],
    ['a program that is not there', { ...PROGRAM, file: 'gone.pvm' }, 'case.json:file: cannot read gone.pvm'],
    ['the hash of a program file', { ...PROGRAM, file_sha256: '00' }, /^file_sha256: expected 00, got [0-9a-f]{64}$/],
    ['a blob that is valid', { ...BLOB, valid: false }, 'valid: expected false, got true'],
    [
      'a blob that is not',
      { ...BLOB, blob: '0x00', valid: true },
      /^valid: expected true, got false \(.+, octet \d+\)$/,
    ],
    [
      'a container that is valid',
      { ...CONTAINER, 'container-valid': false },
      'container-valid: expected false, got true',
    ],
    [
      'a program in a container that is not',
      { ...CONTAINER, valid: true },
      /^valid: expected true, got false \(.+, octet \d+\)$/,
    ],
  ])('says what is wrong: %s', (_name, value, why) => {
    bench.write('call.pvm', CALL_AND_RETURN);
    const { status, object } = bench.json('test', put('case.json', value));
    const pattern = typeof why === 'string' ? why : expect.stringMatching(why);
    expect(object).toMatchObject({ failed: 1, failures: [{ name: 'case', why: pattern }] });
    expect(status).toBe(1);
  });

  it('names the line of a trace that is wrong', () => {
    bench.write('bad.log', TRACE.join('\n').replace('gas=49', 'gas=48'));
    expect(bench.json('test', 'bad.log').object).toMatchObject({
      failures: [{ name: 'bad', why: 'line 8: gas: expected 48, got 49' }],
    });
    expect(bench.pvm('test', 'bad.log').stdout).toBe(
      'FAILED bad, line 8\n  field  expected  got\n  gas    48        49\n0 passed, 1 failed, 0 skipped\n',
    );
  });

  it('skips the cases of the other gas model, with the reason', () => {
    good('models');
    put('models/costs.json', { ...COSTS, 'block-gas-costs': {} });
    const { stdout, stderr } = bench.pvm('test', 'models', '--gas-model', 'instruction', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ passed: 6, failed: 0, skipped: 1 });
    expect(stderr).toBe('pvm test: skipped 1: their gas model is block, and --gas-model instruction was given\n');
    expect(bench.json('test', 'models', '--gas-model', 'block').object).toMatchObject({
      passed: 2,
      failed: 1,
      skipped: 4,
    });
  });
});
