import { ADD, CALL_AND_RETURN, RETURN, standard } from './programs.js';

/** Good cases of all families but the traces, as the data has them. */

export const ZEROS = Array<number>(13).fill(0);
export const HALTING = ['4294901760', ...Array<string>(12).fill('0')];

export const INSTRUCTION = {
  program: [...ADD],
  'initial-regs': ZEROS,
  'initial-pc': 0,
  'initial-gas': 10,
  'initial-page-map': [{ address: 131072, length: 8192, 'is-writable': true }],
  'initial-memory': [{ address: 131072, contents: [1, 2, 3] }],
  'expected-status': 'panic',
  'expected-regs': ZEROS,
  'expected-pc': 3,
  'expected-gas': 8,
  'expected-memory': [{ address: 131072, contents: [1, 2, 3] }],
};
export const STEPS = {
  'gas-model': 'instruction',
  program: [...CALL_AND_RETURN],
  'initial-pc': 0,
  'initial-gas': 10,
  steps: [
    { kind: 'set-reg', reg: 0, value: 4294901760 },
    { kind: 'run' },
    { kind: 'assert', status: 'ecalli', hostcall: 1, pc: 0, gas: 9, regs: [4294901760, ...ZEROS.slice(1)], memory: [] },
    { kind: 'run' },
    { kind: 'assert', status: 'halt', pc: 2, gas: 8, regs: [4294901760, ...ZEROS.slice(1)], memory: [] },
  ],
};
export const COSTS = { program: [...CALL_AND_RETURN], 'block-gas-costs': { '0': 100 } };
export const PROGRAM = {
  file: 'call.pvm',
  format: 'generic',
  gas: 100,
  host: { policy: 'constant', register: 7, value: '9', gas: 10 },
  initial: { pc: 0, registers: HALTING, pages: [] },
  expected: {
    status: 'halt',
    pc: 2,
    gas: 88,
    registers: HALTING.map((value, index) => (index === 7 ? '9' : value)),
    instructions: 2,
    host_calls: 1,
    memory_sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  },
};
export const BLOB = { kind: 'program', blob: `0x${Buffer.from(RETURN).toString('hex')}`, valid: true };
export const CONTAINER = {
  kind: 'standard',
  blob: `0x${Buffer.from(standard(Uint8Array.of(1))).toString('hex')}`,
  valid: false,
  'container-valid': true,
};
