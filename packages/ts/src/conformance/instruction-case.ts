import type { InstructionCase } from '../formats/case.js';
import { Program, Vm } from '../index.js';
import { compareState } from './compare-state.js';
import type { Difference } from './difference.js';
import { mapPages } from './map-pages.js';
import { wanted } from './refused.js';
import { programOptions, type Setting } from './setting.js';

/** Family `instructions`: one program, one exit. */
export function runInstructionCase(test: InstructionCase, { engine, instructionSet }: Setting): readonly Difference[] {
  using program = wanted('program', engine, () =>
    Program.parse(test.program, programOptions('instruction', instructionSet), engine),
  );
  using vm = Vm.fromProgram(program);
  vm.yieldMode = true;
  test.pages.forEach((pages, index) => {
    wanted(`initial-page-map[${index}]`, engine, () => mapPages(vm, pages));
  });
  test.memory.forEach(({ address, bytes }, index) => {
    wanted(`initial-memory[${index}]`, engine, () => vm.initializeMemory(address, bytes));
  });
  vm.registers.set(test.registers);
  vm.gas = test.gas;
  return compareState(vm, engine, vm.execute(test.pc), test.expected);
}
