// Runs the guest programs that a manifest lists on every built-in engine and in both gas models, and prints what came of
// them as JSON. Usage: guests MANIFEST.json
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  builtinEngine,
  builtinEngines,
  type Engine,
  GasModel,
  InstructionSet,
  Program,
  Result,
  Vm,
} from '@pvm-ffi/core';
import { execute } from './jam/host.js';
import { InnerMachines } from './jam/inner-machines.js';
import { hexOf, octetsOf, Service } from './jam/service.js';

/** One entry of the manifest. */
interface Guest {
  readonly name: string;
  readonly file: string;
  readonly argument: string;
  readonly gas: number;
  readonly host?: 'service' | 'inner-machines';
  readonly storage?: Readonly<Record<string, string>>;
}

/** What came of a guest. Numbers of 64 bits are strings: JSON readers differ about large numbers. */
interface Run {
  readonly guest: string;
  readonly engine: string;
  readonly gasModel: string;
  readonly result: string;
  readonly output: string;
  readonly gasUsed: string;
  readonly hostGas: string;
  readonly hostCalls: number;
  readonly storage: Readonly<Record<string, string>> | null;
  readonly milliseconds: number;
}

interface Model {
  readonly instructionSet: InstructionSet;
  readonly gasModel: GasModel;
}

const GAS_MODELS: Readonly<Record<string, Model>> = {
  instruction: { instructionSet: InstructionSet.Gp072, gasModel: GasModel.Instruction },
  block: { instructionSet: InstructionSet.Gp072Unlikely, gasModel: GasModel.Block },
};

/** How often a guest is run; the shortest time counts. */
const ROUNDS = 20;

function runGuest(guest: Guest, folder: string, engine: Engine, gasModel: string, options: Model): Run {
  const source = readFileSync(join(folder, guest.file), 'utf8');
  using program = Program.parseStandard(engine.assemble(source, options.instructionSet), false, options, engine);
  const argument = octetsOf(guest.argument);
  using vm = Vm.fromStandard(program, argument);
  const gas = BigInt(guest.gas);
  const rounds = Array.from({ length: ROUNDS }, () => {
    vm.resetStandard(null, argument);
    vm.gas = gas;
    const service = guest.host === 'service' ? new Service(guest.storage ?? {}) : undefined;
    using machines = new InnerMachines();
    const start = performance.now();
    const run = execute(vm, service ?? machines);
    return { run, milliseconds: performance.now() - start, storage: service && Object.fromEntries(service.storage) };
  });
  const last = rounds[ROUNDS - 1];
  if (last === undefined) throw new Error('nothing was run');
  return {
    guest: guest.name,
    engine: engine.origin,
    gasModel,
    result: engine.resultName(last.run.result),
    output: last.run.result === Result.Ok ? hexOf(vm.copyOutput()) : '',
    gasUsed: String(gas - vm.gas),
    hostGas: String(last.run.hostGas),
    hostCalls: last.run.hostCalls,
    storage: last.storage ?? null,
    milliseconds: Math.min(...rounds.map(({ milliseconds }) => milliseconds)),
  };
}

function runAll(manifest: string): readonly Run[] {
  const { guests } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly guests: readonly Guest[] };
  return builtinEngines.flatMap((name) =>
    guests.flatMap((guest) =>
      Object.entries(GAS_MODELS).map(([model, options]) =>
        runGuest(guest, dirname(manifest), builtinEngine(name), model, options),
      ),
    ),
  );
}

const [manifest] = process.argv.slice(2);
if (manifest === undefined) {
  console.error('usage: guests MANIFEST.json');
  process.exitCode = 2;
} else {
  console.log(JSON.stringify(runAll(manifest), null, 2));
}
