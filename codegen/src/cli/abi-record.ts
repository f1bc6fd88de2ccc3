import { join } from 'node:path';
import { loadConfig } from '../config/load.js';
import { lineOf } from '../sides/header.js';
import { record, releasesFolder } from '../sides/releases.js';
import type { Subcommand } from './abi.js';
import type { Terminal } from './command.js';

const [DONE, REFUSED, MISUSE] = [0, 1, 2] as const;

interface RecordOptions {
  readonly config: string;
  readonly swig: string;
}

export const abiRecord: Subcommand = (group, { terminal, exit }) => {
  group
    .command('record')
    .description('keep the ABI of a release, to compare later headers with')
    .argument('<version>', 'MAJOR.MINOR, as the header says it')
    .option('--config <file>', 'the configuration', 'codegen.config.json')
    .option('--swig <binary>', 'the SWIG to parse with, 4.1 or newer', 'swig')
    .action(async (version: string, options: RecordOptions) => {
      exit(await runRecord(version, options, terminal));
    });
};

async function runRecord(version: string, options: RecordOptions, terminal: Terminal): Promise<number> {
  const say = (...problems: readonly string[]): void => {
    for (const problem of problems) terminal.err(`pvm-codegen: ${problem}\n`);
  };
  const loaded = loadConfig(options.config);
  if (!loaded.ok) {
    say(...loaded.problems);
    return MISUSE;
  }
  const { config, root } = loaded.value;
  const folder = releasesFolder(config);
  if (folder === undefined) {
    say(`${options.config} has no target "abi", whose folder holds the releases; add "abi": { "out": "abi" }`);
    return MISUSE;
  }
  const [{ parseHeader }, { check }] = await Promise.all([import('../parse/parse.js'), import('../check/check.js')]);
  const parsed = parseHeader({ header: join(root, config.header), label: config.header, swig: options.swig });
  const checked = parsed.ok ? check(parsed.draft, config) : parsed;
  if (!checked.ok) {
    say(...checked.findings.map(lineOf), `${config.header} is not recorded; mend it first`);
    return REFUSED;
  }
  const recorded = record(root, folder, checked.abi, version);
  if ('problem' in recorded) {
    say(recorded.problem);
    return REFUSED;
  }
  terminal.out(`recorded ${recorded.path}\n`);
  return DONE;
}
