import type { Func, Handle, Parameter } from '../../model/abi.js';
import { returnsStatus } from '../messages.js';
import { type GoContext, handleOf, isHidden, receiverParameter } from './context.js';
import { type GoSignature, handleInput, signatureOf } from './signature.js';

/** In front of every crossing: with the tag for debugging, whatever is not kept alive is gone then. */
export const COLLECT = 'collect()';

/** The field of the Go struct that points to the live record. */
export const LIVE = 'live';

/** Everything that the parts of one function's body share. */
export interface Scope {
  readonly context: GoContext;
  readonly func: Func;
  readonly signature: GoSignature;
  readonly receiver: Parameter | undefined;
  /** The receiver's handle; undefined for the library's own functions. */
  readonly handle: Handle | undefined;
  /** Go expression of the library that the function runs in. */
  readonly library: string;
  /** The function returns a status, so that outputs may belong to failures. */
  readonly hasStatus: boolean;
  /** A local name that nothing else in the function has. The same base gives the same name. */
  local(base: string): string;
  /** The statement that ends the function with an error; without an error result, with zeros. */
  refuse(error: string): string;
}

export function scopeOf(context: GoContext, func: Func): Scope {
  const signature = signatureOf(context, func);
  const receiver = receiverParameter(func);
  const handle = receiver?.type.kind === 'handle' ? handleOf(context, receiver.type.name) : undefined;
  const zeros = signature.results.map(({ zero }) => zero);
  const owner = signature.packageLevel ? (handleInput(signature.inputs)?.name ?? '') : signature.receiver.name;
  return {
    context,
    func,
    signature,
    receiver,
    handle,
    library: handle === undefined && !signature.packageLevel ? signature.receiver.name : `${owner}.${context.library}`,
    hasStatus: returnsStatus(func, context.abi),
    local: localsOf(signature),
    refuse: (error) => `return ${[...zeros, ...(signature.hasError ? [error] : [])].join(', ')}`.trim(),
  };
}

function localsOf(signature: GoSignature): (base: string) => string {
  const taken = new Set([
    signature.receiver.name,
    ...signature.inputs.map(({ name }) => name),
    ...(signature.results.length > 1 ? signature.results.map(({ name }) => name) : []),
  ]);
  return (base) => {
    let name = base;
    while (taken.has(name)) name += '_';
    return name;
  };
}

/** `cFaultAddress`: an output or a converted input on its way. */
export function cLocal(scope: Scope, parameter: Pick<Parameter, 'name'>): string {
  return scope.local(`c${scope.context.names.output(parameter).replace(/_$/, '')}`);
}

/** `programHandle`. */
export function handleLocal(scope: Scope, parameter: Parameter): string {
  return scope.local(`${scope.context.names.parameter(parameter)}Handle`);
}

export function isShared(handle: Handle): boolean {
  return handle.thread === 'any';
}

/** The parameter that a call gives as a Go name. */
export function goName(scope: Scope, parameter: Pick<Parameter, 'name'>): string {
  return (
    scope.signature.inputs.find((input) => input.parameter.name === parameter.name)?.name ??
    scope.context.names.parameter(parameter)
  );
}

export function parameterNamed(scope: Scope, name: string): Parameter | undefined {
  return scope.func.parameters.find((parameter) => parameter.name === name);
}

export function isVisible(scope: Scope, parameter: Parameter): boolean {
  return !isHidden(parameter, scope.func);
}

/** Statements indented below another one. */
export function block(head: string, lines: readonly string[], tail = '}'): readonly string[] {
  return [head, ...lines.map((line) => (line === '' ? '' : `\t${line.replaceAll('\n', '\n\t')}`)), tail];
}
