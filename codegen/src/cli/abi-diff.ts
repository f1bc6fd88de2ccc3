import { Option } from 'commander';
import type { AbiFinding, Severity } from '../diff/finding.js';
import type { Texts } from '../diff/frame.js';
import type { Format } from '../report/report.js';
import type { LoadedSide } from '../sides/side.js';
import type { Subcommand } from './abi.js';
import { impactFor } from './abi-impact.js';
import type { Terminal } from './command.js';

const [BELOW, REACHED, MISUSE] = [0, 1, 2] as const;
export const FORMATS: readonly Format[] = ['text', 'markdown', 'json', 'sarif', 'junit'];
const LIMITS: readonly Severity[] = ['breaking', 'additive', 'docs'];

export interface DiffOptions {
  readonly swig: string;
  readonly format: Format;
  readonly failOn: Severity;
  readonly suppressions?: string;
  readonly impact?: readonly string[];
  readonly write: boolean;
  readonly config: string;
}

export const abiDiff: Subcommand = (group, { terminal, exit }) => {
  group
    .command('diff')
    .description('say what differs between two ABIs, for whom, and which version that asks for')
    .argument('<old>', 'a header, a recorded abi.json, REV:header of git, or LIBRARY.so+HEADER')
    .argument('<new>', 'the same')
    .addOption(choice('--format <format>', 'how to say it', FORMATS, 'text'))
    .addOption(choice('--fail-on <severity>', 'exit with 1 from this on', LIMITS, 'breaking'))
    .option('--suppressions <file>', 'findings that are allowed, with reason and expiry')
    .option('--impact <path...>', 'files and folders whose uses of what has changed are listed')
    .option('--write', 'with --impact: rename and reorder there; run generate afterwards', false)
    .option('--config <file>', 'with --impact: the configuration, for the names in bindings', 'codegen.config.json')
    .option('--swig <binary>', 'the SWIG to parse with, 4.1 or newer', 'swig')
    .action(async (old: string, next: string, options: DiffOptions) => {
      exit(await runDiff(old, next, options, terminal));
    });
};

/** One of these words; another is misuse. */
export function choice(flags: string, description: string, words: readonly string[], first: string): Option {
  return new Option(flags, description).choices(words).default(first);
}

async function runDiff(old: string, next: string, options: DiffOptions, terminal: Terminal): Promise<number> {
  const { loadSide } = await import('../sides/side.js');
  // What only this subcommand needs is loaded while SWIG runs.
  const [before, after, { diff }, { report }] = await Promise.all([
    loadSide(old, { swig: options.swig }),
    loadSide(next, { swig: options.swig }),
    import('../diff/diff.js'),
    import('../report/report.js'),
  ]);
  if (options.write && options.impact === undefined) {
    return misuse(terminal, ['--write changes what --impact names: add --impact PATH']);
  }
  if (!before.ok || !after.ok) {
    return misuse(
      terminal,
      [before, after].flatMap((side) => (side.ok ? [] : side.problems)),
    );
  }
  sayRemarks(after.side, terminal);
  const all = diff(before.side.abi, after.side.abi, textsOf(before.side, after.side));
  const allowed = await withoutSuppressed(all, options.suppressions);
  if (!allowed.ok) return misuse(terminal, allowed.problems);
  const { findings, suppressed } = allowed;
  const { neededBump } = await import('../diff/versions.js');
  const { reaches } = await import('../diff/severity.js');
  const bump = neededBump(findings, before.side.abi);
  const sides = { old: before.side, next: after.side };
  const impact = await impactFor(sides, all, options, terminal);
  if (impact?.ok === false) return misuse(terminal, impact.problems);
  const colour = terminal.colour === true;
  const used = impact === undefined ? {} : { impact: impact.impact };
  terminal.out(report(options.format, { ...sides, findings, suppressed, bump, colour, ...used }));
  return findings.some(({ severity }) => reaches(severity, options.failOn)) ? REACHED : BELOW;
}

/** Only where both are headers: records have no text. */
function textsOf(old: LoadedSide, next: LoadedSide): Texts {
  if (old.text === undefined || next.text === undefined) return {};
  return { old: old.text, next: next.text, label: next.label };
}

export function misuse(terminal: Terminal, problems: readonly string[]): number {
  for (const problem of problems) terminal.err(`pvm-codegen: ${problem}\n`);
  return MISUSE;
}

/** What `generate` would refuse: said, and compared all the same. */
function sayRemarks({ label, remarks }: LoadedSide, terminal: Terminal): void {
  const [first] = remarks;
  if (first === undefined) return;
  const more = remarks.length === 1 ? '' : `, and ${remarks.length - 1} more`;
  const where = `${first.location.file}:${first.location.line}:${first.location.column}`;
  terminal.err(`pvm-codegen: ${label} is compared as far as it is understood: ${where} ${first.rule}${more}\n`);
}

export type Allowed =
  | { readonly ok: true; readonly findings: readonly AbiFinding[]; readonly suppressed: number }
  | { readonly ok: false; readonly problems: readonly string[] };

export async function withoutSuppressed(findings: readonly AbiFinding[], path: string | undefined): Promise<Allowed> {
  if (path === undefined) return { ok: true, findings, suppressed: 0 };
  const [{ loadSuppressions }, { suppress }] = await Promise.all([
    import('../sides/suppressions.js'),
    import('../diff/suppressions.js'),
  ]);
  const loaded = loadSuppressions(path);
  if (!loaded.ok) return loaded;
  return { ok: true, ...suppress(findings, loaded.file, new Date().toISOString().slice(0, 10)) };
}
