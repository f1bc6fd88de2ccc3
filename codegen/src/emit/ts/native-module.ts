import { frameSize, SCRATCH_SIZE } from '../napi/context.js';
import {
  type Crossing,
  crossingOf,
  hasTwin,
  isDirect,
  liveStructOf,
  type Passed,
  receiverOf,
  sharesMemory,
} from '../napi/crossing.js';
import { shareName, viewName } from '../napi/functions.js';
import { code } from '../text.js';
import type { TsContext } from './context.js';
import { arrayType, scalarType } from './types.js';

/** `native.ts`: the addon as TypeScript sees it, and the memory that both see. */
export function nativeModule(context: TsContext): string {
  const { abi } = context;
  const crossings = abi.functions
    .filter((func) => func.role.kind !== 'retain' && !isDirect(abi, func))
    .map((func) => crossingOf(abi, func));
  const unbound = crossings.filter(({ bound }) => !bound).map((crossing) => method(context, crossing, crossing.passed));
  const asynchronous = crossings
    .filter(({ func }) => hasTwin(abi, func))
    .map((crossing) => asyncMethod(context, crossing));
  const views = abi.handles.filter(({ name }) => liveStructOf(abi, name) !== undefined);
  const shared = views.filter(({ name }) => {
    const live = liveStructOf(abi, name);
    return live !== undefined && sharesMemory(live.struct);
  });
  return code`
    import { loadAddon } from '../native.js';

    /** The compiled addon. It trusts its caller: the classes check everything before. */
    export interface Addon {
      /** Memory that both languages see: the frame of the call under way, and room to read into. */
      readonly mail: ArrayBuffer;
      newSlot(kind: number): object;
      loadLibrary(path: string): number | string;
      refuseForeignMemory(): void;
      ${unbound}
      ${asynchronous}
      ${views.map(({ name }) => `${viewName(context.names.type(name))}(slot: number): ArrayBuffer;`)}
      ${shared.map(({ name }) => `${shareName(context.names.type(name))}(slot: number): ArrayBuffer | null;`)}
    }

    export const addon = loadAddon() as Addon;

    /** Memory as numbers of every width. */
    export interface Views {
      readonly u8: Uint8Array;
      readonly i8: Int8Array;
      readonly u16: Uint16Array;
      readonly i16: Int16Array;
      readonly u32: Uint32Array;
      readonly i32: Int32Array;
      readonly u64: BigUint64Array;
      readonly i64: BigInt64Array;
      readonly f32: Float32Array;
      readonly f64: Float64Array;
    }

    export function viewsOf(buffer: ArrayBuffer): Views {
      const words = buffer.byteLength >> 3;
      return {
        u8: new Uint8Array(buffer),
        i8: new Int8Array(buffer),
        u16: new Uint16Array(buffer, 0, words << 2),
        i16: new Int16Array(buffer, 0, words << 2),
        u32: new Uint32Array(buffer, 0, words << 1),
        i32: new Int32Array(buffer, 0, words << 1),
        u64: new BigUint64Array(buffer, 0, words),
        i64: new BigInt64Array(buffer, 0, words),
        f32: new Float32Array(buffer, 0, words << 1),
        f64: new Float64Array(buffer, 0, words),
      };
    }

    export const mail = viewsOf(addon.mail);

    /** Room in the mail for outputs that are copied at once. */
    export const scratch = new Uint8Array(addon.mail, ${frameSize(abi)}, ${SCRATCH_SIZE});

    /** What constructors ask for: only this package makes objects. */
    export const KEY = Symbol('key');

    /** The number of a slot that stands for NULL. */
    export const NO_SLOT = -1;

    ${crossings.some(({ recent }) => recent !== undefined) ? RECENT : ''}

    ${abi.handles.map((handle, kind) => boundType(context, handle.name, kind))}

    const decoder = new TextDecoder();
    const encoder = new TextEncoder();

    /** NUL-terminated text in a field. */
    export function readText({ u8 }: Views, at: number, capacity: number): string {
      const end = u8.indexOf(0, at);
      return decoder.decode(u8.subarray(at, end < 0 || end > at + capacity ? at + capacity : end));
    }

    export function putText({ u8 }: Views, at: number, text: string, capacity: number): void {
      const { written } = encoder.encodeInto(text, u8.subarray(at, at + capacity - 1));
      u8.fill(0, at + written, at + capacity);
    }

    /** Stands for memory that the library never leaves out. */
    export const EMPTY = new ArrayBuffer(256);

    /** A copy of what is only in the mail until the next call. */
    export function ownOctets(octets: Uint8Array): Uint8Array {
      return octets.buffer === addon.mail ? octets.slice() : octets;
    }

    export function textOf(octets: Uint8Array): string {
      return decoder.decode(octets);
    }
  `;
}

const RECENT = code`
  /** Does its length tell the truth? A class of its own, or a property, could say anything. */
  function isPlain(array: Uint8Array): boolean {
    const prototype: unknown = Object.getPrototypeOf(array);
    return (prototype === Uint8Array.prototype || prototype === Buffer.prototype) && !Object.hasOwn(array, 'length');
  }

  /** The array that was passed last: the addon still knows where it is. It is held, so that it stays there. */
  export class Recent {
    #array: Uint8Array | undefined;
    #length = -1;

    /** Nothing for the array that was passed last. One that was detached or cut has lost its length. */
    unless(array: Uint8Array): Uint8Array | undefined {
      if (array === this.#array && array.length === this.#length) return undefined;
      const length = lengthOf(array);
      // A large one would be a leak, and takes so long that it does not matter.
      this.#array = length <= 4096 && isPlain(array) ? array : undefined;
      this.#length = length;
      return array;
    }
  }
`;

function boundType(context: TsContext, handle: string, kind: number): string {
  const { abi } = context;
  const type = context.names.type(handle);
  const bound = abi.functions
    .filter((func) => receiverOf(func) === handle && !isDirect(abi, func))
    .map((func) => crossingOf(abi, func))
    .filter((crossing) => crossing.bound);
  const live = liveStructOf(abi, handle);
  const hasView = live !== undefined;
  return code`
    /** What a ${type} is to the addon: a numbered place, and functions bound to it. Used again when it is destroyed. */
    export interface Native${type} {
      readonly index: number;
      ${bound.map((crossing) => method(context, crossing, crossing.passed))}
      ${hasView ? ['/** Where the live struct is, and the views of it. */', 'address: number;', 'live: Views;'] : []}
    }

    export function newNative${type}(): Native${type} {
      ${bound.length === 0 && !hasView ? `return addon.newSlot(${kind}) as Native${type};` : `const slot = addon.newSlot(${kind}) as Native${type};`}
      ${
        bound.length === 0 && !hasView
          ? []
          : [
              '// Written out, so that all have one hidden class.',
              'return {',
              '  index: slot.index,',
              ...bound.map(({ name }) => `  ${name}: slot.${name},`),
              ...(hasView ? ['  address: -1,', '  live: mail,'] : []),
              '};',
            ]
      }
    }
  `;
}

function method(context: TsContext, crossing: Crossing, passed: readonly Passed[]): string {
  return `${crossing.name}(${passed.map((one) => passedType(context, one, crossing)).join(', ')}): ${returned(crossing)};`;
}

function asyncMethod(context: TsContext, crossing: Crossing): string {
  const slot = crossing.bound ? ['slot: number'] : [];
  const parameters = [...slot, ...crossing.passed.map((one) => passedType(context, one)), 'done: () => void'];
  return `${crossing.name}Async(${parameters.join(', ')}): void;`;
}

function returned({ func }: Crossing): string {
  switch (func.returns.type.kind) {
    case 'string':
      return 'string | null';
    case 'array':
      return 'ArrayBuffer | null';
    default:
      return 'void';
  }
}

function passedType(context: TsContext, passed: Passed, crossing?: Crossing): string {
  switch (passed.kind) {
    case 'library':
      return 'library: number';
    case 'slot':
      return `${context.names.parameter(passed.parameter)}: number`;
    case 'target':
      return 'target: number';
    case 'callback':
      return `${context.names.parameter(passed.parameter)}: ((...values: never[]) => unknown) | null`;
    case 'present':
    case 'yielding':
      return `has${upper(context.names.output(passed.parameter))}: boolean`;
    case 'string':
      return `${context.names.parameter(passed.parameter)}: string${passed.parameter.nullable ? ' | null' : ''}`;
    case 'number': {
      const { type } = passed.parameter;
      const spelled = type.kind === 'scalar' ? scalarType(type.scalar) : 'number';
      return `${context.names.parameter(passed.parameter)}: ${spelled}`;
    }
    case 'array': {
      const { type } = passed.parameter;
      const spelled = type.kind === 'array' ? nativeArray(context, type.element) : 'Uint8Array';
      if (crossing?.recent?.parameter === passed.parameter) {
        return `${context.names.parameter(passed.parameter)}: ${spelled} | undefined`;
      }
      return `${context.names.parameter(passed.parameter)}: ${spelled}${passed.parameter.nullable ? ' | null' : ''}`;
    }
  }
}

/** Lists are packed before they cross. */
export function nativeArray(context: TsContext, element: Parameters<typeof arrayType>[1]): string {
  if (element.kind === 'struct') return 'Uint8Array';
  return element.kind === 'enum' ? 'Uint32Array | Int32Array' : arrayType(context, element);
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
