import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildAbi } from '../src/build/build.js';
import type { Config } from '../src/config/config.js';
import { emitDocs } from '../src/emit/docs/emit-docs.js';
import type { EmittedFile } from '../src/emit/emitter.js';
import type { Abi } from '../src/model/abi.js';
import { makeNames } from '../src/names/names.js';
import { parseHeader } from '../src/parse/parse.js';

const HERE = import.meta.dirname;
const FIXTURE = join(HERE, 'emit-docs/input.h');
const HEADER = join(HERE, '../../pvm.h');
const SWIG = 'swig';

const ALL_TARGETS: Config['targets'] = {
  docs: { out: 'reference' },
  ts: { out: 'ts', package: 'fixture' },
  go: { out: 'go', package: 'fixture', module: 'example.org/fixture' },
};

function modelOf(header: string, name: string): Abi {
  const result = parseHeader({ header, label: `${name}.h`, name, swig: SWIG });
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 2));
  return { ...buildAbi(result.draft), header: `${name}.h` };
}

function reference(abi: Abi, targets = ALL_TARGETS): readonly EmittedFile[] {
  const config: Config = { header: abi.header, library: 'Library', targets, builtins: [], headerText: '' };
  return emitDocs(abi, makeNames(abi, config), config);
}

const shelf = modelOf(FIXTURE, 'shelf');
const pvm = modelOf(HEADER, 'pvm');

describe('the reference of a small header', () => {
  const files = reference(shelf);

  it('has one page per section, one for what has no section, and an index', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'reference/README.md',
      'reference/results.md',
      'reference/books-and-shelves.md',
      'reference/declarations.md',
    ]);
  });

  it.each(files.map((file) => [file.path, file.text]))('says in %s what is expected', async (path, text) => {
    await expect(text).toMatchFileSnapshot(join(HERE, 'emit-docs/expected', path));
  });

  it('has no column for a language that is no target', () => {
    const text = reference(shelf, { docs: { out: 'reference' } })
      .map((file) => file.text)
      .join('\n');
    expect(text).not.toMatch(/TypeScript|```go|ErrFull/);
    expect(text).toContain('| Fails with | When |');
  });

  it('is nothing where the documentation is no target', () => {
    expect(reference(shelf, {})).toEqual([]);
  });
});

describe.each([
  ['shelf.h', shelf],
  ['pvm.h', pvm],
])('the reference of %s', (_name, abi) => {
  const files = reference(abi);
  const anchors = new Map(files.map(({ path, text }) => [path, anchorsIn(text)]));

  it('has one anchor for every declaration, enumerator and field', () => {
    const expected = [
      ...[...abi.constants, ...abi.handles, ...abi.callbacks, ...abi.functions].map(({ name }) => name),
      ...abi.enums.flatMap(({ name, members }) => [name, ...members.map((member) => member.name)]),
      ...abi.structs.flatMap(({ name, fields }) => [name, ...fields.map((field) => `${name}.${field.name}`)]),
    ];
    expect([...anchors.values()].flat().sort()).toEqual([...expected].sort());
  });

  it('has no dead link', () => {
    const links = files.flatMap((file) => linksIn(file.text).map((link) => ({ from: file.path, ...link })));
    expect(links.length).toBeGreaterThan(abi.functions.length);
    const dead = links.filter(({ from, file, anchor }) => {
      const target = file === '' ? from : join(dirname(from), file);
      const there = anchors.get(target);
      return there === undefined || (anchor !== undefined && !there.includes(anchor));
    });
    expect(dead).toEqual([]);
  });

  it('links every name of the header that prose mentions', () => {
    const known = new Set([...anchors.values()].flat());
    const bare = files.flatMap(({ path, text }) => {
      const prose = text
        .replace(/```[\s\S]*?```/g, '')
        .replace(/<a id="[^"]*"><\/a>`[^`]*`/g, '')
        .replace(/\[`[^`]*`\]\([^)]*\)/g, '');
      const words = prose.replace(/<a id[^>]*>|^## .*$/gm, '').match(new RegExp(`\\b${abi.name}_\\w+\\b`, 'gi')) ?? [];
      return words.filter((word) => known.has(word)).map((word) => `${path}: ${word}`);
    });
    expect(bare).toEqual([]);
  });

  it('shows every function in C, TypeScript and Go', () => {
    const text = files.map((file) => file.text).join('\n');
    for (const func of abi.functions) {
      const [, entry = ''] = text.split(`<a id="${func.name}"></a>`);
      const own = entry.split('<a id=')[0] ?? '';
      expect(own, func.name).toContain('```c\n');
      if (func.role.kind === 'retain') continue;
      expect(own, func.name).toContain('```ts\n');
      expect(own, func.name).toContain('```go\nfunc ');
      for (const { status } of func.failures) expect(own, func.name).toContain(`[\`${status}\`]`);
    }
  });
});

it('the golden header is the one that the pages were made from', () => {
  const text = readFileSync(FIXTURE, 'utf8');
  for (const { name } of [...shelf.functions, ...shelf.structs, ...shelf.enums]) expect(text).toContain(name);
  expect(shelf.functions.length).toBe(8);
});

function anchorsIn(text: string): readonly string[] {
  return [...text.matchAll(/<a id="([^"]*)"><\/a>/g)].map(([, id = '']) => id);
}

function linksIn(text: string): readonly { readonly file: string; readonly anchor: string | undefined }[] {
  const prose = text.replace(/```[\s\S]*?```/g, '');
  return [...prose.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)].map(([, file = '', anchor]) => ({ file, anchor }));
}
