import { defectOf } from '../conformance/refused.js';
import { programOptions } from '../conformance/setting.js';
import { Compile, type Program } from '../index.js';
import type { CommandDescription } from './command-line.js';
import { formatOption, type ProgramFileOptions } from './disasm.js';
import { firstEngine } from './engine-option.js';
import { readProgramFile } from './program-file.js';
import { keyed, type Report } from './report.js';

interface OpcodeCount {
  readonly name: string;
  readonly count: number;
}

export const inspect: CommandDescription<ProgramFileOptions> = {
  name: 'inspect',
  summary: 'format, sections, blocks, opcode histogram',
  files: 'FILE',
  options: [formatOption()],
  work([file = ''], { engine, gasModel = 'instruction', instructionSet, format }): Report {
    const options = { ...programOptions(gasModel, instructionSet), compile: Compile.Eager };
    const found = readProgramFile(file, format, options, firstEngine(engine).engine);
    using program = found.program;
    const { info } = program;
    const facts = {
      engine,
      file,
      format: found.format,
      instruction_set: instructionSet ?? (gasModel === 'block' ? '0.7.2+unlikely' : '0.7.2'),
      gas_model: gasModel,
      valid: info.isValid === 1,
      defect: defectOf(program),
      code_bytes: Number(info.codeLen),
      instructions: Number(info.instructionCount),
      blocks: Number(info.blockCount),
      jump_entries: Number(info.jumpTableLen),
      jump_entry_bytes: info.jumpEntrySize,
      metadata_bytes: Number(info.metadataLen),
      read_only_bytes: Number(info.readOnlyLen),
      read_write_bytes: Number(info.readWriteLen),
      heap_pages: info.heapPages,
      stack_bytes: info.stackSize,
      native_bytes: Number(info.nativeLen),
      prepare_ns: Number(info.prepareTime),
      compile_ns: Number(info.compileTime),
    };
    const opcodes = countOpcodes(program, info.codeLen);
    return { json: { ...facts, opcodes }, text: `${keyed(Object.entries(facts))}${histogram(opcodes)}`, status: 0 };
  },
};

/** Most frequent first. */
function countOpcodes(program: Program, codeLen: bigint): readonly OpcodeCount[] {
  const counts = new Map<string, number>();
  for (let pc = 0n; pc < codeLen; ) {
    if (!program.hasInstruction(pc)) {
      pc++;
      continue;
    }
    const { text, nextPc } = program.disassemble(pc);
    const [name = ''] = text.split(' ', 1);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    pc = nextPc;
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function histogram(opcodes: readonly OpcodeCount[]): string {
  const width = Math.max(0, ...opcodes.map(({ count }) => String(count).length));
  const lines = opcodes.map(({ name, count }) => `  ${String(count).padStart(width)}  ${name}\n`);
  return `opcodes\n${lines.join('')}`;
}
