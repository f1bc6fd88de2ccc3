// What one realistic host call costs in Node: the handler reads two registers and 32 octets and writes one register.
import { Access, builtinEngine, builtinEngines, HostResult, Program, Vm } from '@pvm-ffi/core';
import { DATA_ADDRESS, guestBlobs } from './guest.mjs';
import { interleaved, nanoseconds } from './measure.mjs';

const CALLS = 200_000;

export function measureHostCalls(rounds) {
  const { calling, plain } = guestBlobs();
  const octets = new Uint8Array(32);
  const none = () => HostResult.Continue;
  const realistic = (vm) => {
    const { registers } = vm;
    const sum = registers[7] + registers[8];
    vm.readMemory(DATA_ADDRESS, octets);
    registers[7] = sum;
    return HostResult.Continue;
  };
  const inHalves = (vm) => {
    const words = vm.registers32;
    const sum = words[14] + words[16];
    vm.readMemory(words[18], octets);
    words[14] = sum;
    return HostResult.Continue;
  };
  const measured = builtinEngines.flatMap((name) => [
    [`${name} plain`, runner(name, plain, null)],
    [`${name} none`, runner(name, calling, none)],
    [`${name} realistic`, runner(name, calling, realistic)],
    [`${name} inHalves`, runner(name, calling, inHalves)],
  ]);
  const results = interleaved(Object.fromEntries(measured), rounds);
  const rowsOf = (what, handler) =>
    builtinEngines.map((name) => {
      const [own, base] = [results[`${name} ${handler}`], results[`${name} plain`]];
      return [what, name, (own.min - base.min).toFixed(1), (own.median - base.median).toFixed(1)];
    });
  return {
    title: 'One host call in Node, beyond what the guest costs without it',
    header: ['handler', 'engine', 'ns (minimum)', 'ns (median)'],
    rows: [
      ...rowsOf('does nothing', 'none'),
      ...rowsOf('2 registers and 32 octets read, 1 register written', 'realistic'),
      ...rowsOf('the same, registers as 32-bit halves', 'inHalves'),
    ],
    goal: 'at most 80 ns for the handler that reads and writes',
  };
}

/** Nanoseconds per loop of the guest. */
function runner(engine, blob, handler) {
  const program = Program.parse(blob, undefined, builtinEngine(engine));
  const vm = Vm.fromProgram(program);
  vm.mapMemory(DATA_ADDRESS, 4096n, Access.ReadWrite);
  vm.setHostCallback(handler);
  return () => {
    vm.registers[0] = 0xffff0000n;
    vm.registers[2] = BigInt(CALLS);
    vm.registers[9] = BigInt(DATA_ADDRESS);
    vm.gas = 10n ** 12n;
    return nanoseconds(() => vm.execute(0n)) / CALLS;
  };
}
