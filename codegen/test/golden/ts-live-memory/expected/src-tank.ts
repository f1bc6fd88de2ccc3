// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import { checkBigint, checkInteger, illegal, invalid, stranger } from './checks.js';
import { DemoError } from './errors.js';
import { checkLibrary, defaultLibrary, type Library, libraryIndex } from './library.js';
import { keepAlive } from './lifetime.js';
import { addon, KEY, mail, type NativeTank, newNativeTank, viewsOf } from './native.js';
import { Gauge } from './structs.js';

/** Places that no tank has now. */
const idle: NativeTank[] = [];

const forgotten = new FinalizationRegistry<NativeTank>((native) => {
  addon.tankDestroy(native.index);
  idle.push(native);
});

/** @internal */
export let makeTank: (native: NativeTank, library: Library) => Tank;

/** @internal */
export let libraryOfTank: (tank: Tank) => Library;

/** The addon's side of a tank that is an argument. @internal */
export let slotOfTank: (tank: Tank, operation: string, name: string, library?: Library) => number;

/** The views of a place are good for all that ever lie there. */
function lookTank(native: NativeTank, address: number): void {
  if (address !== 0 && native.address === address) return;
  native.address = address;
  native.live = viewsOf(addon.tankView(native.index));
}

/**
 * A tank.
 *
 * Since 1.0.
 *
 * A forgotten tank is freed some time after it was collected; `destroy`, or `using`, frees it at once.
 */
export class Tank implements Disposable {
  readonly #library: Library;
  /** Absent while it runs on another thread, and for good once it is destroyed. */
  #native: NativeTank | undefined;
  /** Where `#native` is while it runs on another thread. */
  #away: NativeTank | undefined;
  #isRunning = false;
  #gauge: Gauge | undefined;
  #levels: BigUint64Array | undefined;
  #levels32: Uint32Array | undefined;

  static {
    makeTank = (native, library) => new Tank(KEY, native, library);
    libraryOfTank = (tank) => tank.#library;
    slotOfTank = (tank, operation, name, library) => {
      if (!(typeof tank === 'object' && tank !== null && #native in tank))
        throw stranger(operation, name, tank, 'Tank');
      const native = tank.#idle(operation);
      if (library !== undefined && tank.#library !== library) {
        throw invalid(operation, `${name} belongs to another library; make it with the same one`);
      }
      return native.index;
    };
  }

  private constructor(key: symbol, native: NativeTank, library: Library) {
    if (key !== KEY) throw illegal('Tank');
    this.#native = native;
    this.#library = library;
    forgotten.register(this, native, this);
  }

  /** The library that it belongs to. */
  get library(): Library {
    return this.#library;
  }

  /**
   * Gives what the tank tells.
   *
   * Since 1.0.
   *
   * @returns Always the same address.
   */
  get gauge(): Gauge {
    this.#alive('tank.gauge');
    this.#gauge ??= new Gauge(
      KEY,
      (caller) => this.#alive(caller).live,
      (caller) => {
        const native = this.#alive(caller);
        const shared = addon.tankShare(native.index);
        if (shared === null) return native.live.u8.buffer as ArrayBuffer;
        keepAlive.set(shared, this);
        return shared;
      },
    );
    return this.#gauge;
  }

  /**
   * Tells how hot it is.
   *
   * Since 1.0.
   *
   * @returns Degrees.
   */
  get heat(): number {
    const { live } = this.#alive('tank.heat');
    return live.i32[2] ?? 0;
  }

  set heat(heat: number) {
    const operation = 'tank.heat';
    const { live } = this.#alive(operation);
    checkInteger(operation, 'heat', heat, -50, 150);
    live.i32[2] = heat;
  }

  /**
   * Gives the levels, live.
   *
   * Since 1.0.
   *
   * @returns What was measured.
   */
  get levels(): BigUint64Array {
    const operation = 'tank.levels';
    const native = this.#alive(operation);
    if (this.#levels === undefined) {
      const returned = addon.tankGetLevels(native.index);
      if (returned === null)
        throw new DemoError(`${operation}: failed; an argument is out of range, or memory is short`);
      this.#levels = new BigUint64Array(returned);
      keepAlive.set(returned, this);
    }
    return this.#levels;
  }

  /**
   * The memory of {@link Tank.levels} as halves: element 2n holds the low 32 bits of number n, 2n + 1 the high ones.
   * Reading and writing them is several times faster than 64-bit numbers.
   */
  get levels32(): Uint32Array {
    this.#alive('tank.levels32');
    this.#levels32 ??= new Uint32Array(this.levels.buffer);
    return this.#levels32;
  }

  /**
   * Makes a tank.
   *
   * Since 1.0.
   *
   * @param volume How large.
   * @param library Which library makes it.
   * @throws {DemoError} If memory is short.
   */
  static create(volume: bigint, library: Library = defaultLibrary()): Tank {
    const operation = 'Tank.create';
    checkBigint(operation, 'volume', volume, 0n, 0xffff_ffff_ffff_ffffn);
    checkLibrary(operation, library);
    const made = idle.pop() ?? newNativeTank();
    mail.u64[1] = volume;
    addon.tankCreate(libraryIndex(library), made.index);
    if ((mail.i32[0] ?? 0) === 0) {
      idle.push(made);
      throw new DemoError(`${operation}: memory is short`);
    }
    lookTank(made, mail.f64[2] ?? 0);
    return makeTank(made, library);
  }

  /**
   * Frees a tank.
   *
   * It does nothing the second time.
   *
   * Since 1.0.
   */
  destroy(): void {
    const native = this.#native;
    if (this.#isRunning || this.#away !== undefined)
      throw new DemoError(
        'tank.destroy: this tank is running; inside its callback only calls marked for callbacks are allowed',
        'BUSY',
      );
    if (native === undefined) return;
    addon.tankDestroy(native.index);
    this.#native = undefined;
    this.#levels = undefined;
    this.#levels32 = undefined;
    forgotten.unregister(this);
    idle.push(native);
  }

  /**
   * Gives some of the tank's memory.
   *
   * Since 1.0.
   *
   * @param offset Where it begins.
   * @param length 1 to 4096. How long it is.
   * @throws {DemoError} If there is none.
   */
  getWindow(offset: bigint, length: number): Uint8Array {
    const operation = 'tank.getWindow';
    const native = this.#alive(operation);
    checkBigint(operation, 'offset', offset, 0n, 0xffff_ffff_ffff_ffffn);
    checkInteger(operation, 'length', length, 1, 4096);
    mail.u64[1] = offset;
    const returned = addon.tankGetWindow(native.index, length);
    if (returned === null) throw new DemoError(`${operation}: there is none`);
    keepAlive.set(returned, this);
    return new Uint8Array(returned);
  }

  /**
   * Makes it larger.
   *
   * Since 1.0.
   *
   * @param volume How large.
   */
  grow(volume: bigint): void {
    const operation = 'tank.grow';
    const native = this.#idle(operation);
    checkBigint(operation, 'volume', volume, 0n, 0xffff_ffff_ffff_ffffn);
    mail.u64[1] = volume;
    addon.tankGrow(native.index);
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  /** For calls that its own callback may make, too. */
  #alive(operation: string): NativeTank {
    return this.#native ?? this.#refuse(operation);
  }

  /** For calls that are refused inside of its own callback. */
  #idle(operation: string): NativeTank {
    if (this.#isRunning)
      throw new DemoError(
        `${operation}: this tank is running; inside its callback only calls marked for callbacks are allowed`,
        'BUSY',
      );
    return this.#native ?? this.#refuse(operation);
  }

  /** Says why it cannot be used now. */
  #refuse(operation: string): never {
    if (this.#away !== undefined)
      throw new DemoError(
        `${operation}: this tank is running; inside its callback only calls marked for callbacks are allowed`,
        'BUSY',
      );
    throw new DemoError(`${operation}: this tank was destroyed; create a new one`, 'DESTROYED');
  }
}
