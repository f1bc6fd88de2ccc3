import type { DraftRule } from '../rule.js';

export const mergedComment: DraftRule = {
  id: 'header/merged-comment',
  looksAt: 'draft',
  summary: 'A comment has one @brief and one @since.',
  why:
    'SWIG glues the comment of something that it drops to the next declaration, which would then be documented, and ' +
    'annotated, by a stranger.',
  refused: `
/**
 * @brief Most boxes that there may be.
 * @since 1.0
 *
 * @brief Tells how many boxes there are.
 * @return Their number.
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);
`,
  settled: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);
`,
  check: ({ draft }) =>
    draft.declarations.flatMap(({ name, comment }) => {
      const twice = [
        ['@brief', comment?.briefs ?? []],
        ['@since', comment?.since ?? []],
      ] as const;
      const first = twice.find(([, list]) => list.length > 1);
      const second = first?.[1][1];
      return first === undefined || second === undefined
        ? []
        : [
            {
              location: second.location,
              message: `the comment of ${name} has ${first[1].length} times ${first[0]}: it belongs to several declarations`,
              fix: 'give each declaration its own comment, directly before it',
            },
          ];
    }),
};
