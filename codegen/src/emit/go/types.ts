import type { Element, Scalar, Type } from '../../model/abi.js';
import type { GoContext } from './context.js';

/** Types of Go and of cgo, and how one becomes the other. */

const GO_SCALARS: Readonly<Record<Scalar, string>> = {
  bool: 'bool',
  u8: 'uint8',
  i8: 'int8',
  u16: 'uint16',
  i16: 'int16',
  u32: 'uint32',
  i32: 'int32',
  u64: 'uint64',
  i64: 'int64',
  size: 'int',
  int: 'int32',
  f32: 'float32',
  f64: 'float64',
};

const CGO_SCALARS: Readonly<Record<Scalar, string>> = {
  bool: 'C.bool',
  u8: 'C.uint8_t',
  i8: 'C.int8_t',
  u16: 'C.uint16_t',
  i16: 'C.int16_t',
  u32: 'C.uint32_t',
  i32: 'C.int32_t',
  u64: 'C.uint64_t',
  i64: 'C.int64_t',
  size: 'C.size_t',
  int: 'C.int',
  f32: 'C.float',
  f64: 'C.double',
};

/** What values of a scalar Go type can be: `range` checks need not look further. */
export const SCALAR_LIMITS: Readonly<Record<Scalar, readonly [bigint, bigint]>> = {
  bool: [0n, 1n],
  u8: [0n, 255n],
  i8: [-128n, 127n],
  u16: [0n, 0xffffn],
  i16: [-0x8000n, 0x7fffn],
  u32: [0n, 0xffffffffn],
  i32: [-0x80000000n, 0x7fffffffn],
  int: [-0x80000000n, 0x7fffffffn],
  u64: [0n, 0xffffffffffffffffn],
  i64: [-0x8000000000000000n, 0x7fffffffffffffffn],
  size: [-0x8000000000000000n, 0x7fffffffffffffffn],
  f32: [0n, -1n],
  f64: [0n, -1n],
};

export function elementType(context: GoContext, element: Element): string {
  switch (element.kind) {
    case 'scalar':
      return element.scalar === 'u8' ? 'byte' : GO_SCALARS[element.scalar];
    case 'enum':
    case 'struct':
      return context.names.type(element.name);
  }
}

export function cgoElement(element: Element): string {
  return element.kind === 'scalar' ? CGO_SCALARS[element.scalar] : `C.${element.name}`;
}

/** A field's type, or a value's. `nullable` matters for strings and structs behind pointers. */
export function goType(context: GoContext, type: Type, nullable = false): string {
  switch (type.kind) {
    case 'void':
      return '';
    case 'scalar':
      return GO_SCALARS[type.scalar];
    case 'enum':
    case 'callback':
      return context.names.type(type.name);
    case 'struct':
      return (type.pointer && nullable ? '*' : '') + context.names.type(type.name);
    case 'handle':
      return `*${context.names.type(type.name)}`;
    case 'string':
      return nullable ? '*string' : 'string';
    case 'array':
      return type.length.kind === 'fixed'
        ? `${type.inline ? '' : '*'}[${type.length.count}]${elementType(context, type.element)}`
        : `[]${elementType(context, type.element)}`;
    case 'userData':
      return 'any';
  }
}

export function cgoType(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return CGO_SCALARS[type.scalar];
    case 'enum':
    case 'struct':
      return `C.${type.name}`;
    case 'handle':
      return 'C.uintptr_t';
    case 'string':
      return '*C.char';
    case 'array':
      return `*${cgoElement(type.element)}`;
    default:
      return 'C.uintptr_t';
  }
}

/** A Go expression of a number, bool or enum as C. */
export function toC(type: Type, expression: string): string {
  return `${cgoType(type)}(${expression})`;
}

/** A cgo expression of a number, bool or enum as Go. */
export function fromC(context: GoContext, type: Type, expression: string): string {
  return `${goType(context, type)}(${expression})`;
}

/** The value that stands beside an error. */
export function zeroOf(type: string): string {
  if (type.startsWith('*') || type.startsWith('[]') || type.startsWith('func') || type === 'any') return 'nil';
  if (type === 'bool') return 'false';
  if (type === 'string') return '""';
  return '0';
}

/** Go's name for 0 of any type, structs and arrays included. */
export function zeroValue(context: GoContext, type: Type, spelled: string): string {
  if (type.kind === 'struct' && !spelled.startsWith('*')) return `${spelled}{}`;
  if (type.kind === 'array' && spelled.startsWith('[') && !spelled.startsWith('[]')) return `${spelled}{}`;
  if (type.kind === 'callback') return 'nil';
  void context;
  return zeroOf(spelled);
}
