import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADD, CALL_AND_RETURN, LOAD, LOOP, RETURN, standard, stored } from '../programs.js';
import { Workbench } from './command.js';

const bench = new Workbench();
afterAll(() => bench.remove());

/** Programs with everything that a text could lose. */
const PROGRAMS: Readonly<Record<string, Uint8Array>> = {
  'add.pvm': ADD,
  'call.pvm': CALL_AND_RETURN,
  'load.pvm': LOAD,
  'loop.pvm': LOOP,
  'return.std': standard(RETURN),
  'return.jam': stored(CALL_AND_RETURN),
  'empty.pvm': Uint8Array.of(0, 0, 0),
  // A jump table of two entries of 3 octets, the second one wild.
  'table.pvm': Uint8Array.of(2, 3, 2, 1, 0, 0, 255, 255, 255, 1, 0, 0b11),
  // An undefined opcode, octets that no instruction starts at, and an immediate longer than it has to be.
  'odd.pvm': Uint8Array.of(0, 0, 10, 255, 1, 2, 51, 7, 5, 0, 0, 0, 0, 0b00001001, 0b10),
  // Nothing starts at the first octet.
  'late.pvm': Uint8Array.of(0, 0, 2, 0, 0, 0b10),
  'data.std': Uint8Array.of(2, 0, 0, 3, 0, 0, 1, 0, 0, 16, 0, 0xaa, 0, 1, 2, 3, 6, 0, 0, 0, ...RETURN),
};

beforeAll(() => {
  for (const [name, blob] of Object.entries(PROGRAMS)) bench.write(name, blob);
});

describe('disasm and asm', () => {
  it.each(Object.keys(PROGRAMS))('give %s back octet for octet', (file) => {
    const format = file.endsWith('pvm') ? 'program' : file.endsWith('std') ? 'standard' : 'standard+metadata';
    const { stdout } = bench.pvm('disasm', file, '--format', format);
    bench.write(`${file}.pasm`, stdout);
    const { object } = bench.json('asm', `${file}.pasm`);
    const blob = PROGRAMS[file] ?? new Uint8Array();
    const hex = `0x${Buffer.from(blob).toString('hex')}`;
    expect(object).toEqual({ file: `${file}.pasm`, bytes: blob.length, blob: hex });
    expect(bench.pvm('asm', `${file}.pasm`).stdout).toBe(`${hex}\n`);
  });
});

describe('pvm disasm', () => {
  it('prints the same text with and without --json', () => {
    const { object } = bench.json('disasm', 'call.pvm');
    expect(object).toEqual({ file: 'call.pvm', format: 'program', text: bench.pvm('disasm', 'call.pvm').stdout });
    expect(object).toHaveProperty('text', expect.stringMatching(/ecalli 1.*\n.*jump_ind r0, 0.*\n$/));
  });
});

const WITHOUT_CODE = process.arch !== 'x64' || process.platform !== 'linux';

describe.skipIf(WITHOUT_CODE)('pvm disasm --native (on x86-64 Linux)', () => {
  it.each(Object.keys(PROGRAMS))('shows the machine code of %s and still is text for asm', (file) => {
    const format = file.endsWith('pvm') ? 'program' : file.endsWith('std') ? 'standard' : 'standard+metadata';
    const { stdout, stderr } = bench.pvm('disasm', file, '--format', format, '--native');
    expect(stderr).toBe('');
    bench.write(`${file}.native.pasm`, stdout);
    const blob = Buffer.from(PROGRAMS[file] ?? new Uint8Array()).toString('hex');
    expect(bench.pvm('asm', `${file}.native.pasm`).stdout).toBe(`0x${blob}\n`);
  });

  it('shows octets, and says why, where nothing can read them', () => {
    const { object } = bench.json('disasm', 'add.pvm', '--native');
    const { stdout } = withoutPath(() => bench.pvm('disasm', 'add.pvm', '--native'));
    const code = expect.stringMatching(/^0x([0-9a-f]{2})+$/);
    expect(object).toMatchObject({ native: [{ pc: 0, offset: expect.any(Number), code }] });
    expect(stdout).toMatch(
      /^; objdump is not installed, [^\n]+binutils\n@0:\n +add_64 .*; 0\n; +[0-9a-f]+: ([0-9a-f]{2})+\n$/,
    );
  });

  it('puts nothing below data that looks like the end of an instruction', () => {
    bench.write('quoted.pasm', '.read_only\n.u8 "; 0: x"\n.code\nload_imm r1, 5\n');
    bench.pvm('asm', 'quoted.pasm', '--output', 'quoted.std');
    const { stdout } = bench.pvm('disasm', 'quoted.std', '--native');
    expect(stdout).toMatch(/"; 0: x".*\n(?!; {2})/);
  });

  it('refuses an engine that makes none', () => {
    const library = join(import.meta.dirname, '../../../../core/build/libpvm_interpreter.so');
    const { status, stderr } = bench.pvm('disasm', 'add.pvm', '--native', '--engine', library);
    expect(stderr).toBe('pvm disasm: --native: pvm-ffi interpreter makes no machine code of add.pvm\n');
    expect(status).toBe(2);
  });
});

/** Does something where no program is found. */
function withoutPath<T>(work: () => T): T {
  const { PATH } = process.env;
  process.env.PATH = '';
  try {
    return work();
  } finally {
    process.env.PATH = PATH;
  }
}

describe('pvm inspect with the recompiler', () => {
  it.skipIf(WITHOUT_CODE)('tells how much machine code it makes, and how long that takes', () => {
    const { object } = bench.json('inspect', 'call.pvm', '--engine', 'recompiler');
    const { native_bytes, prepare_ns, compile_ns } = object as Readonly<Record<string, number>>;
    expect(native_bytes).toBeGreaterThan(0);
    expect(compile_ns).toBeGreaterThan(0);
    expect(prepare_ns).toBeGreaterThanOrEqual(compile_ns ?? Number.NaN);
  });
});

describe('pvm asm', () => {
  it('writes the blob where it is told to', () => {
    bench.write('two.pasm', bench.pvm('disasm', 'call.pvm').stdout);
    const { status, stdout } = bench.pvm('asm', 'two.pasm', '--output', 'two.pvm');
    expect(stdout).toBe(`two.pvm  ${CALL_AND_RETURN.length} octets\n`);
    expect(status).toBe(0);
    expect([...readFileSync(join(bench.folder, 'two.pvm'))]).toEqual([...CALL_AND_RETURN]);
  });

  it('names the line of a mistake', () => {
    bench.write('bad.pasm', 'fallthrough\nad_64 r1, r2, r3\n');
    const { status, stdout, stderr } = bench.pvm('asm', 'bad.pasm', '--json');
    expect(stderr).toMatch(/^pvm asm: bad\.pasm:2: [^\n]+\n$/);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('says what it cannot write', () => {
    bench.write('one.pasm', 'fallthrough\n');
    const { status, stderr } = bench.pvm('asm', 'one.pasm', '--output', 'no/where');
    expect(stderr).toBe('pvm asm: cannot write no/where: no such file or folder\n');
    expect(status).toBe(2);
  });
});

describe('pvm inspect', () => {
  it('counts what is in a program', () => {
    const { status, object } = bench.json('inspect', 'call.pvm');
    expect(object).toEqual({
      engine: 'interpreter',
      file: 'call.pvm',
      format: 'program',
      instruction_set: '0.7.2',
      gas_model: 'instruction',
      valid: true,
      defect: null,
      code_bytes: 4,
      instructions: 2,
      blocks: 1,
      jump_entries: 0,
      jump_entry_bytes: 0,
      metadata_bytes: 0,
      read_only_bytes: 0,
      read_write_bytes: 0,
      heap_pages: 0,
      stack_bytes: 0,
      native_bytes: 0,
      prepare_ns: expect.any(Number),
      compile_ns: 0,
      opcodes: [
        { name: 'ecalli', count: 1 },
        { name: 'jump_ind', count: 1 },
      ],
    });
    expect(status).toBe(0);
  });

  it('tells the sections of a standard program, in text', () => {
    const { stdout } = bench.pvm('inspect', 'data.std', '--gas-model', 'block');
    expect(stdout.replace(/(prepare ns +)\d+/, '$1N')).toBe(
      [
        'engine            interpreter',
        'file              data.std',
        'format            standard',
        'instruction set   0.7.2+unlikely',
        'gas model         block',
        'valid             true',
        'code bytes        2',
        'instructions      1',
        'blocks            1',
        'jump entries      0',
        'jump entry bytes  0',
        'metadata bytes    0',
        'read only bytes   2',
        'read write bytes  3',
        'heap pages        1',
        'stack bytes       4096',
        'native bytes      0',
        'prepare ns        N',
        'compile ns        0',
        'opcodes',
        '  1  jump_ind',
        '',
      ].join('\n'),
    );
  });

  it('counts an undefined opcode as trap', () => {
    expect(bench.json('inspect', 'odd.pvm').object).toMatchObject({
      instructions: 3,
      opcodes: expect.arrayContaining([{ name: 'trap', count: 2 }]),
    });
  });

  it('tells what is wrong with the code of a standard program', () => {
    bench.write('bad.std', standard(Uint8Array.of(1)));
    expect(bench.json('inspect', 'bad.std', '--format', 'standard').object).toMatchObject({
      valid: false,
      defect: expect.stringMatching(/^.+, octet \d+$/),
      opcodes: [],
    });
    expect(bench.pvm('inspect', 'bad.std').stderr).toMatch(/as standard: in its code: .+, octet \d+; as program: /);
  });
});
