// npm run demo: the guest programs of examples/, and a recording of a real service where there is one, on every engine
// and from both languages. All is built already; without Go, set-up has said what is missing. Ends with a table; exit
// status 1 if anything is not as expected.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { differences, LANGUAGES, readJson, runGuests } from '../examples/run.mjs';
import { ROOT } from './packages.mjs';

const VECTORS = resolve(ROOT, process.env.PVM_VECTORS || '../shared/vectors');

/** The commands that replay recordings. */
const COMMANDS = {
  TypeScript: [process.execPath, join(ROOT, 'packages/ts/dist/cli/main.js')],
  Go: [join(ROOT, 'packages/go/build/pvm')],
};

const problems = [];

function main() {
  checkBindings();
  const languages = Object.keys(LANGUAGES).filter((name) => LANGUAGES[name].missing === undefined);
  const runs = languages.flatMap((language) => runGuests(language).map((run) => ({ ...run, language })));
  const engines = [...new Set(runs.map(({ engine }) => engine))];
  const { guests } = readJson('guests/manifest.json');
  const columns = engines.flatMap((engine) => languages.map((language) => ({ engine, language })));
  const rows = [...guests.map((guest) => guestRow(guest, runs, columns)), ...traceRows(columns)];

  for (const problem of problems) console.log(`not as expected: ${problem}`);
  printTable(['program', 'result', 'gas used', 'instructions', ...columns.map(titleOf)], rows);
  return problems.length === 0 ? 0 : 1;
}

function titleOf({ engine, language }) {
  return `${engine}, ${language}`;
}

/** Are the bindings what pvm.h and the generator make? */
function checkBindings() {
  const command = [join(ROOT, 'codegen/dist/cli/main.js'), 'generate', '--check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) {
    console.log('bindings: as pvm.h and the generator make them');
    return;
  }
  const [summary = ''] = `${stdout}${stderr}`.trim().split('\n').slice(-1);
  problems.push(`the bindings are not those of pvm.h and core/: ${summary}`);
}

/** One guest, gas per instruction; all columns must say the same. The block model is compared, too, and not shown. */
function guestRow(guest, runs, columns) {
  const mine = runs.filter((run) => run.guest === guest.name);
  for (const run of mine) {
    for (const difference of differences(run, guest)) {
      problems.push(`${guest.name}, gas per ${run.gasModel}, ${titleOf(run)}: ${difference}`);
    }
  }
  const shown = mine.filter(({ gasModel }) => gasModel === 'instruction');
  const [first] = shown;
  const times = columns.map(({ engine, language }) => {
    const run = shown.find((one) => one.engine === engine && one.language === language);
    return run === undefined ? 'not run' : duration(run.milliseconds);
  });
  const instructions = BigInt(first.gasUsed) - BigInt(first.hostGas);
  return [guest.name, resultOf(first), count(first.gasUsed), count(instructions), ...times];
}

/** The result's first octets say enough in a table; the manifest has all. */
function resultOf({ result, output }) {
  if (output === '') return result;
  return `${result} ${output.length > 22 ? `${output.slice(0, 20)}…` : output}`;
}

/** A recording of a service that the public network's tests ran, every host call compared. */
function traceRows(columns) {
  const folder = join(VECTORS, 'traces');
  const name = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith('.log')) : undefined;
  if (name === undefined) {
    console.log(`no recording of a service in ${folder}: set PVM_VECTORS to the conformance data to replay one`);
    return [];
  }
  const replays = columns.map((column) => ({ ...column, ...replay(column, join(folder, name)) }));
  const [first] = replays;
  if (first.trace === undefined) return [];
  for (const { trace, engine, language } of replays) {
    const same = trace?.passed === true && trace.gas_used === first.trace.gas_used;
    if (!same) problems.push(`${name}, ${titleOf({ engine, language })}: ${trace?.why ?? 'not replayed'}`);
  }
  const text = readFileSync(join(folder, name), 'utf8');
  return [
    [
      `service ${basename(name, '.log')}`,
      `${endOf(text)}, ${first.trace.host_calls} host calls`,
      count(first.trace.gas_used),
      count(instructionsOf(text)),
      ...replays.map(({ milliseconds }) => `${duration(milliseconds)} *`),
    ],
  ];
}

function replay({ engine, language }, file) {
  const [command, ...first] = COMMANDS[language];
  const start = performance.now();
  const args = [...first, 'replay', file, '--engine', engine, '--json'];
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const milliseconds = performance.now() - start;
  try {
    return { trace: JSON.parse(stdout).traces[0], milliseconds };
  } catch {
    problems.push(`${titleOf({ engine, language })}: pvm replay printed no JSON: ${stderr || stdout}`);
    return { trace: undefined, milliseconds };
  }
}

/** Each instruction costs one gas: what went between one stop and the next, whatever hosts charged. */
function instructionsOf(text) {
  let gas = 0n;
  let instructions = 0n;
  for (const line of text.split('\n')) {
    const state = /^(\w+)(?:=\w+)? pc=\d+ gas=(\d+)/.exec(line);
    if (state !== null) {
      const left = BigInt(state[2]);
      if (state[1] !== 'start') instructions += gas - left;
      gas = left;
    }
    const set = /^setgas <- (\d+)/.exec(line);
    if (set !== null) gas = BigInt(set[1]);
  }
  return instructions;
}

function endOf(text) {
  return /^(HALT|PANIC|FAULT|OOG)/m.exec(text)?.[1].toLowerCase() ?? 'no end';
}

function count(number) {
  return String(number).replace(/(?<=\d)(?=(\d{3})+$)/g, ',');
}

function duration(milliseconds) {
  return milliseconds >= 1 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds * 1000).toFixed(1)} µs`;
}

function printTable(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const isText = (i) => i < 2;
  const line = (row) =>
    row
      .map((cell, i) => (isText(i) ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  const hasStart = rows.some((row) => row.some((cell) => cell.endsWith('*')));
  console.log(
    `Times are of the guest alone, the shortest of several runs${hasStart ? '; *: with the start of the command' : ''}.\n`,
  );
  console.log(line(head));
  console.log(widths.map((width) => '─'.repeat(width)).join('  '));
  for (const row of rows) console.log(line(row));
}

process.exitCode = main();
