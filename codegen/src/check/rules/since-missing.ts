import type { DraftRule } from '../rule.js';

export const sinceMissing: DraftRule = {
  id: 'header/since-missing',
  looksAt: 'draft',
  summary: 'Every declaration says since which version it is there.',
  why: 'A host that is compiled against a newer header must know what an older library does not have.',
  refused: `
/** @brief Most boxes that there may be. */
#define LIB_MOST 8
`,
  settled: `
/** @brief Most boxes that there may be. @since 1.0 */
#define LIB_MOST 8
`,
  check: ({ draft }) =>
    draft.declarations
      .filter(({ comment }) => comment !== undefined && (comment.since[0]?.text ?? '') === '')
      .map(({ name, location }) => ({
        location,
        message: `nothing says since when ${name} is there`,
        fix: 'add @since MAJOR.MINOR',
      })),
};
