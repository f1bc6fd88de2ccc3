import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Config } from '../../src/config/config.js';
import type { EmittedFile } from '../../src/emit/emitter.js';
import { emitGo } from '../../src/emit/go/emit-go.js';
import { makeNames } from '../../src/names/names.js';
import { checkFile, textOf } from '../header-on-disk.js';

export const HAS_GO =
  spawnSync('go', ['version']).status === 0 && spawnSync(process.env['CC'] ?? 'gcc', ['--version']).status === 0;
export const WITHOUT_GO = 'without Go and a C compiler nothing of Go is compiled';

/** The Go package of a header, as files relative to the module's folder. */
export function packageOf(header: string, config: Config): readonly EmittedFile[] {
  const checked = checkFile(header, basename(config.header, '.h'));
  if (!checked.ok) throw new Error(textOf(checked.findings));
  const abi = { ...checked.abi, header: config.header };
  const prefix = `${config.targets.go?.out ?? ''}/`;
  return emitGo(abi, makeNames(abi, config), config).map(({ path, text }) => ({
    path: path.slice(prefix.length),
    text,
  }));
}

/** A module in a folder of its own, which goes when the test ends. */
export class GoModule {
  readonly folder = mkdtempSync(join(tmpdir(), 'emit-go-'));

  constructor(module: string, files: readonly EmittedFile[]) {
    this.write('go.mod', `module ${module}\n\ngo 1.24\n`);
    for (const { path, text } of files) this.write(path, text);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** What a command prints, with its exit status. */
  run(
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): { readonly status: number | null; readonly output: string } {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, GOFLAGS: '-mod=mod -buildvcs=false', GOWORK: 'off', ...env },
    });
    return { status, output: `${stdout}${stderr}` };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
