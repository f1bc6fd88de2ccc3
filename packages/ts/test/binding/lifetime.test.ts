import { describe, expect, it } from 'vitest';
import { BusyError, DestroyedError, HostResult, Program, Result, Vm } from '../../src/index.js';
import { CALLS, DATA, machineOf, programOf, thrownBy } from './machine.js';

describe('a machine that was destroyed', () => {
  it('can be destroyed again', () => {
    const vm = machineOf('trap\n');
    vm.destroy();
    vm.destroy();
    vm[Symbol.dispose]();
  });

  it('is destroyed at the end of its block', () => {
    let outside: Vm;
    {
      using vm = machineOf('trap\n');
      outside = vm;
      expect(vm.execute(0n)).toBe(Result.Panic);
    }
    expect(thrownBy(() => outside.gas)).toBeInstanceOf(DestroyedError);
  });

  const uses: readonly (readonly [string, (vm: Vm) => unknown])[] = [
    ['vm.gas', (vm) => vm.gas],
    ['vm.gas', (vm) => (vm.gas = 1n)],
    ['vm.pc', (vm) => vm.pc],
    ['vm.pc', (vm) => (vm.pc = 1n)],
    ['vm.state', (vm) => vm.state],
    ['vm.registers', (vm) => vm.registers],
    ['vm.registers32', (vm) => vm.registers32],
    ['vm.execute', (vm) => vm.execute(0n)],
    ['vm.resume', (vm) => vm.resume()],
    ['vm.interrupt', (vm) => vm.interrupt()],
    ['vm.readMemory', (vm) => vm.readMemory(DATA, new Uint8Array(1))],
    ['vm.getMemoryWindow', (vm) => vm.getMemoryWindow(DATA, 1)],
    ['vm.setHostCallback', (vm) => vm.setHostCallback(null)],
    ['vm.clone', (vm) => vm.clone()],
    ['vm.reset', (vm) => vm.reset()],
    ['vm.trap', (vm) => vm.trap],
    ['vm.check', (vm) => vm.check()],
  ];

  it.each(uses)('says so when %s is used', (operation, use) => {
    const vm = machineOf('trap\n');
    vm.destroy();
    const error = thrownBy(() => use(vm));
    expect(String(error)).toBe(`DestroyedError: ${operation}: this vm was destroyed; create a new one`);
    expect(error).toMatchObject({ status: 9, code: 'DESTROYED' });
  });

  it('rejects what would run on another thread', async () => {
    const vm = machineOf('trap\n');
    vm.destroy();
    await expect(vm.executeAsync(0n)).rejects.toThrow('vm.executeAsync: this vm was destroyed; create a new one');
  });

  it('gives nothing stale access to the machine that comes after it', () => {
    const old = machineOf('trap\n');
    const { registers, registers32, state } = old;
    const window = old.getMemoryWindow(DATA, 16);
    registers[5] = 55n;
    old.destroy();
    const next = machineOf('trap\n');
    expect([registers.length, registers32.length, window.length]).toEqual([0, 0, 0]);
    registers[5] = 77n;
    expect(next.registers[5]).toBe(0n);
    expect(String(thrownBy(() => state.pc))).toBe('DestroyedError: state.pc: this vm was destroyed; create a new one');
    expect(thrownBy(() => (state.gas = 5n))).toBeInstanceOf(DestroyedError);
    next.destroy();
  });
});

describe('a program', () => {
  it('lives as long as its machines, destroyed or not', () => {
    const program = programOf('trap\n');
    const vm = Vm.fromProgram(program);
    program.destroy();
    vm.gas = 10n;
    expect([vm.execute(0n), vm.gas]).toEqual([Result.Panic, 9n]);
    vm.reset();
    vm.gas = 10n;
    expect(vm.execute(0n)).toBe(Result.Panic);
    vm.destroy();
  });

  it('says so when it is used after it was destroyed', () => {
    const program = programOf('trap\n');
    program.destroy();
    program.destroy();
    const message = 'this program was destroyed; create a new one';
    expect(String(thrownBy(() => program.info))).toBe(`DestroyedError: program.info: ${message}`);
    expect(String(thrownBy(() => Vm.fromProgram(program)))).toBe(`DestroyedError: Vm.fromProgram: ${message}`);
    const vm = machineOf('trap\n');
    expect(String(thrownBy(() => vm.reset(program)))).toBe(`DestroyedError: vm.reset: ${message}`);
    vm.destroy();
  });
});

describe('machines', () => {
  it('start anew where others were', () => {
    for (let round = 0; round < 3; round++) {
      const vm = machineOf('ecalli 5\n');
      expect([...vm.registers]).toEqual(Array(13).fill(0n));
      expect([vm.yieldMode, vm.serviceIndex, vm.state.result]).toEqual([false, 0, Result.Ok]);
      vm.registers.fill(9n);
      vm.setHostCallback(() => HostResult.Terminate);
      expect(vm.execute(0n)).toBe(Result.Ok);
      vm.destroy();
    }
    const vm = machineOf('ecalli 5\n');
    expect(vm.execute(0n)).toBe(Result.Panic);
    vm.destroy();
  });

  it('are many at once, each with its own state', () => {
    const program = programOf('trap\n');
    const machines = Array.from({ length: 300 }, (_, index) => {
      const vm = Vm.fromProgram(program, { serviceIndex: index });
      vm.gas = BigInt(index);
      vm.registers[3] = BigInt(index * 2);
      return vm;
    });
    machines.forEach((vm, index) => {
      expect([vm.serviceIndex, vm.gas, vm.registers[3]]).toEqual([index, BigInt(index), BigInt(index * 2)]);
      vm.destroy();
    });
  });

  it('are copied with everything but the callback', () => {
    const vm = machineOf(CALLS);
    vm.setHostCallback(() => HostResult.Yield);
    vm.writeMemory(DATA, Uint8Array.of(1, 2, 3));
    expect(vm.execute(0n)).toBe(Result.HostCall);
    const copy = vm.clone();
    vm.writeMemory(DATA, Uint8Array.of(9));
    const read = new Uint8Array(3);
    copy.readMemory(DATA, read);
    expect([[...read], copy.funcId, copy.gas]).toEqual([[1, 2, 3], 1, vm.gas]);
    expect([copy.resume(), copy.trap.kind]).toEqual([Result.Panic, 6]);
    copy.destroy();
    vm.destroy();
  });

  it('refuse to be destroyed inside of their own callback, and stay as they were', () => {
    const vm = machineOf(CALLS);
    let refused: unknown;
    vm.setHostCallback((same) => {
      refused = thrownBy(() => same.destroy());
      return HostResult.Terminate;
    });
    expect(vm.execute(0n)).toBe(Result.Ok);
    expect(refused).toBeInstanceOf(BusyError);
    expect(String(refused)).toBe(
      'BusyError: vm.destroy: this vm is running; inside its callback only calls marked for callbacks are allowed',
    );
    vm.destroy();
  });

  it('cannot be made by hand', () => {
    const construct = Vm as unknown as new () => Vm;
    expect(() => new construct().gas).toThrow();
    expect(Program.prototype.constructor).toBe(Program);
  });
});
