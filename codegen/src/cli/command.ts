import { join, relative } from 'node:path';
import { Command, CommanderError } from 'commander';
import { type LoadedConfig, loadConfig } from '../config/load.js';
import type { Finding } from '../model/finding.js';
import { apply } from '../write/apply.js';
import type { Change } from '../write/compare.js';
import { unifiedDiff } from '../write/diff.js';
import { addAbi } from './abi.js';
import { type Generated, generate } from './generate.js';

/** Clean, something found or different, wrong use. */
const [CLEAN, FOUND, MISUSE] = [0, 1, 2] as const;

interface Options {
  readonly config: string;
  readonly swig: string;
  readonly check: boolean;
}

/** Where the command prints: what was asked for, and what is said about it. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether what is printed may have colours. */
  readonly colour?: boolean;
}

/** The same, by the line. */
function lines(terminal: Terminal): Terminal {
  return { out: (line) => terminal.out(`${line}\n`), err: (line) => terminal.err(`pvm-codegen: ${line}\n`) };
}

/** Runs the command; its exit status. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = CLEAN;
  const program = new Command('pvm-codegen')
    .description('Turns one annotated C header into bindings, docs and ABI checks.')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride();
  program
    .command('generate')
    .description('write everything that follows from the header; files that are right are not touched')
    .option('--check', 'write nothing; print how the files differ, and exit with 1 if they do', false)
    .option('--config <file>', 'the configuration', 'codegen.config.json')
    .option('--swig <binary>', 'the SWIG to parse with, 4.1 or newer', 'swig')
    .action(async (options: Options) => {
      code = await runGenerate(options, lines(terminal));
    });
  addAbi(program, {
    terminal,
    exit: (status) => {
      code = status;
    },
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? CLEAN : MISUSE;
    throw error;
  }
  return code;
}

async function runGenerate(options: Options, terminal: Terminal): Promise<number> {
  const loaded = loadConfig(options.config);
  if (!loaded.ok) {
    for (const problem of loaded.problems) terminal.err(problem);
    return MISUSE;
  }
  const generated = await generateSafely(loaded.value, options.swig);
  if (typeof generated === 'string') {
    terminal.err(generated);
    return FOUND;
  }
  if (!generated.ok) return printFindings(generated.findings, loaded.value.root, terminal);
  const { changes, files } = generated;
  if (options.check) return printDrift(changes, loaded.value, options, terminal);
  try {
    apply(loaded.value.root, changes);
  } catch (error) {
    terminal.err(`cannot write: ${error instanceof Error ? error.message : String(error)}`);
    return FOUND;
  }
  for (const change of changes) terminal.out(`${verbOf(change).padEnd(8)} ${change.path}`);
  terminal.out(`${files.length} files, ${changes.length} written or removed`);
  return CLEAN;
}

/** No header may bring the command down: what should never happen is told like everything else. */
async function generateSafely(config: LoadedConfig, swig: string): Promise<Generated | string> {
  try {
    return await generate(config, swig);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `cannot read what is there: ${error.message}`;
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `this header meets a defect of the generator, please report both: ${words}`;
  }
}

/** Findings never stop a finding: all are printed, in the order of the header. */
function printFindings(findings: readonly Finding[], root: string, terminal: Terminal): number {
  for (const { location, severity, rule, message, fix } of findings) {
    const file = relative(process.cwd(), join(root, location.file));
    terminal.out(`${file}:${location.line}:${location.column}  ${severity}  ${rule}  ${message}; ${fix}`);
  }
  terminal.err(`${count(findings.length, 'finding')}; nothing was written`);
  return FOUND;
}

function printDrift(
  changes: readonly Change[],
  { root }: LoadedConfig,
  { config }: Options,
  terminal: Terminal,
): number {
  if (changes.length === 0) return CLEAN;
  for (const change of changes) terminal.out(`${change.path}: ${stateOf(change)}`);
  for (const change of changes) terminal.out(`\n${unifiedDiff(change).trimEnd()}`);
  const where = relative(process.cwd(), root) === '' ? '' : ` --config ${config}`;
  const command = `${howCalled()}${where}`;
  terminal.err(`${count(changes.length, 'file')} not as generated; run ${command} and commit what it writes`);
  return FOUND;
}

/** The command that repairs it, as the user would type it. */
function howCalled(): string {
  const script = process.env['npm_lifecycle_event'];
  if (script === 'generate') return 'npm run generate';
  return script === 'pvm-codegen' ? 'npm run pvm-codegen -- generate' : 'pvm-codegen generate';
}

function verbOf({ before, after }: Change): string {
  if (after === undefined) return 'removed';
  return before === undefined ? 'added' : 'changed';
}

function stateOf({ before, after }: Change): string {
  if (after === undefined) return 'left over, nothing generates it any more';
  return before === undefined ? 'missing' : 'differs';
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
