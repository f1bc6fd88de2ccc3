import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HostResult, Vm } from '../../src/index.js';
import { CALLS, collect, machineOf, programOf } from './machine.js';

/** Address space of this process, in GiB: every machine alive reserves 4. */
function reserved(): number {
  const [, kib] = /^VmSize:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kib) / 2 ** 20;
}

describe('machines that are forgotten', () => {
  it('are collected, callback and all', async ({ skip }) => {
    if (!existsSync('/proc/self/status')) skip('the address space is only told on Linux');
    await collect();
    const before = reserved();
    const references: WeakRef<Vm>[] = [];
    (() => {
      const program = programOf(CALLS);
      for (let index = 0; index < 300; index++) {
        const vm = Vm.fromProgram(program);
        // The closure holds the machine that holds the closure.
        vm.setHostCallback(() => (vm.gas > 0n ? HostResult.Continue : HostResult.Error));
        vm.registers[3] = 1n;
        vm.gas = 10n;
        vm.execute(0n);
        references.push(new WeakRef(vm));
      }
    })();
    expect(reserved() - before).toBeGreaterThan(4 * (300 - 64) - 8);
    await collect();
    expect(references.filter((reference) => reference.deref() !== undefined).length).toBeLessThan(5);
    // The library keeps some for reuse.
    expect(reserved() - before).toBeLessThan(4 * 70);
  });

  it('are not, while they run on another thread', async () => {
    const running = (() => machineOf('jump 0\n').executeAsync(0n))();
    await collect();
    expect(await running).toBe(1);
  });

  it('leave their places to others', async () => {
    for (let round = 0; round < 3; round++) {
      (() => {
        for (let index = 0; index < 100; index++) machineOf('trap\n').registers[1] = 7n;
      })();
      await collect();
    }
    const vm = machineOf('trap\n');
    expect([vm.registers[1], vm.execute(0n)]).toEqual([0n, 2]);
  });
});
