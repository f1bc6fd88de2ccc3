// Before the package is packed: `before` puts into it what stands elsewhere in the repository; `after` takes it out again.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const repository = join(root, '../..');
const vendor = join(here, 'vendor');
const prebuilds = join(root, 'prebuilds');

function before() {
  const addon = join(root, 'build/pvm.node');
  if (!existsSync(addon)) throw new Error('build/pvm.node is missing; run "npm run build" first');
  after();
  for (const room of ['core', 'recompiler']) {
    mkdirSync(join(vendor, room), { recursive: true });
    for (const name of readdirSync(join(repository, room)).filter((file) => /\.[ch]$/.test(file))) {
      copyFileSync(join(repository, room, name), join(vendor, room, name));
    }
  }
  copyFileSync(join(repository, 'pvm.h'), join(vendor, 'pvm.h'));
  copyFileSync(join(repository, 'LICENSE'), join(root, 'LICENSE'));
  const platform = join(prebuilds, `${process.platform}-${process.arch}`);
  mkdirSync(platform, { recursive: true });
  const shipped = join(platform, 'pvm.node');
  copyFileSync(addon, shipped);
  // Without what only debuggers read it is a quarter of the size. Where there is no strip it works as well.
  spawnSync('strip', ['--strip-debug', shipped]);
}

function after() {
  for (const made of [vendor, prebuilds, join(root, 'LICENSE')]) rmSync(made, { recursive: true, force: true });
}

const steps = { before, after };
steps[process.argv[2]]();
