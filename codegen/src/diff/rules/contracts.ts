import { failureDetails } from '../../emit/messages.js';
import type { Abi, Callback, Func, Parameter, Role, Thread } from '../../model/abi.js';
import type { Comparison } from '../comparison.js';
import { sameMemory } from '../ctype.js';
import type { AbiFinding } from '../finding.js';
import { type CallablePair, type ParameterPair, pairParameters } from '../parameters.js';
import type { Family } from '../rule.js';
import * as words from './contract-words.js';
import { annotated, compareValues } from './values.js';

/** What annotations promise: no symbol table shows any of it. */
export const contracts: Family = {
  rules: words.CONTRACT_RULES,
  compare: (sides) => [
    ...sides.next.functions.flatMap((next) => {
      const old = sides.old.functions.find(({ name }) => name === next.name);
      if (old === undefined) return [];
      const pair = pairParameters(old, next);
      return [...compareCallable(pair), ...compareFunction(old, next, pair, sides)];
    }),
    ...sides.next.callbacks.flatMap((next) => {
      const old = sides.old.callbacks.find(({ name }) => name === next.name);
      return old === undefined ? [] : [...compareCallable(pairParameters(old, next)), ...compareCallback(old, next)];
    }),
    ...sides.next.handles.flatMap((next) => {
      const old = sides.old.handles.find(({ name }) => name === next.name);
      return old === undefined ? [] : threads(old.thread, next.thread, { ...next, symbol: next.name, doc: old.doc });
    }),
  ],
};

function compareCallable(pair: CallablePair): readonly AbiFinding[] {
  const { old, next } = pair;
  const isCallback = next.kind === 'callback';
  const result = { symbol: next.name, location: next.location, doc: old.doc, given: isCallback, got: !isCallback };
  const [before, after] = [old.returns, next.returns];
  return [
    ...pair.pairs.flatMap((parameter) => compareParameter(pair, parameter)),
    ...(sameMemory(before.type.c, after.type.c) ? compareValues(before, after, result) : []),
    ...(before.fallible === after.fallible || !sameMemory(before.type.c, after.type.c)
      ? []
      : [
          annotated(
            words.fallibility,
            result,
            'fallible',
            flag(before.fallible, 'fallible'),
            flag(after.fallible, 'fallible'),
          ),
        ]),
  ];
}

function flag(isSet: boolean, name: string): string | undefined {
  return isSet ? name : undefined;
}

function compareParameter({ old, next }: CallablePair, pair: ParameterPair): readonly AbiFinding[] {
  const [a, b] = [pair.old, pair.next];
  // The caller of a callback is the library.
  const fromLibrary = next.kind === 'callback';
  const isIn = b.direction !== 'out' || isBuffer(b);
  const isOut = b.direction !== 'in' && !isBuffer(b);
  const place = {
    symbol: `${next.name}(${b.name})`,
    location: b.location,
    doc: old.doc,
    given: fromLibrary ? isOut : isIn,
    got: fromLibrary ? isIn : isOut,
  };
  return [
    ...compareValues(a, b, place),
    ...direction(a, b, place),
    ...(a.optional === b.optional
      ? []
      : [
          annotated(
            b.optional ? words.outputOptional : words.outputRequired,
            place,
            'optional',
            flag(a.optional, 'optional'),
            flag(b.optional, 'optional'),
          ),
        ]),
    ...differs(words.scope, place, 'scope', scopeText(a), scopeText(b)),
    ...differs(words.pairing, place, 'closure', pairingText(a), pairingText(b)),
  ];
}

/** A caller's array: the caller brings it, whoever fills it. */
function isBuffer({ type }: Parameter): boolean {
  return type.kind === 'array' || type.kind === 'string';
}

type At = Parameters<typeof annotated>[1];

function differs(
  rule: Parameters<typeof annotated>[0],
  at: At,
  name: string,
  a: string | undefined,
  b: string | undefined,
): readonly AbiFinding[] {
  return a === b ? [] : [annotated(rule, at, name, a, b)];
}

function direction(a: Parameter, b: Parameter, at: At): readonly AbiFinding[] {
  if (a.direction === b.direction || !sameMemory(a.type.c, b.type.c)) return [];
  // A handle is one argument, read or changed.
  const isIdle = a.type.kind === 'handle' && a.direction !== 'out' && b.direction !== 'out';
  return isIdle ? [] : [annotated(words.direction, at, 'direction', a.direction, b.direction)];
}

function scopeText({ scope }: Parameter): string | undefined {
  if (scope === undefined) return undefined;
  return `scope: ${scope.kind === 'until' ? scope.of : scope.kind}`;
}

function pairingText({ closure, destroy, isUserData }: Parameter): string | undefined {
  const parts = [
    ...(closure === undefined ? [] : [`closure: ${closure}`]),
    ...(destroy === undefined ? [] : [`destroy: ${destroy}`]),
    ...(isUserData ? ['user_data'] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function compareFunction(old: Func, next: Func, pair: CallablePair, sides: Comparison): readonly AbiFinding[] {
  const at = { symbol: next.name, location: next.location, doc: old.doc };
  return [
    ...ownThread(old, next, sides, at),
    ...(old.inCallback === next.inCallback
      ? []
      : [
          annotated(
            next.inCallback ? words.callbackAllowed : words.callbackForbidden,
            at,
            'in-callback',
            flag(old.inCallback, 'in-callback'),
            flag(next.inCallback, 'in-callback'),
          ),
        ]),
    ...sets('invokes', old.invokes, next.invokes, words.invokesMore, words.invokesLess, at),
    ...differs(words.blocking, at, 'blocking', blockingText(old), blockingText(next)),
    ...sets('invalidates', old.invalidates, next.invalidates, words.invalidatesMore, words.invalidatesLess, at),
    ...sets(
      'retval',
      old.failures.map(({ status }) => status),
      next.failures.map(({ status }) => status),
      words.statusAdded,
      words.statusWithdrawn,
      at,
    ),
    ...roles(old, next, pair, sides, at),
    ...errorDetails(pair, sides, at),
  ];
}

function compareCallback(old: Callback, next: Callback): readonly AbiFinding[] {
  const at = { symbol: next.name, location: next.location, doc: old.doc };
  const text = ({ yields }: Callback): string | undefined =>
    yields === undefined
      ? undefined
      : `yield: answer: ${yields.answer}, result: ${yields.result}, resume: ${yields.resume}`;
  // The host's function: any thread is more than the one that entered.
  return [
    ...threads(next.thread, old.thread, at),
    ...((old.yields === undefined) === (next.yields === undefined)
      ? []
      : differs(words.yielding, at, 'yield', text(old), text(next))),
  ];
}

/** What a handle says holds for its functions, and is told once. */
function ownThread(old: Func, next: Func, sides: Comparison, at: At): readonly AbiFinding[] {
  const inherited = ({ handles }: Abi, { parameters }: Func): Thread | undefined => {
    const type = parameters[0]?.type;
    return type?.kind === 'handle' ? handles.find(({ name }) => name === type.name)?.thread : undefined;
  };
  const isInherited = inherited(sides.old, old) === old.thread && inherited(sides.next, next) === next.thread;
  return isInherited ? [] : threads(old.thread, next.thread, at);
}

const FREEDOM: readonly Thread[] = ['caller', 'serial', 'any'];

function threads(old: Thread, next: Thread, at: At): readonly AbiFinding[] {
  if (old === next) return [];
  const isWider = FREEDOM.indexOf(next) > FREEDOM.indexOf(old);
  return [
    annotated(isWider ? words.threadWidened : words.threadNarrowed, at, 'thread', `thread: ${old}`, `thread: ${next}`),
  ];
}

function sets(
  name: string,
  old: readonly string[],
  next: readonly string[],
  more: Parameters<typeof annotated>[0],
  less: Parameters<typeof annotated>[0],
  at: At,
): readonly AbiFinding[] {
  const come = next.filter((one) => !old.includes(one));
  const gone = old.filter((one) => !next.includes(one));
  return [
    ...come.map((one) =>
      annotated(more, at, name, undefined, `${name}: ${one}`, { message: `${at.symbol} now has (${name}: ${one})` }),
    ),
    ...gone.map((one) =>
      annotated(less, at, name, `${name}: ${one}`, undefined, {
        message: `${at.symbol} no longer has (${name}: ${one})`,
      }),
    ),
  ];
}

function blockingText({ blocking }: Func): string | undefined {
  if (blocking === undefined) return undefined;
  const parts = [
    ...(blocking.interrupt === undefined ? [] : [`interrupt: ${blocking.interrupt}`]),
    ...(blocking.clear === undefined ? [] : [`clear: ${blocking.clear}`]),
  ];
  return parts.length === 0 ? 'blocking' : `blocking: ${parts.join(', ')}`;
}

/** Only where nothing else explains it: another name or another signature does. */
function roles(old: Func, next: Func, pair: CallablePair, { was }: Comparison, at: At): readonly AbiFinding[] {
  const isExplained =
    was(next.name) !== next.name ||
    pair.added.length + pair.removed.length > 0 ||
    pair.pairs.some(
      (one) => !sameMemory(one.old.type.c, one.next.type.c) || one.old.direction !== one.next.direction,
    ) ||
    old.returns.type.kind !== next.returns.type.kind ||
    JSON.stringify(old.returns.ownership) !== JSON.stringify(next.returns.ownership);
  // The handle says which functions free it, and tells when that changes.
  const isHandleWork = [old.role.kind, next.role.kind].some((kind) => kind === 'destroy' || kind === 'retain');
  if (isExplained || isHandleWork) return [];
  return differs(words.role, at, 'role', roleText(old.role), roleText(next.role));
}

function roleText(role: Role): string {
  switch (role.kind) {
    case 'free':
      return 'a function of the library';
    case 'factory':
      return `a factory of ${role.handle}`;
    case 'getter':
    case 'setter':
      // One property to read and write is what a getter becomes with a setter.
      return `the ${role.kind} ${role.property} of ${role.handle}`;
    case 'destroy':
    case 'retain':
    case 'method':
      return `a ${role.kind} of ${role.handle}`;
  }
}

/** Prose ties an output to a failure: then it is a field of the error. */
function errorDetails(pair: CallablePair, { old, next }: Comparison, at: At): readonly AbiFinding[] {
  if (pair.old.kind !== 'function' || pair.next.kind !== 'function') return [];
  const isThere = new Set(pair.pairs.map((one) => one.next.name));
  const inNewNames: Func = { ...pair.old, parameters: pair.pairs.map((one) => one.old) };
  const text = (func: Func, abi: Abi): string | undefined => {
    const details = failureDetails(func, abi).filter(({ parameter }) => isThere.has(parameter.name));
    const all = details.map(({ parameter, statuses, onlyFailure }) => {
      const known = statuses.filter((status) => statusOnBothSides(pair, status));
      return `${parameter.name} with ${known.toSorted().join(', ')}${onlyFailure ? ' only' : ''}`;
    });
    return all.length === 0 ? undefined : all.toSorted().join('; ');
  };
  return differs(words.errorDetail, at, 'error detail', text(inNewNames, old), text(pair.next, next));
}

/** A status that came or went is told as such. */
function statusOnBothSides({ old, next }: CallablePair, status: string): boolean {
  const has = (callable: Func | Callback): boolean =>
    callable.kind === 'function' && callable.failures.some((failure) => failure.status === status);
  return has(old) && has(next);
}
