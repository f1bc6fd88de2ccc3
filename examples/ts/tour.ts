// A tour of @pvm-ffi/core, in the order of embed.c. Its output is in tour.expected, and a test compares it to the octet.
import {
  Access,
  BadProgramError,
  builtinEngines,
  defaultEngine,
  EngineKind,
  GasModel,
  HALT_ADDRESS,
  HostResult,
  InstructionSet,
  PAGE_SIZE,
  PageFaultError,
  Program,
  type ProgramOptions,
  PvmError,
  Result,
  TrapKind,
  Vm,
} from '@pvm-ffi/core';

const engine = defaultEngine();

function assemble(source: string, options: ProgramOptions = {}): Program {
  const blob = engine.assemble(source, options.instructionSet ?? InstructionSet.Gp072);
  return Program.parse(blob, options);
}

function machineFor(program: Program): Vm {
  const vm = Vm.fromProgram(program);
  vm.registers[0] = BigInt(HALT_ADDRESS); // A jump to r0 ends the guest.
  vm.gas = 1000n;
  return vm;
}

function say(result: Result, rest: string): void {
  console.log(`${engine.resultName(result)}: ${rest}`);
}

const SUM = `
        load_imm r9, 0
        fallthrough
more:
        add_64 r9, r9, r7
        add_imm_64 r7, r7, -1
        branch_ne_imm r7, 0, more
        jump_ind r0, 0
`;

const ASK = `
        load_imm r7, 20
        ecalli 1
        add_imm_64 r7, r7, 2
        ecalli 2
        jump_ind r0, 0
`;

const COPY = `
        load_ind_u64 r9, [r7]
        store_ind_u64 [r8], r9
        jump_ind r0, 0
`;

const ECHO = `
.stack 4096
.code
        load_ind_u64 r9, [r7]
        reverse_bytes r9, r9
        add_imm_64 r7, r1, -8
        store_ind_u64 [r7], r9
        jump_ind r0, 0
`;

function identity(): void {
  console.log('-- identity');
  const kind = engine.kind === EngineKind.Interpreter ? 'an interpreter' : 'a recompiler';
  console.log(`${engine.origin}: ${kind}; built in: ${builtinEngines.length > 0 ? 'yes' : 'no'}`);
}

function programs(): void {
  console.log('-- programs');
  // region: refused
  try {
    Program.parse(Uint8Array.of(0, 0, 3, 200, 0x87, 9, 0xff));
  } catch (error) {
    if (!(error instanceof BadProgramError)) throw error;
    console.log(`octet ${error.offset}: ${error.message}`);
  }
  // endregion
  // region: inspect
  using program = assemble(SUM);
  const info = program.info;
  console.log(`${info.codeLen} octets of code, ${info.instructionCount} instructions, ${info.blockCount} blocks`);
  for (let pc = 0n; pc < info.codeLen; ) {
    const { text, nextPc } = program.disassemble(pc);
    console.log(`${String(pc).padStart(4)}  ${text}`);
    pc = nextPc;
  }
  // endregion
}

async function runs(): Promise<void> {
  console.log('-- runs');
  using program = assemble(SUM);
  // region: lifetime
  using vm = machineFor(program); // destroyed at the end of the block
  program.destroy(); // The machine holds a reference of its own.
  // endregion
  // region: state
  const { state } = vm; // the state itself, for as long as the machine lives
  state.registers[7] = 10n;
  const result = vm.execute(0n);
  say(result, `r9 = ${state.registers[9]}, ${state.gas} gas left`);
  // endregion

  vm.registers[7] = 3n;
  vm.pc = 0n;
  say(vm.step(4n), `pc ${vm.pc}, r9 = ${vm.registers[9]}`);
  vm.interrupt();
  say(vm.resume(), `pc ${vm.pc}`);
  say(vm.resume(), `r9 = ${vm.registers[9]}`);

  // region: async
  vm.registers[7] = 2n ** 63n; // This takes for ever,
  vm.gas = 2n ** 64n - 1n;
  const signal = AbortSignal.timeout(20); // but not here: it runs on another thread until the signal comes.
  try {
    await vm.executeAsync(0n, { signal });
  } catch (error) {
    console.log(`stopped: ${error instanceof Error ? error.name : error}`);
  }
  // endregion
}

async function hostCalls(): Promise<void> {
  console.log('-- host calls');
  using program = assemble(ASK);
  using vm = machineFor(program);
  say(vm.execute(0n), `nobody to answer: trap kind ${vm.trap.kind === TrapKind.HostError ? 'host error' : 'another'}`);

  // region: callback
  let calls = 0;
  vm.setHostCallback((guest, funcId) => {
    calls++;
    if (funcId === 1) {
      guest.registers[7] = (guest.registers[7] ?? 0n) * 2n;
      return HostResult.Continue;
    }
    return funcId === 2 ? HostResult.Terminate : HostResult.Error;
  });
  const result = vm.execute(0n);
  say(result, `${calls} calls, r7 = ${vm.registers[7]}`);
  // endregion

  // region: async-callback
  vm.setHostCallback(async (guest) => {
    const answer = await Promise.resolve(21n); // a database, the network
    guest.registers[7] = answer;
    return HostResult.Continue;
  });
  const end = await vm.executeAsync(0n);
  say(end, `r7 = ${vm.registers[7]}`);
  // endregion

  // region: yield
  vm.setHostCallback(null);
  vm.yieldMode = true;
  let stop = vm.execute(0n);
  while (stop === Result.HostCall) {
    console.log(`call ${vm.state.hostCall} at pc ${vm.pc}, r7 = ${vm.registers[7]}`);
    if (vm.state.hostCall === 1n) vm.registers[7] = (vm.registers[7] ?? 0n) * 2n;
    stop = vm.resume(); // behind the ecalli
  }
  say(stop, `r7 = ${vm.registers[7]}`);
  // endregion
}

function memory(): void {
  console.log('-- memory');
  using program = assemble(COPY);
  using vm = machineFor(program);
  const greeting = new TextEncoder().encode('greetings');

  // region: map
  vm.mapMemory(0x10000, BigInt(PAGE_SIZE), Access.Read);
  vm.initializeMemory(0x10000, greeting); // what a loader does: read-only pages, too
  try {
    vm.writeMemory(0x10000, greeting); // what a guest may do
  } catch (error) {
    if (!(error instanceof PageFaultError)) throw error;
    console.log(`page 0x${error.faultAddress?.toString(16)}: ${error.message}`);
  }
  // endregion

  // region: fault
  vm.registers[7] = 0x10000n;
  vm.registers[8] = 0x20ff8n;
  let result = vm.execute(0n);
  say(result, `pc ${vm.pc}, page 0x${vm.state.faultAddress.toString(16)}`);

  // The store has done nothing, so that a host can map the page and let it run again.
  vm.mapMemory(vm.state.faultAddress, BigInt(PAGE_SIZE), Access.ReadWrite);
  result = vm.resume();
  const copied = new Uint8Array(8);
  vm.readMemory(0x20ff8, copied);
  say(result, new TextDecoder().decode(copied));
  // endregion

  // region: window
  const window = vm.getMemoryWindow(0x20ff8, 8); // guest memory itself
  window[0] = 'G'.charCodeAt(0);
  vm.readMemory(0x20ff8, copied);
  console.log(`window: ${new TextDecoder().decode(copied)}`);
  vm.mapMemory(0x20000, BigInt(PAGE_SIZE), Access.None); // ends it
  console.log(`window: ${window.length} octets`);
  // endregion
  const { access, end } = vm.queryMemory(0x10000);
  console.log(`0x10000 to 0x${end.toString(16)}: ${access === Access.Read ? 'read' : 'another'}`);
}

function gas(): void {
  console.log('-- gas');
  // region: gas
  const models = {
    instruction: { gasModel: GasModel.Instruction, instructionSet: InstructionSet.Gp072 },
    block: { gasModel: GasModel.Block, instructionSet: InstructionSet.Gp072Unlikely },
  };
  for (const [name, options] of Object.entries(models)) {
    using program = assemble(SUM, options);
    using vm = machineFor(program);
    vm.registers[7] = 1000n;
    const first = vm.execute(0n);
    console.log(`per ${name}: first block ${program.getBlockCost(0n)}`);
    say(first, `pc ${vm.pc}, ${vm.gas} left`);
    vm.gas += 100_000n; // Whoever has more to give lets the guest go on.
    const then = vm.resume();
    say(then, `r9 = ${vm.registers[9]}, ${vm.gas} left`);
  }
  // endregion
}

function manyRuns(): void {
  console.log('-- many runs');
  using program = assemble(SUM);
  using vm = machineFor(program);
  // region: reset
  let total = 0n;
  for (let n = 1n; n <= 100n; n++) {
    vm.reset(); // as good as new, and cheaper
    vm.registers[0] = BigInt(HALT_ADDRESS);
    vm.registers[7] = n;
    vm.gas = 1000n;
    vm.execute(0n);
    total += vm.registers[9] ?? 0n;
  }
  console.log(`100 runs: ${total}`);
  // endregion

  vm.reset();
  vm.registers[0] = BigInt(HALT_ADDRESS);
  vm.registers[7] = 10n;
  vm.gas = 1000n;
  // region: clone
  vm.step(5n);
  using copy = vm.clone(); // another machine from here on
  copy.registers[9] = 1000n;
  vm.resume();
  copy.resume();
  console.log(`original ${vm.registers[9]}, clone ${copy.registers[9]}`);
  // endregion

  // region: destroyed
  copy.destroy();
  try {
    copy.resume();
  } catch (error) {
    if (!(error instanceof PvmError)) throw error;
    console.log(`${error.code}: ${error.message}`);
  }
  // endregion
}

function standardPrograms(): void {
  console.log('-- standard programs');
  // region: standard
  const blob = engine.assemble(ECHO, InstructionSet.Gp072);
  using program = Program.parseStandard(blob, false);
  using vm = Vm.fromStandard(program, new TextEncoder().encode('backward'));
  vm.gas = 100n;
  const result = vm.execute(0n);
  say(result, new TextDecoder().decode(vm.copyOutput()));
  // endregion
}

identity();
programs();
await runs();
await hostCalls();
memory();
gas();
manyRuns();
standardPrograms();
