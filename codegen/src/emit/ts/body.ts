import type { Func, Type } from '../../model/abi.js';
import { fallibleText, misuse, returnsStatus } from '../messages.js';
import { crossingOf, type Passed, receiverOf, receiverParameter } from '../napi/crossing.js';
import { checkLines, lengthCheck, lengthExpression } from './checks.js';
import { calledLines, calledName } from './closures.js';
import { structNamed, type TsContext } from './context.js';
import { failureName, hasOwnFailures, templateText } from './errors.js';
import { IN_FRAME, put } from './layout.js';
import { isFallibleBool, isFill, local, signatureOf, type TsInput, type TsSignature } from './signature.js';
import { arrayType, enumScalar } from './types.js';

/** The lines of one method: check what came, cross, turn a failure into an error, give what came back. */
export interface Body {
  readonly context: TsContext;
  readonly func: Func;
  readonly signature: TsSignature;
  /** On another thread: arrays are copies that nobody else can touch. */
  readonly isAway?: boolean;
  /** Expression of the receiver's slot number. */
  readonly slot: string;
  /** Expression of the library that it belongs to. */
  readonly library: string;
}

export function makeBody(context: TsContext, func: Func): Body {
  const signature = signatureOf(context, func);
  const isFree = receiverOf(func) === undefined;
  const ownLibrary = isFree && func.role.kind !== 'factory';
  return {
    context,
    func,
    signature,
    slot: 'native.index',
    library: ownLibrary ? 'this' : isFree ? context.library : `this.#${context.library}`,
  };
}

/** Which of the class's guards lets this function through. */
export function receiverLine(body: Body): readonly string[] {
  const { context, func } = body;
  const receiver = receiverOf(func);
  if (receiver === undefined) return [];
  const handle = context.abi.handles.find(({ name }) => name === receiver);
  if (handle?.thread !== 'serial') return ['const native = this.#alive(operation);'];
  if (func.thread === 'any') return ['const native = this.#present(operation);'];
  return [`const native = this.#${func.inCallback ? 'alive' : 'idle'}(operation);`];
}

/** What runs a user's code, getters or a proxy, comes first: it may destroy what the rest relies on. */
export function openingLines(body: Body): readonly string[] {
  return body.signature.inputs.filter(isOpen).flatMap((input) => inputLinesOf(body, input));
}

/** Everything else before the crossing that may throw: nothing is in the frame yet. */
export function inputLines(body: Body): readonly string[] {
  const lines = body.signature.inputs.filter((input) => !isOpen(input)).flatMap((input) => inputLinesOf(body, input));
  return [...lines, ...sharedLengths(body)];
}

function isOpen({ parameter, type, use }: TsInput): boolean {
  if (use === 'most' || use === 'room') return false;
  return parameter.type.kind === 'struct' || (parameter.type.kind === 'array' && type.startsWith('readonly'));
}

function inputLinesOf(body: Body, input: TsInput): readonly string[] {
  const { context, func } = body;
  const { name, parameter, use } = input;
  const names = { value: name, label: `'${name}'`, operation: 'operation' };
  const { type } = parameter;
  if (use === 'most')
    return [`if (${name} !== undefined) checkInteger(operation, '${name}', ${name}, 0, 0xffff_ffff);`];
  if (use === 'room') return checkLines(context, { type }, names).map((line) => `if (${name} !== undefined) ${line}`);
  switch (type.kind) {
    case 'handle':
      return [...itselfLines(body, input), handleLine(body, input)];
    case 'callback':
      return [...checkLines(context, parameter, names), ...calledLines(context, input)];
    case 'struct': {
      const take = `take${context.names.type(type.name)}(operation, '${name}', ${name})`;
      return [`const ${taken(name)} = ${parameter.nullable ? `${name} === null ? null : ${take}` : take};`];
    }
    case 'array': {
      const counter = func.parameters.find(({ lengthOf }) => lengthOf.includes(parameter.name));
      const spelled = arrayType(context, type.element);
      return [
        ...checkLines(context, { ...parameter, type }, names),
        ...lengthCheck(context, parameter, counter, names),
        ...(spelled.startsWith('readonly') ? [packLine(body, input, type)] : []),
      ];
    }
    default:
      return checkLines(context, parameter, names);
  }
}

/** What a user gave, taken apart. */
export function taken(name: string): string {
  return `${name}Taken`;
}

function packLine({ context }: Body, { name, parameter }: TsInput, type: Extract<Type, { kind: 'array' }>): string {
  const { element } = type;
  const guard = parameter.nullable ? `${name} === null ? null : ` : '';
  if (element.kind === 'struct') {
    return `const ${taken(name)} = ${guard}pack${context.names.type(element.name)}(operation, '${name}', ${name});`;
  }
  const view = element.kind === 'enum' && enumScalar(context, element.name) === 'i32' ? 'Int32Array' : 'Uint32Array';
  return `const ${taken(name)} = ${guard}${view}.from(${name});`;
}

function handleLine(body: Body, { name, parameter }: TsInput): string {
  const { context } = body;
  const type = parameter.type.kind === 'handle' ? context.names.type(parameter.type.name) : '';
  const library = body.library === context.library ? undefined : body.library;
  const found = `slotOf${type}(${name}, operation, '${name}'${library === undefined ? '' : `, ${library}`})`;
  return `const ${slotName(name)} = ${parameter.nullable ? `${name} === null ? NO_SLOT : ${found}` : found};`;
}

/** What takes a handle away can't take the one it is called on. */
function itselfLines({ func }: Body, { name, parameter }: TsInput): readonly string[] {
  const receiver = receiverParameter(func);
  if (parameter.ownership?.kind !== 'transfer' || receiver === undefined || receiver.type.c !== parameter.type.c)
    return [];
  return [`if (${name} === this) throw invalid(operation, '${misuse.itself(name)}');`];
}

function slotName(name: string): string {
  return `${name}Slot`;
}

/** Arrays that C counts with one number must have one length. */
function sharedLengths({ context, func }: Body): readonly string[] {
  return func.parameters.flatMap(({ lengthOf }) => {
    const [first, ...rest] = lengthOf.map((name) => {
      const type = func.parameters.find((parameter) => parameter.name === name)?.type;
      const spelled = type?.kind === 'array' ? arrayType(context, type.element) : '';
      const value = local(context, { name });
      return { value, length: lengthExpression(value, spelled) };
    });
    return rest.map(
      ({ value, length }) => `checkLength(operation, '${value}', ${length}, ${first?.length}, ${first?.length});`,
    );
  });
}

/** Numbers of 64 bits and structs, into the frame. */
export function putLines(body: Body): readonly string[] {
  const { context, func, signature } = body;
  const { cells } = crossingOf(context.abi, func);
  return [
    ...signature.inputs.flatMap(({ parameter, name }) => {
      const offset = cells.get(parameter.name);
      if (offset === undefined) return [];
      const { type, nullable } = parameter;
      if (type.kind !== 'struct') return [put(context, { type, offset }, name, IN_FRAME)];
      const line = put(context, { type, offset }, taken(name), IN_FRAME);
      return [nullable ? `if (${taken(name)} !== null) ${line}` : line];
    }),
    // A struct that the caller only sizes.
    ...func.parameters.flatMap(({ name, type, direction }) => {
      if (direction === 'in' || type.kind !== 'struct') return [];
      const struct = structNamed(context, type.name);
      const offset = cells.get(name);
      return struct.sized && offset !== undefined ? [`mail.u32[${offset >> 2}] = ${struct.size};`] : [];
    }),
  ];
}

/** `native.readMemory(address, buffer)`, or the addon's own function. */
export function callExpression(body: Body, targetSlot = 'made.index'): string {
  const { context, func } = body;
  const crossing = crossingOf(context.abi, func);
  const passed = crossing.passed.map((one) => argument(body, one, targetSlot));
  return `${crossing.bound ? 'native' : 'addon'}.${crossing.name}(${passed.join(', ')})`;
}

export function asyncCallExpression(body: Body): string {
  const { context, func } = body;
  const crossing = crossingOf(context.abi, func);
  const slot = crossing.bound ? [body.slot] : [];
  const passed = crossing.passed.map((one) => argument(body, one, 'made.index'));
  return `addon.${crossing.name}Async(${[...slot, ...passed, 'done'].join(', ')})`;
}

function argument(body: Body, passed: Passed, targetSlot: string): string {
  const { context } = body;
  switch (passed.kind) {
    case 'library':
      return `libraryIndex(${body.library})`;
    case 'target':
      return targetSlot;
    case 'slot': {
      const name = local(context, passed.parameter);
      return receiverOf(body.func) !== undefined && body.func.parameters[0] === passed.parameter
        ? body.slot
        : slotName(name);
    }
    case 'present':
      return `${taken(local(context, passed.parameter))} !== null`;
    case 'yielding':
      return `${local(context, passed.parameter)} !== null`;
    case 'callback': {
      const name = local(context, passed.parameter);
      return passed.parameter.nullable ? `${name} === null ? null : ${calledName(name)}` : calledName(name);
    }
    case 'array': {
      const name = local(context, passed.parameter);
      const input = body.signature.inputs.find(({ parameter }) => parameter === passed.parameter);
      if (body.isAway === true) return `${name}Own`;
      if (crossingOf(context.abi, body.func).recent?.parameter === passed.parameter)
        return `${recentName(body.func, context)}.unless(${name})`;
      if (isFill(passed.parameter) || input?.use === 'most') return `${name}Room`;
      return input?.type.startsWith('readonly') === true ? taken(name) : name;
    }
    case 'number':
    case 'string':
      return local(context, passed.parameter);
  }
}

/** The variable that remembers what was passed last. */
export function recentName(func: Func, { names }: TsContext): string {
  return `${names.method(func)}Recent`;
}

/** What happened: the crossing, and an error if it failed. */
export function crossLines(body: Body, call = callExpression(body)): readonly string[] {
  const { func } = body;
  const kind = func.returns.type.kind;
  const keeps = kind === 'string' || kind === 'array';
  return [`${keeps ? 'const returned = ' : ''}${call};`, ...surrenderLines(body), ...failLines(body)];
}

/** Handles that C has taken, whatever came of it. */
function surrenderLines({ context, func, signature }: Body): readonly string[] {
  return signature.inputs.flatMap(({ parameter, name }) => {
    const { type, ownership, nullable } = parameter;
    if (type.kind !== 'handle' || ownership?.kind !== 'transfer' || func.role.kind === 'destroy') return [];
    const line = `surrender${context.names.type(type.name)}(${name});`;
    return [nullable ? `if (${name} !== null) ${line}` : line];
  });
}

export function failLines(body: Body, undo: readonly string[] = []): readonly string[] {
  const { context, func } = body;
  if (returnsStatus(func, context.abi)) {
    const failed = hasOwnFailures(context, func) ? failureName(context, func) : 'errorOf';
    const thrown = `throw ${failed}(operation, status);`;
    return ['const status = mail.i32[0] ?? 0;', ...onlyIf('status !== 0', [...undo, thrown])];
  }
  if (!func.returns.fallible) return [];
  const failed =
    func.returns.type.kind === 'array'
      ? 'returned === null'
      : isFallibleBool(func)
        ? '(mail.u8[0] ?? 0) === 0'
        : '(mail.i32[0] ?? 0) === 0';
  return onlyIf(failed, [
    ...undo,
    `throw new ${context.names.errorBase}(\`\${operation}: ${templateText(fallibleText(func))}\`);`,
  ]);
}

function onlyIf(condition: string, lines: readonly string[]): readonly string[] {
  const [only] = lines;
  if (lines.length === 1) return [`if (${condition}) ${only}`];
  return [`if (${condition}) {`, ...lines.map((line) => `  ${line}`), '}'];
}
