// Checkers that are written in Go, built from the module proxy into the cache.
//   node scripts/go-tool.mjs NAME FOLDER [ARGUMENTS]   runs one in a folder; says in a line where it is not to be had
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './packages.mjs';

const TOOLS = {
  // The checker of GitHub's own workflow files.
  actionlint: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
  // What go vet does not see.
  staticcheck: 'honnef.co/go/tools/cmd/staticcheck@v0.8.2',
};

/** `{ path }` of the program, or `{ why }` it is not to be had. */
export function goTool(name) {
  const version = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).stdout?.trim();
  if (!version) return { why: `${name} is not run: it takes Go` };
  // staticcheck reads what the compiler that it was built with writes.
  const folder = join(ROOT, '.cache/go', version, TOOLS[name].split('@')[1]);
  const path = join(folder, name);
  if (existsSync(path)) return { path };
  const env = { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' };
  const { status, stderr } = spawnSync('go', ['install', TOOLS[name]], { cwd: '/', env, encoding: 'utf8' });
  if (status === 0) return { path };
  const reason = (stderr ?? '').trim().split('\n').at(-1);
  return { why: `${name} is not run: ${TOOLS[name]} cannot be installed: ${reason}` };
}

if (process.argv[1] === import.meta.filename) {
  const [name, folder, ...args] = process.argv.slice(2);
  const { path, why } = goTool(name);
  if (path === undefined) console.log(why);
  else process.exitCode = spawnSync(path, args, { cwd: join(ROOT, folder), stdio: 'inherit' }).status ?? 1;
}
