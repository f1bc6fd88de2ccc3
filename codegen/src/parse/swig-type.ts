import type { CType } from '../model/draft.js';

/**
 * SWIG writes a type as operators before a base: `p.q(const).char` is `const char *`, `a(13).uint64_t` an array.
 */
export function typeOfSwig(text: string): CType {
  const { operator, rest } = firstOperator(text);
  if (operator === undefined) {
    const name = text.replace(/^(struct|enum|union) /, '').trim();
    return text.startsWith('v(') ? { kind: 'foreign', text: '...' } : { kind: 'named', name, constant: false };
  }
  if (operator === 'p') return { kind: 'pointer', to: typeOfSwig(rest), constant: false };
  if (operator === 'q(const)') return constantOf(typeOfSwig(rest));
  if (operator.startsWith('a(')) return { kind: 'array', of: typeOfSwig(rest), extent: operator.slice(2, -1) };
  return { kind: 'foreign', text: 'a function pointer' };
}

/** A function's declarator `f(…).p.` and its type make what it returns. */
export function returnTypeOfSwig(declarator: string, type: string): CType {
  const { operator, rest } = firstOperator(declarator.replace(/^p\.(?=f\()/, ''));
  return typeOfSwig(`${operator?.startsWith('f(') === true ? rest : declarator}${type}`);
}

/** `p.q(const).char` gives `p` and `q(const).char`; dots inside parentheses don't count. */
function firstOperator(text: string): { readonly operator?: string; readonly rest: string } {
  const name = /^(?:p|r|z|[aqfm]\()/.exec(text)?.[0];
  if (name === undefined) return { rest: text };
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '.' && depth === 0) return { operator: text.slice(0, index), rest: text.slice(index + 1) };
    if (depth === 0 && !/[prz)]/.test(character) && name.length === 1) return { rest: text };
  }
  return { rest: text };
}

function constantOf(type: CType): CType {
  switch (type.kind) {
    case 'named':
    case 'pointer':
      return { ...type, constant: true };
    case 'array':
      return { ...type, of: constantOf(type.of) };
    case 'foreign':
      return type;
  }
}
