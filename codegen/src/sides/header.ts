import { readFileSync } from 'node:fs';
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
  const parsed = await parseHeaderMeanwhile({ header: path, label, swig });
  if (!parsed.ok) return { ok: false, problems: parsed.findings.map(lineOf) };
  const checked = check(parsed.draft, { library: library ?? 'Library' });
  const abi = checked.ok ? checked.abi : buildAbi(parsed.draft);
  return {
    ok: true,
    side: { label, abi, text: readFileSync(path, 'utf8'), remarks: checked.ok ? [] : checked.findings },
  };
}

export function lineOf({ location, rule, message, fix }: Finding): string {
  return `${location.file}:${location.line}:${location.column}  ${rule}  ${message}; ${fix}`;
}
