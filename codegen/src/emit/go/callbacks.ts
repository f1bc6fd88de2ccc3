import type { Callback, Func, Parameter } from '../../model/abi.js';
import { declare } from '../c/declarations.js';
import { code } from '../text.js';
import { callbackOf, type GoContext, keptCallbacksOf, receiverOf } from './context.js';

/** Runs inside the call, unlike those that make the run end (`(yield: …)`). */
export function isPlainCallback(context: GoContext, callback: Callback): boolean {
  return callback.yields === undefined && usesOf(context, callback).size > 0;
}

type Use = 'call' | 'kept' | 'once';

/** How long the library keeps closures of this type. */
export function usesOf(context: GoContext, callback: Callback): ReadonlySet<Use> {
  const uses = context.abi.functions.flatMap(({ parameters }) =>
    parameters.filter(
      ({ type, closure }) => type.kind === 'callback' && type.name === callback.name && closure !== undefined,
    ),
  );
  return new Set(uses.map(useOf));
}

export function useOf({ scope }: Pick<Parameter, 'scope'>): Use {
  if (scope?.kind === 'until') return 'kept';
  return scope?.kind === 'once' ? 'once' : 'call';
}

/** The type of a `(destroy: …)` parameter: Go users never see it. */
export function isDrop(context: GoContext, callback: Callback): boolean {
  const uses = context.abi.functions.flatMap((func) =>
    func.parameters
      .filter(({ type }) => type.kind === 'callback' && type.name === callback.name)
      .map((parameter) => ({ func, parameter })),
  );
  return (
    uses.length > 0 &&
    uses.every(({ func, parameter }) => func.parameters.some(({ destroy }) => destroy === parameter.name))
  );
}

/** `shelf_goexport_visitor`: the exported Go function. C's own types do not fit, since cgo knows no `const`. */
export function exportName(context: GoContext, callback: Callback): string {
  return `${context.abi.name}_goexport_${stemOf(context, callback)}`;
}

/** `shelf_gocall_visitor`: the C function that stands for all closures of a type. */
export function trampolineName(context: GoContext, callback: Callback): string {
  return `${context.abi.name}_gocall_${stemOf(context, callback)}`;
}

function stemOf({ abi }: GoContext, { name }: Callback): string {
  return name.replace(`${abi.name}_`, '').replace(/_t$/, '');
}

/** What C calls when it forgets a Go function, and the Go function behind it. */
export function dropNames({ abi }: GoContext): { readonly trampoline: string; readonly exported: string } {
  return { trampoline: `${abi.name}_gocall_drop`, exported: `${abi.name}_goexport_drop` };
}

/** The prototype of the exported function, with the C that passes a call on to it. */
export function trampolineText(context: GoContext, callback: Callback): string {
  const { parameters, returns } = callback;
  const list = parameters.map(({ type, name: parameter }) => declare(type.c, parameter)).join(', ');
  const exported = parameters.map((parameter) => declare(exportedC(parameter), parameter.name)).join(', ');
  const passed = parameters.map((parameter) => `(${exportedC(parameter).trim()})${parameter.name}`).join(', ');
  const result = returns.type.kind === 'enum' ? 'int32_t' : returns.type.c;
  const cast = returns.type.kind === 'enum' ? `(${returns.type.name})` : '';
  const call = `${returns.type.kind === 'void' ? '' : 'return '}${cast}${exportName(context, callback)}(${passed});`;
  return code`
    /* In Go: calls the function that user_data numbers. */
    extern ${declare(result, `${exportName(context, callback)}(${exported})`)};

    static inline ${declare(returns.type.c, `${trampolineName(context, callback)}(${list})`)}
    {
        ${call}
    }
  `;
}

function exportedC({ type, isUserData }: Parameter): string {
  if (isUserData) return 'uintptr_t';
  switch (type.kind) {
    case 'handle':
    case 'userData':
      return 'uintptr_t';
    case 'enum':
      return 'int32_t';
    default:
      return type.c.replace(/\bconst\s+/g, '');
  }
}

/** Handles that keep closures of this type, with the field of the Go struct that holds it. */
export function ownersOf(context: GoContext, callback: Callback): ReadonlyMap<string, string> {
  return new Map(
    context.abi.handles.flatMap(({ name }) =>
      keptCallbacksOf(context, name)
        .filter((kept) => kept.callback.name === callback.name)
        .map(({ field }) => [name, field] as const),
    ),
  );
}

/** Handles whose functions take closures of this type to call them once. */
export function onceOwners(context: GoContext, callback: Callback): readonly string[] {
  const owners = context.abi.functions.flatMap((func) => {
    const receiver = receiverOf(func);
    const isIt = func.parameters.some(
      ({ type, scope }) => type.kind === 'callback' && type.name === callback.name && scope?.kind === 'once',
    );
    return receiver !== undefined && isIt ? [receiver] : [];
  });
  return [...new Set(owners)];
}

/** Closures that outlive a call and may run inside this function: it passes their panics on. */
export function passesPanicsOn(context: GoContext, func: Func): boolean {
  const receiver = receiverOf(func);
  if (receiver === undefined || !outlivesCalls(context, receiver)) return false;
  return func.invokes.some((name) => {
    const callback = callbackOf(context, name);
    return (
      callback.yields === undefined &&
      (ownersOf(context, callback).has(receiver) || onceOwners(context, callback).includes(receiver))
    );
  });
}

/** Does it run closures with C frames below them? Then the handle is in use meanwhile. */
export function runsPlain(context: GoContext, func: Func): boolean {
  return func.invokes.some((name) => callbackOf(context, name).yields === undefined);
}

/** Does a handle have plain closures that C calls later? */
export function outlivesCalls(context: GoContext, handle: string): boolean {
  return context.abi.callbacks.some(
    (callback) =>
      callback.yields === undefined &&
      (ownersOf(context, callback).has(handle) || onceOwners(context, callback).includes(handle)),
  );
}

/** Does a handle keep closures that C forgets without a word? */
export function isNumbered(context: GoContext, handle: string): boolean {
  return keptCallbacksOf(context, handle).some(
    ({ callback, setter }) =>
      callback.yields === undefined &&
      setter.parameters.some(
        ({ type, destroy }) => type.kind === 'callback' && type.name === callback.name && destroy === undefined,
      ),
  );
}

/** Handles that Go gets without owning them, as a callback's argument. */
export function isBorrowed(context: GoContext, handle: string): boolean {
  return context.abi.callbacks.some(
    (callback) =>
      isPlainCallback(context, callback) &&
      callback.parameters.some(({ type }) => type.kind === 'handle' && type.name === handle) &&
      (usesOf(context, callback).has('call') ||
        [...ownersOf(context, callback).keys()].some((owner) => owner !== handle)),
  );
}
