// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
import type { HostCallback } from './callbacks.js';
import {
  checkArray,
  checkBigint,
  checkBoolean,
  checkFunction,
  checkInteger,
  checkLength,
  illegal,
  invalid,
  kindOf,
  lengthOf,
  stranger,
} from './checks.js';
import { checkEngine, defaultEngine, type Engine, libraryIndex } from './engine.js';
import { type Access, HostResult, type MachineState, type MemoryMode, Result } from './enums.js';
import {
  BadAddressError,
  BadProgramError,
  BadStateError,
  BufferTooSmallError,
  BusyError,
  DestroyedError,
  describe,
  errorOf,
  InvalidArgumentError,
  LimitExceededError,
  NoMemoryModeError,
  OutOfMemoryError,
  PageFaultError,
  PvmError,
  SignalTakenError,
  UnsupportedError,
} from './errors.js';
import { putVmOptions, readTrap, takeVmOptions } from './layout.js';
import { type AsyncOptions, keepAlive, takeSignal } from './lifetime.js';
import {
  addon,
  KEY,
  mail,
  type NativeVm,
  NO_SLOT,
  newNativeVm,
  ownOctets,
  Recent,
  scratch,
  viewsOf,
} from './native.js';
import { libraryOfProgram, type Program, slotOfProgram } from './program.js';
import { State, type Trap, type VmOptions } from './structs.js';

/** Places that no vm has now. */
const idle: NativeVm[] = [];

const forgotten = new FinalizationRegistry<NativeVm>((native) => {
  addon.vmDestroy(native.index);
  idle.push(native);
});

/** @internal */
export let makeVm: (native: NativeVm, engine: Engine) => Vm;

/** @internal */
export let libraryOfVm: (vm: Vm) => Engine;

/** The addon's side of a vm that is an argument. @internal */
export let slotOfVm: (vm: Vm, operation: string, name: string, engine?: Engine) => number;

const readMemoryRecent = new Recent();
const writeMemoryRecent = new Recent();
const initializeMemoryRecent = new Recent();

/** The views of a place are good for all that ever lie there. */
function lookVm(native: NativeVm, address: number): void {
  if (address !== 0 && native.address === address) return;
  native.address = address;
  native.live = viewsOf(addon.vmView(native.index));
}

/**
 * A machine: registers, gas, pc and memory of one run of one program.
 *
 * Since 1.0.
 *
 * A forgotten vm is freed some time after it was collected; `destroy`, or `using`, frees it at once.
 */
export class Vm implements Disposable {
  readonly #engine: Engine;
  /** Absent while it runs on another thread, and for good once it is destroyed. */
  #native: NativeVm | undefined;
  /** Where `#native` is while it runs on another thread. */
  #away: NativeVm | undefined;
  #isRunning = false;
  #hostCallback: HostCallback | null = null;
  #state: State | undefined;
  #registers: BigUint64Array | undefined;
  #registers32: Uint32Array | undefined;

  static {
    makeVm = (native, engine) => new Vm(KEY, native, engine);
    libraryOfVm = (vm) => vm.#engine;
    slotOfVm = (vm, operation, name, engine) => {
      if (!(typeof vm === 'object' && vm !== null && #native in vm)) throw stranger(operation, name, vm, 'Vm');
      const native = vm.#idle(operation);
      if (engine !== undefined && vm.#engine !== engine) {
        throw invalid(operation, `${name} belongs to another engine; make it with the same one`);
      }
      return native.index;
    };
  }

  private constructor(key: symbol, native: NativeVm, engine: Engine) {
    if (key !== KEY) throw illegal('Vm');
    this.#native = native;
    this.#engine = engine;
    forgotten.register(this, native, this);
  }

  /** The engine that it belongs to. */
  get engine(): Engine {
    return this.#engine;
  }

  /**
   * Gives the machine's state block, to read and write in place.
   *
   * Since 1.0.
   *
   * @returns Always the same address.
   */
  get state(): State {
    this.#alive('vm.state');
    this.#state ??= new State(
      KEY,
      (caller) => this.#alive(caller).live,
      (caller) => {
        const native = this.#alive(caller);
        const shared = addon.vmShare(native.index);
        if (shared === null) return native.live.u8.buffer as ArrayBuffer;
        keepAlive.set(shared, this);
        return shared;
      },
    );
    return this.#state;
  }

  /**
   * Reads the gas left.
   *
   * Since 1.0.
   *
   * @returns In gas. Gas left, unsigned.
   */
  get gas(): bigint {
    const { live } = this.#alive('vm.gas');
    return live.u64[13] ?? 0n;
  }

  set gas(gas: bigint) {
    const operation = 'vm.gas';
    const { live } = this.#alive(operation);
    checkBigint(operation, 'gas', gas, 0n, 0xffff_ffff_ffff_ffffn);
    live.u64[13] = gas;
  }

  /**
   * Reads the program counter: the instruction that caused the last exit, or where the next run starts.
   *
   * The Gray Paper reports 0 after a halt or panic; a host that implements its functions substitutes that itself.
   *
   * Gray Paper A.1. Since 1.0.
   *
   * @returns A code offset.
   */
  get pc(): bigint {
    const native = this.#alive('vm.pc');
    addon.vmGetPc(native.index);
    return mail.u64[0] ?? 0n;
  }

  set pc(pc: bigint) {
    const operation = 'vm.pc';
    const native = this.#alive(operation);
    checkBigint(operation, 'pc', pc, 0n, 0xffff_ffff_ffff_ffffn);
    mail.u64[1] = pc;
    addon.vmSetPc(native.index);
  }

  /**
   * Tells how the last run ended, in the Gray Paper's numbers.
   *
   * Gray Paper B.8. Since 1.0.
   *
   * @returns {@link MachineState.Ready} before the first run and after a pause.
   */
  get machineState(): MachineState {
    const native = this.#alive('vm.machineState');
    addon.vmGetMachineState(native.index);
    return mail.u32[0] ?? 0;
  }

  /**
   * Gives the live registers, shared with the guest.
   *
   * Since 1.0.
   *
   * @returns Reads and writes take effect at once.
   */
  get registers(): BigUint64Array {
    const operation = 'vm.registers';
    const native = this.#alive(operation);
    if (this.#registers === undefined) {
      const returned = addon.vmGetRegisters(native.index);
      if (returned === null)
        throw new PvmError(`${operation}: failed; an argument is out of range, or memory is short`);
      this.#registers = new BigUint64Array(returned);
      keepAlive.set(returned, this);
    }
    return this.#registers;
  }

  /**
   * The memory of {@link Vm.registers} as halves: element 2n holds the low 32 bits of number n, 2n + 1 the high ones.
   * Reading and writing them is several times faster than 64-bit numbers.
   */
  get registers32(): Uint32Array {
    this.#alive('vm.registers32');
    this.#registers32 ??= new Uint32Array(this.registers.buffer);
    return this.#registers32;
  }

  /**
   * Tells the service index that the machine was made with.
   *
   * Since 1.0.
   *
   * @returns The number as given; the library does nothing with it.
   */
  get serviceIndex(): number {
    const native = this.#alive('vm.serviceIndex');
    addon.vmGetServiceIndex(native.index);
    return mail.u32[0] ?? 0;
  }

  /**
   * Tells how compiled code would access the machine's memory now.
   *
   * A machine of {@link MemoryMode.Auto} begins with checks and becomes guarded when it has run for long. A guarded
   * machine goes back to checks when the handler is replaced, when the host allows no more protected memory, or when
   * a window of its memory ended other than with the machine.
   *
   * Since 1.0.
   *
   * @returns {@link MemoryMode.Guard} or {@link MemoryMode.Check}.
   */
  get memoryMode(): MemoryMode {
    const native = this.#alive('vm.memoryMode');
    addon.vmGetMemoryMode(native.index);
    return mail.u32[0] ?? 0;
  }

  /**
   * Tells what stopped the machine.
   *
   * Since 1.0.
   *
   * @returns Kind {@link TrapKind.None} if the last run did not end in a panic or fault.
   * @throws {InvalidArgumentError} A pointer is null.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  get trap(): Trap {
    const operation = 'vm.trap';
    const native = this.#alive(operation);
    addon.vmGetTrap(native.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmGetTrapError(operation, status);
    return readTrap(mail, 8);
  }

  /**
   * Reads the heap end: the address that sbrk moves.
   *
   * Since 1.0.
   *
   * @returns An address; 0 for a machine without the standard layout.
   */
  get heapPointer(): bigint {
    const { live } = this.#alive('vm.heapPointer');
    return live.u64[16] ?? 0n;
  }

  set heapPointer(heapPointer: bigint) {
    const operation = 'vm.heapPointer';
    const native = this.#alive(operation);
    checkBigint(operation, 'heapPointer', heapPointer, 0n, 0xffff_ffff_ffff_ffffn);
    mail.u64[1] = heapPointer;
    addon.vmSetHeapPointer(native.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmSetHeapPointerError(operation, status);
  }

  /**
   * Tells whether yield mode is on.
   *
   * Since 1.0.
   *
   * @returns True if a host call without a callback returns to the caller.
   */
  get yieldMode(): boolean {
    const native = this.#alive('vm.yieldMode');
    addon.vmGetYieldMode(native.index);
    return (mail.u8[0] ?? 0) !== 0;
  }

  set yieldMode(yield_: boolean) {
    const operation = 'vm.yieldMode';
    const native = this.#alive(operation);
    checkBoolean(operation, 'yield_', yield_);
    addon.vmSetYieldMode(native.index, yield_);
  }

  /**
   * Tells the number of the last host call as host callbacks get it: its low 32 bits, signed.
   *
   * Since 1.0.
   *
   * @returns The number; 0 before the first host call.
   */
  get funcId(): number {
    const native = this.#alive('vm.funcId');
    addon.vmGetFuncId(native.index);
    return mail.i32[0] ?? 0;
  }

  /**
   * Makes a machine from bare code: the short form of {@link Program.fromParts} and {@link Vm.fromProgram}.
   *
   * Bitmask and jump table follow through {@link Vm.setBitmask} and {@link Vm.setJumpTable}; until the bitmask is
   * set no instruction starts anywhere, so that the machine traps. Gray Paper 0.7.2, one gas per instruction.
   *
   * Since 1.0.
   *
   * @param serviceIndex Kept for the host, see {@link Vm.serviceIndex}.
   * @param code The instructions, copied.
   * @param initialRegs r0 and up; the rest are 0.
   * @param initialPc Where {@link Vm.resume} would start.
   * @param engine Which engine makes it.
   * @throws {PvmError} If an argument is out of range, a required pointer null, memory short, or {@link
   *   MAX_MACHINES} are alive.
   */
  static create(
    serviceIndex: number,
    code: Uint8Array,
    initialRegs: BigUint64Array,
    initialPc: bigint,
    engine: Engine = defaultEngine(),
  ): Vm {
    const operation = 'Vm.create';
    checkInteger(operation, 'serviceIndex', serviceIndex, 0, 0xffff_ffff);
    checkArray(operation, 'code', code, Uint8Array);
    checkLength(operation, 'code', lengthOf(code), 0, 0x200_0000);
    checkArray(operation, 'initialRegs', initialRegs, BigUint64Array);
    checkLength(operation, 'initialRegs', lengthOf(initialRegs), 0, 13);
    checkBigint(operation, 'initialPc', initialPc, 0n, 0xffff_ffff_ffff_ffffn);
    checkEngine(operation, engine);
    const made = idle.pop() ?? newNativeVm();
    mail.u64[1] = initialPc;
    addon.vmCreate(libraryIndex(engine), serviceIndex, code, initialRegs, made.index);
    if ((mail.i32[0] ?? 0) === 0) {
      idle.push(made);
      throw new PvmError(
        `${operation}: an argument is out of range, a required pointer NULL, memory short, or PVM_MAX_MACHINES are alive`,
      );
    }
    lookVm(made, mail.f64[2] ?? 0);
    return makeVm(made, engine);
  }

  /**
   * Makes a machine for a program, with empty memory, all registers 0 and no gas.
   *
   * Since 1.0.
   *
   * @param program The program. For a standard program, {@link Vm.fromStandard} lays out its memory.
   * @param options null: service index 0, no memory limit, memory mode {@link MemoryMode.Auto}.
   * @returns The machine. Untouched on failure.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {NoMemoryModeError} The memory mode is unknown, or the engine does not have it on this machine, or the
   *   host allows no more guarded memory.
   * @throws {SignalTakenError} Guarded memory was asked for, but another handler has replaced the library's, or this
   *   thread blocks SIGSEGV.
   * @throws {LimitExceededError} Too many machines are alive.
   * @throws {OutOfMemoryError} Nothing was allocated.
   * @throws {DestroyedError} The program was destroyed before.
   */
  static fromProgram(program: Program, options: VmOptions | null = null): Vm {
    const operation = 'Vm.fromProgram';
    const optionsTaken = options === null ? null : takeVmOptions(operation, 'options', options);
    const programSlot = slotOfProgram(program, operation, 'program');
    const engine = libraryOfProgram(program);
    const made = idle.pop() ?? newNativeVm();
    if (optionsTaken !== null) putVmOptions(mail, 8, optionsTaken);
    addon.vmFromProgram(libraryIndex(engine), programSlot, optionsTaken !== null, made.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) {
      idle.push(made);
      throw vmFromProgramError(operation, status);
    }
    lookVm(made, mail.f64[4] ?? 0);
    return makeVm(made, engine);
  }

  /**
   * Makes a machine for a standard program, with memory and registers as the Gray Paper sets them up.
   *
   * The entry point is left to the caller: 0 for is-authorized and refine, 5 for accumulate. Gas is 0 until it is
   * set.
   *
   * Gray Paper A.7. Since 1.0.
   *
   * @param program A standard program.
   * @param argument Copied to {@link ARGUMENT_ADDRESS}.
   * @param options null: service index 0, no memory limit, memory mode {@link MemoryMode.Auto}.
   * @returns The machine. Untouched on failure.
   * @throws {InvalidArgumentError} A required pointer is null, or the argument is longer than {@link
   *   MAX_ARGUMENT_LEN}.
   * @throws {UnsupportedError} The program is not a standard program.
   * @throws {NoMemoryModeError} The memory mode is unknown, or the engine does not have it on this machine, or the
   *   host allows no more guarded memory.
   * @throws {SignalTakenError} Guarded memory was asked for, but another handler has replaced the library's, or this
   *   thread blocks SIGSEGV.
   * @throws {LimitExceededError} It needs more memory than the limit allows, or too many machines are alive.
   * @throws {OutOfMemoryError} Nothing was allocated.
   * @throws {DestroyedError} The program was destroyed before.
   */
  static fromStandard(program: Program, argument: Uint8Array, options: VmOptions | null = null): Vm {
    const operation = 'Vm.fromStandard';
    const optionsTaken = options === null ? null : takeVmOptions(operation, 'options', options);
    const programSlot = slotOfProgram(program, operation, 'program');
    const engine = libraryOfProgram(program);
    checkArray(operation, 'argument', argument, Uint8Array);
    checkLength(operation, 'argument', lengthOf(argument), 0, 0x100_0000);
    const made = idle.pop() ?? newNativeVm();
    if (optionsTaken !== null) putVmOptions(mail, 8, optionsTaken);
    addon.vmFromStandard(libraryIndex(engine), programSlot, argument, optionsTaken !== null, made.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) {
      idle.push(made);
      throw vmFromStandardError(operation, status);
    }
    lookVm(made, mail.f64[4] ?? 0);
    return makeVm(made, engine);
  }

  /**
   * Makes an independent copy of a stopped machine: state, memory, the charged bit, everything but the callback.
   *
   * Since 1.0.
   *
   * @returns The copy. Untouched on failure.
   * @throws {InvalidArgumentError} A pointer is null.
   * @throws {DestroyedError} The handle was destroyed before.
   * @throws {BusyError} The machine is running.
   * @throws {LimitExceededError} Too many machines are alive.
   * @throws {OutOfMemoryError} Nothing was allocated.
   */
  clone(): Vm {
    const operation = 'vm.clone';
    const native = this.#idle(operation);
    const made = idle.pop() ?? newNativeVm();
    addon.vmClone(native.index, made.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) {
      idle.push(made);
      throw vmCloneError(operation, status);
    }
    lookVm(made, mail.f64[1] ?? 0);
    return makeVm(made, this.#engine);
  }

  /**
   * Frees a machine and its memory. Pointers into it end here.
   *
   * It does nothing the second time.
   *
   * Since 1.0.
   *
   * @throws {DestroyedError} The handle was destroyed before; nothing happens.
   * @throws {BusyError} The machine is running: called from its own callback. It stays alive.
   */
  destroy(): void {
    const native = this.#native;
    if (this.#isRunning || this.#away !== undefined)
      throw new BusyError(
        'vm.destroy: this vm is running; inside its callback only calls marked for callbacks are allowed',
      );
    if (native === undefined) return;
    addon.vmDestroy(native.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmDestroyError('vm.destroy', status);
    this.#native = undefined;
    this.#hostCallback = null;
    this.#registers = undefined;
    this.#registers32 = undefined;
    forgotten.unregister(this);
    idle.push(native);
  }

  /**
   * Makes a machine as good as new, for the same or another program: cheaper than destroying and creating.
   *
   * Memory is unmapped, registers and gas are 0, pc is 0, an unread interrupt is forgotten; callback, yield mode,
   * service index and memory limit stay. Live pointers into guest memory end here; the state block stays where it
   * is.
   *
   * Since 1.0.
   *
   * @param program null: the program it has.
   * @throws {InvalidArgumentError} The machine is null.
   * @throws {DestroyedError} The handle was destroyed before.
   * @throws {BusyError} The machine is running.
   * @throws {OutOfMemoryError} The machine is as it was.
   */
  reset(program: Program | null = null): void {
    const operation = 'vm.reset';
    const native = this.#idle(operation);
    const programSlot = program === null ? NO_SLOT : slotOfProgram(program, operation, 'program', this.#engine);
    addon.vmReset(native.index, programSlot);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmResetError(operation, status);
  }

  /**
   * Makes a machine ready for another run of a standard program, as {@link Vm.fromStandard} would give it.
   *
   * Gray Paper A.7. Since 1.0.
   *
   * @param program null: the program it has.
   * @param argument Copied to {@link ARGUMENT_ADDRESS}.
   * @throws {InvalidArgumentError} A required pointer is null, or the argument is longer than {@link
   *   MAX_ARGUMENT_LEN} or lies in the machine's own memory.
   * @throws {DestroyedError} The handle was destroyed before.
   * @throws {BusyError} The machine is running.
   * @throws {UnsupportedError} The program is not a standard program.
   * @throws {LimitExceededError} It needs more memory than the limit allows. The machine is reset and bare.
   * @throws {OutOfMemoryError} The machine is reset and bare.
   */
  resetStandard(program: Program | null, argument: Uint8Array): void {
    const operation = 'vm.resetStandard';
    const native = this.#idle(operation);
    const programSlot = program === null ? NO_SLOT : slotOfProgram(program, operation, 'program', this.#engine);
    checkArray(operation, 'argument', argument, Uint8Array);
    checkLength(operation, 'argument', lengthOf(argument), 0, 0x100_0000);
    addon.vmResetStandard(native.index, programSlot, argument);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmResetStandardError(operation, status);
  }

  /**
   * Sets where instructions start, for a machine made by {@link Vm.create}.
   *
   * Gray Paper A.2. Since 1.0.
   *
   * @param bitmask One bit per octet of code, least significant first.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {BadProgramError} Wrong length, or a bit behind the code is set. The machine keeps what it had.
   * @throws {UnsupportedError} The machine was made from a program, which has a bitmask.
   * @throws {DestroyedError} The handle was destroyed before.
   * @throws {BusyError} The machine is running.
   * @throws {OutOfMemoryError} The machine keeps what it had.
   */
  setBitmask(bitmask: Uint8Array): void {
    const operation = 'vm.setBitmask';
    const native = this.#idle(operation);
    checkArray(operation, 'bitmask', bitmask, Uint8Array);
    addon.vmSetBitmask(native.index, bitmask);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmSetBitmaskError(operation, status);
  }

  /**
   * Sets the targets of dynamic jumps, for a machine made by {@link Vm.create}.
   *
   * Gray Paper A.4. Since 1.0.
   *
   * @param jumpTable Code offsets.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {UnsupportedError} The machine was made from a program, which has a jump table.
   * @throws {DestroyedError} The handle was destroyed before.
   * @throws {BusyError} The machine is running.
   * @throws {OutOfMemoryError} The machine keeps what it had.
   */
  setJumpTable(jumpTable: BigUint64Array): void {
    const operation = 'vm.setJumpTable';
    const native = this.#idle(operation);
    checkArray(operation, 'jumpTable', jumpTable, BigUint64Array);
    addon.vmSetJumpTable(native.index, jumpTable);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmSetJumpTableError(operation, status);
  }

  /**
   * Tells whether a machine can be used now.
   *
   * Since 1.0.
   *
   * @throws {InvalidArgumentError} It is null.
   * @throws {DestroyedError} The handle was destroyed before.
   * @throws {BusyError} The machine is running.
   */
  check(): void {
    const operation = 'vm.check';
    const native = this.#alive(operation);
    addon.vmCheck(native.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmCheckError(operation, status);
  }

  /**
   * Reads one register.
   *
   * Since 1.0.
   *
   * @param index 0 to 12. Which one.
   * @returns Its value; 0 if there is no such register.
   */
  getRegister(index: number): bigint {
    const operation = 'vm.getRegister';
    const native = this.#alive(operation);
    checkInteger(operation, 'index', index, 0, 12);
    addon.vmGetRegister(native.index, index);
    return mail.u64[0] ?? 0n;
  }

  /**
   * Sets one register.
   *
   * Since 1.0.
   *
   * @param index 0 to 12. Which one.
   * @param value Its new value.
   * @throws {InvalidArgumentError} There is no such register, or the machine is null.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  setRegister(index: number, value: bigint): void {
    const operation = 'vm.setRegister';
    const native = this.#alive(operation);
    checkInteger(operation, 'index', index, 0, 12);
    checkBigint(operation, 'value', value, 0n, 0xffff_ffff_ffff_ffffn);
    mail.u64[1] = value;
    addon.vmSetRegister(native.index, index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmSetRegisterError(operation, status);
  }

  /**
   * Sets up the memory layout of a standard program from its contents, and the heap behind it.
   *
   * Zones are those of a standard program (Gray Paper A.7): read-only data from 0x10000, read-write data behind it
   * with the heap end at its end, the stack below {@link STACK_TOP}, and `output` at {@link ARGUMENT_ADDRESS},
   * read-only for the guest. All memory mapped before is unmapped. From then on the bytes are shared: {@link
   * Vm.getMemoryWindow} gives pointers to the very bytes that the guest sees.
   *
   * Gray Paper A.7. Since 1.0.
   *
   * @param rwData Initial read-write data.
   * @param roData Read-only data.
   * @param output Contents of the zone at {@link ARGUMENT_ADDRESS}.
   * @param stack Initial stack contents; null: zeros.
   * @throws {InvalidArgumentError} A required pointer is null or leads into the machine's own memory, or a size is
   *   out of range. Memory is as it was.
   * @throws {LimitExceededError} More than the machine's memory limit. Memory is as it was.
   * @throws {DestroyedError} The handle was destroyed before.
   * @throws {BusyError} The machine is running.
   * @throws {OutOfMemoryError} All memory is unmapped.
   */
  setMemoryRegions(rwData: Uint8Array, roData: Uint8Array, output: Uint8Array, stack: Uint8Array | null = null): void {
    const operation = 'vm.setMemoryRegions';
    const native = this.#idle(operation);
    checkArray(operation, 'rwData', rwData, Uint8Array);
    checkLength(operation, 'rwData', lengthOf(rwData), 0, 0x10ff_ffff);
    checkArray(operation, 'roData', roData, Uint8Array);
    checkLength(operation, 'roData', lengthOf(roData), 0, 0xff_ffff);
    checkArray(operation, 'output', output, Uint8Array);
    checkLength(operation, 'output', lengthOf(output), 0, 0x100_0000);
    if (stack !== null) checkArray(operation, 'stack', stack, Uint8Array);
    if (stack !== null) checkLength(operation, 'stack', lengthOf(stack), 0, 0xff_ffff);
    addon.vmSetMemoryRegions(native.index, rwData, roData, output, stack);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmSetMemoryRegionsError(operation, status);
  }

  /**
   * Maps pages filled with zeros, or unmaps them. What they held before is gone.
   *
   * Gray Paper B.8. Since 1.0.
   *
   * @param address First address, a multiple of {@link PAGE_SIZE}, not below {@link LOWEST_ADDRESS}.
   * @param length In octets. A multiple of {@link PAGE_SIZE}; the range ends at 2^32 or below. 0 does nothing.
   * @param access What the guest may do; {@link Access.None} unmaps.
   * @throws {InvalidArgumentError} The machine is null, or `access` is no access.
   * @throws {BadAddressError} Not whole pages, or out of range.
   * @throws {LimitExceededError} More than the machine's memory limit.
   * @throws {DestroyedError} The handle was destroyed before.
   * @throws {OutOfMemoryError} Nothing has changed.
   */
  mapMemory(address: number, length: bigint, access: Access): void {
    const operation = 'vm.mapMemory';
    const native = this.#alive(operation);
    checkInteger(operation, 'address', address, 0, 0xffff_ffff);
    checkBigint(operation, 'length', length, 0n, 0xffff_ffff_ffff_ffffn);
    checkInteger(operation, 'access', access, 0, 2);
    mail.u64[1] = length;
    addon.vmMapMemory(native.index, address, access);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmMapMemoryError(operation, status);
  }

  /**
   * Changes what the guest may do with mapped pages, and keeps their contents.
   *
   * Gray Paper B.8. Since 1.0.
   *
   * @param address First address, a multiple of {@link PAGE_SIZE}, not below {@link LOWEST_ADDRESS}.
   * @param length In octets. A multiple of {@link PAGE_SIZE}; the range ends at 2^32 or below. 0 does nothing.
   * @param access {@link Access.Read} or {@link Access.ReadWrite}.
   * @throws {InvalidArgumentError} The machine is null, or `access` is neither.
   * @throws {BadAddressError} Not whole pages, or out of range.
   * @throws {PageFaultError} A page of the range is not mapped. Nothing has changed.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  protectMemory(address: number, length: bigint, access: Access): void {
    const operation = 'vm.protectMemory';
    const native = this.#alive(operation);
    checkInteger(operation, 'address', address, 0, 0xffff_ffff);
    checkBigint(operation, 'length', length, 0n, 0xffff_ffff_ffff_ffffn);
    checkInteger(operation, 'access', access, 0, 2);
    mail.u64[1] = length;
    addon.vmProtectMemory(native.index, address, access);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmProtectMemoryError(operation, status);
  }

  /**
   * Tells what the guest may do at an address, and how far that holds.
   *
   * Gray Paper 4.6. Since 1.0.
   *
   * @param address Any address.
   * @throws {InvalidArgumentError} A pointer is null.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  queryMemory(address: number): { readonly access: Access; readonly end: bigint } {
    const operation = 'vm.queryMemory';
    const native = this.#alive(operation);
    checkInteger(operation, 'address', address, 0, 0xffff_ffff);
    addon.vmQueryMemory(native.index, address);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmQueryMemoryError(operation, status);
    return Object.freeze({ access: (mail.u32[2] ?? 0) as Access, end: mail.u64[2] ?? 0n });
  }

  /**
   * Copies guest memory out; refused exactly where a guest load would not be allowed.
   *
   * Gray Paper A.4. Since 1.0.
   *
   * @param address First guest address.
   * @param buffer Receives the octets.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {PageFaultError} A page of the range is not readable. Nothing was copied.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  readMemory(address: number, buffer: Uint8Array): void {
    const operation = 'vm.readMemory';
    const native = this.#alive(operation);
    checkInteger(operation, 'address', address, 0, 0xffff_ffff);
    checkArray(operation, 'buffer', buffer, Uint8Array);
    native.vmReadMemory(address, readMemoryRecent.unless(buffer));
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmReadMemoryError(operation, status);
  }

  /**
   * Copies into guest memory; refused exactly where a guest store would not be allowed.
   *
   * Gray Paper A.4. Since 1.0.
   *
   * @param address First guest address.
   * @param data The octets.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {PageFaultError} A page of the range is not writable. Nothing was written.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  writeMemory(address: number, data: Uint8Array): void {
    const operation = 'vm.writeMemory';
    const native = this.#alive(operation);
    checkInteger(operation, 'address', address, 0, 0xffff_ffff);
    checkArray(operation, 'data', data, Uint8Array);
    native.vmWriteMemory(address, writeMemoryRecent.unless(data));
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmWriteMemoryError(operation, status);
  }

  /**
   * Copies into mapped guest memory, read-only pages included: what a loader does.
   *
   * Since 1.0.
   *
   * @param address First guest address.
   * @param data The octets.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {PageFaultError} A page of the range is not mapped. Nothing was written.
   * @throws {DestroyedError} The handle was destroyed before.
   */
  initializeMemory(address: number, data: Uint8Array): void {
    const operation = 'vm.initializeMemory';
    const native = this.#alive(operation);
    checkInteger(operation, 'address', address, 0, 0xffff_ffff);
    checkArray(operation, 'data', data, Uint8Array);
    native.vmInitializeMemory(address, initializeMemoryRecent.unless(data));
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmInitializeMemoryError(operation, status);
  }

  /**
   * Gives a pointer to guest memory itself, for a range that is wholly read-write.
   *
   * Reads and writes through it are those of the guest. It ends when a page of the range is mapped anew, protected
   * or unmapped, and when the machine is reset or destroyed. Using it afterwards never leaves the process's valid
   * memory while the machine lives, but bypasses page access.
   *
   * Since 1.0.
   *
   * @param address First guest address.
   * @param length In octets, 1 to 0x40000000. Octets that must be accessible.
   * @throws {PvmError} If a page of the range is not read-write.
   */
  getMemoryWindow(address: number, length: number): Uint8Array {
    const operation = 'vm.getMemoryWindow';
    const native = this.#alive(operation);
    checkInteger(operation, 'address', address, 0, 0xffff_ffff);
    checkInteger(operation, 'length', length, 1, 0x4000_0000);
    const returned = addon.vmGetMemoryWindow(native.index, address, length);
    if (returned === null) throw new PvmError(`${operation}: a page of the range is not read-write`);
    keepAlive.set(returned, this);
    return new Uint8Array(returned);
  }

  /**
   * Grows the heap as the instruction sbrk does.
   *
   * Since 1.0.
   *
   * @param length In octets. By how much; 0 only asks. Pages up to the new end become read-write and zero.
   * @returns The heap end before.
   * @throws {InvalidArgumentError} A pointer is null.
   * @throws {LimitExceededError} Past the heap limit or the memory limit. Nothing has changed.
   * @throws {DestroyedError} The handle was destroyed before.
   * @throws {OutOfMemoryError} Nothing has changed.
   */
  growHeap(length: bigint): bigint {
    const operation = 'vm.growHeap';
    const native = this.#alive(operation);
    checkBigint(operation, 'length', length, 0n, 0xffff_ffff_ffff_ffffn);
    mail.u64[1] = length;
    addon.vmGrowHeap(native.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmGrowHeapError(operation, status);
    return mail.u64[2] ?? 0n;
  }

  /**
   * Copies the result of a standard program out: after a halt, the r8 octets at address r7.
   *
   * If not all of them are readable the result is empty, as the Gray Paper says; that is no failure.
   *
   * Gray Paper A.8. Since 1.0.
   *
   * @param buffer Receives the octets. A new one if it is left out.
   * @returns Receives the octets.
   * @throws {InvalidArgumentError} A required pointer is null.
   * @throws {BadStateError} The machine has not halted.
   * @throws {BufferTooSmallError} Nothing was copied; `len` is set.
   * @throws {DestroyedError} The handle was destroyed before.
   * @throws {BusyError} The machine is running.
   */
  copyOutput(buffer?: Uint8Array): Uint8Array {
    const operation = 'vm.copyOutput';
    const native = this.#idle(operation);
    if (buffer !== undefined) checkArray(operation, 'buffer', buffer, Uint8Array);
    let bufferRoom = buffer ?? scratch;
    addon.vmCopyOutput(native.index, bufferRoom);
    if (mail.i32[0] === 6 && buffer === undefined) {
      bufferRoom = new Uint8Array(Number(mail.u64[1] ?? 0n));
      addon.vmCopyOutput(native.index, bufferRoom);
    }
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw vmCopyOutputError(operation, status);
    return ownOctets(bufferRoom.subarray(0, Number(mail.u64[1] ?? 0n)));
  }

  /**
   * Registers the function that answers host calls.
   *
   * Without one, a host call panics with {@link TrapKind.HostError}, unless yield mode is on.
   *
   * Since 1.0.
   *
   * @param callback null removes it.
   */
  setHostCallback(callback: HostCallback | null): void {
    const operation = 'vm.setHostCallback';
    const native = this.#alive(operation);
    if (callback !== null) checkFunction(operation, 'callback', callback);
    addon.vmSetHostCallback(native.index, callback !== null);
    this.#hostCallback = callback;
  }

  /**
   * Runs the guest from an entry point until it exits or pauses.
   *
   * Registers, gas and memory are used as they are. The charged bit is cleared first.
   *
   * Gray Paper A.1. Since 1.0.
   *
   * @param entryPoint Any code offset; it need not be a block start. Where no instruction starts, the machine traps.
   * @returns How it ended. The state block has the details.
   */
  execute(entryPoint: bigint): Result {
    const operation = 'vm.execute';
    const native = this.#idle(operation);
    checkBigint(operation, 'entryPoint', entryPoint, 0n, 0xffff_ffff_ffff_ffffn);
    mail.u64[2] = entryPoint;
    native.vmExecute();
    const result = mail.u32[0] ?? 0;
    return result === Result.HostCall ? this.#answer(operation, native) : result;
  }

  /**
   * Runs the guest from an entry point until it exits or pauses.
   *
   * Registers, gas and memory are used as they are. The charged bit is cleared first.
   *
   * Gray Paper A.1. Since 1.0.
   *
   * @param entryPoint Any code offset; it need not be a block start. Where no instruction starts, the machine traps.
   * @param options `signal` ends the run early; the promise is then rejected with its reason.
   * @returns How it ended. The state block has the details.
   */
  async executeAsync(entryPoint: bigint, options: AsyncOptions = {}): Promise<Result> {
    const operation = 'vm.executeAsync';
    const signal = takeSignal(operation, options);
    const native = this.#idle(operation);
    checkBigint(operation, 'entryPoint', entryPoint, 0n, 0xffff_ffff_ffff_ffffn);
    const start = (done: () => void) => {
      mail.u64[2] = entryPoint;
      addon.vmExecuteAsync(native.index, done);
    };
    return this.#runAsync(operation, native, signal, start);
  }

  /**
   * Goes on from where the machine is.
   *
   * After a host call: behind the ecalli. After a fault, out of gas, interrupt or step: with the instruction at
   * `pc`, which has not run. After a halt or panic: with the instruction at `pc` once more, whose block is paid
   * again. On a new machine, or if `pc` was changed: with the instruction at `pc`.
   *
   * Gray Paper A.1. Since 1.0.
   *
   * @returns How it ended. The state block has the details.
   */
  resume(): Result {
    const operation = 'vm.resume';
    const native = this.#idle(operation);
    native.vmResume();
    const result = mail.u32[0] ?? 0;
    return result === Result.HostCall ? this.#answer(operation, native) : result;
  }

  /**
   * Goes on from where the machine is.
   *
   * After a host call: behind the ecalli. After a fault, out of gas, interrupt or step: with the instruction at
   * `pc`, which has not run. After a halt or panic: with the instruction at `pc` once more, whose block is paid
   * again. On a new machine, or if `pc` was changed: with the instruction at `pc`.
   *
   * Gray Paper A.1. Since 1.0.
   *
   * @param options `signal` ends the run early; the promise is then rejected with its reason.
   * @returns How it ended. The state block has the details.
   */
  async resumeAsync(options: AsyncOptions = {}): Promise<Result> {
    const operation = 'vm.resumeAsync';
    const signal = takeSignal(operation, options);
    const native = this.#idle(operation);
    const start = (done: () => void) => {
      addon.vmResumeAsync(native.index, done);
    };
    return this.#runAsync(operation, native, signal, start);
  }

  /**
   * Goes on from where the machine is, for at most a number of instructions.
   *
   * Since 1.0.
   *
   * @param count In instructions. How many to run; 0 runs none. An instruction that exits counts; host calls that a
   *   callback answers do not end the count.
   * @returns {@link Result.Stepped} after that many, else how it ended before.
   */
  step(count: bigint): Result {
    const operation = 'vm.step';
    const native = this.#idle(operation);
    checkBigint(operation, 'count', count, 0n, 0xffff_ffff_ffff_ffffn);
    mail.u64[2] = count;
    native.vmStep();
    const result = mail.u32[0] ?? 0;
    return result === Result.HostCall ? this.#answer(operation, native) : result;
  }

  /**
   * Goes on from where the machine is, for at most a number of instructions.
   *
   * Since 1.0.
   *
   * @param count In instructions. How many to run; 0 runs none. An instruction that exits counts; host calls that a
   *   callback answers do not end the count.
   * @param options `signal` ends the run early; the promise is then rejected with its reason.
   * @returns {@link Result.Stepped} after that many, else how it ended before.
   */
  async stepAsync(count: bigint, options: AsyncOptions = {}): Promise<Result> {
    const operation = 'vm.stepAsync';
    const signal = takeSignal(operation, options);
    const native = this.#idle(operation);
    checkBigint(operation, 'count', count, 0n, 0xffff_ffff_ffff_ffffn);
    const start = (done: () => void) => {
      mail.u64[2] = count;
      addon.vmStepAsync(native.index, done);
    };
    return this.#runAsync(operation, native, signal, start);
  }

  /**
   * Applies a host function's answer to a machine that stopped at a host call, and goes on.
   *
   * What a callback's return value does, for hosts that get {@link Result.HostCall} instead of a callback. A step
   * that was under way goes on with the instructions it has left.
   *
   * Since 1.0.
   *
   * @param answer {@link HostResult.Yield} leaves the machine stopped at its host call.
   * @returns How the run ended or paused next; {@link Result.Refused} if the machine is not at a host call.
   */
  answerHostCall(answer: HostResult): Result {
    const operation = 'vm.answerHostCall';
    const native = this.#idle(operation);
    checkInteger(operation, 'answer', answer, 0, 3);
    native.vmAnswerHostCall(answer);
    const result = mail.u32[0] ?? 0;
    return result === Result.HostCall ? this.#answer(operation, native) : result;
  }

  /**
   * Applies a host function's answer to a machine that stopped at a host call, and goes on.
   *
   * What a callback's return value does, for hosts that get {@link Result.HostCall} instead of a callback. A step
   * that was under way goes on with the instructions it has left.
   *
   * Since 1.0.
   *
   * @param answer {@link HostResult.Yield} leaves the machine stopped at its host call.
   * @param options `signal` ends the run early; the promise is then rejected with its reason.
   * @returns How the run ended or paused next; {@link Result.Refused} if the machine is not at a host call.
   */
  async answerHostCallAsync(answer: HostResult, options: AsyncOptions = {}): Promise<Result> {
    const operation = 'vm.answerHostCallAsync';
    const signal = takeSignal(operation, options);
    const native = this.#idle(operation);
    checkInteger(operation, 'answer', answer, 0, 3);
    const start = (done: () => void) => {
      addon.vmAnswerHostCallAsync(native.index, answer, done);
    };
    return this.#runAsync(operation, native, signal, start);
  }

  /**
   * Makes the running call, or the next one, return {@link Result.Interrupted} soon.
   *
   * "Soon" is at most a million gas later. The interrupt is used up by the call that returns it.
   *
   * Since 1.0.
   */
  interrupt(): void {
    const native = this.#present('vm.interrupt');
    addon.vmInterrupt(native.index);
  }

  /**
   * Takes back an interrupt that no call has returned yet.
   *
   * Since 1.0.
   */
  clearInterrupt(): void {
    const native = this.#present('vm.clearInterrupt');
    addon.vmClearInterrupt(native.index);
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  /** Runs the closure for as long as the library stops for it. */
  #answer(operation: string, native: NativeVm): Result {
    let result: Result = Result.HostCall;
    this.#isRunning = true;
    try {
      while (result === Result.HostCall && this.#hostCallback !== null) {
        const funcId = mail.i32[2] ?? 0;
        const answer = this.#hostCallback(this, funcId);
        if (typeof answer !== 'number' || (answer | 0) !== answer) throw this.#noAnswer(operation, answer);
        if (answer === HostResult.Yield) break;
        native.vmAnswerHostCall(answer);
        result = mail.u32[0] ?? 0;
      }
    } finally {
      this.#isRunning = false;
    }
    return result;
  }

  /** Why what the closure returned is none. */
  #noAnswer(operation: string, answer: unknown): Error {
    if (answer instanceof Promise)
      return new InvalidArgumentError(
        `${operation}: the host callback returned a promise; run it with the method whose name ends in Async`,
      );
    return new InvalidArgumentError(
      `${operation}: the host callback returned ${typeof answer === 'number' ? answer : kindOf(answer)}, but must return a HostResult`,
    );
  }

  /** Runs on another thread; until it has ended, only calls for any thread are allowed. */
  async #runAsync(
    operation: string,
    native: NativeVm,
    signal: AbortSignal | undefined,
    start: (done: () => void) => void,
  ): Promise<Result> {
    const interrupt = () => addon.vmInterrupt(native.index);
    this.#native = undefined;
    this.#away = native;
    try {
      signal?.addEventListener('abort', interrupt);
      let result: Result = Result.HostCall;
      let funcId = mail.i32[2] ?? 0;
      const told = (resolve: () => void) => () => {
        result = mail.u32[0] ?? 0;
        funcId = mail.i32[2] ?? 0;
        resolve();
      };
      await new Promise<void>((resolve) => start(told(resolve)));
      while (result === Result.HostCall && this.#hostCallback !== null) {
        this.#native = native;
        this.#isRunning = true;
        const answer = await this.#hostCallback(this, funcId);
        if (typeof answer !== 'number' || (answer | 0) !== answer) throw this.#noAnswer(operation, answer);
        this.#native = undefined;
        this.#isRunning = false;
        if (answer === HostResult.Yield) break;
        await new Promise<void>((resolve) => addon.vmAnswerHostCallAsync(native.index, answer, told(resolve)));
      }
      if (signal?.aborted) {
        addon.vmClearInterrupt(native.index);
        throw signal.reason;
      }
      return result;
    } finally {
      this.#native = native;
      this.#away = undefined;
      this.#isRunning = false;
      signal?.removeEventListener('abort', interrupt);
    }
  }

  /** For calls that its own callback may make, too. */
  #alive(operation: string): NativeVm {
    return this.#native ?? this.#refuse(operation);
  }

  /** For calls that are refused inside of its own callback. */
  #idle(operation: string): NativeVm {
    if (this.#isRunning)
      throw new BusyError(
        `${operation}: this vm is running; inside its callback only calls marked for callbacks are allowed`,
      );
    return this.#native ?? this.#refuse(operation);
  }

  /** For calls that may be made while it runs on another thread. */
  #present(operation: string): NativeVm {
    return this.#native ?? this.#away ?? this.#refuse(operation);
  }

  /** Says why it cannot be used now. */
  #refuse(operation: string): never {
    if (this.#away !== undefined)
      throw new BusyError(
        `${operation}: this vm is running; inside its callback only calls marked for callbacks are allowed`,
      );
    throw new DestroyedError(`${operation}: this vm was destroyed; create a new one`);
  }
}

/** Why `Vm.fromProgram` failed. The frame still has what the library told. */
function vmFromProgramError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 12:
      return new NoMemoryModeError(
        `${operation}: the memory mode is unknown, or the engine does not have it on this machine, or the host allows no more guarded memory`,
      );
    case 13:
      return new SignalTakenError(
        `${operation}: guarded memory was asked for, but another handler has replaced the library's, or this thread blocks SIGSEGV`,
      );
    case 7:
      return new LimitExceededError(`${operation}: too many machines are alive`);
    case 2:
      return new OutOfMemoryError(`${operation}: nothing was allocated`);
    case 9:
      return new DestroyedError(`${operation}: the program was destroyed before`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `Vm.fromStandard` failed. The frame still has what the library told. */
function vmFromStandardError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(
        `${operation}: a required pointer is NULL, or the argument is longer than PVM_MAX_ARGUMENT_LEN`,
      );
    case 8:
      return new UnsupportedError(`${operation}: the program is not a standard program`);
    case 12:
      return new NoMemoryModeError(
        `${operation}: the memory mode is unknown, or the engine does not have it on this machine, or the host allows no more guarded memory`,
      );
    case 13:
      return new SignalTakenError(
        `${operation}: guarded memory was asked for, but another handler has replaced the library's, or this thread blocks SIGSEGV`,
      );
    case 7:
      return new LimitExceededError(
        `${operation}: it needs more memory than the limit allows, or too many machines are alive`,
      );
    case 2:
      return new OutOfMemoryError(`${operation}: nothing was allocated`);
    case 9:
      return new DestroyedError(`${operation}: the program was destroyed before`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.clone` failed. The frame still has what the library told. */
function vmCloneError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a pointer is NULL`);
    case 5:
      return new BusyError(`${operation}: the machine is running`);
    case 7:
      return new LimitExceededError(`${operation}: too many machines are alive`);
    case 2:
      return new OutOfMemoryError(`${operation}: nothing was allocated`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.destroy` failed. The frame still has what the library told. */
function vmDestroyError(operation: string, status: number): PvmError {
  switch (status) {
    case 9:
      return new DestroyedError(`${operation}: the handle was destroyed before; nothing happens`);
    case 5:
      return new BusyError(`${operation}: the machine is running: called from its own callback; it stays alive`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.reset` failed. The frame still has what the library told. */
function vmResetError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: the machine is NULL`);
    case 5:
      return new BusyError(`${operation}: the machine is running`);
    case 2:
      return new OutOfMemoryError(`${operation}: the machine is as it was`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.resetStandard` failed. The frame still has what the library told. */
function vmResetStandardError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(
        `${operation}: a required pointer is NULL, or the argument is longer than PVM_MAX_ARGUMENT_LEN or lies in the machine's own memory`,
      );
    case 5:
      return new BusyError(`${operation}: the machine is running`);
    case 8:
      return new UnsupportedError(`${operation}: the program is not a standard program`);
    case 7:
      return new LimitExceededError(
        `${operation}: it needs more memory than the limit allows; the machine is reset and bare`,
      );
    case 2:
      return new OutOfMemoryError(`${operation}: the machine is reset and bare`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.setBitmask` failed. The frame still has what the library told. */
function vmSetBitmaskError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 3:
      return new BadProgramError(
        `${operation}: wrong length, or a bit behind the code is set; the machine keeps what it had`,
      );
    case 8:
      return new UnsupportedError(`${operation}: the machine was made from a program, which has a bitmask`);
    case 5:
      return new BusyError(`${operation}: the machine is running`);
    case 2:
      return new OutOfMemoryError(`${operation}: the machine keeps what it had`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.setJumpTable` failed. The frame still has what the library told. */
function vmSetJumpTableError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 8:
      return new UnsupportedError(`${operation}: the machine was made from a program, which has a jump table`);
    case 5:
      return new BusyError(`${operation}: the machine is running`);
    case 2:
      return new OutOfMemoryError(`${operation}: the machine keeps what it had`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.check` failed. The frame still has what the library told. */
function vmCheckError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: it is NULL`);
    case 5:
      return new BusyError(`${operation}: the machine is running`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.setRegister` failed. The frame still has what the library told. */
function vmSetRegisterError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: there is no such register, or the machine is NULL`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.trap` failed. The frame still has what the library told. */
function vmGetTrapError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a pointer is NULL`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.setMemoryRegions` failed. The frame still has what the library told. */
function vmSetMemoryRegionsError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(
        `${operation}: a required pointer is NULL or leads into the machine's own memory, or a size is out of range; memory is as it was`,
      );
    case 7:
      return new LimitExceededError(`${operation}: more than the machine's memory limit; memory is as it was`);
    case 5:
      return new BusyError(`${operation}: the machine is running`);
    case 2:
      return new OutOfMemoryError(`${operation}: all memory is unmapped`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.mapMemory` failed. The frame still has what the library told. */
function vmMapMemoryError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: the machine is NULL, or \`access\` is no access`);
    case 10:
      return new BadAddressError(`${operation}: not whole pages, or out of range`);
    case 7:
      return new LimitExceededError(`${operation}: more than the machine's memory limit`);
    case 2:
      return new OutOfMemoryError(`${operation}: nothing has changed`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.protectMemory` failed. The frame still has what the library told. */
function vmProtectMemoryError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: the machine is NULL, or \`access\` is neither`);
    case 10:
      return new BadAddressError(`${operation}: not whole pages, or out of range`);
    case 4:
      return new PageFaultError(`${operation}: a page of the range is not mapped; nothing has changed`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.queryMemory` failed. The frame still has what the library told. */
function vmQueryMemoryError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a pointer is NULL`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.readMemory` failed. The frame still has what the library told. */
function vmReadMemoryError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 4: {
      const told = { faultAddress: mail.u32[2] ?? 0 };
      const text = describe(
        'a page of the range is not readable; nothing was copied',
        `fault address 0x${told.faultAddress.toString(16).padStart(8, '0')}`,
      );
      return new PageFaultError(`${operation}: ${text}`, told);
    }
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.writeMemory` failed. The frame still has what the library told. */
function vmWriteMemoryError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 4: {
      const told = { faultAddress: mail.u32[2] ?? 0 };
      const text = describe(
        'a page of the range is not writable; nothing was written',
        `fault address 0x${told.faultAddress.toString(16).padStart(8, '0')}`,
      );
      return new PageFaultError(`${operation}: ${text}`, told);
    }
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.initializeMemory` failed. The frame still has what the library told. */
function vmInitializeMemoryError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 4: {
      const told = { faultAddress: mail.u32[2] ?? 0 };
      const text = describe(
        'a page of the range is not mapped; nothing was written',
        `fault address 0x${told.faultAddress.toString(16).padStart(8, '0')}`,
      );
      return new PageFaultError(`${operation}: ${text}`, told);
    }
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.heapPointer` failed. The frame still has what the library told. */
function vmSetHeapPointerError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: the machine is NULL`);
    case 10:
      return new BadAddressError(
        `${operation}: beyond the heap limit: the lowest stack address, or 0 without the standard layout`,
      );
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.growHeap` failed. The frame still has what the library told. */
function vmGrowHeapError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a pointer is NULL`);
    case 7:
      return new LimitExceededError(`${operation}: past the heap limit or the memory limit; nothing has changed`);
    case 2:
      return new OutOfMemoryError(`${operation}: nothing has changed`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `vm.copyOutput` failed. The frame still has what the library told. */
function vmCopyOutputError(operation: string, status: number): PvmError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a required pointer is NULL`);
    case 11:
      return new BadStateError(`${operation}: the machine has not halted`);
    case 6: {
      const told = { needed: Number(mail.u64[1] ?? 0n) };
      const text = describe('nothing was copied', `${told.needed} needed`);
      return new BufferTooSmallError(`${operation}: ${text}`, told);
    }
    case 5:
      return new BusyError(`${operation}: the machine is running`);
    default:
      return errorOf(operation, status);
  }
}
