import { existsSync } from 'node:fs';
import type { Abi } from '../model/abi.js';
import type { Finding } from '../model/finding.js';
import { readFromGit } from './git.js';
import { readHeader } from './header.js';
import { LIBRARY_SIDE, readWithHeader } from './library.js';
import { readRecord } from './record.js';

/** One side of a comparison: an ABI, and what is known of where it comes from. */
export interface LoadedSide {
  /** What the user calls it: `pvm.h`, `v1.2:pvm.h`, `abi/releases/1.2.abi.json`. */
  readonly label: string;
  readonly abi: Abi;
  /** The header's text, for excerpts; a record has none. */
  readonly text?: string;
  /** What the generator would refuse in the header. It is compared all the same. */
  readonly remarks: readonly Finding[];
}

export type SideResult =
  | { readonly ok: true; readonly side: LoadedSide }
  /** Each problem is one line: what, where, what to do. */
  | { readonly ok: false; readonly problems: readonly string[] };

export interface SideOptions {
  /** SWIG's binary. */
  readonly swig: string;
  /** The class of the library, for the names in bindings; see the configuration. */
  readonly library?: string;
}

/**
 * Loads what the user named: a header, a record (`….json`), either of them in git (`REV:path`), or a library with its header
 * (`LIBRARY.so+HEADER`). Never throws.
 */
export async function loadSide(text: string, options: SideOptions): Promise<SideResult> {
  try {
    if (text.endsWith('.json')) return readRecord(text);
    const { library, header } = LIBRARY_SIDE.exec(text)?.groups ?? {};
    if (library !== undefined && header !== undefined && !existsSync(text)) {
      return await readWithHeader(library, header, options);
    }
    if (!existsSync(text) && text.includes(':')) return await readFromGit(text, options);
    return await readHeader({ path: text, label: text }, options);
  } catch (error) {
    return refused(`${text} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function refused(...problems: readonly string[]): SideResult {
  return { ok: false, problems };
}
