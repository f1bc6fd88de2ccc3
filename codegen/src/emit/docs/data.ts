import type { Constant, Enum, Field, Func, Handle, Struct } from '../../model/abi.js';
import { declare } from '../c/declarations.js';
import { blocks } from '../text.js';
import { fieldMeaning } from './facts.js';
import { anchor, fieldAnchor } from './links.js';
import { fenced, list, table, tick } from './markdown.js';
import { closing, docBlocks, opening, type Writer } from './writer.js';

/** Constants, enums, structs and handles. */

/** Constants that follow each other share one table. */
export function constantsEntry(writer: Writer, constants: readonly Constant[]): string {
  return table(
    ['C', 'Value', ...writer.columns.map(({ title }) => title), 'Meaning'],
    constants.map((constant) => [
      anchor(constant.name) + tick(constant.name),
      tick(constant.text),
      ...writer.columns.map((column) => tick(column.constant(constant))),
      [
        docBlocks(writer, constant.doc, 'brief'),
        docBlocks(writer, constant.doc, 'details'),
        ...(constant.unit === undefined ? [] : [`*in ${constant.unit}*`]),
        closing(writer, constant.doc),
      ]
        .filter((part) => part !== '')
        .join(' ')
        .replaceAll('\n', ' '),
    ]),
  );
}

export function enumEntry(writer: Writer, decl: Enum): string {
  return blocks(
    opening(decl.name),
    docBlocks(writer, decl.doc, 'brief'),
    spelled(writer, decl.name),
    docBlocks(writer, decl.doc, 'details'),
    table(
      ['C', 'Value', ...writer.columns.map(({ title }) => title), 'Meaning'],
      decl.members.map((member) => [
        anchor(member.name) + tick(member.name),
        decl.flags ? `0x${member.value.toString(16)}` : String(member.value),
        ...writer.columns.map((column) => column.member(decl, member)),
        writer.links.prose(member.doc, writer.page),
      ]),
    ),
    list([...enumFacts(decl), closing(writer, decl.doc)]),
  );
}

function enumFacts(decl: Enum): readonly string[] {
  return [
    ...(decl.flags ? ['Members are bits and may be combined.'] : []),
    decl.openness === 'open'
      ? 'Open: later versions may add members, so expect values that you do not know.'
      : 'Closed: there will never be other members.',
  ];
}

export function structEntry(writer: Writer, struct: Struct): string {
  return blocks(
    opening(struct.name),
    docBlocks(writer, struct.doc, 'brief'),
    fenced('c', [
      `typedef struct ${struct.name.replace(/_t$/, '')} {`,
      ...struct.fields.map((field) => `    ${fieldDeclaration(field)};`),
      `} ${struct.name};`,
    ]),
    spelled(writer, struct.name),
    docBlocks(writer, struct.doc, 'details'),
    table(
      ['C', 'Offset', ...writer.columns.map(({ title }) => title), 'Meaning'],
      struct.fields.map((field) => [
        anchor(fieldAnchor(struct.name, field.name)) + tick(field.name),
        String(field.offset),
        ...writer.columns.map((column) => fieldCell(column.field(struct, field))),
        fieldMeaning(writer, field),
      ]),
    ),
    list([...structFacts(struct), closing(writer, struct.doc)]),
  );
}

export function fieldDeclaration(field: Field): string {
  const { type } = field;
  const inline = type.kind === 'array' && type.inline && type.length.kind === 'fixed' ? type.length.count : undefined;
  const capacity = type.kind === 'string' && type.capacity?.kind === 'fixed' ? type.capacity.count : undefined;
  const count = inline ?? capacity;
  return count === undefined
    ? declare(type.c, field.name)
    : `${declare(type.c.replace(/\s*(\*|\[\w*\])\s*$/, ''), field.name)}[${count}]`;
}

function fieldCell(text: string | undefined): string {
  return text === undefined ? '–' : tick(text);
}

function structFacts(struct: Struct): readonly string[] {
  const growth = struct.sized ? ' Later versions may add fields at the end: `size` says which the caller knows.' : '';
  return [`${struct.size} bytes, aligned to ${struct.align}.${growth}`];
}

export function handleEntry(writer: Writer, handle: Handle): string {
  return blocks(
    opening(handle.name),
    docBlocks(writer, handle.doc, 'brief'),
    spelled(writer, handle.name),
    docBlocks(writer, handle.doc, 'details'),
    membersOf(writer, handle),
    list([
      handle.thread === 'any' ? 'Threads: any, at any time.' : 'Threads: any, one at a time per handle.',
      ...(handle.destroy === '' ? [] : [`Given back with ${writer.links.to(handle.destroy, writer.page)}.`]),
      closing(writer, handle.doc),
    ]),
  );
}

function membersOf(writer: Writer, handle: Handle): string {
  const linked = (wanted: (func: Func) => boolean): string =>
    writer.abi.functions
      .filter(wanted)
      .map(({ name }) => writer.links.to(name, writer.page))
      .join(', ');
  const rows: readonly (readonly [string, string])[] = [
    ['Made by', linked(({ role }) => role.kind === 'factory' && role.handle === handle.name)],
    [
      'Properties',
      linked(({ role }) => (role.kind === 'getter' || role.kind === 'setter') && role.handle === handle.name),
    ],
    ['Methods', linked(({ role }) => role.kind === 'method' && role.handle === handle.name)],
  ];
  return table(
    ['', ''],
    rows.filter(([, cell]) => cell !== ''),
  );
}

/** What the type is called in the other languages. */
function spelled(writer: Writer, cName: string): string {
  return writer.columns.map((column) => `${column.title}: \`${column.type(cName)}\``).join(' · ');
}
