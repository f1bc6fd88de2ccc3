import type { Element, Extent, Scalar, Type } from '../model/abi.js';
import type { Annotation, CType, Declaration, Draft } from '../model/draft.js';

/** What the names of a header stand for. */
export interface Scope {
  readonly kinds: ReadonlyMap<string, Declaration>;
  readonly constants: ReadonlyMap<string, bigint>;
}

export function scopeOf(draft: Draft): Scope {
  const constants = new Map<string, bigint>();
  for (const declaration of draft.declarations) {
    if (declaration.kind === 'constant' && declaration.value !== undefined)
      constants.set(declaration.name, declaration.value);
  }
  return { kinds: new Map(draft.declarations.map((declaration) => [declaration.name, declaration])), constants };
}

const SCALARS: ReadonlyMap<string, Scalar> = new Map([
  ['bool', 'bool'],
  ['_Bool', 'bool'],
  ['uint8_t', 'u8'],
  ['int8_t', 'i8'],
  ['uint16_t', 'u16'],
  ['int16_t', 'i16'],
  ['uint32_t', 'u32'],
  ['int32_t', 'i32'],
  ['uint64_t', 'u64'],
  ['int64_t', 'i64'],
  ['size_t', 'size'],
  ['int', 'int'],
  ['float', 'f32'],
  ['double', 'f64'],
]);

export function scalarOf(name: string): Scalar | undefined {
  return SCALARS.get(name);
}

/** A C type and its annotations, as what they mean together; undefined where the subset has no such type. */
export function typeOf(type: CType, annotations: readonly Annotation[], scope: Scope): Type | undefined {
  const c = spelled(type);
  switch (type.kind) {
    case 'named':
      return named(type.name, c, scope);
    case 'pointer':
      return pointer(type.to, c, annotations, scope);
    case 'array':
      return inlineArray(type, c, annotations, scope);
    case 'foreign':
      return undefined;
  }
}

function named(name: string, c: string, scope: Scope): Type | undefined {
  if (name === 'void') return { kind: 'void', c };
  const scalar = scalarOf(name);
  if (scalar !== undefined) return { kind: 'scalar', c, scalar };
  switch (scope.kinds.get(name)?.kind) {
    case 'enum':
      return { kind: 'enum', c, name };
    case 'callback':
      return { kind: 'callback', c, name };
    case 'struct':
      return { kind: 'struct', c, name, pointer: false, constant: false };
    default:
      return undefined;
  }
}

function pointer(to: CType, c: string, annotations: readonly Annotation[], scope: Scope): Type | undefined {
  const target = to.kind === 'pointer' && !to.constant ? to : undefined;
  if (target !== undefined) return behindTwoPointers(target.to, c, annotations, scope);
  return to.kind === 'named' ? behindPointer(to, c, annotations, scope) : undefined;
}

/** `T **`: the place of a pointer that the function gives out. Its type is that of the pointer. */
function behindTwoPointers(to: CType, c: string, annotations: readonly Annotation[], scope: Scope): Type | undefined {
  if (to.kind !== 'named') return undefined;
  const inner = behindPointer(to, c, annotations, scope);
  return inner?.kind === 'scalar' || inner?.kind === 'enum' ? undefined : inner;
}

function behindPointer(
  to: Extract<CType, { kind: 'named' }>,
  c: string,
  annotations: readonly Annotation[],
  scope: Scope,
): Type | undefined {
  const { name, constant } = to;
  const array = annotation(annotations, 'array');
  if (annotation(annotations, 'user_data') !== undefined && name === 'void') return { kind: 'userData', c };
  if (annotation(annotations, 'string') !== undefined && name === 'char') return stringOf(c, annotations, scope);
  if (array !== undefined) {
    const element = elementOf(name, scope);
    const length = extentOf(array.items[0]?.value, scope);
    if (element === undefined || length === undefined) return undefined;
    return { kind: 'array', c, element, length, ...filledOf(array), constant, inline: false };
  }
  const declaration = scope.kinds.get(name);
  if (declaration?.kind === 'opaque') return { kind: 'handle', c, name, constant };
  if (declaration?.kind === 'struct') return { kind: 'struct', c, name, pointer: true, constant };
  if (declaration?.kind === 'enum') return { kind: 'enum', c, name };
  const scalar = scalarOf(name);
  return scalar === undefined ? undefined : { kind: 'scalar', c, scalar };
}

/** `T name[n]`: in a struct it lies in place, as a parameter it is a pointer with a length. */
function inlineArray(
  type: Extract<CType, { kind: 'array' }>,
  c: string,
  annotations: readonly Annotation[],
  scope: Scope,
): Type | undefined {
  if (type.of.kind !== 'named') return undefined;
  const count = Number(type.extent);
  if (!Number.isSafeInteger(count) || count < 1) return undefined;
  const said = annotation(annotations, 'array') ?? annotation(annotations, 'string');
  const capacity: Extent = { kind: 'fixed', count, text: said?.items[0]?.value ?? type.extent };
  if (annotation(annotations, 'string') !== undefined) return { kind: 'string', c, capacity };
  const element = elementOf(type.of.name, scope);
  return element === undefined
    ? undefined
    : { kind: 'array', c, element, length: capacity, constant: type.of.constant, inline: true };
}

function stringOf(c: string, annotations: readonly Annotation[], scope: Scope): Type {
  const said = annotation(annotations, 'string');
  const capacity = extentOf(said?.items[0]?.value, scope);
  return {
    kind: 'string',
    c,
    ...(capacity === undefined ? {} : { capacity }),
    ...(said === undefined ? {} : filledOf(said)),
  };
}

function elementOf(name: string, scope: Scope): Element | undefined {
  // `void *` counts bytes, and a `char` array that is no string is bytes, too.
  if (name === 'void' || name === 'char') return { kind: 'scalar', scalar: 'u8' };
  const scalar = scalarOf(name);
  if (scalar !== undefined) return { kind: 'scalar', scalar };
  const kind = scope.kinds.get(name)?.kind;
  return kind === 'enum' || kind === 'struct' ? { kind, name } : undefined;
}

function extentOf(value: string | undefined, scope: Scope): Extent | undefined {
  if (value === undefined) return undefined;
  const constant = /^(0x[0-9a-fA-F]+|\d+)$/.test(value) ? BigInt(value) : scope.constants.get(value);
  return constant === undefined
    ? { kind: 'name', name: value }
    : { kind: 'fixed', count: Number(constant), text: value };
}

function filledOf(array: Annotation): { readonly filled?: string } {
  const filled = array.items.find(({ label }) => label === 'filled')?.value;
  return filled === undefined ? {} : { filled };
}

export function annotation(annotations: readonly Annotation[], key: string): Annotation | undefined {
  return annotations.find((candidate) => candidate.key === key);
}

/** The first value of an annotation: `vm` of `(borrowed: vm)`. */
export function firstValue(annotations: readonly Annotation[], key: string): string | undefined {
  return annotation(annotations, key)?.items[0]?.value;
}

/** A type in C's own spelling, one blank before stars: `const pvm_vm_t *`. */
export function spelled(type: CType): string {
  switch (type.kind) {
    case 'named':
      return `${type.constant ? 'const ' : ''}${type.name}`;
    case 'pointer': {
      const to = spelled(type.to);
      return `${to}${to.endsWith('*') ? '' : ' '}*${type.constant ? 'const' : ''}`;
    }
    case 'array':
      return `${spelled(type.of)}[${type.extent}]`;
    case 'foreign':
      return type.text;
  }
}
