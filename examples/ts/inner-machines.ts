// Runs a guest that runs programs of its own. Usage: inner-machines GUEST.pasm
import { readFileSync } from 'node:fs';
import { defaultEngine, InstructionSet, Program, Vm } from '@pvm-ffi/core';
import { execute } from './jam/host.js';
import { InnerMachines } from './jam/inner-machines.js';

const GAS = 100_000n;

function run(path: string): void {
  const engine = defaultEngine();
  const blob = engine.assemble(readFileSync(path, 'utf8'), InstructionSet.Gp072);
  using program = Program.parseStandard(blob, false);
  using vm = Vm.fromStandard(program, new Uint8Array());
  using host = new InnerMachines();
  vm.gas = GAS;
  const { result } = execute(vm, host);
  console.log(`result   ${engine.resultName(result)}`);
  console.log(`gas used ${GAS - vm.gas}`);
  console.log(`output   0x${Buffer.from(vm.copyOutput()).toString('hex')}`);
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: inner-machines GUEST.pasm');
  process.exitCode = 2;
} else {
  run(path);
}
