import { relative, resolve } from 'node:path';
import { type LoadedConfig, loadConfig } from '../config/load.js';
import type { BuiltLibrary } from '../diff/artifacts.js';
import type { AbiFinding, Bump } from '../diff/finding.js';
import type { Abi } from '../model/abi.js';
import type { Format, ReportedSide } from '../report/report.js';
import type { Subcommand } from './abi.js';
import { choice, FORMATS, misuse, withoutSuppressed } from './abi-diff.js';
import type { Terminal } from './command.js';

const [RIGHT, WRONG] = [0, 1] as const;

interface CheckOptions {
  readonly config: string;
  readonly swig: string;
  readonly format: Format;
  readonly libraries: boolean;
  readonly suppressions?: string;
}

export const abiCheck: Subcommand = (group, { terminal, exit }) => {
  group
    .command('check')
    .description('hold the header against the last release, and what was made from it against the header')
    .addOption(choice('--format <format>', 'how to say it', FORMATS, 'text'))
    .option('--suppressions <file>', 'findings that are allowed, with reason and expiry')
    .option('--no-libraries', 'do not look at the built libraries')
    .option('--config <file>', 'the configuration', 'codegen.config.json')
    .option('--swig <binary>', 'the SWIG to parse with, 4.1 or newer', 'swig')
    .action(async (options: CheckOptions) => {
      exit(await runCheck(options, terminal));
    });
};

async function runCheck(options: CheckOptions, terminal: Terminal): Promise<number> {
  const loaded = loadConfig(options.config);
  if (!loaded.ok) return misuse(terminal, loaded.problems);
  const { config, root } = loaded.value;
  const { generate } = await import('./generate.js');
  const generated = await generate(loaded.value, options.swig);
  if (!generated.ok) {
    const { lineOf } = await import('../sides/header.js');
    return misuse(terminal, [...generated.findings.map(lineOf), `${config.header} is not compared; mend it first`]);
  }
  const { abi, changes, files } = generated;
  const [released, built, { compareFiles, compareLibraries, compareLibrary }] = await Promise.all([
    sinceRelease(loaded.value, abi),
    options.libraries ? readBuilt(loaded.value, abi) : { ok: true as const, all: [], remarks: [] },
    import('../diff/artifacts.js'),
  ]);
  if (!released.ok) return misuse(terminal, released.problems);
  if (!built.ok) return misuse(terminal, built.problems);
  const made = [
    ...compareFiles(changes.map(({ path }) => path)),
    ...built.all.flatMap((one) => compareLibrary(abi, one)),
    ...compareLibraries(built.all),
  ];
  const allowed = await withoutSuppressed([...released.findings, ...made], options.suppressions);
  if (!allowed.ok) return misuse(terminal, allowed.problems);
  const [{ report }, { isWrong }] = await Promise.all([
    import('../report/report.js'),
    import('../diff/rules/index.js'),
  ]);
  const next = { label: config.header, text: config.headerText };
  const { findings, suppressed } = allowed;
  const { old, bump } = released;
  const colour = terminal.colour === true;
  terminal.out(report(options.format, { old, next, findings, suppressed, bump, fails: isWrong, colour }));
  for (const remark of [...released.remarks, ...built.remarks]) terminal.err(`pvm-codegen: ${remark}\n`);
  const wrong = findings.filter(isWrong).length;
  const compared = `${files.length} generated files and ${built.all.length} libraries compared`;
  const verdict = wrong === 0 ? `all is as ${config.header} says` : `${wrong} of the findings must be mended`;
  terminal.err(`pvm-codegen: ${compared} in ${relative('', root) || '.'}: ${verdict}\n`);
  return wrong === 0 ? RIGHT : WRONG;
}

type Released =
  | {
      readonly ok: true;
      readonly old: ReportedSide;
      readonly findings: readonly AbiFinding[];
      readonly bump: Bump;
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What has changed since the last release, and whether the header's version says so. */
async function sinceRelease({ config, root }: LoadedConfig, abi: Abi): Promise<Released> {
  const { lastRelease, releasesFolder } = await import('../sides/releases.js');
  const folder = releasesFolder(config);
  const path = folder === undefined ? undefined : lastRelease(root, folder);
  if (path === undefined) {
    const remark = `no release is recorded${folder === undefined ? '' : ` in ${folder}`}: nothing to compare ${config.header} with`;
    return { ok: true, old: { label: 'no release' }, findings: [], bump: 'none', remarks: [remark] };
  }
  const [{ readRecord }, { diff }, { neededBump }] = await Promise.all([
    import('../sides/record.js'),
    import('../diff/diff.js'),
    import('../diff/versions.js'),
  ]);
  const read = readRecord(resolve(root, path), path);
  if (!read.ok) return read;
  const findings = diff(read.side.abi, abi);
  return { ok: true, old: read.side, findings, bump: neededBump(findings, read.side.abi), remarks: [] };
}

type Built =
  | { readonly ok: true; readonly all: readonly BuiltLibrary[]; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The libraries that the configuration names. One that is not built is misuse: silence would look like success. */
async function readBuilt({ config, root }: LoadedConfig, abi: Abi): Promise<Built> {
  const { readLibrary } = await import('../elf/read.js');
  const paths = config.builtins.flatMap(({ library }) => (library === undefined ? [] : [library]));
  const results = await Promise.all(
    paths.map(async (label) => ({ label, result: await readLibrary(resolve(root, label), `${abi.name}_`, label) })),
  );
  const problems = results.flatMap(({ result }) => (result.kind === 'refused' ? [result.problem] : []));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    all: results.flatMap(({ label, result }) => (result.kind === 'read' ? [{ label, library: result.library }] : [])),
    remarks: results.flatMap(({ result }) => (result.kind === 'unavailable' ? [result.problem] : [])),
  };
}
