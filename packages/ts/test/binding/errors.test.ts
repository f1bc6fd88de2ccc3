import { describe, expect, it } from 'vitest';
import {
  Access,
  BadProgramError,
  BufferTooSmallError,
  builtinEngine,
  defaultEngine,
  InvalidArgumentError,
  loadEngine,
  PageFaultError,
  Program,
  PvmError,
  Vm,
} from '../../src/index.js';
import { DATA, machineOf, programOf, thrownBy } from './machine.js';

/** A value of another type than the declaration wants. */
function wrong<T>(value: unknown): T {
  return value as T;
}

const engine = defaultEngine();
const program = programOf('trap\n');
const vm = machineOf('trap\n');
const octets = new Uint8Array(4);

const texts: readonly (readonly [string, () => unknown])[] = [
  // Numbers
  [
    'InvalidArgumentError: vm.readMemory: address is 4294967296, but must be 0 to 4294967295',
    () => vm.readMemory(2 ** 32, octets),
  ],
  ['InvalidArgumentError: vm.readMemory: address is -1, but must be 0 to 4294967295', () => vm.readMemory(-1, octets)],
  [
    'InvalidArgumentError: vm.readMemory: address is 0.5, but must be 0 to 4294967295',
    () => vm.readMemory(0.5, octets),
  ],
  [
    'InvalidArgumentError: vm.readMemory: address is NaN, but must be 0 to 4294967295',
    () => vm.readMemory(Number.NaN, octets),
  ],
  [
    'InvalidArgumentError: vm.readMemory: address is a string, but must be an integer 0 to 4294967295',
    () => vm.readMemory(wrong('0'), octets),
  ],
  [
    'InvalidArgumentError: vm.readMemory: address is a bigint, but must be an integer 0 to 4294967295',
    () => vm.readMemory(wrong(0n), octets),
  ],
  ['InvalidArgumentError: vm.gas: gas is -1, but must be 0 to 18446744073709551615', () => (vm.gas = -1n)],
  [
    'InvalidArgumentError: vm.gas: gas is a number, but must be a bigint 0 to 18446744073709551615',
    () => (vm.gas = wrong(1)),
  ],
  [
    'InvalidArgumentError: vm.execute: entryPoint is undefined, but must be a bigint 0 to 18446744073709551615',
    () => vm.execute(wrong(undefined)),
  ],
  ['InvalidArgumentError: vm.getRegister: index is 13, but must be 0 to 12', () => vm.getRegister(13)],
  ['InvalidArgumentError: vm.mapMemory: access is 3, but must be 0 to 2', () => vm.mapMemory(DATA, 4096n, wrong(3))],
  [
    'InvalidArgumentError: vm.yieldMode: yield_ is a number, but must be true or false',
    () => (vm.yieldMode = wrong(1)),
  ],
  // Arrays
  [
    'InvalidArgumentError: vm.writeMemory: data is an array, but must be a Uint8Array',
    () => vm.writeMemory(DATA, wrong([1])),
  ],
  [
    'InvalidArgumentError: vm.writeMemory: data is a DataView, but must be a Uint8Array',
    () => vm.writeMemory(DATA, wrong(new DataView(octets.buffer))),
  ],
  [
    'InvalidArgumentError: vm.writeMemory: data is null, but must be a Uint8Array',
    () => vm.writeMemory(DATA, wrong(null)),
  ],
  [
    'InvalidArgumentError: Vm.create: initialRegs has length 14, but must have 0 to 13',
    () => Vm.create(0, octets, new BigUint64Array(14), 0n),
  ],
  [
    'InvalidArgumentError: vm.setJumpTable: jumpTable is a Uint8Array, but must be a BigUint64Array',
    () => vm.setJumpTable(wrong(octets)),
  ],
  // Strings, closures, handles
  [
    'InvalidArgumentError: engine.assemble: source is a Uint8Array, but must be a string',
    () => engine.assemble(wrong(octets), 0),
  ],
  [
    'InvalidArgumentError: engine.assemble: source contains a NUL character, which C cannot hold',
    () => engine.assemble('trap\0', 0),
  ],
  [
    'InvalidArgumentError: vm.setHostCallback: callback is a number, but must be a function',
    () => vm.setHostCallback(wrong(1)),
  ],
  ['InvalidArgumentError: Vm.fromProgram: program is a Vm, but must be a Program', () => Vm.fromProgram(wrong(vm))],
  ['InvalidArgumentError: Vm.fromProgram: program is null, but must be a Program', () => Vm.fromProgram(wrong(null))],
  [
    'InvalidArgumentError: Program.parse: engine is an object, but must be an Engine',
    () => Program.parse(octets, null, wrong({})),
  ],
  // Options
  [
    'InvalidArgumentError: Vm.fromProgram: unknown option "memorylimit"; did you mean "memoryLimit"?',
    () => Vm.fromProgram(program, wrong({ memorylimit: 1n })),
  ],
  [
    'InvalidArgumentError: Vm.fromProgram: unknown option "color"; there are: serviceIndex, memoryLimit, memoryMode',
    () => Vm.fromProgram(program, wrong({ color: 1 })),
  ],
  [
    'InvalidArgumentError: Vm.fromProgram: options.memoryLimit is a number, but must be a bigint 0 to 18446744073709551615',
    () => Vm.fromProgram(program, { memoryLimit: wrong(1) }),
  ],
  [
    'InvalidArgumentError: Program.parse: options is an Engine, but must be an object',
    () => Program.parse(octets, wrong(engine)),
  ],
  [
    'InvalidArgumentError: builtinEngine: "compiler" is not built in; one of interpreter, recompiler',
    () => builtinEngine('compiler'),
  ],
  // What the library says
  [
    'PageFaultError: vm.readMemory: a page of the range is not readable; nothing was copied (fault address 0x00010000)',
    () => vm.readMemory(0x10004, octets),
  ],
  [
    'PageFaultError: vm.writeMemory: a page of the range is not writable; nothing was written (fault address 0x00022000)',
    () => vm.writeMemory(DATA + 8190, octets),
  ],
  ['BadAddressError: vm.mapMemory: not whole pages, or out of range', () => vm.mapMemory(DATA + 1, 4096n, Access.Read)],
  [
    'BadProgramError: Program.parse: the blob ends inside the jump table: 1 entries of 2 octets do not fit (offset 3)',
    () => Program.parse(Uint8Array.of(1, 2, 3)),
  ],
  ['BadStateError: vm.copyOutput: the machine has not halted', () => machineOf('trap\n').copyOutput()],
  [
    'InvalidArgumentError: program.getJumpTarget: a pointer is NULL, or there is no such entry',
    () => program.getJumpTarget(0n),
  ],
  ['UnsupportedError: Vm.fromStandard: the program is not a standard program', () => Vm.fromStandard(program, octets)],
  [
    'UnsupportedError: Program.parse: an option has a value that the library does not know',
    () => Program.parse(octets, { gasModel: 77 }),
  ],
  ['PvmError: vm.getMemoryWindow: a page of the range is not read-write', () => vm.getMemoryWindow(0x50000, 1)],
  [
    'InvalidArgumentError: vm.getMemoryWindow: length is 0, but must be 1 to 1073741824',
    () => vm.getMemoryWindow(DATA, 0),
  ],
];

describe('errors', () => {
  it.each(texts)('%s', (text, work) => {
    expect(String(thrownBy(work))).toBe(text);
  });

  it('are of one class for each status, all of them of one base', () => {
    const error = thrownBy(() => vm.readMemory(0x10000, octets));
    expect(error).toBeInstanceOf(PageFaultError);
    expect(error).toBeInstanceOf(PvmError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'PageFaultError', status: 4, code: 'PAGE_FAULT', faultAddress: 0x10000 });
  });

  it('carry what the library told of the mistake', () => {
    expect(thrownBy(() => engine.assemble('trap\nbogus r1\n', 0))).toMatchObject({
      name: 'BadProgramError',
      line: 2,
      offset: 5n,
    });
    const error = thrownBy(() => Program.parse(Uint8Array.of(0, 0, 9, 1)));
    expect(error).toBeInstanceOf(BadProgramError);
    expect(error).toMatchObject({ code: 'BAD_PROGRAM', defect: 1 });
  });

  it('say how much room is needed', () => {
    const error = thrownBy(() => program.copyCode(new Uint8Array(0)));
    expect(error).toBeInstanceOf(BufferTooSmallError);
    expect(error).toMatchObject({ needed: 1 });
  });

  it('leave what was called as it was', () => {
    const before = [vm.gas, vm.pc, ...vm.registers];
    for (const [, work] of texts) thrownBy(work);
    expect([vm.gas, vm.pc, ...vm.registers]).toEqual(before);
  });

  it('of getters in options happen before anything is written', () => {
    const other = machineOf('trap\n');
    const options = {
      get memoryLimit(): bigint {
        // Another call in the middle, which uses the same memory to cross.
        other.mapMemory(DATA, 4096n, Access.Read);
        return 8192n;
      },
      serviceIndex: 77,
    };
    const made = Vm.fromProgram(program, options);
    expect(made.serviceIndex).toBe(77);
    expect(() => made.mapMemory(DATA, 12288n, Access.Read)).toThrow('vm.mapMemory: more than the machine');
    made.destroy();
  });

  it('of loading name the file', () => {
    const error = thrownBy(() => loadEngine('/nowhere/libpvm.so'));
    expect(error).toMatchObject({ name: 'LoadError', path: '/nowhere/libpvm.so', code: 'LOAD' });
    expect(error).not.toBeInstanceOf(InvalidArgumentError);
  });
});
