import type { Doc, Location } from '../model/abi.js';
import type { Comparison } from './comparison.js';
import type { AbiFinding, Audience, Change, Effects, Side, Verdict } from './finding.js';
import { severityOf } from './severity.js';

/** What can be found, in words: the rule's page shows them. */
export interface AbiRule {
  /** `abi/function-removed`. Never changes, never reused. */
  readonly id: string;
  /** What is found, in one sentence. */
  readonly summary: string;
  /** Who notices, as a rule: a finding may know better. */
  readonly effects: Effects;
  readonly why: Readonly<Record<Audience, string>>;
  /** How to have what was wanted without it, or what to do about it; one line, no full stop. */
  readonly advice: string;
  /** Declarations before and after. The rule's page shows them, and a test compares them. */
  readonly before: string;
  readonly after: string;
}

/** Rules that are found together. */
export interface Family {
  readonly rules: readonly AbiRule[];
  compare(sides: Comparison): readonly AbiFinding[];
}

/** Shorthand of tables: C source, C binary, Go, TypeScript. */
export function effects(cSource: Verdict, cBinary: Verdict, go: Verdict, typescript: Verdict): Effects {
  return { cSource, cBinary, go, typescript };
}

export interface Seen {
  readonly symbol: string;
  readonly location: Location;
  /** Absent: the new one. */
  readonly side?: Side;
  readonly message: string;
  readonly change: Change;
  readonly advice?: string;
  readonly effects?: Partial<Effects>;
  /** The declaration as it was: what was experimental was no promise. */
  readonly doc?: Doc;
}

export function found(rule: AbiRule, seen: Seen): AbiFinding {
  const effects: Effects = { ...rule.effects, ...seen.effects };
  const severity = severityOf(effects);
  return {
    rule: rule.id,
    severity: severity === 'breaking' && seen.doc?.experimental === true ? 'additive' : severity,
    effects,
    symbol: seen.symbol,
    side: seen.side ?? 'new',
    location: seen.location,
    message: seen.message,
    advice: seen.advice ?? rule.advice,
    change: seen.change,
  };
}
