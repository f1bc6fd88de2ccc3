import type { Step, StepsCase } from '../formats/case.js';
import { type Engine, Program, Result, Vm } from '../index.js';
import { compareState } from './compare-state.js';
import { type Difference, Differences, NONE } from './difference.js';
import { mapPages } from './map-pages.js';
import { wanted } from './refused.js';
import { programOptions, type Setting } from './setting.js';

/** Blocks are listed in portions of this many. */
const PORTION = 1024;

/** Families `random` and `gas-model`: one machine lives through all steps. */
export function runStepsCase(test: StepsCase, { engine, instructionSet }: Setting): readonly Difference[] {
  using program = wanted('program', engine, () =>
    Program.parse(test.program, programOptions(test.gasModel, instructionSet), engine),
  );
  using script = new Script(program, engine, test);
  const differences = new Differences();
  test.steps.forEach((step, index) => {
    const found = wanted(`steps[${index}]`, engine, () => script.do(step));
    differences.add(found, `steps[${index}].`);
  });
  if (test.blockCosts !== undefined) differences.add(compareBlocks(program, test.blockCosts));
  return differences.list;
}

class Script implements Disposable {
  readonly #vm: Vm;
  /** Undefined before the first run. */
  #result: Result | undefined;

  constructor(
    program: Program,
    private readonly engine: Engine,
    private readonly test: StepsCase,
  ) {
    this.#vm = Vm.fromProgram(program);
    this.#vm.yieldMode = true;
    this.#vm.gas = test.gas;
  }

  do(step: Step): readonly Difference[] {
    const vm = this.#vm;
    switch (step.kind) {
      case 'map':
        mapPages(vm, step.pages);
        return [];
      case 'write':
        vm.initializeMemory(step.contents.address, step.contents.bytes);
        return [];
      case 'set-reg':
        vm.setRegister(step.index, step.value);
        return [];
      case 'run':
        this.#result = this.#result === undefined ? vm.execute(this.test.pc) : vm.resume();
        return [];
      case 'assert':
        // The reader refuses an assert before the first run.
        return compareState(vm, this.engine, this.#result ?? Result.Refused, step.expected);
    }
  }

  [Symbol.dispose](): void {
    this.#vm.destroy();
  }
}

/** Every block that is pinned costs that, and there is no other. */
function compareBlocks(program: Program, expected: ReadonlyMap<bigint, bigint>): readonly Difference[] {
  const got = costsOf(program);
  const starts = [...new Set([...expected.keys(), ...got.keys()])].sort((a, b) => (a < b ? -1 : Number(a > b)));
  const differences = new Differences();
  for (const start of starts) {
    differences.check(`block ${start}`, String(expected.get(start) ?? NONE), String(got.get(start) ?? NONE));
  }
  return differences.list;
}

function costsOf(program: Program): ReadonlyMap<bigint, bigint> {
  const costs = new Map<bigint, bigint>();
  for (let from = 0n; ; ) {
    const blocks = program.listBlocks(from, PORTION);
    for (const { start, gasCost } of blocks) costs.set(start, gasCost);
    const last = blocks.at(-1);
    if (last === undefined || blocks.length < PORTION) return costs;
    from = last.start + 1n;
  }
}
