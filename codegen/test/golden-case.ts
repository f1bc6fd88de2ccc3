import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Config, Targets } from '../src/config/config.js';
import type { EmittedFile, Emitter } from '../src/emit/emitter.js';
import type { Abi } from '../src/model/abi.js';
import { makeNames } from '../src/names/names.js';
import { checkFile, textOf } from './header-on-disk.js';

/** Small headers with one feature each: `golden/<case>/input.h`, and what is made of it in `expected/`. */
export const GOLDEN = join(import.meta.dirname, 'golden');

/** Golden headers are all called `demo.h`. */
export const NAME = 'demo';

export function casesOf(prefix: string): readonly string[] {
  return readdirSync(GOLDEN)
    .filter((name) => name.startsWith(prefix))
    .toSorted();
}

export interface Golden {
  readonly abi: Abi;
  readonly files: readonly EmittedFile[];
}

export function emitCase(name: string, emitters: readonly Emitter[], targets: Targets): Golden {
  const header = join(GOLDEN, name, 'input.h');
  const checked = checkFile(header, NAME);
  if (!checked.ok) throw new Error(textOf(checked.findings));
  const abi = { ...checked.abi, header: `${NAME}.h` };
  const builtins = [
    { name: 'main', prefix: 'demo_main_', sources: [], files: [{ path: 'demo.c', text: 'int demoi_x;' }] },
  ];
  const config: Config = {
    header: `${NAME}.h`,
    library: 'Library',
    targets,
    builtins,
    headerText: readFileSync(header, 'utf8'),
  };
  const names = makeNames(abi, config);
  return { abi, files: emitters.flatMap((emit) => emit(abi, names, config)) };
}

export function expectedPath(name: string, path: string): string {
  return join(GOLDEN, name, 'expected', path);
}

/** A folder for files that compilers read; gone with the block that uses it. */
export class Workshop implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'codegen-golden-'));

  add(files: readonly EmittedFile[]): this {
    for (const { path, text } of files) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return this;
  }

  /** Runs a command in the folder; what it prints, and its status. */
  run(
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): { readonly status: number | null; readonly output: string } {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    return { status, output: error === undefined ? stdout + stderr : error.message };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
