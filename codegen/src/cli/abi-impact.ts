import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { type LoadedConfig, loadConfig } from '../config/load.js';
import type { AbiFinding } from '../diff/finding.js';
import type { Impact } from '../impact/impact.js';
import type { LoadedSide } from '../sides/side.js';
import { apply } from '../write/apply.js';
import type { DiffOptions } from './abi-diff.js';
import type { Terminal } from './command.js';

type ImpactResult =
  | { readonly ok: true; readonly impact: Impact }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What `--impact` and `--write` ask for; undefined without them. */
export async function impactFor(
  sides: { readonly old: LoadedSide; readonly next: LoadedSide },
  findings: readonly AbiFinding[],
  options: DiffOptions,
  terminal: Terminal,
): Promise<ImpactResult | undefined> {
  if (options.impact === undefined) return undefined;
  const config = configFrom(options.config, terminal);
  if (!config.ok) return config;
  // ts-morph takes a while to load: only who asks waits for it.
  const { impactOf } = await import('../impact/impact.js');
  const { old, next } = sides;
  const impact = await impactOf(
    {
      old: old.abi,
      next: next.abi,
      findings,
      ...(old.text === undefined ? {} : { oldText: old.text }),
      ...(next.text === undefined ? {} : { nextText: next.text }),
    },
    config.value,
    options.impact,
  );
  if (options.write) return written(impact, terminal);
  return { ok: true, impact };
}

function written(impact: Impact, terminal: Terminal): ImpactResult {
  try {
    apply('/', impact.changes);
  } catch (error) {
    return { ok: false, problems: [`cannot write: ${error instanceof Error ? error.message : String(error)}`] };
  }
  for (const { path } of impact.changes) terminal.err(`changed  ${relative(process.cwd(), path)}\n`);
  terminal.err(`pvm-codegen: ${impact.changes.length} files changed; run generate next\n`);
  return { ok: true, impact };
}

type Configured =
  | { readonly ok: true; readonly value: LoadedConfig }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Without a configuration there are C's names only, and the default ones of bindings. */
function configFrom(file: string, terminal: Terminal): Configured {
  if (file === DEFAULT && !existsSync(file)) {
    terminal.err(`pvm-codegen: there is no ${DEFAULT} here, so that bindings are not known; name one with --config\n`);
    const config = { header: '', headerText: '', library: 'Library', targets: {}, builtins: [] };
    return { ok: true, value: { config, root: process.cwd() } };
  }
  return loadConfig(file);
}

const DEFAULT = 'codegen.config.json';
