import type { Command } from 'commander';
import { abiCheck } from './abi-check.js';
import { abiDiff } from './abi-diff.js';
import { abiRecord } from './abi-record.js';
import type { Terminal } from './command.js';

/** What a subcommand is given: where to print, and where to leave its exit status. */
export interface Session {
  readonly terminal: Terminal;
  exit(status: number): void;
}

/** Adds one subcommand to the group. */
export type Subcommand = (group: Command, session: Session) => void;

/** The group `abi`: a new subcommand is one file and one entry here. */
const SUBCOMMANDS: readonly Subcommand[] = [abiDiff, abiCheck, abiRecord];

export function addAbi(program: Command, session: Session): void {
  const group = program.command('abi').description('Compares, checks and records what compiled callers rely on.');
  for (const add of SUBCOMMANDS) add(group, session);
}
