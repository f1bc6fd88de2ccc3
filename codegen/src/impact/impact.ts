import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { fieldUses } from './c-fields.js';
import { pastedUses } from './c-pasted.js';
import { usesInC } from './c-uses.js';
import { edited } from './edits.js';
import { type Source, sourcesIn } from './files.js';
import { formatted } from './go-format.js';
import { goUses } from './go-uses.js';
import { vocabularyOf } from './mentions.js';
import { type Sides, subjectsOf } from './subjects.js';
import { changedLines, textUses } from './text-uses.js';
import { tsUses } from './ts-uses.js';
import type { Gap, Subject, Use } from './use.js';

/** Who uses what has changed, and what to do there. */
export interface Impact {
  readonly subjects: readonly Subject[];
  /** In the order of the files. */
  readonly uses: readonly Use[];
  /** What could not be looked at. */
  readonly gaps: readonly Gap[];
  /** Files that people wrote, and files that `generate` will write again. */
  readonly files: number;
  readonly generated: number;
  /** What the edits of all uses make of the files. */
  readonly changes: readonly FileChange[];
}

export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Looks through all sources below the paths. Never throws for what it finds there: that is a gap. */
export async function impactOf(
  sides: Sides,
  { config, root }: { readonly config: Config; readonly root: string },
  paths: readonly string[],
): Promise<Impact> {
  const { files, roots, generated, gaps } = sourcesIn(paths);
  const subjects = subjectsOf(sides, config);
  if (subjects.length === 0) return { subjects, uses: [], gaps, files: files.length, generated, changes: [] };
  const all = vocabularyOf(subjects);
  const { ts } = config.targets;
  const library = { name: ts?.package ?? '', out: ts === undefined ? '' : join(root, ts.out) };
  const ofC = subjects.filter(({ language }) => language === 'c');
  const inGo = goUses(files, subjects, all, config.targets.go?.module ?? '');
  const fields = await fieldUses(files, roots, ofC, sides.oldText ?? sides.nextText);
  const inTs = tsUses(files, subjects, all, library);
  const go = await inGo;
  // What the new header declares has its order already.
  const named = ofC.filter(({ todo }) => todo.to !== undefined || todo.order === undefined);
  const inC = files
    .filter(({ kind }) => kind === 'c')
    .flatMap((source) => usesInC(source, source.text === sides.nextText ? named.map(orderless) : ofC, all));
  const code = [...inC, ...pastedUses(files, ofC), ...fields.uses, ...inTs.uses, ...go.uses];
  const changed = await changesOf(files, code);
  const quotes = quotesOf(changed);
  const texts = files
    .filter(({ kind }) => kind === 'markdown' || kind === 'text')
    .flatMap((source) => textUses(source, all, subjects, quotes));
  return {
    subjects,
    uses: inOrder([...code, ...texts]),
    gaps: [...gaps, ...fields.gaps, ...inTs.gaps, ...go.gaps],
    files: files.length,
    generated,
    changes: [...changed, ...(await changesOf(files, texts))],
  };
}

function orderless({ todo: { order: _, ...todo }, ...subject }: Subject): Subject {
  return { ...subject, todo };
}

async function changesOf(files: readonly Source[], uses: readonly Use[]): Promise<readonly FileChange[]> {
  const edits = new Map<string, Use['edits'][number][]>();
  for (const use of uses) {
    const there = edits.get(use.file) ?? [];
    there.push(...use.edits);
    edits.set(use.file, there);
  }
  const changes: FileChange[] = [];
  for (const { file, path, text, kind } of files) {
    const own = edits.get(file) ?? [];
    const plain = own.length === 0 ? text : edited(text, own);
    const after = kind === 'go' && plain !== text ? await formatted(text, plain) : plain;
    if (after !== text) changes.push({ path, before: text, after });
  }
  return changes;
}

/** What becomes of a line of code, where it becomes the same everywhere. */
function quotesOf(changes: readonly FileChange[]): ReadonlyMap<string, string> {
  const quotes = new Map<string, string>();
  const unclear = new Set<string>();
  for (const [from, to] of changes.flatMap(({ before, after }) => changedLines(before, after))) {
    if (quotes.has(from) && quotes.get(from) !== to) unclear.add(from);
    quotes.set(from, to);
  }
  for (const line of unclear) quotes.delete(line);
  return quotes;
}

function inOrder(uses: readonly Use[]): readonly Use[] {
  return uses.toSorted(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}
