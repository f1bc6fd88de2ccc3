import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own, in which the built command runs, so that files have short names in what it prints. */
export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), 'pvm-cli-'));

  write(name: string, contents: string | Uint8Array): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
    return name;
  }

  pvm(...args: readonly string[]): Run {
    return this.pvmTo(['pipe', 'pipe'], ...args);
  }

  /** The same, with another stdout and stderr. */
  pvmTo(outputs: readonly ('pipe' | number)[], ...args: readonly string[]): Run {
    const stdio: ('pipe' | number)[] = ['pipe', ...outputs];
    const options = { cwd: this.folder, encoding: 'utf8', maxBuffer: 1 << 28, stdio } as const;
    const { status, stdout, stderr, error } = spawnSync(process.execPath, [MAIN, ...args], options);
    if (error !== undefined) throw error;
    return { status, stdout, stderr };
  }

  /** What a command prints with `--json`, which must be one object on one line and nothing else. */
  json(...args: readonly string[]): {
    readonly status: number | null;
    readonly object: unknown;
    readonly line: string;
  } {
    const { status, stdout, stderr } = this.pvm(...args, '--json');
    const [line = '', ...rest] = stdout.split('\n');
    if (rest.join('\n') !== '') throw new Error(`not one line: ${stdout}${stderr}`);
    return { status, object: JSON.parse(line), line };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
