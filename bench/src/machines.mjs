// What creating and destroying a machine of a small loaded program costs in Node.
import { Program, Vm } from '@pvm-ffi/core';
import { guestBlobs } from './guest.mjs';
import { interleaved, nanoseconds } from './measure.mjs';

const MACHINES = 2_000;

export function measureMachines(rounds) {
  const program = Program.parse(guestBlobs().plain);
  const reused = Vm.fromProgram(program);
  const results = interleaved(
    {
      create: () => perMachine(() => Vm.fromProgram(program).destroy()),
      createAndRun: () =>
        perMachine(() => {
          const vm = Vm.fromProgram(program);
          vm.gas = 1n;
          vm.execute(0n);
          vm.destroy();
        }),
      reset: () => perMachine(() => reused.reset()),
    },
    rounds,
  );
  const row = (what, { min, median }) => [what, (min / 1000).toFixed(2), (median / 1000).toFixed(2)];
  return {
    title: 'One machine of a small loaded program in Node',
    header: ['what', 'µs (minimum)', 'µs (median)'],
    rows: [
      row('create and destroy', results.create),
      row('create, run one instruction, destroy', results.createAndRun),
      row('reset for reuse', results.reset),
    ],
    goal: 'at most 10 µs to create and destroy',
  };
}

function perMachine(work) {
  return (
    nanoseconds(() => {
      for (let count = 0; count < MACHINES; count++) work();
    }) / MACHINES
  );
}
