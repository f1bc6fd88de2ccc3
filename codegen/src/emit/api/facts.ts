import type { Callback, Extent, Field, Func, Ownership, Parameter, Return } from '../../model/abi.js';

/** Annotations in the header's own words, one line for each parameter that has any. */

export function functionFacts(func: Func, state: readonly string[]): readonly string[] {
  const { failures, invokes, invalidates, blocking } = func;
  return [
    ...parameterFacts(func),
    ...(failures.length === 0 ? [] : [`fails with ${failures.map(({ status }) => status).join(', ')}`]),
    [
      `thread ${func.thread}`,
      ...(func.inCallback ? ['in callbacks'] : []),
      ...(invokes.length === 0 ? [] : [`invokes ${invokes.join(', ')}`]),
      ...(blocking === undefined ? [] : [blockingFact(blocking)]),
      ...(invalidates.length === 0 ? [] : [`invalidates ${invalidates.join(', ')}`]),
      ...(func.unexported === true ? ['not exported'] : []),
      ...state,
    ].join(', '),
  ];
}

export function callbackFacts(callback: Callback, state: readonly string[]): readonly string[] {
  const { yields, thread } = callback;
  const words = yields === undefined ? [] : [`yields ${yields.answer}, ${yields.result}, ${yields.resume}`];
  return [...parameterFacts(callback), [`thread ${thread}`, ...words, ...state].join(', ')];
}

export function fieldFacts(field: Field): string {
  const { type, nullable, isSize } = field;
  const length = type.kind === 'array' || type.kind === 'string' ? lengthOf(type) : [];
  return [...(isSize ? ['size'] : []), ...length, ...(nullable ? ['nullable'] : []), ...numberFacts(field)].join(', ');
}

function parameterFacts({ parameters, returns }: Func | Callback): readonly string[] {
  const result = resultFacts(returns);
  return [
    ...parameters.flatMap((parameter) => {
      const facts = factsOf(parameter);
      return facts.length === 0 ? [] : [`${parameter.name} ${facts.join(', ')}`];
    }),
    ...(result.length === 0 ? [] : [`returns ${result.join(', ')}`]),
  ];
}

function factsOf(parameter: Parameter): readonly string[] {
  const { direction, type, scope, closure, destroy, from } = parameter;
  return [
    ...directionFacts(direction, type.kind),
    ...(type.kind === 'array' || type.kind === 'string' ? lengthOf(type) : []),
    ...(parameter.nullable ? ['nullable'] : []),
    ...(parameter.optional ? ['optional'] : []),
    ...ownershipFacts(parameter.ownership),
    ...(scope === undefined ? [] : [`scope ${scope.kind === 'until' ? scope.of : scope.kind}`]),
    ...(closure === undefined ? [] : [`closure ${closure}`]),
    ...(destroy === undefined ? [] : [`destroy ${destroy}`]),
    ...(parameter.isUserData ? ['user data'] : []),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...numberFacts(parameter),
  ];
}

/** Whether a handle is changed is seen in C: by `const`. */
function directionFacts(direction: Parameter['direction'], kind: Parameter['type']['kind']): readonly string[] {
  if (direction === 'out') return ['out'];
  return direction === 'inout' && kind !== 'handle' ? ['in and out'] : [];
}

function resultFacts(returns: Return): readonly string[] {
  const { type } = returns;
  return [
    ...(type.kind === 'array' || type.kind === 'string' ? lengthOf(type) : []),
    ...(returns.nullable ? ['nullable'] : []),
    ...(returns.fallible ? ['fallible'] : []),
    ...ownershipFacts(returns.ownership),
    ...numberFacts(returns),
  ];
}

type Sequence = { readonly kind: 'array'; readonly length: Extent; readonly filled?: string } | StringType;
type StringType = { readonly kind: 'string'; readonly capacity?: Extent; readonly filled?: string };

function lengthOf(type: Sequence): readonly string[] {
  const extent = type.kind === 'array' ? type.length : type.capacity;
  const count = extent === undefined ? '' : ` ${extent.kind === 'name' ? extent.name : extent.text}`;
  return [`${type.kind}${count}`, ...(type.filled === undefined ? [] : [`filled ${type.filled}`])];
}

function ownershipFacts(ownership: Ownership | undefined): readonly string[] {
  switch (ownership?.kind) {
    case undefined:
      return [];
    case 'owned':
      return [`owned${ownership.release === undefined ? '' : ` ${ownership.release}`}`];
    case 'borrowed':
      return [`borrowed ${ownership.of}`];
    case 'transfer':
    case 'retained':
      return [ownership.kind];
  }
}

function numberFacts({ unit, range }: Pick<Parameter, 'unit' | 'range'>): readonly string[] {
  return [...(unit === undefined ? [] : [unit]), ...(range === undefined ? [] : [`${range.min} to ${range.max}`])];
}

function blockingFact({ interrupt, clear }: NonNullable<Func['blocking']>): string {
  const words = [
    ...(interrupt === undefined ? [] : [`interrupted by ${interrupt}`]),
    ...(clear === undefined ? [] : [`cleared by ${clear}`]),
  ];
  return words.length === 0 ? 'blocking' : `blocking, ${words.join(', ')}`;
}
