import { describe, expect, it } from 'vitest';
import type { Config } from '../src/config/config.js';
import type { EmittedFile } from '../src/emit/emitter.js';
import { EMITTERS } from '../src/emit/index.js';
import { makeNames } from '../src/names/names.js';
import { GoModule, HAS_GO, WITHOUT_GO } from './emit-go/package.js';
import { LOADER, TsPackage } from './emit-ts/package.js';
import { Workshop } from './golden-case.js';
import { checkFile, textOf, withHeader } from './header-on-disk.js';
import { everyShape } from './shapes/header.js';

/** What the rules let through, every emitter must be able to say, so that its compiler accepts it. */
const HEADER = everyShape();

const CONFIG: Config = {
  header: 'shapes.h',
  library: 'Library',
  targets: {
    ts: { out: 'ts/src', package: 'shapes' },
    napi: { out: 'ts/native', addon: 'shapes' },
    go: { out: 'go', package: 'shapes', module: 'example.com/shapes' },
    c: { out: 'c' },
    docs: { out: 'docs' },
    swig: { out: 'swig' },
    abi: { out: 'abi' },
  },
  builtins: [],
  headerText: HEADER,
};

const files = withHeader(HEADER, 'shapes', (path): readonly EmittedFile[] => {
  const checked = checkFile(path, 'shapes');
  if (!checked.ok) throw new Error(textOf(checked.findings));
  const names = makeNames(checked.abi, CONFIG);
  return EMITTERS.flatMap(({ target, emit }) =>
    CONFIG.targets[target] === undefined ? [] : emit(checked.abi, names, CONFIG),
  );
});

function below(folder: string): readonly EmittedFile[] {
  return files
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .map(({ path, text }) => ({ path: path.slice(folder.length + 1), text }));
}

describe('every shape that the rules let through', () => {
  it('is there: each number type goes each way', () => {
    expect(HEADER.match(/^SHAPES_API /gm)?.length).toBeGreaterThan(200);
  });

  it('compiles as C', () => {
    using shop = new Workshop().add(below('c')).add([{ path: 'shapes.h', text: HEADER }]);
    const sources = below('c')
      .map(({ path }) => path)
      .filter((path) => path.endsWith('.c'));
    const strict = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only'];
    expect(shop.run('gcc', [...strict, ...sources])).toEqual({ status: 0, output: '' });
  });

  it('compiles as TypeScript, and its glue as C++', () => {
    const folder = new TsPackage('shapes', [
      ...below('ts'),
      { path: 'native.ts', text: LOADER },
      { path: 'include/shapes.h', text: HEADER },
    ]);
    expect(folder.typeCheck()).toBe('');
    expect(folder.checkCpp(`${folder.folder}/include`)).toBe('');
  });

  it.skipIf(!HAS_GO)(
    `compiles as Go${HAS_GO ? '' : `: ${WITHOUT_GO}`}`,
    () => {
      using module = new GoModule('example.com/shapes', below('go'));
      expect(module.run('gofmt', ['-l', '.'])).toEqual({ status: 0, output: '' });
      expect(module.run('go', ['vet', './...'])).toEqual({ status: 0, output: '' });
    },
    180_000,
  );

  it('is read by SWIG', () => {
    using shop = new Workshop().add(below('swig')).add([{ path: 'shapes.h', text: HEADER }]);
    expect(shop.run('swig', ['-python', '-o', 'wrap.c', 'shapes.i'])).toEqual({ status: 0, output: '' });
  });
});
