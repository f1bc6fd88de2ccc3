import type { Callback, Func, Parameter } from '../../model/abi.js';
import type { Comparison } from '../comparison.js';
import { binaryVerdict, constDiffers, fits, sameMemory, shapeOf } from '../ctype.js';
import type { AbiFinding, Effects, Verdict } from '../finding.js';
import { type CallablePair, isHidden, type ParameterPair, pairParameters } from '../parameters.js';
import { type AbiRule, effects, type Family, found } from '../rule.js';
import {
  callbackSignature,
  constLost,
  constRelaxed,
  parameterAdded,
  parameterRemoved,
  parameterRenamed,
  parameterRetyped,
  parametersReordered,
  resultRetyped,
  SIGNATURE_RULES,
} from './signature-words.js';

/** Parameters and results as C has them. What annotations say of them is another family's. */
export const signatures: Family = {
  rules: SIGNATURE_RULES,
  compare: (sides) => [
    ...sides.next.functions.flatMap((next) => {
      const old = sides.old.functions.find(({ name }) => name === next.name);
      return old === undefined ? [] : compareFunction(pairParameters(old, next), sides);
    }),
    ...sides.next.callbacks.flatMap((next) => {
      const old = sides.old.callbacks.find(({ name }) => name === next.name);
      return old === undefined ? [] : compareCallback(pairParameters(old, next), sides);
    }),
  ],
};

function compareFunction(pair: CallablePair, sides: Comparison): readonly AbiFinding[] {
  const { old, next } = pair;
  return [
    ...pair.removed.map((parameter) => countChanged(parameterRemoved, pair, parameter)),
    ...pair.added.map((parameter) => countChanged(parameterAdded, pair, parameter)),
    ...reordered(pair, sides),
    ...pair.pairs.flatMap((parameter) => [
      ...newName(pair, parameter, sides),
      ...newType(pair, parameter, sides),
      ...newConst(pair, parameter),
    ]),
    ...resultOf(old, next, sides),
  ];
}

function countChanged(rule: AbiRule, { old, next }: CallablePair, parameter: Parameter): AbiFinding {
  const isGone = rule === parameterRemoved;
  const binding: Partial<Effects> = isHidden(parameter) ? { go: 'same', typescript: 'same' } : {};
  return found(rule, {
    symbol: `${next.name}(${parameter.name})`,
    location: isGone ? next.location : parameter.location,
    doc: old.doc,
    message: `${next.name} ${isGone ? 'no longer takes' : 'now takes'} ${parameter.name}`,
    change: { kind: isGone ? 'removed' : 'added', what: 'parameter', name: parameter.name, owner: next.name },
    effects: binding,
  });
}

/** Those that are on both sides stand in another order. */
function reordered({ old, next, pairs }: CallablePair, { enums }: Comparison): readonly AbiFinding[] {
  const from = pairs.map((pair) => pair.next.name);
  const to = next.parameters.map(({ name }) => name).filter((name) => from.includes(name));
  if (from.every((name, index) => name === to[index])) return [];
  const isVisible = (name: string): boolean => next.parameters.some((one) => one.name === name && !isHidden(one));
  const [shown, nowShown] = [from.filter(isVisible), to.filter(isVisible)];
  const binding: Verdict = shown.every((name, index) => name === nowShown[index]) ? 'same' : 'breaks';
  const compiles =
    old.parameters.length === next.parameters.length &&
    old.parameters.every(({ type }, index) => fits(type.c, next.parameters[index]?.type.c ?? '', enums));
  return [
    found(parametersReordered, {
      symbol: next.name,
      location: next.location,
      doc: old.doc,
      message: `${next.name} takes ${to.join(', ')} and took ${from.join(', ')}`,
      change: {
        kind: 'reordered',
        what: next.kind,
        name: next.name,
        from: old.parameters.map(({ name }) => name),
        to: next.parameters.map(({ name }) => name),
      },
      effects: { cSource: compiles ? 'shifts' : 'breaks', go: binding, typescript: binding },
    }),
  ];
}

function newName({ old, next, pairs }: CallablePair, pair: ParameterPair, sides: Comparison): readonly AbiFinding[] {
  if (pair.was === pair.next.name) return [];
  const outputs = pairs.filter((one) => one.next.direction === 'out' && !isHidden(one.next)).length;
  // Several outputs are fields of an object in TypeScript; those of failures are fields of error classes.
  const status = sides.next.enums.find(({ errors }) => errors)?.members.map(({ name }) => name) ?? [];
  const isDetail = pair.next.direction === 'out' && status.some((name) => pair.next.doc.includes(name));
  const isField = pair.next.direction === 'out' && (outputs > 1 || isDetail || hasValue(next));
  return [
    found(parameterRenamed, {
      symbol: `${next.name}(${pair.next.name})`,
      location: pair.next.location,
      doc: old.doc,
      message: `${next.name}: the parameter ${pair.was} is now called ${pair.next.name}`,
      change: { kind: 'renamed', what: 'parameter', from: pair.was, to: pair.next.name, owner: next.name },
      effects: { typescript: isField ? 'breaks' : 'same', go: isDetail ? 'breaks' : 'same' },
    }),
  ];
}

function hasValue({ returns }: Func | Callback): boolean {
  return returns.type.kind !== 'void' && returns.type.kind !== 'enum';
}

function newType({ old, next }: CallablePair, pair: ParameterPair, { enums }: Comparison): readonly AbiFinding[] {
  const [from, to] = [pair.old.type, pair.next.type];
  if (isSameType(from.c, to.c)) return [];
  const hidden = isHidden(pair.next);
  return [
    found(parameterRetyped, {
      symbol: `${next.name}(${pair.next.name})`,
      location: pair.next.location,
      doc: old.doc,
      message: `${next.name}: ${pair.next.name} was ${from.c} and is ${to.c}`,
      change: { kind: 'retyped', what: 'parameter', owner: next.name, name: pair.next.name, from: from.c, to: to.c },
      effects: {
        cSource: fits(from.c, to.c, enums) ? 'same' : 'breaks',
        cBinary: binaryVerdict(from.c, to.c, enums),
        ...(hidden ? { go: 'same', typescript: 'same' } : {}),
      },
    }),
  ];
}

/** `size_t` and `uint64_t` are one type to a C compiler, and two to bindings. */
function isSameType(from: string, to: string): boolean {
  const plain = (c: string): string => c.replaceAll(/\bconst\b/g, '').replaceAll(/\s+/g, '');
  return sameMemory(from, to) && plain(from) === plain(to);
}

function newConst({ old, next }: CallablePair, pair: ParameterPair): readonly AbiFinding[] {
  const [from, to] = [pair.old.type.c, pair.next.type.c];
  if (!constDiffers(from, to) || !sameMemory(from, to)) return [];
  const lost = shapeOf(from).constant;
  return [
    found(lost ? constLost : constRelaxed, {
      symbol: `${next.name}(${pair.next.name})`,
      location: pair.next.location,
      doc: old.doc,
      message: `${next.name}: ${pair.next.name} was ${from} and is ${to}`,
      change: { kind: 'retyped', what: 'parameter', owner: next.name, name: pair.next.name, from, to },
    }),
  ];
}

function resultOf(old: Func | Callback, next: Func | Callback, { enums }: Comparison): readonly AbiFinding[] {
  const [from, to] = [old.returns.type.c, next.returns.type.c];
  const seen = {
    symbol: next.name,
    location: next.location,
    doc: old.doc,
    message: `${next.name} returned ${from} and returns ${to}`,
    change: { kind: 'retyped', what: 'result', owner: next.name, from, to },
  } as const;
  if (isSameType(from, to)) {
    if (!constDiffers(from, to)) return [];
    return [found(shapeOf(to).constant ? constLost : constRelaxed, seen)];
  }
  const isNew = shapeOf(from).base === 'void' && shapeOf(from).stars === 0;
  return [
    found(resultRetyped, {
      ...seen,
      effects: {
        cSource: isNew || fits(to, from, enums) ? 'same' : 'breaks',
        cBinary: isNew ? 'shifts' : binaryVerdict(from, to, enums),
      },
    }),
  ];
}

/** A host's function has the old type, so that any difference is one too many. */
function compareCallback(pair: CallablePair, sides: Comparison): readonly AbiFinding[] {
  const { old, next, pairs } = pair;
  const types = (callback: Func | Callback): readonly string[] => [
    callback.returns.type.c,
    ...callback.parameters.map(({ type }) => type.c),
  ];
  const [from, to] = [types(old), types(next)];
  const isMoved = pairs.some(({ next: parameter }, index) => next.parameters[index] !== parameter);
  const isSame =
    from.length === to.length && !isMoved && from.every((c, index) => shapeText(c) === shapeText(to[index]));
  const sameNames = from.length === to.length && from.every((c, index) => isSameType(c, to[index] ?? ''));
  if (isSame && sameNames && pair.removed.length === 0) return [];
  const signature = (callback: Func | Callback): string => {
    const list = callback.parameters.map(({ type, name }) => `${type.c}${type.c.endsWith('*') ? '' : ' '}${name}`);
    return `${callback.returns.type.c} (${list.join(', ')})`;
  };
  const memory =
    from.length === to.length && from.every((c, index) => binaryVerdict(c, to[index] ?? '', sides.enums) === 'same');
  return [
    found(callbackSignature, {
      symbol: next.name,
      location: next.location,
      doc: old.doc,
      message: `${next.name} was ${signature(old)} and is ${signature(next)}`,
      change:
        isMoved && pair.removed.length + pair.added.length === 0
          ? {
              kind: 'reordered',
              what: 'callback',
              name: next.name,
              from: old.parameters.map(({ name }) => name),
              to: next.parameters.map(({ name }) => name),
            }
          : { kind: 'retyped', what: 'parameter', owner: next.name, from: signature(old), to: signature(next) },
      effects: {
        ...effects('breaks', 'breaks', 'breaks', 'breaks'),
        ...(isSame ? { cSource: 'same' } : {}),
        ...(memory && !isMoved ? { cBinary: 'same' } : {}),
      },
    }),
  ];
}

function shapeText(c: string | undefined): string {
  return JSON.stringify(shapeOf(c ?? ''));
}
