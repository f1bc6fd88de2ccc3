import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordedAbi } from '../src/emit/abi/emit-abi.js';
import { emitC } from '../src/emit/c/emit-c.js';
import type { Abi, Func, Parameter } from '../src/model/abi.js';
import { makeNames } from '../src/names/names.js';
import { Workshop } from './golden-case.js';
import { checkFile, textOf } from './header-on-disk.js';

const HEADERS: readonly (readonly [name: string, path: string])[] = [
  ['pvm', join(import.meta.dirname, '../../pvm.h')],
  ['shelf', join(import.meta.dirname, 'fixture/shelf/shelf.h')],
];

const LATEST = process.env['PVM_SWIG_LATEST'];
const WHY_NOT = 'PVM_SWIG_LATEST names no SWIG: it comes from PyPI, through python3 with venv';

function modelOf(path: string, name: string, swig = 'swig'): Abi {
  const checked = checkFile(path, name, `${name}.h`, swig);
  if (!checked.ok) throw new Error(textOf(checked.findings));
  return checked.abi;
}

describe.each(HEADERS)('the model of %s.h', (name, path) => {
  const abi = modelOf(path, name);

  it('has the numbers that the compiler has', () => {
    const config = {
      header: `${name}.h`,
      library: 'Library',
      targets: { c: { out: '.' } },
      builtins: [],
      headerText: '',
    };
    using shop = new Workshop().add(emitC(abi, makeNames(abi, config), config));
    const args = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only', '-I', join(path, '..')];
    expect(shop.run('gcc', [...args, `${name}_asserts.c`])).toEqual({ status: 0, output: '' });
    expect(abi.structs.length).toBeGreaterThan(4);
  });

  it('is the same from one call to the next', () => {
    expect(recordedAbi(modelOf(path, name))).toBe(recordedAbi(abi));
  });

  const hasLatest = LATEST !== undefined && existsSync(LATEST);
  it(`is the same from the newest SWIG${hasLatest ? '' : `: skipped, ${WHY_NOT}`}`, ({ skip }) => {
    skip(!hasLatest, WHY_NOT);
    expect(recordedAbi(modelOf(path, name, LATEST))).toBe(recordedAbi(abi));
  });
});

describe('roles', () => {
  const shelf = modelOf(HEADERS[1]?.[1] ?? '', 'shelf');

  function func(name: string): Func {
    const found = shelf.functions.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no ${name}`);
    return found;
  }

  function parameter(owner: string, name: string): Parameter {
    const found = func(owner).parameters.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no ${name}`);
    return found;
  }

  it.each<[string, Func['role']]>([
    ['shelf_abi_version', { kind: 'free' }],
    ['shelf_catalog_create', { kind: 'factory', handle: 'shelf_catalog_t' }],
    ['shelf_rack_from_catalog', { kind: 'factory', handle: 'shelf_rack_t' }],
    ['shelf_rack_clone', { kind: 'factory', handle: 'shelf_rack_t', receiver: 'shelf_rack_t' }],
    ['shelf_catalog_retain', { kind: 'retain', handle: 'shelf_catalog_t' }],
    ['shelf_rack_destroy', { kind: 'destroy', handle: 'shelf_rack_t' }],
    ['shelf_rack_get_depth', { kind: 'getter', handle: 'shelf_rack_t', property: 'depth' }],
    ['shelf_rack_set_depth', { kind: 'setter', handle: 'shelf_rack_t', property: 'depth' }],
    // There is no getter of a label's kind for these two: they stay methods.
    ['shelf_rack_set_listener', { kind: 'method', handle: 'shelf_rack_t' }],
    ['shelf_rack_get_window', { kind: 'method', handle: 'shelf_rack_t' }],
  ])('%s', (name, role) => {
    expect(func(name).role).toEqual(role);
  });

  it('threads come from the receiver, unless a function says otherwise', () => {
    expect(func('shelf_rack_add').thread).toBe('serial');
    expect(func('shelf_rack_from_catalog').thread).toBe('any');
    expect(func('shelf_catalog_get_count').thread).toBe('any');
  });

  it('lengths, capacities and counts know their arrays', () => {
    expect(parameter('shelf_rack_rate', 'count').lengthOf).toEqual(['ids', 'ratings']);
    expect(parameter('shelf_rack_describe', 'text_size').capacityOf).toEqual(['text']);
    expect(parameter('shelf_rack_describe', 'out_len').filledOf).toEqual(['text']);
    expect(parameter('shelf_rack_set_offset', 'offset').range).toEqual({ min: -1000n, max: 1000n });
  });

  it('callbacks know their user data, how long they are kept, and who drops them', () => {
    expect(parameter('shelf_rack_set_listener', 'listener')).toMatchObject({
      scope: { kind: 'until', of: 'rack' },
      closure: 'user_data',
      destroy: 'drop',
      nullable: true,
    });
    expect(parameter('shelf_rack_sort', 'compare').scope).toEqual({ kind: 'call' });
    expect(parameter('shelf_rack_sort', 'user_data').isUserData).toBe(true);
  });

  it('structs have sizes, offsets and what is inside', () => {
    const book = shelf.structs.find(({ name }) => name === 'shelf_book_t');
    expect(book).toMatchObject({ size: 112, align: 8, sized: false });
    expect(book?.fields.find(({ name }) => name === 'isbn')).toMatchObject({
      offset: 46,
      type: { kind: 'array', inline: true, length: { kind: 'fixed', count: 13, text: 'SHELF_ISBN_LEN' } },
    });
    expect(shelf.structs.find(({ name }) => name === 'shelf_options_t')).toMatchObject({ sized: true });
  });

  it('deprecation, versions and failures are carried over', () => {
    expect(func('shelf_rack_size').doc.deprecated).toEqual({ version: '1.1', replacement: 'shelf_rack_get_count' });
    expect(func('shelf_rack_absorb').doc.since).toBe('1.1');
    expect(func('shelf_rack_add').failures.map(({ status }) => status)).toEqual([
      'SHELF_STATUS_INVALID_ARGUMENT',
      'SHELF_STATUS_FULL',
      'SHELF_STATUS_BUSY',
    ]);
  });
});
