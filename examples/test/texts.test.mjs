// What stands in one file for what stands in another.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultEngine, InstructionSet } from '@pvm-ffi/core';
import { EXAMPLES } from '../run.mjs';

const octetsOf = (guest) => {
  const source = readFileSync(join(EXAMPLES, 'guests', guest), 'utf8');
  return Buffer.from(defaultEngine().assemble(source, InstructionSet.Gp072));
};

test('inner_machines.pasm carries the octets of inner_sum.pasm', () => {
  assert.ok(octetsOf('inner_machines.pasm').includes(octetsOf('inner_sum.pasm')));
});
