import { Option } from 'commander';
import { programOptions } from '../conformance/setting.js';
import { readWord } from './arguments.js';
import type { CommandDescription, CommonOptions } from './command-line.js';
import { firstEngine } from './engine-option.js';
import { FORMATS, type Format, readProgramFile } from './program-file.js';
import type { Report } from './report.js';

export interface ProgramFileOptions extends CommonOptions {
  readonly format: Format;
}

export function formatOption(): Option {
  return new Option('--format <FORMAT>', FORMATS.join(', ')).default('auto').argParser(readWord('--format', FORMATS));
}

export const disasm: CommandDescription<ProgramFileOptions> = {
  name: 'disasm',
  summary: 'prints assembly text that `pvm asm` turns back into the same octets',
  files: 'FILE',
  options: [formatOption()],
  work([file = ''], { engine, gasModel, instructionSet, format }): Report {
    const options = programOptions(gasModel ?? 'instruction', instructionSet);
    const found = readProgramFile(file, format, options, firstEngine(engine).engine);
    using program = found.program;
    const text = program.list();
    return { json: { file, format: found.format, text }, text, status: 0 };
  },
};
