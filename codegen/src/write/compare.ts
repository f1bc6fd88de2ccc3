import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that is to be there. The path is relative to the root, with `/`. */
export interface Wanted {
  readonly path: string;
  readonly text: string;
}

/** What generating would do to one file. A side that is absent: the file is not there. */
export interface Change {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

export interface Comparison {
  readonly root: string;
  readonly files: readonly Wanted[];
  /** Folders that belong to the generator's targets, relative to the root. What is left over in them goes. */
  readonly folders: readonly string[];
  /** The line by which a file is known as generated: only such files are ever removed. */
  readonly notice: string;
}

/** Everything that differs from what is wanted, by path. Throws where the disk cannot be read. */
export function compare({ root, files, folders, notice }: Comparison): readonly Change[] {
  const wanted = new Map(files.map(({ path, text }) => [path, text]));
  const different = files.flatMap(({ path, text }): readonly Change[] => {
    const before = textOf(join(root, path));
    if (before === text) return [];
    return [{ path, ...(before === undefined ? {} : { before }), after: text }];
  });
  const leftOver = [...new Set(folders.flatMap((folder) => filesIn(root, folder)))].flatMap(
    (path): readonly Change[] => {
      const before = wanted.has(path) ? undefined : textOf(join(root, path));
      return before?.slice(0, NOTICE_WITHIN).includes(notice) === true ? [{ path, before }] : [];
    },
  );
  return [...different, ...leftOver].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A notice stands at the top: further down, a file only speaks of one. */
const NOTICE_WITHIN = 400;

/** What tools put beside sources, and nobody's generator owns. */
const FOREIGN = new Set(['node_modules', 'dist', 'build']);

function filesIn(root: string, folder: string): readonly string[] {
  if (lstatSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isFile()) return [path];
    const isOurs = entry.isDirectory() && !FOREIGN.has(entry.name) && !entry.name.startsWith('.');
    return isOurs ? filesIn(root, path) : [];
  });
}

function textOf(file: string): string | undefined {
  return lstatSync(file, { throwIfNoEntry: false }) === undefined ? undefined : readFileSync(file, 'utf8');
}
