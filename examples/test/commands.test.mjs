// The two `pvm` commands print the same to the octet, whatever they are asked: docs/guide/command.md is their contract.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const ROOT = resolve(import.meta.dirname, '../..');
const TS = [process.execPath, join(ROOT, 'packages/ts/dist/cli/main.js')];
const GO = [join(ROOT, 'packages/go/build/pvm')];
const LIBRARY = join(ROOT, 'core/build/libpvm_interpreter.so');
const VECTORS = resolve(ROOT, process.env.PVM_VECTORS || '../shared/vectors');

const folder = mkdtempSync(join(tmpdir(), 'pvm-commands-'));
after(() => rmSync(folder, { recursive: true }));

function write(name, contents) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), contents);
}

function run([file, ...first], args) {
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 };
  const { status, stdout, stderr, error } = spawnSync(file, [...first, ...args], options);
  assert.ifError(error);
  return { status, stdout: withoutTimes(stdout), stderr };
}

/** How long decoding took is the one thing that may differ. */
function withoutTimes(text) {
  return text.replace(/("(?:prepare|compile)_ns":|(?:prepare|compile) ns +)\d+/g, '$1N');
}

function same(args) {
  const [ts, go] = [run(TS, args), run(GO, args)];
  assert.deepEqual(go, ts);
  return ts;
}

// Blobs: jump table, code, bitmask.
const RETURN = [0, 0, 2, 50, 0, 0b01];
const CALL_AND_RETURN = [0, 0, 4, 10, 1, 50, 0, 0b0101];
const ADD = [0, 0, 3, 200, 0x87, 9, 0b001];
const LOAD = [0, 0, 5, 52, 7, 0, 0, 2, 0b00001];
const LOOP = [0, 0, 1, 40, 0b1];
const standard = (code) => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, code.length, 0, 0, 0, ...code];
const stored = (code) => [2, 0x61, 0x62, ...standard(code)];
const hex = (octets) => `0x${Buffer.from(octets).toString('hex')}`;

const START = 'r00=0xffff0000 r01=0xfefe0000 r07=0xfeff0000 r08=0x2';
const TRACE = [
  `program ${hex(stored(CALL_AND_RETURN))}`,
  'memwrite 0xfeff0000 len=2 <- 0x0102',
  `start pc=0 gas=100 ${START}`,
  `ecalli=1 pc=0 gas=99 ${START}`,
  'memread 0xfeff0000 len=2 -> 0x0102',
  'setreg r09 <- 0x7',
  'setgas <- 50',
  `HALT pc=2 gas=49 ${START} r09=0x7`,
];
/** Line, and what stands there instead. */
const DOCTORED = [
  [1, 'program 0x00'],
  [1, 'program 0x0'],
  [2, 'memwrite 0xfeff0000 len=1 <- 0x01'],
  [2, 'memwrite 0x00030000 len=1 <- 0x01'],
  [3, `start pc=0 gas=100 ${START} r05=0x9`],
  [3, `start pc=0 gas=101 ${START}`],
  [3, `start pc=2 gas=100 ${START}`],
  [3, `start pc=0 gas=0 ${START}`],
  [4, `ecalli=2 pc=1 gas=99 ${START} r12=0xffffffffffffffff`],
  [5, 'memread 0xfeff0000 len=2 -> 0x0103'],
  [5, 'memread 0x00030000 len=20 -> 0x0000000000000000000000000000000000000000'],
  [5, 'memwrite 0xfeff0000 len=1 <- 0x01'],
  [5, 'memwrote 0xfeff0000 len=1 <- 0x01'],
  [6, 'setreg r09 <- 0x8'],
  [7, 'setgas <- 51'],
  [8, `PANIC=1 pc=2 gas=49 ${START} r09=0x7`],
  [8, `FAULT=73728 pc=2 gas=49 ${START} r09=0x7`],
  [8, `OOG pc=2 gas=49 ${START} r09=0x7`],
];

const ZEROS = Array(13).fill(0);
const CASE = {
  program: ADD,
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
const STEPS = {
  'gas-model': 'block',
  program: CALL_AND_RETURN,
  'initial-pc': 0,
  'initial-gas': 1000,
  steps: [
    { kind: 'map', address: 131072, length: 4096, is_writable: true },
    { kind: 'run' },
    { kind: 'assert', status: 'halt', pc: 9, gas: 0, regs: ZEROS, memory: [{ address: 135168, contents: [1] }] },
    { kind: 'map', address: 1, length: 4096, is_writable: true },
  ],
};
const PROGRAM = {
  file: 'call.pvm',
  format: 'generic',
  gas: 100,
  file_sha256: '00',
  host: { policy: 'constant', register: 7, value: '9', gas: 10 },
  initial: { pc: 0, registers: ['4294901760', ...Array(12).fill('0')], pages: [] },
  expected: {
    status: 'host-call',
    host_call: '1',
    fault_address: 65536,
    pc: 1,
    gas: 87,
    registers: Array(13).fill('5'),
    instructions: 3,
    host_calls: 2,
    memory_sha256: '00',
    memory: [{ address: 131072, bytes: '0x0102' }],
    result: { length: 3, sha256: '00', bytes: '0x010203' },
  },
};
/** Memory that differs in ten places. */
const HOLES = { address: 131072, contents: Array.from({ length: 60 }, (_, index) => (index % 6 < 5 ? 9 : 0)) };

/** Cases of every family, good, wrong and broken. */
const CASES = {
  'good.json': CASE,
  'state.json': {
    ...CASE,
    'expected-status': 'page-fault',
    'expected-page-fault-address': 131072,
    'expected-gas': 9,
    'expected-pc': 0,
    'expected-regs': [...ZEROS.slice(0, 12), 255],
    'expected-memory': [HOLES, { address: 139263, contents: Array(40).fill(7) }],
  },
  'refused-map.json': { ...CASE, 'initial-page-map': [{ address: 4096, length: 4096, 'is-writable': true }] },
  'refused-memory.json': { ...CASE, 'initial-memory': [{ address: 65536, contents: [1] }] },
  'refused-program.json': { ...CASE, program: [1] },
  'steps.json': STEPS,
  'asserts.json': { ...STEPS, steps: STEPS.steps.slice(0, 3) },
  'costs.json': { program: CALL_AND_RETURN, 'block-gas-costs': { 0: 1, 9: 5 } },
  'program.json': PROGRAM,
  'no-program.json': { ...PROGRAM, file: 'gone.pvm' },
  'blob.json': { kind: 'program', blob: hex(RETURN), valid: false },
  'bad-blob.json': { kind: 'program', blob: '0x00', valid: true },
  'container.json': { kind: 'standard', blob: hex(standard([1])), valid: true, 'container-valid': false },
  'no-container.json': { kind: 'standard', blob: '0x0001', valid: true, 'container-valid': true },
  'unknown.json': { a: 1 },
  'registers.json': { ...CASE, 'initial-regs': [1, 2] },
  'negative.json': { ...CASE, 'initial-gas': -1 },
  'text.json': { ...CASE, program: 'no "octets"\u0000 and a long text that is cut after forty characters' },
};

before(() => {
  const files = {
    'return.pvm': RETURN,
    'call.pvm': CALL_AND_RETURN,
    'add.pvm': ADD,
    'load.pvm': LOAD,
    'loop.pvm': LOOP,
  };
  for (const [name, blob] of Object.entries(files)) write(name, Uint8Array.from(blob));
  write('return.std', Uint8Array.from(standard(RETURN)));
  write('return.jam', Uint8Array.from(stored(RETURN)));
  write('bad.std', Uint8Array.from(standard([1])));
  write('a.elf', Buffer.from('\x7fELF', 'latin1'));
  write('text.pvm', 'hello, world');
  write('good.log', TRACE.join('\n'));
  DOCTORED.forEach(([line, text], index) => {
    write(`doctored/${index}.log`, TRACE.map((good, at) => (at === line - 1 ? text : good)).join('\n'));
  });
  for (const [name, value] of Object.entries(CASES)) write(`cases/${name}`, JSON.stringify(value));
  write('cases/call.pvm', Uint8Array.from(CALL_AND_RETURN));
  write('cases/trace.log', TRACE.join('\n').replace('gas=49', 'gas=48'));
  write('cases/cut-off.log', TRACE.slice(0, 5).join('\n'));
  write('empty/README.md', '');
  write('good.pasm', 'add_64 r9, r7, r8\n');
  write('bad.pasm', 'fallthrough\nad_64 r1, r2\n');
});

/** Command lines; each is tried with and without --json. */
const COMMAND_LINES = [
  'run return.pvm --reg 0=0xffff0000',
  'run return.std --args 0x010203',
  'run return.jam --args 0a',
  'run add.pvm --reg 7=40 --reg 8=18446744073709551615',
  'run load.pvm',
  'run load.pvm --map 0x20000:4096:r',
  'run load.pvm --map 0x20000:1',
  'run load.pvm --map 0x100000000:4096',
  'run call.pvm',
  'run call.pvm --pc 1',
  'run loop.pvm --gas 1000',
  'run loop.pvm --gas 1000 --gas-model block',
  'run bad.std',
  'run bad.std --format standard',
  'run text.pvm',
  'run text.pvm --format standard',
  'run a.elf',
  'run empty',
  'run nowhere',
  'run add.pvm --args 00',
  'run add.pvm --engine recompiler',
  'run add.pvm --engine both',
  'run add.pvm --engine other',
  'run add.pvm --engine ./nowhere.so',
  'run add.pvm --engine ./add.pvm',
  `run add.pvm --engine ${LIBRARY}`,
  'run add.pvm --gas',
  'run add.pvm --gas=',
  'run add.pvm --gas 1e9',
  'run add.pvm --gas 0x10000000000000000',
  'run add.pvm --pc -1',
  'run add.pvm --reg 13=1',
  'run add.pvm --reg 1',
  'run add.pvm --map 5',
  'run add.pvm --args 0x1',
  'run add.pvm --gas-model free',
  'run add.pvm --instruction-set 0.8',
  'run add.pvm --format elf',
  'run add.pvm --verbose',
  'run add.pvm --verbose=1',
  'run add.pvm -x',
  'run add.pvm more.pvm',
  'run -- add.pvm',
  'run --gas 5 add.pvm --gas=7',
  'run',
  'replay',
  'test',
  '',
  'runn',
  '--unknown',
  'replay good.log',
  'replay good.log --gas-model block',
  'replay nowhere.log good.log',
  'replay cases/cut-off.log',
  ...DOCTORED.map((_, index) => `replay doctored/${index}.log good.log`),
  'test cases',
  'test cases --gas-model instruction',
  'test cases --gas-model block',
  'test cases --instruction-set 0.7.2',
  'test cases/good.json',
  'test cases/call.pvm',
  'test empty',
  'test nowhere cases',
  ...['add.pvm', 'call.pvm', 'return.std', 'return.jam', 'bad.std', 'text.pvm'].flatMap((file) => [
    `disasm ${file}`,
    `inspect ${file}`,
    `inspect ${file} --gas-model block`,
  ]),
  'disasm bad.std --format standard',
  'disasm call.pvm --engine recompiler',
  'disasm call.pvm --engine both',
  'disasm call.pvm --native',
  'disasm return.jam --native --gas-model block',
  'disasm text.pvm --native',
  'inspect return.jam --engine recompiler',
  `inspect call.pvm --engine ${LIBRARY}`,
  `test cases --engine ${LIBRARY}`,
  'inspect bad.std --format standard',
  'asm good.pasm',
  'asm good.pasm --output good.pvm',
  'asm good.pasm --output no/where',
  'asm bad.pasm',
  'asm nowhere.pasm',
];

const WITHOUT_GO = !existsSync(GO[0]) && 'the Go command is not built';

describe('both commands', { skip: WITHOUT_GO }, () => {
  for (const line of COMMAND_LINES) {
    it(`print the same for: pvm ${line.replace(ROOT, '…')}`, () => {
      const args = line === '' ? [] : line.split(' ');
      same(args);
      same([...args, '--json']);
    });
  }

  it('write the same blob', () => {
    const blobs = [TS, GO].map((command, index) => {
      assert.equal(run(command, ['asm', 'good.pasm', '--output', `good-${index}.pvm`]).status, 0);
      return readFileSync(join(folder, `good-${index}.pvm`));
    });
    assert.deepEqual(blobs[1], blobs[0]);
  });
});

const WITHOUT_VECTORS = !existsSync(VECTORS) && `no conformance data: PVM_VECTORS is ${VECTORS}, where nothing is`;

describe('both commands, over the conformance data', { skip: WITHOUT_GO || WITHOUT_VECTORS }, () => {
  it('print the same for every case of all families', () => {
    const { status } = same(['test', VECTORS, '--json']);
    assert.equal(status, 0);
  });

  it('print the same for every trace', () => {
    const traces = readdirSync(join(VECTORS, 'traces')).filter((name) => name.endsWith('.log'));
    assert.notEqual(traces.length, 0);
    same(['replay', ...traces.map((name) => join(VECTORS, 'traces', name))]);
    same(['replay', ...traces.map((name) => join(VECTORS, 'traces', name)), '--json']);
  });

  it('show the same of a trace that goes wrong in its middle', () => {
    const [name] = readdirSync(join(VECTORS, 'traces')).filter((file) => file.endsWith('.log'));
    const lines = readFileSync(join(VECTORS, 'traces', name), 'utf8').split('\n');
    const stop = lines.findLastIndex((line) => line.startsWith('ecalli='));
    lines[stop] = lines[stop].replace(/gas=\d/, 'gas=9');
    write('middle.log', lines.join('\n'));
    const { stdout, status } = same(['replay', 'middle.log']);
    assert.equal(status, 1);
    assert.match(stdout, new RegExp(`line ${stop + 1}: ecalli=`));
    assert.equal(stdout.split('last instructions:\n')[1].split('\n').length, 16 + 2);
  });

  it('print the same about every program', () => {
    const programs = readdirSync(join(VECTORS, 'programs')).filter((name) => /\.(pvm|jam|spi)$/.test(name));
    assert.notEqual(programs.length, 0);
    for (const name of programs) {
      const path = join(VECTORS, 'programs', name);
      same(['inspect', path, '--json']);
      same(['inspect', path]);
      same(['disasm', path]);
      same(['run', path, '--gas', '100000', '--json']);
    }
  });
});
