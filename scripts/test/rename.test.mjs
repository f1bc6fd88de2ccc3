// Renaming a function in the header, as an owner does: `abi diff --impact --write` renames it for all who use it, generate
// in the bindings. All of C, TypeScript and Go then builds, tests included, and the tests that call it pass.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../packages.mjs';
import { has } from '../setup.mjs';

const GENERATOR = join(ROOT, 'codegen/dist/cli/main.js');
const copy = mkdtempSync(join(tmpdir(), 'pvm-rename-'));
const PEOPLES = ['pvm.h', 'core', 'recompiler', 'packages', 'examples', 'docs'];

before(() => {
  const left = /(^|\/)(node_modules|build|dist|\.turbo)(\/|$)/;
  for (const file of [...PEOPLES, 'abi', 'codegen.config.json', 'tsconfig.base.json']) {
    cpSync(join(ROOT, file), join(copy, file), {
      recursive: true,
      filter: (from) => !left.test(from.slice(ROOT.length)),
    });
  }
  symlinkSync(join(ROOT, 'packages/ts/node_modules'), join(copy, 'packages/ts/node_modules'));
  // The examples see the package as it is here.
  const modules = join(copy, 'examples/node_modules');
  mkdirSync(join(modules, '@pvm-ffi'), { recursive: true });
  symlinkSync(join(copy, 'packages/ts'), join(modules, '@pvm-ffi/core'));
  for (const name of ['@types', 'typescript'])
    symlinkSync(join(ROOT, 'examples/node_modules', name), join(modules, name));
  const header = readFileSync(join(copy, 'pvm.h'), 'utf8');
  mkdirSync(join(copy, 'old'));
  writeFileSync(join(copy, 'old/pvm.h'), header);
  const renamed = header.replace(/\bpvm_vm_step\((?=pvm_vm_t)/, 'pvm_vm_advance(');
  assert.notEqual(renamed, header, 'pvm.h is not what this test expects');
  writeFileSync(join(copy, 'pvm.h'), renamed);
});

after(() => rmSync(copy, { recursive: true, force: true }));

test('--write renames it everywhere, generate in the bindings', () => {
  const args = [
    'abi',
    'diff',
    'old/pvm.h',
    'pvm.h',
    '--fail-on',
    'breaking',
    '--format',
    'json',
    '--impact',
    ...PEOPLES,
  ];
  const { status, stdout, stderr } = spawn(process.execPath, [GENERATOR, ...args, '--write']);
  assert.equal(status, 1, stderr);
  const { bump, findings, impact } = JSON.parse(stdout);
  assert.equal(bump, 'major');
  assert.ok(
    findings.some(({ rule, symbol }) => rule === 'abi/function-renamed' && symbol === 'pvm_vm_advance'),
    stdout,
  );
  assert.deepEqual(impact.gaps, []);
  // In code nothing is left to people.
  const left = impact.uses.filter(({ place, mechanical }) => place === 'code' && !mechanical);
  assert.deepEqual(left, []);
  assert.deepEqual(new Set(impact.uses.map(({ language }) => language)), new Set(['c', 'typescript', 'go']));
  run(process.execPath, GENERATOR, 'generate', '--config', 'codegen.config.json');
  rmSync(join(copy, 'old'), { recursive: true });
  const still = spawn('grep', ['-rnIw', '--exclude-dir=node_modules', '--exclude-dir=releases', 'pvm_vm_step', '.']);
  assert.equal(still.stdout, '');
});

test('C builds, and its tests pass', () => {
  for (const folder of ['core', 'recompiler']) run('make', '-j2', '-C', folder);
  run('make', '-C', 'core', 'build/test/execution', 'build/test/gas');
  for (const name of ['execution', 'gas']) run(join(copy, 'core/build/test', name));
  run('make', '-C', 'examples');
});

test('TypeScript builds, tests and examples with it, and its tests pass', () => {
  const tsc = join(ROOT, 'packages/ts/node_modules/.bin/tsc');
  run('make', '-j2', '-C', 'packages/ts/native');
  run(tsc, '-p', 'packages/ts');
  run(tsc, '--noEmit', '-p', 'examples');
  const vitest = join(ROOT, 'packages/ts/node_modules/.bin/vitest');
  run(vitest, 'run', '--root', 'packages/ts', '--reporter=dot', 'test/binding/host-calls.test.ts');
});

test('Go builds, tests and examples with it, and its tests pass', {
  skip: has('go') ? false : 'Go is not installed',
}, () => {
  for (const folder of ['packages/go', 'examples/go']) run('go', '-C', folder, 'vet', './...');
  run('go', '-C', 'packages/go', 'test', '.');
});

function spawn(command, args) {
  const ended = spawnSync(command, args, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (ended.error) throw ended.error;
  return ended;
}

function run(command, ...args) {
  const { status, stdout, stderr } = spawn(command, args);
  assert.equal(status, 0, `${command} ${args.join(' ')}:\n${stdout}\n${stderr}`);
}
