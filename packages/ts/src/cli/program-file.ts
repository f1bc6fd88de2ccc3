import { readFileSync } from 'node:fs';
import { defectOf, reasonOf } from '../conformance/refused.js';
import { type Engine, Program, type ProgramOptions, PvmError } from '../index.js';
import { Refusal, withFile } from './refusal.js';

export const FORMATS = ['auto', 'program', 'standard', 'standard+metadata'] as const;
export type Format = (typeof FORMATS)[number];
export type KnownFormat = Exclude<Format, 'auto'>;

export interface ProgramFile {
  readonly program: Program;
  readonly format: KnownFormat;
}

/** Nothing in a file says what it is: the first of these that is valid throughout. */
const ORDER: readonly KnownFormat[] = ['standard+metadata', 'standard', 'program'];
const ELF = Buffer.from('\x7fELF', 'latin1');

/** Reads a program. The caller destroys it. */
export function readProgramFile(file: string, format: Format, options: ProgramOptions, engine: Engine): ProgramFile {
  const blob = withFile('read', file, () => readFileSync(file));
  if (blob.subarray(0, ELF.length).equals(ELF))
    throw new Refusal(`${file} is an ELF file, not a program; link it for PVM first`);
  const reasons: string[] = [];
  for (const candidate of format === 'auto' ? ORDER : [format]) {
    const found = parse(blob, candidate, options, engine);
    if (typeof found === 'string') reasons.push(`as ${candidate}: ${found}`);
    else if (format !== 'auto' || isValid(found)) return { program: found, format: candidate };
    else reasons.push(`as ${candidate}: in its code: ${giveUp(found)}`);
  }
  throw new Refusal(`${file} is no program: ${reasons.join('; ')}`);
}

/** A program, or why it is none. */
function parse(blob: Uint8Array, format: KnownFormat, options: ProgramOptions, engine: Engine): Program | string {
  try {
    if (format === 'program') return Program.parse(blob, options, engine);
    return Program.parseStandard(blob, format === 'standard+metadata', options, engine);
  } catch (error) {
    if (!(error instanceof PvmError)) throw error;
    return reasonOf(error, engine);
  }
}

function isValid(program: Program): boolean {
  return program.info.isValid === 1;
}

/** What is wrong with the code of a program that is not used any further. */
function giveUp(program: Program): string {
  const defect = defectOf(program);
  program.destroy();
  return defect ?? '';
}
