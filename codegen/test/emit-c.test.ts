import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emitC, emitTables } from '../src/emit/c/emit-c.js';
import { casesOf, emitCase, expectedPath, GOLDEN, NAME, Workshop } from './golden-case.js';

const CASES = ['c-abi-version', 'c-functions', 'c-layouts'];
const STRICT = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror'];

function emit(name: string): ReturnType<typeof emitCase> {
  return emitCase(name, [emitC, emitTables], { c: { out: 'c' }, napi: { out: 'c', addon: 'demo' } });
}

function workshop(name: string): Workshop {
  const header = readFileSync(join(GOLDEN, name, 'input.h'), 'utf8');
  return new Workshop().add(emit(name).files).add([{ path: `c/${NAME}.h`, text: header }]);
}

it('has these golden cases', () => {
  expect(casesOf('c-')).toEqual(CASES);
});

describe.each(CASES)('%s', (name) => {
  const { files } = emit(name);

  it('writes what is expected', async () => {
    expect(files).toHaveLength(9);
    for (const { path, text } of files) {
      await expect(text).toMatchFileSnapshot(expectedPath(name, path.replace('c/', '')));
    }
  });

  it('compiles without a warning, as C and from C++', () => {
    using shop = workshop(name);
    const sources = files.map(({ path }) => path).filter((path) => path.endsWith('.c'));
    expect(sources.length).toBeGreaterThan(3);
    expect(shop.run('gcc', [...STRICT, '-fsyntax-only', ...sources])).toEqual({ status: 0, output: '' });
    const headers = files.map(({ path }) => path).filter((path) => path.endsWith('.h'));
    for (const header of headers) {
      expect(shop.run('g++', ['-x', 'c++', '-Wall', '-Wextra', '-Werror', '-fsyntax-only', header])).toEqual({
        status: 0,
        output: '',
      });
    }
  });
});

describe('the asserts', () => {
  it.each([
    ['a constant', '#define DEMO_ROOM (1 << 4)', '#define DEMO_ROOM (1 << 5)'],
    ['an enumerator', 'DEMO_ORDER_AFTER = 1,', 'DEMO_ORDER_AFTER = 2,'],
    ["a field's place", 'bool is_set; ', 'uint64_t is_set; '],
    ["a struct's size", 'uint16_t last; ', 'uint64_t last[4]; '],
  ])('do not compile against a header in which %s differs', (_, from, to) => {
    using shop = workshop('c-layouts');
    const header = readFileSync(join(shop.folder, 'c/demo.h'), 'utf8');
    expect(header).toContain(from);
    shop.add([{ path: 'c/demo.h', text: header.replace(from, to) }]);
    const { status, output } = shop.run('gcc', [...STRICT, '-fsyntax-only', 'c/demo_asserts.c']);
    expect(status).not.toBe(0);
    expect(output).toContain('static assertion failed');
  });
});

describe('the mock, the map and the table', () => {
  const program = `
    #include <assert.h>
    #include "c/demo_mock.h"
    #include "c/demo_table.h"
    int main(void)
    {
        const demo_table_t *table = demo_table_of_main();
        demo_mock.is_ready.result = true;
        assert(table->is_ready() && demo_mock.is_ready.calls == 1);
        demo_mock.box_make.result = DEMO_STATUS_FULL;
        assert(table->box_make("x", 0) == DEMO_STATUS_FULL && demo_mock.box_make.calls == 1);
        return 0;
    }
  `;

  it('link: the mock stands in for the library, under a prefix of its own', () => {
    using shop = workshop('c-functions').add([{ path: 'main.c', text: program }]);
    const mock = shop.run('gcc', [
      ...STRICT,
      '-include',
      'c/demo_prefix_main.h',
      '-c',
      'c/demo_mock.c',
      '-o',
      'mock.o',
    ]);
    expect(mock).toEqual({ status: 0, output: '' });
    const table = shop.run('gcc', [...STRICT, 'main.c', 'mock.o', 'c/demo_table_main.c', '-o', 'main']);
    expect(table).toEqual({ status: 0, output: '' });
    expect(shop.run('./main', [])).toEqual({ status: 0, output: '' });
    expect(shop.run('nm', ['-g', 'mock.o']).output).toContain(' T demo_main_is_ready');
  });

  it('export the functions of the header, and nothing else', () => {
    using shop = workshop('c-functions');
    const link = shop.run('gcc', [
      '-shared',
      '-fPIC',
      'c/demo_mock.c',
      '-Wl,--version-script=c/demo.map',
      '-o',
      'libdemo.so',
    ]);
    expect(link).toEqual({ status: 0, output: '' });
    const symbols = shop.run('nm', ['-D', '--defined-only', 'libdemo.so']).output;
    const names = [...symbols.matchAll(/ T (\S+)/g)].map(([, name]) => name);
    expect(names.toSorted()).toEqual(
      emit('c-functions')
        .abi.functions.map((func) => func.name)
        .toSorted(),
    );
    expect(symbols).not.toContain('demo_mock');
  });
});

describe('the loader', () => {
  const program = `
    #include <stdio.h>
    #include "c/demo_table_loader.h"
    int main(int argc, char **argv)
    {
        demo_table_t table;
        void *library = NULL;
        char message[256] = "";
        if (argc != 2 || demo_table_load(argv[1], &table, &library, message, sizeof message) != 0) {
            puts(message);
            return 1;
        }
        printf("%u\\n", (unsigned)table.abi_version());
        demo_table_unload(library);
        return 0;
    }
  `;
  const library = (version: string): string =>
    `#include <stdint.h>\nuint32_t demo_abi_version(void) { return ${version}; }\n`;

  it.each([
    ['the same version', library('2u << 16 | 3'), 0, '131075'],
    ['a later minor part', library('2u << 16 | 4'), 0, '131076'],
    [
      'an earlier minor part',
      library('2u << 16 | 2'),
      1,
      'libdemo.so has ABI 2.2, this package needs 2.3 or a later 2.x',
    ],
    ['another major part', library('3u << 16 | 3'), 1, 'libdemo.so has ABI 3.3, this package needs 2.3 or a later 2.x'],
    ['no version at all', 'int other;\n', 1, 'libdemo.so exports no demo_abi_version: not a demo library'],
  ])('judges a library with %s', (_, source, status, text) => {
    using shop = workshop('c-abi-version').add([
      { path: 'main.c', text: program },
      { path: 'lib.c', text: source },
    ]);
    expect(shop.run('gcc', [...STRICT, 'main.c', 'c/demo_table_loader.c', '-ldl', '-o', 'main'])).toEqual({
      status: 0,
      output: '',
    });
    expect(shop.run('gcc', ['-shared', '-fPIC', 'lib.c', '-o', 'libdemo.so']).status).toBe(0);
    const result = shop.run('./main', ['./libdemo.so']);
    expect(result.output).toContain(text);
    expect(result.status).toBe(status);
  });

  it('says what is wrong with a file that is no library', () => {
    using shop = workshop('c-abi-version').add([
      { path: 'main.c', text: program },
      { path: 'no.so', text: 'text' },
    ]);
    expect(shop.run('gcc', [...STRICT, 'main.c', 'c/demo_table_loader.c', '-ldl', '-o', 'main']).status).toBe(0);
    expect(shop.run('./main', ['./no.so'])).toMatchObject({
      status: 1,
      output: expect.stringContaining('cannot open ./no.so'),
    });
    expect(shop.run('./main', ['./none.so'])).toMatchObject({
      status: 1,
      output: expect.stringContaining('cannot open ./none.so'),
    });
  });
});
