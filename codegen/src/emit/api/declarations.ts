import type { Callback, Constant, Doc, Enum, Func, Handle, Struct } from '../../model/abi.js';
import { prototype } from '../c/declarations.js';
import { callbackPrototype } from '../docs/callables.js';
import { fieldDeclaration } from '../docs/data.js';
import { callbackFacts, fieldFacts, functionFacts } from './facts.js';
import { CELL, type Sheet } from './sheet.js';

/** The lines of each kind of declaration: C first, then each language, then what annotations say. */

export function constantLine({ columns }: Sheet, constant: Constant): readonly string[] {
  const facts = [...(constant.unit === undefined ? [] : [constant.unit]), ...state(constant.doc)];
  const cells = [`#define ${constant.name}`, constant.text];
  return [[...cells, ...columns.map((column) => column.constant(constant)), facts.join(', ')].join(CELL)];
}

export function enumLines({ columns }: Sheet, decl: Enum): readonly string[] {
  const facts = [
    decl.openness,
    ...(decl.flags ? ['flags'] : []),
    ...(decl.errors ? ['errors'] : []),
    ...state(decl.doc),
  ];
  const members = decl.members.map((member) => {
    const cells = columns.map((column) => column.member(decl, member).replaceAll('`', ''));
    return [`    ${member.name}`, `= ${member.value}`, ...cells].join(CELL);
  });
  return [`enum ${typeNames(columns, decl.name)}: ${facts.join(', ')}`, ...members];
}

export function structLines({ columns }: Sheet, struct: Struct): readonly string[] {
  const facts = [
    struct.sized ? 'growable' : 'frozen',
    `${struct.size} octets`,
    `aligned to ${struct.align}`,
    ...state(struct.doc),
  ];
  const fields = struct.fields.map((field) => {
    const cells = columns.map((column) => column.field(struct, field) ?? '–');
    const said = fieldFacts(field);
    return [`    ${field.offset}`, fieldDeclaration(field), ...cells, said === '' ? '' : `: ${said}`].join(CELL);
  });
  return [`struct ${typeNames(columns, struct.name)}: ${facts.join(', ')}`, ...fields];
}

export function handleLines({ columns }: Sheet, handle: Handle): readonly string[] {
  const facts = [
    `thread ${handle.thread}`,
    ...(handle.retain === undefined ? [] : [`retained by ${handle.retain}`]),
    `destroyed by ${handle.destroy}`,
    ...state(handle.doc),
  ];
  return [`handle ${typeNames(columns, handle.name)}: ${facts.join(', ')}`];
}

export function callbackLines({ columns }: Sheet, callback: Callback): readonly string[] {
  return [
    `typedef ${callbackPrototype(callback)}`,
    ...columns.flatMap((column) => indented(column.title, column.callback(callback))),
    ...callbackFacts(callback, state(callback.doc)).map((fact) => `    : ${fact}`),
  ];
}

export function functionLines({ columns }: Sheet, func: Func): readonly string[] {
  return [
    prototype(func),
    ...columns.flatMap((column) => indented(column.title, withClass(column.signature(func)))),
    ...functionFacts(func, state(func.doc)).map((fact) => `    : ${fact}`),
  ];
}

/** A class is a comment in its own line there; here each line says it. */
function withClass(lines: readonly string[]): readonly string[] {
  const [first = '', ...rest] = lines;
  const owner = /^\/\/ (?<owner>\w+)$/.exec(first)?.groups?.['owner'];
  if (owner === undefined) return lines;
  return rest.map((line) => line.replace(/^(?<words>(?:(?:static|get|set) )?)/, `$<words>${owner}.`));
}

function indented(title: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => `    ${(SHORT[title] ?? title).padEnd(4)}${line}`);
}

const SHORT: Readonly<Record<string, string>> = { TypeScript: 'ts', Go: 'go' };

function typeNames(columns: Sheet['columns'], name: string): string {
  return [name, ...columns.map((column) => `${SHORT[column.title] ?? column.title} ${column.type(name)}`)].join(', ');
}

function state({ since, deprecated, experimental }: Doc): readonly string[] {
  return [
    `since ${since}`,
    ...(deprecated === undefined ? [] : [`deprecated ${deprecated.version} for ${deprecated.replacement}`]),
    ...(experimental ? ['experimental'] : []),
  ];
}
