import type { Remark } from '../model/draft.js';
import type { Source, Token } from './source.js';

/** C that the subset leaves out. Seen in the tokens, because SWIG drops some of it silently and chokes on the rest. */
export function unsupportedIn(tokens: readonly Token[], source: Source): readonly Remark[] {
  const remark = (token: Token | undefined, message: string, fix: string): readonly Remark[] =>
    token === undefined ? [] : [{ location: source.locate(token.offset), message, fix }];
  const first = (text: string): Token | undefined => tokens.find((token) => token.text === text);
  const inline = tokens.find(({ text }) => text === 'inline') ?? (tokens[0]?.text === 'static' ? tokens[0] : undefined);
  if (inline !== undefined) {
    return remark(inline, 'a function with a body is no part of an ABI', 'declare it here and define it in a .c file');
  }
  return [
    ...remark(first('union'), 'a union means different things at different times', 'write a struct with a kind field'),
    ...remark(first('...'), 'variadic functions cannot be called from the bindings', 'take an array and its length'),
    ...remark(staticExtent(tokens), '[static n] is not understood by SWIG', 'write a pointer with (array: n)'),
    ...remark(
      bitField(tokens),
      'the layout of a bit-field is left to the compiler',
      'write a fixed-width field and a mask',
    ),
    ...remark(nestedStruct(tokens), 'a struct inside a struct has no name in the bindings', 'give it its own typedef'),
    ...remark(secondDeclarator(tokens), 'two names in one declaration share one comment', 'declare each on its own'),
    ...remark(
      globalVariable(tokens),
      'a global variable has no owner and no thread',
      'write a function that returns it',
    ),
    ...remark(untypedefed(tokens), 'a type without typedef has two spellings', 'write typedef struct x { … } x_t;'),
  ];
}

export function unsupportedDirective(
  token: Token,
  word: string,
  rest: string,
  prefix: string,
  source: Source,
): Remark | undefined {
  if (word === 'include') return unsupportedInclude(source.locate(token.offset), rest.replace(/\/\/.*$/, '').trim());
  const name = /^([A-Za-z_][A-Za-z0-9_]*)\(/.exec(rest)?.[1];
  if (word !== 'define' || name === undefined || name === `${prefix}_DEPRECATED` || name === `${prefix}_API`) {
    return undefined;
  }
  return {
    location: source.locate(token.offset),
    message: `${name} is a function-like macro, which no binding can call`,
    fix: 'write a function',
  };
}

const INCLUDES: ReadonlySet<string> = new Set(['<stdint.h>', '<stddef.h>', '<stdbool.h>']);

/** SWIG reads no other header, so that what it declares would be missing without a word. */
function unsupportedInclude(location: Remark['location'], file: string): Remark | undefined {
  if (INCLUDES.has(file)) return undefined;
  return {
    location,
    message: `${file} is not read, and what it declares is not known`,
    fix: 'declare it here, or remove the #include',
  };
}

function staticExtent(tokens: readonly Token[]): Token | undefined {
  return tokens.find(({ text }, index) => text === 'static' && tokens[index - 1]?.text === '[');
}

function bitField(tokens: readonly Token[]): Token | undefined {
  return tokens.some(({ text }) => text === 'struct') ? tokens.find(({ text }) => text === ':') : undefined;
}

function nestedStruct(tokens: readonly Token[]): Token | undefined {
  const body = tokens.findIndex(({ text }) => text === '{');
  return body === -1 ? undefined : tokens.find(({ text }, index) => index > body && text === '{');
}

/** A comma outside parentheses, and outside the braces of an enum. */
function secondDeclarator(tokens: readonly Token[]): Token | undefined {
  const isEnum = tokens.slice(0, 3).some(({ text }) => text === 'enum');
  let parentheses = 0;
  let braces = 0;
  for (const token of tokens) {
    if (token.text === '(') parentheses += 1;
    if (token.text === ')') parentheses -= 1;
    if (token.text === '{') braces += 1;
    if (token.text === '}') braces -= 1;
    if (token.text === ',' && parentheses === 0 && !(isEnum && braces > 0)) return token;
  }
  return undefined;
}

function globalVariable(tokens: readonly Token[]): Token | undefined {
  const known = ['typedef', 'struct', 'enum', 'union'].includes(tokens[0]?.text ?? '');
  const callable = tokens.some(({ text }) => text === '(');
  return known || callable ? undefined : tokens.findLast(({ kind }) => kind === 'word');
}

function untypedefed(tokens: readonly Token[]): Token | undefined {
  const starts = ['struct', 'enum'].includes(tokens[0]?.text ?? '');
  return starts && tokens.some(({ text }) => text === '{') && tokens.at(-2)?.text === '}' ? tokens[0] : undefined;
}
