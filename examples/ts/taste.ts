// region: taste
import { defaultEngine, HALT_ADDRESS, HostResult, InstructionSet, Program, Vm } from '@pvm-ffi/core';

const engine = defaultEngine();
const blob = engine.assemble('ecalli 1\n add_imm_64 r7, r7, 2\n jump_ind r0, 0\n', InstructionSet.Gp072);
using program = Program.parse(blob);
using vm = Vm.fromProgram(program);

vm.setHostCallback((guest) => {
  guest.registers[7] = (guest.registers[7] ?? 0n) * 2n; // the guest's own register
  return HostResult.Continue;
});
vm.gas = 100n;
vm.registers[0] = BigInt(HALT_ADDRESS);
vm.registers[7] = 20n;
const result = vm.execute(0n);
console.log(`${engine.resultName(result)}: r7 = ${vm.registers[7]}, gas left ${vm.gas}`);
// endregion
