// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import { checkBigint, checkBoolean, checkInteger, illegal } from './checks.js';
import { KEY, type Views } from './native.js';

/**
 * What a tank tells.
 *
 * Since 1.0.
 */
export class Gauge {
  readonly #find: (operation: string) => Views;
  readonly #share: (operation: string) => ArrayBuffer;
  #shared: ArrayBuffer | undefined;

  /** @internal */
  constructor(key: symbol, find: (operation: string) => Views, share: (operation: string) => ArrayBuffer) {
    if (key !== KEY) throw illegal('Gauge');
    this.#find = find;
    this.#share = share;
  }

  /** How much is in it. */
  get volume(): bigint {
    const live = this.#find('gauge.volume');
    return live.u64[0] ?? 0n;
  }

  set volume(volume: bigint) {
    const operation = 'gauge.volume';
    const live = this.#find(operation);
    checkBigint(operation, 'volume', volume, 0n, 0xffff_ffff_ffff_ffffn);
    live.u64[0] = volume;
  }

  /** -50 to 150. How hot it is. */
  get heat(): number {
    const live = this.#find('gauge.heat');
    return live.i32[2] ?? 0;
  }

  set heat(heat: number) {
    const operation = 'gauge.heat';
    const live = this.#find(operation);
    checkInteger(operation, 'heat', heat, -50, 150);
    live.i32[2] = heat;
  }

  /** Something may come in. */
  get isOpen(): boolean {
    const live = this.#find('gauge.isOpen');
    return (live.u8[12] ?? 0) !== 0;
  }

  set isOpen(isOpen: boolean) {
    const operation = 'gauge.isOpen';
    const live = this.#find(operation);
    checkBoolean(operation, 'isOpen', isOpen);
    live.u8[12] = isOpen ? 1 : 0;
  }

  /** How far each is open. */
  get valves(): Uint16Array {
    const operation = 'gauge.valves';
    this.#find(operation);
    this.#shared ??= this.#share(operation);
    return new Uint16Array(this.#shared, 14, 3);
  }
}
