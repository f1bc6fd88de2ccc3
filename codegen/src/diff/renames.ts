import type { Abi, Callback, Constant, Doc, Enum, EnumMember, Func, Handle, Struct } from '../model/abi.js';
import { shapeOf } from './ctype.js';
import type { Named } from './finding.js';
import { alike, bestPairs, namesAlike } from './similarity.js';

/** A declaration or enumerator that goes on under another name. */
export interface Rename {
  readonly what: Extract<Named, 'function' | 'enum' | 'member' | 'constant' | 'struct' | 'callback' | 'handle'>;
  readonly from: string;
  readonly to: string;
  /** A member's enum, by its new name. */
  readonly owner?: string;
}

export type Renames = readonly Rename[];

type Names = ReadonlyMap<string, string>;

/**
 * What was renamed: gone on one side, new on the other, the same thing by its shape, and said in the same words.
 * Types first, since functions that use them are compared in the new words.
 */
export function renamesOf(old: Abi, next: Abi): Renames {
  const types: Rename[] = [
    ...between('enum', old.enums, next.enums, likeEnums),
    ...between('struct', old.structs, next.structs, likeStructs),
    ...between('handle', old.handles, next.handles, likeHandles),
  ];
  const callbacks = between('callback', old.callbacks, next.callbacks, (a, b) => likeCallables(a, b, namesOf(types)));
  const names = namesOf([...types, ...callbacks]);
  return [
    ...types,
    ...callbacks,
    ...between('constant', old.constants, next.constants, likeConstants),
    ...members(old, next, names),
    ...between('function', old.functions, next.functions, (a, b) => likeCallables(a, b, names)),
  ];
}

function namesOf(renames: Renames): Names {
  return new Map(renames.map(({ from, to }) => [from, to]));
}

function between<T extends { readonly name: string }>(
  what: Rename['what'],
  old: readonly T[],
  next: readonly T[],
  score: (from: T, to: T) => number,
): readonly Rename[] {
  const gone = missing(old, next);
  const come = missing(next, old);
  return bestPairs(gone, come, score).map(({ from, to }) => ({ what, from: from.name, to: to.name }));
}

function missing<T extends { readonly name: string }>(from: readonly T[], other: readonly T[]): readonly T[] {
  const names = new Set(other.map(({ name }) => name));
  return from.filter(({ name }) => !names.has(name));
}

function likeEnums(a: Enum, b: Enum): number {
  const same = b.members.filter((member) =>
    a.members.some(
      ({ shortName, name, value }) =>
        value === member.value && (name === member.name || shortName === member.shortName),
    ),
  ).length;
  const shape = (2 * same) / (a.members.length + b.members.length);
  return shape >= 0.6 ? shape + said(a.doc, b.doc) : 0;
}

function likeStructs(a: Struct, b: Struct): number {
  const same = b.fields.filter((field) => a.fields.some(({ name }) => name === field.name)).length;
  const shape = (2 * same) / (a.fields.length + b.fields.length);
  return shape >= 0.6 ? shape + said(a.doc, b.doc) : 0;
}

/** Opaque: there is nothing but words. */
function likeHandles(a: Handle, b: Handle): number {
  const words = said(a.doc, b.doc);
  return words >= 0.6 || a.destroy === b.destroy ? 0.1 + words + namesAlike(a.name, b.name) : 0;
}

function likeConstants(a: Constant, b: Constant): number {
  const words = said(a.doc, b.doc);
  const names = namesAlike(a.name, b.name);
  const isSame = a.value === b.value && (words >= 0.6 || (words >= 0.3 && names >= 0.5));
  return isSame || (words >= 0.9 && names >= 0.5) ? words + names : 0;
}

/** A removed enumerator whose value another one has now, and means the same with it. */
function members(old: Abi, next: Abi, names: Names): readonly Rename[] {
  return next.enums.flatMap((to) => {
    const from = old.enums.find(({ name }) => (names.get(name) ?? name) === to.name);
    if (from === undefined) return [];
    const gone = missing(from.members, to.members);
    const come = missing(to.members, from.members);
    return bestPairs(gone, come, (a, b) => likeMembers(a, b, from.name !== to.name)).map((pair) => ({
      what: 'member' as const,
      from: pair.from.name,
      to: pair.to.name,
      owner: to.name,
    }));
  });
}

function likeMembers(a: EnumMember, b: EnumMember, ofRenamed: boolean): number {
  const words = alike(a.doc, b.doc);
  const names = namesAlike(a.name, b.name);
  if (ofRenamed && a.shortName === b.shortName) return 2 + words;
  // Names of one enum share their first words, so that likeness of names alone says little.
  if (a.value === b.value)
    return words >= 0.5 || namesAlike(`x_${a.shortName}`, `x_${b.shortName}`) >= 0.5 ? 1 + words + names : 0;
  return words >= 0.9 && a.doc.length > 20 ? words + names : 0;
}

/** Functions, and callback types. */
function likeCallables(a: Func | Callback, b: Func | Callback, types: Names): number {
  const own = (text: string): string => text.replaceAll(a.name, b.name);
  const words = alike(own(textOf(a)), textOf(b));
  const names = namesAlike(a.name, b.name);
  const shape = sameSignature(a, b, types);
  if (shape && (words >= 0.6 || (words >= 0.4 && names >= 0.5))) return 1 + words + names;
  // Renamed and changed at once: only if nearly every word stayed.
  return !shape && words >= 0.75 && names >= 0.5 && briefAlike(a, b) ? words + names : 0;
}

function briefAlike(a: Func | Callback, b: Func | Callback): boolean {
  return alike(a.doc.brief, b.doc.brief) >= 0.8;
}

function sameSignature(a: Func | Callback, b: Func | Callback, types: Names): boolean {
  const of = (callable: Func | Callback, names: Names): string =>
    [callable.returns.type.c, ...callable.parameters.map(({ type }) => type.c)]
      .map((c) => JSON.stringify(shapeOf(c.replace(/\w+/g, (word) => names.get(word) ?? word))))
      .join();
  return of(a, types) === of(b, new Map());
}

function textOf({ doc, parameters, returns }: Func | Callback): string {
  return [doc.brief, ...doc.details, ...parameters.flatMap(({ name, doc }) => [name, doc]), returns.doc].join(' ');
}

function said(a: Doc, b: Doc): number {
  return alike([a.brief, ...a.details].join(' '), [b.brief, ...b.details].join(' '));
}
