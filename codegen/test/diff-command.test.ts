import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../src/cli/command.js';
import { DIFF_SCHEMA } from '../src/report/schema.js';

const LIB = join(import.meta.dirname, 'diff/lib.h');
const HEADER = readFileSync(LIB, 'utf8');

let root: string;
let old: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'codegen-diff-'));
  old = join(root, 'lib.h');
  cpSync(LIB, old);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function abiDiff(...args: readonly string[]): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const status = await run(['abi', 'diff', ...args], terminal);
  return { status, out: out.join(''), err: err.join('') };
}

/** The header with other text, in a folder of its own, so that it keeps its name. */
function changed(...edits: readonly (readonly [string, string])[]): string {
  const text = edits.reduce((whole, [from, to]) => {
    expect(whole).toContain(from);
    return whole.replaceAll(from, to);
  }, HEADER);
  const path = join(mkdtempSync(join(root, 'next-')), 'lib.h');
  writeFileSync(path, text);
  return path;
}

const BREAK = ['lib_box_look', 'lib_box_inspect'] as const;
const WORDS = ['@brief Weighs numbers.', '@brief Weighs the first numbers.'] as const;
const MEMBER = [
  '    LIB_STATUS_FULL = 3, ',
  '    LIB_STATUS_LATER = 4, /**< Not now. */\n    LIB_STATUS_FULL = 3, ',
] as const;

describe('abi diff', () => {
  it('says that nothing differs, and exits with 0', async () => {
    const { status, out, err } = await abiDiff(old, changed());
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^nothing differs: .* asks for no new version\n$/);
  });

  it('knows the library in a copy with another name, by its macros', async () => {
    const [before, after] = [join(root, 'before.h'), join(root, 'after-1.h')];
    writeFileSync(before, HEADER);
    writeFileSync(after, HEADER.replaceAll(...BREAK));
    expect(await abiDiff(old, before)).toMatchObject({
      status: 0,
      err: '',
      out: expect.stringMatching(/^nothing differs/),
    });
    const [copied, same] = [
      await abiDiff(before, after, '--format', 'json'),
      await abiDiff(old, changed(BREAK), '--format', 'json'),
    ];
    const rules = ({ out }: Outcome) => JSON.parse(out).findings.map(({ rule }: { readonly rule: string }) => rule);
    expect(rules(copied)).toEqual(rules(same));
  });

  it('shows the line of the header, who notices and what to do', async () => {
    const { status, out } = await abiDiff(old, changed(BREAK));
    expect(status).toBe(1);
    expect(out).toMatch(/lib\.h:\d+:22 {2}breaking {2}abi\/function-renamed/);
    expect(out).toContain('LIB_API lib_status_t lib_box_inspect(');
    expect(out).toContain('^^^^^^^^^^^^^^^');
    expect(out).toContain('breaks C source, C binary, Go, TypeScript');
  });

  it.each([
    ['breaking', 0, 0, 1],
    ['additive', 0, 1, 1],
    ['docs', 1, 1, 1],
  ] as const)('fails on %s and what is worse', async (limit, docs, additive, breaking) => {
    const statuses = [];
    for (const edit of [WORDS, MEMBER, BREAK])
      statuses.push((await abiDiff(old, changed(edit), '--fail-on', limit)).status);
    expect(statuses).toEqual([docs, additive, breaking]);
  });

  it.each<[string, readonly string[]]>([
    ['a side is missing', ['lib.h']],
    ['a side is no file', ['lib.h', 'nowhere.h']],
    ['a revision is unknown', ['lib.h', 'no-such-revision:lib.h']],
    ['a record is no record', ['lib.h', 'package.json']],
    ['a format is unknown', ['lib.h', 'lib.h', '--format', 'html']],
    ['a limit is unknown', ['lib.h', 'lib.h', '--fail-on', 'anything']],
  ])('exits with 2 and says why if %s', async (_what, args) => {
    writeFileSync(join(root, 'package.json'), '{}');
    const { status, out, err } = await abiDiff(
      ...args.map((arg) => (/^\w+\.(h|json)$/.test(arg) ? join(root, arg) : arg)),
    );
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err.length).toBeGreaterThan(20);
  });

  it('compares what the generator would refuse, and says so', async () => {
    const { status, out, err } = await abiDiff(
      old,
      changed(['uint64_t number, uint32_t place);', 'uint64_t number);']),
    );
    expect(status).toBe(1);
    expect(out).toContain('abi/parameter-removed');
    expect(err).toContain('header/param-mismatch');
  });

  it('reads a revision of git, from the root of the repository', async () => {
    const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
    git('init', '--quiet');
    git('add', 'lib.h');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '--quiet', '-m', 'first');
    const cli = join(import.meta.dirname, '../dist/cli/main.js');
    writeFileSync(old, HEADER.replaceAll(...BREAK));
    const args = [cli, 'abi', 'diff', 'HEAD:lib.h', 'lib.h', '--format', 'json', '--fail-on', 'breaking'];
    const said = (() => {
      try {
        return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
      } catch (error) {
        return error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
      }
    })();
    expect(JSON.parse(said)).toMatchObject({ old: 'HEAD:lib.h', bump: 'major', findings: [{ file: 'lib.h' }] });
  });
});

describe('the formats', () => {
  const EDITS = [BREAK, WORDS, MEMBER] as const;

  it('JSON follows its schema, and is alone on stdout', async () => {
    const { out } = await abiDiff(old, changed(...EDITS), '--format', 'json');
    const said: unknown = JSON.parse(out);
    const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(DIFF_SCHEMA);
    validate(said);
    expect(validate.errors ?? []).toEqual([]);
    expect(said).toMatchObject({ bump: 'major', suppressed: 0 });
  });

  it('SARIF follows the published schema', async () => {
    const { out } = await abiDiff(old, changed(...EDITS), '--format', 'sarif');
    const published: object = createRequire(import.meta.url)(
      '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
    );
    // Draft 04 spelled `$id` otherwise.
    const schema = { ...published, id: undefined, $schema: 'http://json-schema.org/draft-07/schema#' };
    Reflect.deleteProperty(schema, 'id');
    const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(
      schema,
    );
    validate(JSON.parse(out));
    expect(validate.errors ?? []).toEqual([]);
    expect(JSON.parse(out)).toMatchObject({
      runs: [{ results: [{ level: 'note' }, { level: 'error', ruleId: 'abi/function-renamed' }, { level: 'none' }] }],
    });
    expect(validate({ version: '2.1.0', runs: [{ results: [{}] }] })).toBe(false);
  });

  it('JUnit counts its failures', async () => {
    const { out } = await abiDiff(old, changed(...EDITS), '--format', 'junit');
    expect(XMLValidator.validate(out)).toBe(true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(out);
    expect(testsuites).toMatchObject({ '@_tests': '3', '@_failures': '1' });
    expect(testsuites.testsuite.testcase).toHaveLength(3);
  });

  it('Markdown fits on a phone, however much has changed', async () => {
    const { out } = await abiDiff(old, changed(...EDITS), '--format', 'markdown');
    expect(out).toContain('### ABI: 1 breaking, 1 additive, 1 docs');
    expect(out).not.toContain('|---');
    const { out: all } = await abiDiff(old, changed(['lib_', 'new_']), '--format', 'markdown');
    expect(all.split('\n').length).toBeLessThan(60);
  });

  it('text has colours only where they are asked for', async () => {
    const next = changed(...EDITS);
    const { out } = await abiDiff(old, next);
    expect(out).not.toContain('\u001b[');
    const coloured: string[] = [];
    await run(['abi', 'diff', old, next], {
      out: (text) => void coloured.push(text),
      err: () => undefined,
      colour: true,
    });
    expect(coloured.join('')).toContain('\u001b[');
  });
});

describe('suppressions', () => {
  function suppressions(...entries: readonly object[]): string {
    const path = join(root, 'allow.json');
    writeFileSync(path, JSON.stringify(entries));
    return path;
  }
  const ENTRY = {
    rule: 'abi/function-renamed',
    symbol: 'lib_box_inspect',
    reason: 'nobody outside of this repository calls it',
    expires: '2999-12-31',
  };

  it('hide what they name', async () => {
    const { status, out } = await abiDiff(old, changed(BREAK), '--suppressions', suppressions(ENTRY));
    expect(status).toBe(0);
    expect(out).toContain('1 suppressed');
  });

  it('hide nothing once they have expired, and say so', async () => {
    const path = suppressions({ ...ENTRY, expires: '2020-01-01' });
    const { status, out } = await abiDiff(old, changed(BREAK), '--suppressions', path);
    expect(status).toBe(1);
    expect(out).toContain('abi/suppression-expired');
  });

  it('are findings themselves where they match nothing', async () => {
    const { status, out } = await abiDiff(old, changed(), '--suppressions', suppressions(ENTRY), '--fail-on', 'docs');
    expect(status).toBe(1);
    expect(out).toContain('abi/suppression-unused');
  });

  it.each<[string, object]>([
    ['without a reason', { ...ENTRY, reason: '' }],
    ['without an expiry', { ...ENTRY, expires: 'never' }],
  ])('are refused %s', async (_what, entry) => {
    const { status, err } = await abiDiff(old, changed(BREAK), '--suppressions', suppressions(entry));
    expect(status).toBe(2);
    expect(err).toContain('allow.json');
  });
});
