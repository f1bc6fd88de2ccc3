import type { ExpectedState } from '../formats/case.js';
import { type Engine, Result, type Vm } from '../index.js';
import { type Difference, Differences, hexAddress, NONE } from './difference.js';
import { compareAllMemory } from './machine-memory.js';

/** Compares a stopped machine with every field that is pinned. */
export function compareState(vm: Vm, engine: Engine, result: Result, expected: ExpectedState): readonly Difference[] {
  const differences = new Differences();
  differences.check('status', expected.status, engine.resultName(result));
  differences.number('pc', expected.pc, vm.pc);
  differences.number('gas', expected.gas, vm.gas);
  differences.registers(expected.registers, vm.registers);
  if (expected.faultAddress !== undefined) {
    const got = result === Result.Fault ? hexAddress(vm.state.faultAddress) : NONE;
    differences.check('fault_address', hexAddress(expected.faultAddress), got);
  }
  if (expected.hostCall !== undefined) {
    const got = result === Result.HostCall ? String(vm.state.hostCall) : NONE;
    differences.check('host_call', String(expected.hostCall), got);
  }
  if (expected.memory !== undefined) differences.add(compareAllMemory(vm, expected.memory));
  return differences.list;
}
