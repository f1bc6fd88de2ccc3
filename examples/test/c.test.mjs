// The C examples, built with the strictest warnings by the Makefile: what they print is what is expected.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { EXAMPLES, outputOf } from '../run.mjs';

const program = (name, ...args) => outputOf([`build/${name}`, ...args]);

test('C: embed.c prints what embed.expected says', () => {
  assert.equal(program('embed'), readFileSync(`${EXAMPLES}/embed.expected`, 'utf8'));
});

test('C: the program in the opening comment of pvm.h compiles and runs', () => {
  assert.equal(program('opening'), 'panic, r9 = 42, gas left 98\n');
});

test('C: the taste prints the answer of its host call', () => {
  assert.equal(program('taste'), 'halt: r7 = 42, gas left 97\n');
});

test('C: a guest runs its own program on an inner machine', () => {
  const output = `0x${'ce56000000000000ca0300000000000000100100000000000300000000000000fcffffffffffffff'}`;
  assert.equal(
    program('inner_machines', 'guests/inner_machines.pasm'),
    `result   halt\ngas used 147\noutput   ${output}\n`,
  );
});
