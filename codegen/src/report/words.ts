import { type AbiFinding, AUDIENCES, type Audience, type Bump, type Severity, type Verdict } from '../diff/finding.js';

export const SEVERITIES: readonly Severity[] = ['breaking', 'additive', 'docs'];

const NAMES: Readonly<Record<Audience, string>> = {
  cSource: 'C source',
  cBinary: 'C binary',
  go: 'Go',
  typescript: 'TypeScript',
};

const VERDICTS: Readonly<Record<Verdict, string>> = {
  breaks: 'breaks',
  shifts: 'acts otherwise',
  gains: 'gains',
  same: 'same',
};

export function verdictWords(verdict: Verdict): string {
  return VERDICTS[verdict];
}

export function audienceWords(audience: Audience): string {
  return NAMES[audience];
}

/** `breaks C source, C binary; acts otherwise: Go`: who notices, the worst first. */
export function effectWords({ effects }: AbiFinding): string {
  const groups = (['breaks', 'shifts', 'gains'] as const).flatMap((verdict) => {
    const who = AUDIENCES.filter((audience) => effects[audience] === verdict).map(audienceWords);
    if (who.length === 0) return [];
    return [
      verdict === 'shifts'
        ? `acts otherwise for ${who.join(', ')}`
        : `${verdict === 'gains' ? 'new for' : 'breaks'} ${who.join(', ')}`,
    ];
  });
  return groups.length === 0 ? 'nobody notices' : groups.join('; ');
}

export function bumpWords(bump: Bump): string {
  return bump === 'none' ? 'no new version' : `a new ${bump} version`;
}

/** `2 breaking, 1 docs` */
export function countWords(findings: readonly AbiFinding[]): string {
  const counts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return counts.length === 0 ? 'nothing differs' : counts.join(', ');
}

export function placeOf({ location }: AbiFinding): string {
  return `${location.file}:${location.line}:${location.column}`;
}
