import type { Config, TsTarget } from '../../config/config.js';
import type { Abi, Func, Parameter } from '../../model/abi.js';
import type { Names } from '../../names/names.js';
import { statusMember } from '../messages.js';
import { hasTwin, isHidden, receiverOf, receiverParameter } from '../napi/crossing.js';
import { makeTsContext, type TsContext } from '../ts/context.js';
import { callbackAlias, fieldType } from '../ts/data.js';
import { head, signatureOf } from '../ts/signature.js';
import { type Column, PLACES } from './column.js';

/** TypeScript as the reference shows it: the same signatures that the classes are written from. */
export function tsColumn(abi: Abi, names: Names, config: Config, target: TsTarget): Column {
  const context = makeTsContext(abi, names, config, target);
  const failure = (status: string): string => {
    const member = statusMember(abi, status);
    return member === undefined ? PLACES.gone : `\`${names.ts.error(member)}\``;
  };
  return {
    title: 'TypeScript',
    fence: 'ts',
    type: (cName) => names.ts.type(cName),
    constant: (constant) => names.ts.constant(constant),
    member: (decl, member) => {
      if (decl.errors) return member.value === 0n ? PLACES.gone : failure(member.name);
      return `\`${names.ts.type(decl.name)}.${names.ts.enumMember(decl, member)}\``;
    },
    field: (_struct, field) => (field.isSize ? undefined : `${names.ts.field(field)}: ${fieldType(context, field)}`),
    qualified: (func) =>
      func.role.kind === 'retain' ? undefined : `${classOf(context, func)}.${signatureOf(context, func).name}`,
    signature: (func) => (func.role.kind === 'retain' ? [] : [`// ${classOf(context, func)}`, ...heads(context, func)]),
    callback: (callback) => {
      const { name, type } = callbackAlias(context, callback);
      return [`type ${name} = ${typeof type === 'string' ? type : ''}`];
    },
    parameter: (owner, parameter) =>
      owner.kind === 'callback' ? callbackPlace(context, parameter) : placeOf(context, owner, parameter),
    failure,
  };
}

/** The class that the function is a member of. */
function classOf(context: TsContext, func: Func): string {
  const made = func.role.kind === 'factory' && func.role.receiver === undefined ? func.role.handle : receiverOf(func);
  return made === undefined ? context.names.library : context.names.type(made);
}

/** The method, and its twin that returns a promise. */
function heads(context: TsContext, func: Func): readonly string[] {
  const plain = withLibrary(context, func, head(context, func));
  if (!hasTwin(context.abi, func)) return [plain];
  const { inputs, result } = signatureOf(context, func);
  const list = [...inputs.map(({ name, type }) => `${name}: ${type}`), 'options?: AsyncOptions'].join(', ');
  return [plain, `${context.names.asyncMethod(func)}(${list}): Promise<${result}>`];
}

/** What makes a handle out of nothing may be told with which library. */
function withLibrary(context: TsContext, func: Func, text: string): string {
  const { kind, inputs } = signatureOf(context, func);
  const fromHandle = inputs.some(({ parameter }) => parameter.type.kind === 'handle' && !parameter.nullable);
  if (kind !== 'static' || fromHandle) return text;
  const parameter = `${context.library}?: ${context.names.library}`;
  return text.replace(/\)(?=: [^)]*$)/, inputs.length === 0 ? `${parameter})` : `, ${parameter})`);
}

function callbackPlace(context: TsContext, parameter: Parameter): string {
  return parameter.isUserData ? PLACES.gone : `\`${context.names.parameter(parameter)}\``;
}

function placeOf(context: TsContext, func: Func, parameter: Parameter): string {
  if (func.role.kind === 'retain') return PLACES.gone;
  if (parameter === receiverParameter(func)) return PLACES.object;
  const signature = signatureOf(context, func);
  const input = signature.inputs.find((one) => one.parameter === parameter);
  if (input !== undefined) return `\`${input.name}\``;
  if (signature.outputs.some((one) => one.parameter === parameter)) return PLACES.returned;
  if (isHidden(parameter, func)) return PLACES.gone;
  return parameter.type.kind === 'struct' ? PLACES.inError : `\`error.${context.names.output(parameter)}\``;
}
