import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { emitAbi } from '../src/emit/abi/emit-abi.js';
import type { EmittedFile } from '../src/emit/emitter.js';
import { makeNames } from '../src/names/names.js';
import { casesOf, emitCase, expectedPath } from './golden-case.js';
import { checkFile } from './header-on-disk.js';

const CASES = ['abi-everything'];

function emit(name: string): readonly EmittedFile[] {
  return emitCase(name, [emitAbi], { abi: { out: 'abi' } }).files;
}

function recordOf(files: readonly EmittedFile[]): string {
  return files.find(({ path }) => path.endsWith('.abi.json'))?.text ?? '';
}

function schemaOf(files: readonly EmittedFile[]): object {
  const schema: unknown = JSON.parse(files.find(({ path }) => path === 'abi/abi.schema.json')?.text ?? '');
  if (typeof schema !== 'object' || schema === null) throw new Error('the schema is no object');
  return schema;
}

/** Changes one value inside of the record, by the path of its keys. */
function changed(record: string, path: readonly (string | number)[], value: unknown): unknown {
  const root: unknown = JSON.parse(record);
  let at = root;
  for (const key of path.slice(0, -1)) at = Reflect.get(Object(at), key);
  if (value === undefined) Reflect.deleteProperty(Object(at), path.at(-1) ?? '');
  else Reflect.set(Object(at), path.at(-1) ?? '', value);
  return root;
}

it('has these golden cases', () => {
  expect(casesOf('abi-')).toEqual(CASES);
});

describe.each(CASES)('%s', (name) => {
  const files = emit(name);
  const validate = new Ajv({ allErrors: true, strict: true }).compile(schemaOf(files));

  it('writes what is expected', async () => {
    for (const { path, text } of files) {
      await expect(text).toMatchFileSnapshot(expectedPath(name, path.replace('abi/', '')));
    }
  });

  it('follows its schema', () => {
    validate(JSON.parse(recordOf(files)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each<[string, readonly (string | number)[], unknown]>([
    ['an unknown key', ['functions', 0, 'colour'], 'red'],
    ['a missing key', ['functions', 0, 'role'], undefined],
    ['a number that is no string', ['constants', 0, 'value'], 4],
    ['an unknown unit', ['structs', 0, 'fields', 1, 'unit'], 'miles'],
    ['a role that is none', ['functions', 0, 'role'], { kind: 'factory' }],
    ['another format', ['format'], 2],
  ])('whose schema refuses %s', (_, path, value) => {
    expect(validate(changed(recordOf(files), path, value))).toBe(false);
  });

  it('names every declaration, in the order of the header', () => {
    const { abi } = emitCase(name, [], {});
    const lines = [...abi.constants, ...abi.enums, ...abi.structs, ...abi.handles, ...abi.callbacks, ...abi.functions];
    for (const { name: declared } of lines) expect(recordOf(files)).toContain(`"name": "${declared}"`);
    for (const list of [abi.functions, abi.structs, abi.enums]) {
      expect(list.map(({ location }) => location.line)).toEqual(
        list.map(({ location }) => location.line).toSorted((a, b) => a - b),
      );
    }
  });
});

describe('a recorded ABI', () => {
  it.each([
    ['pvm', '../../pvm.h'],
    ['shelf', 'fixture/shelf/shelf.h'],
  ])('of %s.h follows the schema, and names no place of this machine', (name, path) => {
    const checked = checkFile(join(import.meta.dirname, path), name, join(import.meta.dirname, path));
    if (!checked.ok) throw new Error('refused');
    const config = { header: path, library: 'Library', targets: { abi: { out: 'abi' } }, builtins: [], headerText: '' };
    const files = emitAbi(checked.abi, makeNames(checked.abi, config), config);
    const validate = new Ajv({ allErrors: true, strict: true }).compile(schemaOf(files));
    validate(JSON.parse(recordOf(files)));
    expect(validate.errors ?? []).toEqual([]);
    expect(recordOf(files)).not.toContain(import.meta.dirname);
    expect(recordOf(files)).toContain(`"file": "${name}.h"`);
  });
});
