import type { Trace } from '../formats/trace.js';
import { Result } from '../index.js';
import { Replay, type ReplaySetting } from './replay.js';

export interface Instruction {
  readonly pc: bigint;
  readonly text: string;
}

const BIG_STEP = 65_536;

/**
 * The last instructions before a stop of a trace, in the order they ran; the last one is what stopped the machine.
 *
 * Nothing is noted while a trace is replayed. So the segment behind the host call before it is run again, twice, each
 * time from the start of the trace: once in big steps, to know how far the end is, then in big steps up to the last but
 * one and singly from there. Stepping changes nothing that a guest or the gas could see.
 */
export function lastInstructions(trace: Trace, setting: ReplaySetting, stop: number, count: number): Instruction[] {
  if (stop < 0) return [];
  using replay = new Replay(trace, setting);
  const { vm, program } = replay;
  replay.advanceTo(stop);
  let bigSteps = 0;
  while (vm.step(BigInt(BIG_STEP)) === Result.Stepped) bigSteps++;

  replay.advanceTo(stop);
  // A machine that stands at a host call has its ecalli in pc, and goes on behind it.
  let pc = stop > 0 ? program.disassemble(vm.pc).nextPc : vm.pc;
  for (let step = 1; step < bigSteps; step++) {
    vm.step(BigInt(BIG_STEP));
    pc = vm.pc;
  }
  const last: bigint[] = [];
  let result: Result;
  do {
    last.push(pc);
    if (last.length > count) last.shift();
    result = vm.step(1n);
    pc = vm.pc;
  } while (result === Result.Stepped);
  return last.map((at) => ({ pc: at, text: program.disassemble(at).text }));
}
