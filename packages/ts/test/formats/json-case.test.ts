import { describe, expect, it } from 'vitest';
import type { JsonCase } from '../../src/formats/case.js';
import { readCase } from '../../src/formats/read-case.js';
import { refusalOf } from '../refusal-of.js';

const ZEROS = Array(13).fill(0);
const STRINGS = Array(13).fill('0');
const BIG = '18446744073709551615';

const INSTRUCTION = {
  program: [0, 0, 1, 0, 1],
  'initial-regs': ZEROS,
  'initial-pc': 0,
  'initial-gas': 10,
  'initial-page-map': [{ address: 131072, length: 4096, 'is-writable': true }],
  'initial-memory': [{ address: 131072, contents: [1, 2] }],
  'expected-status': 'page-fault',
  'expected-regs': ZEROS,
  'expected-pc': 0,
  'expected-gas': 9,
  'expected-memory': [],
  'expected-page-fault-address': 65536,
};
const STEPS = {
  'gas-model': 'block',
  program: [0, 0, 1, 0, 1],
  'initial-pc': 0,
  'initial-gas': 10,
  steps: [
    { kind: 'map', address: 131072, length: 4096, is_writable: false },
    { kind: 'write', address: 131072, contents: [7] },
    { kind: 'set-reg', reg: 12, value: 5 },
    { kind: 'run' },
    { kind: 'assert', status: 'ecalli', hostcall: 3, pc: 0, gas: 9, regs: ZEROS, memory: [] },
  ],
  'block-gas-costs': { '0': 2 },
};
const PROGRAM = {
  file: 'x.jam',
  format: 'spi',
  args: '0x0102',
  gas: 100,
  host: { policy: 'fetch', data: '0x00', gas: 10 },
  initial: { pc: 5 },
  expected: {
    status: 'halt',
    pc: 1,
    gas: 90,
    registers: STRINGS,
    instructions: 10,
    host_calls: 0,
    memory_sha256: 'ab',
    memory: [{ address: 131072, bytes: '0x01' }],
    result: { length: 1, sha256: 'cd', bytes: '0x09' },
  },
};
const BLOB = { kind: 'standard', blob: '0x0001', valid: false, 'container-valid': true };

function read(value: object): JsonCase {
  const found = readCase(JSON.stringify(value), 'c.json');
  if (found.family === 'traces') throw new Error('not JSON');
  return found;
}

/** A copy with one field, named by its path, set to another value or taken out. */
function changed(value: object, path: string, to?: unknown): object {
  const copy = structuredClone(value);
  const names = path.split('.');
  const last = names.pop() ?? '';
  const place = names.reduce<Record<string, unknown>>(
    (at, name) => at[name] as Record<string, unknown>,
    copy as Record<string, unknown>,
  );
  if (to === undefined) delete place[last];
  else place[last] = to;
  return copy;
}

describe('a case', () => {
  it.each([
    ['instructions', INSTRUCTION],
    ['random', STEPS],
    ['gas-model', changed(STEPS, 'gas-model')],
    ['gas-model', { program: [0, 0, 0], 'block-gas-costs': {} }],
    ['programs', PROGRAM],
    ['blobs', BLOB],
  ])('of the family %s is recognised by its fields', (family, value) => {
    expect(read(value).family).toBe(family);
  });

  it('keeps numbers of 64 bits exact', () => {
    const text = JSON.stringify(INSTRUCTION).replace('"initial-gas":10', `"initial-gas":${BIG}`);
    expect(readCase(text, 'c.json')).toMatchObject({ gas: 2n ** 64n - 1n });
  });

  it('pins what it names and nothing else', () => {
    expect(read(INSTRUCTION)).toMatchObject({ expected: { faultAddress: 65536 } });
    expect(read(changed(INSTRUCTION, 'expected-page-fault-address'))).not.toHaveProperty('expected.faultAddress');
    expect(read(STEPS)).toHaveProperty('steps.4.expected.hostCall', 3n);
    expect(read(PROGRAM)).toMatchObject({
      memory: [{ address: 131072, bytes: Buffer.from([1]) }],
      result: { length: 1n, sha256: 'cd', bytes: Buffer.from([9]) },
    });
    expect(read(changed(PROGRAM, 'expected.result'))).toHaveProperty('result', undefined);
  });
});

/** Name, base, path of the field, its value (absent: taken out), and the refusal behind the file's name. */
const MALFORMED: readonly (readonly [string, object, string, unknown, string])[] = [
  ['12 registers', INSTRUCTION, 'initial-regs', Array(12).fill(0), 'initial-regs: expected 13 registers, got 12'],
  ['14 registers', INSTRUCTION, 'expected-regs', Array(14).fill(0), 'expected-regs: expected 13 registers, got 14'],
  [
    'a register below zero',
    INSTRUCTION,
    'initial-regs.3',
    -1,
    'initial-regs[3]: expected an integer from 0 to 2^64 - 1, got -1',
  ],
  [
    'a register that is no integer',
    INSTRUCTION,
    'initial-regs.3',
    0.5,
    'initial-regs[3]: expected an integer from 0 to 2^64 - 1, got 0.5',
  ],
  [
    'a register in words',
    INSTRUCTION,
    'initial-regs.3',
    'one',
    'initial-regs[3]: expected an integer from 0 to 2^64 - 1, got "one"',
  ],
  ['a program with 256 in it', INSTRUCTION, 'program.1', 256, 'program: expected octets, got 256 at index 1'],
  ['a program that is text', INSTRUCTION, 'program', '0x00', 'program: expected an array, got "0x00"'],
  [
    'an unknown status',
    INSTRUCTION,
    'expected-status',
    'stop',
    'expected-status: expected halt, panic, page-fault, out-of-gas, host-call; got "stop"',
  ],
  ['no pc', INSTRUCTION, 'initial-pc', undefined, '1: field "initial-pc" is missing'],
  [
    'no address of pages',
    INSTRUCTION,
    'initial-page-map.0.address',
    undefined,
    'initial-page-map[0]: field "address" is missing',
  ],
  [
    'an address of 33 bits',
    INSTRUCTION,
    'initial-memory.0.address',
    2 ** 32,
    'initial-memory[0].address: expected an integer from 0 to 4294967295, got 4294967296',
  ],
  [
    'writable in words',
    INSTRUCTION,
    'initial-page-map.0.is-writable',
    'yes',
    'initial-page-map[0].is-writable: expected true or false, got "yes"',
  ],
  ['an unknown gas model', STEPS, 'gas-model', 'both', 'gas-model: expected instruction, block; got "both"'],
  [
    'an unknown step',
    STEPS,
    'steps.0.kind',
    'unmap',
    'steps[0].kind: expected map, write, set-reg, run, assert; got "unmap"',
  ],
  ['a step that is a number', STEPS, 'steps.0', 5, 'steps[0]: expected an object, got 5'],
  ['a register 13', STEPS, 'steps.2.reg', 13, 'steps[2].reg: expected an integer from 0 to 12, got 13'],
  [
    'an assert before the first run',
    STEPS,
    'steps.3',
    { ...STEPS.steps[4] },
    'steps[3]: asserts a state before the first run',
  ],
  [
    'a page fault without its address',
    STEPS,
    'steps.4.status',
    'page-fault',
    'steps[4]: field "page_fault_address" is missing',
  ],
  ['a host call without its number', STEPS, 'steps.4.hostcall', undefined, 'steps[4]: field "hostcall" is missing'],
  [
    'a block that is no number',
    STEPS,
    'block-gas-costs.x',
    5,
    'block-gas-costs.x: expected the code offset of a block as the name of the field',
  ],
  [
    'a block behind all code',
    STEPS,
    'block-gas-costs.18446744073709551616',
    5,
    'block-gas-costs.18446744073709551616: expected the code offset of a block as the name of the field',
  ],
  ['no steps', STEPS, 'steps', undefined, '1: field "steps" is missing'],
  ['an unknown format', PROGRAM, 'format', 'elf', 'format: expected generic, spi, spi+metadata; got "elf"'],
  ['a bare program without registers', PROGRAM, 'format', 'generic', 'initial: field "registers" is missing'],
  ['an unknown policy', PROGRAM, 'host.policy', 'echo', 'host.policy: expected none, constant, fetch; got "echo"'],
  [
    'an argument with half an octet',
    PROGRAM,
    'args',
    '0x123',
    'args: expected 0x and whole octets in hex, got "0x123"',
  ],
  [
    'no count of instructions',
    PROGRAM,
    'expected.instructions',
    undefined,
    'expected: field "instructions" is missing',
  ],
  [
    'a result without its hash',
    PROGRAM,
    'expected.result.sha256',
    undefined,
    'expected.result: field "sha256" is missing',
  ],
  ['an unknown kind of blob', BLOB, 'kind', 'elf', 'kind: expected program, standard; got "elf"'],
  ['a blob without 0x', BLOB, 'blob', '0001', 'blob: expected 0x and whole octets in hex, got "0001"'],
  ['no verdict', BLOB, 'valid', undefined, '1: field "valid" is missing'],
];

describe('a malformed case', () => {
  it.each(MALFORMED)('is refused: %s', (_name, value, path, to, message) => {
    expect(refusalOf(() => read(changed(value, path, to)))).toBe(`c.json:${message}`);
  });

  it('is refused: no case at all', () => {
    expect(() => read({ a: 1 })).toThrow('c.json:1: no case of a known family: expected a field blob,');
  });

  it('is refused: JSON that breaks off, with line and column', () => {
    expect(() => readCase('{\n  "blob": "0x0', 'c.json')).toThrow(/^c\.json:\d+:\d+: not JSON: /);
  });

  it('is refused: JSON nested deeper than the stack', () => {
    expect(() => readCase(`{"blob":${'['.repeat(500_000)}`, 'c.json')).toThrow('c.json:1: nested too deeply');
  });

  it('is read as a trace if it is no object', () => {
    expect(() => readCase('[]', 'c.json')).toThrow('c.json:1: expected "program 0x…", got "[]"');
  });
});
