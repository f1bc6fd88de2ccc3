import { join } from 'node:path';
import { check } from '../check/check.js';
import type { LoadedConfig } from '../config/load.js';
import type { EmittedFile } from '../emit/emitter.js';
import { generatedNotice } from '../emit/text.js';
import type { Abi } from '../model/abi.js';
import type { Finding } from '../model/finding.js';
import { parseHeaderMeanwhile } from '../parse/parse.js';
import { type Change, compare } from '../write/compare.js';

export type Generated =
  | {
      readonly ok: true;
      readonly abi: Abi;
      readonly files: readonly EmittedFile[];
      readonly changes: readonly Change[];
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** From the header to what has to change on the disk. Writes nothing. */
export async function generate({ config, root }: LoadedConfig, swig: string): Promise<Generated> {
  // The emitters take as long to load as SWIG takes to parse.
  const [parsed, { EMITTERS }, { REPORT_EMITTERS }] = await Promise.all([
    parseHeaderMeanwhile({ header: join(root, config.header), label: config.header, swig }),
    import('../emit/index.js'),
    import('../report/emitters.js'),
  ]);
  if (!parsed.ok) return parsed;
  const checked = check(parsed.draft, config);
  if (!checked.ok) return checked;
  const { abi, names } = checked;
  const files = [...EMITTERS, ...REPORT_EMITTERS].flatMap(({ target, emit }) =>
    config.targets[target] === undefined ? [] : emit(abi, names, config),
  );
  const folders = Object.values(config.targets).map(({ out }: { readonly out: string }) => out);
  return { ok: true, abi, files, changes: compare({ root, files, folders, notice: generatedNotice(abi.header) }) };
}
