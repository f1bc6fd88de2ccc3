// Runs when the package is installed: the addon that came with it is used, or one is built from the sources beside it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const prebuilt = join(root, 'prebuilds', `${process.platform}-${process.arch}`, 'pvm.node');

/** Why the addon that came with the package can't be used; undefined if it can. */
function problemOf(addon) {
  if (!existsSync(addon)) return `none was built for ${process.platform}-${process.arch}`;
  try {
    createRequire(import.meta.url)(addon);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

function build(problem) {
  console.error(`@pvm-ffi/core: building the addon from source (${problem})`);
  mkdirSync(join(root, 'build'), { recursive: true });
  const { status, error } = spawnSync('make', ['-j2', '-C', here, `NODE=${process.execPath}`], {
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) return;
  const reason = error === undefined ? 'see above' : error.message;
  console.error(
    `@pvm-ffi/core: not built: ${reason}; install make, a C and a C++17 compiler, and install the package again`,
  );
  process.exitCode = 1;
}

// In its own repository the package is built like everything else there.
if (existsSync(join(here, 'vendor'))) {
  const problem = problemOf(prebuilt);
  if (problem !== undefined) build(problem);
}
