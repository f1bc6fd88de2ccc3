// Answers some of JAM's host calls (Gray Paper 0.7.2, appendix B) with nothing but the public API.
import { Access, HostResult, Result, type Vm } from '@pvm-ffi/core';

/** What host calls answer in r7. */
export const OK = 0n;
export const NONE = 2n ** 64n - 1n;
export const WHAT = 2n ** 64n - 2n;
export const OOB = 2n ** 64n - 3n;
export const WHO = 2n ** 64n - 4n;
export const HUH = 2n ** 64n - 9n;

/** What every host call costs. */
export const HOST_CALL_GAS = 10n;

const MEMORY_END = 2n ** 32n;

/** How a host call ends: the guest goes on, or panics since it passed memory that it may not access. */
export type Outcome = 'go-on' | 'panic' | 'unknown-call';

/** Answers the host calls of one run. */
export interface Host {
  answer(vm: Vm, call: bigint): Outcome;
}

export interface Run {
  readonly result: Result;
  readonly hostCalls: number;
  /** Gas that host calls cost, apart from the instructions themselves. */
  readonly hostGas: bigint;
}

/** Runs a guest from its entry point to its end. */
export function execute(vm: Vm, host: Host): Run {
  let hostCalls = 0;
  let hostGas = 0n;
  vm.yieldMode = true;
  let result = vm.execute(0n);
  while (result === Result.HostCall) {
    hostCalls++;
    const { gas } = vm;
    if (gas < HOST_CALL_GAS) {
      vm.gas = 0n;
      return { result: Result.Oog, hostCalls, hostGas: hostGas + gas };
    }
    vm.gas = gas - HOST_CALL_GAS;
    hostGas += HOST_CALL_GAS;
    const outcome = host.answer(vm, vm.state.hostCall);
    if (outcome === 'unknown-call') vm.registers[7] = WHAT;
    result = outcome === 'panic' ? vm.answerHostCall(HostResult.Error) : vm.resume();
  }
  return { result, hostCalls, hostGas };
}

/** Registers by number; there are 13, so that none is missing. */
export function register(vm: Vm, index: number): bigint {
  return vm.registers[index] ?? 0n;
}

/** May all octets of a range be accessed so? An empty range always may, wherever it is. */
export function isAccessible(vm: Vm, address: bigint, length: bigint, least: Access): boolean {
  if (length === 0n) return true;
  if (address >= MEMORY_END || length > MEMORY_END - address) return false;
  for (let at = address; at < address + length; ) {
    const { access, end } = vm.queryMemory(Number(at));
    if (access < least) return false;
    at = end;
  }
  return true;
}

/** Copies out of a machine; undefined if not all of the range is readable. */
export function read(vm: Vm, address: bigint, length: bigint): Uint8Array | undefined {
  if (!isAccessible(vm, address, length, Access.Read)) return undefined;
  const octets = new Uint8Array(Number(length));
  if (length > 0n) vm.readMemory(Number(address), octets);
  return octets;
}

/** Copies into a machine; false if not all of the range is writable. */
export function write(vm: Vm, address: bigint, octets: Uint8Array): boolean {
  if (!isAccessible(vm, address, BigInt(octets.length), Access.ReadWrite)) return false;
  if (octets.length > 0) vm.writeMemory(Number(address), octets);
  return true;
}
