import type { Abi, Callback, Func, Location, Parameter, Struct, Type } from '../../model/abi.js';
import type { Remark } from '../../model/draft.js';
import type { AbiRule } from '../rule.js';

export const unsupportedShape: AbiRule = {
  id: 'header/unsupported-shape',
  looksAt: 'abi',
  summary: 'Parameters and results have one of the shapes that all bindings have a form for.',
  why: 'C can pass more than other languages can say safely: memory that a callee allocated, pointers to pointers, borrowed objects.',
  refused: `
/**
 * @brief Gives the box that a box stands in.
 *
 * @param[in] box The box.
 * @return (borrowed: box) (nullable) NULL if it stands in none.
 * @since 1.0
 */
LIB_API lib_box_t *lib_box_get_parent(lib_box_t *box);
`,
  settled: `
/**
 * @brief Makes a box of what a box stands in.
 *
 * @param[in] box The box.
 * @return (owned) (fallible) NULL if it stands in none.
 * @since 1.0
 */
LIB_API lib_box_t *lib_box_clone_parent(lib_box_t *box);
`,
  check: ({ abi }) => [
    ...abi.functions.flatMap((func) => ofFunction(func, abi)),
    ...abi.structs.flatMap(ofStruct),
    ...abi.callbacks.flatMap((callback) => ofCallback(callback)),
  ],
};

interface Problem {
  readonly message: string;
  readonly fix: string;
}

function at(location: Location, problem: Problem | undefined): readonly Remark[] {
  return problem === undefined ? [] : [{ location, ...problem }];
}

function ofFunction(func: Func, abi: Abi): readonly Remark[] {
  return [
    ...func.parameters.flatMap((parameter) => at(parameter.location, parameterProblem(parameter, func, abi))),
    ...at(func.location, returnProblem(func, abi)),
    ...at(func.location, factoryProblem(func)),
    ...at(func.location, blockingProblem(func, abi)),
  ];
}

function parameterProblem(parameter: Parameter, func: Func, abi: Abi): Problem | undefined {
  const { name, type, direction, ownership } = parameter;
  const stars = type.kind === 'void' ? 0 : (type.c.match(/\*/g) ?? []).length;
  const refuse = (message: string, fix: string): Problem => ({ message: `${name} of ${func.name} ${message}`, fix });
  if (type.kind === 'void')
    return refuse('has a type that bindings have no form for', 'use one pointer to a number, struct or handle');
  if (stars > 1 && !(type.kind === 'handle' && direction === 'out')) {
    return refuse(
      'is memory that the function allocates',
      'let the caller pass a buffer: (array: capacity, filled: count)',
    );
  }
  if (type.kind === 'array' && type.inline) return refuse('is an array in brackets', 'write a pointer with (array: n)');
  if (type.kind === 'handle' && direction === 'out') return ownedHandleProblem(ownership, type.name, refuse, abi);
  if (type.kind === 'callback') return callbackProblem(parameter, func, abi, refuse);
  if (type.kind === 'array' && type.element.kind !== 'scalar') {
    const problem = listProblem(parameter, type.element.kind, type.filled !== undefined);
    if (problem !== undefined) return refuse(...problem);
  }
  if (type.kind === 'array' && direction === 'inout' && type.filled !== undefined)
    return refuse('goes in and is filled', 'make it two parameters');
  return undefined;
}

/** Arrays of numbers are shared; those of structs and enums are copied: in, or out as far as they are filled. */
function listProblem(
  { direction }: Parameter,
  element: 'enum' | 'struct',
  isFilled: boolean,
): readonly [string, string] | undefined {
  if (direction === 'inout') return [`is an array of ${element}s that goes in and out`, 'make it two arrays'];
  if (direction === 'in') return undefined;
  if (element === 'enum') return ['is an array of enums that comes out', 'write an array of int32_t'];
  return isFilled
    ? undefined
    : ['is an array of structs that comes out whole', 'write (array: capacity, filled: count)'];
}

type Refuse = (message: string, fix: string) => Problem;

function ownedHandleProblem(
  ownership: Parameter['ownership'],
  handle: string,
  refuse: Refuse,
  abi: Abi,
): Problem | undefined {
  const destroy = abi.handles.find(({ name }) => name === handle)?.destroy;
  if (ownership?.kind !== 'owned')
    return refuse('is a handle that the caller does not own', 'give a reference, and write (owned)');
  return ownership.release === undefined || ownership.release === destroy
    ? undefined
    : refuse(
        `is destroyed by ${ownership.release}, all others by ${destroy ?? ''}`,
        'have one function that destroys them',
      );
}

function callbackProblem(parameter: Parameter, func: Func, abi: Abi, refuse: Refuse): Problem | undefined {
  const { type, scope, destroy } = parameter;
  if (parameter.direction !== 'in' || type.kind !== 'callback')
    return refuse('is a callback that comes out', 'let the caller pass it');
  const dropped = func.parameters.some((other) => other.destroy === parameter.name);
  if (dropped)
    return dropProblem(
      abi.callbacks.find(({ name }) => name === type.name),
      refuse,
    );
  const receiver = func.parameters[0];
  const hasReceiver = receiver?.type.kind === 'handle' && func.role.kind !== 'factory';
  if (scope?.kind === 'once' && !hasReceiver)
    return refuse('is called later, and belongs to no handle', 'take the handle first');
  if (scope?.kind === 'until' && !(hasReceiver && receiver.name === scope.of)) {
    return refuse('is kept by another than the first handle', 'take the handle that keeps it first');
  }
  const keepers = abi.functions.filter((other) => keeps(other, type.name, receiver?.type));
  if (scope?.kind === 'until' && keepers.length > 1 && keepers[0] !== func) {
    return refuse(`is kept like that of ${keepers[0]?.name ?? ''}`, 'give it a callback type of its own');
  }
  const callback = abi.callbacks.find(({ name }) => name === type.name);
  const handles = (callback?.parameters ?? []).flatMap((own) => (own.type.kind === 'handle' ? [own.type.name] : []));
  const own = receiver?.type;
  const isOwn = own?.kind === 'handle' && handles.every((handle) => handle === own.name);
  if (handles.length > 1 || (handles.length === 1 && !isOwn)) {
    return refuse('gets a handle that is not the one it was given to', 'pass that handle alone, or a number');
  }
  if (callback?.yields !== undefined && scope?.kind !== 'until')
    return refuse('can yield, and is not kept', 'write (scope: x) with the handle, or drop (yield)');
  return destroy === undefined || scope?.kind === 'until'
    ? undefined
    : refuse('is not kept, and has a (destroy)', 'remove (destroy)');
}

function keeps(func: Func, callback: string, receiver: Type | undefined): boolean {
  const own = func.parameters[0]?.type;
  const same = own?.kind === 'handle' && receiver?.kind === 'handle' && own.name === receiver.name;
  return (
    same &&
    func.parameters.some(
      ({ type, scope }) => type.kind === 'callback' && type.name === callback && scope?.kind === 'until',
    )
  );
}

function dropProblem(callback: Callback | undefined, refuse: Refuse): Problem | undefined {
  const [only, ...more] = callback?.parameters ?? [];
  const fits = only?.isUserData === true && more.length === 0 && callback?.returns.type.kind === 'void';
  return fits ? undefined : refuse('is no function that drops user data', 'give it the type void (*)(void *user_data)');
}

function returnProblem(func: Func, abi: Abi): Problem | undefined {
  const { type, ownership } = func.returns;
  const refuse = (message: string, fix: string): Problem => ({ message: `${func.name} ${message}`, fix });
  const receiver = func.parameters[0];
  const isOwn = ownership?.kind === 'borrowed' && receiver?.type.kind === 'handle' && ownership.of === receiver.name;
  switch (type.kind) {
    case 'void':
      return type.c === 'void'
        ? undefined
        : refuse('returns a type that bindings have no form for', 'use an [out] parameter');
    case 'scalar':
    case 'enum':
      return type.c.endsWith('*') ? refuse('returns a pointer to one number', 'return the number') : undefined;
    case 'handle':
      return ownedHandleProblem(
        ownership,
        type.name,
        (message, fix) => refuse(message.replace(/^is /, 'returns '), fix),
        abi,
      );
    case 'string':
      return ownership?.kind === 'borrowed'
        ? undefined
        : refuse(
            'returns text that the caller must free',
            'let the caller pass a buffer: (string: capacity, filled: length)',
          );
    case 'array':
      if (!isOwn)
        return refuse('returns an array that does not live with its first handle', 'let the caller pass a buffer');
      if (type.element.kind !== 'scalar')
        return refuse('returns an array of no numbers', 'let the caller pass a buffer');
      return type.constant
        ? refuse(
            'returns memory that must not be written to, and a live view can be',
            'drop const, or let the caller pass a buffer',
          )
        : undefined;
    case 'struct':
      return liveStructProblem(
        func,
        abi.structs.find(({ name }) => name === type.name),
        isOwn && !type.constant,
        abi,
        refuse,
      );
    case 'callback':
    case 'userData':
      return refuse('returns something that only C can call or follow', 'return nothing, or a handle');
  }
}

/** One struct a handle, read and written in place: so plain that all languages can. */
function liveStructProblem(
  func: Func,
  struct: Struct | undefined,
  isOwn: boolean,
  abi: Abi,
  refuse: Refuse,
): Problem | undefined {
  if (!isOwn || func.role.kind !== 'getter') {
    return refuse('returns a struct that is not the live one of its handle', 'write it to an [out] parameter');
  }
  const others = abi.functions.filter(({ role, returns }) => {
    return (
      role.kind === 'getter' &&
      func.role.kind === 'getter' &&
      role.handle === func.role.handle &&
      returns.type.kind === 'struct'
    );
  });
  if (others[0] !== func)
    return refuse(`gives a second live struct, beside ${others[0]?.name ?? ''}`, 'write it to an [out] parameter');
  const odd = struct?.fields.find(
    ({ type, isSize }) =>
      isSize ||
      !(type.kind === 'scalar' || type.kind === 'enum' || (type.kind === 'array' && type.element.kind === 'scalar')),
  );
  return odd === undefined
    ? undefined
    : refuse(
        `gives a live struct, and its field ${odd.name} is no number or array of numbers`,
        'keep it out of the struct',
      );
}

function factoryProblem(func: Func): Problem | undefined {
  const made = func.parameters.filter(({ type, direction }) => type.kind === 'handle' && direction === 'out');
  const isMaker = made.length > 0 || func.returns.type.kind === 'handle';
  const extra = func.parameters.filter(
    ({ type, direction, optional }) => direction === 'out' && type.kind !== 'handle' && !optional,
  );
  const count = made.length + (func.returns.type.kind === 'handle' ? 1 : 0) + extra.length;
  return isMaker && count > 1
    ? {
        message: `${func.name} makes a handle and gives out something else`,
        fix: 'make it two functions, or ask the handle',
      }
    : undefined;
}

/** What runs on another thread gives back one thing. */
function blockingProblem(func: Func, abi: Abi): Problem | undefined {
  if (func.blocking === undefined) return undefined;
  const status = abi.enums.find(({ errors }) => errors)?.name;
  const { type } = func.returns;
  const isStatus = type.kind === 'enum' && type.name === status;
  const gives = type.kind !== 'void' && !isStatus;
  // A count goes with what it counts.
  const outputs = func.parameters.filter(({ direction, optional, filledOf }) => {
    return direction !== 'in' && !optional && filledOf.length === 0;
  });
  const own = outputs.filter(({ type: { kind } }) => kind !== 'handle');
  return own.length + (gives ? 1 : 0) > 1 || own.length > 1
    ? {
        message: `${func.name} runs long and gives out several things`,
        fix: 'make it one, and ask the handle for the rest',
      }
    : undefined;
}

function ofStruct({ name: owner, fields }: Struct): readonly Remark[] {
  return fields.flatMap(({ name, location, type }) => {
    const isList = type.kind === 'array' && type.element.kind === 'enum';
    const problem = { message: `${name} of ${owner} is an array of enums`, fix: 'write an array of int32_t' };
    return at(location, isList ? problem : undefined);
  });
}

function ofCallback(callback: Callback): readonly Remark[] {
  const inputs = callback.parameters.flatMap((parameter) => {
    const { type, direction, name, location } = parameter;
    const simple =
      ['scalar', 'enum', 'struct', 'handle', 'string', 'userData'].includes(type.kind) &&
      !/\*\s*\*/.test('c' in type ? type.c : '');
    const pointer = (type.kind === 'scalar' || type.kind === 'enum') && type.c.endsWith('*');
    const fits = simple && !pointer && (direction === 'in' || type.kind === 'handle');
    const fix = 'pass numbers, strings, handles, or const pointers to structs';
    return at(
      location,
      fits ? undefined : { message: `${name} of ${callback.name} has a type that closures have no form for`, fix },
    );
  });
  const { type } = callback.returns;
  const gives =
    (type.kind === 'void' && type.c === 'void') ||
    ((type.kind === 'scalar' || type.kind === 'enum') && !type.c.endsWith('*'));
  const fix = 'return nothing, a number, or an enum';
  return [
    ...inputs,
    ...at(
      callback.location,
      gives ? undefined : { message: `${callback.name} returns what closures have no form for`, fix },
    ),
  ];
}
