import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ABI_MAJOR,
  builtinEngine,
  builtinEngines,
  defaultEngine,
  EngineKind,
  HostResult,
  loadEngine,
  Program,
  Result,
  Vm,
} from '../../src/index.js';
import { CALLS, machineOf, programOf, thrownBy } from './machine.js';

const BUILT = join(import.meta.dirname, '../../../../core/build/libpvm_interpreter.so');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pvm-engines-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A shared library of C text. */
function library(name: string, text: string): string {
  const source = join(folder, `${name}.c`);
  const path = join(folder, `${name}.so`);
  writeFileSync(source, text);
  const { status, stderr } = spawnSync(process.env['CC'] ?? 'cc', ['-shared', '-fPIC', '-o', path, source], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return path;
}

describe('a built-in engine', () => {
  it('tells what it is', () => {
    const engine = defaultEngine();
    expect(engine).toBe(builtinEngine('interpreter'));
    expect(builtinEngines).toEqual(['interpreter', 'recompiler']);
    expect([engine.origin, engine.kind, engine.abiVersion >> 16]).toEqual([
      'interpreter',
      EngineKind.Interpreter,
      ABI_MAJOR,
    ]);
    expect(engine.name).toBe('pvm-ffi interpreter');
    expect(engine.resultName(Result.HostCall)).toBe('host-call');
    expect(engine.statusMessage(4)).toContain('page');
  });

  it('is the recompiler, too, which is the interpreter where it has no code for the machine', () => {
    const engine = builtinEngine('recompiler');
    const hasCode = process.arch === 'x64';
    expect([engine.origin, engine.kind, engine.abiVersion]).toEqual([
      'recompiler',
      hasCode ? EngineKind.Recompiler : EngineKind.Interpreter,
      defaultEngine().abiVersion,
    ]);
    expect(engine.name).toMatch(hasCode ? /^pvm-ffi recompiler \(x86-64\)$/ : /^pvm-ffi recompiler \(interpreting: /);
    expect(engine).not.toBe(defaultEngine());
  });
});

describe('an engine that is loaded', () => {
  it('was built before these tests', () => expect(existsSync(BUILT), BUILT).toBe(true));

  it('works like the one that is built in, beside it', () => {
    const engine = loadEngine(BUILT);
    expect([engine.origin, engine.name]).toEqual([BUILT, defaultEngine().name]);
    const vm = machineOf(CALLS, engine);
    const own = machineOf(CALLS);
    for (const one of [vm, own]) {
      one.setHostCallback((same, id) => {
        same.registers[id] = 5n;
        return HostResult.Continue;
      });
      expect([one.execute(0n), one.registers[3], one.pc]).toEqual([Result.Panic, 5n, 6n]);
    }
    expect([vm.engine, own.engine]).toEqual([engine, defaultEngine()]);
    expect(vm.clone().engine).toBe(engine);
  });

  it('runs on other threads', async () => {
    const vm = machineOf('trap\n', loadEngine(BUILT));
    expect(await vm.executeAsync(0n)).toBe(Result.Panic);
  });

  it('is the same one every time', () => {
    expect(loadEngine(BUILT)).toBe(loadEngine(join(BUILT, '../../build/libpvm_interpreter.so')));
  });

  it('does not take what another one made', () => {
    const foreign = programOf('trap\n', loadEngine(BUILT));
    const vm = machineOf('trap\n');
    expect(String(thrownBy(() => vm.reset(foreign)))).toBe(
      'InvalidArgumentError: vm.reset: program belongs to another engine; make it with the same one',
    );
    expect(Vm.fromProgram(foreign).engine).toBe(foreign.engine);
  });
});

describe('what is no engine is refused', () => {
  const refusals: readonly (readonly [string, () => string, string])[] = [
    ['a file that is not there', () => '/nowhere/libpvm.so', 'cannot open /nowhere/libpvm.so: '],
    ['a file that is no library', () => import.meta.filename, `cannot open ${import.meta.filename}: `],
    [
      'another library',
      () => library('libother', 'int other(void) { return 1; }'),
      'libother.so exports no pvm_abi_version: not a pvm library',
    ],
    [
      'another ABI',
      () => library('libfuture', 'unsigned pvm_abi_version(void) { return 7u << 16 | 3; }'),
      'libfuture.so has ABI 7.3, this package needs 1.x; use a matching library or package',
    ],
    [
      'an older one, which lacks a function',
      () =>
        library(
          'libold',
          'unsigned pvm_abi_version(void) { return 1u << 16; }\nint pvm_engine_kind(void) { return 0; }\n',
        ),
      'libold.so lacks the function pvm_engine_name; it is incomplete, or older than this package',
    ],
  ];

  it.each(refusals)('%s', (_, path, text) => {
    const error = thrownBy(() => loadEngine(path()));
    expect(String(error).startsWith(`LoadError: loadEngine: ${text}`), String(error)).toBe(true);
  });

  it('and so is what is no path', () => {
    expect(() => loadEngine(1 as unknown as string)).toThrow('loadEngine: path is a number, but must be a string');
    expect(() => loadEngine('a\0b')).toThrow('loadEngine: path contains a NUL character, which C cannot hold');
  });

  it('without harm to the ones that are there', () => {
    expect(Program.parse(defaultEngine().assemble('trap\n', 0)).info.codeLen).toBe(1n);
  });
});
