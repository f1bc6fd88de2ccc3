import { readFileSync, writeFileSync } from 'node:fs';
import { Option } from 'commander';
import { ownText } from '../conformance/refused.js';
import { programOptions } from '../conformance/setting.js';
import { hexOf } from '../formats/hex.js';
import { BadProgramError, type Engine, type InstructionSet } from '../index.js';
import type { CommandDescription, CommonOptions } from './command-line.js';
import { firstEngine } from './engine-option.js';
import { Refusal, withFile } from './refusal.js';
import type { Report } from './report.js';

interface AsmOptions extends CommonOptions {
  readonly output?: string;
}

export const asm: CommandDescription<AsmOptions> = {
  name: 'asm',
  summary: 'assembly text to a blob',
  files: 'FILE',
  options: [new Option('--output <FILE>', 'where the blob goes; without it, it is printed')],
  work([file = ''], { engine, gasModel, instructionSet, output }): Report {
    const source = withFile('read', file, () => readFileSync(file, 'utf8'));
    const set = programOptions(gasModel ?? 'instruction', instructionSet).instructionSet;
    const blob = assemble(file, source, set, firstEngine(engine).engine);
    if (output !== undefined) withFile('write', output, () => writeFileSync(output, blob));
    const hex = hexOf(blob);
    return {
      json: { file, bytes: blob.length, blob: hex },
      text: output === undefined ? `${hex}\n` : `${output}  ${blob.length} octets\n`,
      status: 0,
    };
  },
};

function assemble(file: string, source: string, set: InstructionSet, engine: Engine): Uint8Array {
  const nul = source.indexOf('\0');
  if (nul >= 0) {
    throw new Refusal(
      `${file}:${source.slice(0, nul).split('\n').length}: a NUL character, which no assembly text has`,
    );
  }
  try {
    return engine.assemble(source, set);
  } catch (error) {
    if (!(error instanceof BadProgramError)) throw error;
    throw new Refusal(`${file}:${error.line}: ${ownText(error)}`);
  }
}
