// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import type { Strike, Tick } from './callbacks.js';
import { checkAnswer, checkFunction, checkInteger, illegal, invalid, stranger } from './checks.js';
import { DemoError, errorOf, FullError } from './errors.js';
import { checkLibrary, defaultLibrary, type Library, libraryIndex } from './library.js';
import { addon, KEY, mail, type NativeClock, newNativeClock } from './native.js';

/** Places that no clock has now. */
const idle: NativeClock[] = [];

const forgotten = new FinalizationRegistry<NativeClock>((native) => {
  addon.clockDestroy(native.index);
  idle.push(native);
});

/** @internal */
export let makeClock: (native: NativeClock, library: Library) => Clock;

/** @internal */
export let libraryOfClock: (clock: Clock) => Library;

/** The addon's side of a clock that is an argument. @internal */
export let slotOfClock: (clock: Clock, operation: string, name: string, library?: Library) => number;

/**
 * A clock.
 *
 * Since 1.0.
 *
 * A forgotten clock is freed some time after it was collected; `destroy`, or `using`, frees it at once.
 */
export class Clock implements Disposable {
  readonly #library: Library;
  /** Absent while it runs on another thread, and for good once it is destroyed. */
  #native: NativeClock | undefined;
  /** Where `#native` is while it runs on another thread. */
  #away: NativeClock | undefined;
  #isRunning = false;
  #tick: Tick | null = null;
  #strike: Strike | null = null;

  static {
    makeClock = (native, library) => new Clock(KEY, native, library);
    libraryOfClock = (clock) => clock.#library;
    slotOfClock = (clock, operation, name, library) => {
      if (!(typeof clock === 'object' && clock !== null && #native in clock))
        throw stranger(operation, name, clock, 'Clock');
      const native = clock.#idle(operation);
      if (library !== undefined && clock.#library !== library) {
        throw invalid(operation, `${name} belongs to another library; make it with the same one`);
      }
      return native.index;
    };
  }

  private constructor(key: symbol, native: NativeClock, library: Library) {
    if (key !== KEY) throw illegal('Clock');
    this.#native = native;
    this.#library = library;
    forgotten.register(this, native, this);
  }

  /** The library that it belongs to. */
  get library(): Library {
    return this.#library;
  }

  /**
   * Makes a clock.
   *
   * Since 1.0.
   *
   * @param library Which library makes it.
   * @throws {DemoError} If memory is short.
   */
  static create(library: Library = defaultLibrary()): Clock {
    const operation = 'Clock.create';
    checkLibrary(operation, library);
    const made = idle.pop() ?? newNativeClock();
    addon.clockCreate(libraryIndex(library), made.index);
    if ((mail.i32[0] ?? 0) === 0) {
      idle.push(made);
      throw new DemoError(`${operation}: memory is short`);
    }
    return makeClock(made, library);
  }

  /**
   * Frees a clock.
   *
   * It does nothing the second time.
   *
   * Since 1.0.
   */
  destroy(): void {
    const native = this.#native;
    if (this.#isRunning || this.#away !== undefined)
      throw new DemoError(
        'clock.destroy: this clock is running; inside its callback only calls marked for callbacks are allowed',
        'BUSY',
      );
    if (native === undefined) return;
    addon.clockDestroy(native.index);
    this.#native = undefined;
    this.#tick = null;
    this.#strike = null;
    forgotten.unregister(this);
    idle.push(native);
  }

  /**
   * Sets who hears it tick.
   *
   * Since 1.0.
   *
   * @param tick null: nobody.
   */
  setTick(tick: Tick | null): void {
    const operation = 'clock.setTick';
    const native = this.#idle(operation);
    if (tick !== null) checkFunction(operation, 'tick', tick);
    const self = new WeakRef(this);
    const tickCalled = (time: bigint, place: string | null) => {
      const owner = self.deref();
      if (owner === undefined) return undefined;
      const answer = owner.#tick?.(owner, time, place);
      return checkAnswer(operation, 'tick', answer, 'boolean');
    };
    addon.clockSetTick(native.index, tick === null ? null : tickCalled);
    this.#tick = tick;
  }

  /**
   * Sets who hears it strike.
   *
   * Since 1.0.
   *
   * @param strike Who.
   * @throws {FullError} Somebody hears it already. Nothing was kept.
   */
  setStrike(strike: Strike): void {
    const operation = 'clock.setStrike';
    const native = this.#idle(operation);
    checkFunction(operation, 'strike', strike);
    const self = new WeakRef(this);
    const strikeCalled = (hour: number) => {
      const owner = self.deref();
      if (owner !== undefined) owner.#strike?.(hour);
    };
    addon.clockSetStrike(native.index, strikeCalled);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw clockSetStrikeError(operation, status);
    this.#strike = strike;
  }

  /**
   * Wakes somebody up, once.
   *
   * Since 1.0.
   *
   * @param alarm Who.
   * @throws {FullError} There are too many alarms.
   */
  addAlarm(alarm: Strike): void {
    const operation = 'clock.addAlarm';
    const native = this.#idle(operation);
    checkFunction(operation, 'alarm', alarm);
    const alarmCalled = (hour: number) => {
      alarm(hour);
    };
    addon.clockAddAlarm(native.index, alarmCalled);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw clockAddAlarmError(operation, status);
  }

  /**
   * Lets time pass.
   *
   * Since 1.0.
   *
   * @param seconds How much.
   */
  run(seconds: number): void {
    const operation = 'clock.run';
    const native = this.#idle(operation);
    checkInteger(operation, 'seconds', seconds, 0, 0xffff_ffff);
    const before = this.#isRunning;
    this.#isRunning = true;
    try {
      addon.clockRun(native.index, seconds);
    } finally {
      this.#isRunning = before;
    }
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  /** For calls that are refused inside of its own callback. */
  #idle(operation: string): NativeClock {
    if (this.#isRunning)
      throw new DemoError(
        `${operation}: this clock is running; inside its callback only calls marked for callbacks are allowed`,
        'BUSY',
      );
    return this.#native ?? this.#refuse(operation);
  }

  /** Says why it cannot be used now. */
  #refuse(operation: string): never {
    if (this.#away !== undefined)
      throw new DemoError(
        `${operation}: this clock is running; inside its callback only calls marked for callbacks are allowed`,
        'BUSY',
      );
    throw new DemoError(`${operation}: this clock was destroyed; create a new one`, 'DESTROYED');
  }
}

/** Why `clock.setStrike` failed. The frame still has what the library told. */
function clockSetStrikeError(operation: string, status: number): DemoError {
  switch (status) {
    case 1:
      return new FullError(`${operation}: somebody hears it already; nothing was kept`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `clock.addAlarm` failed. The frame still has what the library told. */
function clockAddAlarmError(operation: string, status: number): DemoError {
  switch (status) {
    case 1:
      return new FullError(`${operation}: there are too many alarms`);
    default:
      return errorOf(operation, status);
  }
}
