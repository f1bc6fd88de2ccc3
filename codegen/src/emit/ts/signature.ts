import type { Func, Parameter, Type } from '../../model/abi.js';
import { failureDetails, returnsStatus } from '../messages.js';
import { isHidden, madeBy, receiverOf, receiverParameter } from '../napi/crossing.js';
import { structNamed, type TsContext } from './context.js';
import { arrayType, tsType } from './types.js';

/** A function as TypeScript users see it: the classes are written from it, and the reference shows it. */
export interface TsSignature {
  readonly func: Func;
  readonly name: string;
  readonly kind: 'static' | 'method' | 'getter' | 'setter' | 'destroy';
  /** What errors call it: `vm.readMemory`, `Program.parse`. */
  readonly operation: string;
  readonly inputs: readonly TsInput[];
  readonly outputs: readonly TsOutput[];
  /** `void`, a type, or an object type with the outputs. */
  readonly result: string;
}

export interface TsInput {
  readonly parameter: Parameter;
  readonly name: string;
  readonly type: string;
  /** What stands for it if it is left out; undefined where it can't be. */
  readonly initial?: string;
  /** - `value`: a number, string, handle, closure, struct or array to read. - `buffer`: an array that C fills wholly.
   *  - `room`: an array to fill, or undefined to get a new one. - `most`: how many structs to give, or undefined for all. */
  readonly use: 'value' | 'buffer' | 'room' | 'most';
}

export interface TsOutput {
  /** Undefined: what the function returns. */
  readonly parameter?: Parameter;
  readonly name: string;
  readonly type: string;
  readonly modelType: Type;
  readonly nullable: boolean;
}

export function signatureOf(context: TsContext, func: Func): TsSignature {
  const name = nameOf(context, func);
  const kind = kindOf(func);
  const receiver = receiverParameter(func);
  const owner =
    func.role.kind === 'factory' && receiver === undefined
      ? context.names.type(func.role.handle)
      : receiver === undefined
        ? context.library
        : context.word(receiverOf(func) ?? '');
  const outputs = outputsOf(context, func);
  return {
    func,
    name,
    kind,
    operation: `${owner}.${name}`,
    inputs: inputsOf(context, func, receiver),
    outputs,
    result: resultType(outputs),
  };
}

function nameOf(context: TsContext, func: Func): string {
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

function kindOf(func: Func): TsSignature['kind'] {
  switch (func.role.kind) {
    case 'factory':
      return func.role.receiver === undefined ? 'static' : 'method';
    case 'getter':
      return 'getter';
    case 'setter':
      return 'setter';
    case 'destroy':
      return 'destroy';
    case 'retain':
    case 'method':
      return 'method';
    case 'free':
      // What the library tells of itself reads like a property: `engine.name`.
      return func.parameters.length === 0 && func.returns.type.kind !== 'void' && !func.returns.fallible
        ? 'getter'
        : 'method';
  }
}

function inputsOf(context: TsContext, func: Func, receiver: Parameter | undefined): readonly TsInput[] {
  const inputs = func.parameters
    .filter((parameter) => parameter !== receiver && !isHidden(parameter, func))
    .flatMap((parameter) => inputOf(context, parameter));
  // What may be left out comes last.
  const sorted = [
    ...inputs.filter(({ use }) => use !== 'room' && use !== 'most'),
    ...inputs.filter(({ use }) => use === 'room' || use === 'most'),
  ];
  return sorted.map((input, index) => {
    const restIsOptional = sorted
      .slice(index)
      .every(({ parameter, use }) => parameter.nullable || use === 'room' || use === 'most');
    return input.use === 'value' &&
      restIsOptional &&
      func.role.kind !== 'setter' &&
      input.parameter.type.kind !== 'callback'
      ? { ...input, initial: 'null' }
      : input;
  });
}

/** What the bodies of methods call their own variables, so that a parameter of that name gets an underscore. */
const TAKEN: ReadonlySet<string> = new Set(['native', 'operation', 'status', 'returned', 'made', 'live', 'signal']);

/** A parameter's variable. */
export function local(context: TsContext, parameter: Pick<Parameter, 'name'>): string {
  const name = context.names.parameter(parameter);
  return TAKEN.has(name) ? `${name}_` : name;
}

function inputOf(context: TsContext, parameter: Parameter): readonly TsInput[] {
  const { type, direction } = parameter;
  const name = local(context, parameter);
  const nullable = parameter.nullable ? ' | null' : '';
  if (type.kind === 'array') {
    const spelled = arrayType(context, type.element);
    if (direction === 'in' || (direction === 'inout' && type.filled === undefined)) {
      return [{ parameter, name, type: spelled + nullable, use: 'value' }];
    }
    if (spelled.startsWith('readonly')) return [{ parameter, name, type: 'number', use: 'most' }];
    return [{ parameter, name, type: spelled, use: type.filled === undefined ? 'buffer' : 'room' }];
  }
  if (direction === 'out' || (type.kind === 'string' && type.capacity !== undefined)) return [];
  if (direction === 'inout' && type.kind === 'struct' && structNamed(context, type.name).sized) return [];
  return [{ parameter, name, type: tsType(context, type) + nullable, use: 'value' }];
}

function outputsOf(context: TsContext, func: Func): readonly TsOutput[] {
  const onlyFailure = new Set(
    failureDetails(func, context.abi).flatMap((detail) => (detail.onlyFailure ? [detail.parameter.name] : [])),
  );
  const outputs: TsOutput[] = [];
  const made = madeBy(func);
  const { type, nullable } = func.returns;
  if (type.kind === 'handle' && made !== undefined) {
    outputs.push({ name: 'result', type: context.names.type(made), modelType: type, nullable: false });
  } else if (type.kind !== 'void' && !returnsStatus(func, context.abi) && !isFallibleBool(func)) {
    outputs.push({
      name: 'result',
      type: tsType(context, type) + (nullable ? ' | null' : ''),
      modelType: type,
      nullable,
    });
  }
  for (const parameter of func.parameters) {
    if (onlyFailure.has(parameter.name) || isHidden(parameter, func) || !isOutput(context, parameter)) continue;
    outputs.push({
      parameter,
      name: context.names.output(parameter),
      type: tsType(context, parameter.type),
      modelType: parameter.type,
      nullable: false,
    });
  }
  return outputs;
}

function isOutput(context: TsContext, { type, direction }: Parameter): boolean {
  if (direction === 'in') return false;
  switch (type.kind) {
    case 'array':
      return (
        type.filled !== undefined || (direction === 'out' && arrayType(context, type.element).startsWith('readonly'))
      );
    case 'string':
      return type.capacity !== undefined;
    case 'handle':
      return direction === 'out';
    case 'scalar':
    case 'enum':
      return true;
    case 'struct':
      return type.pointer;
    default:
      return false;
  }
}

/** `false` means failure, and says nothing else. */
export function isFallibleBool(func: Func): boolean {
  return func.returns.fallible && func.returns.type.kind === 'scalar' && func.returns.type.scalar === 'bool';
}

function resultType(outputs: readonly TsOutput[]): string {
  const [only] = outputs;
  if (only === undefined) return 'void';
  if (outputs.length === 1) return only.type;
  return `{ ${outputs.map(({ name, type }) => `readonly ${name}: ${type}`).join('; ')} }`;
}

/** `readMemory(address: number, buffer: Uint8Array): void`, for the reference. */
export function head(context: TsContext, func: Func): string {
  const signature = signatureOf(context, func);
  const inputs = signature.inputs.map(({ name, type, initial, use }) => {
    const optional = initial !== undefined || use === 'room' || use === 'most';
    return `${name}${optional ? '?' : ''}: ${type}`;
  });
  switch (signature.kind) {
    case 'getter':
      return `get ${signature.name}(): ${signature.result}`;
    case 'setter':
      return `set ${signature.name}(${inputs.join(', ')})`;
    case 'static':
      return `static ${signature.name}(${inputs.join(', ')}): ${signature.result}`;
    case 'method':
    case 'destroy':
      return `${signature.name}(${inputs.join(', ')}): ${signature.result}`;
  }
}

/** An output of a length that only the library knows. */
export function isFill({ type, direction }: Parameter): boolean {
  return direction !== 'in' && (type.kind === 'array' || type.kind === 'string') && type.filled !== undefined;
}
