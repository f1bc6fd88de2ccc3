import type { Config } from '../../config/config.js';
import type { Abi, Constant } from '../../model/abi.js';
import type { Names } from '../../names/names.js';
import type { Emitter } from '../emitter.js';
import { blocks, generatedNotice } from '../text.js';
import { callbackEntry, functionEntry } from './callables.js';
import type { Column } from './column.js';
import { constantsEntry, enumEntry, handleEntry, structEntry } from './data.js';
import { goColumn } from './go-column.js';
import { indexText } from './index-page.js';
import { makeLinks, type Page, pagesOf } from './links.js';
import { tsColumn } from './ts-column.js';
import type { Writer } from './writer.js';

/** The reference: one Markdown page per section of the header, and an index. Languages that are no target have no column. */
export const emitDocs: Emitter = (abi, names, config) => {
  const out = config.targets.docs?.out;
  if (out === undefined) return [];
  const pages = pagesOf(abi);
  const links = makeLinks(abi, pages);
  const columns = columnsOf(abi, names, config);
  const writer = (page: string): Writer => ({ abi, links, page, columns });
  return [
    { path: `${out}/README.md`, text: indexText(writer('README.md'), pages) },
    ...pages.map((page) => ({ path: `${out}/${page.file}`, text: pageText(writer(page.file), page) })),
  ];
};

/** The languages that are targets. */
export function columnsOf(abi: Abi, names: Names, config: Config): readonly Column[] {
  const { ts, go } = config.targets;
  return [
    ...(ts === undefined ? [] : [tsColumn(abi, names, config, ts)]),
    ...(go === undefined ? [] : [goColumn(abi, names, config, go)]),
  ];
}

function pageText(writer: Writer, page: Page): string {
  return `${blocks(
    `<!-- ${generatedNotice(writer.abi.header)} -->`,
    `# ${page.title}`,
    `[All of ${writer.abi.header}](README.md)`,
    entriesOf(writer, page),
  )}\n`;
}

/** Declarations in the order of the header; constants in a row are one table. */
function entriesOf(writer: Writer, page: Page): readonly string[] {
  const entries: string[] = [];
  let constants: Constant[] = [];
  const flush = (): void => {
    if (constants.length > 0) entries.push(constantsEntry(writer, constants));
    constants = [];
  };
  for (const member of page.members) {
    const constant = writer.abi.constants.find(({ name }) => name === member);
    if (constant !== undefined) {
      constants.push(constant);
      continue;
    }
    flush();
    entries.push(entryOf(writer, member));
  }
  flush();
  return entries;
}

function entryOf(writer: Writer, cName: string): string {
  const { abi } = writer;
  const named = <T extends { readonly name: string }>(all: readonly T[]): T | undefined =>
    all.find(({ name }) => name === cName);
  const func = named(abi.functions);
  if (func !== undefined) return functionEntry(writer, func);
  const decl = named(abi.enums);
  if (decl !== undefined) return enumEntry(writer, decl);
  const struct = named(abi.structs);
  if (struct !== undefined) return structEntry(writer, struct);
  const handle = named(abi.handles);
  if (handle !== undefined) return handleEntry(writer, handle);
  const callback = named(abi.callbacks);
  return callback === undefined ? '' : callbackEntry(writer, callback);
}
