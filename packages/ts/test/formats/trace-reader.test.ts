import { describe, expect, it } from 'vitest';
import { readTrace } from '../../src/formats/trace-reader.js';
import { refusalOf } from '../refusal-of.js';

const START = 'start pc=5 gas=100 r00=0xffff0000 r07=0xfeff0000';
const GOOD = [
  'program 0x0102',
  'memwrite 0xfeff0000 len=3 <- 0x060003',
  START,
  'ecalli=1 pc=12 gas=90 r00=0xffff0000 r12=0xffffffffffffffff',
  'memread 0x00010864 len=2 -> 0x626f',
  'memwrite 0x000327a0 len=1 <- 0xAB',
  'setreg r07 <- 0x86',
  'setgas <- 80',
  'ecalli=18446744073709551615 pc=14 gas=70',
  'HALT pc=20 gas=60 r01=0x1',
];

function read(lines: readonly string[]): ReturnType<typeof readTrace> {
  return readTrace(lines.join('\n'), 't.log');
}

describe('a trace', () => {
  it('is read whole: program, memory, start, host calls with their effects, end', () => {
    const trace = read(GOOD);
    expect(trace.program).toEqual(Buffer.from([1, 2]));
    expect(trace.memory).toEqual([{ line: 2, address: 0xfeff0000, bytes: Buffer.from([6, 0, 3]) }]);
    expect(trace.start).toMatchObject({ line: 3, pc: 5n, gas: 100n });
    expect([...trace.start.registers]).toEqual([0xffff0000n, 0n, 0n, 0n, 0n, 0n, 0n, 0xfeff0000n, 0n, 0n, 0n, 0n, 0n]);
    expect(trace.hostCalls).toBe(2);
    expect(trace.stops.map(({ line, exit, argument }) => ({ line, exit, argument }))).toEqual([
      { line: 4, exit: 'ecalli', argument: 1n },
      { line: 9, exit: 'ecalli', argument: 2n ** 64n - 1n },
      { line: 10, exit: 'HALT', argument: 0n },
    ]);
    expect(trace.stops[0]?.registers[12]).toBe(2n ** 64n - 1n);
    expect(trace.stops[0]?.effects).toEqual([
      { kind: 'memread', line: 5, address: 0x10864, bytes: Buffer.from([0x62, 0x6f]) },
      { kind: 'memwrite', line: 6, address: 0x327a0, bytes: Buffer.from([0xab]) },
      { kind: 'setreg', line: 7, index: 7, value: 0x86n },
      { kind: 'setgas', line: 8, gas: 80n },
    ]);
  });

  it('may have carriage returns and empty lines at its end', () => {
    expect(readTrace(`${GOOD.join('\r\n')}\r\n\r\n`, 't.log').stops).toHaveLength(3);
  });

  it.each(['PANIC=7 pc=1 gas=2', 'FAULT=73728 pc=1 gas=2', 'OOG pc=1 gas=0'])('may end with %s', (end) => {
    expect(read(['program 0x01', START, end]).stops[0]).toMatchObject({ exit: end.split(/[= ]/)[0], pc: 1n });
  });
});

/** Name, the lines, and what the refusal says behind the file's name. */
const MALFORMED: readonly (readonly [string, readonly string[], string])[] = [
  ['an empty file', [], '1: expected program 0x…, got the end of the file'],
  ['another file', ['{"a": 1}'], '1: expected "program 0x…", got "{\\"a\\": 1}"'],
  ['a program with half an octet', ['program 0x012'], '1: the program is not 0x and whole octets in hex'],
  ['a program with letters that are no digits', ['program 0x01zz'], '1: the program is not 0x and whole octets in hex'],
  ['a program without 0x', ['program 0102'], '1: the program is not 0x and whole octets in hex'],
  ['no start', ['program 0x01'], '2: expected memwrite or start, got the end of the file'],
  [
    'a host call before the start',
    ['program 0x01', 'ecalli=1 pc=1 gas=1'],
    '2: expected memwrite or start, got "ecalli=1 pc=1 gas=1"',
  ],
  [
    'a length that is not that of the octets',
    ['program 0x01', 'memwrite 0x10000 len=2 <- 0x01'],
    '2: len=2, but 1 octets',
  ],
  [
    'an arrow the wrong way',
    ['program 0x01', 'memwrite 0x10000 len=1 -> 0x01'],
    '2: expected "0xADDR len=N <- 0x…", got "0x10000 len=1 -> 0x01"',
  ],
  [
    'an address of more than 32 bits',
    ['program 0x01', 'memwrite 0x100000000 len=1 <- 0x01'],
    '2: expected "0xADDR len=N <- 0x…", got "0x100000000 len=1 <- 0x01"',
  ],
  ['a start without pc', ['program 0x01', 'start gas=1'], '2: pc is missing'],
  ['a start without gas', ['program 0x01', 'start pc=1'], '2: gas is missing'],
  ['a field twice', ['program 0x01', 'start pc=1 pc=1 gas=1'], '2: pc stands there twice'],
  [
    'a register that does not exist',
    ['program 0x01', 'start pc=1 gas=1 r13=0x1'],
    '2: there is no register r13; the last one is r12',
  ],
  ['a register in decimal', ['program 0x01', 'start pc=1 gas=1 r01=12'], '2: r01 is not hex with 0x: "12"'],
  [
    'a register of more than 64 bits',
    ['program 0x01', 'start pc=1 gas=1 r01=0x10000000000000000'],
    '2: r01 does not fit 64 bits: "0x10000000000000000"',
  ],
  ['gas below zero', ['program 0x01', 'start pc=1 gas=-1'], '2: gas is not a number: "-1"'],
  ['a word that is no field', ['program 0x01', 'start pc=1 gas=1 x'], '2: expected pc=…, gas=… or rNN=0x…, got "x"'],
  ['two spaces', ['program 0x01', 'start pc=1  gas=1'], '2: expected pc=…, gas=… or rNN=0x…, got ""'],
  ['no end', ['program 0x01', START], '3: expected ecalli=…, HALT, PANIC, FAULT or OOG, got the end of the file'],
  [
    'an unknown end',
    ['program 0x01', START, 'STOP pc=1 gas=1'],
    '3: expected ecalli=…, HALT, PANIC, FAULT or OOG, got "STOP pc=1 gas=1"',
  ],
  ['a host call without its number', ['program 0x01', START, 'ecalli pc=1 gas=1'], '3: ecalli has no number'],
  [
    'a host call with a number that is none',
    ['program 0x01', START, 'ecalli=x pc=1 gas=1'],
    '3: ecalli is not a number: "x"',
  ],
  [
    'no end behind a host call',
    ['program 0x01', START, 'ecalli=1 pc=1 gas=1', 'setgas <- 5'],
    '5: expected what the host did, or the next stop, got the end of the file',
  ],
  [
    'an unknown effect',
    ['program 0x01', START, 'ecalli=1 pc=1 gas=1', 'setpc <- 5'],
    '4: expected ecalli=…, HALT, PANIC, FAULT or OOG, got "setpc <- 5"',
  ],
  [
    'an effect behind the end',
    ['program 0x01', START, 'HALT pc=1 gas=1', 'setgas <- 5'],
    '4: expected nothing behind HALT, got "setgas <- 5"',
  ],
  [
    'a register set in decimal',
    ['program 0x01', START, 'ecalli=1 pc=1 gas=1', 'setreg r07 <- 5'],
    '4: expected "rNN <- 0x…", got "r07 <- 5"',
  ],
  [
    'a register set that does not exist',
    ['program 0x01', START, 'ecalli=1 pc=1 gas=1', 'setreg r99 <- 0x5'],
    '4: there is no register r99; the last one is r12',
  ],
  [
    'gas set in hex',
    ['program 0x01', START, 'ecalli=1 pc=1 gas=1', 'setgas <- 0x5'],
    '4: expected "<- N", got "<- 0x5"',
  ],
];

describe('a malformed trace', () => {
  it.each(MALFORMED)('is refused: %s', (_name, lines, message) => {
    expect(refusalOf(() => read(lines))).toBe(`t.log:${message}`);
  });
});
