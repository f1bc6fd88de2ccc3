import type { Abi } from '../model/abi.js';
import type { AbiFinding } from './finding.js';

/** What a family of rules looks at. */
export type Compare = (old: Abi, next: Abi) => readonly AbiFinding[];

const FAMILIES: readonly Compare[] = [];

/** All that differs, by the place of the new header that it stands at; what was removed stands last. */
export function diff(old: Abi, next: Abi): readonly AbiFinding[] {
  return inOrder(FAMILIES.flatMap((compare) => compare(old, next)));
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
