import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '../src');

/** What each room may import besides itself. Arrows never point back. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  config: [],
  parse: ['model'],
  build: ['model'],
  names: ['model'],
  check: ['build', 'model', 'names'],
  emit: ['build', 'check', 'config', 'model', 'names'],
  write: [],
  elf: [],
  diff: ['elf', 'emit', 'model'],
  impact: ['config', 'diff', 'emit', 'model', 'names'],
  report: ['config', 'diff', 'emit', 'impact', 'model'],
  sides: ['build', 'check', 'config', 'diff', 'elf', 'emit', 'model', 'parse'],
  cli: ['check', 'config', 'diff', 'elf', 'emit', 'impact', 'model', 'parse', 'report', 'sides', 'write'],
};

/** Rooms that may ask the machine, and where each package from npm belongs. */
const IMPURE = ['config', 'elf', 'impact', 'parse', 'sides', 'write', 'cli'];
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  ajv: ['config', 'sides'],
  commander: ['cli'],
  diff: ['write'],
  'fast-xml-parser': ['parse', 'report'],
  picocolors: ['report'],
  sarif: ['report'],
  'ts-morph': ['emit', 'impact'],
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)';/gms)].map(([, name = '']) => {
    const target = name.startsWith('.') ? relative(SOURCE, join(SOURCE, dirname(file), name)) : name;
    return { file, room: roomOf(file), target };
  });
});

function isOwn({ target }: Import): boolean {
  return files.includes(target.replace(/\.js$/, '.ts'));
}

describe('the rooms', () => {
  it('are those that ARCHITECTURE.md names, and all imports were seen', () => {
    expect([...new Set(files.map(roomOf))].toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted());
    const written = files.map((file) => readFileSync(join(SOURCE, file), 'utf8').match(/^import\b/gm)?.length ?? 0);
    expect(imports.length).toBeGreaterThanOrEqual(written.reduce((sum, count) => sum + count, 0));
    expect(imports.length).toBeGreaterThan(200);
  });

  it('import only what stands before them', () => {
    const stray = imports.filter(isOwn).filter(({ room, target }) => {
      return roomOf(target) !== room && !MAY_IMPORT[room]?.includes(roomOf(target));
    });
    expect(stray.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('ask the machine only where they are meant to', () => {
    const stray = imports.filter(({ target, room, file }) => {
      // Pure: it only cuts strings.
      const isPure = target === 'node:path/posix' || (target === 'node:path' && file.startsWith('emit/'));
      return target.startsWith('node:') && !isPure && !IMPURE.includes(room);
    });
    expect(stray.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
    const globals = files
      .filter((file) => !IMPURE.includes(roomOf(file)))
      .filter((file) =>
        /\b(?:process\.|console\.|Date\.now|new Date\b|Math\.random|performance\.now|globalThis\.)/.test(
          withoutTexts(file),
        ),
      );
    expect(globals).toEqual([]);
  });

  it('use each package where it belongs', () => {
    const stray = imports
      .filter((one) => !isOwn(one) && !one.target.startsWith('node:'))
      .filter(({ room, target }) => PACKAGES[target]?.includes(room) !== true);
    expect(stray.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });
});

/** What emitters write into files is not what they do. */
function withoutTexts(file: string): string {
  return readFileSync(join(SOURCE, file), 'utf8')
    .replace(/`(?:[^`\\]|\\.)*`/gs, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, '')
    .replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');
}
