import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../packages.mjs';

// What ARCHITECTURE.md says of who may import whom. The rooms of the generator have their own test in codegen/test.

const C = { files: /\.[ch]$/, imports: /^#include "([^"]+)"/gm };
const TS = { files: /\.ts$/, imports: /^(?:import|export)\b[^;]*?\bfrom '(\.[^']+)'/gms };
const GO = { files: /\.go$/, imports: /^\s*(?:import )?"github\.com\/pvm-ffi\/pvm-go([^"]*)"/gm };

/** All sources below a folder, and what each imports, as paths from the root. What a build or `npm pack` makes is none. */
function importsOf(folder, { files, imports }, skip = /^$/) {
  const found = readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => files.test(file) && !/(^|\/)(build|dist|node_modules|vendor)\//.test(file) && !skip.test(file));
  return found.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [...text.matchAll(imports)].map(([, target]) => ({ file, target: resolveFrom(file, target) }));
  });
}

function resolveFrom(file, target) {
  if (file.endsWith('.go')) return join('packages/go', target);
  return normalize(join(dirname(file), target)).replace(/\.js$/, '.ts');
}

/** Fails with a line for each import that the room may not have, and if too few were seen for the pattern to be right. */
function expectOnly(imports, allowed, least) {
  assert.ok(imports.length >= least, `expected at least ${least} imports, found ${imports.length}`);
  const stray = imports.filter(({ target }) => !allowed.test(target));
  assert.deepEqual(
    stray.map(({ file, target }) => `${file} imports ${target}`),
    [],
  );
}

test('core/ includes pvm.h and itself, and its tests know no more than the names of opcodes', () => {
  expectOnly(importsOf('core', C, /^core\/test\//), /^(pvm\.h|core\/[a-z_]+\.h|core\/generated\/[a-z_]+\.h)$/, 50);
  expectOnly(importsOf('core/test', C), /^(pvm\.h|core\/opcodes\.h|core\/test\/[a-z_]+\.h)$/, 20);
});

test('recompiler/ includes itself and headers of core/; fallback.c alone is made of the interpreter', () => {
  const room = importsOf('recompiler', C, /^recompiler\/test\//);
  const source = 'core/interpreter.c';
  expectOnly(room, /^(core\/[a-z_]+\.h|recompiler\/[a-z0-9_]+\.h|core\/interpreter\.c)$/, 15);
  assert.deepEqual(
    room.filter(({ target }) => target === source),
    [{ file: 'recompiler/fallback.c', target: source }],
  );
  expectOnly(
    importsOf('recompiler/test', C),
    /^(pvm\.h|core\/test\/[a-z_]+\.h|recompiler\/x86\.h|recompiler\/test\/[a-z_]+\.h)$/,
    5,
  );
});

test('packages/ts: formats, conformance and cli know the binding by its public API', () => {
  const room = (name) => importsOf(`packages/ts/src/${name}`, TS);
  expectOnly(room('formats'), /^packages\/ts\/src\/formats\//, 10);
  expectOnly(room('conformance'), /^packages\/ts\/src\/(index\.ts|(formats|conformance)\/)/, 30);
  expectOnly(room('cli'), /^packages\/ts\/src\/(index\.ts|(formats|conformance|cli)\/)/, 30);
  expectOnly(room('generated'), /^packages\/ts\/src\/(native\.ts|generated\/)/, 10);
});

test('packages/go: formats, conformance and cli stand on one another in that order, the package on none of them', () => {
  const room = (name) => importsOf(`packages/go/internal/${name}`, GO);
  assert.deepEqual(room('formats'), []);
  expectOnly(room('conformance'), /^packages\/go(\/internal\/formats)?\/?$/, 10);
  expectOnly(room('cli'), /^packages\/go(\/internal\/(formats|conformance))?\/?$/, 10);
  expectOnly(importsOf('packages/go', GO, /\/(internal|cmd)\/|_test\.go$/), /^packages\/go\/internal\/engine\//, 1);
});

test('engines, codegen and packages import nothing from examples, bench, docs, scripts or abi', () => {
  const all = ['core', 'recompiler', 'codegen', 'packages/ts'].flatMap((folder) => [
    ...importsOf(folder, C, /\/(golden|rules|fixture)\//),
    ...importsOf(folder, TS),
  ]);
  expectOnly(all, /^(?!(examples|bench|docs|scripts|abi)\/)/, 300);
});
