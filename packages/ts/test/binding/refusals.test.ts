import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Access, Defect, Program, Vm } from '../../src/index.js';
import { DATA, machineOf, programOf, thrownBy } from './machine.js';

/** Bad input, row by row: what is thrown, to the letter. Wrong types and options stand in errors.test.ts. */

const TABLE = join(import.meta.dirname, '../../../../core/test/refusals.txt');

/** Form, what is wrong, octets in hex, defect, offset and message of each line. */
const malformed = readFileSync(TABLE, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('|').map((field) => field.trim()));

function parseAs(form: string, hex: string): Program {
  const octets = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  return form === 'program' ? Program.parse(octets) : Program.parseStandard(octets, form === 'metadata');
}

/** `not-shortest` is Defect.NotShortest. */
function defectOf(word: string): number | undefined {
  const key = word.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  return Object.entries(Defect).find(([name]) => name === key)?.[1];
}

describe('octets that are no program', () => {
  it('are many', () => {
    expect(malformed.length).toBeGreaterThanOrEqual(44);
  });

  it.each(malformed)('are refused as %s: %s', (form = '', _why, hex = '', defect = '', offset = '', message = '') => {
    const operation = form === 'program' ? 'Program.parse' : 'Program.parseStandard';
    const error = thrownBy(() => parseAs(form, hex));
    expect(String(error)).toBe(`BadProgramError: ${operation}: ${message} (offset ${offset})`);
    expect(error).toMatchObject({ status: 3, code: 'BAD_PROGRAM', defect: defectOf(defect), offset: BigInt(offset) });
  });
});

const none = new Uint8Array(0);
const page = 4096n;
const pages = 'not whole pages, or out of range';
const program = programOf('trap\n');
const standard = Program.parseStandard(Buffer.from('000000000000000000000003000000000000', 'hex'), false);
const vm = machineOf('trap\n');
const parts = Vm.create(0, Uint8Array.of(0), new BigUint64Array(13), 0n);

const rows: readonly (readonly [string, () => unknown])[] = [
  // Programs from parts
  [
    'BadProgramError: Program.fromParts: code of 9 octets needs a bitmask of 2, not 1 (offset 0)',
    () => Program.fromParts(new Uint8Array(9), new Uint8Array(1), new BigUint64Array(0)),
  ],
  [
    "BadProgramError: Program.fromParts: an unused bit of the bitmask's last octet is set (offset 0)",
    () => Program.fromParts(new Uint8Array(1), Uint8Array.of(2), new BigUint64Array(0)),
  ],
  [
    'BadProgramError: vm.setBitmask: wrong length, or a bit behind the code is set; the machine keeps what it had',
    () => parts.setBitmask(new Uint8Array(2)),
  ],
  [
    'UnsupportedError: vm.setBitmask: the machine was made from a program, which has a bitmask',
    () => vm.setBitmask(new Uint8Array(1)),
  ],
  [
    'UnsupportedError: vm.setJumpTable: the machine was made from a program, which has a jump table',
    () => vm.setJumpTable(new BigUint64Array(1)),
  ],
  // Registers
  [
    'InvalidArgumentError: Vm.create: initialRegs has length 14, but must have 0 to 13',
    () => Vm.create(0, none, new BigUint64Array(14), 0n),
  ],
  ['InvalidArgumentError: vm.getRegister: index is -1, but must be 0 to 12', () => vm.getRegister(-1)],
  ['InvalidArgumentError: vm.setRegister: index is 13, but must be 0 to 12', () => vm.setRegister(13, 0n)],
  // Regions
  [`BadAddressError: vm.mapMemory: ${pages}`, () => vm.mapMemory(0xf000, page, Access.Read)],
  [`BadAddressError: vm.mapMemory: ${pages}`, () => vm.mapMemory(DATA, page + 1n, Access.Read)],
  [`BadAddressError: vm.mapMemory: ${pages}`, () => vm.mapMemory(0xffff_f000, 2n * page, Access.Read)],
  [`BadAddressError: vm.mapMemory: ${pages}`, () => vm.mapMemory(DATA, (1n << 64n) - page, Access.Read)],
  [`BadAddressError: vm.protectMemory: ${pages}`, () => vm.protectMemory(DATA + 1, page, Access.Read)],
  [
    'InvalidArgumentError: vm.protectMemory: the machine is NULL, or `access` is neither',
    () => vm.protectMemory(DATA, page, Access.None),
  ],
  [
    'PageFaultError: vm.protectMemory: a page of the range is not mapped; nothing has changed',
    () => vm.protectMemory(DATA, 3n * page, Access.Read),
  ],
  [
    'PageFaultError: vm.readMemory: a page of the range is not readable; nothing was copied (fault address 0x00000000)',
    () => vm.readMemory(0, new Uint8Array(1)),
  ],
  [
    'PageFaultError: vm.writeMemory: a page of the range is not writable; nothing was written (fault address 0xfffff000)',
    () => vm.writeMemory(0xffff_ffff, new Uint8Array(2)),
  ],
  ['PvmError: vm.getMemoryWindow: a page of the range is not read-write', () => vm.getMemoryWindow(DATA, 8193)],
  [
    'InvalidArgumentError: vm.setMemoryRegions: roData has length 16777216, but must have 0 to 16777215',
    () => vm.setMemoryRegions(none, new Uint8Array(0x100_0000), none),
  ],
  [
    'InvalidArgumentError: vm.setMemoryRegions: output has length 16777217, but must have 0 to 16777216',
    () => vm.setMemoryRegions(none, none, new Uint8Array(0x100_0001)),
  ],
  // Arguments of standard programs
  [
    'InvalidArgumentError: Vm.fromStandard: argument has length 16777217, but must have 0 to 16777216',
    () => Vm.fromStandard(standard, new Uint8Array(0x100_0001)),
  ],
  [
    'LimitExceededError: Vm.fromStandard: it needs more memory than the limit allows, or too many machines are alive',
    () => Vm.fromStandard(standard, Uint8Array.of(1), { memoryLimit: 4095n }),
  ],
  ['UnsupportedError: vm.resetStandard: the program is not a standard program', () => vm.resetStandard(program, none)],
];

describe('input out of range', () => {
  it.each(rows)('is refused: %s', (text, work) => {
    expect(String(thrownBy(work))).toBe(text);
  });
});

describe('what was destroyed', () => {
  const destroyed: readonly (readonly [string, object])[] = [
    ['vm', machineOf('trap\n')],
    ['program', programOf('trap\n')],
  ];
  const members = destroyed.flatMap(([handle, object]) =>
    Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(object)))
      .filter(([name]) => !['constructor', 'destroy', 'engine'].includes(name))
      .map(([name, { get, value }]) => [`${handle}.${name}`, object, (get ?? value) as () => unknown] as const),
  );
  for (const [, object] of destroyed) (object as Disposable)[Symbol.dispose]();

  it('has many members', () => {
    expect(members.length).toBeGreaterThan(40);
  });

  it.each(members)('says so, whatever else is wrong: %s', async (operation, object, member) => {
    const error = await Promise.resolve()
      .then(() => member.call(object))
      .catch((reason: unknown) => reason);
    const [handle] = operation.split('.');
    expect(String(error)).toBe(`DestroyedError: ${operation}: this ${handle} was destroyed; create a new one`);
  });
});
