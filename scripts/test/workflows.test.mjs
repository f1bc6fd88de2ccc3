// Workflows, the ABI action and releases: checked, and run as far as a machine that is not GitHub's can.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { goTool } from '../go-tool.mjs';
import { ROOT } from '../packages.mjs';
import { has } from '../setup.mjs';

const ACTION = join(ROOT, '.github/actions/abi');
const folders = [];
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pvm-workflows-'));
  folders.push(folder);
});
after(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

/** Runs a command in the folder of the test. */
function run(command, args, env = {}) {
  const path = `${join(folder, 'bin')}${delimiter}${process.env.PATH}`;
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: path, ...env } };
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  if (error) throw error;
  return { status, stdout, stderr };
}

function git(...args) {
  const { status, stdout, stderr } = run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

const { path: actionlint, why } = goTool('actionlint');

test('actionlint has nothing against the workflows', { skip: actionlint === undefined ? why : false }, () => {
  const workflows = readdirSync(join(ROOT, '.github/workflows')).map((file) => join(ROOT, '.github/workflows', file));
  assert.ok(workflows.length >= 3);
  const { status, stdout } = spawnSync(actionlint, workflows, { cwd: ROOT, encoding: 'utf8' });
  assert.deepEqual({ status, stdout }, { status: 0, stdout: '' });
});

test('actionlint sees an input that the action does not have', { skip: actionlint === undefined ? why : false }, () => {
  cpSync(join(ROOT, '.github'), join(folder, '.github'), { recursive: true });
  git('init', '--quiet');
  const file = join(folder, '.github/workflows/abi.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('fail-on: never', 'fail-at: never'));
  const { status, stdout } = run(actionlint, [file]);
  assert.equal(status, 1);
  assert.match(stdout, /"fail-at" is not defined in action "ABI comparison"/);
});

const noShellcheck = has('shellcheck') ? false : 'shellcheck is not installed';

test("shellcheck has nothing against the action's scripts", { skip: noShellcheck }, () => {
  const { status, stdout } = spawnSync('shellcheck', ['compare.sh', 'comment.sh'], { cwd: ACTION, encoding: 'utf8' });
  assert.deepEqual({ status, stdout }, { status: 0, stdout: '' });
});

test('every input and output of the action says what it is, and is used', () => {
  const text = readFileSync(join(ACTION, 'action.yml'), 'utf8');
  const [, inputs] = /^inputs:\n(.*?)^outputs:/ms.exec(text);
  const names = [...inputs.matchAll(/^ {2}([\w-]+):\n {4}description: (.+)/gm)].map(([, name]) => name);
  assert.equal(names.length, [...inputs.matchAll(/^ {2}[\w-]+:$/gm)].length);
  for (const name of names) assert.match(text, new RegExp(`inputs\\.${name}\\b`), name);
});

/** A repository with a header in its first commit, and the header changed since. */
function pullRequest(change) {
  cpSync(join(ROOT, 'pvm.h'), join(folder, 'pvm.h'));
  git('init', '--quiet');
  git('add', 'pvm.h');
  git('commit', '--quiet', '-m', 'first');
  const base = git('rev-parse', 'HEAD');
  const text = readFileSync(join(folder, 'pvm.h'), 'utf8');
  writeFileSync(join(folder, 'pvm.h'), change(text));
  return base;
}

/** The generator as it is built: the tests run while turbo does, and must not start it. */
function generator() {
  const program = join(folder, 'pvm-codegen');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'codegen/dist/cli/main.js')}" "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

/** The outputs of the step, and what it says in the summary. */
function compare(env) {
  const out = join(folder, 'out');
  const [outputs, summary] = ['outputs', 'summary'].map((name) => join(folder, name));
  for (const file of [outputs, summary]) writeFileSync(file, '');
  const files = { GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary };
  const ended = run(join(ACTION, 'compare.sh'), [], {
    ABI_HEADER: 'pvm.h',
    ABI_OUT: out,
    ABI_COMMAND: generator(),
    ...files,
    ...env,
  });
  const lines = readFileSync(outputs, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('='));
  return { ...ended, outputs: Object.fromEntries(lines), summary: readFileSync(summary, 'utf8') };
}

const renamed = (text) => text.replaceAll('pvm_vm_step', 'pvm_vm_advance');

test('the action compares with the base of the pull request', () => {
  const { status, stderr, outputs, summary } = compare({ ABI_BASE: pullRequest(renamed) });
  assert.equal(status, 0, stderr);
  assert.match(summary, /^### ABI: 2 breaking/);
  assert.match(summary, /pvm\\_vm\\_step is now called pvm\\_vm\\_advance/);
  assert.equal(readFileSync(outputs.report, 'utf8'), summary);
  const { runs } = JSON.parse(readFileSync(outputs.sarif, 'utf8'));
  const [{ physicalLocation }] = runs[0].results[0].locations;
  assert.equal(physicalLocation.artifactLocation.uri, 'pvm.h');
  const { bump, breaking, failed } = outputs;
  assert.deepEqual({ bump, breaking, failed }, { bump: 'major', breaking: '2', failed: 'true' });
});

test('the action only reports where nothing is to fail', () => {
  const { outputs } = compare({ ABI_BASE: pullRequest(renamed), ABI_FAIL_ON: 'never' });
  assert.equal(outputs.failed, 'false');
  const same = compare({ ABI_OLD: 'pvm.h' });
  assert.match(same.summary, /^### ABI: nothing differs/);
  assert.deepEqual([same.outputs.findings, same.outputs.bump], ['0', 'none']);
});

test('the action fails on what cannot be compared, and says why', () => {
  pullRequest(renamed);
  const { status, stderr } = compare({ ABI_OLD: 'nowhere:pvm.h' });
  assert.equal(status, 2);
  assert.match(stderr, /nowhere:pvm\.h is no file, and git does not know it either/);
  const alone = compare({ ABI_BASE: '' });
  assert.equal(alone.status, 1);
  assert.match(alone.stderr, /there is no pull request to take the base from; set the input old/);
});

/** Runs comment.sh with a gh that knows these comments; what it was asked to send. */
function comment(known, findings, failing = '') {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const gh = join(folder, 'bin/gh');
  const script = `#!/usr/bin/env bash
echo "$*" >>calls
case "$*" in *${failing || 'nothing-fails'}*) exit 1 ;; *--jq*) printf '%s' "${known.join('\n')}" ;; esac
for word in "$@"; do case $word in body=@*) cp "\${word#body=@}" sent ;; esac; done
`;
  writeFileSync(gh, script);
  chmodSync(gh, 0o755);
  writeFileSync(join(folder, 'abi.md'), '### ABI: 1 breaking\n');
  const env = { ABI_PULL_REQUEST: '7', ABI_REPORT: 'abi.md', ABI_FINDINGS: String(findings), GITHUB_REPOSITORY: 'o/r' };
  const ended = run(join(ACTION, 'comment.sh'), [], env);
  const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').slice(1);
  const sent = existsSync(join(folder, 'sent')) ? readFileSync(join(folder, 'sent'), 'utf8') : undefined;
  return { ...ended, calls: calls.map((line) => line.replace(/ --field.*/, '')), sent };
}

test('the comment is posted once, and then updated', () => {
  const body = '<!-- pvm-codegen abi -->\n### ABI: 1 breaking\n';
  const first = comment([], 1);
  assert.equal(first.status, 0, first.stderr);
  assert.deepEqual([first.calls, first.sent], [['api --silent --method POST repos/o/r/issues/7/comments'], body]);
  rmSync(join(folder, 'calls'));
  const again = comment(['41', '42'], 0);
  assert.deepEqual([again.calls, again.sent], [['api --silent --method PATCH repos/o/r/issues/comments/41'], body]);
});

test('nothing is posted where there is nothing to say, or no right to say it', () => {
  assert.deepEqual(comment([], 0).calls, []);
  rmSync(join(folder, 'calls'));
  for (const failing of ['POST', '--jq']) {
    const { status, stdout } = comment([], 1, failing);
    assert.equal(status, 0);
    assert.match(stdout, /^::notice::no comment was posted \(comments cannot be (written|read)\)/);
    rmSync(join(folder, 'calls'));
  }
});

test('a changeset raises the version of the package and writes its change log', () => {
  const files = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', '.changeset'];
  const manifests = [
    'abi',
    'core',
    'recompiler',
    'codegen',
    'packages/ts',
    'packages/go',
    'bench',
    'examples',
    'scripts',
  ];
  for (const file of [...files, ...manifests.map((name) => `${name}/package.json`)]) {
    cpSync(join(ROOT, file), join(folder, file), { recursive: true });
  }
  const before = JSON.parse(readFileSync(join(folder, 'packages/ts/package.json'), 'utf8')).version;
  const [major, minor] = before.split('.').map(Number);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
  for (const file of readdirSync(join(folder, '.changeset')).filter((name) => /^(?!README).*\.md$/.test(name))) {
    rmSync(join(folder, '.changeset', file));
  }
  writeFileSync(join(folder, '.changeset/try.md'), "---\n'@pvm-ffi/core': minor\n---\n\nMachines sing.\n");
  const { status, stdout, stderr } = run(join(ROOT, 'node_modules/.bin/changeset'), ['version']);
  assert.equal(status, 0, stdout + stderr);
  const { version } = JSON.parse(readFileSync(join(folder, 'packages/ts/package.json'), 'utf8'));
  assert.equal(version, `${major}.${minor + 1}.0`);
  assert.match(readFileSync(join(folder, 'packages/ts/CHANGELOG.md'), 'utf8'), /Machines sing\./);
  assert.equal(
    git('status', '--porcelain')
      .split('\n')
      .some((line) => /codegen\/package\.json/.test(line)),
    false,
  );
});
