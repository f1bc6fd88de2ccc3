// Replays a trace through the TypeScript binding, with the checks that the peer's adapter makes: pc, gas and number of
// each host call. That every line is exact is checked once before anything is timed.
import { ARGUMENT_ADDRESS, Program, Result, Vm } from '@pvm-ffi/core';

/** What takes no part in the measurement. */
export function prepare(trace, engine) {
  const isArgument = ({ address }) => address === ARGUMENT_ADDRESS;
  const argument = Uint8Array.from(trace.memory.filter(isArgument).flatMap(({ bytes }) => Array.from(bytes)));
  const memory = trace.memory.filter((write) => !isArgument(write));
  const reads = trace.stops.flatMap(({ effects }) => effects.filter(({ kind }) => kind === 'memread'));
  const buffers = new Map(reads.map(({ bytes }) => [bytes.length, new Uint8Array(bytes.length)]));
  return { trace, engine, argument, memory, buffers };
}

/** From the octets of the program to the end of the run. */
export function loadAndRun(prepared) {
  const { trace, engine, argument } = prepared;
  const program = Program.parseStandard(trace.program, true, null, engine);
  const vm = Vm.fromStandard(program, argument);
  vm.yieldMode = true;
  run(prepared, vm);
  vm.destroy();
  program.destroy();
}

/** Machines that {@link rerun} uses again and again. What is the same program is loaded once, as a client would do it. */
export function load(prepared) {
  const programs = new Map();
  return prepared.map(({ trace, engine, argument }) => {
    const octets = Buffer.from(trace.program).toString('base64');
    const program = programs.get(octets) ?? Program.parseStandard(trace.program, true, null, engine);
    programs.set(octets, program);
    const vm = Vm.fromStandard(program, argument);
    vm.yieldMode = true;
    return vm;
  });
}

export function rerun(prepared, vm) {
  vm.resetStandard(null, prepared.argument);
  run(prepared, vm);
}

function run({ trace, memory, buffers }, vm) {
  const { state, registers } = vm;
  for (const { address, bytes } of memory) vm.initializeMemory(address, bytes);
  registers.set(trace.start.registers);
  vm.gas = trace.start.gas;
  vm.pc = trace.start.pc;
  for (const stop of trace.stops) {
    const result = vm.resume();
    if (state.pc !== stop.pc || state.gas !== stop.gas) fail(trace, stop);
    if (stop.exit !== 'ecalli') break;
    if (result !== Result.HostCall || state.hostCall !== stop.argument) fail(trace, stop);
    for (const effect of stop.effects) {
      switch (effect.kind) {
        case 'memread':
          vm.readMemory(effect.address, buffers.get(effect.bytes.length));
          break;
        case 'memwrite':
          vm.writeMemory(effect.address, effect.bytes);
          break;
        case 'setreg':
          registers[effect.index] = effect.value;
          break;
        case 'setgas':
          state.gas = effect.gas;
          break;
      }
    }
  }
}

function fail({ file }, { line }) {
  throw new Error(`ours differs from ${file}:${line}`);
}
