import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PACKAGE = join(import.meta.dirname, '../..');
const USE = `
  import { builtinEngine, builtinEngines, HostResult, Program, Vm } from '@pvm-ffi/core';
  for (const engine of builtinEngines.map(builtinEngine)) {
    using vm = Vm.fromProgram(Program.parse(engine.assemble('ecalli 3\\ntrap\\n', 0), undefined, engine));
    vm.gas = 10n;
    vm.setHostCallback((same, id) => {
      same.registers[7] = BigInt(id);
      return HostResult.Continue;
    });
    const result: number = vm.execute(0n);
    console.log(engine.origin, result, vm.registers[7], vm.gas);
  }
`;
const TOLD = 'interpreter 2 3n 8n\nrecompiler 2 3n 8n\n';

let folder = '';
let installed = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pvm-package-'));
  installed = join(folder, 'node_modules/@pvm-ffi/core');
  const packed = run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: PACKAGE });
  expect(packed.status, packed.output).toBe(0);
  mkdirSync(installed, { recursive: true });
  run('tar', [
    '-xzf',
    join(folder, packed.output.trim().split('\n').at(-1) ?? ''),
    '-C',
    installed,
    '--strip-components=1',
  ]);
  // What npm would fetch; the types are those of the consumer.
  for (const name of [
    'cli-progress',
    'commander',
    'lossless-json',
    'node-addon-api',
    'node-api-headers',
    '@types/node',
  ]) {
    const target = join(folder, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(realpathSync(join(PACKAGE, 'node_modules', name)), target);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'use.ts'), USE);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', ...options });
  return { status, output: stdout, errors: stderr };
}

function use(): ReturnType<typeof run> {
  return run(process.execPath, ['use.js']);
}

describe('the package, installed elsewhere', () => {
  it('has types for programs that check libraries, too', () => {
    const options = ['--strict', '--target', 'es2022', '--module', 'nodenext', '--types', 'node', '--noEmitOnError'];
    const compiled = run(join(PACKAGE, 'node_modules/.bin/tsc'), [
      'use.ts',
      '--lib',
      'es2022,esnext.disposable',
      ...options,
    ]);
    expect([compiled.status, compiled.output]).toEqual([0, '']);
  });

  it('has the addon, and needs no compiler', () => {
    const install = run(process.execPath, ['native/install.mjs'], { cwd: installed, env: { PATH: '/nowhere' } });
    expect([install.status, install.errors]).toEqual([0, '']);
    expect(readdirSync(installed)).not.toContain('build');
    expect(use()).toEqual({ status: 0, output: TOLD, errors: '' });
  });

  it('has the command', () => {
    const version = run(process.execPath, [join(installed, 'dist/cli/main.js'), '--help']);
    expect([version.status, version.errors]).toEqual([0, '']);
    expect(version.output).toContain('disasm');
  });

  it('says what is missing without addon and compiler', () => {
    rmSync(join(installed, 'prebuilds'), { recursive: true });
    const install = run(process.execPath, ['native/install.mjs'], { cwd: installed, env: { PATH: '/nowhere' } });
    expect(install.status).toBe(1);
    expect(install.errors).toContain('install make, a C and a C++17 compiler, and install the package again');
    const used = use();
    expect(used.status).toBe(1);
    expect(used.errors).toContain(
      `Error: @pvm-ffi/core has no addon for ${process.platform}-${process.arch} (none of `,
    );
  });

  it('builds the addon from the sources that come with it', () => {
    const env = { ...process.env, CFLAGS: '-O0', CXXFLAGS: '-O0' };
    const install = run(process.execPath, ['native/install.mjs'], { cwd: installed, env });
    expect(install.status, install.errors).toBe(0);
    expect(use()).toEqual({ status: 0, output: TOLD, errors: '' });
  }, 300_000);
});
