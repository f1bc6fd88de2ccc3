import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../src/config/config.js';
import { severityOf } from '../src/diff/severity.js';
import { emitApi } from '../src/emit/api/emit-api.js';
import type { Abi } from '../src/model/abi.js';
import { makeNames } from '../src/names/names.js';
import { abiOf, EXAMPLES, sidesOf } from './diff/examples.js';
import { casesOf, emitCase, expectedPath } from './golden-case.js';
import { checkFile } from './header-on-disk.js';

const TARGETS: Config['targets'] = {
  abi: { out: 'abi' },
  ts: { out: 'ts', package: 'demo' },
  go: { out: 'go', package: 'demo', module: 'example.org/demo' },
};

function pageOf(abi: Abi, targets = TARGETS): string {
  const config: Config = { header: abi.header, library: 'Library', targets, builtins: [], headerText: '' };
  return emitApi(abi, makeNames(abi, config), config)[0]?.text ?? '';
}

describe.each(casesOf('abi-'))('%s', (name) => {
  it('says what is expected', async () => {
    const { files } = emitCase(name, [emitApi], TARGETS);
    expect(files.map(({ path }) => path)).toEqual(['abi/demo.api.md']);
    await expect(files[0]?.text).toMatchFileSnapshot(expectedPath(name, 'demo.api.md'));
  });
});

describe('the page of pvm.h', () => {
  const checked = checkFile(join(import.meta.dirname, '../../pvm.h'), 'pvm');
  if (!checked.ok) throw new Error('refused');
  const page = pageOf(checked.abi);

  it('names every declaration, field and member, each in a line of its own', () => {
    const { abi } = checked;
    const all = [...abi.constants, ...abi.enums, ...abi.structs, ...abi.handles, ...abi.callbacks, ...abi.functions];
    const inside = [...abi.enums.flatMap(({ members }) => members), ...abi.structs.flatMap(({ fields }) => fields)];
    for (const { name } of [...all, ...inside]) expect(page, name).toMatch(new RegExp(`^.*\\b${name}\\b`, 'm'));
  });

  it('has no language that is no target', () => {
    const only = pageOf(checked.abi, { abi: { out: 'abi' } });
    expect(only).not.toMatch(/^ {4}(ts|go) /m);
    expect(only).toContain('Every declaration in C, without prose');
  });
});

/** Not about declarations: what stands around them. */
const ELSEWHERE = /^abi\/(directive-|tag-)/;

describe('a change of the API', () => {
  const changes = EXAMPLES.filter(({ id, effects }) => severityOf(effects) !== 'docs' && !ELSEWHERE.test(id));

  it.each(changes.map((rule) => [rule.id, rule] as const))('is seen on the page: %s', (_id, rule) => {
    const [old, next] = sidesOf(rule).map((text) => pageOf(abiOf(text)));
    expect(old).not.toBe(next);
  });
});
