// The programs that stand behind README and tutorial do the same in TypeScript and in Go.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXAMPLES, LANGUAGES, outputOf } from '../run.mjs';

const TOURS = { TypeScript: 'ts/tour.expected', Go: 'go/tour/tour.expected' };

for (const [language, { command, missing }] of Object.entries(LANGUAGES)) {
  const options = { skip: missing ?? false };
  const program = (name, ...args) => outputOf([...command(name), ...args]);

  test(`${language}: the taste prints the answer of its host call`, options, () => {
    assert.equal(program('taste'), 'halt: r7 = 42, gas left 97\n');
  });

  test(`${language}: the tutorial prints what the guest says, and its answer`, options, () => {
    const output = program('tutorial', 'guests/greet.pasm', 'hello');
    assert.equal(output, 'guest says: hello\nhalt: answer 5, gas left 94\n');
  });

  test(`${language}: the tutorial's guest panics if its host refuses the call`, options, () => {
    const output = program('tutorial', 'guests/greet.pasm', 'x'.repeat(65));
    assert.equal(output, 'panic: answer 0, gas left 99\n');
  });

  test(`${language}: a guest runs its own program on an inner machine`, options, () => {
    const output = 'ce56000000000000ca0300000000000000100100000000000300000000000000fcffffffffffffff';
    assert.equal(
      program('inner_machines', 'guests/inner_machines.pasm'),
      `result   halt\ngas used 147\noutput   0x${output}\n`,
    );
  });

  test(`${language}: the tour prints what ${TOURS[language]} says`, options, () => {
    assert.equal(program('tour'), readFileSync(join(EXAMPLES, TOURS[language]), 'utf8'));
  });
}

test('the tastes have 30 lines at most', () => {
  for (const file of ['taste.c', 'ts/taste.ts', 'go/taste/main.go']) {
    const [, region = ''] =
      /region: taste.*\n([\s\S]*?)\n.*endregion/.exec(readFileSync(join(EXAMPLES, file), 'utf8')) ?? [];
    const lines = region.split('\n').length;
    assert.ok(lines > 5 && lines <= 30, `${file} has ${lines}`);
  }
});
