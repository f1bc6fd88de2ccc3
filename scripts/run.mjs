// The one way in: every npm script of the root is `node scripts/run.mjs COMMAND [ARGUMENTS]`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { alone } from './lock.mjs';
import { packageFolders, ROOT } from './packages.mjs';
import { addNewestSwig, fail, setUp } from './setup.mjs';
import { oncePerStamp, stampOf } from './stamp.mjs';
import { printSummary } from './summary.mjs';

const CODEGEN_SOURCES = ['codegen', 'pnpm-lock.yaml', 'tsconfig.base.json'];
const ENGINE_SOURCES = [...CODEGEN_SOURCES, 'pvm.h', 'codegen.config.json', 'core', 'recompiler'];

/** Programs of the workspace: the package that builds each, what it is made of, and how it starts. */
const PROGRAMS = {
  pvm: {
    package: '@pvm-ffi/core',
    sources: [...ENGINE_SOURCES, 'packages/ts'],
    command: [process.execPath, join(ROOT, 'packages/ts/dist/cli/main.js')],
  },
  'pvm:go': {
    package: '@pvm-ffi/go',
    sources: [...ENGINE_SOURCES, 'packages/go'],
    command: [join(ROOT, 'packages/go/build/pvm')],
  },
  'pvm-codegen': {
    package: '@pvm-ffi/codegen',
    sources: CODEGEN_SOURCES,
    command: [process.execPath, join(ROOT, 'codegen/dist/cli/main.js')],
  },
};

const COMMANDS = {
  build: () => turbo(['build', '--output-logs=new-only', ...rest]),
  test,
  demo: () => {
    const status = turbo(['build', '--output-logs=errors-only'], 2);
    return status || execute([process.execPath, join(ROOT, 'scripts/demo.mjs')], rest, ROOT);
  },
  bench: () => turbo(['bench', '--output-logs=new-only', '--log-prefix=none', '--', ...rest]),
  fuzz,
  generate: () => program('pvm-codegen', ['generate', ...rest], ROOT),
  // What changesets say becomes versions; a header with a new version is recorded with them.
  'version-packages': () => {
    const status = execute([join(ROOT, 'node_modules/.bin/changeset')], ['version'], ROOT);
    const version = headerVersion();
    if (status !== 0 || existsSync(join(ROOT, `abi/releases/${version}.abi.json`))) return status;
    return program('pvm-codegen', ['abi', 'record', version], ROOT);
  },
  // Nothing is published that is not as the header says.
  release: () => {
    const status = turbo(['build', 'abi', '--output-logs=errors-only'], 2);
    return status || execute([join(ROOT, 'node_modules/.bin/changeset')], ['publish'], ROOT);
  },
  lint: () => {
    alone(setUp);
    return execute([join(ROOT, 'node_modules/.bin/biome')], ['check', ...rest], ROOT);
  },
};

function test() {
  addNewestSwig();
  // What a package does not write now, or turbo does not bring back from its cache, was not tested.
  for (const folder of packageFolders()) rmSync(join(ROOT, folder, 'build/results'), { recursive: true, force: true });
  const status = turbo(['test', 'abi', '--continue=dependencies-successful', '--output-logs=new-only', ...rest]);
  return printSummary(status !== 0);
}

/** Random programs in both engines until one runs differently; arguments are for make, as SEED=7. */
function fuzz() {
  const status = turbo(['build', '--filter=@pvm-ffi/recompiler', '--output-logs=errors-only'], 2);
  const command = ['make', '--silent', '-C', join(ROOT, 'recompiler'), 'differential', `SEED=${Date.now()}`, 'COUNT=0'];
  return status || execute(command, rest, ROOT);
}

/** MAJOR.MINOR, as the header's own constants have it. */
function headerVersion() {
  const { constants } = JSON.parse(readFileSync(join(ROOT, 'abi/pvm.abi.json'), 'utf8'));
  const constant = (name) => constants.find((one) => one.name === name).value;
  return `${constant('PVM_ABI_MAJOR')}.${constant('PVM_ABI_MINOR')}`;
}

/** Runs tasks; what they print goes to `output`. */
function turbo(args, output = 1) {
  return alone(() => {
    setUp();
    const options = { cwd: ROOT, stdio: ['ignore', output, 2] };
    return spawnSync(join(ROOT, 'node_modules/.bin/turbo'), ['run', ...args], options).status ?? 1;
  });
}

/** Builds a program if its sources changed, without a word on stdout, and runs it. */
function program(name, args, folder) {
  const { package: owner, sources, command } = PROGRAMS[name];
  oncePerStamp(
    join(ROOT, 'node_modules/.cache/pvm-ffi', name.replace(':', '-')),
    () => stampOf(ROOT, [...sources, relative(ROOT, command.at(-1))]),
    () => {
      const status = turbo(['build', `--filter=${owner}`, '--output-logs=errors-only'], 2);
      if (status !== 0) fail(`${name}: not built; see above`, status);
      if (name === 'pvm:go' && process.env.PVM_WITHOUT_GO) fail('pvm:go: not built without Go');
    },
  );
  return execute(command, args, folder);
}

function execute([file, ...first], args, folder) {
  const { status, signal, error } = spawnSync(file, [...first, ...args], { cwd: folder, stdio: 'inherit' });
  if (error) fail(`cannot start ${file}: ${error.message}`);
  if (signal) process.kill(process.pid, signal);
  return status ?? 1;
}

const [name = '', ...rest] = process.argv.slice(2);
if (name in PROGRAMS) process.exitCode = program(name, rest, process.env.INIT_CWD ?? process.cwd());
else if (name in COMMANDS) process.exitCode = COMMANDS[name]();
else fail(`unknown command "${name}"; one of ${[...Object.keys(COMMANDS), ...Object.keys(PROGRAMS)].join(', ')}`, 2);
