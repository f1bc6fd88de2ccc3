import type { DraftRule } from '../rule.js';

export const briefForm: DraftRule = {
  id: 'header/brief-form',
  looksAt: 'draft',
  summary: 'A @brief is one sentence with a full stop, without annotations, in the third person.',
  why: 'Lists, hover texts and godoc show the brief alone; Go wants it to start with what the thing does.',
  refused: `
/** @brief This function tells the version @since 1.0 */
#define LIB_VERSION 3
`,
  settled: `
/** @brief Version of the library. @since 1.0 */
#define LIB_VERSION 3
`,
  check: ({ draft }) =>
    draft.declarations.flatMap(({ name, comment }) => {
      const brief = comment?.briefs[0];
      if (brief === undefined || brief.text === '') return [];
      const { location, text } = brief;
      const fixes: readonly (readonly [boolean, string, string])[] = [
        [!text.endsWith('.'), 'does not end with a full stop', 'end it with one'],
        [/^This (function|type|struct|enum|macro)\b/.test(text), 'says what the reader sees', 'start with the verb'],
        [text.startsWith('('), 'starts with an annotation', 'move it below @par Contract'],
      ];
      return fixes
        .filter(([isWrong]) => isWrong)
        .map(([, message, fix]) => ({ location, message: `the brief of ${name} ${message}`, fix }));
    }),
};
