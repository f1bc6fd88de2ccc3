import { existsSync, readFileSync } from 'node:fs';
import { buildAbi } from '../build/build.js';
import { check } from '../check/check.js';
import type { Finding } from '../model/finding.js';
import { parseHeaderMeanwhile } from '../parse/parse.js';
import type { SideOptions, SideResult } from './side.js';

export interface HeaderFile {
  readonly path: string;
  /** What findings call it. */
  readonly label: string;
}

/** Reads a header. What the generator would refuse is compared as far as it can be understood. */
export async function readHeader({ path, label }: HeaderFile, { swig, library }: SideOptions): Promise<SideResult> {
  const name = existsSync(path) ? prefixIn(readFileSync(path, 'utf8')) : undefined;
  const parsed = await parseHeaderMeanwhile({ header: path, label, swig, ...(name === undefined ? {} : { name }) });
  if (!parsed.ok) return { ok: false, problems: parsed.findings.map(lineOf) };
  const checked = check(parsed.draft, { library: library ?? 'Library' });
  const abi = checked.ok ? checked.abi : buildAbi(parsed.draft);
  return {
    ok: true,
    side: { label, abi, text: readFileSync(path, 'utf8'), remarks: checked.ok ? [] : checked.findings },
  };
}

/** As its own macros have it: copies of a header are called `old.h`, and are the same library. */
function prefixIn(text: string): string | undefined {
  return /^#[ \t]*define[ \t]+(\w+)_(?:ABI_MAJOR|API)\b/m.exec(text)?.[1]?.toLowerCase();
}

export function lineOf({ location, rule, message, fix }: Finding): string {
  return `${location.file}:${location.line}:${location.column}  ${rule}  ${message}; ${fix}`;
}
