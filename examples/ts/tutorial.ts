// The program of docs/tutorial.md in TypeScript. Usage: tutorial GUEST.pasm TEXT
import { readFileSync } from 'node:fs';
import { defaultEngine, HostResult, InstructionSet, Program, Result, Vm } from '@pvm-ffi/core';

// region: host
function onHostCall(vm: Vm, funcId: number): HostResult {
  const { registers } = vm;
  const [address = 0n, length = 0n] = registers.subarray(7, 9);
  if (funcId !== 1 || length > 64n) return HostResult.Error; // The guest panics.
  const text = new Uint8Array(Number(length));
  try {
    vm.readMemory(Number(address), text);
  } catch {
    return HostResult.Error;
  }
  console.log(`guest says: ${new TextDecoder().decode(text)}`);
  registers[7] = length; // The answer, in the guest's own register.
  return HostResult.Continue;
}
// endregion

// region: load
function load(path: string): Program {
  const source = readFileSync(path, 'utf8');
  const blob = defaultEngine().assemble(source, InstructionSet.Gp072);
  return Program.parseStandard(blob, false);
}
// endregion

// region: run
function run(program: Program, text: string): void {
  using vm = Vm.fromStandard(program, new TextEncoder().encode(text));
  vm.setHostCallback(onHostCall);
  vm.gas = 100n;
  const result = vm.execute(0n);

  const [answer = 0] = result === Result.Ok ? vm.copyOutput() : [];
  console.log(`${vm.engine.resultName(result)}: answer ${answer}, gas left ${vm.gas}`);
}
// endregion

const [path, text] = process.argv.slice(2);
if (path === undefined || text === undefined) {
  console.error('usage: tutorial GUEST.pasm TEXT');
  process.exitCode = 2;
} else {
  using program = load(path);
  run(program, text);
}
