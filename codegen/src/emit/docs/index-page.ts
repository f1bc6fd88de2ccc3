import { blocks, generatedNotice } from '../text.js';
import type { Column } from './column.js';
import type { Page } from './links.js';
import { fenced, table, tick } from './markdown.js';
import type { Writer } from './writer.js';

/** The first page: what the header says of itself, the sections, and every name in every language. */
export function indexText(writer: Writer, pages: readonly Page[]): string {
  const { abi } = writer;
  return `${blocks(
    `<!-- ${generatedNotice(abi.header)} -->`,
    `# Reference of ${abi.header}`,
    '## Sections',
    table(
      ['Section', 'What it declares'],
      pages.map(({ file, title, members }) => [
        `[${title}](${file})`,
        members.map((member) => writer.links.to(member, writer.page)).join(', '),
      ]),
    ),
    '## In general',
    overview(writer),
    '## Names',
    table(['C', ...writer.columns.map(({ title }) => title)], nameRows(writer, pages)),
  )}\n`;
}

/** Paragraphs of the opening comment; indented ones are code. */
function overview({ abi, links, page }: Writer): string {
  return abi.overview
    .split(/\n\n(?! {4})/)
    .flatMap((paragraph) => {
      const [prose = '', ...code] = paragraph.split(/\n\n(?= {4})/);
      const lines = code
        .join('\n\n')
        .split('\n')
        .map((line) => line.replace(/^ {4}/, ''));
      return [links.prose(prose.replaceAll('\n', ' '), page), code.length === 0 ? '' : fenced('c', lines)];
    })
    .filter((part) => part !== '')
    .join('\n\n');
}

function nameRows(writer: Writer, pages: readonly Page[]): readonly (readonly string[])[] {
  const names = pages.flatMap(({ members }) => members);
  return [...names]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => [
      writer.links.to(name, writer.page),
      ...writer.columns.map((column) => nameIn(writer, column, name)),
    ]);
}

function nameIn({ abi }: Writer, column: Column, cName: string): string {
  const func = abi.functions.find(({ name }) => name === cName);
  if (func !== undefined) {
    const name = column.qualified(func);
    return name === undefined ? '–' : tick(name);
  }
  const constant = abi.constants.find(({ name }) => name === cName);
  return tick(constant === undefined ? column.type(cName) : column.constant(constant));
}
