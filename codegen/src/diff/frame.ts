import type { AbiFinding, Effects } from './finding.js';
import { type AbiRule, effects, found } from './rule.js';

/** The headers as they are written, where both sides have one; `label`: what findings call the new one. */
export interface Texts {
  readonly old?: string;
  readonly next?: string;
  readonly label?: string;
}

const same = { go: 'Nothing.', typescript: 'Nothing.' } as const;

const directive: AbiRule = {
  id: 'abi/directive-changed',
  summary: 'Something around the declarations differs: an #include or extern "C" is gone, a #pragma came or went.',
  effects: effects('breaks', 'same', 'same', 'same'),
  why: {
    cSource: 'Callers relied on what the header includes, or C++ looks for other symbols.',
    cBinary: 'A #pragma pack gives structs another layout.',
    ...same,
  },
  advice: 'put it back',
  before: '#include <stdbool.h>\n#include <stddef.h>\n',
  after: '#include <stdbool.h>\n',
};

const tag: AbiRule = {
  id: 'abi/tag-renamed',
  summary: 'A struct or enum has another tag, below the same typedef name.',
  effects: effects('breaks', 'same', 'same', 'same'),
  why: { cSource: 'Callers that write struct or enum and the tag do not compile.', cBinary: 'Nothing.', ...same },
  advice: 'restore the tag',
  before: 'typedef struct lib_place {',
  after: 'typedef struct lib_spot {',
};

export const FRAME_RULES: readonly AbiRule[] = [directive, tag];

/** What a model does not hold: the text around declarations. */
export function compareFrames(header: string, { old, next, label }: Texts): readonly AbiFinding[] {
  if (old === undefined || next === undefined) return [];
  const [before, after] = [withoutComments(old), withoutComments(next)];
  const file = label ?? header;
  return [...directives(before, after, header, file), ...tags(before, after, file)];
}

/** Comments become blanks, so that places stay. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
}

function directives(old: string, next: string, header: string, file: string): readonly AbiFinding[] {
  const gone = (pattern: RegExp, a: string, b: string): readonly string[] => {
    const there = new Set(matches(pattern, b));
    return [...new Set(matches(pattern, a))].filter((line) => !there.has(line));
  };
  const seen = (what: string, who?: Partial<Effects>): AbiFinding =>
    found(directive, {
      symbol: header,
      location: { file, line: 1, column: 1 },
      message: what,
      change: { kind: 'other' },
      ...(who === undefined ? {} : { effects: who }),
    });
  const layout = effects('same', 'breaks', 'breaks', 'breaks');
  return [
    ...gone(INCLUDE, old, next).map((line) => seen(`${header} no longer has ${line}`)),
    ...gone(EXTERN, old, next).map((line) => seen(`${header} no longer has ${line}: C++ looks for other symbols`)),
    ...gone(PRAGMA, next, old).map((line) => seen(`${header} now has ${line}`, layout)),
    ...gone(PRAGMA, old, next).map((line) => seen(`${header} no longer has ${line}`, layout)),
  ];
}

const INCLUDE = /^[ \t]*#[ \t]*include[ \t]*\S+/gm;
const EXTERN = /extern[ \t]+"C"/g;
const PRAGMA = /^[ \t]*#[ \t]*pragma[ \t]+pack\b.*$/gm;
const TAGGED = /typedef\s+(struct|enum)\s+(\w+)\s*(?:\{[^}]*\})?\s*(\w+)\s*;/g;

function matches(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([line]) => line.replace(/\s+/g, ' ').replace('# ', '#').trim());
}

function tags(old: string, next: string, file: string): readonly AbiFinding[] {
  const before = new Map([...old.matchAll(TAGGED)].map(([, kind, name, typedef]) => [typedef, `${kind} ${name}`]));
  return [...next.matchAll(TAGGED)].flatMap(([, kind, name, typedef = ''], index): readonly AbiFinding[] => {
    const was = before.get(typedef);
    const now = `${kind} ${name}`;
    if (was === undefined || was === now) return [];
    const offset = [...next.matchAll(TAGGED)][index]?.index ?? 0;
    const line = next.slice(0, offset).split('\n').length;
    return [
      found(tag, {
        symbol: typedef,
        location: { file, line, column: 1 },
        message: `${typedef} was ${was} and is ${now}`,
        change: { kind: 'other' },
      }),
    ];
  });
}
