import { Option } from 'commander';
import { programOptions } from '../conformance/setting.js';
import { Compile, type Engine, type ProgramOptions } from '../index.js';
import { readWord } from './arguments.js';
import type { CommandDescription, CommonOptions } from './command-line.js';
import { compilerOf, firstEngine } from './engine-option.js';
import { nativeCodeOf, withNativeCode } from './native-code.js';
import { FORMATS, type Format, readProgramFile } from './program-file.js';
import { Refusal } from './refusal.js';
import type { Report } from './report.js';

export interface ProgramFileOptions extends CommonOptions {
  readonly format: Format;
}

export function formatOption(): Option {
  return new Option('--format <FORMAT>', FORMATS.join(', ')).default('auto').argParser(readWord('--format', FORMATS));
}

interface DisasmOptions extends ProgramFileOptions {
  readonly native?: true;
}

export const disasm: CommandDescription<DisasmOptions> = {
  name: 'disasm',
  summary: 'prints assembly text that `pvm asm` turns back into the same octets',
  files: 'FILE',
  options: [formatOption(), new Option('--native', 'with the machine code that the recompiler makes, in comments')],
  work([file = ''], { engine, gasModel, instructionSet, format, native }): Report {
    const options = programOptions(gasModel ?? 'instruction', instructionSet);
    if (native) return disasmNative(file, format, options, compilerOf(engine));
    const found = readProgramFile(file, format, options, firstEngine(engine).engine);
    using program = found.program;
    const text = program.list();
    return { json: { file, format: found.format, text }, text, status: 0 };
  },
};

function disasmNative(file: string, format: Format, options: ProgramOptions, engine: Engine): Report {
  const found = readProgramFile(file, format, { ...options, compile: Compile.Eager }, engine);
  using program = found.program;
  if (program.info.nativeLen === 0n) throw new Refusal(`--native: ${engine.name} makes no machine code of ${file}`);
  const native = nativeCodeOf(program);
  const text = withNativeCode(program.list(), native);
  return { json: { file, format: found.format, text, native }, text, status: 0 };
}
