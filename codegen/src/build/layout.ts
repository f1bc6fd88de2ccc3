import type { Scalar, Struct, Type } from '../model/abi.js';

export interface Layout {
  readonly size: number;
  readonly align: number;
}

/** Sizes of the 64-bit System V and AArch64 ABIs; an enum is an `int`. */
const SCALAR_SIZES: Readonly<Record<Scalar, number>> = {
  bool: 1,
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  u64: 8,
  i64: 8,
  size: 8,
  int: 4,
  f32: 4,
  f64: 8,
};

const POINTER: Layout = { size: 8, align: 8 };
const ENUM: Layout = { size: 4, align: 4 };

/** The room that a field of this type takes. `structs` holds the structs declared before. */
export function layoutOf(type: Type, structs: ReadonlyMap<string, Struct>): Layout {
  switch (type.kind) {
    case 'void':
      return { size: 0, align: 1 };
    case 'scalar':
      return type.c.endsWith('*') ? POINTER : scalarLayout(type.scalar);
    case 'enum':
      return type.c.endsWith('*') ? POINTER : ENUM;
    case 'struct':
      return type.pointer ? POINTER : structLayout(type.name, structs);
    case 'handle':
    case 'callback':
    case 'userData':
      return POINTER;
    case 'string':
      return type.capacity?.kind === 'fixed' ? { size: type.capacity.count, align: 1 } : POINTER;
    case 'array': {
      if (!type.inline || type.length.kind !== 'fixed') return POINTER;
      const { size, align } = elementLayout(type, structs);
      return { size: size * type.length.count, align };
    }
  }
}

export function aligned(offset: number, align: number): number {
  return Math.ceil(offset / align) * align;
}

function elementLayout(type: Extract<Type, { kind: 'array' }>, structs: ReadonlyMap<string, Struct>): Layout {
  switch (type.element.kind) {
    case 'scalar':
      return scalarLayout(type.element.scalar);
    case 'enum':
      return ENUM;
    case 'struct':
      return structLayout(type.element.name, structs);
  }
}

function scalarLayout(scalar: Scalar): Layout {
  return { size: SCALAR_SIZES[scalar], align: SCALAR_SIZES[scalar] };
}

function structLayout(name: string, structs: ReadonlyMap<string, Struct>): Layout {
  const struct = structs.get(name);
  return struct === undefined ? { size: 0, align: 1 } : { size: struct.size, align: struct.align };
}
