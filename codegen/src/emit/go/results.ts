import type { Parameter, Type } from '../../model/abi.js';
import {
  detailFormats,
  type ErrorField,
  failureDetails,
  failureText,
  fallibleText,
  fieldsOfFailure,
  statusMember,
  successMember,
} from '../messages.js';
import { isPlain, structOf } from './context.js';
import { fromCName } from './data.js';
import type { Argument } from './inputs.js';
import { block, cLocal, goName, parameterNamed, type Scope } from './scope.js';
import { isFallibleBool, isSizedStruct } from './signature.js';
import { cgoElement, elementType, fromC, goType } from './types.js';

/** A place for what C gives out. */
export function outputArgument(scope: Scope, parameter: Parameter): Argument {
  const local = cLocal(scope, parameter);
  const { type } = parameter;
  const size =
    isSizedStruct(scope.context, type) && type.kind === 'struct' ? [`${local}.size = C.sizeof_${type.name}`] : [];
  return { before: [`var ${local} ${placeType(type)}`, ...size], expression: `&${local}` };
}

function placeType(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return cgoElement(type);
    case 'enum':
    case 'struct':
      return `C.${type.name}`;
    default:
      return 'C.uintptr_t';
  }
}

/** Go expressions of all results, in the order of the signature. `returned` is what C returned. */
export function resultExpressions(scope: Scope, returned: string): readonly string[] {
  return scope.signature.results.map(({ parameter }) =>
    parameter === undefined ? returnedExpression(scope, returned) : outputExpression(scope, parameter),
  );
}

function outputExpression(scope: Scope, parameter: Parameter): string {
  const local = cLocal(scope, parameter);
  const { type } = parameter;
  switch (type.kind) {
    case 'handle':
      return wrapped(scope, type.name, local);
    case 'struct':
      return structValue(scope, type.name, `&${local}`);
    case 'string':
      return `string(${scope.local('buffer')}[:${filledLocal(scope, type.filled)}])`;
    case 'array':
      return `${goName(scope, parameter)}[:${filledLocal(scope, type.filled)}]`;
    default:
      return fromC(scope.context, type, local);
  }
}

/** How many elements C wrote. */
function filledLocal(scope: Scope, filled = ''): string {
  return cLocal(scope, { name: filled });
}

function returnedExpression(scope: Scope, returned: string): string {
  const { type, nullable } = scope.func.returns;
  switch (type.kind) {
    case 'handle':
      return wrapped(scope, type.name, returned);
    case 'string':
      return nullable ? `goStringOrNil(${returned})` : `C.GoString(${returned})`;
    case 'array':
      return sliceOf(scope, type, returned);
    default:
      return fromC(scope.context, type, returned);
  }
}

function wrapped(scope: Scope, cName: string, expression: string): string {
  return `new${scope.context.names.type(cName)}(${scope.library}, ${expression})`;
}

function structValue(scope: Scope, cName: string, pointer: string): string {
  const struct = structOf(scope.context, cName);
  const type = scope.context.names.type(cName);
  return isPlain(scope.context, struct)
    ? `*(*${type})(unsafe.Pointer(${pointer}))`
    : `${fromCName(scope.context, struct)}(${pointer})`;
}

/** Memory of the library as a slice or an array, live. */
function sliceOf(scope: Scope, type: Extract<Type, { kind: 'array' }>, pointer: string): string {
  if (type.length.kind === 'fixed') return `(${goType(scope.context, type)})(unsafe.Pointer(${pointer}))`;
  const element = elementType(scope.context, type.element);
  const length = parameterNamed(scope, type.length.name);
  const count = length === undefined ? '0' : goName(scope, length);
  return `unsafe.Slice((*${element})(unsafe.Pointer(${pointer})), ${count})`;
}

/**
 * Returns what there is after success, and turns a status, `false` or NULL into an error. `cancelled` is the error of a
 * call that a context has ended: what such a call returns is given with it, but a failure is not.
 */
export function returnLines(scope: Scope, returned: string, cancelled?: string): readonly string[] {
  const { func, signature } = scope;
  const { operation } = signature;
  const results = resultExpressions(scope, returned);
  const canFail = scope.hasStatus || func.returns.fallible;
  if (cancelled !== undefined && canFail) {
    const first = block(`if err := ${cancelled}; err != nil {`, [scope.refuse('err')]);
    return [...first, ...returnLines(scope, returned)];
  }
  const values = [...results, ...(signature.hasError ? [cancelled ?? 'nil'] : [])];
  if (scope.hasStatus) return statusLines(scope, returned, values);
  const last = values.length === 0 ? [] : [`return ${values.join(', ')}`];
  if (!func.returns.fallible) return last;
  const test = isFallibleBool(func)
    ? `!bool(${returned})`
    : func.returns.type.kind === 'handle'
      ? `${returned} == 0`
      : `${returned} == nil`;
  return [
    ...block(`if ${test} {`, [scope.refuse(`newError("${operation}", nil, ${JSON.stringify(fallibleText(func))})`)]),
    ...last,
  ];
}

function statusLines(scope: Scope, status: string, values: readonly string[]): readonly string[] {
  const { context, func, signature } = scope;
  const member = (cName: string): string => {
    const found = statusMember(context.abi, cName);
    return found === undefined || context.status === undefined ? '' : context.names.enumMember(context.status, found);
  };
  const success = context.status === undefined ? undefined : successMember(context.status);
  const ok = member(success?.name ?? '');
  const detailed = [...new Set(failureDetails(func, context.abi).flatMap(({ statuses }) => statuses))];
  const plain = scope.refuse(`failure("${signature.operation}", ${status})`);
  const succeed = `return ${values.join(', ')}`;
  if (detailed.length === 0) {
    // Success is no failure: nothing else is to be returned.
    return values.length === 1 ? [plain] : [...block(`if ${status} != ${ok} {`, [plain]), succeed];
  }
  return [
    `switch ${status} {`,
    `case ${ok}:`,
    `\t${succeed}`,
    ...detailed.flatMap((cName) => [`case ${member(cName)}:`, ...detailLines(scope, cName).map((line) => `\t${line}`)]),
    '}',
    plain,
  ];
}

/** The error of one status with everything that C told about it. */
function detailLines(scope: Scope, cName: string): readonly string[] {
  const { context, func, signature } = scope;
  const status = statusMember(context.abi, cName);
  if (status === undefined) return [];
  const fields = fieldsOfFailure(func, cName, context.abi);
  const structs = new Set(fields.flatMap(({ field, parameter }) => (field === undefined ? [] : [parameter])));
  const failed = scope.local('failed');
  const text = textExpression(scope, fields, JSON.stringify(failureText(func, cName, context.abi)));
  return [
    ...[...structs].map((name) => {
      const type = parameterNamed(scope, name)?.type;
      return `${goDetail(scope, name)} := ${type?.kind === 'struct' ? structValue(scope, type.name, `&${cLocal(scope, { name })}`) : '0'}`;
    }),
    `${failed} := new${context.names.error(status)}("${signature.operation}", ${text})`,
    ...fields.map((field) => `${failed}.${context.names.output(field)} = ${fieldValue(scope, field)}`),
    scope.refuse(failed),
  ];
}

/** The local name of a struct with details: nearly always there is one. */
function goDetail(scope: Scope, parameter: string): string {
  const structs = failureDetails(scope.func, scope.context.abi).filter((one) => one.parameter.type.kind === 'struct');
  return scope.local(structs.length === 1 ? 'detail' : scope.context.names.parameter({ name: parameter }));
}

/** As C or a struct has it: a number of whatever type. */
function rawValue(scope: Scope, field: ErrorField): string {
  return field.field === undefined ? cLocal(scope, { name: field.parameter }) : fieldValue(scope, field);
}

function fieldValue(scope: Scope, field: ErrorField): string {
  if (field.field !== undefined) {
    return `${goDetail(scope, field.parameter)}.${scope.context.names.field({ name: field.field })}`;
  }
  const local = cLocal(scope, { name: field.parameter });
  return field.isNeeded ? `int(${local})` : fromC(scope.context, field.type, local);
}

/** `the text (fault address 0x00012000)`. */
function textExpression(scope: Scope, fields: readonly ErrorField[], text: string): string {
  const own = fields.find(({ isText }) => isText);
  const formats = detailFormats(fields);
  const base = own === undefined ? text : `orElse(${fieldValue(scope, own)}, ${text})`;
  if (formats.length === 0) return base;
  const details = formats.map((format) => {
    const value = `uint64(${rawValue(scope, format.field)})`;
    if (format.base === 'hex') return `hexDetail("${format.words}", ${value})`;
    if (format.placement === 'behind') return `strconv.FormatUint(${value}, 10)+" ${format.words}"`;
    return `${format.skipZero ? 'numberUnlessZero' : 'number'}("${format.words}", ${value})`;
  });
  return `describe(${[base, ...details].join(', ')})`;
}
