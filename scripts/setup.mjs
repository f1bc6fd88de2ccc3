// Brings a machine with Node and a package manager of its own to where turbo can run. All output goes to stderr.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { packageFolders, ROOT } from './packages.mjs';
import { oncePerStamp, stampOf } from './stamp.mjs';

const BIN = join(ROOT, 'node_modules/.bin');

/** Commands that builds and tests need, each with the Debian package that has it. */
const TOOLS = {
  cc: 'build-essential',
  'c++': 'build-essential',
  make: 'build-essential',
  swig: 'swig',
};

/** Commands that a test uses if they are there, and says in a line if not. */
const WELCOME = { abidiff: 'abigail-tools', shellcheck: 'shellcheck' };

/** Ends the process with one line on stderr. */
export function fail(message, status = 1) {
  console.error(message);
  process.exit(status);
}

export function has(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, command)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a command with its output on stderr; its exit status. */
function run(command, args, env = {}) {
  const options = { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } };
  return spawnSync(command, args, options).status ?? 1;
}

function outputOf(command, ...args) {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';
}

/** System packages, the workspace's own packages, and the environment that turbo's cache keys are made from. */
export function setUp() {
  installTools();
  installWorkspace();
  process.env.PATH = `${BIN}${delimiter}${process.env.PATH}`;
  const vectors = resolve(ROOT, process.env.PVM_VECTORS || '../shared/vectors');
  Object.assign(process.env, {
    PVM_VECTORS: vectors,
    PVM_VECTORS_STAMP: existsSync(vectors) ? stampOf(vectors, ['.']) : 'none',
    PVM_TOOLCHAIN: toolchain(),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    TURBO_CACHE_DIR: join(ROOT, '.turbo/cache'),
  });
  if (has('go')) return;
  process.env.PVM_WITHOUT_GO = '1';
  console.error(
    'Go is not installed: the TypeScript half only. For the rest install Go 1.24 or newer and run this again.',
  );
}

/** What compiles: another compiler, another cache entry. */
function toolchain() {
  const compilers = [process.env.CC || 'cc', process.env.CXX || 'c++'].map((name) =>
    outputOf(name, '-dumpfullversion'),
  );
  const swig = /Version (\S+)/.exec(outputOf('swig', '-version'))?.[1];
  return [process.version, process.arch, ...compilers, swig, has('go') ? outputOf('go', 'env', 'GOVERSION') : 'no go']
    .join(' ')
    .replace(/\s+/g, ' ');
}

function installTools() {
  installWelcome();
  const missing = Object.keys(TOOLS).filter((command) => !has(command));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((command) => TOOLS[command]))];
  const debian = { DEBIAN_FRONTEND: 'noninteractive' };
  if (process.getuid?.() === 0 && has('apt-get')) {
    console.error(`installing ${packages.join(', ')}`);
    run('apt-get', ['update', '-qq'], debian);
    if (run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], debian) === 0) return;
  }
  fail(
    `not found: ${missing.join(', ')}; install them first, on Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`,
  );
}

/** Best effort: without them a test compares less. */
function installWelcome() {
  const missing = Object.keys(WELCOME).filter((command) => !has(command));
  if (missing.length === 0 || process.getuid?.() !== 0 || !has('apt-get')) return;
  const packages = missing.map((command) => WELCOME[command]);
  const debian = { DEBIAN_FRONTEND: 'noninteractive' };
  console.error(`installing ${packages.join(', ')}`);
  const install = () => run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], debian);
  if (install() === 0) return;
  run('apt-get', ['update', '-qq'], debian);
  if (install() !== 0) console.error(`not installed: ${packages.join(', ')}; what needs them says what it leaves out`);
}

function installWorkspace() {
  const files = ['.', ...packageFolders()].map((folder) => `${folder}/package.json`);
  const stamp = () => stampOf(ROOT, ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...files]);
  oncePerStamp(join(ROOT, 'node_modules/.install-stamp'), stamp, () => {
    const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    console.error("installing the workspace's packages");
    const status = run('npm', ['exec', '--yes', packageManager, '--', 'install', '--loglevel=error']);
    if (status !== 0) fail('the packages could not be installed; see above', status);
  });
}

/** Best effort: the newest SWIG from PyPI beside the system's, for the test that both give the same model. */
export function addNewestSwig() {
  const folder = join(ROOT, '.cache/swig');
  const swig = join(folder, 'bin/swig');
  const install = ['install', '--quiet', '--disable-pip-version-check', '--retries', '1', 'swig'];
  const ready =
    existsSync(swig) ||
    (has('python3') && run('python3', ['-m', 'venv', folder]) === 0 && run(join(folder, 'bin/pip'), install) === 0);
  if (ready) process.env.PVM_SWIG_LATEST = swig;
  else console.error('the newest SWIG is not tested: it takes python3 with venv, and PyPI');
}
