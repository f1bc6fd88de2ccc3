import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../src/cli/command.js';

const SHELF = join(import.meta.dirname, 'fixture/shelf');
const TARGETS = { c: { out: 'out/c' }, abi: { out: 'out/abi' }, docs: { out: 'out/docs' } };

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'codegen-command-'));
  cpSync(join(SHELF, 'shelf.h'), join(root, 'shelf.h'));
  writeConfig(TARGETS);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function writeConfig(targets: object): void {
  writeFileSync(
    join(root, 'codegen.config.json'),
    JSON.stringify({ header: 'shelf.h', library: 'Library', targets, builtins: [] }),
  );
}

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function generate(...args: readonly string[]): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const status = await run(['generate', '--config', join(root, 'codegen.config.json'), ...args], terminal);
  return { status, out: out.join(''), err: err.join('') };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(root, path), text.replace(from, to));
}

describe('generate', () => {
  it('writes the files of the targets that are there, and says so', async () => {
    const { status, out, err } = await generate();
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('added    out/c/shelf.map');
    expect(readFileSync(join(root, 'out/c/shelf.map'), 'utf8')).toContain('shelf_rack_add;');
    expect(existsSync(join(root, 'out/swig'))).toBe(false);
  });

  it('touches no file that is right already', async () => {
    await generate();
    const file = join(root, 'out/c/shelf.map');
    utimesSync(file, 1000, 1000);
    const { status, out } = await generate();
    expect(status).toBe(0);
    expect(out).toMatch(/^\d+ files, 0 written or removed\n$/);
    expect(statSync(file).mtimeMs).toBe(1000_000);
  });

  it('removes what it generated once and generates no more, and nothing else', async () => {
    await generate();
    const notice = '/* Code generated from shelf.h by pvm-codegen. DO NOT EDIT. */\n';
    write('out/c/old/shelf_old.c', notice);
    write('out/c/by_hand.c', `/* Speaks of it far below. */\n${' '.repeat(500)}\n${notice}`);
    write('out/c/other.c', notice.replace('shelf.h', 'other.h'));
    write('out/c/node_modules/x.c', notice);
    write('elsewhere/shelf_old.c', notice);
    expect((await generate()).out).toContain('removed  out/c/old/shelf_old.c');
    expect(existsSync(join(root, 'out/c/old/shelf_old.c'))).toBe(false);
    for (const kept of ['out/c/by_hand.c', 'out/c/other.c', 'out/c/node_modules/x.c', 'elsewhere/shelf_old.c']) {
      expect(existsSync(join(root, kept))).toBe(true);
    }
  });

  it('writes nothing while the header has findings, and tells all of them', async () => {
    edit('shelf.h', '(borrowed: static) One sentence', 'One sentence');
    edit('shelf.h', '@param[in]  books_len   (range: 0..1000000)', '@param[in]  book_len    (range: 0..1000000)');
    const { status, out, err } = await generate();
    expect(status).toBe(1);
    const found = out.trimEnd().split('\n');
    expect(found.map((line) => /shelf\.h:\d+:\d+ {2}error {2}(\S+) {2}.+; .+$/.exec(line)?.[1])).toEqual([
      'header/ownership-missing',
      'header/param-mismatch',
      'header/param-mismatch',
    ]);
    expect(err).toBe('pvm-codegen: 3 findings; nothing was written\n');
    expect(existsSync(join(root, 'out'))).toBe(false);
  });
});

describe('generate --check', () => {
  it('is silent when everything is as generated', async () => {
    await generate();
    expect(await generate('--check')).toEqual({ status: 0, out: '', err: '' });
  });

  it('names every file that differs, shows a unified diff, says how to repair it, and writes nothing', async () => {
    await generate();
    edit('out/c/shelf.map', 'shelf_rack_add;', 'shelf_rack_append;');
    rmSync(join(root, 'out/c/shelf_asserts.c'));
    write('out/c/shelf_old.c', '/* Code generated from shelf.h by pvm-codegen. DO NOT EDIT. */\nint old;\n');
    const before = readFileSync(join(root, 'out/c/shelf.map'), 'utf8');
    const { status, out, err } = await generate('--check');
    expect(status).toBe(1);
    expect(out).toContain('out/c/shelf.map: differs\n');
    expect(out).toContain('out/c/shelf_asserts.c: missing\n');
    expect(out).toContain('out/c/shelf_old.c: left over, nothing generates it any more\n');
    expect(out).toContain('--- a/out/c/shelf.map\n+++ b/out/c/shelf.map\n@@ ');
    expect(out).toContain('\n-    shelf_rack_append;\n+    shelf_rack_add;\n');
    expect(out).toContain('--- /dev/null\n+++ b/out/c/shelf_asserts.c\n');
    expect(out).toContain('--- a/out/c/shelf_old.c\n+++ /dev/null\n');
    expect(err).toMatch(/^pvm-codegen: 3 files not as generated; run .*generate.* and commit what it writes\n$/);
    expect(readFileSync(join(root, 'out/c/shelf.map'), 'utf8')).toBe(before);
    expect(existsSync(join(root, 'out/c/shelf_asserts.c'))).toBe(false);
  });

  it('sees what the header changed', async () => {
    await generate();
    edit('shelf.h', '#define SHELF_ISBN_LEN 13', '#define SHELF_ISBN_LEN 12');
    edit('shelf.h', 'uint8_t isbn[13];', 'uint8_t isbn[12];');
    const { status, out } = await generate('--check');
    expect(status).toBe(1);
    expect(out).toContain('+SAME(SHELF_ISBN_LEN, 12);');
  });
});

describe('misuse', () => {
  it.each([
    ['an unknown option', ['--chekc'], /unknown option '--chekc'/],
    ['an argument too many', ['shelf.h'], /too many arguments/],
  ])('%s ends with 2', async (_, args, message) => {
    const { status, err } = await generate(...args);
    expect(status).toBe(2);
    expect(err).toMatch(message);
  });

  it('an unknown command, or none, ends with 2', async () => {
    const silent = { out: () => {}, err: () => {} };
    expect(await run(['genrate'], silent)).toBe(2);
    expect(await run([], silent)).toBe(2);
    expect(await run(['--help'], silent)).toBe(0);
  });

  it.each([
    ['is missing', undefined, /cannot read .*codegen\.config\.json: ENOENT/],
    ['is no JSON', '{', /is not JSON/],
    [
      'has a slip in a key',
      '{"header":"shelf.h","libary":"Library","targets":{},"builtins":[]}',
      /unknown key "libary"/,
    ],
    [
      'leaves a target half empty',
      '{"header":"shelf.h","library":"Library","targets":{"go":{"out":"x"}},"builtins":[]}',
      /targets\.go/,
    ],
    [
      'writes outside by an absolute path',
      '{"header":"shelf.h","library":"Library","targets":{"c":{"out":"/tmp"}},"builtins":[]}',
      /targets\.c\.out/,
    ],
    [
      'names sources that are not there',
      '{"header":"shelf.h","library":"Library","targets":{},"builtins":[{"name":"a","prefix":"a_","sources":["*.x"]}]}',
      /nothing matches \*\.x/,
    ],
  ])('a configuration that %s ends with 2', async (_, text, message) => {
    if (text === undefined) rmSync(join(root, 'codegen.config.json'));
    else writeFileSync(join(root, 'codegen.config.json'), text);
    const { status, err } = await generate();
    expect(err).toMatch(message);
    expect(status).toBe(2);
  });

  it.each([
    ['that fails without a word', 'exit 3', /SWIG failed: it said nothing/],
    ['that says something else', 'echo oops >&2; exit 1', /SWIG failed: oops/],
    ['that writes no tree', 'exit 0', /ENOENT.*header\.xml/],
    ['that is no program', undefined, /did not run: .*EACCES/],
  ])('a SWIG %s is a finding', async (_, script, message) => {
    const swig = join(root, 'swig.sh');
    writeFileSync(swig, `#!/bin/sh\n${script ?? ''}\n`, { mode: script === undefined ? 0o644 : 0o755 });
    const { status, out } = await generate('--swig', swig);
    expect(status).toBe(1);
    expect(out).toMatch(/header\/swig-failed/);
    expect(out).toMatch(message);
  });

  it('a SWIG that is not there is a finding that says what to install', async () => {
    const { status, out } = await generate('--swig', '/nowhere/swig');
    expect(status).toBe(1);
    expect(out).toMatch(/header\/swig-failed {2}\/nowhere\/swig was not found; install SWIG/);
  });
});
