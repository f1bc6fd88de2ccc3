import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BusyError, HostResult, InvalidArgumentError, Result, type Vm } from '../../src/index.js';
import { CALLS, DATA, ENDLESS, machineOf, PLENTY, thrownBy } from './machine.js';

/** So much that no test outlives it. */
const FOREVER = (1n << 64n) - 1n;

function endless(): Vm {
  const vm = machineOf(ENDLESS);
  vm.gas = FOREVER;
  return vm;
}

describe('a run on another thread', () => {
  it('ends like any other, while the event loop turns', async () => {
    const vm = machineOf(ENDLESS);
    vm.gas = 300_000_000n;
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const result = await vm.executeAsync(0n);
    clearInterval(timer);
    expect([result, vm.gas]).toEqual([Result.Oog, 0n]);
    expect(turns).toBeGreaterThan(3);
  });

  it('calls a host callback here, which may take its time', async () => {
    const vm = machineOf(CALLS);
    const seen: unknown[] = [];
    vm.setHostCallback(async (same, id) => {
      same.registers[id] = BigInt(id);
      await sleep(5);
      seen.push([id, same.pc]);
      return id === 3 ? HostResult.Terminate : HostResult.Continue;
    });
    expect(await vm.executeAsync(0n)).toBe(Result.Ok);
    expect(seen).toEqual([
      [1, 0n],
      [2, 2n],
      [3, 4n],
    ]);
    expect([...vm.registers.subarray(1, 4)]).toEqual([1n, 2n, 3n]);
  });

  it('is refused everything else meanwhile, but an interrupt', async () => {
    const vm = endless();
    const { registers } = vm;
    const running = vm.executeAsync(0n);
    const calls: readonly (() => unknown)[] = [
      () => vm.gas,
      () => (vm.gas = 1n),
      () => vm.pc,
      () => vm.registers,
      () => vm.state,
      () => vm.readMemory(DATA, new Uint8Array(1)),
      () => vm.execute(0n),
      () => vm.setHostCallback(null),
      () => vm.destroy(),
      () => vm.clone(),
    ];
    for (const call of calls) expect(thrownBy(call)).toBeInstanceOf(BusyError);
    await expect(vm.resumeAsync()).rejects.toBeInstanceOf(BusyError);
    vm.interrupt();
    expect(await running).toBe(Result.Interrupted);
    expect(vm.registers).toBe(registers);
    vm.destroy();
  });

  it('ends early by its signal, and leaves a machine that goes on', async () => {
    const vm = endless();
    const abort = new AbortController();
    const running = vm.executeAsync(0n, { signal: abort.signal });
    await sleep(10);
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(vm.state.result).toBe(Result.Interrupted);
    vm.gas = 3n;
    expect(vm.resume()).toBe(Result.Oog);
    vm.destroy();
  });

  it('does not start with a signal that was given before', async () => {
    const vm = endless();
    await expect(vm.executeAsync(0n, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect(vm.gas).toBe(FOREVER);
    vm.destroy();
  });

  it('that ended before its signal came forgets the interrupt', async () => {
    const vm = machineOf(CALLS);
    const abort = new AbortController();
    vm.setHostCallback(() => {
      abort.abort('late');
      return HostResult.Terminate;
    });
    await expect(vm.executeAsync(0n, { signal: abort.signal })).rejects.toBe('late');
    vm.setHostCallback(() => HostResult.Continue);
    expect(vm.execute(0n)).toBe(Result.Panic);
  });

  it('ends by a timeout', async () => {
    const vm = endless();
    await expect(vm.executeAsync(0n, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    vm.destroy();
  });

  it('ends with what its callback throws', async () => {
    const vm = machineOf(CALLS);
    vm.setHostCallback(async (_, id) => {
      await sleep(1);
      if (id === 2) throw new RangeError('two');
      return HostResult.Continue;
    });
    await expect(vm.executeAsync(0n)).rejects.toEqual(new RangeError('two'));
    expect([vm.pc, vm.state.result]).toEqual([2n, Result.HostCall]);
    vm.setHostCallback(() => HostResult.Continue);
    expect(await vm.resumeAsync()).toBe(Result.Panic);
  });

  it('goes on, steps and answers', async () => {
    const vm = machineOf(CALLS);
    vm.yieldMode = true;
    expect([await vm.executeAsync(0n), vm.funcId]).toEqual([Result.HostCall, 1]);
    expect([await vm.answerHostCallAsync(HostResult.Continue), vm.funcId]).toEqual([Result.HostCall, 2]);
    expect([await vm.stepAsync(1n), vm.funcId]).toEqual([Result.HostCall, 3]);
    expect(await vm.resumeAsync()).toBe(Result.Panic);
  });

  it('is one of many at once', async () => {
    const machines = Array.from({ length: 20 }, () => machineOf(ENDLESS));
    const results = await Promise.all(
      machines.map((vm, index) => {
        vm.gas = BigInt(1_000_000 * (index + 1));
        return vm.executeAsync(0n);
      }),
    );
    expect(results).toEqual(Array(20).fill(Result.Oog));
    for (const vm of machines) vm.destroy();
  });

  it('is interrupted even if it still waits for a thread', async () => {
    const machines = Array.from({ length: 40 }, endless);
    const aborts = machines.map(() => new AbortController());
    const running = machines.map((vm, index) =>
      vm.executeAsync(0n, { signal: aborts[index]?.signal }).catch((error: unknown) => error),
    );
    await sleep(5);
    for (const abort of aborts) abort.abort('all');
    expect(await Promise.all(running)).toEqual(Array(40).fill('all'));
    for (const vm of machines) vm.destroy();
  });

  it('mixes with runs of other machines in between', async () => {
    const slow = endless();
    const running = slow.executeAsync(0n);
    const quick = machineOf('trap\n');
    for (let round = 0; round < 100; round++) {
      quick.gas = PLENTY;
      expect(quick.execute(0n)).toBe(Result.Panic);
    }
    slow.interrupt();
    expect(await running).toBe(Result.Interrupted);
    slow.destroy();
    quick.destroy();
  });

  it('refuses what is no option, and no signal', async () => {
    const vm = machineOf('trap\n');
    await expect(vm.executeAsync(0n, { sginal: 1 } as object)).rejects.toThrow(
      'vm.executeAsync: unknown option "sginal"; did you mean "signal"?',
    );
    await expect(vm.executeAsync(0n, { signal: {} } as object)).rejects.toThrow(
      'vm.executeAsync: options.signal is an object, but must be an AbortSignal',
    );
    await expect(vm.executeAsync(-1n)).rejects.toBeInstanceOf(InvalidArgumentError);
    expect(vm.execute(0n)).toBe(Result.Panic);
  });
});
