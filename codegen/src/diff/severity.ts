import { type AbiFinding, AUDIENCES, type Bump, type Effects, type Severity } from './finding.js';

/** The worst that anybody sees of it. */
export function severityOf(effects: Effects): Severity {
  const verdicts = AUDIENCES.map((audience) => effects[audience]);
  if (verdicts.includes('breaks') || verdicts.includes('shifts')) return 'breaking';
  return verdicts.includes('gains') ? 'additive' : 'docs';
}

const ORDER: readonly Severity[] = ['breaking', 'additive', 'docs'];

/** Whether `severity` is `limit` or worse. */
export function reaches(severity: Severity, limit: Severity): boolean {
  return ORDER.indexOf(severity) <= ORDER.indexOf(limit);
}

export function bumpFor(findings: readonly AbiFinding[]): Bump {
  const worst = ORDER.find((severity) => findings.some((finding) => finding.severity === severity));
  switch (worst) {
    case 'breaking':
      return 'major';
    case 'additive':
      return 'minor';
    case 'docs':
      return 'patch';
    case undefined:
      return 'none';
  }
}
