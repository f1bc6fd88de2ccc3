import type { Config, GoTarget } from '../../config/config.js';
import type { Abi, Callback, Func, Parameter } from '../../model/abi.js';
import type { Names } from '../../names/names.js';
import { type GoContext, isHidden, makeContext, receiverParameter, visibleFields } from '../go/context.js';
import { packageLevelName } from '../go/library.js';
import { head, inputList, resultList, signatureOf } from '../go/signature.js';
import { goType } from '../go/types.js';
import { errorClasses, statusMember } from '../messages.js';
import { type Column, PLACES } from './column.js';

/** Go as the reference shows it: the same signatures that the emitter gives bodies to. */
export function goColumn(abi: Abi, names: Names, config: Config, target: GoTarget): Column {
  const context = makeContext(abi, names, config, target);
  const detailed = new Set(errorClasses(abi).map(({ member }) => member.name));
  const failure = (status: string): string => {
    const member = statusMember(abi, status);
    if (member === undefined) return PLACES.gone;
    const sentinel = `\`${names.go.sentinel(member)}\``;
    return detailed.has(status) ? `${sentinel}, \`*${names.go.error(member)}\`` : sentinel;
  };
  return {
    title: 'Go',
    fence: 'go',
    type: (cName) => names.go.type(cName),
    constant: (constant) => names.go.constant(constant),
    member: (decl, member) => {
      if (decl.errors) return member.value === 0n ? '`nil`' : failure(member.name);
      return `\`${names.go.enumMember(decl, member)}\``;
    },
    field: (struct, field) =>
      visibleFields(struct).includes(field)
        ? `${names.go.field(field)} ${goType(context, field.type, field.nullable)}`
        : undefined,
    qualified: (func) => (func.role.kind === 'retain' ? undefined : signatureOf(context, func).operation),
    signature: (func) => (func.role.kind === 'retain' ? [] : heads(context, func)),
    callback: (callback) => [callbackHead(context, callback)],
    parameter: (owner, parameter) =>
      owner.kind === 'callback' ? callbackPlace(context, owner, parameter) : placeOf(context, owner, parameter),
    failure,
  };
}

/** Members of the library, and functions of the package that use the default one. */
function heads(context: GoContext, func: Func): readonly string[] {
  const signature = signatureOf(context, func);
  const method = `func ${head(signature)}`;
  const isLibrarys = signature.receiver.type === context.names.library && !signature.packageLevel;
  const outer = isLibrarys && context.config.builtins.length > 0 ? packageLevelName(context, func) : undefined;
  return outer === undefined ? [method] : [`func ${outer}(${inputList(signature)})${resultList(signature)}`, method];
}

function callbackHead(context: GoContext, callback: Callback): string {
  const parameters = callback.parameters.filter((parameter) => !isHidden(parameter, callback));
  const list = parameters.map((one) => `${context.names.parameter(one)} ${goType(context, one.type, one.nullable)}`);
  const returned = goType(context, callback.returns.type, callback.returns.nullable);
  return `type ${context.names.type(callback.name)} func(${list.join(', ')})${returned === '' ? '' : ` ${returned}`}`;
}

function callbackPlace(context: GoContext, callback: Callback, parameter: Parameter): string {
  return isHidden(parameter, callback) ? PLACES.gone : `\`${context.names.parameter(parameter)}\``;
}

function placeOf(context: GoContext, func: Func, parameter: Parameter): string {
  if (func.role.kind === 'retain') return PLACES.gone;
  const signature = signatureOf(context, func);
  if (parameter === receiverParameter(func)) return `\`${signature.receiver.name}\``;
  const input = signature.inputs.find((one) => one.parameter === parameter);
  if (input !== undefined) return `\`${input.name}\``;
  if (signature.results.some((one) => one.parameter === parameter)) return PLACES.returned;
  if (isHidden(parameter, func)) return PLACES.gone;
  return parameter.type.kind === 'struct' ? PLACES.inError : `\`err.${context.names.output(parameter)}\``;
}
