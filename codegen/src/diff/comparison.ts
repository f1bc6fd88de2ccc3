import type { Abi } from '../model/abi.js';
import { enumNames } from './ctype.js';
import { type Renames, renamesOf } from './renames.js';

/** Both sides, with the old one in the words of the new one: what was renamed has its new name everywhere. */
export interface Comparison {
  readonly old: Abi;
  readonly next: Abi;
  readonly renames: Renames;
  /** The enums of both sides: integers to C. */
  readonly enums: ReadonlySet<string>;
  /** What a declaration of `old` was called, by its new name; the same for most. */
  was(name: string): string;
}

export function comparisonOf(old: Abi, next: Abi): Comparison {
  const renames = renamesOf(old, next);
  const names = new Map(renames.map(({ from, to }) => [from, to]));
  const before = new Map(renames.map(({ from, to }) => [to, from]));
  const translated = names.size === 0 ? old : inWordsOf(old, names);
  return {
    old: translated,
    next,
    renames,
    enums: enumNames(translated, next),
    was: (name) => before.get(name) ?? name,
  };
}

/** The same ABI with other names. Places stay where they are. */
function inWordsOf(abi: Abi, names: ReadonlyMap<string, string>): Abi {
  const list = <T>(items: readonly T[]): readonly T[] => items.map((item) => renamed(item, names));
  return {
    ...abi,
    overview: renamed(abi.overview, names),
    constants: list(abi.constants),
    enums: list(abi.enums),
    structs: list(abi.structs),
    handles: list(abi.handles),
    callbacks: list(abi.callbacks),
    functions: list(abi.functions),
  };
}

/** Any piece of the model with identifiers replaced, in prose as well. */
export function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  // The shape is that of the argument: strings stay strings, objects keep their keys.
  return replaced(value, names) as T;
}

function replaced(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return value.replace(/[A-Za-z_][A-Za-z0-9_]*/g, (word) => names.get(word) ?? word);
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, KEPT.has(key) ? inner : replaced(inner, names)]),
  );
}

/** Words of the model itself. */
const KEPT: ReadonlySet<string> = new Set(['location', 'kind']);
