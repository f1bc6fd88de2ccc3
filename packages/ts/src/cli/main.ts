#!/usr/bin/env node
import { CommanderError } from 'commander';
import { FormatError } from '../formats/format-error.js';
import { asm } from './asm.js';
import { bench } from './bench.js';
import { makeCommand, makeRoot, wordsOf } from './command-line.js';
import { disasm } from './disasm.js';
import { inspect } from './inspect.js';
import { Refusal, reasonOf } from './refusal.js';
import { replay } from './replay.js';
import type { Report } from './report.js';
import { run } from './run.js';
import { test } from './test.js';

function print(report: Report, asJson: boolean): void {
  process.stdout.write(asJson ? `${JSON.stringify(report.json)}\n` : report.text);
  process.exitCode = report.status;
}

function complain(message: string, status: 1 | 2): void {
  process.stderr.write(`${speaker}: ${message}\n`);
  process.exitCode = status;
}

// `pvm disasm FILE | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') complain(`cannot write stdout: ${reasonOf(error)}`, 1);
  process.exit();
});
// Who does not hear complaints still gets the exit status.
process.stderr.on('error', () => process.exit());

const commands = [
  makeCommand(run, print),
  makeCommand(replay, print),
  makeCommand(test, print),
  makeCommand(disasm, print),
  makeCommand(inspect, print),
  makeCommand(asm, print),
  makeCommand(bench, print),
];
const [first] = process.argv.slice(2);
const speaker = commands.some((command) => command.name() === first) ? `pvm ${first}` : 'pvm';

try {
  makeRoot(commands).parse();
} catch (error) {
  if (error instanceof CommanderError) {
    const words = wordsOf(error, speaker);
    if (words !== undefined) complain(words, 2);
  } else if (error instanceof Refusal || error instanceof FormatError) {
    complain(error.message, 2);
  } else {
    complain(error instanceof Error ? error.message : String(error), 1);
  }
}
