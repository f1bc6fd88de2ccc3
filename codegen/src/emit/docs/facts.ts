import type { Abi, Callback, Extent, Field, Func, Parameter, Return, Struct, Thread } from '../../model/abi.js';
import { fieldAnchor, type Links } from './links.js';

/** What annotations say, in words. All of these are fragments that a list or a table cell puts together. */

export interface Scope {
  readonly abi: Abi;
  readonly links: Links;
  /** The page that the words stand on. */
  readonly page: string;
}

/** Prose of a parameter, and behind it what its annotations say. */
export function parameterMeaning(scope: Scope, parameter: Parameter, owner: Func | Callback): string {
  const facts = [
    ...numberFacts(parameter),
    ...lengthFacts(scope, parameter),
    ...(parameter.nullable ? ['may be NULL'] : []),
    ...(parameter.optional ? ['C callers may pass NULL instead of a place'] : []),
    ...ownershipFacts(scope, parameter, owner),
    ...callbackFacts(parameter),
    ...(parameter.from === undefined ? [] : [`the same as ${scope.links.to(parameter.from, scope.page)} tells`]),
  ];
  return withFacts(scope.links.prose(parameter.doc, scope.page), facts);
}

export function returnMeaning(scope: Scope, owner: Func | Callback): string {
  const { returns } = owner;
  const facts = [
    ...numberFacts(returns),
    ...(returns.type.kind === 'array' ? [elements(scope, returns.type.length)] : []),
    ...(returns.nullable ? ['may be NULL'] : []),
    ...(returns.fallible ? [failureWord(returns)] : []),
    ...ownershipFacts(scope, returns, owner),
  ];
  return withFacts(scope.links.prose(returns.doc, scope.page), facts);
}

function failureWord(returns: Return): string {
  return returns.type.kind === 'scalar' ? 'false means failure' : 'NULL means failure';
}

export function fieldMeaning(scope: Scope, field: Field): string {
  const facts = [
    ...numberFacts(field),
    ...(field.type.kind === 'array' ? [elements(scope, field.type.length)] : []),
    ...(field.nullable ? ['may be NULL'] : []),
  ];
  return withFacts(scope.links.prose(field.doc, scope.page), facts);
}

function withFacts(prose: string, facts: readonly string[]): string {
  const list = facts.length === 0 ? '' : `*${facts.join(' · ')}*`;
  return [prose, list].filter((part) => part !== '').join(' ');
}

function numberFacts({ unit, range }: Pick<Parameter, 'unit' | 'range'>): readonly string[] {
  return [
    ...(unit === undefined ? [] : [`in ${unit}`]),
    ...(range === undefined ? [] : [`${number(range.min)} to ${number(range.max)}`]),
  ];
}

/** Decimal while people read it at a glance. */
export function number(value: bigint): string {
  return value > 0xffffn ? `0x${value.toString(16)}` : String(value);
}

function lengthFacts(scope: Scope, parameter: Parameter): readonly string[] {
  const { type } = parameter;
  const extent = type.kind === 'array' ? type.length : type.kind === 'string' ? type.capacity : undefined;
  if (extent === undefined) return [];
  const filled = type.kind === 'array' || type.kind === 'string' ? type.filled : undefined;
  return [elements(scope, extent), ...(filled === undefined ? [] : [`\`${filled}\` of them are filled`])];
}

function elements({ links, page }: Scope, extent: Extent): string {
  const count = extent.kind === 'name' ? extent.name : extent.text;
  return `${/^\d/.test(count) ? count : links.to(count, page)} elements`;
}

function ownershipFacts(
  scope: Scope,
  { ownership, type }: Pick<Parameter, 'ownership' | 'type'>,
  owner: Func | Callback,
): readonly string[] {
  if (ownership === undefined) return [];
  switch (ownership.kind) {
    case 'owned': {
      const handle = type.kind === 'handle' ? scope.abi.handles.find(({ name }) => name === type.name) : undefined;
      const release = ownership.release ?? handle?.destroy;
      return [`yours${release === undefined ? '' : `, to be given back with ${scope.links.to(release, scope.page)}`}`];
    }
    case 'borrowed': {
      if (ownership.of === 'static') return ['valid for ever'];
      const ends = scope.abi.functions.filter(({ invalidates }) => invalidates.includes(owner.name));
      const until = ends.map(({ name }) => scope.links.to(name, scope.page)).join(', ');
      return [`borrowed while \`${ownership.of}\` lives${until === '' ? '' : `, or until ${until}`}`];
    }
    case 'transfer':
      return ['taken: the handle is dead afterwards'];
    case 'retained':
      return ['the library takes a reference of its own'];
  }
}

function callbackFacts(parameter: Parameter): readonly string[] {
  const { scope, closure, destroy } = parameter;
  if (scope === undefined) return [];
  return [
    scopeFact(scope),
    ...(closure === undefined ? [] : [`gets \`${closure}\``]),
    ...(destroy === undefined ? [] : [`\`${destroy}\` is called when it is dropped`]),
  ];
}

function scopeFact(scope: NonNullable<Parameter['scope']>): string {
  switch (scope.kind) {
    case 'call':
      return 'called during this call only';
    case 'once':
      return 'called exactly once, later';
    case 'until':
      return `kept until it is replaced or \`${scope.of}\` is destroyed`;
  }
}

/** What holds for a whole function, one line each. */
export function functionFacts(scope: Scope, func: Func): readonly string[] {
  const link = (name: string): string => scope.links.to(name, scope.page);
  const field = liveField(scope.abi, func);
  const first = func.parameters[0];
  return [
    threadFact(func.thread, first?.type.kind === 'handle' ? first.name : undefined),
    ...(func.inCallback ? ['May be called inside a callback of the same handle.'] : []),
    ...(func.invokes.length === 0 ? [] : [`May call ${func.invokes.map(link).join(', ')}.`]),
    ...blockingFacts(func, link),
    ...(func.invalidates.length === 0 ? [] : [`Ends what ${func.invalidates.map(link).join(', ')} gave.`]),
    ...(field === undefined ? [] : [`Stands for ${link(field)} of the live block.`]),
  ];
}

function threadFact(thread: Thread, handle: string | undefined): string {
  switch (thread) {
    case 'any':
      return 'Threads: any, at any time.';
    case 'serial':
      return `Threads: any, one at a time${handle === undefined ? '' : ` per \`${handle}\``}.`;
    case 'caller':
      return 'Threads: runs on the thread that entered the library.';
  }
}

export function callbackThread(callback: Callback): string {
  return threadFact(callback.thread, undefined);
}

function blockingFacts(func: Func, link: (name: string) => string): readonly string[] {
  if (func.blocking === undefined) return [];
  const { interrupt } = func.blocking;
  return [`May run long${interrupt === undefined ? '' : `; ${link(interrupt)} makes it return early`}.`];
}

/** The field of the handle's live struct that a getter or setter stands for. */
function liveField(abi: Abi, func: Func): string | undefined {
  if (func.field === undefined || func.role.kind === 'free') return undefined;
  const { handle } = func.role;
  const live = abi.functions.find(({ role, returns }) => {
    return (
      role.kind !== 'free' &&
      role.handle === handle &&
      returns.type.kind === 'struct' &&
      returns.ownership?.kind === 'borrowed'
    );
  });
  const struct: Struct | undefined = abi.structs.find(
    ({ name }) => live?.returns.type.kind === 'struct' && name === live.returns.type.name,
  );
  return struct?.fields.some(({ name }) => name === func.field) === true
    ? fieldAnchor(struct.name, func.field)
    : undefined;
}
