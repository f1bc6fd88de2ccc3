import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../src/check/rules/index.js';
import { findingsOf, textOf } from './header-on-disk.js';

const FOLDER = join(import.meta.dirname, 'rules');
const PAGES = join(import.meta.dirname, '../../docs/rules');

function nameOf(id: string): string {
  return id.replace('header/', '');
}

describe('the rules', () => {
  it('are one a file, have one folder each, and no folder is left over', () => {
    const ids = RULES.map(({ id }) => nameOf(id));
    const files = readdirSync(join(import.meta.dirname, '../src/check/rules')).filter((file) => file !== 'index.ts');
    expect(ids.length).toBeGreaterThanOrEqual(48);
    expect(ids).toEqual(ids.toSorted());
    expect(files.toSorted()).toEqual(ids.map((id) => `${id}.ts`));
    expect(readdirSync(FOLDER).toSorted()).toEqual(ids);
  });

  it('have a page each', () => {
    const missing = RULES.map(({ id }) => `${nameOf(id)}.md`).filter((page) => !existsSync(join(PAGES, page)));
    expect(missing).toEqual([]);
  });

  describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const folder = join(FOLDER, nameOf(id));

    it('refuses before.h, and is the only one that does', async () => {
      const findings = findingsOf(join(folder, 'before.h'), 'lib', 'before.h');
      expect([...new Set(findings.map((finding) => finding.rule))]).toEqual([id]);
      await expect(textOf(findings)).toMatchFileSnapshot(join(folder, 'expected.txt'));
    });

    it('is silent on after.h, and so are all others', () => {
      expect(textOf(findingsOf(join(folder, 'after.h'), 'lib', 'after.h'))).toBe('');
    });

    it('shows on its page what the test runs', () => {
      expect(readFileSync(join(folder, 'before.h'), 'utf8')).toContain(rule.refused.trim());
      expect(readFileSync(join(folder, 'after.h'), 'utf8')).toContain(rule.settled.trim());
    });

    it('says what, why and what to do in sentences', () => {
      for (const text of [rule.summary, rule.why]) expect(text).toMatch(/^[A-Z(@A-Z].*\.$/s);
    });
  });
});
