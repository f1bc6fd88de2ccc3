import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Library } from './library.js';

const run = promisify(execFile);

/** The reader is a program of Go's standard library alone: who builds this repository has it, and needs no download. */
const READER = join(import.meta.dirname, '../../src/elf/reader');
const MAX_BYTES = 64 << 20;

export type LibraryResult =
  | { readonly kind: 'read'; readonly library: Library }
  /** One line: what, where, what to do. */
  | { readonly kind: 'refused'; readonly problem: string }
  /** This machine cannot read libraries. */
  | { readonly kind: 'unavailable'; readonly problem: string };

/** Reads a shared library, and of its types those whose names start with `prefix`. Never throws. */
export async function readLibrary(path: string, prefix: string, label = path): Promise<LibraryResult> {
  if (!existsSync(path)) return { kind: 'refused', problem: `${label} is not there; build it first` };
  try {
    const { stdout } = await run('go', ['run', '-C', READER, '.', resolve(path), prefix], {
      encoding: 'utf8',
      maxBuffer: MAX_BYTES,
    });
    return { kind: 'read', library: parsed(stdout) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { kind: 'unavailable', problem: `${label} is not compared: reading ELF and DWARF takes Go 1.24 or newer` };
    }
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const [first = 'no reason given'] = words.split('\n');
    return { kind: 'refused', problem: `${label} cannot be read: ${first}; name a shared library in ELF` };
  }
}

/** What the reader beside this file writes. */
function parsed(text: string): Library {
  return JSON.parse(text, (key, value: unknown) => (key === 'value' ? BigInt(String(value)) : value));
}
