import type { Parameter, Range, Type } from '../../model/abi.js';
import { misuse } from '../messages.js';
import { useOf } from './callbacks.js';
import { callbackOf, handleOf, isPlain, keptCallbacksOf, structOf } from './context.js';
import { fromCName, toCName } from './data.js';
import { block, cLocal, goName, handleLocal, isShared, parameterNamed, type Scope } from './scope.js';
import { cgoElement, SCALAR_LIMITS, toC } from './types.js';

/** How one C parameter is passed. */
export interface Argument {
  /** Statements that refuse what is wrong. They come first, so that a call that is refused has done nothing. */
  readonly checks?: readonly string[];
  /** Statements in front of the call. */
  readonly before: readonly string[];
  readonly expression: string;
  /** Statements behind a call that succeeded, and behind one that failed. */
  readonly success?: readonly string[];
  readonly failure?: readonly string[];
  /** The statement that goes on with a panic of a Go function that C called. */
  readonly rethrow?: string;
}

/** What comes in from Go: checks first, then values as C wants them. */
export function inputArgument(scope: Scope, parameter: Parameter): Argument {
  const name = goName(scope, parameter);
  const { type } = parameter;
  switch (type.kind) {
    case 'scalar':
    case 'enum':
      return { checks: rangeChecks(scope, parameter, name), before: [], expression: toC(type, name) };
    case 'handle':
      return handleArgument(scope, parameter, name);
    case 'string':
      return stringArgument(scope, parameter, name);
    case 'struct':
      return structArgument(scope, parameter, name, type.name);
    case 'array':
      return arrayArgument(scope, parameter, name, type);
    case 'callback':
      return callbackArgument(scope, parameter, name);
    case 'userData':
    case 'void':
      return { before: [], expression: '0' };
  }
}

/** A length or capacity: it comes from the slices that it counts. */
export function countArgument(scope: Scope, parameter: Parameter): Argument {
  const arrays = [...parameter.lengthOf, ...parameter.capacityOf]
    .map((name) => parameterNamed(scope, name))
    .filter((array): array is Parameter => array !== undefined);
  const [first, ...others] = arrays.map((array) => ({ array, length: `len(${sliceName(scope, array)})` }));
  if (first === undefined) return { before: [], expression: '0' };
  const same = others.flatMap(({ array, length }) => {
    const text = misuse.arrayLength(goName(scope, array), '%d', '%d', '%d').replace('%d to %d', '%d');
    return block(`if ${length} != ${first.length} {`, [
      scope.refuse(invalid(scope, `fmt.Sprintf("${text}", ${length}, ${first.length})`)),
    ]);
  });
  const { range } = parameter;
  const checks = range === undefined ? [] : lengthCheck(scope, first.array, first.length, range);
  return { checks: [...checks, ...same], before: [], expression: toC(parameter.type, first.length) };
}

/** A string that is filled has a buffer of its own; an array is what the caller gave. */
function sliceName(scope: Scope, array: Parameter): string {
  return array.type.kind === 'string' ? scope.local('buffer') : goName(scope, array);
}

function lengthCheck(scope: Scope, array: Parameter, length: string, { min, max }: Range): readonly string[] {
  const tests = [...(min > 0n ? [`${length} < ${min}`] : []), `${length} > ${max}`];
  const text = misuse.arrayLength(goName(scope, array), '%d', String(min), String(max));
  return block(`if ${tests.join(' || ')} {`, [scope.refuse(invalid(scope, `fmt.Sprintf("${text}", ${length})`))]);
}

/** A number outside its range; and a negative `int` where C has `size_t`. */
function rangeChecks(scope: Scope, parameter: Parameter, name: string): readonly string[] {
  if (parameter.type.kind !== 'scalar') return [];
  const [lowest, highest] = SCALAR_LIMITS[parameter.type.scalar];
  if (lowest > highest) return [];
  const isSize = parameter.type.scalar === 'size';
  const min = parameter.range?.min ?? (isSize ? 0n : lowest);
  const max = parameter.range?.max ?? highest;
  const tests = [...(min > lowest ? [`${name} < ${min}`] : []), ...(max < highest ? [`${name} > ${max}`] : [])];
  if (tests.length === 0 || (!scope.signature.hasError && !isSize)) return [];
  const text = misuse.range(name, '%d', String(min), String(max));
  return block(`if ${tests.join(' || ')} {`, [scope.refuse(invalid(scope, `fmt.Sprintf("${text}", ${name})`))]);
}

function invalid(scope: Scope, text: string): string {
  return `invalid("${scope.signature.operation}", ${text})`;
}

function missingCheck(scope: Scope, name: string): readonly string[] {
  return block(`if ${name} == nil {`, [scope.refuse(invalid(scope, `"${misuse.missing(name)}"`))]);
}

function handleArgument(scope: Scope, parameter: Parameter, name: string): Argument {
  if (parameter.type.kind !== 'handle') return { before: [], expression: '0' };
  const handle = handleOf(scope.context, parameter.type.name);
  const local = handleLocal(scope, parameter);
  const taken = parameter.ownership?.kind === 'transfer';
  const call = `${name}.${taken ? 'surrender' : 'lend'}("${scope.signature.operation}", "${name}", ${scope.library})`;
  const keep = isShared(handle) ? `defer ${name}.leave()` : `defer runtime.KeepAlive(${name})`;
  const use = (target: string): readonly string[] => [
    `${target}, err := ${call}`,
    ...block('if err != nil {', [scope.refuse('err')]),
    ...(taken ? [] : [keep]),
  ];
  if (!parameter.nullable) return { checks: missingCheck(scope, name), before: use(local), expression: local };
  return {
    before: [`var ${local} C.uintptr_t`, ...block(`if ${name} != nil {`, [...use('lent'), `${local} = lent`])],
    expression: local,
  };
}

function stringArgument(scope: Scope, parameter: Parameter, name: string): Argument {
  const local = cLocal(scope, parameter);
  const source = parameter.nullable ? `*${name}` : name;
  const check = block(`if strings.IndexByte(${source}, 0) >= 0 {`, [
    scope.refuse(invalid(scope, `"${misuse.nulInString(name)}"`)),
  ]);
  if (!parameter.nullable) return { checks: check, before: [`${local} := cString(${source})`], expression: local };
  return {
    checks: block(
      `if ${name} != nil && strings.IndexByte(${source}, 0) >= 0 {`,
      check.slice(1, -1).map((line) => line.trim()),
    ),
    before: [`var ${local} *C.char`, ...block(`if ${name} != nil {`, [`${local} = cString(${source})`])],
    expression: local,
  };
}

function structArgument(scope: Scope, parameter: Parameter, name: string, cName: string): Argument {
  const struct = structOf(scope.context, cName);
  const check = parameter.nullable ? [] : missingCheck(scope, name);
  if (isPlain(scope.context, struct)) {
    return { checks: check, before: [], expression: `(*C.${cName})(unsafe.Pointer(${name}))` };
  }
  const local = cLocal(scope, parameter);
  const convert = `${toCName(scope.context, struct)}(${name}, ${parameter.nullable ? local : `&${local}`})`;
  if (!parameter.nullable) {
    const back = parameter.direction === 'inout' ? [`*${name} = ${fromCName(scope.context, struct)}(&${local})`] : [];
    return { checks: check, before: [`var ${local} C.${cName}`, convert], expression: `&${local}`, success: back };
  }
  return {
    before: [`var ${local} *C.${cName}`, ...block(`if ${name} != nil {`, [`${local} = new(C.${cName})`, convert])],
    expression: local,
  };
}

function arrayArgument(
  scope: Scope,
  parameter: Parameter,
  name: string,
  type: Extract<Type, { kind: 'array' }>,
): Argument {
  const element = cgoElement(type.element);
  // Bytes may be `void *` and `char *` in C: cgo has types of their own for these.
  const [, loose] = /^(?:const )?(void|char) \*/.exec(type.c) ?? [];
  const pointer = loose === 'void' ? 'unsafe.Pointer' : `(*${loose === 'char' ? 'C.char' : element})`;
  if (type.length.kind === 'fixed') {
    const checks = parameter.nullable ? [] : missingCheck(scope, name);
    return { checks, before: [], expression: throughPointer(pointer, name) };
  }
  const isByte = type.element.kind === 'scalar' && type.element.scalar === 'u8' && loose !== 'char';
  if (isByte) return { before: [], expression: `${pointer}(unsafe.SliceData(${name}))` };
  const { element: of } = type;
  if (of.kind === 'struct' && !isPlain(scope.context, structOf(scope.context, of.name))) {
    return structArrayArgument(scope, parameter, name, of.name, type);
  }
  return { before: [], expression: throughPointer(pointer, `unsafe.SliceData(${name})`) };
}

function throughPointer(pointer: string, value: string): string {
  return pointer === 'unsafe.Pointer' ? `${pointer}(${value})` : `${pointer}(unsafe.Pointer(${value}))`;
}

/** Structs that Go lays out otherwise are copied, one by one. */
function structArrayArgument(
  scope: Scope,
  parameter: Parameter,
  name: string,
  cName: string,
  { filled }: Extract<Type, { kind: 'array' }>,
): Argument {
  const struct = structOf(scope.context, cName);
  const local = cLocal(scope, parameter);
  const copiesIn = parameter.direction !== 'out';
  const copiesOut = parameter.direction !== 'in';
  const range = filled === undefined ? name : `${name}[:${cLocal(scope, { name: filled })}]`;
  return {
    before: [
      `${local} := make([]C.${cName}, len(${name}))`,
      ...(copiesIn
        ? block(`for i := range ${name} {`, [`${toCName(scope.context, struct)}(&${name}[i], &${local}[i])`])
        : []),
    ],
    expression: `unsafe.SliceData(${local})`,
    success: copiesOut
      ? block(`for i := range ${range} {`, [`${name}[i] = ${fromCName(scope.context, struct)}(&${local}[i])`])
      : [],
  };
}

/** A closure crosses as the number by which Go finds it again, 0 for none. */
function callbackArgument(scope: Scope, parameter: Parameter, name: string): Argument {
  if (parameter.type.kind !== 'callback') return { before: [], expression: '0' };
  const { context, signature } = scope;
  const callback = callbackOf(context, parameter.type.name);
  const local = cLocal(scope, parameter);
  const check = parameter.nullable ? [] : missingCheck(scope, name);
  const receiver = signature.receiver.name;
  if (useOf(parameter) === 'call' && callback.yields === undefined) {
    const calling = scope.local('call');
    const type = context.names.type(callback.name);
    const register = [
      `number := cgo.NewHandle(&${calling})`,
      'defer number.Delete()',
      `${local} ${parameter.nullable ? '' : ':'}= C.uintptr_t(number)`,
    ];
    return {
      checks: check,
      before: [
        `${calling} := calling[${type}]{function: ${name}, ${context.library}: ${scope.library}}`,
        ...(parameter.nullable ? [`var ${local} C.uintptr_t`, ...block(`if ${name} != nil {`, register)] : register),
      ],
      expression: local,
      rethrow: `${calling}.rethrow()`,
    };
  }
  const field = useOf(parameter) === 'kept' ? keptField(scope, callback.name) : undefined;
  const number = numberOf(scope, parameter);
  const register = parameter.nullable
    ? [`var ${local} C.uintptr_t`, ...block(`if ${name} != nil {`, [`${local} = ${number}`])]
    : [`${local} := ${number}`];
  const forget = `cgo.Handle(${local}).Delete()`;
  return {
    checks: check,
    before: register,
    expression: local,
    ...(field === undefined ? {} : { success: [`${receiver}.${field} = ${name}`] }),
    ...(number.includes('NewHandle') && scope.hasStatus
      ? { failure: parameter.nullable ? block(`if ${local} != 0 {`, [forget]) : [forget] }
      : {}),
  };
}

/** C needs a number only to call the function itself; what yields runs in Go, and 1 says that there is one. */
function numberOf(scope: Scope, parameter: Parameter): string {
  const { context, signature } = scope;
  if (parameter.type.kind !== 'callback' || callbackOf(context, parameter.type.name).yields !== undefined) return '1';
  const receiver = signature.receiver.name;
  if (useOf(parameter) === 'once') {
    const type = `onceCall[${context.names.type(parameter.type.name)}, ${signature.receiver.type}]`;
    return `C.uintptr_t(cgo.NewHandle(&${type}{${goName(scope, parameter)}, weak.Make(${receiver})}))`;
  }
  return parameter.destroy === undefined
    ? `${receiver}.number()`
    : `C.uintptr_t(cgo.NewHandle(weak.Make(${receiver})))`;
}

function keptField(scope: Scope, callback: string): string | undefined {
  const handle = scope.handle?.name ?? '';
  return keptCallbacksOf(scope.context, handle).find((kept) => kept.callback.name === callback)?.field;
}
