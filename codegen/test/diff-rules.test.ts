import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildAbi } from '../src/build/build.js';
import { diff } from '../src/diff/diff.js';
import type { AbiFinding } from '../src/diff/finding.js';
import type { AbiRule } from '../src/diff/rule.js';
import { ABI_RULES } from '../src/diff/rules/index.js';
import { severityOf } from '../src/diff/severity.js';
import type { Abi } from '../src/model/abi.js';
import { parseHeader } from '../src/parse/parse.js';
import { withHeader } from './header-on-disk.js';

const BASE = readFileSync(join(import.meta.dirname, 'diff/lib.h'), 'utf8');
const PAGES = join(import.meta.dirname, '../../docs/rules/abi');

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

/** Findings that an example cannot be without. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'abi/role-changed': ['abi/function-added'],
  'abi/handle-added': ['abi/function-added'],
  'abi/handle-removed': ['abi/function-removed'],
  'abi/since-mismatch': ['abi/constant-added'],
  'abi/version-not-raised': ['abi/constant-value-changed'],
  'abi/callback-not-invoked': ['abi/in-callback-allowed'],
  'abi/enum-sign-changed': ['abi/open-enum-member-added'],
  'abi/error-detail-changed': ['abi/output-optional'],
  // Properties are found by the name of their type.
  'abi/handle-renamed': ['abi/role-changed'],
};

const cache = new Map<string, Abi>();

function abiOf(text: string): Abi {
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

/** Both sides of an example: one of its halves stands in the header. */
function sidesOf({ id, before, after }: AbiRule): readonly [string, string] {
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

const EXAMPLES = ABI_RULES.filter(({ before, after }) => before !== after);

describe('the rules of the comparison', () => {
  it('have ids of one form, in order, each once', () => {
    const ids = ABI_RULES.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(80);
    expect(ids).toEqual([...new Set(ids)].toSorted());
    expect(ids.filter((id) => !/^abi\/[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it('have a page each', () => {
    expect(ABI_RULES.map(({ id }) => `${id.slice(4)}.md`).filter((page) => !existsSync(join(PAGES, page)))).toEqual([]);
  });

  it('say what, why and what to do in one form', () => {
    for (const { id, summary, why, advice } of ABI_RULES) {
      expect(summary, id).toMatch(/^[A-Z].*\.$/s);
      for (const text of Object.values(why)) expect(text, id).toMatch(/^.*\.$/s);
      expect(advice, id).toMatch(/^[a-z].*[^.]$/s);
    }
  });

  it('have an example each, but for those about suppressions and built libraries', () => {
    const without = ABI_RULES.filter(({ before, after }) => before === after).map(({ id }) => id);
    expect(without).toEqual(WITHOUT_EXAMPLE);
  });

  it.each(EXAMPLES.map((rule) => [rule.id, rule] as const))(
    '%s is found in its example, and nothing else',
    (id, rule) => {
      const [old, next] = sidesOf(rule);
      const findings = diff(abiOf(old), abiOf(next), { old, next });
      const others: (finding: AbiFinding) => boolean = (finding) => !(ALSO[id] ?? []).includes(finding.rule);
      expect([...new Set(findings.filter(others).map((finding) => finding.rule))]).toEqual([id]);
      expect(findings.map((finding) => severityOf(finding.effects))).toEqual(findings.map(({ severity }) => severity));
    },
  );
});

const WITHOUT_EXAMPLE = [
  'abi/generated-files-differ',
  'abi/libraries-differ',
  'abi/library-function-missing',
  'abi/library-layout-mismatch',
  'abi/library-symbol-undeclared',
  'abi/library-undescribed',
  'abi/library-version-mismatch',
  'abi/struct-layout-changed',
  'abi/suppression-expired',
  'abi/suppression-unused',
];
