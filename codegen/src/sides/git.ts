import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { readHeader } from './header.js';
import { readRecordText } from './record.js';
import { refused, type SideOptions, type SideResult } from './side.js';

const run = promisify(execFile);
const MAX_BYTES = 16 << 20;

/** A header, or a record, of a revision: `v1.0:pvm.h`, the path as git has it, from the root of the repository. */
export async function readFromGit(text: string, options: SideOptions): Promise<SideResult> {
  const path = text.slice(text.indexOf(':') + 1);
  const found = await show(text, path);
  if (typeof found !== 'string') return refused(`${text} is no file, and git does not know it either: ${found.why}`);
  if (path.endsWith('.json')) return readRecordText(text, found);
  const folder = mkdtempSync(join(tmpdir(), 'pvm-codegen-'));
  try {
    const file = join(folder, basename(path));
    writeFileSync(file, found);
    return await readHeader({ path: file, label: text }, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the root of the repository, as git does, or else from here. */
async function show(text: string, path: string): Promise<string | { readonly why: string }> {
  // What starts with a dash would be an option.
  if (text.startsWith('-')) return { why: 'a revision does not start with a dash' };
  let why = '';
  for (const name of [text, `${text.slice(0, text.indexOf(':'))}:./${path}`]) {
    try {
      return (await run('git', ['show', name], { encoding: 'utf8', maxBuffer: MAX_BYTES })).stdout;
    } catch (error) {
      const words = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
      why ||= words.trim().split('\n')[0] ?? '';
    }
  }
  return { why };
}
