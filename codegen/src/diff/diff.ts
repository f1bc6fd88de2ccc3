import type { Abi } from '../model/abi.js';
import { comparisonOf } from './comparison.js';
import type { AbiFinding } from './finding.js';
import { compareFrames, type Texts } from './frame.js';
import { FAMILIES } from './rules/index.js';
import { compareVersions } from './versions.js';

/** All that differs, by the place of the new header that it stands at; what was removed stands last. */
export function diff(old: Abi, next: Abi, texts: Texts = {}): readonly AbiFinding[] {
  const sides = comparisonOf(old, next);
  const findings = [...FAMILIES.flatMap((family) => family.compare(sides)), ...compareFrames(next.header, texts)];
  return inOrder([...findings, ...compareVersions(sides.old, next, findings)]);
}

function inOrder(findings: readonly AbiFinding[]): readonly AbiFinding[] {
  return findings.toSorted(
    (a, b) =>
      Number(a.side === 'old') - Number(b.side === 'old') ||
      a.location.line - b.location.line ||
      a.location.column - b.location.column ||
      a.symbol.localeCompare(b.symbol, 'en') ||
      a.rule.localeCompare(b.rule, 'en'),
  );
}
