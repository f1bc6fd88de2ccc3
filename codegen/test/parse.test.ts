import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration, Draft } from '../src/model/draft.js';
import { readAnnotations } from '../src/parse/annotations.js';
import { evaluate } from '../src/parse/expression.js';
import { type ParseResult, parseHeader } from '../src/parse/parse.js';
import { typeOfSwig } from '../src/parse/swig-type.js';
import { withHeader } from './header-on-disk.js';

const HEADER = `/*
 * lib.h - for tests.
 *
 *     indented();
 */
#ifndef LIB_H
#define LIB_H

#include <stdint.h>

/* ---- First things ------------------------------------------------------ */

/** @brief Bits. @since 1.0 */
#define LIB_BITS (1 << 3)

/** @brief More bits. @since 1.0 */
#define LIB_MORE (LIB_BITS | 0x10)

/* ---- No things --------------------------------------------------------- */

/* ---- Second things ----------------------------------------------------- */

/**
 * @brief Which one.
 *
 * A paragraph over
 * two lines.
 *
 * - an item
 * - another
 *
 * @par Contract
 * (open)
 * (gp: A.5.1)
 * @since 1.0
 */
typedef enum lib_kind {
    LIB_KIND_LOW = -1, /**< Less than nothing, "quoted" & <odd>. */
    LIB_KIND_HIGH = LIB_BITS << 1,
} lib_kind_t;

/** @brief A thing. @since 1.0 */
typedef struct lib_thing lib_thing_t;

/** @brief Calls back. @since 1.0 */
typedef int (*lib_call_t)(struct lib_thing *thing, void *user_data);

#ifdef LIB_EXPERIMENTAL
/**
 * @brief Does it.
 *
 * @param[in]     thing  (nullable) (borrowed: x) The
 *                       thing.
 * @param[in, out] kind  Which.
 * @param[out] out_bytes (array: 3) Octets.
 * @retval LIB_BAD Never.
 * @see lib_other
 * @deprecated 1.1 Use lib_other
 * @since 1.0
 */
LIB_API LIB_DEPRECATED("Use lib_other") const char *const *lib_do(const lib_thing_t *thing, enum lib_kind kind,
                                                                uint8_t out_bytes[3]);
#endif

/** @brief Looks. @return What. @since 1.0 */
struct lib_thing *lib_look(void);

#endif
`;

let draft: Draft;

beforeAll(() => {
  const result = withHeader(HEADER, 'lib', (header) => parseHeader({ header, label: 'lib.h', swig: 'swig' }));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  draft = result.draft;
});

function declared<K extends Declaration['kind']>(kind: K, name: string): Extract<Declaration, { kind: K }> {
  const found = draft.declarations.find(
    (one): one is Extract<Declaration, { kind: K }> => one.kind === kind && one.name === name,
  );
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

describe('a header', () => {
  it('gives its opening comment, and its sections without the empty ones', () => {
    expect(draft.overview).toBe('lib.h - for tests.\n\n    indented();');
    expect(draft.sections).toEqual([
      { title: 'First things', members: ['LIB_BITS', 'LIB_MORE'] },
      { title: 'Second things', members: ['lib_kind_t', 'lib_thing_t', 'lib_call_t', 'lib_do', 'lib_look'] },
    ]);
  });

  it('gives constants with their value, and their text as written', () => {
    expect(declared('constant', 'LIB_BITS')).toMatchObject({
      value: 8n,
      text: '(1 << 3)',
      location: { line: 14, column: 9 },
    });
    expect(declared('constant', 'LIB_MORE')).toMatchObject({ value: 24n, text: '(LIB_BITS | 0x10)' });
  });

  it('gives enumerators with values and comments, and says which has none', () => {
    const [low, high] = declared('enum', 'lib_kind_t').members;
    expect(low).toMatchObject({ name: 'LIB_KIND_LOW', value: -1n, location: { line: 38, column: 5 } });
    expect(low?.comment?.text).toBe('Less than nothing, "quoted" & <odd>.');
    expect(high).toMatchObject({ value: 16n });
    expect(high?.comment).toBeUndefined();
  });

  it('cuts comments into paragraphs, and keeps lists as lines', () => {
    const comment = declared('enum', 'lib_kind_t').comment;
    expect(comment?.briefs.map(({ text }) => text)).toEqual(['Which one.']);
    expect(comment?.details).toEqual(['A paragraph over two lines.', '- an item\n- another']);
    expect(comment?.contract.map(({ key, items }) => [key, items[0]?.value])).toEqual([
      ['open', undefined],
      ['gp', 'A.5.1'],
    ]);
  });

  it('gives functions with types, annotations and their places', () => {
    const func = declared('function', 'lib_do');
    expect(func).toMatchObject({ guarded: true, deprecatedMacro: 'Use lib_other', location: { line: 61, column: 60 } });
    expect(func.returns).toEqual({
      kind: 'pointer',
      constant: false,
      to: { kind: 'pointer', constant: true, to: { kind: 'named', name: 'char', constant: true } },
    });
    expect(func.parameters.map(({ type }) => type)).toEqual([
      { kind: 'pointer', constant: false, to: { kind: 'named', name: 'lib_thing_t', constant: true } },
      { kind: 'named', name: 'lib_kind_t', constant: false },
      { kind: 'array', extent: '3', of: { kind: 'named', name: 'uint8_t', constant: false } },
    ]);
    expect(func.comment?.params.map(({ name, direction, text }) => [name, direction, text])).toEqual([
      ['thing', 'in', 'The thing.'],
      ['kind', 'in,out', 'Which.'],
      ['out_bytes', 'out', 'Octets.'],
    ]);
    expect(func.comment?.params[0]?.annotations).toEqual([
      { key: 'nullable', items: [], location: { file: 'lib.h', line: 52, column: 26 } },
      { key: 'borrowed', items: [{ value: 'x' }], location: { file: 'lib.h', line: 52, column: 37 } },
    ]);
    expect(func.comment?.retvals).toMatchObject([{ status: 'LIB_BAD', text: 'Never.' }]);
    expect(func.comment).toMatchObject({ see: ['lib_other'], deprecated: [{ text: '1.1 Use lib_other' }] });
  });

  it('knows a struct by its tag and by its typedef', () => {
    expect(declared('function', 'lib_look').returns).toMatchObject({ to: { name: 'lib_thing_t' } });
    expect(declared('callback', 'lib_call_t').parameters[0]?.type).toMatchObject({ to: { name: 'lib_thing_t' } });
    expect(declared('callback', 'lib_call_t').returns).toEqual({ kind: 'named', name: 'int', constant: false });
  });
});

describe('what is no header', () => {
  const folder = mkdtempSync(join(tmpdir(), 'codegen-parse-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function parse(content: string | Uint8Array, name = 'lib.h', swig = 'swig'): ParseResult {
    writeFileSync(join(folder, name), content);
    return parseHeader({ header: join(folder, name), label: name, swig });
  }

  it.each<[string, string | Uint8Array, string, RegExp]>([
    ['a comment that never ends', 'int a;\n/* …', 'header/unreadable', /never ends/],
    ['a string that never ends', 'char *a = "x\n;', 'header/unreadable', /never ends/],
    ['a character that C does not have', 'int a;\n  §', 'header/unreadable', /U\+00a7/],
    ['NUL bytes', 'int a;\0', 'header/unreadable', /NUL/],
    ['bytes that are no UTF-8', Uint8Array.of(0x2f, 0x2a, 0xff, 0x2a, 0x2f), 'header/unreadable', /UTF-8/],
    ['braces that do not close', 'typedef struct lib_a { int a;\n', 'header/swig-failed', /SWIG says/],
    ['a macro with two values', '#define LIB_A 1\n#define LIB_A 2\n', 'header/swig-failed', /SWIG says: error/],
  ])('%s is a finding', (_, content, rule, message) => {
    const result = parse(content);
    const [first] = result.ok ? [] : result.findings;
    expect(first?.rule).toBe(rule);
    expect(first?.message).toMatch(message);
  });

  it('is told where it starts', () => {
    expect(parse('int a;\n  §')).toMatchObject({ findings: [{ location: { file: 'lib.h', line: 2, column: 3 } }] });
  });

  it('a file that is missing, too long, or named as no C name can be', () => {
    const missing = parseHeader({ header: join(folder, 'none.h'), swig: 'swig' });
    expect(missing).toMatchObject({ ok: false, findings: [{ rule: 'header/unreadable' }] });
    expect(parse(' '.repeat((4 << 20) + 1))).toMatchObject({ findings: [{ message: /more than/ }] });
    expect(parse('', 'my-lib.h')).toMatchObject({ findings: [{ message: /"my-lib"/ }] });
  });

  it('a function that is declared twice is no plain C', () => {
    const result = parse('int lib_f(int a);\nint lib_f(double a);\n');
    expect(result).toMatchObject({ ok: true, draft: { unsupported: [{ message: 'lib_f is declared twice' }] } });
  });

  it('an empty file declares nothing', () => {
    expect(parse('')).toMatchObject({ ok: true, draft: { declarations: [] } });
  });
});

describe('annotations', () => {
  const here = { file: '', line: 1, column: 1 };
  const read = (text: string): ReturnType<typeof readAnnotations> => readAnnotations(text, () => here);

  it('end at the first character that is no parenthesis', () => {
    const { annotations, text } = read(' (array: n, filled: m)\n  (range: -0x10..5) Prose (nullable).');
    expect(annotations.map(({ key, items }) => [key, items])).toEqual([
      ['array', [{ value: 'n' }, { label: 'filled', value: 'm' }]],
      ['range', [{ value: '-0x10..5' }]],
    ]);
    expect(text).toBe('Prose (nullable).');
  });

  it.each(['(Nullable) x', '(array: a b) x', '(array: ) x', '(open', '((open)) x', '() x'])('%s is a slip', (text) => {
    expect(read(text).slips).toHaveLength(1);
  });
});

describe('expressions', () => {
  const known = new Map([['LIB_A', 3n]]);

  it.each<[string, bigint | undefined]>([
    ['1u << 3', 8n],
    ['0x7fffffffffffffffULL', 0x7fffffffffffffffn],
    ['-1', -1n],
    ['~0', -1n],
    ['010', 8n],
    ['(LIB_A + 1) * 2 - 7 % 4', 5n],
    ['1 | 2 ^ 3 & 1', 3n],
    ['LIB_B', undefined],
    ['1 / 0', undefined],
    ['1 << 64', undefined],
    ['(1', undefined],
    ['1 2', undefined],
    ['"text"', undefined],
    ['1.5', undefined],
    ['', undefined],
  ])('%s', (text, value) => {
    expect(evaluate(text, known)).toBe(value);
  });

  it('give up where they are longer than anybody would write them', () => {
    expect(evaluate(`${'('.repeat(50_000)}1${')'.repeat(50_000)}`, known)).toBeUndefined();
  });
});

describe("SWIG's types", () => {
  it.each([
    ['p.q(const).char', { kind: 'pointer', constant: false, to: { kind: 'named', name: 'char', constant: true } }],
    ['q(const).p.int', { kind: 'pointer', constant: true, to: { kind: 'named', name: 'int', constant: false } }],
    ['a(13).uint64_t', { kind: 'array', extent: '13', of: { kind: 'named', name: 'uint64_t', constant: false } }],
    ['p.f(int,p.void).void', { kind: 'pointer', constant: false, to: { kind: 'foreign', text: 'a function pointer' } }],
    ['struct pvm_vm', { kind: 'named', name: 'pvm_vm', constant: false }],
    ['v(...)', { kind: 'foreign', text: '...' }],
    ['ppm_t', { kind: 'named', name: 'ppm_t', constant: false }],
  ])('%s', (text, type) => {
    expect(typeOfSwig(text)).toEqual(type);
  });
});

describe('a declaration that the text does not show', () => {
  it('is one finding, at the last one that it does show', () => {
    const text =
      'int lib_f(int a);\n#define LIB_MORE int lib_g(int a); int lib_h(int a);\nLIB_MORE\nint lib_i(int a);\n';
    const result = withHeader(text, 'lib', (header) => parseHeader({ header, label: 'lib.h', swig: 'swig' }));
    expect(result).toMatchObject({ ok: true, draft: { unsupported: [{ location: { line: 1, column: 5 } }] } });
    const [remark] = result.ok ? result.draft.unsupported : [];
    expect(remark?.message).toBe('lib_g, somewhere behind lib_f, cannot be found in the text, nor 1 more');
  });
});
