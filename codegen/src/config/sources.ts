import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import type { SourceFile } from './config.js';

/** Reads the files that patterns name: only the last part of a path may have stars. Throws if a pattern names none. */
export function readSources(root: string, patterns: readonly string[]): readonly SourceFile[] {
  const paths = new Set(patterns.flatMap((pattern) => expand(root, pattern)));
  return [...paths].sort().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function expand(root: string, pattern: string): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  const folder = dirname(pattern);
  const name = pattern.slice(folder.length + 1);
  const shape = new RegExp(`^${name.split('*').map(escaped).join('.*')}$`);
  const found = readdirSync(join(root, folder)).filter((entry) => shape.test(entry));
  if (found.length === 0) throw new Error(`sources: nothing matches ${pattern}`);
  return found.map((entry) => join(folder, entry));
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
