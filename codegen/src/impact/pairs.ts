import { comparisonOf } from '../diff/comparison.js';
import type { AbiFinding } from '../diff/finding.js';
import { pairParameters } from '../diff/parameters.js';
import type { Abi } from '../model/abi.js';

/** What became of each name of the old side. */
export interface Pairs {
  /** Declarations and enumerators that have another name now. */
  readonly names: ReadonlyMap<string, string>;
  nameOf(name: string): string;
  fieldOf(struct: string, field: string): string;
  parameterOf(func: string, parameter: string): string;
  /** The same for keys: `pvm_state_t.gas`, `pvm_vm_step(count)`. */
  keyOf(key: string): string;
  /** Slots name statuses. */
  slotOf(slot: string): string;
  /** Whether the new side has such a declaration or enumerator. */
  isThere(name: string): boolean;
}

export function pairsOf(sides: {
  readonly old: Abi;
  readonly next: Abi;
  readonly findings: readonly AbiFinding[];
}): Pairs {
  const { old, next, findings } = sides;
  const names = new Map<string, string>();
  const inner = new Map<string, string>();
  for (const { change } of findings) {
    if (change.kind !== 'renamed') continue;
    const { what, from, to, owner } = change;
    if (what === 'field' && owner !== undefined) inner.set(`${owner}.${from}`, to);
    else if (what !== 'parameter') names.set(from, to);
  }
  const nameOf = (name: string): string => names.get(name) ?? name;
  const functions = new Map(next.functions.map((func) => [func.name, func]));
  const parameters = new Map<string, string>();
  // The comparison has the old side in the words of the new one: types with other names are the same.
  const { old: inNewWords, was } = comparisonOf(old, next);
  for (const func of inNewWords.functions) {
    const now = functions.get(func.name);
    if (now === undefined) continue;
    for (const pair of pairParameters(func, now).pairs)
      parameters.set(`${was(func.name)}(${pair.was})`, pair.next.name);
  }
  const there = namesOf(next);
  const fieldOf = (struct: string, field: string): string =>
    inner.get(`${nameOf(struct)}.${field}`) ?? inner.get(`${struct}.${field}`) ?? field;
  const parameterOf = (func: string, parameter: string): string => parameters.get(`${func}(${parameter})`) ?? parameter;
  return {
    names,
    nameOf,
    fieldOf,
    parameterOf,
    keyOf: (key) => {
      const field = /^(\w+)\.(\w+)$/.exec(key);
      if (field !== null) return `${nameOf(field[1] ?? '')}.${fieldOf(field[1] ?? '', field[2] ?? '')}`;
      const parameter = /^(\w+)\((\w+)\)$/.exec(key);
      if (parameter === null) return nameOf(key);
      return `${nameOf(parameter[1] ?? '')}(${parameterOf(parameter[1] ?? '', parameter[2] ?? '')})`;
    },
    slotOf: (slot) => slot.replace(/^error (\w+)$/, (_, status: string) => `error ${nameOf(status)}`),
    isThere: (name) => there.has(name),
  };
}

function namesOf(abi: Abi): ReadonlySet<string> {
  return new Set([
    ...[...abi.constants, ...abi.enums, ...abi.structs, ...abi.handles, ...abi.callbacks, ...abi.functions].map(
      ({ name }) => name,
    ),
    ...abi.enums.flatMap(({ members }) => members.map(({ name }) => name)),
  ]);
}
