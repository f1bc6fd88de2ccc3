import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../src/config/config.js';
import { GoModule, HAS_GO, packageOf, WITHOUT_GO } from './emit-go/package.js';

const GOLDEN = join(import.meta.dirname, 'golden');
const MODULE = 'example.com/demo';
const TIMEOUT = 120_000;

/** What is worth reading of each case; everything else is compiled all the same. */
const READ: ReadonlyMap<string, readonly string[]> = new Map([
  ['go-borrowed-handles', ['tree.gen.go', 'cursor.gen.go', 'handles.gen.go']],
  ['go-kept-callbacks', ['clock.gen.go', 'calls.gen.go', 'demo_go.h']],
  ['go-yielding-callback', ['machine.gen.go', 'watch.gen.go', 'demo_go.h']],
  ['go-structs-and-buffers', ['structs.gen.go', 'library.gen.go', 'errors.gen.go']],
]);

function caseOf(name: string): ReturnType<typeof packageOf> {
  const header = join(GOLDEN, name, 'input.h');
  const config: Config = {
    header: 'demo.h',
    library: 'Library',
    targets: { go: { out: 'go', package: 'demo', module: MODULE } },
    builtins: [],
    headerText: readFileSync(header, 'utf8'),
  };
  return packageOf(header, config);
}

describe('the Go emitter', () => {
  it('has a golden case for each feature, and expectations for each case', () => {
    const folders = readdirSync(GOLDEN).filter((name) => name.startsWith('go-'));
    expect(folders.sort()).toEqual([...READ.keys()].sort());
  });

  describe.each([...READ])('%s', (name, read) => {
    const files = caseOf(name);

    it.each(read)('writes %s as expected', async (path) => {
      const text = files.find((file) => file.path === path)?.text;
      await expect(text).toMatchFileSnapshot(join(GOLDEN, name, 'expected', path));
    });

    it.skipIf(!HAS_GO)(
      `compiles, and neither gofmt nor go vet finds anything${HAS_GO ? '' : `: ${WITHOUT_GO}`}`,
      () => {
        using module = new GoModule(MODULE, files);
        expect(module.run('gofmt', ['-l', '.'])).toEqual({ status: 0, output: '' });
        expect(module.run('go', ['vet', './...'])).toEqual({ status: 0, output: '' });
      },
      TIMEOUT,
    );
  });
});
