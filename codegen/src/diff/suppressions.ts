import type { AbiFinding } from './finding.js';
import { type AbiRule, effects, found } from './rule.js';

/** One finding that somebody has looked at and allows. */
export interface Suppression {
  readonly rule: string;
  readonly symbol: string;
  readonly reason: string;
  /** The last day that it holds, as 2026-12-31. */
  readonly expires: string;
}

export interface SuppressionFile {
  readonly path: string;
  readonly entries: readonly Suppression[];
}

const NOBODY = effects('same', 'same', 'same', 'same');
const nothing = { cSource: 'Nothing.', cBinary: 'Nothing.', go: 'Nothing.', typescript: 'Nothing.' } as const;

const unused: AbiRule = {
  id: 'abi/suppression-unused',
  summary: 'An entry of the suppressions file matches no finding.',
  effects: NOBODY,
  why: { ...nothing, cSource: 'It would hide a later finding that nobody has looked at.' },
  advice: 'remove the entry',
  before: '',
  after: '',
};

const expired: AbiRule = {
  id: 'abi/suppression-expired',
  summary: 'An entry of the suppressions file is past its day; it hides nothing any more.',
  effects: NOBODY,
  why: { ...nothing, cSource: 'What it allowed is reported again.' },
  advice: 'mend what it allowed, or look at it again and give it another day',
  before: '',
  after: '',
};

export const SUPPRESSION_RULES: readonly AbiRule[] = [unused, expired];

/** Takes away what is allowed, and adds what is wrong with the entries. `today` as 2026-12-31. */
export function suppress(
  findings: readonly AbiFinding[],
  { path, entries }: SuppressionFile,
  today: string,
): { readonly findings: readonly AbiFinding[]; readonly suppressed: number } {
  const matches = ({ rule, symbol }: Suppression, finding: AbiFinding): boolean =>
    finding.rule === rule && finding.symbol === symbol;
  const valid = entries.filter(({ expires }) => expires >= today);
  const kept = findings.filter((finding) => !valid.some((entry) => matches(entry, finding)));
  const wrong = entries.flatMap((entry, index): readonly AbiFinding[] => {
    const isOver = entry.expires < today;
    const isUsed = findings.some((finding) => matches(entry, finding));
    if (isUsed && !isOver) return [];
    const rule = isOver ? expired : unused;
    const why = isOver ? `held until ${entry.expires}` : 'matches nothing';
    return [
      found(rule, {
        symbol: entry.symbol,
        location: { file: path, line: index + 1, column: 1 },
        message: `the entry ${index + 1} (${entry.rule}, ${entry.symbol}: ${entry.reason}) ${why}`,
        change: { kind: 'other' },
      }),
    ];
  });
  return { findings: [...kept, ...wrong], suppressed: findings.length - kept.length };
}
