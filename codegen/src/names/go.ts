import type { Func } from '../model/abi.js';
import type { GoNames, Scope } from './language.js';
import { unreserved } from './reserved.js';
import { propertyWords, withoutError } from './ts.js';
import { goExported, goLocal, withoutPrefix, wordsOf } from './words.js';

/** Verbs that Go's own `New` stands for: `NewVM`, `NewVMFromProgram`, while `pvm_program_parse` is `ParseProgram`. */
const CONSTRUCTORS: ReadonlySet<string> = new Set(['create', 'new']);

export function goNames(scope: Scope, initialisms: ReadonlySet<string>): GoNames {
  const exported = (words: readonly string[]): string => goExported(words, initialisms);
  const type = (cName: string): string => scope.rename(cName)?.go ?? exported(scope.stem(cName));
  const member = (func: Func): string =>
    func.doc.rename?.go ?? unreserved(exported(withoutGet(scope.rest(func))), 'go-member');
  return {
    library: scope.library,
    errorBase: 'Error',
    type,
    method: (func) => (func.role.kind === 'destroy' ? 'Close' : member(func)),
    property: (func) =>
      func.doc.rename?.go ??
      unreserved((func.role.kind === 'setter' ? 'Set' : '') + exported(propertyWords(func, scope)), 'go-member'),
    factory: (func) => {
      const role = func.role;
      if (role.kind !== 'factory' || role.receiver !== undefined) return member(func);
      return func.doc.rename?.go ?? factoryName(scope.rest(func), type(role.handle), exported);
    },
    free: member,
    enumMember: (decl, { shortName }) => type(decl.name) + exported(wordsOf(shortName)),
    constant: (constant) =>
      constant.doc.rename?.go ?? exported(withoutPrefix(wordsOf(constant.name), wordsOf(scope.abi.name))),
    field: ({ name }) => unreserved(exported(wordsOf(name)), 'go-member'),
    parameter: ({ name }) => unreserved(goLocal(withoutPrefix(wordsOf(name), ['out']), initialisms), 'go-local'),
    output: ({ name }) => unreserved(exported(withoutPrefix(wordsOf(name), ['out'])), 'go-member'),
    error: ({ shortName }) => `${exported(withoutError(wordsOf(shortName)))}Error`,
    sentinel: ({ shortName }) => `Err${exported(withoutError(wordsOf(shortName)))}`,
  };
}

function factoryName(rest: readonly string[], type: string, exported: (words: readonly string[]) => string): string {
  const [verb = '', ...object] = rest;
  if (CONSTRUCTORS.has(verb)) return `New${type}${exported(object)}`;
  if (verb === 'from') return `New${type}${exported(rest)}`;
  return exported(rest) + type;
}

/** Go says `vm.Register(3)`: a getter has no "Get". */
function withoutGet(words: readonly string[]): readonly string[] {
  return words[0] === 'get' ? withoutPrefix(words, ['get']) : words;
}
