import { misuse } from '../messages.js';
import { frameSize, SCRATCH_SIZE } from '../napi/context.js';
import { type Crossing, crossingOf, hasTwin, isDirect, liveStructOf, type Passed, receiverOf } from '../napi/crossing.js';
import { viewName } from '../napi/functions.js';
import { code } from '../text.js';
import type { TsContext } from './context.js';
import { arrayType, scalarType } from './types.js';
import { misuseClass } from './errors.js';

/** `checks.ts`: what is checked before anything crosses into C. */
export function checksModule(context: TsContext): string {
  const invalid = misuseClass(context, 'INVALID_ARGUMENT');
  return code`
    import { ${invalid} } from './errors.js';

    /** Checks of arguments. \`operation\` is what was called, \`name\` the argument. */

    export function checkInteger(operation: string, name: string, value: number, min: number, max: number): void {
      if (Number.isInteger(value) && value >= min && value <= max) return;
      refuseUnless(operation, name, value, 'number', \`an integer \${min} to \${max}\`);
      throw invalid(operation, \`${misuse.range('${name}', '${value}', '${min}', '${max}')}\`);
    }

    export function checkBigint(operation: string, name: string, value: bigint, min: bigint, max: bigint): void {
      if (typeof value === 'bigint' && value >= min && value <= max) return;
      refuseUnless(operation, name, value, 'bigint', \`a bigint \${min} to \${max}\`);
      throw invalid(operation, \`${misuse.range('${name}', '${value}', '${min}', '${max}')}\`);
    }

    export function checkNumber(operation: string, name: string, value: number): void {
      refuseUnless(operation, name, value, 'number', 'a number');
    }

    export function checkBoolean(operation: string, name: string, value: boolean): void {
      refuseUnless(operation, name, value, 'boolean', 'true or false');
    }

    export function checkFunction(operation: string, name: string, value: unknown): void {
      refuseUnless(operation, name, value, 'function', 'a function');
    }

    export function checkString(operation: string, name: string, value: string): void {
      refuseUnless(operation, name, value, 'string', 'a string');
      if (value.includes('\\0')) throw invalid(operation, \`${misuse.nulInString('${name}')}\`);
    }

    /** A string that has to fit into a field of so many octets. */
    export function checkText(operation: string, name: string, value: string, most: number): void {
      checkString(operation, name, value);
      checkLength(operation, name, Buffer.byteLength(value), 0, most);
    }

    export function checkLength(operation: string, name: string, length: number, min: number, max: number): void {
      if (length >= min && length <= max) return;
      const wanted = min === max ? \`\${min}\` : \`\${min} to \${max}\`;
      throw invalid(operation, \`${misuse.arrayLength('${name}', '${length}', '', '').replace(/ {2,}.*| to $/, ' ')}\${wanted}\`);
    }

    /** Arrays of another realm have the same tag, but are no instances. */
    export function checkArray(
      operation: string,
      name: string,
      value: ArrayBufferView,
      type: { readonly name: string; [Symbol.hasInstance](value: unknown): boolean },
    ): void {
      if (value instanceof type) return;
      if (Object.prototype.toString.call(value) === \`[object \${type.name}]\` && ArrayBuffer.isView(value)) return;
      throw invalid(operation, \`${misuse.type('${name}', '${kindOf(value)}', 'a ${type.name}')}\`);
    }

    export function checkList(operation: string, name: string, value: readonly unknown[]): void {
      if (!Array.isArray(value)) throw invalid(operation, \`${misuse.type('${name}', '${kindOf(value)}', 'an array')}\`);
    }

    /** Checked copies of all elements. */
    export function takeList<T, U>(
      operation: string,
      name: string,
      values: readonly T[],
      take: (operation: string, name: string, value: T) => U,
    ): readonly U[] {
      checkList(operation, name, values);
      return values.map((value, index) => take(operation, \`\${name}[\${index}]\`, value));
    }

    /** A slip in the name of a field is answered, not ignored. */
    export function checkFields(operation: string, name: string, value: object, known: readonly string[]): void {
      const prototype: unknown = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
      const isPlain = prototype === null || (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null);
      if (!isPlain) throw invalid(operation, \`${misuse.type('${name}', '${kindOf(value)}', 'an object')}\`);
      for (const key of Object.keys(value)) {
        if (known.includes(key)) continue;
        throw invalid(operation, unknownField(key, known));
      }
    }

    function unknownField(key: string, known: readonly string[]): string {
      const [nearest] = known
        .map((candidate) => ({ candidate, distance: distance(key.toLowerCase(), candidate.toLowerCase()) }))
        .filter(({ candidate, distance: edits }) => edits <= Math.max(2, candidate.length / 3))
        .sort((a, b) => a.distance - b.distance);
      if (nearest !== undefined) return \`${misuse.unknownOption('${key}', '${nearest.candidate}')}\`;
      return \`${misuse.unknownOptionOf('${key}', "${known.join(', ')}")}\`;
    }

    /** Letters to insert, delete or replace. */
    function distance(a: string, b: string): number {
      let row = Array.from({ length: b.length + 1 }, (_, index) => index);
      for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
          const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
          next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
        }
        row = next;
      }
      return row[b.length] ?? 0;
    }

    function refuseUnless(operation: string, name: string, value: unknown, type: string, wanted: string): void {
      if (typeof value === type) return;
      throw invalid(operation, \`${misuse.type('${name}', '${kindOf(value)}', '${wanted}')}\`);
    }

    /** What a closure returned. */
    export function checkAnswer<T>(operation: string, name: string, value: T, type: string): T {
      if (typeof value === type) return value;
      throw invalid(operation, \`${misuse.answered('${name}', '${kindOf(value)}', 'a ${type}')}\`);
    }

    export function kindOf(value: unknown): string {
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'an array';
      if (typeof value === 'object') return article((value.constructor?.name ?? 'object').replace(/^Object$/, 'object'));
      return value === undefined ? 'undefined' : article(typeof value);
    }

    function article(noun: string): string {
      return \`\${/^[aeioAEIO]/.test(noun) ? 'an' : 'a'} \${noun}\`;
    }

    export function invalid(operation: string, text: string): ${invalid} {
      return new ${invalid}(\`\${operation}: \${text}\`);
    }
  `;
}

/** `native.ts`: the addon as TypeScript sees it, and the memory that both see. */
export function nativeModule(context: TsContext): string {
  const { abi } = context;
  const crossings = abi.functions
    .filter((func) => func.role.kind !== 'retain' && !isDirect(abi, func))
    .map((func) => crossingOf(abi, func));
  const unbound = crossings.filter(({ bound }) => !bound).map((crossing) => method(context, crossing, crossing.passed));
  const asynchronous = crossings.filter(({ func }) => hasTwin(abi, func)).map((crossing) => asyncMethod(context, crossing));
  const views = abi.handles.filter(({ name }) => liveStructOf(abi, name) !== undefined);
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

    /** The number of a slot that stands for NULL. */
    export const NO_SLOT = -1;

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
  return `${crossing.name}(${passed.map((one) => passedType(context, one)).join(', ')}): ${returned(crossing)};`;
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

function passedType(context: TsContext, passed: Passed): string {
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
