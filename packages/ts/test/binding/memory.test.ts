import { describe, expect, it } from 'vitest';
import { Access, type Vm } from '../../src/index.js';
import { collect, DATA, machineOf } from './machine.js';

describe('a window into guest memory', () => {
  it('shows and changes the very octets that the guest has', () => {
    const vm = machineOf(`load_u8 r1, [${DATA}]\nstore_imm_u8 [${DATA + 1}], 7\ntrap\n`);
    const window = vm.getMemoryWindow(DATA, 16);
    window[0] = 42;
    vm.execute(0n);
    expect([vm.registers[1], window[1], window.length]).toEqual([42n, 7, 16]);
    const read = new Uint8Array(2);
    vm.readMemory(DATA, read);
    expect([...read]).toEqual([42, 7]);
  });

  const ends: readonly (readonly [string, (vm: Vm) => unknown])[] = [
    ['memory is mapped', (vm) => vm.mapMemory(0x40000, 4096n, Access.Read)],
    ['memory is protected', (vm) => vm.protectMemory(DATA, 4096n, Access.Read)],
    ['the machine is reset', (vm) => vm.reset()],
    ['regions are set', (vm) => vm.setMemoryRegions(new Uint8Array(1), new Uint8Array(1), new Uint8Array(1), null)],
    ['the machine is destroyed', (vm) => vm.destroy()],
  ];

  it.each(ends)('ends when %s', (_, end) => {
    const vm = machineOf('trap\n');
    const windows = [vm.getMemoryWindow(DATA, 16), vm.getMemoryWindow(DATA, 8192), vm.getMemoryWindow(DATA + 5, 1)];
    end(vm);
    expect(windows.map(({ length }) => length)).toEqual([0, 0, 0]);
    expect(windows[0]?.[0]).toBe(undefined);
  });

  it('survives runs, copies and other windows', () => {
    const vm = machineOf('trap\n');
    const window = vm.getMemoryWindow(DATA, 16);
    vm.execute(0n);
    vm.writeMemory(DATA, Uint8Array.of(1, 2, 3));
    vm.getMemoryWindow(DATA, 8);
    expect([...window.subarray(0, 3)]).toEqual([1, 2, 3]);
  });

  it('keeps its machine alive', async () => {
    const window = (() => machineOf('trap\n').getMemoryWindow(DATA, 4))();
    await collect();
    for (let index = 0; index < 50; index++) machineOf('trap\n').writeMemory(DATA, Uint8Array.of(99, 99, 99, 99));
    await collect();
    expect([...window]).toEqual([0, 0, 0, 0]);
  });

  it('that was transferred away ends with its buffer, and never shows another machine', async ({ skip, task }) => {
    const transfer = (ArrayBuffer.prototype as { transfer?: () => ArrayBuffer }).transfer;
    if (transfer === undefined) {
      const skipped = `ArrayBuffer.prototype.transfer is not in Node ${process.version}`;
      Object.assign(task.meta, { skipped });
      skip(skipped);
    }
    const vm = machineOf('trap\n');
    const taken = transfer?.call(vm.getMemoryWindow(DATA, 4).buffer) as ArrayBuffer;
    vm.destroy();
    for (let index = 0; index < 80; index++) machineOf('trap\n').writeMemory(DATA, Uint8Array.of(99, 99, 99, 99));
    expect([...new Uint8Array(taken)]).toEqual([0, 0, 0, 0]);
  });
});

describe('registers', () => {
  it('are one live array, and its halves', () => {
    const vm = machineOf('trap\n');
    const { registers, registers32 } = vm;
    expect([vm.registers === registers, vm.registers32 === registers32, registers.length, registers32.length]).toEqual([
      true,
      true,
      13,
      26,
    ]);
    registers[12] = 0x1234_5678_9abc_def0n;
    expect([registers32[24], registers32[25]]).toEqual([0x9abc_def0, 0x1234_5678]);
    registers32[25] = 0xffff_ffff;
    expect(vm.getRegister(12)).toBe(0xffff_ffff_9abc_def0n);
    expect([...vm.state.registers]).toEqual([...registers]);
  });

  it('are those of the guest', () => {
    const vm = machineOf('add_64 r9, r7, r8\ntrap\n');
    const { registers } = vm;
    registers[7] = (1n << 64n) - 1n;
    registers[8] = 2n;
    vm.execute(0n);
    expect(registers[9]).toBe(1n);
    vm.reset();
    expect(registers[9]).toBe(0n);
  });

  it('keep their machine alive', async () => {
    const registers = (() => machineOf('trap\n').registers)();
    await collect();
    for (let index = 0; index < 50; index++) machineOf('trap\n').registers.fill(9n);
    await collect();
    expect([...registers]).toEqual(Array(13).fill(0n));
  });
});

describe('the state block', () => {
  it('reads and writes every field in place', () => {
    const vm = machineOf('trap\n');
    const { state } = vm;
    state.gas = 77n;
    expect(vm.gas).toBe(77n);
    vm.gas = 78n;
    expect(state.gas).toBe(78n);
    state.charged = 1;
    expect([state.charged, state.heapPointer, state.faultAddress, state.trapKind]).toEqual([1, 0n, 0, 0]);
    vm.execute(0n);
    expect([state.result, state.trapKind, state.pc]).toEqual([2, 1, 0n]);
    expect(() => (state.charged = 2)).toThrow('state.charged: charged is 2, but must be 0 to 1');
  });
});

describe('copies', () => {
  it('go in and out of any kind of buffer', () => {
    const vm = machineOf('trap\n');
    const source = Buffer.from('some octets, more than a few');
    vm.writeMemory(DATA, source);
    const whole = new Uint8Array(64);
    const part = whole.subarray(3, 3 + source.length);
    vm.readMemory(DATA, part);
    expect(Buffer.from(part).toString()).toBe(source.toString());
    expect([whole[2], whole[3 + source.length]]).toEqual([0, 0]);
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    vm.readMemory(DATA, shared);
    expect(Buffer.from(shared).toString()).toBe('some');
    vm.readMemory(0, new Uint8Array(0));
  });

  it('find a buffer that is used again, whatever became of it', () => {
    const vm = machineOf('trap\n');
    const other = machineOf('trap\n');
    vm.writeMemory(DATA, Uint8Array.of(1, 2, 3, 4));
    other.writeMemory(DATA, Uint8Array.of(5, 6, 7, 8));
    const octets = new Uint8Array(4);
    const told: number[][] = [];
    for (const [machine, buffer] of [
      [vm, octets],
      [vm, octets],
      [other, octets],
      [vm, new Uint8Array(2)],
      [vm, octets],
    ] as const) {
      machine.readMemory(DATA, buffer);
      told.push([...buffer]);
    }
    expect(told).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [1, 2],
      [1, 2, 3, 4],
    ]);
    // Its memory is another's now; the array has no elements left.
    const moved = structuredClone(octets.buffer, { transfer: [octets.buffer] });
    other.readMemory(DATA, octets);
    vm.writeMemory(DATA, octets);
    expect([[...new Uint8Array(moved)], octets.length]).toEqual([[1, 2, 3, 4], 0]);
  });

  it('follow a buffer that changes its size', () => {
    const vm = machineOf('trap\n');
    vm.writeMemory(DATA, Uint8Array.of(1, 2, 3, 4));
    const resizable = ArrayBuffer as unknown as new (
      length: number,
      options: object,
    ) => ArrayBuffer & { resize(length: number): void };
    const buffer = new resizable(4, { maxByteLength: 65536 });
    const tracking = new Uint8Array(buffer);
    const fixed = new Uint8Array(buffer, 0, 4);
    for (const length of [4, 2, 65536, 0, 4]) {
      buffer.resize(length);
      tracking.fill(0);
      vm.readMemory(DATA, tracking.subarray(0, 4));
      expect([...tracking.subarray(0, 4)]).toEqual([1, 2, 3, 4].slice(0, length));
      vm.readMemory(DATA, fixed);
      vm.readMemory(DATA, fixed);
      if (length < 8192) vm.readMemory(DATA, tracking);
      else expect(() => vm.readMemory(DATA, tracking)).toThrow('fault address 0x00022000');
    }
  });

  it('of output are made, or cut from what is given', () => {
    const vm = machineOf('jump_ind r0, 0\n');
    vm.registers[0] = 0xffff_0000n;
    vm.registers[7] = BigInt(DATA);
    vm.registers[8] = 3n;
    vm.writeMemory(DATA, Uint8Array.of(7, 8, 9));
    expect(vm.execute(0n)).toBe(0);
    const first = vm.copyOutput();
    vm.writeMemory(DATA, Uint8Array.of(1));
    expect([[...first], [...vm.copyOutput()]]).toEqual([
      [7, 8, 9],
      [1, 8, 9],
    ]);
    const room = new Uint8Array(10);
    const cut = vm.copyOutput(room);
    expect([cut.length, cut.buffer === room.buffer]).toEqual([3, true]);
  });

  it('of programs are as long as they must be', () => {
    const text = `${'add_64 r1, r2, r3\n'.repeat(40_000)}trap\n`;
    const program = machineOf(text).engine;
    const blob = program.assemble(text, 0);
    expect(blob.length).toBeGreaterThan(130_000);
  });
});
