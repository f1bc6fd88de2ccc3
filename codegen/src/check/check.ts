import { buildAbi } from '../build/build.js';
import type { Abi } from '../model/abi.js';
import type { Draft, Remark } from '../model/draft.js';
import type { Finding } from '../model/finding.js';
import { makeNames, type Names, type NamesConfig } from '../names/names.js';
import { headerOf } from './header.js';
import type { AbiRule, DraftRule, Rule } from './rule.js';
import { RULES } from './rules/index.js';
import { unsupportedC } from './rules/unsupported-c.js';

export type CheckResult =
  | { readonly ok: true; readonly abi: Abi; readonly names: Names }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** What the draft means, if no rule has anything against it. All that can be found at once is. */
export function check(draft: Draft, config: NamesConfig): CheckResult {
  const header = headerOf(draft);
  // First what is no plain C: the rest may have been read wrongly because of it.
  const foreign = found(unsupportedC, unsupportedC.check(header));
  if (foreign.length > 0) return { ok: false, findings: inOrder(foreign) };
  const written = RULES.filter((rule) => rule.looksAt === 'draft').flatMap((rule: DraftRule) =>
    found(rule, rule.check(header)),
  );
  if (written.length > 0) return { ok: false, findings: inOrder(written) };
  const abi = buildAbi(draft);
  const names = makeNames(abi, config);
  const meant = RULES.filter((rule) => rule.looksAt === 'abi').flatMap((rule: AbiRule) =>
    found(rule, rule.check({ abi, names, header })),
  );
  return meant.length > 0 ? { ok: false, findings: inOrder(meant) } : { ok: true, abi, names };
}

function found({ id }: Rule, remarks: readonly Remark[]): readonly Finding[] {
  return remarks.map((remark) => ({ rule: id, severity: 'error', ...remark }));
}

/** As one reads: by line and column. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.location.line - b.location.line || a.location.column - b.location.column);
}
