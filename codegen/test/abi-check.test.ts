import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../src/cli/command.js';

const SHELF = join(import.meta.dirname, 'fixture/shelf');
const HEADER = readFileSync(join(SHELF, 'shelf.h'), 'utf8');
const hasGo = spawnSync('go', ['version']).status === 0;
const WHY_NOT = 'reading ELF and DWARF takes Go 1.24 or newer';

let root: string;
/** Holds the library that most tests compare with, built once. */
const once = mkdtempSync(join(tmpdir(), 'codegen-check-'));

beforeAll(() => {
  root = once;
  for (const file of ['shelf.h', 'shelf.c']) cpSync(join(SHELF, file), join(root, file));
  compile('one');
});
afterAll(() => rmSync(once, { recursive: true, force: true }));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'codegen-check-'));
  for (const file of ['shelf.h', 'shelf.c', 'one.so']) cpSync(join(once, file), join(root, file));
  configure([]);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function configure(libraries: readonly string[]): void {
  const builtins = libraries.map((library, index) => {
    return { name: `lib${index}`, prefix: `shelf_lib${index}_`, sources: ['shelf.c'], library };
  });
  const targets = { abi: { out: 'abi' }, c: { out: 'out' } };
  const config = { header: 'shelf.h', library: 'Library', targets, builtins };
  writeFileSync(join(root, 'codegen.config.json'), JSON.stringify(config));
}

function edit(file: string, ...edits: readonly (readonly [string, string])[]): void {
  const text = readFileSync(join(root, file), 'utf8');
  const changed = edits.reduce((whole, [from, to]) => {
    expect(whole).toContain(from);
    return whole.replaceAll(from, to);
  }, text);
  writeFileSync(join(root, file), changed);
}

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function command(...args: readonly string[]): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const status = await run([...args, '--config', join(root, 'codegen.config.json')], terminal);
  return { status, out: out.join(''), err: err.join('').replaceAll(root, 'ROOT') };
}

const check = (...args: readonly string[]): Promise<Outcome> => command('abi', 'check', ...args);
const RENAMED = ['shelf_rack_checksum', 'shelf_rack_digest'] as const;

/** Builds the shelf with a C compiler. */
function compile(name: string, { flags = [] as readonly string[], soname = `${name}.so.1` } = {}): void {
  const link = soname === '' ? [] : [`-Wl,-soname,${soname}`];
  tool('cc', '-shared', '-fPIC', '-fvisibility=hidden', '-w', '-g', ...flags, ...link, 'shelf.c', '-o', `${name}.so`);
}

function tool(name: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(name, args, { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

/** Rule and message of each finding. */
function findingsIn({ out }: Outcome): readonly string[] {
  const { findings } = JSON.parse(out) as { findings: readonly { rule: string; message: string }[] };
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('abi record', () => {
  it('keeps the ABI of the header, once', async () => {
    expect(await command('abi', 'record', '1.2')).toEqual({
      status: 0,
      out: 'recorded abi/releases/1.2.abi.json\n',
      err: '',
    });
    const before = readFileSync(join(root, 'abi/releases/1.2.abi.json'), 'utf8');
    edit('shelf.h', RENAMED);
    expect(await command('abi', 'record', '1.2')).toEqual({
      status: 1,
      out: '',
      err:
        'pvm-codegen: abi/releases/1.2.abi.json is there already, and a release does not change; raise SHELF_ABI_MAJOR ' +
        'and SHELF_ABI_MINOR for another one\n',
    });
    expect(readFileSync(join(root, 'abi/releases/1.2.abi.json'), 'utf8')).toBe(before);
    expect(JSON.parse(before)).toMatchObject({ $schema: '../abi.schema.json', name: 'shelf' });
  });

  it.each(['1.3', '1', '1.2.0', '../1.2'])('refuses %s, which is not the header’s version', async (version) => {
    expect(await command('abi', 'record', version)).toEqual({
      status: 1,
      out: '',
      err:
        `pvm-codegen: shelf.h is version 1.2, not ${version}; record 1.2, or change SHELF_ABI_MAJOR and SHELF_ABI_MINOR ` +
        'first\n',
    });
  });

  it('refuses a header that says no version, or that the rules refuse', async () => {
    edit('shelf.h', ['SHELF_ABI_MINOR', 'SHELF_ABI_MINUS']);
    expect((await command('abi', 'record', '1.2')).err).toBe(
      'pvm-codegen: shelf.h has no version; define SHELF_ABI_MAJOR and SHELF_ABI_MINOR in it\n',
    );
    edit('shelf.h', ['(borrowed: static) One sentence', 'One sentence']);
    const { status, err } = await command('abi', 'record', '1.2');
    expect(status).toBe(1);
    expect(err).toMatch(
      /shelf\.h:\d+:\d+ {2}header\/ownership-missing .*\n.*shelf\.h is not recorded; mend it first\n$/,
    );
  });
});

describe('abi check', () => {
  beforeEach(async () => {
    await command('generate');
    await command('abi', 'record', '1.2');
  });

  it('is content where nothing has changed', async () => {
    expect(await check()).toEqual({
      status: 0,
      out: 'nothing differs: abi/releases/1.2.abi.json to shelf.h asks for no new version\n',
      err: expect.stringMatching(
        /^pvm-codegen: \d+ generated files and 0 libraries compared in .*: all is as shelf\.h says\n$/,
      ),
    });
  });

  it('says so where there is no release, and compares the rest', async () => {
    rmSync(join(root, 'abi/releases'), { recursive: true });
    const { status, err } = await check();
    expect(status).toBe(0);
    expect(err).toContain('no release is recorded in abi/releases: nothing to compare shelf.h with\n');
  });

  it('takes the newest release, as numbers go', async () => {
    edit('shelf.h', ['SHELF_ABI_MINOR 2', 'SHELF_ABI_MINOR 10']);
    await command('abi', 'record', '1.10');
    await command('generate');
    expect((await check()).out).toContain('abi/releases/1.10.abi.json to shelf.h');
  });

  it('fails on a break until the version says so', async () => {
    edit('shelf.h', RENAMED);
    await command('generate');
    const before = await check('--format', 'json');
    expect(before.status).toBe(1);
    expect(findingsIn(before)).toEqual([
      'abi/version-not-raised: the header had version 1.2 and has 1.2, but the changes ask for 2.0',
      'abi/function-renamed: the function shelf_rack_checksum is now called shelf_rack_digest',
    ]);
    edit('shelf.h', ['SHELF_ABI_MAJOR 1', 'SHELF_ABI_MAJOR 2'], ['SHELF_ABI_MINOR 2', 'SHELF_ABI_MINOR 0']);
    await command('generate');
    const after = await check('--format', 'junit');
    expect(after.status).toBe(0);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(after.out);
    expect(testsuites).toMatchObject({ '@_failures': '0' });
    expect(after.out).toContain('abi/function-renamed');
  });

  it('fails on a generated file that is not as generated', async () => {
    edit('out/shelf.map', ['shelf_rack_add;', 'shelf_rack_append;']);
    const outcome = await check('--format', 'json');
    expect(outcome.status).toBe(1);
    expect(findingsIn(outcome)).toEqual(['abi/generated-files-differ: a file is not as generated: out/shelf.map']);
    expect(outcome.err).toContain('1 of the findings must be mended\n');
  });

  it('takes allowed findings out', async () => {
    edit('shelf.h', RENAMED);
    await command('generate');
    const reason = 'tried in a test, nobody has it';
    const entry = { rule: 'abi/version-not-raised', symbol: 'version', reason, expires: '2999-01-01' };
    writeFileSync(join(root, 'allow.json'), JSON.stringify([entry]));
    expect((await check('--suppressions', join(root, 'allow.json'))).status).toBe(0);
  });

  it('is misuse without a configuration, with a header that the rules refuse, or without the libraries', async () => {
    configure(['no.so']);
    expect(await check()).toEqual({ status: 2, out: '', err: 'pvm-codegen: no.so is not there; build it first\n' });
    expect((await check('--no-libraries')).status).toBe(0);
    edit('shelf.h', ['(borrowed: static) One sentence', 'One sentence']);
    expect(await check()).toMatchObject({
      status: 2,
      err: expect.stringContaining('shelf.h is not compared; mend it'),
    });
    rmSync(join(root, 'codegen.config.json'));
    expect(await check()).toMatchObject({ status: 2, err: expect.stringContaining('name another with --config') });
  });
});

describe.skipIf(!hasGo)(`abi check of built libraries${hasGo ? '' : `: skipped, ${WHY_NOT}`}`, () => {
  beforeEach(async () => {
    configure(['one.so', 'two.so']);
    await command('generate');
  });

  /** What is found when the second library is built otherwise than the first. */
  async function found(): Promise<readonly string[]> {
    const outcome = await check('--format', 'json');
    expect({ status: outcome.status, err: outcome.status === 2 ? outcome.err : '' }).toEqual({ status: 1, err: '' });
    return findingsIn(outcome);
  }

  it('is content with two that are as the header says', async () => {
    compile('two', { flags: ['-O2'] });
    expect(await check()).toMatchObject({ status: 0, err: expect.stringContaining(' and 2 libraries compared') });
  });

  it('reads debug information in a file beside the library', async () => {
    compile('two');
    tool('objcopy', '--only-keep-debug', 'two.so', 'two.so.debug');
    tool('objcopy', '--strip-debug', '--add-gnu-debuglink=two.so.debug', 'two.so');
    expect((await check()).status).toBe(0);
    rmSync(join(root, 'two.so.debug'));
    expect(await found()).toEqual(['abi/library-undescribed: two.so has no debug information: no layout was compared']);
  });

  it('finds a function that is declared and not exported', async () => {
    edit('out/shelf.map', ['    shelf_rack_checksum;\n', '']);
    compile('two', { flags: ['-Wl,--version-script=out/shelf.map'] });
    expect(await found()).toEqual([
      expect.stringContaining('abi/generated-files-differ'),
      'abi/library-function-missing: two.so does not export shelf_rack_checksum',
      'abi/libraries-differ: one.so and two.so do not export the same: two.so lacks shelf_rack_checksum',
    ]);
  });

  it('finds symbols that are exported and not declared', async () => {
    compile('two');
    const more = ['int shelf_a;', 'void shelf_b(void) {}', 'void c(void) {}', 'void d(void) {}'];
    writeFileSync(join(root, 'shelf.c'), `${readFileSync(join(root, 'shelf.c'), 'utf8')}\n${more.join('\n')}\n`);
    compile('two', { flags: ['-fvisibility=default'] });
    const [stray = '', differ = ''] = await found();
    expect(differ).toContain('one.so lacks c, d, shelf_a and 1 more');
    expect(stray).toMatch(
      /^abi\/library-symbol-undeclared: two\.so exports c, d, shelf_a and 1 more, which shelf\.h does not/,
    );
  });

  it('finds structs that are laid out otherwise', async () => {
    compile('two', { flags: ['-fpack-struct=1'] });
    const findings = await found();
    expect(findings.every((finding) => finding.startsWith('abi/library-layout-mismatch: in two.so, '))).toBe(true);
    expect(findings.join('\n')).toMatch(/shelf_book_t has 107 octets, not 112/);
  });

  it('finds a library that was built with another header', async () => {
    edit(
      'shelf.h',
      ['    bool is_locked; ', '    uint64_t is_locked; '],
      ['SHELF_GENRE_POETRY = 1', 'SHELF_GENRE_POETRY = 7'],
    );
    compile('two');
    writeFileSync(join(root, 'shelf.h'), HEADER);
    expect(await found()).toEqual([
      'abi/library-layout-mismatch: in two.so, shelf_options_t.is_locked has 8 octets, not 1',
      'abi/library-layout-mismatch: in two.so, shelf_counters_t.is_locked is at octet 48, not 47',
      'abi/library-layout-mismatch: in two.so, SHELF_GENRE_POETRY is 7, not 1',
    ]);
  });

  it.each([
    ['two.so.2', 'the soname two.so.2'],
    ['', 'no soname'],
  ])('finds the soname "%s"', async (soname, words) => {
    compile('two', { soname });
    expect(await found()).toEqual([`abi/library-version-mismatch: two.so has ${words}, and shelf.h says 1.2`]);
  });

  it('reads symbol versions', async () => {
    const map = readFileSync(join(root, 'out/shelf.map'), 'utf8').replace('{\nglobal', 'SHELF_2.0 {\nglobal');
    writeFileSync(join(root, 'two.map'), map);
    compile('two', { flags: ['-Wl,--version-script=two.map'] });
    const findings = await found();
    expect(findings).toContain(
      'abi/library-version-mismatch: two.so has symbols of version SHELF_2.0, and shelf.h says 1.2',
    );
    expect(findings.find((finding) => finding.startsWith('abi/libraries-differ'))).toContain('@SHELF_2.0');
  });

  it.each<[string, string, (file: string) => void]>([
    ['text', 'two.so cannot be read: bad magic number', (file) => writeFileSync(file, 'not ELF at all, '.repeat(9))],
    ['nothing', 'two.so cannot be read: ', (file) => writeFileSync(file, '')],
    [
      'a piece of a library',
      'two.so cannot be read: ',
      (file) => writeFileSync(file, readFileSync(file).subarray(0, 900)),
    ],
    [
      'an object file',
      'no shared library, its type is ET_REL',
      () => tool('cc', '-w', '-c', 'shelf.c', '-o', 'two.so'),
    ],
  ])('refuses %s', async (_what, words, make) => {
    compile('two');
    make(join(root, 'two.so'));
    const { status, out, err } = await check();
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(words);
    expect(err).toMatch(/; name a shared library in ELF\n$/);
  });
});

describe.skipIf(!hasGo)(`abi diff of a built library${hasGo ? '' : `: skipped, ${WHY_NOT}`}`, () => {
  async function diff(old: string, next: string): Promise<Outcome> {
    const out: string[] = [];
    const err: string[] = [];
    const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
    const status = await run(['abi', 'diff', old, next, '--format', 'json'], terminal);
    return { status, out: out.join(''), err: err.join('') };
  }

  it('compares what the library is, and says where it is not as its header', async () => {
    const header = join(root, 'shelf.h');
    expect(await diff(header, `${join(root, 'one.so')}+${header}`)).toMatchObject({ status: 0, err: '' });
    compile('two', { flags: ['-fpack-struct=1'] });
    const outcome = await diff(header, `${join(root, 'two.so')}+${header}`);
    expect(outcome.status).toBe(1);
    expect(outcome.err).toContain('abi/library-layout-mismatch');
    expect(findingsIn(outcome).join('\n')).toMatch(/shelf_\w+_t/);
  });

  it('is misuse where the library cannot be read', async () => {
    const header = join(root, 'shelf.h');
    const outcome = await diff(header, `${join(root, 'none.so')}+${header}`);
    expect(outcome).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('none.so is not there; build it first'),
    });
  });
});
