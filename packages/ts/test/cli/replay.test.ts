import { afterAll, describe, expect, it } from 'vitest';
import { TRACE } from '../programs.js';
import { Workbench } from './command.js';

const bench = new Workbench();
afterAll(() => bench.remove());

const START = 'r00=0xffff0000 r01=0xfefe0000 r07=0xfeff0000 r08=0x2';

/** The good trace with one line, from 1, put otherwise. */
function doctored(name: string, line: number, text: string): string {
  return bench.write(name, TRACE.map((good, index) => (index === line - 1 ? text : good)).join('\n'));
}

describe('pvm replay', () => {
  it('passes a trace whose every line is right', () => {
    bench.write('good.log', TRACE.join('\n'));
    const { status, line } = bench.json('replay', 'good.log');
    expect(line).toBe(
      '{"engine":"interpreter","passed":1,"failed":0,"traces":[' +
        '{"name":"good","passed":true,"host_calls":1,"gas_used":"2","why":null}]}',
    );
    expect(status).toBe(0);
    expect(bench.pvm('replay', 'good.log')).toEqual({
      status: 0,
      stdout: 'good  passed  1 host calls  gas used 2\n1 passed, 0 failed\n',
      stderr: '',
    });
  });

  it('stops at the first wrong line and shows it, the state and the last instructions', () => {
    const file = doctored('bad.log', 8, `HALT pc=2 gas=48 ${START} r09=0x7 r10=0x1`);
    bench.write('good.log', TRACE.join('\n'));
    const { status, stdout } = bench.pvm('replay', file, 'good.log');
    expect(stdout).toBe(
      [
        'bad  failed',
        `  line 8: HALT pc=2 gas=48 ${START} r09=0x7 r10=0x1`,
        '    field  expected    got',
        '    exit   HALT        HALT',
        '    pc     2           2',
        '  ! gas    48          49',
        '    r0     0xffff0000  0xffff0000',
        '    r1     0xfefe0000  0xfefe0000',
        '    r2     0x0         0x0',
        '    r3     0x0         0x0',
        '    r4     0x0         0x0',
        '    r5     0x0         0x0',
        '    r6     0x0         0x0',
        '    r7     0xfeff0000  0xfeff0000',
        '    r8     0x2         0x2',
        '    r9     0x7         0x7',
        '  ! r10    0x1         0x0',
        '    r11    0x0         0x0',
        '    r12    0x0         0x0',
        '  last instructions:',
        '    > 2  jump_ind r0, 0',
        'good  passed  1 host calls  gas used 2',
        '1 passed, 1 failed',
        '',
      ].join('\n'),
    );
    expect(status).toBe(1);
  });

  /** Which line is doctored, to what, and what is wrong with it. */
  it.each([
    [1, 'program 0x00', 'line 1: program: expected accepted, got '],
    [2, 'memwrite 0xfeff0000 len=1 <- 0x01', 'line 3: r8: expected 0x2, got 0x1'],
    [3, `start pc=0 gas=100 ${START} r05=0x9`, 'line 3: r5: expected 0x9, got 0x0'],
    [3, `start pc=0 gas=101 ${START}`, 'line 4: gas: expected 99, got 100'],
    [3, `start pc=2 gas=100 ${START}`, 'line 4: exit: expected ecalli=1, got HALT; pc: expected 0, got 2'],
    [4, `ecalli=2 pc=0 gas=99 ${START}`, 'line 4: exit: expected ecalli=2, got ecalli=1'],
    [4, `ecalli=1 pc=1 gas=99 ${START}`, 'line 4: pc: expected 1, got 0'],
    [4, `ecalli=1 pc=0 gas=99 ${START} r12=0x1`, 'line 4: r12: expected 0x1, got 0x0'],
    [5, 'memread 0xfeff0000 len=2 -> 0x0103', 'line 5: memory 0xfeff0001: expected 0x03, got 0x02'],
    [
      5,
      'memread 0x00030000 len=1 -> 0x00',
      'line 5: memory 0x00030000: expected 0x00, got a page of the range does not allow the access',
    ],
    [
      5,
      'memwrite 0xfeff0000 len=1 <- 0x01',
      'line 5: memory 0xfeff0000: expected writable, got a page of the range does not allow the access',
    ],
    [6, 'setreg r09 <- 0x8', 'line 8: r9: expected 0x7, got 0x8'],
    [7, 'setgas <- 51', 'line 8: gas: expected 49, got 50'],
    [8, `PANIC=1 pc=2 gas=49 ${START} r09=0x7`, 'line 8: exit: expected PANIC, got HALT'],
    [8, `FAULT=73728 pc=2 gas=49 ${START} r09=0x7`, 'line 8: exit: expected FAULT=73728, got HALT'],
    [8, `OOG pc=2 gas=49 ${START} r09=0x7`, 'line 8: exit: expected OOG, got HALT'],
    [8, `ecalli=1 pc=2 gas=49 ${START} r09=0x7\nHALT pc=1 gas=1`, 'line 8: exit: expected ecalli=1, got HALT'],
  ])('says what is wrong when line %i is %j', (line, text, why) => {
    const { status, object } = bench.json('replay', doctored('doctored.log', line, text));
    expect(object).toMatchObject({ passed: 0, failed: 1, traces: [{ passed: false }] });
    expect(JSON.stringify(object)).toContain(`"why":"${why}`);
    expect(status).toBe(1);
  });
});
