import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Ajv } from 'ajv';
import { Project } from 'ts-morph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../src/cli/command.js';
import { DIFF_SCHEMA } from '../src/report/schema.js';
import { HAS_GO, WITHOUT_GO } from './emit-go/package.js';
import { EDITS } from './impact/edits.js';

const CASE = join(import.meta.dirname, 'impact');
const SHELF = join(import.meta.dirname, 'fixture/shelf');
const HEADER = readFileSync(join(SHELF, 'shelf.h'), 'utf8');
/** For a look at what has changed on purpose: `UPDATE_GOLDEN=1 npx vitest run test/impact.test.ts`. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

let root: string;

beforeAll(async () => {
  // Below the package, so that the types of Node are found.
  mkdirSync(join(CASE, '../../build'), { recursive: true });
  root = mkdtempSync(join(CASE, '../../build/impact-'));
  write('old/shelf.h', HEADER);
  write('shelf.h', HEADER);
  cpSync(join(SHELF, 'shelf.c'), join(root, 'shelf.c'));
  cpSync(join(CASE, 'client'), join(root, 'client'), { recursive: true });
  write(
    'codegen.config.json',
    JSON.stringify({
      header: 'shelf.h',
      library: 'Library',
      initialisms: ['ISBN'],
      targets: {
        ts: { out: 'ts/src/generated', package: '@shelf/core' },
        go: { out: 'go', package: 'shelf', module: 'example.com/shelf' },
        c: { out: 'c' },
      },
      builtins: [{ name: 'shelf', prefix: 'shelf_impl_', sources: ['shelf.c'] }],
    }),
  );
  write('go/go.mod', 'module example.com/shelf\n\ngo 1.24\n');
  expect(await command('generate', '--config', join(root, 'codegen.config.json'))).toMatchObject({
    err: '',
    status: 0,
  });
  write(
    'shelf.h',
    EDITS.reduce((text, [from, to]) => {
      expect(text).toMatch(from);
      return text.replace(from, to);
    }, HEADER),
  );
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function command(
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly out: string; readonly err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const status = await run(args, terminal);
  return { status, out: out.join(''), err: err.join('') };
}

const impact = (...more: readonly string[]) =>
  command(
    ...['abi', 'diff', join(root, 'old/shelf.h'), join(root, 'shelf.h')],
    ...['--config', join(root, 'codegen.config.json'), ...more],
  );

/** Where it ran does not matter. */
function placeless(text: string): string {
  return text.replaceAll(`${relative(process.cwd(), root)}/`, '').replaceAll(`${root}/`, '');
}

function golden(path: string, text: string): void {
  const file = join(CASE, 'golden', path);
  if (UPDATE) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text, path).toBe(readFileSync(file, 'utf8'));
}

describe.runIf(HAS_GO)('abi diff --impact', () => {
  const paths = () => ['--impact', join(root, 'client'), join(root, 'shelf.h'), join(root, 'shelf.c')];

  it('lists who uses what has changed, in each language by its types', async () => {
    const { status, out } = await impact(...paths());
    expect(status).toBe(1);
    golden('uses.txt', placeless(out.slice(out.indexOf('\nC: ') + 1)));
  });

  it('says the same in JSON that the schema describes, and in Markdown', async () => {
    const { out } = await impact(...paths(), '--format', 'json');
    const said = JSON.parse(out);
    const validate = new Ajv().compile(DIFF_SCHEMA);
    expect(validate(said) ? [] : validate.errors).toEqual([]);
    expect(said.impact.uses).toContainEqual(
      expect.objectContaining({
        language: 'typescript',
        place: 'code',
        symbol: 'shelf_rack_take',
        rule: 'abi/function-renamed',
        name: 'rack.take',
        newName: 'rack.remove',
        mechanical: true,
      }),
    );
    const { out: markdown } = await impact(...paths(), '--format', 'markdown');
    golden('uses.md', placeless(markdown.slice(markdown.indexOf('**Uses**'))));
  });

  it('writes what is mechanical, and nothing else', async () => {
    const { err } = await impact(...paths(), '--write');
    expect(err).toContain('run generate next');
    for (const file of readdirSync(join(CASE, 'client'), { recursive: true, encoding: 'utf8' })) {
      const path = join(root, 'client', file);
      if (/\.\w+$/.test(file)) golden(join('client', file), readFileSync(path, 'utf8'));
    }
    golden('shelf.h', readFileSync(join(root, 'shelf.h'), 'utf8'));
  });

  it('leaves clients that fit what generate makes of the new header, but for what it has told', async () => {
    // The library itself is renamed, too; people do what was left to them.
    const library = readFileSync(join(root, 'shelf.c'), 'utf8');
    expect(library.match(/\w*(?:rack_take|shelf_genre)\w*.*/g)).toBeNull();
    write(
      'shelf.c',
      library
        .replace(/uint64_t shelf_rack_checksum[\s\S]*?\n\}\n/, '')
        .replace(/(shelf_rack_resize\(shelf_rack_t[^)]*)\)\n\{/, '$1, bool keeps)\n{\n    (void)keeps;'),
    );
    expect(await command('generate', '--config', join(root, 'codegen.config.json'))).toMatchObject({
      err: '',
      status: 0,
    });
    const c = spawnSync('cc', ['-std=gnu11', '-fsyntax-only', '-Wall', join(root, 'client/c/reader.c')], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    expect(c.stderr.match(/(?:error|warning): .*/g)).toEqual([
      "error: too few arguments to function 'shelf_rack_resize'",
      expect.stringMatching(/^(?:error|warning): implicit declaration of function 'shelf_rack_checksum'/),
    ]);
    const project = new Project({
      compilerOptions: {
        ...{
          strict: true,
          noEmit: true,
          target: 99,
          module: 199,
          moduleResolution: 99,
          types: ['node'],
          skipLibCheck: true,
        },
        paths: { '@shelf/core': [join(root, 'ts/src/generated/index.ts')] },
      },
    });
    project.addSourceFileAtPath(join(root, 'client/ts/reader.ts'));
    const said = project.getPreEmitDiagnostics().filter((one) => one.getSourceFile()?.getBaseName() === 'reader.ts');
    expect(said.map((one) => one.getMessageText().toString())).toEqual([
      'Expected 2 arguments, but got 1.',
      "Property 'checksum' does not exist on type 'Rack'.",
    ]);
    const vet = spawnSync('go', ['vet', './...'], { cwd: join(root, 'client/go'), encoding: 'utf8' });
    expect(vet.stderr.match(/reader\.go:.*/g)).toEqual([
      expect.stringContaining('not enough arguments in call to rack.Resize'),
    ]);
  }, 120_000);

  it('finds nothing of the old names any more', async () => {
    const { out } = await impact(...paths(), '--format', 'json');
    const { uses } = JSON.parse(out).impact;
    // An order cannot be seen in a call: it would be told again, and must not be written again.
    const mechanical = uses.filter((use: { readonly mechanical: boolean }) => use.mechanical);
    expect(mechanical.filter(({ rule }: { readonly rule: string }) => rule !== 'abi/parameters-reordered')).toEqual([]);
  });
});

it.skipIf(HAS_GO)(`lists who uses what has changed: not run, ${WITHOUT_GO}`, () => undefined);

describe('abi diff --impact on what it cannot look at', () => {
  it('says so, and goes on', async () => {
    const odd = join(root, 'odd');
    write('odd/broken.go', 'package broken\n\nimport "example.com/shelf"\n\nfunc f( {\n');
    write('odd/mod/go.mod', 'module example.com/odd\n\ngo 1.24\n');
    write('odd/mod/odd.go', 'package odd\n\nvar x int = "shelf_rack_take"\n');
    write('odd/tsconfig.json', '{ "compilerOptions": { nonsense');
    write('odd/broken.ts', "import { Rack } from '@shelf/gone';\nexport const x: = Rack.;\n");
    write(
      'odd/broken.c',
      '#include "nowhere.h"\nint f(void *p) { return ((shelf_book_t *)p)->title + shelf_rack_take(; }\n',
    );
    writeFileSync(join(odd, 'image.png'), Buffer.from([0x89, 0x50, 0, 0xff, 0xfe]));
    const { status, out } = await impact('--impact', odd, join(root, 'gone'), '--format', 'json');
    expect(status).toBe(1);
    const { gaps, uses } = JSON.parse(out).impact;
    const told = gaps.map(({ file, message }: { file: string; message: string }) => placeless(`${file}: ${message}`));
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\S*gone: there is no such file or folder/),
        expect.stringMatching(/^odd\/tsconfig\.json: cannot be read/),
        expect.stringMatching(/^odd\/broken\.c: does not compile here/),
      ]),
    );
    expect(uses.map(({ file, name }: { file: string; name: string }) => placeless(`${file} ${name}`))).toEqual(
      expect.arrayContaining(['odd/broken.c shelf_rack_take', 'odd/mod/odd.go shelf_rack_take']),
    );
  }, 60_000);

  it('refuses --write without --impact, and a configuration that is none', async () => {
    const headers = [join(root, 'old/shelf.h'), join(root, 'shelf.h')] as const;
    expect(await command('abi', 'diff', ...headers, '--write')).toMatchObject({ status: 2, out: '' });
    const none = join(root, 'none.json');
    const { status, err } = await command('abi', 'diff', ...headers, '--impact', root, '--config', none);
    expect([status, existsSync(none)]).toEqual([2, false]);
    expect(err).toContain('none.json');
  });
});
