import type { Func, Parameter, Type } from '../../model/abi.js';
import { fallibleText, fieldsOfFailure, misuse, returnsStatus, statusMember } from '../messages.js';
import { crossingOf, madeBy, type Passed, receiverOf, receiverParameter } from '../napi/crossing.js';
import { checkLines, lengthCheck } from './checks.js';
import { calledLines, calledName } from './closures.js';
import { structNamed, type TsContext } from './context.js';
import { failureName, hasOwnFailures, templateText } from './errors.js';
import { IN_FRAME, put, read } from './layout.js';
import { isFallibleBool, local, signatureOf, type TsInput, type TsOutput, type TsSignature } from './signature.js';
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
    library: ownLibrary ? 'this' : isFree ? context.library : `this.${context.library}`,
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

/** Everything before the crossing that may throw or run a user's code: nothing is in the frame yet. */
export function inputLines(body: Body): readonly string[] {
  const lines = body.signature.inputs.flatMap((input) => inputLinesOf(body, input));
  return [...lines, ...sharedLengths(body)];
}

function inputLinesOf(body: Body, input: TsInput): readonly string[] {
  const { context, func } = body;
  const { name, parameter, use } = input;
  const names = { value: name, label: `'${name}'`, operation: 'operation' };
  const { type } = parameter;
  if (use === 'most') return [`if (${name} !== undefined) checkInteger(operation, '${name}', ${name}, 0, 0xffff_ffff);`];
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
        ...lengthCheck(parameter, counter, names),
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
  if (parameter.ownership?.kind !== 'transfer' || receiver === undefined || receiver.type.c !== parameter.type.c) return [];
  return [`if (${name} === this) throw invalid(operation, '${misuse.itself(name)}');`];
}

function slotName(name: string): string {
  return `${name}Slot`;
}

/** Arrays that C counts with one number must have one length. */
function sharedLengths({ context, func }: Body): readonly string[] {
  return func.parameters.flatMap(({ lengthOf }) => {
    const [first, ...rest] = lengthOf.map((name) => local(context, { name }));
    return rest.map((name) => `checkLength(operation, '${name}', ${name}.length, ${first}.length, ${first}.length);`);
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
      return receiverOf(body.func) !== undefined && body.func.parameters[0] === passed.parameter ? body.slot : slotName(name);
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
      if (isFill(passed.parameter) || input?.use === 'most') return `${name}Room`;
      return input?.type.startsWith('readonly') === true ? taken(name) : name;
    }
    case 'number':
    case 'string':
      return local(context, passed.parameter);
  }
}

/** An output of a length that only the library knows. */
export function isFill({ type, direction }: Parameter): boolean {
  return direction !== 'in' && (type.kind === 'array' || type.kind === 'string') && type.filled !== undefined;
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
  const failed = func.returns.type.kind === 'array' ? 'returned === null' : isFallibleBool(func) ? '(mail.u8[0] ?? 0) === 0' : '(mail.i32[0] ?? 0) === 0';
  return onlyIf(failed, [...undo, `throw new ${context.names.errorBase}(\`\${operation}: ${templateText(fallibleText(func))}\`);`]);
}

function onlyIf(condition: string, lines: readonly string[]): readonly string[] {
  const [only] = lines;
  if (lines.length === 1) return [`if (${condition}) ${only}`];
  return [`if (${condition}) {`, ...lines.map((line) => `  ${line}`), '}'];
}

/** The value that a call gives back. */
export function outputExpressions(body: Body): readonly { readonly name: string; readonly value: string }[] {
  return body.signature.outputs.map((output) => ({ name: output.name, value: outputExpression(body, output) }));
}

function outputExpression(body: Body, { parameter, modelType, nullable }: TsOutput): string {
  const { context, func } = body;
  if (parameter === undefined) {
    switch (modelType.kind) {
      case 'string':
        return nullable ? 'returned' : "returned ?? ''";
      case 'handle':
        return `make${context.names.type(madeBy(func) ?? '')}(made, ${body.library})`;
      default:
        return read(context, { type: modelType, offset: 0 }, IN_FRAME);
    }
  }
  if (modelType.kind === 'handle') return `make${context.names.type(modelType.name)}(made, ${body.library})`;
  if (modelType.kind === 'array' || modelType.kind === 'string') return filledValue(body, parameter);
  const offset = crossingOf(context.abi, func).cells.get(parameter.name) ?? 0;
  return read(context, { type: modelType, offset }, IN_FRAME);
}

export function returnLines(body: Body): readonly string[] {
  const outputs = outputExpressions(body);
  const [only] = outputs;
  if (only === undefined) return [];
  if (outputs.length === 1) return [`return ${only.value};`];
  const fields = outputs.map(({ name, value }) => (name === value ? name : `${name}: ${value}`));
  return [`return Object.freeze({ ${fields.join(', ')} });`];
}

// ---- Outputs of a length that only the library knows ---------------------------

interface Fill {
  readonly parameter: Parameter;
  readonly name: string;
  readonly room: string;
  /** The typed array that C writes into. */
  readonly array: string;
  /** Octets of an element; 1 for a typed array, whose own elements count. */
  readonly stride: number;
  readonly isText: boolean;
  readonly input: TsInput | undefined;
  /** Expression of the filled count. */
  readonly count: string;
  /** The status that says how much is needed. */
  readonly needed: number | undefined;
}

function fillsOf(body: Body): readonly Fill[] {
  const { context, func, signature } = body;
  const { cells } = crossingOf(context.abi, func);
  return func.parameters.filter(isFill).map((parameter) => {
    const { type } = parameter;
    const name = local(context, parameter);
    const filled = (type.kind === 'array' || type.kind === 'string') && type.filled !== undefined ? type.filled : '';
    const counter = func.parameters.find((candidate) => candidate.name === filled);
    const element = type.kind === 'array' ? type.element : undefined;
    return {
      parameter,
      name,
      room: `${name}Room`,
      array: element?.kind === 'scalar' ? arrayType(context, element) : element?.kind === 'enum' ? 'Int32Array' : 'Uint8Array',
      stride: element?.kind === 'struct' ? structNamed(context, element.name).size : 1,
      isText: type.kind === 'string',
      input: signature.inputs.find((input) => input.parameter === parameter),
      count: countRead(body, counter, cells.get(filled) ?? 0),
      needed: neededStatus(body, filled),
    };
  });
}

function countRead({ context }: Body, counter: Parameter | undefined, offset: number): string {
  if (counter === undefined) return '0';
  const value = read(context, { type: counter.type, offset }, IN_FRAME);
  return value.startsWith('Number(') ? value : `Number(${value})`;
}

function neededStatus({ context, func }: Body, filled: string): number | undefined {
  const failure = func.failures.find(({ status }) =>
    fieldsOfFailure(func, status, context.abi).some(({ isNeeded, parameter }) => isNeeded && parameter === filled),
  );
  const member = failure === undefined ? undefined : statusMember(context.abi, failure.status);
  return member === undefined ? undefined : Number(member.value);
}

export function hasFill(body: Body): boolean {
  return body.func.parameters.some(isFill);
}

/** Calls until there is room for all, unless the caller gave the room. */
export function fillLines(body: Body): readonly string[] {
  const fills = fillsOf(body);
  const [fill] = fills;
  if (fill === undefined) return [];
  const first = fills.map((one) => `${grows(one) ? 'let' : 'const'} ${one.room} = ${firstRoom(one)};`);
  const call = callExpression(body);
  if (fill.needed !== undefined) {
    const free = fill.input === undefined ? '' : ` && ${fill.input.name} === undefined`;
    return [
      ...first,
      ...putLines(body),
      `${call};`,
      `if (mail.i32[0] === ${fill.needed}${free}) {`,
      ...fills.map((one) => `  ${one.room} = new ${one.array}(${needs(one)});`),
      `  ${call};`,
      '}',
      ...failLines(body),
    ];
  }
  const most = fill.input === undefined ? 'false' : `${fill.input.name} !== undefined`;
  return [
    ...first,
    ...putLines(body),
    `${call};`,
    `while (${most === 'false' ? '' : `${fill.input?.name} === undefined && `}${count(fill)} === ${fill.room}.length) {`,
    `  ${fill.room} = new ${fill.array}(${fill.room}.length * 4);`,
    `  ${call};`,
    '}',
    ...failLines(body),
  ];
}

function grows(_fill: Fill): boolean {
  return true;
}

function count({ count: elements, stride }: Fill): string {
  return stride === 1 ? elements : `${elements} * ${stride}`;
}

function needs({ count: elements, stride, isText }: Fill): string {
  if (isText) return `${elements} + 1`;
  return stride === 1 ? elements : `${elements} * ${stride}`;
}

function firstRoom({ input, array, stride, isText }: Fill): string {
  if (input?.use === 'most') return `new Uint8Array((${input.name} ?? 64) * ${stride})`;
  const own = array === 'Uint8Array' ? 'scratch' : `new ${array}(64)`;
  return isText || input === undefined ? own : `${input.name} ?? ${own}`;
}

function filledValue(body: Body, parameter: Parameter): string {
  const { context } = body;
  const fill = fillsOf(body).find((one) => one.parameter === parameter);
  const { type } = parameter;
  if (fill === undefined) {
    const room = `${local(context, parameter)}Room`;
    return type.kind === 'array' && type.element.kind === 'struct' ? `unpack${context.names.type(type.element.name)}(${room})` : room;
  }
  if (fill.isText) return `textOf(${fill.room}.subarray(0, ${fill.count}))`;
  if (type.kind === 'array' && type.element.kind === 'struct') {
    return `unpack${context.names.type(type.element.name)}(${fill.room}, ${fill.count})`;
  }
  const cut = `${fill.room}.subarray(0, ${fill.count})`;
  return fill.array === 'Uint8Array' ? `ownOctets(${cut})` : cut;
}

