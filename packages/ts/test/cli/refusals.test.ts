import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADD, TRACE } from '../programs.js';
import { Workbench } from './command.js';

const bench = new Workbench();
afterAll(() => bench.remove());
beforeAll(() => {
  bench.write('add.pvm', ADD);
  bench.write('a.elf', Buffer.from('\x7fELF and more', 'latin1'));
  bench.write('broken.log', TRACE.slice(0, 4).join('\n'));
  mkdirSync(join(bench.folder, 'folder'));
});

const COMMANDS = 'one of run, replay, test, disasm, inspect, asm, bench';

/** Arguments, and the one line on stderr. */
const REFUSALS: readonly (readonly [readonly string[], string])[] = [
  [[], `pvm: a command is missing; ${COMMANDS}`],
  [['runn', 'x'], `pvm: unknown command "runn"; ${COMMANDS}`],
  [['--json', 'run', 'x'], 'pvm: unknown option --json; see pvm --help'],
  [['run'], 'pvm run: FILE is missing; see pvm run --help'],
  [['replay', '--json'], 'pvm replay: TRACE is missing; see pvm replay --help'],
  [['test'], 'pvm test: PATH is missing; see pvm test --help'],
  [['run', 'a', 'b'], 'pvm run: unexpected argument "b"; one FILE at a time'],
  [['run', 'a', '--gaz', '5'], 'pvm run: unknown option --gaz; see pvm run --help'],
  [['run', 'a', '--gas'], 'pvm run: option --gas needs a value'],
  [['run', 'a', '--gas', '1e9'], 'pvm run: --gas: expected a number from 0 to 2^64 - 1, decimal or 0x…, got "1e9"'],
  [['run', 'a', '--gas', '-1'], 'pvm run: --gas: expected a number from 0 to 2^64 - 1, decimal or 0x…, got "-1"'],
  [
    ['run', 'a', '--pc=0x10000000000000000'],
    'pvm run: --pc: expected a number from 0 to 2^64 - 1, decimal or 0x…, got "0x10000000000000000"',
  ],
  [['run', 'a', '--args', '0x123'], 'pvm run: --args: expected whole octets in hex, got "0x123"'],
  [['run', 'add.pvm', '--args', '00'], 'pvm run: --args: add.pvm is a bare program and takes no argument'],
  [
    ['run', 'a', '--reg', '13=1'],
    'pvm run: --reg: expected INDEX=VALUE, an index from 0 to 12 and a number below 2^64, got "13=1"',
  ],
  [
    ['run', 'a', '--map', '0x10000'],
    'pvm run: --map: expected ADDRESS:LENGTH or ADDRESS:LENGTH:r, numbers of at most 2^32, got "0x10000"',
  ],
  [
    ['run', 'add.pvm', '--map', '0x10000:1'],
    'pvm run: --map: 0x10000:1: the range is not made of whole pages from 0x10000 to 2^32',
  ],
  [
    ['run', 'add.pvm', '--map', '0x100000000:4096'],
    'pvm run: --map: 0x100000000:4096: the range is not made of whole pages from 0x10000 to 2^32',
  ],
  [['run', 'a', '--gas-model', 'free'], 'pvm run: --gas-model: expected instruction or block, got "free"'],
  [
    ['inspect', 'a', '--instruction-set', '0.8'],
    'pvm inspect: --instruction-set: expected 0.7.2 or 0.7.2+unlikely, got "0.8"',
  ],
  [
    ['disasm', 'a', '--format', 'elf'],
    'pvm disasm: --format: expected auto, program, standard or standard+metadata, got "elf"',
  ],
  [
    ['run', 'a', '--engine', 'x'.repeat(50)],
    `pvm run: --engine: expected interpreter, recompiler, both or a path with a /, got "${'x'.repeat(40)}…"`,
  ],
  [['run', 'nowhere.pvm'], 'pvm run: cannot read nowhere.pvm: no such file or folder'],
  [['run', 'folder'], 'pvm run: cannot read folder: it is a folder'],
  [['replay', 'nowhere.log'], 'pvm replay: cannot read nowhere.log: no such file or folder'],
  [['test', 'add.pvm', 'nowhere'], 'pvm test: cannot read nowhere: no such file or folder'],
  [['asm', 'nowhere.pasm'], 'pvm asm: cannot read nowhere.pasm: no such file or folder'],
  [['run', 'a.elf'], 'pvm run: a.elf is an ELF file, not a program; link it for PVM first'],
  [
    ['replay', 'broken.log'],
    'pvm replay: broken.log:5: expected what the host did, or the next stop, got the end of the file',
  ],
];

describe('a wrong command line', () => {
  it.each(REFUSALS)('%j is refused with one line and status 2', (args, line) => {
    expect(bench.pvm(...args)).toEqual({ status: 2, stdout: '', stderr: `${line}\n` });
  });

  it('that names no program says why, for each format', () => {
    bench.write('text.pvm', 'hello, world');
    const { status, stderr } = bench.pvm('run', 'text.pvm');
    expect(stderr).toMatch(
      /^pvm run: text\.pvm is no program: as standard\+metadata: .+, octet \d+; as standard: .+, octet \d+; as program: .+, octet \d+\n$/,
    );
    expect(status).toBe(2);
  });
});

describe('--help', () => {
  it.each([[], ['run'], ['replay'], ['test'], ['disasm'], ['inspect'], ['asm'], ['bench']].map((words) => [words]))(
    'of %j is on stdout, with status 0',
    (words) => {
      const { status, stdout, stderr } = bench.pvm(...words, '--help');
      expect(stdout).toMatch(/^Usage: pvm /);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    },
  );
});

describe('stdout that takes nothing', () => {
  it.each([
    [['inspect', 'add.pvm'], 'pvm inspect: cannot write stdout: ENOSPC\n'],
    [['--help'], 'pvm: cannot write stdout: ENOSPC\n'],
  ])('is told of in one line: %s', (args, expected) => {
    const full = openSync('/dev/full', 'w');
    expect(bench.pvmTo([full, 'pipe'], ...args)).toMatchObject({ status: 1, stderr: expected });
    closeSync(full);
  });

  it('does not change the exit status if stderr takes nothing, either', () => {
    const full = openSync('/dev/full', 'w');
    expect(bench.pvmTo(['pipe', full], 'inspect', 'missing')).toMatchObject({ status: 2, stdout: '' });
    closeSync(full);
  });
});
