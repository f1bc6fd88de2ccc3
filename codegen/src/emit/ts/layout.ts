import type { Field, Struct, Type } from '../../model/abi.js';
import { checkLines } from './checks.js';
import { enumOf, type StructUses, structNamed, type TsContext } from './context.js';
import { fieldType, visibleFields } from './data.js';
import { enumScalar, VIEWS } from './types.js';

/** Where a value stands: in a struct at `at`, or at a known place of the frame. */
export interface Base {
  readonly views: string;
  /** Undefined: the parameter `at`. */
  readonly at?: number;
}

const IN_STRUCT: Base = { views: 'views' };
export const IN_FRAME: Base = { views: 'mail', at: 0 };

/** Structs go through memory that both languages see: these functions write and read them there, field by field. */

export function structFunctions(context: TsContext, struct: Struct, uses: StructUses): string {
  return [
    ...(uses.in ? [takeFunction(context, struct), putFunction(context, struct)] : []),
    ...(uses.out ? [readFunction(context, struct)] : []),
    ...(usesIn(context, struct, 'in') ? [packFunction(context, struct)] : []),
    ...(usesIn(context, struct, 'out') ? [unpackFunction(context, struct)] : []),
  ].join('\n\n');
}

/** What is taken out of a user's object, all checked: getters may run, so nothing is written meanwhile. */
function takeFunction(context: TsContext, struct: Struct): string {
  const type = context.names.type(struct.name);
  const fields = visibleFields(struct);
  const names = fields.map((field) => context.names.field(field));
  const takes = fields.map((field) => {
    const name = context.names.field(field);
    const initial = struct.sized ? ` ?? ${zeroOf(context, field)}` : '';
    const source = `value.${name}${initial}`;
    return `${name}: ${takenField(context, field.type, `\`\${name}.${name}\``, source)},`;
  });
  return [
    '/** A checked copy of what a user gives. */',
    `export function take${type}(operation: string, name: string, value: ${type}): ${resultType(context, struct)} {`,
    `  checkFields(operation, name, value, [${names.map((name) => `'${name}'`).join(', ')}]);`,
    '  const taken = {',
    ...takes.map((line) => `    ${line}`),
    '  };',
    ...fields.flatMap((field) => fieldChecks(context, field)).map((line) => `  ${line}`),
    '  return taken;',
    '}',
  ].join('\n');
}

function takenField(context: TsContext, type: Type, label: string, source: string): string {
  if (type.kind === 'struct') return `take${context.names.type(type.name)}(operation, ${label}, ${source})`;
  if (type.kind !== 'array' || type.element.kind !== 'struct') return source;
  return `takeList(operation, ${label}, ${source}, take${context.names.type(type.element.name)})`;
}

function fieldChecks(context: TsContext, field: Field): readonly string[] {
  const name = context.names.field(field);
  return checkLines(context, field, { value: `taken.${name}`, label: `\`\${name}.${name}\``, operation: 'operation' });
}

function zeroOf(context: TsContext, { type }: Field): string {
  switch (type.kind) {
    case 'scalar':
      if (type.scalar === 'bool') return 'false';
      return type.scalar === 'u64' || type.scalar === 'i64' ? '0n' : '0';
    case 'enum':
      return '0';
    case 'string':
      return "''";
    case 'array':
      return type.element.kind === 'scalar' && type.length.kind === 'fixed'
        ? `new ${fieldType(context, { type })}(${type.length.count})`
        : '[]';
    case 'struct':
      return `{ ${visibleFields(structNamed(context, type.name))
        .map((field) => `${context.names.field(field)}: ${zeroOf(context, field)}`)
        .join(', ')} }`;
    default:
      return '0';
  }
}

function putFunction(context: TsContext, struct: Struct): string {
  const type = context.names.type(struct.name);
  const size = struct.fields.filter(({ isSize }) => isSize).map((field) => put(context, field, String(struct.size)));
  const lines = visibleFields(struct).map((field) => put(context, field, `value.${context.names.field(field)}`));
  return [
    `export function put${type}(views: Views, at: number, value: ${resultType(context, struct)}): void {`,
    ...[...size, ...lines].map((line) => `  ${line}`),
    '}',
  ].join('\n');
}

export function put(
  context: TsContext,
  { type, offset }: Pick<Field, 'type' | 'offset'>,
  value: string,
  base = IN_STRUCT,
): string {
  const { views } = base;
  switch (type.kind) {
    case 'scalar': {
      const { view, shift } = VIEWS[type.scalar];
      const number = type.scalar === 'bool' ? `${value} ? 1 : 0` : type.scalar === 'size' ? `BigInt(${value})` : value;
      return `${views}.${view}[${place(offset, shift, base)}] = ${number};`;
    }
    case 'enum':
      return `${views}.${enumScalar(context, type.name)}[${place(offset, 2, base)}] = ${value};`;
    case 'string':
      return `putText(${views}, ${place(offset, 0, base)}, ${value}, ${capacityOf(type)});`;
    case 'struct':
      return `put${context.names.type(type.name)}(${views}, ${place(offset, 0, base)}, ${value});`;
    case 'array':
      return putArray(context, type, offset, value, base);
    default:
      return '';
  }
}

function putArray(
  context: TsContext,
  type: Extract<Type, { kind: 'array' }>,
  offset: number,
  value: string,
  base: Base,
): string {
  const { views } = base;
  const { element } = type;
  switch (element.kind) {
    case 'scalar': {
      const { view, shift } = VIEWS[element.scalar];
      return `${views}.${view}.set(${value}, ${place(offset, shift, base)});`;
    }
    case 'enum':
      return `${views}.${enumScalar(context, element.name)}.set(${value}, ${place(offset, 2, base)});`;
    case 'struct': {
      const { size } = structNamed(context, element.name);
      return `${value}.forEach((item, index) => put${context.names.type(element.name)}(${views}, ${place(offset, 0, base)} + index * ${size}, item));`;
    }
  }
}

function readFunction(context: TsContext, struct: Struct): string {
  const type = context.names.type(struct.name);
  return [
    `export function read${type}(views: Views, at: number): ${resultType(context, struct)} {`,
    '  return Object.freeze({',
    ...visibleFields(struct).map((field) => `    ${context.names.field(field)}: ${read(context, field)},`),
    '  });',
    '}',
  ].join('\n');
}

/** What comes out has all its fields. */
export function resultType(context: TsContext, struct: Struct): string {
  const type = context.names.type(struct.name);
  return struct.sized && usesOf(context, struct).in ? `Complete<${type}>` : type;
}

export function read(context: TsContext, { type, offset }: Pick<Field, 'type' | 'offset'>, base = IN_STRUCT): string {
  const { views } = base;
  switch (type.kind) {
    case 'scalar': {
      const { view, shift } = VIEWS[type.scalar];
      const big = view === 'u64' || view === 'i64';
      const value = `(${views}.${view}[${place(offset, shift, base)}] ?? ${big ? '0n' : '0'})`;
      if (type.scalar === 'bool') return `${value} !== 0`;
      return type.scalar === 'size' ? `Number${value}` : value.slice(1, -1);
    }
    case 'enum':
      return enumValue(
        context,
        type.name,
        `${views}.${enumScalar(context, type.name)}[${place(offset, 2, base)}] ?? 0`,
      );
    case 'string':
      return `readText(${views}, ${place(offset, 0, base)}, ${capacityOf(type)})`;
    case 'struct':
      return `read${context.names.type(type.name)}(${views}, ${place(offset, 0, base)})`;
    case 'array':
      return readArray(context, type, offset, base);
    default:
      return 'undefined';
  }
}

function readArray(context: TsContext, type: Extract<Type, { kind: 'array' }>, offset: number, base: Base): string {
  const { views } = base;
  const count = type.length.kind === 'fixed' ? type.length.count : 0;
  const { element } = type;
  switch (element.kind) {
    case 'scalar': {
      const { view, shift } = VIEWS[element.scalar];
      const start = place(offset, shift, base);
      return `${views}.${view}.slice(${start}, ${sum(start, count)})`;
    }
    case 'enum': {
      const start = place(offset, 2, base);
      return `Array.from(${views}.${enumScalar(context, element.name)}.subarray(${start}, ${sum(start, count)}))`;
    }
    case 'struct': {
      const { size } = structNamed(context, element.name);
      return `Array.from({ length: ${count} }, (_, index) => read${context.names.type(element.name)}(${views}, ${place(offset, 0, base)} + index * ${size}))`;
    }
  }
}

/** Only a closed enum has no room for other numbers. */
function enumValue(context: TsContext, name: string, value: string): string {
  const { openness, flags } = enumOf(context, name);
  return openness === 'closed' && !flags ? `(${value}) as ${context.names.type(name)}` : value;
}

function capacityOf(type: Extract<Type, { kind: 'string' }>): number {
  return type.capacity?.kind === 'fixed' ? type.capacity.count : 0;
}

/** An index into a view. `at` is a multiple of 8, so that the shift loses nothing. */
function place(offset: number, shift: number, base: Base): string {
  if (base.at !== undefined) return String((base.at + offset) >> shift);
  const at = shift === 0 ? 'at' : `(at >> ${shift})`;
  const index = offset >> shift;
  if (index === 0) return shift === 0 ? 'at' : `at >> ${shift}`;
  return `${at} + ${index}`;
}

function sum(start: string, count: number): string {
  if (/^\d+$/.test(start)) return String(Number(start) + count);
  const match = /^(.*) \+ (\d+)$/.exec(start);
  if (match !== null) return `${match[1]} + ${Number(match[2]) + count}`;
  return start.includes('>>') ? `(${start}) + ${count}` : `${start} + ${count}`;
}

/** Do arrays of it cross? */
function usesIn({ abi }: TsContext, { name }: Struct, way: 'in' | 'out'): boolean {
  return abi.functions.some(({ parameters }) =>
    parameters.some(
      ({ type, direction }) =>
        type.kind === 'array' &&
        type.element.kind === 'struct' &&
        type.element.name === name &&
        (direction === 'in') === (way === 'in'),
    ),
  );
}

function packFunction(context: TsContext, struct: Struct): string {
  const type = context.names.type(struct.name);
  return [
    '/** Checked copies, one behind the other as C has them. */',
    `export function pack${type}(operation: string, name: string, values: readonly ${type}[]): Uint8Array {`,
    `  const taken = takeList(operation, name, values, take${type});`,
    `  const views = viewsOf(new ArrayBuffer(taken.length * ${struct.size}));`,
    `  taken.forEach((value, index) => put${type}(views, index * ${struct.size}, value));`,
    '  return views.u8;',
    '}',
  ].join('\n');
}

function unpackFunction(context: TsContext, struct: Struct): string {
  const type = context.names.type(struct.name);
  return [
    `export function unpack${type}(octets: Uint8Array<ArrayBuffer>, length: number): readonly ${type}[] {`,
    '  const views = viewsOf(octets.buffer);',
    `  return Object.freeze(Array.from({ length }, (_, index) => read${type}(views, index * ${struct.size})));`,
    '}',
  ].join('\n');
}

/** Which structs cross in which direction. */
export function usesOf(context: TsContext, struct: Struct): StructUses {
  const { abi } = context;
  const inputs = new Set<string>();
  const outputs = new Set<string>();
  const note = (type: Type, direction: 'in' | 'out' | 'inout', sized: boolean): void => {
    const name =
      type.kind === 'struct'
        ? type.name
        : type.kind === 'array' && type.element.kind === 'struct'
          ? type.element.name
          : undefined;
    if (name === undefined) return;
    if (direction === 'in' || (direction === 'inout' && !sized)) inputs.add(name);
    if (direction !== 'in') outputs.add(name);
  };
  for (const { parameters, returns } of abi.functions) {
    for (const { type, direction } of parameters) {
      note(type, direction, type.kind === 'struct' && structNamed(context, type.name).sized);
    }
    if (
      returns.type.kind === 'struct' &&
      !(returns.ownership?.kind === 'borrowed' && returns.type.pointer && !returns.type.constant)
    ) {
      note(returns.type, 'out', false);
    }
  }
  for (const callback of abi.callbacks) for (const { type } of callback.parameters) note(type, 'out', false);
  return { in: reaches(context, struct, inputs), out: reaches(context, struct, outputs) };
}

/** Is it one of them, or a field of one? */
function reaches(context: TsContext, struct: Struct, names: ReadonlySet<string>): boolean {
  if (names.has(struct.name)) return true;
  return context.abi.structs.some(
    (outer) =>
      outer.name !== struct.name &&
      outer.fields.some(({ type }) => nameIn(type) === struct.name) &&
      reaches(context, outer, names),
  );
}

function nameIn(type: Type): string | undefined {
  if (type.kind === 'struct') return type.name;
  return type.kind === 'array' && type.element.kind === 'struct' ? type.element.name : undefined;
}
