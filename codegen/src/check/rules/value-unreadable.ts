import type { Remark } from '../../model/draft.js';
import type { DraftRule } from '../rule.js';

export const valueUnreadable: DraftRule = {
  id: 'header/value-unreadable',
  looksAt: 'draft',
  summary:
    'Constants and enumerators are integers of at most 64 bits, written with literals, operators and names that came before.',
  why: 'Bindings carry the number itself; what only a C compiler can compute, they cannot have.',
  refused: `
/** @brief Version of the library, as text. @since 1.0 */
#define LIB_VERSION "1.0"
`,
  settled: `
/** @brief Version of the library, without the minor part. @since 1.0 */
#define LIB_VERSION 1
`,
  check: ({ draft }) =>
    draft.declarations.flatMap((declaration): readonly Remark[] => {
      if (declaration.kind === 'enum') {
        return declaration.members
          .filter(({ text, value }) => text !== undefined && value === undefined)
          .map(({ name, location, text }) => remarkOf(name, location, text ?? ''));
      }
      if (declaration.kind !== 'constant') return [];
      const { name, location, text, value } = declaration;
      if (value === undefined) return [remarkOf(name, location, text)];
      const fits = value >= -(1n << 63n) && value < 1n << 64n;
      return fits
        ? []
        : [{ location, message: `${name} is ${value}, which no integer type holds`, fix: 'stay within 64 bits' }];
    }),
};

function remarkOf(name: string, location: Remark['location'], text: string): Remark {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return {
    location,
    message: `${name} is ${shown}, which is no integer that can be read`,
    fix: 'write a literal, an expression of literals, or make it a function',
  };
}
