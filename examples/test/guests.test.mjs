// Every guest program, on every built-in engine, in both gas models, from both languages: result, output and gas are those
// of the manifest.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { differences, EXAMPLES, LANGUAGES, readJson, runGuests } from '../run.mjs';

const { guests } = readJson('guests/manifest.json');
const GAS_MODELS = ['instruction', 'block'];

for (const [language, { missing }] of Object.entries(LANGUAGES)) {
  const runs = missing === undefined ? runGuests(language) : [];
  const engines = [...new Set(runs.map(({ engine }) => engine))];

  test(`${language}: every guest was run on every engine and in both gas models`, { skip: missing ?? false }, () => {
    assert.ok(engines.length > 0);
    assert.equal(runs.length, engines.length * guests.length * GAS_MODELS.length);
  });

  for (const run of runs) {
    test(`${language}: [${run.engine}] ${run.guest}, gas per ${run.gasModel}, is as the manifest expects`, () => {
      const guest = guests.find(({ name }) => name === run.guest);
      assert.deepEqual(differences(run, guest), []);
    });
  }
}

test('the manifest names every standard guest program', () => {
  const named = new Set(guests.map(({ file }) => file));
  const others = ['greet.pasm', 'inner_sum.pasm']; // the tutorial's, and the one that a guest carries
  const files = readdirSync(join(EXAMPLES, 'guests')).filter((name) => name.endsWith('.pasm'));
  assert.deepEqual(files.filter((name) => !named.has(name)).sort(), others);
});

test('digests are the known answers of BLAKE2b-256', () => {
  const known = {
    '0x': '0x0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8',
    '0x616263': '0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319',
  };
  const hashed = guests.filter(({ file }) => file === 'blake2b.pasm');
  assert.deepEqual(Object.fromEntries(hashed.map(({ argument, expected }) => [argument, expected.output])), known);
});

test('the count of primes is that of trial division', () => {
  const { argument, expected } = guests.find(({ name }) => name === 'prime_sieve');
  const limit = Buffer.from(argument.slice(2), 'hex').readUInt32LE();
  const isPrime = (n) => {
    for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
    return n >= 2;
  };
  const count = Array.from({ length: limit }, (_, n) => n).filter(isPrime).length;
  assert.equal(Buffer.from(expected.output.slice(2), 'hex').readBigUInt64LE(), BigInt(count));
});
