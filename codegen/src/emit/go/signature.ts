import type { Func, Parameter, Type } from '../../model/abi.js';
import { failureDetails, returnsStatus } from '../messages.js';
import { type GoContext, isHidden, receiverOf, receiverParameter, structOf } from './context.js';
import { goType, zeroValue } from './types.js';

/** A function as Go users see it. The emitter writes its body, the reference shows its head. */
export interface GoSignature {
  readonly func: Func;
  readonly name: string;
  /** What errors call it: `VM.ReadMemory`, `ParseProgram`. */
  readonly operation: string;
  /** The receiver's local name and its type without the star; the library's own for free functions and factories. */
  readonly receiver: { readonly name: string; readonly type: string };
  /** A package-level function whose library comes from this handle parameter, or from the default library. */
  readonly packageLevel: boolean;
  readonly inputs: readonly GoInput[];
  readonly results: readonly GoResult[];
  readonly hasContext: boolean;
  readonly hasError: boolean;
}

export interface GoInput {
  readonly parameter: Parameter;
  readonly name: string;
  readonly type: string;
}

export interface GoResult {
  /** The output; undefined for what the function returns. */
  readonly parameter?: Parameter;
  readonly name: string;
  readonly modelType: Type;
  readonly type: string;
  readonly zero: string;
}

export function signatureOf(context: GoContext, func: Func): GoSignature {
  const { names } = context;
  const receiverClass = receiverOf(func);
  const receiver = receiverParameter(func);
  const name = nameOf(context, func);
  const receiverType = receiverClass === undefined ? names.library : names.type(receiverClass);
  const inputs = inputsOf(context, func, receiver);
  const packageLevel = func.role.kind === 'factory' && receiver === undefined && handleInput(inputs) !== undefined;
  return {
    func,
    name,
    operation: func.role.kind === 'factory' && receiver === undefined ? name : `${receiverType}.${name}`,
    receiver: {
      name: receiver === undefined ? context.library : names.parameter(receiver),
      type: receiverType,
    },
    packageLevel,
    inputs,
    results: resultsOf(context, func, new Set(inputs.map(({ name: input }) => input))),
    hasContext: func.blocking !== undefined,
    hasError: hasError(context, func, inputs),
  };
}

/** The handle that a package-level factory takes its library from. */
export function handleInput(inputs: readonly GoInput[]): GoInput | undefined {
  return inputs.find(({ parameter }) => parameter.type.kind === 'handle' && !parameter.nullable);
}

function nameOf(context: GoContext, func: Func): string {
  const { names } = context;
  switch (func.role.kind) {
    case 'factory':
      return names.factory(func);
    case 'getter':
    case 'setter':
      return names.property(func);
    case 'destroy':
    case 'retain':
    case 'method':
      return names.method(func);
    case 'free':
      return names.free(func);
  }
}

function inputsOf(context: GoContext, func: Func, receiver: Parameter | undefined): readonly GoInput[] {
  return func.parameters
    .filter((parameter) => parameter !== receiver && !isHidden(parameter, func) && isInput(context, parameter))
    .map((parameter) => ({
      parameter,
      name: context.names.parameter(parameter),
      type: inputType(context, parameter),
    }));
}

/** A caller's buffer is an input even though C writes to it; a sized struct to fill is an output. */
export function isInput(context: GoContext, parameter: Parameter): boolean {
  if (parameter.type.kind === 'array') return true;
  if (parameter.direction === 'in') return true;
  return parameter.direction === 'inout' && !isSizedStruct(context, parameter.type) && parameter.type.kind !== 'string';
}

export function isSizedStruct(context: GoContext, type: Type): boolean {
  return type.kind === 'struct' && structOf(context, type.name).sized;
}

function inputType(context: GoContext, parameter: Parameter): string {
  const type = goType(context, parameter.type, parameter.nullable);
  if (parameter.direction === 'inout' && !type.startsWith('*') && !type.startsWith('[]')) return `*${type}`;
  // Option structs grow, and nil means the defaults.
  return parameter.type.kind === 'struct' && !type.startsWith('*') ? `*${type}` : type;
}

function resultsOf(context: GoContext, func: Func, inputNames: ReadonlySet<string>): readonly GoResult[] {
  const details = failureDetails(func, context.abi);
  const onlyFailure = new Set(details.filter((detail) => detail.onlyFailure).map(({ parameter }) => parameter.name));
  const results: GoResult[] = [];
  const { type, nullable } = func.returns;
  if (type.kind !== 'void' && !returnsStatus(func, context.abi) && !isFallibleBool(func)) {
    const spelled = returnType(context, func, nullable);
    results.push({ name: 'result', modelType: type, type: spelled, zero: zeroValue(context, type, spelled) });
  }
  for (const parameter of func.parameters) {
    if (onlyFailure.has(parameter.name)) continue;
    if (isHidden(parameter, func)) continue;
    const isBuffer = parameter.type.kind === 'array' && parameter.type.filled !== undefined;
    if (!isBuffer && (isInput(context, parameter) || parameter.direction === 'in')) continue;
    const spelled = outputType(context, parameter);
    const name = context.names.parameter(parameter);
    results.push({
      parameter,
      // A caller's buffer comes in and goes out, cut to what was filled; Go wants two names for that.
      name: inputNames.has(name) ? `filled${name.charAt(0).toUpperCase()}${name.slice(1)}` : name,
      modelType: parameter.type,
      type: spelled,
      zero: zeroValue(context, parameter.type, spelled),
    });
  }
  return results;
}

function outputType(context: GoContext, parameter: Parameter): string {
  return goType(context, parameter.type, parameter.type.kind === 'string' && parameter.nullable);
}

function returnType(context: GoContext, func: Func, nullable: boolean): string {
  const type = func.returns.type;
  if (type.kind === 'struct' && type.pointer) return `*${context.names.type(type.name)}`;
  return goType(context, type, nullable);
}

/** `false` means failure, and says nothing else. */
export function isFallibleBool(func: Func): boolean {
  return func.returns.fallible && func.returns.type.kind === 'scalar' && func.returns.type.scalar === 'bool';
}

function hasError(context: GoContext, func: Func, inputs: readonly GoInput[]): boolean {
  return (
    returnsStatus(func, context.abi) ||
    func.returns.fallible ||
    func.blocking !== undefined ||
    func.role.kind === 'factory' ||
    func.role.kind === 'destroy' ||
    inputs.some(({ parameter }) => parameter.type.kind === 'string')
  );
}

/** `(vm *VM) ReadMemory(address uint32, buffer []byte) error`, without `func`. */
export function head(signature: GoSignature): string {
  const receiver = signature.packageLevel ? '' : `(${signature.receiver.name} *${signature.receiver.type}) `;
  return `${receiver}${signature.name}(${inputList(signature)})${resultList(signature)}`;
}

export function inputList(signature: GoSignature): string {
  const inputs = signature.inputs.map(({ name, type }) => `${name} ${type}`);
  return [...(signature.hasContext ? ['ctx context.Context'] : []), ...inputs].join(', ');
}

export function resultList(signature: GoSignature): string {
  const types = [...signature.results.map(({ type }) => type), ...(signature.hasError ? ['error'] : [])];
  if (types.length === 0) return '';
  if (types.length === 1) return ` ${types[0] ?? ''}`;
  const values = signature.results;
  // Several values of one call are named in the signature; nobody can guess their order.
  if (values.length < 2) return ` (${types.join(', ')})`;
  const named = values.map(({ name, type }) => `${name} ${type}`);
  return ` (${[...named, ...(signature.hasError ? ['err error'] : [])].join(', ')})`;
}
