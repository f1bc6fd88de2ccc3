import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import type { Gap } from './use.js';

/** One file that people wrote. */
export interface Source {
  /** As it is named in what is printed: relative to where the command runs. */
  readonly file: string;
  readonly path: string;
  readonly text: string;
  readonly kind: Kind;
}

export type Kind = 'c' | 'typescript' | 'go' | 'markdown' | 'text';

export interface Sources {
  readonly files: readonly Source[];
  /** Folders that were named: where to look for tsconfig.json, go.mod, headers. */
  readonly roots: readonly string[];
  readonly generated: number;
  readonly gaps: readonly Gap[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  ...kinds('c', '.c .h .cc .cpp .cxx .hh .hpp .hxx .i'),
  ...kinds('typescript', '.ts .tsx .mts .cts .js .jsx .mjs .cjs'),
  ...kinds('go', '.go'),
  ...kinds('markdown', '.md .markdown'),
};

function kinds(kind: Kind, endings: string): Readonly<Record<string, Kind>> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, kind]));
}

/** A notice stands at the top: further down, a file only speaks of one. */
const NOTICE = /\bgenerated\b[^\n]*\bDO NOT EDIT\b/i;
const NOTICE_WITHIN = 400;
const MAX_BYTES = 4 << 20;
const FOREIGN: ReadonlySet<string> = new Set(['node_modules', 'dist', 'build', 'vendor']);

/** All sources below what the user named. What git ignores, what is generated and what is no text is left out. */
export function sourcesIn(paths: readonly string[]): Sources {
  const files = new Map<string, Source>();
  const gaps: Gap[] = [];
  const roots = new Set<string>();
  let generated = 0;
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) {
      gaps.push({ file: path, message: 'there is no such file or folder; name others with --impact' });
      continue;
    }
    const real = realpathSync(path);
    roots.add(stat.isDirectory() ? real : dirname(real));
    for (const file of stat.isDirectory() ? filesIn(real) : [real]) {
      if (files.has(file)) continue;
      const source = sourceAt(file, gaps);
      if (source === 'generated') generated += 1;
      else if (source !== undefined) files.set(file, source);
    }
  }
  return { files: [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1)), roots: [...roots], generated, gaps };
}

function sourceAt(path: string, gaps: Gap[]): Source | 'generated' | undefined {
  const file = shownPath(path);
  // A record says how it was: it never changes.
  if (path.endsWith('.abi.json') || basename(path) === 'pnpm-lock.yaml') return undefined;
  let text: string;
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() !== true) return undefined;
    if (stat.size > MAX_BYTES) return undefined;
    text = readFileSync(path, 'utf8');
  } catch (error) {
    gaps.push({ file, message: `cannot be read: ${error instanceof Error ? error.message : String(error)}` });
    return undefined;
  }
  if (isGenerated(text)) return 'generated';
  // Not UTF-8, or no text: nothing could be written back as it was.
  if (text.includes('\0') || text.includes('\uFFFD')) return undefined;
  return { file, path, text, kind: KINDS[extname(path).toLowerCase()] ?? 'text' };
}

export function isGenerated(text: string): boolean {
  return NOTICE.test(text.slice(0, NOTICE_WITHIN));
}

export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path);
  return shown === '' ? '.' : shown;
}

/** What git knows or would take; without git, all but what tools put there. */
function filesIn(folder: string): readonly string[] {
  try {
    const out = execFileSync('git', ['-C', folder, 'ls-files', '-co', '--exclude-standard', '-z'], {
      encoding: 'utf8',
      maxBuffer: 64 << 20,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const files = out.split('\0').filter((name) => name !== '' && !name.split('/').some((part) => FOREIGN.has(part)));
    // A folder that git ignores as a whole was still named by the user.
    if (files.length > 0) return files.map((name) => resolve(folder, name));
  } catch {
    // No git, or no repository.
  }
  return walk(folder);
}

function walk(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return [path];
    return entry.isDirectory() && !FOREIGN.has(entry.name) && !entry.name.startsWith('.') ? walk(path) : [];
  });
}
