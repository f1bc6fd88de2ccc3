import type { Parameter } from '../../model/abi.js';
import { fieldsOfFailure, statusMember } from '../messages.js';
import { crossingOf } from '../napi/crossing.js';
import { type Body, callExpression, failLines, putLines } from './body.js';
import { structNamed } from './context.js';
import { IN_FRAME, read } from './layout.js';
import { isFill, local, type TsInput } from './signature.js';
import { arrayType } from './types.js';

/** Outputs of a length that only the library knows. */

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
      array:
        element?.kind === 'scalar'
          ? arrayType(context, element)
          : element?.kind === 'enum'
            ? 'Int32Array'
            : 'Uint8Array',
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
  const hasMost = fill.input?.use === 'most';
  const cap = hasMost ? [`const most = (${fill.input?.name} ?? Number.MAX_SAFE_INTEGER) * ${fill.stride};`] : [];
  const first = fills.map((one) => `${grows(one) ? 'let' : 'const'} ${one.room} = ${firstRoom(one)};`);
  const call = callExpression(body);
  if (fill.needed !== undefined) {
    const free = hasMost
      ? ` && ${needs(fill)} <= most`
      : fill.input === undefined
        ? ''
        : ` && ${fill.input.name} === undefined`;
    return [
      ...cap,
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
  const free = hasMost || fill.input === undefined ? '' : `${fill.input.name} === undefined && `;
  return [
    ...cap,
    ...first,
    ...putLines(body),
    `${call};`,
    `while (${free}${count(fill)} === ${fill.room}.length${hasMost ? ` && ${fill.room}.length < most` : ''}) {`,
    `  ${fill.room} = new ${fill.array}(${hasMost ? `Math.min(${fill.room}.length * 4, most)` : `${fill.room}.length * 4`});`,
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
  // A large number is a wish, not a need: the room grows with what is there.
  if (input?.use === 'most') return `new Uint8Array(Math.min(most, ${64 * stride}))`;
  const own = array === 'Uint8Array' ? 'scratch' : `new ${array}(64)`;
  return isText || input === undefined ? own : `${input.name} ?? ${own}`;
}

export function filledValue(body: Body, parameter: Parameter): string {
  const { context } = body;
  const fill = fillsOf(body).find((one) => one.parameter === parameter);
  const { type } = parameter;
  if (fill === undefined) {
    const room = `${local(context, parameter)}Room`;
    return type.kind === 'array' && type.element.kind === 'struct'
      ? `unpack${context.names.type(type.element.name)}(${room})`
      : room;
  }
  if (fill.isText) return `textOf(${fill.room}.subarray(0, ${fill.count}))`;
  if (type.kind === 'array' && type.element.kind === 'struct') {
    return `unpack${context.names.type(type.element.name)}(${fill.room}, ${fill.count})`;
  }
  const cut = `${fill.room}.subarray(0, ${fill.count})`;
  return fill.array === 'Uint8Array' ? `ownOctets(${cut})` : cut;
}
