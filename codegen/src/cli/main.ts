#!/usr/bin/env node
import { run } from './command.js';

// Whoever reads the first lines only, as `head` does, has what he wants.
process.stdout.on('error', () => process.exit(1));

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  colour: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
});
