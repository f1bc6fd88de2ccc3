// The daily work of whoever owns the header: declare a function and an enum value, implement them, run generate. Both
// languages then have them, and the reference shows them, with nothing else touched by hand.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../packages.mjs';
import { has } from '../setup.mjs';

const copy = mkdtempSync(join(tmpdir(), 'pvm-header-change-'));
const part = (name) => readFileSync(join(import.meta.dirname, 'header-change', name), 'utf8');

before(() => {
  const files = [
    'pvm.h',
    'codegen.config.json',
    'tsconfig.base.json',
    'core',
    'recompiler',
    'abi',
    'docs',
    'packages/ts',
    'packages/go',
  ];
  const left = /(^|\/)(node_modules|build|dist|\.turbo)(\/|$)/;
  for (const file of files) {
    cpSync(join(ROOT, file), join(copy, file), {
      recursive: true,
      filter: (from) => !left.test(from.slice(ROOT.length)),
    });
  }
  symlinkSync(join(ROOT, 'packages/ts/node_modules'), join(copy, 'packages/ts/node_modules'));
  change('pvm.h', (text) =>
    text
      .replace(
        /^( *PVM_STATUS_BAD_STATE = 11,.*)$/m,
        '$1\n    PVM_STATUS_TOO_MANY = 99, /**< More elements than there is room for. */',
      )
      .replace(/(?=\/\*\*\n \* @brief Tells the service index)/, part('declaration.h.txt')),
  );
  change('core/api.c', (text) =>
    text
      .replace(
        /(?= {4}case PVM_STATUS_BAD_STATE:)/,
        '    case PVM_STATUS_TOO_MANY:\n        return "more elements than there is room for";\n',
      )
      .concat(part('definition.c.txt')),
  );
  run(process.execPath, join(ROOT, 'codegen/dist/cli/main.js'), 'generate', '--config', 'codegen.config.json');
});

after(() => rmSync(copy, { recursive: true, force: true }));

test('generate brings a new function and enum value to TypeScript', () => {
  run('make', '-j2', '-C', 'packages/ts/native');
  run(join(ROOT, 'packages/ts/node_modules/.bin/tsc'), '-p', 'packages/ts');
  writeFileSync(join(copy, 'use.mjs'), part('use.mjs.txt'));
  const { message, ...rest } = JSON.parse(run(process.execPath, 'use.mjs'));
  assert.deepEqual(rest, { registers: ['1', '42', '0'], status: 99, isOwnClass: true });
  assert.match(message, /^vm\.addToRegisters: there are more addends than registers/);
});

test('generate brings a new function and enum value to Go', { skip: has('go') ? false : 'Go is not installed' }, () => {
  writeFileSync(join(copy, 'packages/go/header_change_test.go'), part('use.go.txt'));
  run('go', '-C', 'packages/go', 'test', '-run', 'TestHeaderChange', '.');
});

test('generate brings a new function and enum value to the reference, the export map and the recorded ABI', () => {
  const reference = run('grep', '-rl', 'pvm_vm_add_to_registers', 'docs/reference', 'core/generated/pvm.map', 'abi');
  for (const file of ['docs/reference/machines.md', 'core/generated/pvm.map', 'abi/pvm.abi.json']) {
    assert.ok(reference.split('\n').includes(file), `${file} lacks the function`);
  }
  const machines = readFileSync(join(copy, 'docs/reference/machines.md'), 'utf8');
  for (const name of ['addToRegisters', 'AddToRegisters', 'PVM_STATUS_TOO_MANY']) {
    assert.ok(machines.includes(name), `the reference lacks ${name}`);
  }
});

for (const library of ['core/build/libpvm_interpreter.so', 'recompiler/build/libpvm_recompiler.so']) {
  test(`${library} with the new function builds and exports it`, () => {
    run('make', '-j2', '-C', library.split('/')[0], library.slice(library.indexOf('/') + 1));
    assert.match(run('nm', '-D', '--defined-only', library), / T pvm_vm_add_to_registers$/m);
  });
}

function change(file, edit) {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  const edited = edit(text);
  assert.notEqual(edited, text, `${file} is not what this test expects`);
  writeFileSync(path, edited);
}

function run(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: copy, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
  return stdout;
}
