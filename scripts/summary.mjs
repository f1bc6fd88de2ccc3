// Prints what every suite of the workspace did, and as the last line "N passed, N failed".
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { packageFolders, ROOT } from './packages.mjs';
import { READERS } from './results.mjs';
import { has } from './setup.mjs';

/** Exit status: 0 only if nothing failed and every package with tests has a result. */
export function printSummary(taskFailed = false) {
  const suites = packageFolders().flatMap(suitesOf);
  const all = suites.flatMap(({ suite, tests }) => tests.map((test) => ({ suite, ...test })));
  if (taskFailed && count(all, 'failed') === 0) {
    all.push({
      suite: 'turbo',
      name: 'tasks',
      outcome: 'failed',
      why: 'a task failed outside of its tests; see above',
    });
  }
  printSkipped(all.filter((test) => test.outcome === 'skipped'));
  printFailed(all.filter((test) => test.outcome === 'failed'));
  printTable(suites);
  const [passed, failed] = ['passed', 'failed'].map((outcome) => count(all, outcome));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

function count(tests, outcome) {
  return tests.filter((test) => test.outcome === outcome).length;
}

function suitesOf(folder) {
  const { scripts = {} } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  if (scripts.test === undefined && scripts.abi === undefined) return [];
  const results = join(ROOT, folder, 'build/results');
  const files = existsSync(results) ? readdirSync(results).filter((file) => extname(file) in READERS) : [];
  if (files.length > 0) return files.sort().map((file) => suiteOf(folder, join(results, file)));
  if (folder === 'packages/go' && !has('go')) return [alone(folder, 'skipped', 'Go is not installed')];
  return [alone(folder, 'failed', 'left no result in build/results')];
}

function suiteOf(folder, file) {
  const extension = extname(file);
  const suite = `${folder}/${basename(file, extension)}`;
  try {
    const tests = READERS[extension](readFileSync(file, 'utf8'));
    return tests.length > 0 ? { suite, tests } : alone(suite, 'failed', 'ran no test');
  } catch (error) {
    return alone(suite, 'failed', `its result cannot be read: ${error.message}`);
  }
}

function alone(suite, outcome, why) {
  return { suite, tests: [{ name: 'suite', outcome, why }] };
}

/** One line for each reason: hundreds of cases may share it. */
function printSkipped(tests) {
  const counts = new Map();
  for (const { suite, name, why } of tests) {
    const reason = why.replace(/\s+/g, ' ').trim();
    const line = `${suite}: ${reason === '' ? name : reason}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  for (const [line, times] of counts) console.log(`skipped ${times}  ${line}`);
}

function printFailed(tests) {
  for (const { suite, name, why } of tests) {
    const lines = why.trimEnd().split('\n');
    const shown = lines.slice(0, 25).map((line) => `    ${line}`);
    if (lines.length > 25) shown.push(`    (${lines.length - 25} more lines)`);
    console.log(`\nFAILED ${suite}: ${name}\n${shown.join('\n')}`);
  }
}

function printTable(suites) {
  const width = Math.max(...suites.map(({ suite }) => suite.length), 5);
  const row = (name, cells) => console.log(name.padEnd(width) + cells.map((cell) => String(cell).padStart(9)).join(''));
  console.log('');
  row('suite', ['passed', 'failed', 'skipped']);
  for (const { suite, tests } of suites)
    row(
      suite,
      ['passed', 'failed', 'skipped'].map((outcome) => count(tests, outcome)),
    );
}

if (process.argv[1] === import.meta.filename) process.exitCode = printSummary();
