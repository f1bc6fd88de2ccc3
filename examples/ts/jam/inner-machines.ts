// The host calls machine, peek, poke, pages, invoke and expunge (B.8).
import { Access, LOWEST_ADDRESS, MachineState, PAGE_SIZE, Program, PvmError, REGISTER_COUNT, Vm } from '@pvm-ffi/core';
import { type Host, HUH, isAccessible, OK, OOB, type Outcome, read, register, WHO, write } from './host.js';

const FIRST_PAGE = BigInt(LOWEST_ADDRESS / PAGE_SIZE);
const PAGE_COUNT = BigInt(2 ** 32 / PAGE_SIZE);
const STATE_LENGTH = BigInt(8 * (1 + REGISTER_COUNT));

/** What request r of `pages` gives: 0 unmaps, 1 and 2 map zeros, 3 and 4 change access and keep contents. */
const PAGE_ACCESS = [Access.None, Access.Read, Access.ReadWrite, Access.Read, Access.ReadWrite] as const;

interface Inner {
  readonly program: Program;
  readonly vm: Vm;
}

/** A guest that makes these calls runs programs of its own, and each of them is a {@link Vm}. */
export class InnerMachines implements Host, Disposable {
  readonly #machines = new Map<bigint, Inner>();

  answer(guest: Vm, call: bigint): Outcome {
    switch (call) {
      case 8n:
        return this.#machine(guest);
      case 9n:
        return this.#peek(guest);
      case 10n:
        return this.#poke(guest);
      case 11n:
        guest.registers[7] = this.#pages(guest);
        return 'go-on';
      case 12n:
        return this.#invoke(guest);
      case 13n:
        guest.registers[7] = this.#expunge(register(guest, 7));
        return 'go-on';
      default:
        return 'unknown-call';
    }
  }

  [Symbol.dispose](): void {
    for (const inner of this.#machines.values()) close(inner);
    this.#machines.clear();
  }

  /** machine(blob, length, pc) makes a machine with empty memory and gives its number. */
  #machine(guest: Vm): Outcome {
    const blob = read(guest, register(guest, 7), register(guest, 8));
    if (blob === undefined) return 'panic';
    const program = parse(blob);
    if (program === undefined) {
      guest.registers[7] = HUH;
      return 'go-on';
    }
    const vm = Vm.fromProgram(program);
    vm.pc = register(guest, 9);
    vm.yieldMode = true; // Its host calls are for the guest to answer.
    let number = 0n;
    while (this.#machines.has(number)) number++;
    this.#machines.set(number, { program, vm });
    guest.registers[7] = number;
    return 'go-on';
  }

  /** peek(number, target, inner source, length) copies out of an inner machine. */
  #peek(guest: Vm): Outcome {
    const [number = 0n, target = 0n, source = 0n, length = 0n] = guest.registers.subarray(7, 11);
    if (!isAccessible(guest, target, length, Access.ReadWrite)) return 'panic';
    const inner = this.#machines.get(number);
    const octets = inner === undefined ? undefined : read(inner.vm, source, length);
    if (octets !== undefined) write(guest, target, octets);
    guest.registers[7] = inner === undefined ? WHO : octets === undefined ? OOB : OK;
    return 'go-on';
  }

  /** poke(number, source, inner target, length) copies into an inner machine. */
  #poke(guest: Vm): Outcome {
    const [number = 0n, source = 0n, target = 0n, length = 0n] = guest.registers.subarray(7, 11);
    const octets = read(guest, source, length);
    if (octets === undefined) return 'panic';
    const inner = this.#machines.get(number);
    guest.registers[7] = inner === undefined ? WHO : write(inner.vm, target, octets) ? OK : OOB;
    return 'go-on';
  }

  /** pages(number, first page, count, request). */
  #pages(guest: Vm): bigint {
    const [number = 0n, page = 0n, count = 0n, request = 0n] = guest.registers.subarray(7, 11);
    const inner = this.#machines.get(number);
    if (inner === undefined) return WHO;
    const access = PAGE_ACCESS[Number(request)];
    if (access === undefined || page < FIRST_PAGE || page + count >= PAGE_COUNT) return HUH;
    const address = Number(page) * PAGE_SIZE;
    const length = count * BigInt(PAGE_SIZE);
    return succeeds(() => {
      if (request > 2n) inner.vm.protectMemory(address, length, access);
      else inner.vm.mapMemory(address, length, access);
    })
      ? OK
      : HUH;
  }

  /** invoke(number, address) runs with the gas and registers of 14 numbers there, and stores them back. */
  #invoke(guest: Vm): Outcome {
    const [number = 0n, address = 0n] = guest.registers.subarray(7, 9);
    if (!isAccessible(guest, address, STATE_LENGTH, Access.ReadWrite)) return 'panic';
    const vm = this.#machines.get(number)?.vm;
    if (vm === undefined) {
      guest.registers[7] = WHO;
      return 'go-on';
    }
    const octets = read(guest, address, STATE_LENGTH) ?? new Uint8Array(Number(STATE_LENGTH));
    const numbers = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    vm.gas = numbers.getBigUint64(0, true);
    for (let i = 0; i < REGISTER_COUNT; i++) vm.registers[i] = numbers.getBigUint64(8 * (i + 1), true);

    vm.resume();

    numbers.setBigUint64(0, vm.gas, true);
    vm.registers.forEach((value, i) => {
      numbers.setBigUint64(8 * (i + 1), value, true);
    });
    write(guest, address, octets);
    const end = vm.machineState;
    guest.registers[7] = BigInt(end);
    if (end === MachineState.Host) guest.registers[8] = vm.state.hostCall;
    if (end === MachineState.Fault) guest.registers[8] = BigInt(vm.state.faultAddress);
    // The library keeps the place of the exit; the Gray Paper starts over.
    if (end === MachineState.Halt || end === MachineState.Panic) vm.pc = 0n;
    return 'go-on';
  }

  /** expunge(number) removes a machine and gives its pc: after a host call, that of the next instruction. */
  #expunge(number: bigint): bigint {
    const inner = this.#machines.get(number);
    if (inner === undefined) return WHO;
    this.#machines.delete(number);
    const { program, vm } = inner;
    const pc = vm.machineState === MachineState.Host ? program.disassemble(vm.pc).nextPc : vm.pc;
    close(inner);
    return pc;
  }
}

function close({ program, vm }: Inner): void {
  vm.destroy();
  program.destroy();
}

function parse(blob: Uint8Array): Program | undefined {
  try {
    return Program.parse(blob);
  } catch (error) {
    if (error instanceof PvmError) return undefined;
    throw error;
  }
}

function succeeds(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof PvmError) return false;
    throw error;
  }
}
