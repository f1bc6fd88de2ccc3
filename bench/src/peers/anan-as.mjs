// The peer: npm's @fluffylabs/anan-as, an interpreter in AssemblyScript that runs as WebAssembly.
import {
  HasMetadata,
  InputKind,
  prepareProgram,
  pvmDestroy,
  pvmReadMemory,
  pvmResume,
  pvmSetRegisters,
  pvmStart,
  pvmWriteMemory,
} from '@fluffylabs/anan-as/release';
import { ARGUMENT_ADDRESS } from '@pvm-ffi/core';

/** With fewer it prints that it runs out of pages, and is slower. */
const PREALLOCATED_PAGES = 128;
const HOST_CALL = 3;

/** What takes no part in the measurement: the program as the peer wants it, an array of numbers. */
export function prepare(trace) {
  const isArgument = ({ address }) => address === ARGUMENT_ADDRESS;
  const argument = trace.memory.filter(isArgument).flatMap(({ bytes }) => Array.from(bytes));
  return {
    trace,
    program: Array.from(trace.program),
    argument,
    memory: trace.memory.filter((write) => !isArgument(write)),
  };
}

/**
 * Replays a trace with all its reads, writes and register changes; throws at the first difference in pc, gas or number.
 *
 * @param {ReturnType<typeof prepare>} prepared
 * @returns {number} nanoseconds of the run itself, without loading the program
 */
export function replay({ trace, program, argument, memory }) {
  const standard = prepareProgram(InputKind.SPI, HasMetadata.Yes, program, [], [], [], argument, PREALLOCATED_PAGES);
  const id = pvmStart(standard, false);
  for (const { address, bytes } of memory) pvmWriteMemory(id, address, bytes);
  pvmSetRegisters(id, Array.from(trace.start.registers));
  let { pc, gas } = trace.start;
  const begin = process.hrtime.bigint();
  for (const stop of trace.stops) {
    const pause = pvmResume(id, gas, Number(pc), false);
    if (pause === null) throw new Error('anan-as lost its machine');
    if (pause.gas !== stop.gas || BigInt(pause.pc) !== stop.pc) {
      throw new Error(`anan-as differs from ${trace.file}:${stop.line}: pc ${pause.pc}, gas ${pause.gas}`);
    }
    if (stop.exit !== 'ecalli') break;
    if (pause.status !== HOST_CALL) throw new Error(`anan-as makes no host call at ${trace.file}:${stop.line}`);
    ({ gas } = pause);
    pc = pause.nextPc;
    apply(id, stop, pause, (value) => {
      gas = value;
    });
  }
  const end = process.hrtime.bigint();
  pvmDestroy(id);
  return Number(end - begin);
}

function apply(id, stop, pause, setGas) {
  const registers = pause.registers;
  let written = false;
  for (const effect of stop.effects) {
    if (effect.kind === 'memread') pvmReadMemory(id, effect.address, effect.bytes.length);
    if (effect.kind === 'memwrite') pvmWriteMemory(id, effect.address, effect.bytes);
    if (effect.kind === 'setgas') setGas(effect.gas);
    if (effect.kind === 'setreg') {
      registers[effect.index] = effect.value;
      written = true;
    }
  }
  if (written) pvmSetRegisters(id, registers);
}
