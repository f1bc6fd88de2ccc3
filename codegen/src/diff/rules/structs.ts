import type { Abi, Field, Struct, Type } from '../../model/abi.js';
import { type Comparison, renamed } from '../comparison.js';
import { binaryVerdict, fits, shapeOf } from '../ctype.js';
import type { AbiFinding } from '../finding.js';
import { quoted } from '../parameters.js';
import { type Family, found } from '../rule.js';
import { alike, bestPairs } from '../similarity.js';
import * as words from './struct-words.js';
import { compareValues } from './values.js';

/** Fields and their places. One cause, one finding: what has moved because of another field is not told again. */
export const structs: Family = {
  rules: words.STRUCT_RULES,
  compare: (sides) =>
    sides.next.structs.flatMap((next) => {
      const old = sides.old.structs.find(({ name }) => name === next.name);
      return old === undefined ? [] : compareStruct(old, next, sides);
    }),
};

interface FieldPair {
  readonly old: Field;
  readonly next: Field;
  readonly was: string;
}

function compareStruct(old: Struct, next: Struct, sides: Comparison): readonly AbiFinding[] {
  const pairs = pairFields(old, next);
  const [kept, there] = [new Set(pairs.map((pair) => pair.was)), new Set(pairs.map((pair) => pair.next))];
  const causes = [
    ...old.fields.filter(({ name }) => !kept.has(name)).map((field) => fieldGone(field, old, next)),
    ...next.fields.filter((field) => !there.has(field)).map((field) => fieldCome(field, old, next, sides)),
    ...pairs.flatMap((pair) => [...newName(pair, old, next), ...newType(pair, old, next, sides)]),
    ...reordered(pairs, old, next),
  ];
  return [
    ...causes,
    ...(old.sized === next.sized
      ? []
      : [
          found(words.sizedChanged, {
            symbol: next.name,
            location: next.fields[0]?.location ?? next.location,
            doc: old.doc,
            message: `${next.name} ${next.sized ? 'starts with its size now' : 'no longer starts with its size'}`,
            change: { kind: 'annotated', symbol: next.name, annotation: 'size' },
          }),
        ]),
    ...(causes.length > 0 ? [] : moved(old, next, pairs)),
    ...pairs.flatMap((pair) => promises(pair, old, next, sides)),
  ];
}

/** By name; the rest by place and type. */
function pairFields(old: Struct, next: Struct): readonly FieldPair[] {
  const names = (fields: readonly Field[]): ReadonlySet<string> => new Set(fields.map(({ name }) => name));
  const [before, after] = [names(old.fields), names(next.fields)];
  const gone = old.fields.filter(({ name }) => !after.has(name));
  const come = next.fields.filter(({ name }) => !before.has(name));
  const same = old.fields.length === next.fields.length;
  const renames = new Map(
    bestPairs(gone, come, (a, b) => {
      const likeness = alike(a.doc, b.doc);
      const isHere = a.offset === b.offset && a.size === b.size;
      if (isHere && shapeOf(a.type.c).base === shapeOf(b.type.c).base && (same || likeness >= 0.5)) return 2 + likeness;
      return likeness >= 0.8 && a.doc.length > 20 ? likeness : 0;
    }).map(({ from, to }) => [from.name, to.name]),
  );
  return old.fields.flatMap((field): readonly FieldPair[] => {
    const name = renames.get(field.name) ?? field.name;
    const now = next.fields.find((other) => other.name === name);
    return now === undefined
      ? []
      : [{ old: { ...renamed(field, renames), doc: quoted(field.doc, renames) }, next: now, was: field.name }];
  });
}

function fieldGone(field: Field, old: Struct, next: Struct): AbiFinding {
  return found(words.fieldRemoved, {
    symbol: `${next.name}.${field.name}`,
    side: 'old',
    location: field.location,
    doc: old.doc,
    message: `${next.name} lost ${field.name}${sizes(old, next)}`,
    change: { kind: 'removed', what: 'field', name: field.name, owner: next.name },
  });
}

function fieldCome(field: Field, old: Struct, next: Struct, { next: abi, old: before }: Comparison): AbiFinding {
  const isBehind = field.offset >= old.size;
  // In place, its size is part of what is around it.
  const isFixed = isInPlace(before, next.name) || isInPlace(abi, next.name);
  const grows = old.sized && next.sized && isBehind && !isFixed;
  const rest = old.fields.some(({ name }) => !next.fields.some((one) => one.name === name));
  const where = isBehind ? 'at its end' : 'inside';
  return found(grows ? words.fieldAppended : words.fieldAdded, {
    symbol: `${next.name}.${field.name}`,
    location: field.location,
    doc: old.doc,
    message: `${next.name} gained ${field.name} ${where}, at offset ${field.offset}${rest ? '' : sizes(old, next)}`,
    change: { kind: 'added', what: 'field', name: field.name, owner: next.name },
  });
}

function sizes(old: Struct, next: Struct): string {
  return old.size === next.size ? '' : `; it had ${old.size} octets and has ${next.size}`;
}

/** As a field or as elements of an array: growth moves what is behind it. */
function isInPlace(abi: Abi, name: string): boolean {
  const holds = (type: Type): boolean =>
    (type.kind === 'struct' && type.name === name && !type.pointer) ||
    (type.kind === 'array' && type.element.kind === 'struct' && type.element.name === name);
  return [
    ...abi.structs.flatMap(({ fields }) => fields.map(({ type }) => type)),
    ...[...abi.functions, ...abi.callbacks].flatMap(({ parameters, returns }) => [
      ...parameters.map(({ type }) => type),
      returns.type,
    ]),
  ].some(holds);
}

function newName({ was, next: field }: FieldPair, old: Struct, next: Struct): readonly AbiFinding[] {
  if (was === field.name) return [];
  return [
    found(words.fieldRenamed, {
      symbol: `${next.name}.${field.name}`,
      location: field.location,
      doc: old.doc,
      message: `${next.name}: the field ${was} is now called ${field.name}`,
      change: { kind: 'renamed', what: 'field', from: was, to: field.name, owner: next.name },
    }),
  ];
}

function newType(pair: FieldPair, old: Struct, next: Struct, { enums }: Comparison): readonly AbiFinding[] {
  const [from, to] = [pair.old.type.c, pair.next.type.c];
  const plain = (c: string): string => c.replaceAll(/\s+/g, '');
  if (plain(from) === plain(to)) return [];
  const both = fits(from, to, enums) && fits(to, from, enums);
  return [
    found(words.fieldRetyped, {
      symbol: `${next.name}.${pair.next.name}`,
      location: pair.next.location,
      doc: old.doc,
      message: `${next.name}.${pair.next.name} was ${from} and is ${to}${sizes(old, next)}`,
      change: { kind: 'retyped', what: 'field', owner: next.name, name: pair.next.name, from, to },
      effects: { cSource: both ? 'same' : 'breaks', cBinary: binaryVerdict(from, to, enums) },
    }),
  ];
}

function reordered(pairs: readonly FieldPair[], old: Struct, next: Struct): readonly AbiFinding[] {
  const from = pairs.map((pair) => pair.next.name);
  const to = next.fields.map(({ name }) => name).filter((name) => from.includes(name));
  if (from.every((name, index) => name === to[index])) return [];
  return [
    found(words.fieldsReordered, {
      symbol: next.name,
      location: next.location,
      doc: old.doc,
      message: `${next.name} has ${to.join(', ')} and had ${from.join(', ')}`,
      change: {
        kind: 'reordered',
        what: 'struct',
        name: next.name,
        from: old.fields.map(({ name }) => name),
        to: next.fields.map(({ name }) => name),
      },
    }),
  ];
}

/** No field is to blame: a struct inside of it has grown, or a compiler packs. */
function moved(old: Struct, next: Struct, pairs: readonly FieldPair[]): readonly AbiFinding[] {
  const first = pairs.find((pair) => pair.old.offset !== pair.next.offset);
  if (first === undefined && old.size === next.size && old.align === next.align) return [];
  const what =
    first === undefined
      ? `${next.name} had ${old.size} octets and has ${next.size}`
      : `${next.name}.${first.next.name} moved from offset ${first.old.offset} to ${first.next.offset}`;
  return [
    found(words.layoutChanged, {
      symbol: next.name,
      location: next.location,
      doc: old.doc,
      message: what,
      change: { kind: 'layout', struct: next.name, from: String(old.size), to: String(next.size) },
    }),
  ];
}

function promises(pair: FieldPair, old: Struct, next: Struct, sides: Comparison): readonly AbiFinding[] {
  const uses = usesOf(sides.next, next.name);
  return compareValues(pair.old, pair.next, {
    symbol: `${next.name}.${pair.next.name}`,
    location: pair.next.location,
    doc: old.doc,
    ...uses,
  });
}

/** Which way values of it cross; a struct that lies in others goes both ways. */
function usesOf(abi: Abi, name: string): { readonly given: boolean; readonly got: boolean } {
  const is = (type: Type): boolean =>
    (type.kind === 'struct' && type.name === name) ||
    (type.kind === 'array' && type.element.kind === 'struct' && type.element.name === name);
  const nested = abi.structs.some(({ fields }) => fields.some(({ type }) => is(type)));
  const parameters = abi.functions.flatMap((func) => func.parameters.filter(({ type }) => is(type)));
  const sized = abi.structs.some((struct) => struct.name === name && struct.sized);
  const inout = parameters.some(({ direction }) => direction === 'inout');
  const given = nested || parameters.some(({ direction }) => direction === 'in') || (inout && !sized);
  const got =
    nested ||
    inout ||
    parameters.some(({ direction }) => direction === 'out') ||
    abi.functions.some(({ returns }) => is(returns.type));
  return given || got ? { given, got } : { given: true, got: true };
}
