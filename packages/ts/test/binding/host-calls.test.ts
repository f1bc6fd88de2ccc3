import { describe, expect, it } from 'vitest';
import { BusyError, type HostCallback, HostResult, Result, TrapKind, type Vm } from '../../src/index.js';
import { CALLS, DATA, machineOf, thrownBy } from './machine.js';

function calling(callback: HostCallback, text = CALLS): Vm {
  const vm = machineOf(text);
  vm.setHostCallback(callback);
  return vm;
}

describe('a host callback', () => {
  it('gets the machine and the number of the call, in order', () => {
    const calls: unknown[] = [];
    const vm = calling((same, id) => {
      calls.push([same === vm, id, same.pc, same.funcId]);
      return HostResult.Continue;
    });
    expect(vm.execute(0n)).toBe(Result.Panic);
    expect(calls).toEqual([
      [true, 1, 0n, 1],
      [true, 2, 2n, 2],
      [true, 3, 4n, 3],
    ]);
  });

  it('gets negative numbers as the guest wrote them', () => {
    const ids: number[] = [];
    const vm = calling((_, id) => {
      ids.push(id);
      return HostResult.Continue;
    }, 'ecalli -1\necalli -2147483648\ntrap\n');
    vm.execute(0n);
    expect(ids).toEqual([-1, -2147483648]);
    expect(vm.state.hostCall).toBe(0xffff_ffff_8000_0000n);
  });

  it('changes registers, memory and gas for the guest', () => {
    const vm = calling((same) => {
      same.registers[7] = 40n;
      same.registers32[16] = 2;
      same.writeMemory(DATA, Uint8Array.of(0x2a));
      same.gas = 5n;
      return HostResult.Continue;
    }, `ecalli 1\nadd_64 r9, r7, r8\nload_u8 r10, [${DATA}]\ntrap\n`);
    expect(vm.execute(0n)).toBe(Result.Panic);
    expect([vm.registers[9], vm.registers[10], vm.gas]).toEqual([42n, 42n, 2n]);
  });

  it('ends the run', () => {
    const vm = calling(() => HostResult.Terminate);
    expect([vm.execute(0n), vm.pc]).toEqual([Result.Ok, 0n]);
  });

  it('makes it a panic', () => {
    const vm = calling(() => HostResult.Error);
    expect([vm.execute(0n), vm.trap.kind]).toEqual([Result.Panic, TrapKind.HostError]);
  });

  it('leaves the machine at its call, to be answered later', () => {
    let yields = true;
    const seen: number[] = [];
    const vm = calling((_, id) => {
      seen.push(id);
      return yields ? HostResult.Yield : HostResult.Continue;
    });
    expect([vm.execute(0n), vm.funcId]).toEqual([Result.HostCall, 1]);
    expect([vm.answerHostCall(HostResult.Yield), vm.pc]).toEqual([Result.HostCall, 0n]);
    yields = false;
    expect(vm.answerHostCall(HostResult.Continue)).toBe(Result.Panic);
    // The answer that left it where it was asked the callback once more.
    expect(seen).toEqual([1, 1, 2, 3]);
  });

  it('that throws ends the run with what it threw, and leaves the machine at its call', () => {
    const reason = new RangeError('no such host function');
    let fails = true;
    const vm = calling((_, id) => {
      if (fails && id === 2) throw reason;
      return HostResult.Continue;
    });
    expect(thrownBy(() => vm.execute(0n))).toBe(reason);
    expect([vm.pc, vm.funcId, vm.state.result]).toEqual([2n, 2, Result.HostCall]);
    fails = false;
    expect(vm.resume()).toBe(Result.Panic);
    expect(vm.gas).toBe(1_000_000_000n - 4n);
  });

  it('can be replaced and removed by itself', () => {
    const seen: string[] = [];
    const vm = calling((same, id) => {
      seen.push(`first ${id}`);
      same.setHostCallback((_, next) => {
        seen.push(`second ${next}`);
        same.setHostCallback(null);
        return HostResult.Continue;
      });
      return HostResult.Continue;
    });
    expect([vm.execute(0n), vm.trap.kind]).toEqual([Result.Panic, TrapKind.HostError]);
    expect(seen).toEqual(['first 1', 'second 2']);
  });

  it('runs other machines, which have callbacks of their own', () => {
    const inner = calling((same, id) => {
      same.registers[id] = BigInt(id);
      return HostResult.Continue;
    });
    const outer = calling((_, id) => {
      inner.registers.fill(0n);
      inner.execute(0n);
      return id === 3 ? HostResult.Terminate : HostResult.Continue;
    });
    expect(outer.execute(0n)).toBe(Result.Ok);
    expect([...inner.registers.subarray(0, 4)]).toEqual([0n, 1n, 2n, 3n]);
  });

  it('may use what is marked for callbacks, and nothing else', () => {
    const refused: string[] = [];
    const vm = calling((same) => {
      const page = new Uint8Array(2);
      same.readMemory(DATA, page);
      same.queryMemory(DATA);
      same.getMemoryWindow(DATA, 2)[0] = 1;
      same.setRegister(3, same.getRegister(3));
      same.growHeap(0n);
      void [same.state.gas, same.trap, same.machineState, same.heapPointer];
      for (const call of [
        () => same.execute(0n),
        () => same.resume(),
        () => same.step(1n),
        () => same.answerHostCall(HostResult.Continue),
        () => same.reset(),
        () => same.clone(),
        () => same.setMemoryRegions(page, page, page, null),
        () => same.copyOutput(),
      ]) {
        const error = thrownBy(call);
        expect(error).toBeInstanceOf(BusyError);
        refused.push(String(error).split(':')[1]?.trim() ?? '');
      }
      return HostResult.Terminate;
    });
    vm.execute(0n);
    expect(refused).toEqual([
      'vm.execute',
      'vm.resume',
      'vm.step',
      'vm.answerHostCall',
      'vm.reset',
      'vm.clone',
      'vm.setMemoryRegions',
      'vm.copyOutput',
    ]);
    expect(vm.execute(0n)).toBe(Result.Ok);
  });

  it('must answer with a number', () => {
    const vm = calling((() => undefined) as unknown as HostCallback);
    expect(() => vm.execute(0n)).toThrow(
      'vm.execute: the host callback returned undefined, but must return a HostResult',
    );
    vm.setHostCallback(async () => HostResult.Continue);
    expect(() => vm.resume()).toThrow(
      'vm.resume: the host callback returned a promise; run it with the method whose name ends in Async',
    );
    // Any other number is an error, as the header says.
    vm.setHostCallback((() => 99) as unknown as HostCallback);
    expect([vm.resume(), vm.trap.kind]).toEqual([Result.Panic, TrapKind.HostError]);
  });

  it('does not end the count of a step', () => {
    const vm = calling(() => HostResult.Continue, 'ecalli 1\nadd_64 r1, r1, r1\necalli 2\nadd_64 r1, r1, r1\ntrap\n');
    expect([vm.step(3n), vm.pc, vm.gas]).toEqual([Result.Stepped, 7n, 1_000_000_000n - 3n]);
  });
});

describe('without a callback', () => {
  it('a host call panics', () => {
    const vm = machineOf(CALLS);
    expect([vm.execute(0n), vm.trap.kind]).toEqual([Result.Panic, TrapKind.HostError]);
  });

  it('it comes to whoever runs the machine, in yield mode', () => {
    const vm = machineOf(CALLS);
    vm.yieldMode = true;
    const ids: bigint[] = [];
    for (let result = vm.execute(0n); result === Result.HostCall; result = vm.resume()) ids.push(vm.state.hostCall);
    expect(ids).toEqual([1n, 2n, 3n]);
    expect(vm.answerHostCall(HostResult.Continue)).toBe(Result.Refused);
  });
});
