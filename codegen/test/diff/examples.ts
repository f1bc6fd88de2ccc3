import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAbi } from '../../src/build/build.js';
import type { AbiRule } from '../../src/diff/rule.js';
import { ABI_RULES } from '../../src/diff/rules/index.js';
import type { Abi } from '../../src/model/abi.js';
import { parseHeader } from '../../src/parse/parse.js';
import { withHeader } from '../header-on-disk.js';

/** The examples of the comparison's rules, as headers. */
export const EXAMPLES = ABI_RULES.filter(({ before, after }) => before !== after);

const BASE = readFileSync(join(import.meta.dirname, 'lib.h'), 'utf8');

/** A header that states its version, for the rules that are about it. */
const VERSIONED = BASE.replace(
  '/* ---- Status ---- */\n',
  `/* ---- Status ---- */

/** @brief Major version. @since 1.0 */
#define LIB_ABI_MAJOR 1

/** @brief Minor version. @since 1.0 */
#define LIB_ABI_MINOR 0
`,
);

/** Both sides of an example: one of its halves stands in the header. */
export function sidesOf({ id, before, after }: AbiRule): readonly [string, string] {
  const base = /version|mismatch/.test(id) ? VERSIONED : BASE;
  const all = id.endsWith('-renamed') && !before.includes('(') && !before.includes(' ');
  const swap = (from: string, to: string): string => (all ? base.replaceAll(from, to) : base.replace(from, () => to));
  // What is added has its place in `before`, and what is removed in `after`.
  const isThere = base.includes(before) && (before.length >= after.length || !base.includes(after));
  return isThere ? [base, renamedParameter(id, swap(before, after))] : [swap(after, before), base];
}

/** The name stands in the signature as well. */
function renamedParameter(id: string, text: string): string {
  return id === 'abi/parameter-renamed' ? text.replace('uint32_t place);', 'uint32_t where);') : text;
}

const cache = new Map<string, Abi>();

export function abiOf(text: string): Abi {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const abi = withHeader(text, 'lib', (path) => {
    const parsed = parseHeader({ header: path, label: 'lib.h', swig: 'swig' });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
    return buildAbi(parsed.draft);
  });
  cache.set(text, abi);
  return abi;
}
