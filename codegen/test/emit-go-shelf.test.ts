import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../src/config/load.js';
import { GoModule, HAS_GO, packageOf, WITHOUT_GO } from './emit-go/package.js';

const FIXTURE = join(import.meta.dirname, 'fixture/shelf');
const TESTS = join(import.meta.dirname, 'emit-go/shelf_test.go');

/** One test takes the compiler, cgo and the race detector a while. */
const TIMEOUT = 300_000;

const BOTH = `package shelf_test

import (
	"errors"
	"reflect"
	"testing"

	"example.com/shelf"
)

func TestBoth(t *testing.T) {
	if names := shelf.BuiltinLibrarys(); !reflect.DeepEqual(names, []string{"shelf", "second-shelf"}) {
		t.Fatal(names)
	}
	second, err := shelf.BuiltinLibrary("second-shelf")
	if err != nil {
		t.Fatal(err)
	}
	mine, err := shelf.ParseCatalog("1;0;1851;Moby Dick\\n")
	if err != nil {
		t.Fatal(err)
	}
	other, err := second.ParseCatalog("1;0;1851;Moby Dick\\n")
	if err != nil {
		t.Fatal(err)
	}
	first, err := shelf.NewRackFromCatalog(mine, nil)
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := shelf.NewRackFromCatalog(other, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Absorb(foreign); !errors.Is(err, shelf.ErrInvalidArgument) {
		t.Fatal(err)
	}
	if first.Count() != 1 || foreign.Count() != 1 {
		t.Fatal(first.Count(), foreign.Count())
	}
}
`;

describe.skipIf(!HAS_GO)(`the fixture library from Go${HAS_GO ? '' : `: ${WITHOUT_GO}`}`, () => {
  const loaded = loadConfig(join(FIXTURE, 'codegen.config.json'));
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const { config } = loaded.value;
  const module = new GoModule(config.targets.go?.module ?? '', packageOf(join(FIXTURE, config.header), config));
  const library = join(module.folder, 'libshelf.so');
  module.write('shelf_test.go', readFileSync(TESTS, 'utf8'));
  afterAll(() => module[Symbol.dispose]());

  const names = [...readFileSync(TESTS, 'utf8').matchAll(/^func (Test\w+)/gm)].map(([, name]) => name);

  function expectAllPass(flags: readonly string[]): void {
    const built = spawnSync('gcc', ['-shared', '-fPIC', '-o', library, join(FIXTURE, 'shelf.c')], { encoding: 'utf8' });
    expect(built.stderr).toBe('');
    const { status, output } = module.run('go', ['test', '-count=1', '-v', ...flags, '.'], { SHELF_LIBRARY: library });
    expect(status, output).toBe(0);
    expect([...output.matchAll(/^--- PASS: (\w+)/gm)].map(([, name]) => name).sort()).toEqual([...names].sort());
  }

  it('has nothing that gofmt would change', () => {
    expect(module.run('gofmt', ['-l', '.'])).toEqual({ status: 0, output: '' });
  });

  it(
    'has nothing that go vet warns of',
    () => {
      expect(module.run('go', ['vet', './...'])).toEqual({ status: 0, output: '' });
    },
    TIMEOUT,
  );

  it('does what its header says', () => expectAllPass([]), TIMEOUT);

  it('does so without races', () => expectAllPass(['-race']), TIMEOUT);

  it(
    'keeps alive what it uses, however often garbage is collected',
    () => expectAllPass(['-tags', 'shelf_debug']),
    TIMEOUT,
  );

  it(
    'holds the same library twice, each with names and state of its own, also as a part of another file',
    () => {
      const [builtin] = config.builtins;
      if (builtin === undefined) throw new Error('the fixture has no built-in library');
      const files = [...builtin.files, { path: 'second/whole.c', text: '#include "../shelf.c"\n' }];
      const second = { ...builtin, files, name: 'second-shelf', prefix: 'shelf_second_' };
      const twice = { ...config, builtins: [builtin, second] };
      using both = new GoModule(config.targets.go?.module ?? '', packageOf(join(FIXTURE, config.header), twice));
      both.write('both_test.go', BOTH);
      expect(both.run('gofmt', ['-l', '.'])).toEqual({ status: 0, output: '' });
      const { status, output } = both.run('go', ['test', '-count=1', '-v', '.']);
      expect(status, output).toBe(0);
      expect(output).toContain('--- PASS: TestBoth');
    },
    TIMEOUT,
  );

  it(
    'says in one line what is missing without cgo',
    () => {
      const { status, output } = module.run('go', ['build', './...'], { CGO_ENABLED: '0' });
      expect(status).toBe(1);
      expect(
        output
          .trim()
          .split('\n')
          .filter((line) => !line.startsWith('#')),
      ).toEqual([
        expect.stringMatching(
          /^\.\/nocgo\.gen\.go:\d+:\d+: undefined: this_package_needs_cgo_so_set_CGO_ENABLED_1_and_install_a_C_compiler$/,
        ),
      ]);
    },
    TIMEOUT,
  );

  it(
    'says in one line what is missing without a C compiler',
    () => {
      const { status, output } = module.run('go', ['build', '.'], { CC: 'no-such-compiler', CGO_ENABLED: '1' });
      expect(status).toBe(1);
      expect(output).toMatch(/C compiler "no-such-compiler" not found/);
    },
    TIMEOUT,
  );
});
