// What docs/guide/other-languages.md says of Java, done: a module of the SWIG interface, and a program that uses it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from '../packages.mjs';

const work = mkdtempSync(join(tmpdir(), 'pvm-java-'));
after(() => rmSync(work, { recursive: true, force: true }));

const home = javaHome();
const skip = home === undefined ? 'no JDK is installed (apt: default-jdk-headless)' : false;

for (const [engine, folder] of [
  ['interpreter', 'core/build'],
  ['recompiler', 'recompiler/build'],
]) {
  test(`Java runs a program with the ${engine}`, { skip }, () => {
    const out = join(work, engine);
    const wrap = join(out, 'pvm_wrap.c');
    const sources = join(out, 'pvm');
    mkdirSync(sources, { recursive: true });
    const swig = ['-java', '-package', 'pvm', '-DSWIGWORDSIZE64', '-outdir', sources, `-I${ROOT}`, '-o', wrap];
    run('swig', ...swig, join(ROOT, 'abi/swig/pvm.i'));
    const includes = [ROOT, join(home, 'include'), join(home, 'include/linux')].map((one) => `-I${one}`);
    const linked = [`-L${join(ROOT, folder)}`, `-lpvm_${engine}`, '-Wl,-rpath,$ORIGIN'];
    const module = join(out, 'libpvm_java.so');
    run('cc', '-fPIC', '-shared', '-O1', '-fno-strict-aliasing', ...includes, wrap, ...linked, '-o', module);
    // As it is installed: under its soname.
    cpSync(join(ROOT, folder, `libpvm_${engine}.so`), join(out, `libpvm_${engine}.so.1`));
    const classes = join(out, 'classes');
    const files = readdirSync(sources).map((file) => join(sources, file));
    run('javac', '-d', classes, ...files, join(import.meta.dirname, 'java/Add.java'));
    // add_32 r9, r7, r8, and the end of the code behind it.
    writeFileSync(join(out, 'add.pvm'), Buffer.from([0, 0, 3, 190, 135, 9, 1]));
    const said = run('java', `-Djava.library.path=${out}`, '-cp', classes, 'Add', join(out, 'add.pvm'));
    assert.equal(said, 'PVM_RESULT_PANIC r9=3 gas=9998\n');
    const refused = spawnSync('java', [`-Djava.library.path=${out}`, '-cp', classes, 'Add', wrap], {
      encoding: 'utf8',
    });
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /IllegalArgumentException: /);
  });
}

/** Of the compiler that is found, if the headers of JNI are there. */
function javaHome() {
  const { stderr } = spawnSync('java', ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  const [, found] = /java\.home = (.*)/.exec(stderr ?? '') ?? [];
  return found !== undefined && existsSync(join(found, 'include/jni.h')) ? found : undefined;
}

function run(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${error?.message ?? ''}\n${stderr}`);
  return stdout;
}
