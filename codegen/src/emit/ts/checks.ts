import type { Parameter, Range, Type } from '../../model/abi.js';
import { enumOf, type TsContext } from './context.js';
import { arrayType, LIMITS, literal } from './types.js';

/** The checks of one value, before it crosses into C. All of them are functions of the runtime module. */

interface Checked {
  readonly type: Type;
  readonly range?: Range;
  readonly nullable?: boolean;
}

export interface CheckNames {
  /** Expressions: of the value, of what errors call it, and of the operation. */
  readonly value: string;
  readonly label: string;
  readonly operation: string;
}

export function checkLines(context: TsContext, checked: Checked, names: CheckNames): readonly string[] {
  const { type, range } = checked;
  const { value, label, operation } = names;
  const head = `${operation}, ${label}, ${value}`;
  switch (type.kind) {
    case 'scalar': {
      if (type.scalar === 'bool') return [`checkBoolean(${head});`];
      const limits = LIMITS[type.scalar];
      if (limits === undefined) return [`checkNumber(${head});`];
      const big = type.scalar === 'u64' || type.scalar === 'i64';
      const [min, max] = narrowed(limits, range);
      return [`check${big ? 'Bigint' : 'Integer'}(${head}, ${literal(min, big)}, ${literal(max, big)});`];
    }
    case 'enum': {
      const [min, max] = enumLimits(context, type.name);
      return [`checkInteger(${head}, ${literal(min, false)}, ${literal(max, false)});`];
    }
    case 'string':
      return type.capacity?.kind === 'fixed'
        ? [`checkText(${head}, ${type.capacity.count - 1});`]
        : [guarded(checked, value, `checkString(${head});`)];
    case 'array':
      return arrayChecks(context, checked, type, names);
    case 'callback':
      return [guarded(checked, value, `checkFunction(${head});`)];
    default:
      return [];
  }
}

function guarded({ nullable }: Checked, value: string, line: string): string {
  return nullable === true ? `if (${value} !== null) ${line}` : line;
}

function narrowed([min, max]: readonly [bigint, bigint], range: Range | undefined): readonly [bigint, bigint] {
  if (range === undefined) return [min, max];
  return [range.min > min ? range.min : min, range.max < max ? range.max : max];
}

/** A closed enum has no other values; an open one any that C's `int` can hold. */
function enumLimits(context: TsContext, name: string): readonly [bigint, bigint] {
  const decl = enumOf(context, name);
  const values = decl.members.map((member) => member.value).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [min = 0n] = values;
  const max = values.at(-1) ?? 0n;
  if (decl.openness === 'closed' && !decl.flags) return [min, max];
  return min < 0n ? [-0x80000000n, 0x7fffffffn] : [0n, 0xffffffffn];
}

function arrayChecks(
  context: TsContext,
  checked: Checked,
  type: Extract<Type, { kind: 'array' }>,
  { value, label, operation }: CheckNames,
): readonly string[] {
  const head = `${operation}, ${label}, ${value}`;
  const spelled = arrayType(context, type.element);
  const check = spelled.startsWith('readonly') ? `checkList(${head});` : `checkArray(${head}, ${spelled});`;
  const lines = [guarded(checked, value, check)];
  if (type.length.kind === 'fixed')
    lines.push(
      `checkLength(${operation}, ${label}, ${lengthExpression(value, spelled)}, ${type.length.count}, ${type.length.count});`,
    );
  return lines;
}

/** The range of a length, where it says more than that it is one. */
export function lengthCheck(
  context: TsContext,
  array: Parameter,
  counter: Parameter | undefined,
  names: CheckNames,
): readonly string[] {
  if (counter?.range === undefined) return [];
  const { min, max } = counter.range;
  const spelled = array.type.kind === 'array' ? arrayType(context, array.type.element) : '';
  const length = lengthExpression(names.value, spelled);
  const line = `checkLength(${names.operation}, ${names.label}, ${length}, ${literal(min, false)}, ${literal(max, false)});`;
  return [guarded(array, names.value, line)];
}

/** A list is a plain array; the class of a typed one may lie about its length. */
export function lengthExpression(value: string, spelled: string): string {
  return spelled.startsWith('readonly') ? `${value}.length` : `lengthOf(${value})`;
}
