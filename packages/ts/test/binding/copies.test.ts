import { expect, it, vi } from 'vitest';
import * as first from '../../src/index.js';
import { DATA, machineOf } from './machine.js';

it('two copies of the modules share the addon, and nothing else', async () => {
  vi.resetModules();
  const second: typeof first = await import('../../src/index.js');
  expect(second.Vm).not.toBe(first.Vm);
  const one = machineOf('trap\n');
  const engine = second.defaultEngine();
  const other = second.Vm.fromProgram(second.Program.parse(engine.assemble('trap\n', 0)));
  other.mapMemory(DATA, 4096n, second.Access.ReadWrite);
  one.writeMemory(DATA, Uint8Array.of(1));
  other.writeMemory(DATA, Uint8Array.of(2));
  const [mine, others] = [new Uint8Array(1), new Uint8Array(1)];
  for (let round = 0; round < 3; round++) {
    one.readMemory(DATA, mine);
    other.readMemory(DATA, others);
    expect([mine[0], others[0]]).toEqual([1, 2]);
  }
  expect(() => second.Vm.fromProgram(first.Program.parse(engine.assemble('trap\n', 0)) as never)).toThrow(
    'Vm.fromProgram: program was made by another copy of this package',
  );
  other.destroy();
  one.destroy();
});
