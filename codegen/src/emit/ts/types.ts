import type { Element, Scalar, Type } from '../../model/abi.js';
import type { TsContext } from './context.js';

/** Types of TypeScript, and the typed arrays that hold C's. */

const SCALARS: Readonly<Record<Scalar, string>> = {
  bool: 'boolean',
  u8: 'number',
  i8: 'number',
  u16: 'number',
  i16: 'number',
  u32: 'number',
  i32: 'number',
  u64: 'bigint',
  i64: 'bigint',
  size: 'number',
  int: 'number',
  f32: 'number',
  f64: 'number',
};

const ARRAYS: Readonly<Record<Scalar, string>> = {
  bool: 'Uint8Array',
  u8: 'Uint8Array',
  i8: 'Int8Array',
  u16: 'Uint16Array',
  i16: 'Int16Array',
  u32: 'Uint32Array',
  i32: 'Int32Array',
  u64: 'BigUint64Array',
  i64: 'BigInt64Array',
  size: 'BigUint64Array',
  int: 'Int32Array',
  f32: 'Float32Array',
  f64: 'Float64Array',
};

/** Name of the view in `Views`, and how far an offset in octets is shifted to be its index. */
export const VIEWS: Readonly<Record<Scalar, { readonly view: string; readonly shift: number }>> = {
  bool: { view: 'u8', shift: 0 },
  u8: { view: 'u8', shift: 0 },
  i8: { view: 'i8', shift: 0 },
  u16: { view: 'u16', shift: 1 },
  i16: { view: 'i16', shift: 1 },
  u32: { view: 'u32', shift: 2 },
  i32: { view: 'i32', shift: 2 },
  u64: { view: 'u64', shift: 3 },
  i64: { view: 'i64', shift: 3 },
  size: { view: 'u64', shift: 3 },
  int: { view: 'i32', shift: 2 },
  f32: { view: 'f32', shift: 2 },
  f64: { view: 'f64', shift: 3 },
};

/** What an integer can be: `range` narrows it. No limits for floats. */
export const LIMITS: Readonly<Record<Scalar, readonly [bigint, bigint] | undefined>> = {
  bool: undefined,
  u8: [0n, 0xffn],
  i8: [-0x80n, 0x7fn],
  u16: [0n, 0xffffn],
  i16: [-0x8000n, 0x7fffn],
  u32: [0n, 0xffffffffn],
  i32: [-0x80000000n, 0x7fffffffn],
  int: [-0x80000000n, 0x7fffffffn],
  u64: [0n, 0xffffffffffffffffn],
  i64: [-0x8000000000000000n, 0x7fffffffffffffffn],
  size: [0n, 0x1fffffffffffffn],
  f32: undefined,
  f64: undefined,
};

export function scalarType(scalar: Scalar): string {
  return SCALARS[scalar];
}

export function tsType(context: TsContext, type: Type): string {
  switch (type.kind) {
    case 'void':
      return 'void';
    case 'scalar':
      return SCALARS[type.scalar];
    case 'enum':
    case 'struct':
    case 'handle':
    case 'callback':
      return context.names.type(type.name);
    case 'string':
      return 'string';
    case 'array':
      return arrayType(context, type.element);
    case 'userData':
      return 'unknown';
  }
}

/** A typed array, or a list where no typed array has such elements. */
export function arrayType(context: TsContext, element: Element): string {
  switch (element.kind) {
    case 'scalar':
      return ARRAYS[element.scalar];
    case 'enum':
    case 'struct':
      return `readonly ${context.names.type(element.name)}[]`;
  }
}

/** The view of enums: C's `int`, unsigned unless a member is negative. */
export function enumScalar(context: TsContext, name: string): 'i32' | 'u32' {
  const decl = context.abi.enums.find((candidate) => candidate.name === name);
  return decl?.members.some(({ value }) => value < 0n) === true ? 'i32' : 'u32';
}

/** A number as the sources write it: large ones in groups of hexadecimal digits. */
export function literal(value: bigint, big: boolean): string {
  const sign = value < 0n ? '-' : '';
  const magnitude = value < 0n ? -value : value;
  const text = magnitude < 0x10000n ? String(magnitude) : `0x${grouped(magnitude.toString(16))}`;
  return `${sign}${text}${big ? 'n' : ''}`;
}

function grouped(digits: string): string {
  return digits.replace(/(?<=[0-9a-f])(?=(?:[0-9a-f]{4})+$)/g, '_');
}
