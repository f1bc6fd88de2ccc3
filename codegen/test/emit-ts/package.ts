import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { buildAbi } from '../../src/build/build.js';
import type { Config } from '../../src/config/config.js';
import { emitTables } from '../../src/emit/c/emit-c.js';
import type { EmittedFile } from '../../src/emit/emitter.js';
import { emitNapi } from '../../src/emit/napi/emit-napi.js';
import { emitTs } from '../../src/emit/ts/emit-ts.js';
import { makeNames } from '../../src/names/names.js';
import { parseHeader } from '../../src/parse/parse.js';

const require = createRequire(import.meta.url);
const ROOT = join(import.meta.dirname, '../..');

/** All that TypeScript and its addon need of a header. Paths are those of the configuration. */
export function packageOf(header: string, config: Config): readonly EmittedFile[] {
  const parsed = parseHeader({ header, label: config.header, name: basename(config.header, '.h'), swig: 'swig' });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings, null, 2));
  const abi = { ...buildAbi(parsed.draft), header: config.header };
  const names = makeNames(abi, config);
  return [emitTables, emitNapi, emitTs].flatMap((emit) => emit(abi, names, config));
}

const CXX_FLAGS = [
  '-std=c++17',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-fPIC',
  '-fvisibility=hidden',
  '-pthread',
  '-DNAPI_VERSION=8',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  `-I${dirname(require.resolve('node-addon-api/package.json'))}`,
  `-I${join(dirname(require.resolve('node-api-headers/package.json')), 'include')}`,
];
const C_FLAGS = [
  '-std=c11',
  '-D_DEFAULT_SOURCE',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-fPIC',
  '-fvisibility=hidden',
  '-pthread',
];

/** A folder under `build/`, that is compiled in the way a package does. */
export class TsPackage {
  readonly folder: string;

  constructor(name: string, files: readonly EmittedFile[]) {
    this.folder = join(ROOT, 'build', name);
    for (const kept of ['src', 'native']) rmSync(join(this.folder, kept), { recursive: true, force: true });
    for (const { path, text } of files) this.write(path, text);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** The compiler's complaints about all TypeScript in the folder, and about `more`. */
  typeCheck(more: readonly string[] = []): string {
    const options = {
      extends: join(ROOT, '../tsconfig.base.json'),
      compilerOptions: { noEmit: true, skipLibCheck: true, typeRoots: [join(ROOT, 'node_modules/@types')] },
    };
    this.write('tsconfig.json', JSON.stringify({ ...options, include: ['src', 'native.ts', ...more] }));
    return run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', this.folder]);
  }

  /** The compiler's complaints about the C++. */
  checkCpp(include: string): string {
    const sources = readdirSync(join(this.folder, 'native')).filter(
      (name) => name.endsWith('.cc') && name !== 'all.cc',
    );
    // As one file: most of the time goes into the headers.
    this.write('native/all.cc', sources.map((name) => `#include "${name}"\n`).join(''));
    return run('c++', [...CXX_FLAGS, `-I${include}`, '-fsyntax-only', join(this.folder, 'native/all.cc')]);
  }

  /** Compiles and links the addon, and the sources of the one library that is built in. Only if something has changed. */
  buildAddon(name: string, include: string, sources: readonly string[], prefix: string): void {
    const native = join(this.folder, 'native');
    const generated = readdirSync(native).map((file) => join(native, file));
    const stamp = createHash('sha256');
    for (const file of [...generated, ...sources]) stamp.update(file).update(readFileSync(file));
    const key = stamp.update(process.version).digest('hex');
    const addon = join(this.folder, `${name}.node`);
    if (existsSync(addon) && existsSync(`${addon}.key`) && readFileSync(`${addon}.key`, 'utf8') === key) return;
    const objects: string[] = [];
    const compile = (compiler: string, flags: readonly string[], source: string): void => {
      const object = join(this.folder, 'objects', `${basename(source)}.o`);
      mkdirSync(dirname(object), { recursive: true });
      objects.push(object);
      const problems = run(compiler, [...flags, `-I${include}`, '-g', '-c', source, '-o', object]);
      if (problems !== '') throw new Error(problems);
    };
    for (const file of generated.filter((one) => one.endsWith('.cc'))) compile('c++', CXX_FLAGS, file);
    for (const file of generated.filter((one) => one.endsWith('.c'))) compile('cc', C_FLAGS, file);
    for (const file of sources) compile('cc', [...C_FLAGS, '-include', join(native, prefix)], file);
    const problems = run('c++', [
      '-shared',
      ...objects,
      '-Wl,-Bsymbolic',
      '-Wl,-z,nodelete',
      '-pthread',
      '-ldl',
      '-o',
      addon,
    ]);
    if (problems !== '') throw new Error(problems);
    writeFileSync(`${addon}.key`, key);
    this.write('native.ts', LOADER.replace('ADDON', name));
  }
}

/** The text as the repository's formatter writes it; or what its linter has against it. */
export function linted(text: string): string {
  const biome = join(ROOT, '../node_modules/.bin/biome');
  const options = { encoding: 'utf8', input: text, cwd: join(ROOT, '..') } as const;
  const { status, stdout, stderr } = spawnSync(
    biome,
    ['check', '--write', '--stdin-file-path=codegen/src/generated.ts'],
    options,
  );
  return status === 0 ? stdout : stderr;
}

/** What a package says by hand: where its addon is. */
export const LOADER = `import { createRequire } from 'node:module';

export function loadAddon(): unknown {
  return (createRequire(import.meta.url)('./ADDON.node') as { open(): unknown }).open();
}
`;

/** What a command prints; empty if it has nothing to say. */
function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  const said = `${stdout}${stderr}`;
  if (error !== undefined) return `${command}: ${error.message}`;
  return status === 0 ? said : said || `${command} failed`;
}
