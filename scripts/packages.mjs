// Where the workspace is and which packages it has.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');

/** Folders of the packages, as pnpm-workspace.yaml lists them: a name, or a folder with all that is in it. */
export function packageFolders() {
  const lines = readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8').split('\n');
  const patterns = lines.flatMap((line) => /^ {2}- (\S+)$/.exec(line)?.[1] ?? []);
  return patterns
    .flatMap((pattern) => (pattern.endsWith('/*') ? inside(pattern.slice(0, -2)) : [pattern]))
    .filter((folder) => existsSync(join(ROOT, folder, 'package.json')));
}

function inside(folder) {
  return readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`);
}
