import type { Abi, Element, Func, Parameter, Type } from '../../model/abi.js';

/** What SWIG is told of parameters, by type and name: it goes by these two, in all functions alike. */
export interface Mark {
  /**
   * - `number`, `enum`, `handle`: the place of one output. - `taken`: a handle that is gone afterwards.
   * - `input`, `buffer`: an array and its length, to read and to write. - `text`: a buffer for a string.
   */
  readonly kind: 'number' | 'enum' | 'handle' | 'taken' | 'input' | 'buffer' | 'text';
  /** With a blank or a star at its end. */
  readonly type: string;
  readonly name: string;
  /** The declaration of the length behind it. */
  readonly count?: string;
}

/** All marks, once each. Two functions that mean different things by one name get none: then SWIG's defaults hold. */
export function marksOf(abi: Abi): readonly Mark[] {
  const found = new Map<string, Mark | undefined>();
  for (const func of abi.functions) {
    for (const parameter of func.parameters) {
      const mark = markOf(parameter, func);
      const key = `${parameter.type.kind === 'void' ? '' : parameter.type.c} ${parameter.name}`;
      const same = !found.has(key) || JSON.stringify(found.get(key)) === JSON.stringify(mark);
      found.set(key, same ? mark : undefined);
    }
  }
  return [...found.values()].filter((mark): mark is Mark => mark !== undefined);
}

function markOf(parameter: Parameter, func: Func): Mark | undefined {
  const { type, name, direction, ownership } = parameter;
  switch (type.kind) {
    case 'scalar':
      return direction === 'out' ? { kind: 'number', type: bare(type.c), name } : undefined;
    case 'enum':
      return direction === 'out' ? { kind: 'enum', type: type.name, name } : undefined;
    case 'handle':
      if (direction === 'out') return { kind: 'handle', type: `${type.name} *`, name };
      return ownership?.kind === 'transfer' ? { kind: 'taken', type: type.name, name } : undefined;
    case 'array': {
      const count = type.element.kind === 'struct' ? undefined : countBehind(parameter, func);
      return count === undefined
        ? undefined
        : { kind: type.constant ? 'input' : 'buffer', type: starred(type.c), name, count };
    }
    case 'string': {
      const count = type.capacity === undefined ? undefined : countBehind(parameter, func);
      return count === undefined ? undefined : { kind: 'text', type: starred(type.c), name, count };
    }
    case 'void':
    case 'struct':
    case 'callback':
    case 'userData':
      return undefined;
  }
}

/** The length, where it stands right behind and counts nothing else: only then is there one typemap for both. */
function countBehind(array: Parameter, func: Func): string | undefined {
  const next = func.parameters[func.parameters.indexOf(array) + 1];
  const counts = [...(next?.lengthOf ?? []), ...(next?.capacityOf ?? [])];
  return next !== undefined && next.type.kind === 'scalar' && counts.length === 1 && counts[0] === array.name
    ? `${next.type.c} ${next.name}`
    : undefined;
}

function bare(type: string): string {
  return type.replace(/\s*\*$/, '');
}

function starred(type: string): string {
  return type.replace(/\s*\*$/, ' *');
}

const SCALARS: Readonly<Record<Extract<Element, { kind: 'scalar' }>['scalar'], string>> = {
  bool: 'bool',
  u8: 'uint8_t',
  i8: 'int8_t',
  u16: 'uint16_t',
  i16: 'int16_t',
  u32: 'uint32_t',
  i32: 'int32_t',
  u64: 'uint64_t',
  i64: 'int64_t',
  size: 'size_t',
  int: 'int',
  f32: 'float',
  f64: 'double',
};

/** Numbers and enums that stand in arrays anywhere, in the order of the header. */
export function elementsOf(abi: Abi): readonly string[] {
  const names = typesOf(abi).flatMap((type) => {
    if (type.kind !== 'array' || type.element.kind === 'struct') return [];
    return [type.element.kind === 'scalar' ? SCALARS[type.element.scalar] : type.element.name];
  });
  return [...new Set(names)];
}

export function structElements(abi: Abi): readonly string[] {
  const names = typesOf(abi).flatMap((type) =>
    type.kind === 'array' && type.element.kind === 'struct' ? [type.element.name] : [],
  );
  return [...new Set(names)];
}

function typesOf(abi: Abi): readonly Type[] {
  return [
    ...abi.structs.flatMap(({ fields }) => fields.map(({ type }) => type)),
    ...abi.functions.flatMap(({ parameters, returns }) => [...parameters.map(({ type }) => type), returns.type]),
  ];
}
