import { describe, expect, it } from 'vitest';
import { lastInstructions } from '../../src/conformance/last-instructions.js';
import { Replay, replayTrace } from '../../src/conformance/replay.js';
import type { Trace } from '../../src/formats/trace.js';
import { readTrace } from '../../src/formats/trace-reader.js';
import { builtinEngine, InstructionSet } from '../../src/index.js';
import { TRACE } from '../programs.js';

const engine = builtinEngine('interpreter');

/** Counts down from `count`, twice, with a host call in between. */
function countdown(count: number): Trace {
  const code = `
.stack 4096
.code
        load_imm r2, ${count}
        fallthrough
first:  add_imm_64 r2, r2, -1
        branch_ne_imm r2, 0, first
        ecalli 7
        load_imm r2, ${count}
        fallthrough
second: add_imm_64 r2, r2, -1
        branch_ne_imm r2, 0, second
        jump_ind r0, 0
`;
  const program = Buffer.from(engine.assemble(code, InstructionSet.Gp072)).toString('hex');
  const registers = 'r00=0xffff0000 r01=0xfefe0000 r07=0xfeff0000';
  const used = 2n + 2n * BigInt(count) + 1n;
  const text = [
    `program 0x00${program}`,
    `start pc=0 gas=100000000 ${registers}`,
    `ecalli=7 pc=0 gas=${100_000_000n - used} ${registers}`,
    'setgas <- 90000000',
    `HALT pc=0 gas=0 ${registers}`,
  ].join('\n');
  return readTrace(text, 'countdown.log');
}

describe('replayTrace', () => {
  it('tells what the guest used and called, without what the host charged', () => {
    const { hostCalls, gasUsed, mismatch } = replayTrace(readTrace(TRACE.join('\n'), 't.log'), { engine });
    expect({ hostCalls, gasUsed, mismatch }).toEqual({ hostCalls: 1, gasUsed: 2n, mismatch: undefined });
  });

  it('counts up to the line that is wrong', () => {
    const text = TRACE.join('\n').replace('-> 0x0102', '-> 0x0100');
    const { hostCalls, gasUsed, mismatch } = replayTrace(readTrace(text, 't.log'), { engine });
    expect(mismatch).toMatchObject({ line: 5, stop: 0 });
    expect({ hostCalls, gasUsed }).toEqual({ hostCalls: 1, gasUsed: 1n });
  });

  it('gives the same again and again on one machine', () => {
    using replay = new Replay(readTrace(TRACE.join('\n'), 't.log'), { engine });
    for (let time = 0; time < 3; time++) expect(replay.run()).toMatchObject({ gasUsed: 2n, mismatch: undefined });
  });

  it('accepts any address in the page that faulted, and no other', () => {
    // load_u8 r7, [0x30123]
    const code = engine.assemble('.stack 4096\n.code\n load_u8 r7, [0x30123]\n', InstructionSet.Gp072);
    const head = `program 0x00${Buffer.from(code).toString('hex')}`;
    const registers = 'r00=0xffff0000 r01=0xfefe0000 r07=0xfeff0000';
    const replayed = (address: number): unknown => {
      const text = `${head}\nstart pc=0 gas=9 ${registers}\nFAULT=${address} pc=0 gas=8 ${registers}`;
      return replayTrace(readTrace(text, 't.log'), { engine }).mismatch;
    };
    expect(replayed(0x30000)).toBeUndefined();
    expect(replayed(0x30123)).toBeUndefined();
    expect(replayed(0x31000)).toMatchObject({ line: 3 });
  });
});

describe('lastInstructions', () => {
  it.each([1, 5, 32_766, 32_767, 65_535, 65_536, 200_000])('are the right ones after a loop of %i rounds', (count) => {
    const trace = countdown(count);
    const first = replayTrace(trace, { engine }).mismatch;
    expect(first?.line).toBe(3);
    const beforeCall = lastInstructions(trace, { engine }, 0, 4).map(({ text }) => text.split(' ')[0]);
    expect(beforeCall).toEqual([
      ...(count === 1 ? ['fallthrough'] : ['branch_ne_imm']),
      'add_imm_64',
      'branch_ne_imm',
      'ecalli',
    ]);
    const atEnd = lastInstructions(trace, { engine }, 1, 16);
    expect(atEnd.at(-1)?.text).toBe('jump_ind r0, 0');
    expect(atEnd).toHaveLength(Math.min(16, 2 + 2 * count + 1));
    expect(atEnd.at(-2)?.text).toMatch(/^branch_ne_imm r2, 0/);
    if (count === 1) expect(atEnd[0]?.text).toMatch(/^load_imm r2, 1/);
  });

  it('are none where nothing has run', () => {
    expect(lastInstructions(countdown(1), { engine }, -1, 16)).toEqual([]);
  });
});
