// The SWIG interface makes a Python module of each engine, which runs the conformance family `instructions`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../packages.mjs';

const SCRIPT = join(import.meta.dirname, 'python/instructions.py');
const CASES = join(resolve(ROOT, process.env.PVM_VECTORS || '../shared/vectors'), 'instructions');
const ENGINES = { interpreter: 'core/build', recompiler: 'recompiler/build' };
const work = mkdtempSync(join(tmpdir(), 'pvm-python-'));
const skip = missing();

before(() => {
  if (skip) return;
  run('swig', '-python', `-I${ROOT}`, '-outdir', work, '-o', join(work, 'pvm_wrap.c'), join(ROOT, 'abi/swig/pvm.i'));
  const [include, suffix] = python('include', 'suffix');
  const object = join(work, 'pvm_wrap.o');
  run('cc', '-fPIC', '-O1', `-I${ROOT}`, `-I${include}`, '-c', join(work, 'pvm_wrap.c'), '-o', object);
  for (const [engine, folder] of Object.entries(ENGINES)) {
    const [module, libraries] = [join(work, engine), join(ROOT, folder)];
    mkdirSync(module);
    cpSync(join(work, 'pvm.py'), join(module, 'pvm.py'));
    // As it is installed: under its soname.
    cpSync(join(libraries, `libpvm_${engine}.so`), join(module, `libpvm_${engine}.so.1`));
    const linked = [`-L${libraries}`, `-lpvm_${engine}`, '-Wl,-rpath,$ORIGIN'];
    run('cc', '-shared', object, ...linked, '-o', join(module, `_pvm${suffix}`));
  }
});

after(() => rmSync(work, { recursive: true, force: true }));

for (const engine of Object.keys(ENGINES)) {
  test(`Python runs all instructions with the ${engine}`, { skip }, () => {
    const { status, stdout, stderr } = runCases(engine, CASES);
    assert.equal(status, 0, stdout + stderr);
    const [, passed] = /^(\d+) passed, 0 failed$/m.exec(stdout) ?? [];
    assert.ok(Number(passed) >= 200, stdout);
  });

  test(`Python sees with the ${engine} what is not as expected`, { skip }, () => {
    const folder = join(work, `${engine}-wrong`);
    mkdirSync(folder);
    const text = readFileSync(join(CASES, 'inst_add_32.json'), 'utf8');
    writeFileSync(join(folder, 'wrong.json'), text.replace('"expected-gas": 9998', '"expected-gas": 9997'));
    const { status, stdout } = runCases(engine, folder);
    assert.equal(status, 1);
    assert.equal(stdout, 'wrong: gas: expected 9997, got 9998\n0 passed, 1 failed\n');
  });
}

/** Why nothing can be run here, or false. */
function missing() {
  if (!existsSync(CASES)) return `no conformance data in ${CASES}; PVM_VECTORS names another folder`;
  const [include] = python('include') ?? [];
  if (include === undefined) return 'python3 is not installed';
  return existsSync(join(include, 'Python.h')) ? false : 'Python.h is not installed (apt: python3-dev)';
}

function python(...wanted) {
  const code = `import sysconfig as s
said = {'include': s.get_paths()['include'], 'suffix': s.get_config_var('EXT_SUFFIX')}
print('\\n'.join(said[name] for name in '${wanted}'.split(',')))`;
  const { status, stdout } = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().split('\n') : undefined;
}

function runCases(engine, folder) {
  const env = { ...process.env, PYTHONPATH: join(work, engine), PYTHONDONTWRITEBYTECODE: '1' };
  return spawnSync('python3', [SCRIPT, folder], { env, encoding: 'utf8' });
}

function run(command, ...args) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${error?.message ?? ''}\n${stderr}`);
}
