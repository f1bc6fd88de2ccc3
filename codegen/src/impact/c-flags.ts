import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** How a file is compiled: as `compile_commands.json` says, or with every folder above it to find headers in. */
export function compilerFlags(
  file: string,
  text: string,
  roots: readonly string[],
): { readonly flags: readonly string[]; readonly cwd: string } {
  const own = recorded(file, roots);
  // A header that comes first must not decide what the system's headers show.
  const features = [...text.matchAll(/^[ \t]*#[ \t]*define[ \t]+(_[A-Z]\w*)(?:[ \t]+(\w+))?[ \t]*$/gm)].map(
    ([, name = '', value = '']) => `-D${name}=${value}`,
  );
  if (own !== undefined) return { flags: [...own.flags, ...features], cwd: own.cwd };
  const folders = roots.flatMap((root) => between(root, dirname(file)));
  const includes = [...new Set(folders)].flatMap((folder) => [folder, join(folder, 'include')]).filter(existsSync);
  return { flags: [...includes.map((folder) => `-I${folder}`), ...features], cwd: dirname(file) };
}

/** The folders from `root` down to `folder`, the nearest first; the root alone where it is elsewhere. */
function between(root: string, folder: string): readonly string[] {
  if (folder !== root && !folder.startsWith(`${root}/`)) return [root];
  return folder === root ? [root] : [folder, ...between(root, dirname(folder))];
}

interface Recorded {
  readonly flags: readonly string[];
  readonly cwd: string;
}

function recorded(file: string, roots: readonly string[]): Recorded | undefined {
  for (const path of roots.flatMap((root) => [
    join(root, 'compile_commands.json'),
    join(root, 'build/compile_commands.json'),
  ])) {
    const entry = entriesOf(path).find(({ directory, file: name }) => resolve(directory, name) === file);
    if (entry !== undefined) return { flags: flagsOf(entry), cwd: entry.directory };
  }
  return undefined;
}

interface Entry {
  readonly directory: string;
  readonly file: string;
  readonly command?: string;
  readonly arguments?: readonly string[];
}

function entriesOf(path: string): readonly Entry[] {
  try {
    const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(data) ? data.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  if (!('directory' in value && typeof value.directory === 'string')) return false;
  return 'file' in value && typeof value.file === 'string';
}

/** What says where headers are and which branches count; nothing that makes files. */
function flagsOf({ command, arguments: given }: Entry): readonly string[] {
  const words = Array.isArray(given) ? given.map(String) : String(command ?? '').split(/\s+/);
  return words.flatMap((word, index) => {
    if (/^(?:-[IDU].|-std=|-m)/.test(word)) return [word];
    return /^(?:-[IDU]|-isystem|-iquote|-include)$/.test(word) ? [word, words[index + 1] ?? ''] : [];
  });
}
