import type { ParseRule } from '../rule.js';

export const unreadable: ParseRule = {
  id: 'header/unreadable',
  looksAt: 'text',
  summary: 'The header is a file of UTF-8 text with the lexical form of C, and its name is that of the library.',
  why: 'A comment or a literal that never ends takes everything behind it along.',
  refused: `
/** @brief Most boxes that there may be. @since 1.0
#define LIB_MOST 8
`,
  settled: `
/** @brief Most boxes that there may be. @since 1.0 */
#define LIB_MOST 8
`,
};
