import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGo, readJunit, readTap, readVitest } from '../results.mjs';

/** `name outcome` of each test. */
const brief = (tests) => tests.map(({ name, outcome }) => `${name} ${outcome}`);

const event = (Action, Test, Output) => JSON.stringify({ Action, Package: 'pkg', Test, Output });

test('TAP: counts ok, not ok and skipped lines, with or without numbers', () => {
  const tests = readTap('1..4\nok a\nok 2 - b c\nnot ok d - got 1, expected 2\nok e # SKIP no vectors\n');
  assert.deepEqual(brief(tests), ['a passed', 'b c passed', 'd failed', 'e skipped']);
  assert.equal(tests[2].why, 'got 1, expected 2');
  assert.equal(tests[3].why, 'no vectors');
});

test('TAP: a run that ended before its plan has failed', () => {
  assert.deepEqual(brief(readTap('1..2\nok a\n')), ['a passed', 'plan failed']);
});

test('TAP: counts what is nested, not what holds it, and takes the reason from the block below', () => {
  const lines = ['    ok 1 - a', '      ---', '      duration_ms: 1', '      ...', '    not ok 2 - b - c', '      ---'];
  lines.push("      error: '1 == 2'", '      ...', 'not ok 1 - outer', '  ---', '  ...', 'ok 2 - alone', '1..2');
  const tests = readTap(lines.join('\n'));
  assert.deepEqual(brief(tests), ['a passed', 'b - c failed', 'alone passed']);
  assert.equal(tests[1].why, "error: '1 == 2'");
});

test('TAP: a holder that fails on its own counts', () => {
  assert.deepEqual(brief(readTap('    ok 1 - a\nnot ok 1 - outer\n1..1\n')), ['a passed', 'outer failed']);
});

test('go test: counts subtests, not the tests that only hold them', () => {
  const lines = [event('pass', 'A/x'), event('skip', 'A/y'), event('pass', 'A'), event('pass', 'B'), event('pass')];
  assert.deepEqual(brief(readGo(lines.join('\n'))), ['pkg A/x passed', 'pkg A/y skipped', 'pkg B passed']);
});

test('go test: a holder that fails on its own counts', () => {
  const lines = [event('pass', 'A/x'), event('fail', 'A'), event('fail')];
  assert.deepEqual(brief(readGo(lines.join('\n'))), ['pkg A/x passed', 'pkg A failed']);
});

test('go test: a package that does not compile has failed, with its output', () => {
  const [broken] = readGo([event('output', undefined, 'undefined: x\n'), event('fail')].join('\n'));
  assert.deepEqual(broken, { name: 'pkg', outcome: 'failed', why: 'undefined: x\n' });
});

test('go test: a test that never ended has failed', () => {
  assert.deepEqual(brief(readGo(event('run', 'A'))), ['pkg A failed']);
});

test('vitest: a file that cannot be loaded has failed, and a skipped test tells its reason', () => {
  const skipped = { fullName: 'a', status: 'skipped', meta: { skipped: 'no vectors' } };
  const good = { name: 'good.ts', status: 'passed', assertionResults: [skipped] };
  const bad = { name: 'bad.ts', status: 'failed', message: 'no such module', assertionResults: [] };
  const tests = readVitest(JSON.stringify({ testResults: [good, bad] }));
  assert.deepEqual(brief(tests), ['a skipped', 'bad.ts failed']);
  assert.equal(tests[0].why, 'no vectors');
});

test('JUnit: a case that holds a failure has failed, with its words', () => {
  const failure =
    '<failure type="breaking" message="m">pvm.h:1:2: a &lt;b&gt; is gone; breaks Go; put it back</failure>';
  const cases = `<testcase classname="abi/x" name="f (pvm.h:1:2)">${failure}</testcase><testcase classname="abi/y" name="g"/>`;
  const tests = readJunit(`<testsuites><testsuite name="s" tests="2">${cases}</testsuite></testsuites>`);
  assert.deepEqual(brief(tests), ['abi/x f (pvm.h:1:2) failed', 'abi/y g passed']);
  assert.equal(tests[0].why, 'pvm.h:1:2: a <b> is gone; breaks Go; put it back');
});
