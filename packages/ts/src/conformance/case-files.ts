import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { FormatError } from '../formats/format-error.js';
import { type Case, readCase } from '../formats/read-case.js';

/** Paths of all cases: a file itself, of a folder every `.json` and `.log` in it, in the order of names. */
export function findCases(path: string): readonly string[] {
  return statSync(path).isDirectory() ? casesIn(path) : [path];
}

function casesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return names.flatMap((name) => {
    const path = join(folder, name);
    // A link to a folder is not followed: it may lead in a circle.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return isLink(path) ? [] : casesIn(path);
    return /\.(json|log)$/.test(name) ? [path] : [];
  });
}

function isLink(path: string): boolean {
  return lstatSync(path).isSymbolicLink();
}

/** Name of a case: its file's, without the ending. */
export function caseName(path: string): string {
  return basename(path, extname(path));
}

export function readCaseFile(path: string): Case {
  return readCase(readFileSync(path, 'utf8'), path);
}

/** Reads the program that a case names, from the folder of the case. */
export function programReader(path: string): (name: string) => Uint8Array {
  return (name) => {
    try {
      return readFileSync(join(dirname(path), name));
    } catch {
      throw new FormatError(path, 'file', `cannot read ${join(dirname(path), name)}`);
    }
  };
}
