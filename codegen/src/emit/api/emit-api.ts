import type { Abi } from '../../model/abi.js';
import { columnsOf } from '../docs/emit-docs.js';
import { pagesOf } from '../docs/links.js';
import { fenced } from '../docs/markdown.js';
import type { Emitter } from '../emitter.js';
import { blocks, generatedNotice, wrap } from '../text.js';
import { callbackLines, constantLine, enumLines, functionLines, handleLines, structLines } from './declarations.js';
import { aligned, type Sheet } from './sheet.js';

const WIDTH = 120;

/**
 * `pvm.api.md`: the whole API on one page, for reviews. What a caller can rely on has a line of its own, and nothing else
 * is there: no prose, no places. Whatever changes in this file changes for somebody.
 */
export const emitApi: Emitter = (abi, names, config) => {
  const out = config.targets.abi?.out;
  if (out === undefined) return [];
  const sheet: Sheet = { abi, columns: columnsOf(abi, names, config) };
  const sections = pagesOf(abi).map(({ title, members }) => {
    return blocks(`## ${title}`, fenced('text', aligned(apart(members.map((name) => linesOf(sheet, name))))));
  });
  const text = blocks(
    `<!-- ${generatedNotice(abi.header)} -->`,
    `# The API of ${abi.header}`,
    wrap(intro(sheet), WIDTH).join('\n'),
    ...sections,
  );
  return [{ path: `${out}/${abi.name}.api.md`, text: `${text}\n` }];
};

function intro({ abi, columns }: Sheet): string {
  const languages = ['C', ...columns.map(({ title }) => title)].join(', ');
  return (
    `Every declaration in ${languages}, without prose: what changes here changes for those who call the library. Behind ` +
    `a colon stands what ${abi.header} says of a parameter in its annotations; the reference has it in words.`
  );
}

function linesOf(sheet: Sheet, name: string): readonly string[] {
  const { abi } = sheet;
  const named = <T extends Named>(all: readonly T[]): T | undefined => all.find((one) => one.name === name);
  const func = named(abi.functions);
  if (func !== undefined) return functionLines(sheet, func);
  const constant = named(abi.constants);
  if (constant !== undefined) return constantLine(sheet, constant);
  const decl = named(abi.enums);
  if (decl !== undefined) return enumLines(sheet, decl);
  const struct = named(abi.structs);
  if (struct !== undefined) return structLines(sheet, struct);
  const handle = named(abi.handles);
  if (handle !== undefined) return handleLines(sheet, handle);
  const callback = named(abi.callbacks);
  return callback === undefined ? [] : callbackLines(sheet, callback);
}

type Named = Pick<Abi['functions'][number], 'name'>;

/** Constants stand together, everything else apart. */
function apart(declarations: readonly (readonly string[])[]): readonly string[] {
  const isConstant = (lines: readonly string[] | undefined): boolean => lines?.[0]?.startsWith('#define') === true;
  return declarations.flatMap((lines, index) => {
    const before = declarations[index - 1];
    return before === undefined || (isConstant(before) && isConstant(lines)) ? lines : ['', ...lines];
  });
}
