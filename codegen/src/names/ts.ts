import type { Func } from '../model/abi.js';
import type { Scope, TsNames } from './language.js';
import { unreserved } from './reserved.js';
import { camelCase, pascalCase, withoutPrefix, wordsOf } from './words.js';

export function tsNames(scope: Scope): TsNames {
  const member = (func: Func): string => func.doc.rename?.ts ?? unreserved(camelCase(scope.rest(func)), 'ts-member');
  const names: TsNames = {
    library: scope.library,
    errorBase: `${pascalCase(wordsOf(scope.abi.name))}Error`,
    type: (cName) => scope.rename(cName)?.ts ?? unreserved(pascalCase(scope.stem(cName)), 'ts-type'),
    method: (func) => (func.role.kind === 'destroy' ? 'destroy' : member(func)),
    property: (func) => func.doc.rename?.ts ?? unreserved(camelCase(propertyWords(func, scope)), 'ts-member'),
    factory: (func) =>
      func.role.kind === 'factory' && func.role.receiver === undefined
        ? (func.doc.rename?.ts ?? unreserved(camelCase(scope.rest(func)), 'ts-static'))
        : member(func),
    free: member,
    enumMember: (_decl, { shortName }) => pascalCase(wordsOf(shortName)),
    constant: (constant) =>
      constant.doc.rename?.ts ?? withoutPrefix(wordsOf(constant.name), wordsOf(scope.abi.name)).join('_').toUpperCase(),
    field: ({ name }) => unreserved(camelCase(wordsOf(name)), 'ts-member'),
    parameter: ({ name }) => unreserved(camelCase(withoutPrefix(wordsOf(name), ['out'])), 'ts-variable'),
    output: ({ name }) => unreserved(camelCase(withoutPrefix(wordsOf(name), ['out'])), 'ts-member'),
    error: ({ shortName }) => `${pascalCase(withoutError(wordsOf(shortName)))}Error`,
    asyncMethod: (func) => `${member(func)}Async`,
  };
  return names;
}

/** `get gas` and `set gas` are both the property `gas`. */
export function propertyWords(func: Func, scope: Scope): readonly string[] {
  const words = scope.rest(func);
  return words[0] === 'get' || words[0] === 'set' ? withoutPrefix(words, words.slice(0, 1)) : words;
}

/** `PVM_STATUS_IO_ERROR` is IoError, not IoErrorError. */
export function withoutError(words: readonly string[]): readonly string[] {
  return words.length > 1 && words.at(-1) === 'error' ? words.slice(0, -1) : words;
}
