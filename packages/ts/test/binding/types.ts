/** What must compile against the classes, and what must not. Never run. */
import {
  Access,
  type Engine,
  type HostCallback,
  HostResult,
  PageFaultError,
  type Program,
  PvmError,
  type Result,
  type State,
  Vm,
  type VmOptions,
} from '../../src/index.js';

export async function mustCompile(vm: Vm, program: Program, engine: Engine): Promise<void> {
  const gas: bigint = vm.gas;
  const registers: BigUint64Array = vm.registers;
  const halves: Uint32Array = vm.registers32;
  const state: State = vm.state;
  const options: VmOptions = { serviceIndex: 3, memoryLimit: undefined };
  const made: Vm = Vm.fromProgram(program, options);
  const bare: Vm = Vm.create(0, new Uint8Array(1), new BigUint64Array(2), 0n, engine);
  const result: Result = await vm.executeAsync(0n, { signal: AbortSignal.timeout(5) });
  const { access, end } = vm.queryMemory(0x10000);
  const room: Uint8Array = vm.copyOutput(new Uint8Array(3));
  const text: string = program.disassemble(0n).text;
  const sync: HostCallback = (same, id) => (same.gas > 5n && id > 3 ? HostResult.Continue : HostResult.Error);
  const slow: HostCallback = async (same) => (same.pc === 0n ? HostResult.Yield : HostResult.Terminate);
  vm.setHostCallback(sync);
  vm.setHostCallback(slow);
  vm.setHostCallback(null);
  // Open enums may get members that this version does not know.
  const later: Result = 99;
  try {
    vm.readMemory(0, room);
  } catch (error) {
    if (error instanceof PageFaultError) void error.faultAddress?.toFixed();
    if (error instanceof PvmError) void [error.code.length, error.status.toFixed()];
  }
  using disposable = vm.clone();
  void [gas, registers, halves, state, made, bare, result, access, end, text, later, disposable];
}

export function closedEnumsAreExhaustive(access: Access): string {
  switch (access) {
    case Access.None:
      return 'none';
    case Access.Read:
      return 'read';
    case Access.ReadWrite:
      return 'read and write';
  }
}

export function mustNotCompile(vm: Vm, program: Program): void {
  // @ts-expect-error gas is a bigint
  vm.gas = 3;
  // @ts-expect-error entry points are bigints
  vm.execute(0);
  // @ts-expect-error addresses are numbers
  vm.readMemory(0n, new Uint8Array(1));
  // @ts-expect-error lengths travel with their arrays
  vm.readMemory(0, new Uint8Array(1), 1);
  // @ts-expect-error a closed enum has no other values
  vm.mapMemory(0, 0n, 3);
  // @ts-expect-error registers are changed, not replaced
  vm.registers = new BigUint64Array(13);
  // @ts-expect-error machines are made by factories
  const made = new Vm();
  // @ts-expect-error a slip in an option
  Vm.fromProgram(program, { memorylimit: 3n });
  // @ts-expect-error a callback answers
  vm.setHostCallback(() => {});
  // @ts-expect-error what is known of a program is not changed
  program.info.codeLen = 3n;
  // @ts-expect-error the field is not there
  void program.info.size;
  // @ts-expect-error the enum is an object, no type of its own
  const kind: Result.Ok = 0;
  // @ts-expect-error only some errors have an address
  new PvmError('text').faultAddress;
  void [made, kind];
}
