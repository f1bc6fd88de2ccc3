// A stamp says cheaply whether files changed: names, sizes and times, not contents.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Stamp of files and folders. What builds leave behind is passed over; what is not there counts as not there. */
export function stampOf(root, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesIn(join(root, path)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${relative(root, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function filesIn(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) return [];
  if (!info.isDirectory()) return [path];
  const names = readdirSync(path).sort();
  const isPackage = names.includes('package.json');
  return names
    .filter((name) => !['node_modules', 'dist', '.turbo', '.cache', '.git'].includes(name))
    .filter((name) => !(isPackage && name === 'build'))
    .flatMap((name) => filesIn(join(path, name)));
}

/** Does `work` unless it was done before for the same stamp. */
export function oncePerStamp(file, stamp, work) {
  if (savedIn(file) === stamp()) return;
  work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp()); // Taken again: the work may write some of the files itself.
}

function savedIn(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
