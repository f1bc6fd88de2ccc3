import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Access, defaultEngine, type Engine, Program, Vm } from '../../src/index.js';

/** Where the machines of these tests have two pages that can be written to. */
export const DATA = 0x20000;

export const PLENTY = 1_000_000_000n;

/** A program of assembly text. */
export function programOf(text: string, engine: Engine = defaultEngine()): Program {
  return Program.parse(engine.assemble(text, 0), {}, engine);
}

/** A machine for it, with gas and memory. */
export function machineOf(text: string, engine?: Engine): Vm {
  const vm = Vm.fromProgram(programOf(text, engine));
  vm.gas = PLENTY;
  vm.mapMemory(DATA, 8192n, Access.ReadWrite);
  return vm;
}

/** Makes host calls 1, 2 and 3, then traps. */
export const CALLS = 'ecalli 1\necalli 2\necalli 3\ntrap\n';

/** Runs until its gas is gone or somebody interrupts it. */
export const ENDLESS = 'jump 0\n';

/** The error that a call throws. */
export function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** Collects garbage, and lets finalizers run. */
export async function collect(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  for (let round = 0; round < 4; round++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
