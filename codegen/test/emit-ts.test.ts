import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../src/config/config.js';
import { LOADER, linted, packageOf, TsPackage } from './emit-ts/package.js';

const GOLDEN = join(import.meta.dirname, 'golden');
const TIMEOUT = 120_000;

/** What is worth reading of each case; everything else is compiled all the same. */
const READ: ReadonlyMap<string, readonly string[]> = new Map([
  ['ts-enums', ['src/constants.ts', 'src/enums.ts', 'src/library.ts', 'native/library.cc']],
  ['ts-errors', ['src/errors.ts', 'src/library.ts']],
  ['ts-structs', ['src/structs.ts', 'src/layout.ts', 'src/library.ts', 'native/library.cc', 'native/addon_kinds.cc']],
  ['ts-buffers', ['src/library.ts', 'native/library.cc']],
  ['ts-live-memory', ['src/tank.ts', 'src/structs.ts', 'native/tank.cc']],
  ['ts-handles', ['src/tree.ts', 'src/cursor.ts', 'native/tree.cc']],
  ['ts-kept-callbacks', ['src/clock.ts', 'src/callbacks.ts', 'native/clock.cc']],
  ['ts-yielding-callback', ['src/machine.ts', 'src/callbacks.ts', 'src/native.ts', 'native/machine.cc']],
]);

function caseOf(name: string): ReturnType<typeof packageOf> {
  const header = join(GOLDEN, name, 'input.h');
  const config: Config = {
    header: 'demo.h',
    library: 'Library',
    targets: { ts: { out: 'src', package: 'demo' }, napi: { out: 'native', addon: 'demo' } },
    builtins: [],
    headerText: readFileSync(header, 'utf8'),
  };
  return packageOf(header, config);
}

describe('the TypeScript and Node-API emitters', () => {
  it('have a golden case for each feature, and expectations for each case', () => {
    const folders = readdirSync(GOLDEN).filter((name) => name.startsWith('ts-'));
    expect(folders.sort()).toEqual([...READ.keys()].sort());
  });

  it('write the same for the same header', () => {
    expect(caseOf('ts-handles')).toEqual(caseOf('ts-handles'));
  });

  describe.each([...READ])('%s', (name, read) => {
    const files = caseOf(name);
    const folder = new TsPackage(`golden/${name}`, [...files, { path: 'native.ts', text: LOADER }]);

    it.each(read)('writes %s as expected', async (path) => {
      const text = files.find((file) => file.path === path)?.text;
      await expect(text).toMatchFileSnapshot(join(GOLDEN, name, 'expected', path.split('/').join('-')));
    });

    it(
      'is what the formatter and the linter would have',
      () => {
        for (const { path, text } of files.filter((file) => file.path.endsWith('.ts'))) {
          expect(linted(text), path).toBe(text);
        }
      },
      TIMEOUT,
    );

    it('compiles with tsc --strict', () => expect(folder.typeCheck()).toBe(''), TIMEOUT);

    it(
      'compiles with g++ -Wall -Wextra -Werror',
      () => {
        folder.write('native/demo.h', readFileSync(join(GOLDEN, name, 'input.h'), 'utf8'));
        expect(folder.checkCpp(join(folder.folder, 'native'))).toBe('');
      },
      TIMEOUT,
    );
  });
});
