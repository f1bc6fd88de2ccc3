import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from '../index.js';

/** What one instruction became. */
export interface NativeCode {
  readonly pc: number;
  /** Of its first octet, in all of the program's machine code. */
  readonly offset: number;
  readonly code: string;
  /** A line per machine instruction; null if nothing here can read them. */
  readonly text: readonly string[] | null;
}

const HINT = '; objdump is not installed, so these are octets; on Debian or Ubuntu: sudo apt-get install binutils';
const NOP = 0x90;

/** A line of a listing that is an instruction, with its pc. */
const INSTRUCTION = /^ {8}\S.*; (\d+)(?:: [^"]*)?$/;

interface Piece {
  readonly pc: number;
  readonly offset: number;
  readonly octets: Uint8Array;
}

/** The machine code of a compiled program, in the order of its instructions. */
export function nativeCodeOf(program: Program): readonly NativeCode[] {
  const pieces: Piece[] = [];
  const { codeLen } = program.info;
  for (let pc = 0n; pc < codeLen; pc++) {
    if (!program.hasInstruction(pc)) continue;
    const { buffer, offset } = program.copyNativeCode(pc);
    pieces.push({ pc: Number(pc), offset: Number(offset), octets: buffer });
  }
  const lines = disassembled(pieces);
  return pieces.map(({ pc, offset, octets }) => ({
    pc,
    offset,
    code: `0x${Buffer.from(octets).toString('hex')}`,
    text: lines && linesOf(offset, octets.length, lines),
  }));
}

/** Puts machine code below its instructions, as comments, so that it is assembly text as before. */
export function withNativeCode(listing: string, native: readonly NativeCode[]): string {
  const byPc = new Map(native.map((code) => [code.pc, code]));
  const lines = listing.split('\n').flatMap((line) => {
    const [, pc] = INSTRUCTION.exec(line) ?? [];
    const found = pc === undefined ? undefined : byPc.get(Number(pc));
    return found === undefined ? [line] : [line, ...commentsOf(found)];
  });
  return [...(native.some(({ text }) => text === null) ? [HINT] : []), ...lines].join('\n');
}

function commentsOf({ offset, code, text }: NativeCode): readonly string[] {
  if (code === '0x') return [];
  return (text ?? [`${offset.toString(16)}: ${code.slice(2)}`]).map((line) => `;           ${line}`);
}

function linesOf(offset: number, length: number, lines: ReadonlyMap<number, string>): readonly string[] {
  return Array.from({ length }, (_, index) => offset + index).flatMap((at) => {
    const text = lines.get(at);
    return text === undefined ? [] : [`${at.toString(16)}: ${text}`];
  });
}

/** Machine instructions by offset; null without objdump. What is between the pieces becomes nops of one octet. */
function disassembled(pieces: readonly Piece[]): ReadonlyMap<number, string> | null {
  const image = Buffer.alloc(Math.max(0, ...pieces.map(({ offset, octets }) => offset + octets.length)), NOP);
  for (const { offset, octets } of pieces) image.set(octets, offset);
  const folder = mkdtempSync(join(tmpdir(), 'pvm-native-'));
  try {
    const file = join(folder, 'code');
    writeFileSync(file, image);
    const args = ['-D', '-z', '-w', '-b', 'binary', '-m', 'i386:x86-64', '-M', 'intel', '--no-show-raw-insn', file];
    const { status, stdout } = spawnSync('objdump', args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (status !== 0) return null;
    const found = stdout.matchAll(/^ *([0-9a-f]+):\t(.*?) *$/gm);
    return new Map([...found].map(([, at = '', text = '']) => [Number.parseInt(at, 16), text.replace(/ +/g, ' ')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
