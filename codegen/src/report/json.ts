import { impactData } from './impact.js';
import type { Report } from './report.js';

/** For programs: see `abi/diff.schema.json`. */
export function jsonReport({ old, next, bump, suppressed, findings, impact }: Report): string {
  const said = {
    bump,
    old: old.label,
    new: next.label,
    suppressed,
    findings: findings.map(({ location, ...finding }) => ({
      rule: finding.rule,
      severity: finding.severity,
      symbol: finding.symbol,
      file: location.file,
      line: location.line,
      column: location.column,
      side: finding.side,
      message: finding.message,
      advice: finding.advice,
      effects: finding.effects,
      change: finding.change,
    })),
    ...(impact === undefined ? {} : { impact: impactData(impact) }),
  };
  return `${JSON.stringify(said, null, 2)}\n`;
}
