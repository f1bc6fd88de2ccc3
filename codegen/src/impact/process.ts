import { spawn } from 'node:child_process';

export interface Finished {
  /** Undefined: it did not start. */
  readonly status: number | undefined;
  readonly out: string;
  readonly err: string;
}

const MOST = 64 << 20;

/** Runs a program to its end. Never throws; what is stopped, by its time or otherwise, has a status, too. */
export function finished(
  program: string,
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly input?: string;
    readonly seconds?: number;
  },
): Promise<Finished> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: (options.seconds ?? 60) * 1000,
    });
    const texts = { out: '', err: '' };
    const take = (which: 'out' | 'err') => (chunk: string) => {
      if (texts[which].length < MOST) texts[which] += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', take('out'));
    child.stderr.setEncoding('utf8').on('data', take('err'));
    child.on('error', () => done({ status: undefined, ...texts }));
    child.on('close', (code) => done({ status: code ?? 1, ...texts }));
    // It may end without having read it all.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}
