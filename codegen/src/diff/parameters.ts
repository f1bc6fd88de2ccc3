import type { Callback, Func, Parameter } from '../model/abi.js';
import { renamed } from './comparison.js';
import { sameMemory } from './ctype.js';
import { alike } from './similarity.js';

/** A function or callback type on both sides, with its parameters paired. */
export interface CallablePair {
  readonly old: Func | Callback;
  readonly next: Func | Callback;
  /** The old parameter is in the words of the new side, too. */
  readonly pairs: readonly ParameterPair[];
  readonly removed: readonly Parameter[];
  readonly added: readonly Parameter[];
}

export interface ParameterPair {
  readonly old: Parameter;
  readonly next: Parameter;
  /** What the old one was called. */
  readonly was: string;
}

export function pairParameters(old: Func | Callback, next: Func | Callback): CallablePair {
  const names = new Map(renamedParameters(old.parameters, next.parameters).map(({ from, to }) => [from, to]));
  // All annotations of a function name its own parameters.
  const inNewWords = <T extends { readonly doc: string }>(said: T): T =>
    names.size === 0 ? said : { ...renamed(said, names), doc: quoted(said.doc, names) };
  const there = new Map(next.parameters.map((parameter) => [parameter.name, parameter]));
  const pairs: ParameterPair[] = [];
  const removed: Parameter[] = [];
  for (const parameter of old.parameters) {
    const now = there.get(names.get(parameter.name) ?? parameter.name);
    if (now === undefined) removed.push(parameter);
    else pairs.push({ old: inNewWords(parameter), next: now, was: parameter.name });
  }
  const paired = new Set(pairs.map((pair) => pair.next));
  const returns = inNewWords(old.returns);
  return {
    old: { ...old, returns },
    next,
    pairs,
    removed,
    added: next.parameters.filter((parameter) => !paired.has(parameter)),
  };
}

/** Names of parameters are words as well: prose means them only in back quotes. */
export function quoted(prose: string, names: ReadonlyMap<string, string>): string {
  return prose.replace(
    /`([A-Za-z_][A-Za-z0-9_]*)`/g,
    (whole, name: string) => `\`${names.get(name) ?? whole.slice(1, -1)}\``,
  );
}

interface NewName {
  readonly from: string;
  readonly to: string;
}

/** Gone and new at the same place among those that stayed, and of the same type or said in the same words. */
function renamedParameters(old: readonly Parameter[], next: readonly Parameter[]): readonly NewName[] {
  const [before, after] = [namesOf(old), namesOf(next)];
  const candidates = next.filter(({ name }) => !before.has(name));
  const taken = new Set<Parameter>();
  return old.flatMap((parameter): readonly NewName[] => {
    if (after.has(parameter.name)) return [];
    const found = candidates.find(
      (candidate) =>
        !taken.has(candidate) &&
        (sharesPlace(parameter, old, candidate, next) || words(parameter, candidate) >= 0.8) &&
        (sameMemory(parameter.type.c, candidate.type.c)
          ? isLikely(parameter, old, candidate, next)
          : words(parameter, candidate) >= 0.6),
    );
    if (found === undefined) return [];
    taken.add(found);
    return [{ from: parameter.name, to: found.name }];
  });
}

/** With as many parameters as before, the place says it all; else the words must agree. */
function isLikely(a: Parameter, old: readonly Parameter[], b: Parameter, next: readonly Parameter[]): boolean {
  return old.length === next.length || words(a, b) >= 0.5;
}

function words(a: Parameter, b: Parameter): number {
  return alike(a.doc, b.doc);
}

function sharesPlace(a: Parameter, old: readonly Parameter[], b: Parameter, next: readonly Parameter[]): boolean {
  const [i, j] = [old.indexOf(a), next.indexOf(b)];
  const [behind, behindNew] = [old[i - 1]?.name, next[j - 1]?.name];
  return i === j || behind === behindNew;
}

function namesOf(parameters: readonly Parameter[]): ReadonlySet<string> {
  return new Set(parameters.map(({ name }) => name));
}

/** What bindings do not show: counts of arrays, and user data. */
export function isHidden({ lengthOf, capacityOf, filledOf, isUserData }: Parameter): boolean {
  return isUserData || lengthOf.length + capacityOf.length + filledOf.length > 0;
}
