// The host calls gas, read, write and log of a service with storage (B.6, B.7, and log of JIP-1).
import type { Vm } from '@pvm-ffi/core';
import { type Host, NONE, type Outcome, read, register, WHAT, write } from './host.js';

export class Service implements Host {
  /** Values by key, both in hex. */
  readonly storage: Map<string, string>;
  readonly log: string[] = [];

  constructor(storage: Readonly<Record<string, string>>) {
    this.storage = new Map(Object.entries(storage));
  }

  answer(vm: Vm, call: bigint): Outcome {
    switch (call) {
      case 0n:
        vm.registers[7] = vm.gas;
        return 'go-on';
      case 3n:
        return this.#read(vm);
      case 4n:
        return this.#write(vm);
      case 100n:
        return this.#log(vm);
      default:
        return 'unknown-call';
    }
  }

  /** read(service, key, length, target, offset, most) copies a value out of storage and gives its whole length. */
  #read(vm: Vm): Outcome {
    const [service = 0n, at = 0n, length = 0n, target = 0n, offset = 0n, most = 0n] = vm.registers.subarray(7, 13);
    const key = read(vm, at, length);
    if (key === undefined) return 'panic';
    // 2^64 - 1 is the service itself; there is no other one here.
    const stored = service === NONE ? this.storage.get(hexOf(key)) : undefined;
    const value = octetsOf(stored ?? '0x');
    const from = least(offset, BigInt(value.length));
    const part = value.subarray(Number(from), Number(from + least(most, BigInt(value.length) - from)));
    if (!write(vm, target, part)) return 'panic';
    vm.registers[7] = stored === undefined ? NONE : BigInt(value.length);
    return 'go-on';
  }

  /** write(key, length, value, length) stores a value, or deletes it if it is empty, and gives the old one's length. */
  #write(vm: Vm): Outcome {
    const key = read(vm, register(vm, 7), register(vm, 8));
    const value = read(vm, register(vm, 9), register(vm, 10));
    if (key === undefined || value === undefined) return 'panic';
    const old = this.storage.get(hexOf(key));
    if (value.length === 0) this.storage.delete(hexOf(key));
    else this.storage.set(hexOf(key), hexOf(value));
    vm.registers[7] = old === undefined ? NONE : BigInt(octetsOf(old).length);
    return 'go-on';
  }

  /** log(level, target, length, message, length) notes a message; a text that cannot be read is left out. */
  #log(vm: Vm): Outcome {
    const [target, message] = [8, 10].map((index) => read(vm, register(vm, index), register(vm, index + 1)));
    this.log.push(`${textOf(target)}: ${textOf(message)}`);
    vm.registers[7] = WHAT;
    return 'go-on';
  }
}

export function hexOf(octets: Uint8Array): string {
  return `0x${Buffer.from(octets).toString('hex')}`;
}

export function octetsOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.slice(2), 'hex'));
}

function textOf(octets: Uint8Array | undefined): string {
  return new TextDecoder().decode(octets ?? new Uint8Array());
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
