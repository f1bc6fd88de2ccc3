import { caseName, findCases, programReader, readCaseFile } from '../conformance/case-files.js';
import { type Difference, explain } from '../conformance/difference.js';
import { gasModelOf, runCase } from '../conformance/run-case.js';
import type { GasModelName } from '../conformance/setting.js';
import type { CommandDescription, CommonOptions } from './command-line.js';
import { enginesOf, type NamedEngine } from './engine-option.js';
import { Progress } from './progress.js';
import { withFile } from './refusal.js';
import { type Report, tableLines } from './report.js';

interface Failure {
  readonly name: string;
  /** What stands behind the name in the text. */
  readonly where: string;
  /** What stands in front of everything in `why`. */
  readonly prefix: string;
  /** Which fields are wrong; or why the case cannot be read. */
  readonly what: readonly Difference[] | string;
}

/** Failures of one case: none if it passed. */
type Verdict = 'skipped' | readonly Failure[];

export const test: CommandDescription<CommonOptions> = {
  name: 'test',
  summary: 'runs conformance cases, files or folders',
  files: 'PATH…',
  options: [],
  work(paths, options): Report {
    const engines = enginesOf(options.engine);
    const files = paths.flatMap((path) => withFile('read', path, () => findCases(path)));
    const verdicts = judgeAll(files, engines, options);
    const run = verdicts.filter((verdict) => verdict !== 'skipped');
    const failed = run.filter((failures) => failures.length > 0);
    const counts = {
      passed: run.length - failed.length,
      failed: failed.length,
      skipped: verdicts.length - run.length,
    };
    if (files.length === 0) complain(`no case found in ${paths.join(', ')}`);
    if (counts.skipped > 0) complain(skippedWhy(counts.skipped, options.gasModel));
    const { passed, skipped } = counts;
    return {
      json: { engine: options.engine, ...counts, failures: failed.map(failureReport) },
      text: `${failed.flat().map(textOf).join('')}${passed} passed, ${failed.length} failed, ${skipped} skipped\n`,
      status: failed.length === 0 && files.length > 0 ? 0 : 1,
    };
  },
};

function judgeAll(
  files: readonly string[],
  engines: readonly NamedEngine[],
  options: CommonOptions,
): readonly Verdict[] {
  using progress = new Progress('cases', files.length);
  return files.map((file) => {
    const verdict = judge(file, engines, options);
    progress.advance();
    return verdict;
  });
}

function judge(file: string, engines: readonly NamedEngine[], { gasModel, instructionSet }: CommonOptions): Verdict {
  const name = caseName(file);
  try {
    const found = withFile('read', file, () => readCaseFile(file));
    if (gasModel !== undefined && (gasModelOf(found) ?? gasModel) !== gasModel) return 'skipped';
    return engines.flatMap(({ name: engineName, engine }) => {
      const setting = { engine, ...(instructionSet && { instructionSet }) };
      const { differences, line } = runCase(found, setting, programReader(file));
      if (differences.length === 0) return [];
      const onEngine = engines.length > 1;
      const where = `${onEngine ? ` on ${engineName}` : ''}${line === undefined ? '' : `, line ${line}`}`;
      const prefix = `${onEngine ? `${engineName}: ` : ''}${line === undefined ? '' : `line ${line}: `}`;
      return [{ name, where, prefix, what: differences }];
    });
  } catch (error) {
    return [{ name, where: '', prefix: '', what: whyUnreadable(error) }];
  }
}

/** One case that cannot be read does not end the run. */
function whyUnreadable(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function failureReport(failures: readonly Failure[]): { name: string; why: string } {
  const why = failures.map(({ prefix, what }) => `${prefix}${typeof what === 'string' ? what : explain(what)}`);
  return { name: failures[0]?.name ?? '', why: why.join('; ') };
}

function textOf({ name, where, what }: Failure): string {
  const head = `FAILED ${name}${where}\n`;
  if (typeof what === 'string') return `${head}  ${what}\n`;
  const rows = what.map(({ field, expected, got }) => [field, expected, got]);
  const lines = tableLines([['field', 'expected', 'got'], ...rows]);
  return head + lines.map((line) => `  ${line}\n`).join('');
}

function skippedWhy(count: number, gasModel: GasModelName | undefined): string {
  const other = gasModel === 'block' ? 'instruction' : 'block';
  return `skipped ${count}: their gas model is ${other}, and --gas-model ${gasModel} was given`;
}

function complain(text: string): void {
  process.stderr.write(`pvm test: ${text}\n`);
}
