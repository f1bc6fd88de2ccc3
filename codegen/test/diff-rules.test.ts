import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diff } from '../src/diff/diff.js';
import type { AbiFinding } from '../src/diff/finding.js';
import { ABI_RULES } from '../src/diff/rules/index.js';
import { severityOf } from '../src/diff/severity.js';
import { abiOf, EXAMPLES, sidesOf } from './diff/examples.js';

const PAGES = join(import.meta.dirname, '../../docs/rules/abi');

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
