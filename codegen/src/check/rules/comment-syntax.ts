import type { Declaration, Remark } from '../../model/draft.js';
import type { DraftRule } from '../rule.js';

export const commentSyntax: DraftRule = {
  id: 'header/comment-syntax',
  looksAt: 'draft',
  summary: 'A doc comment has the commands and the form of the grammar, and nothing else.',
  why: 'What cannot be read would be dropped without a word, and with it what a binding has to do.',
  refused: `
/**
 * @brief Tells how many boxes there are.
 *
 * @returns Their number.
 * @return Their number (all of them).
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);
`,
  settled: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number (all of them).
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);
`,
  check: ({ draft }) => draft.declarations.flatMap(slipsOf),
};

function slipsOf(declaration: Declaration): readonly Remark[] {
  const { comment } = declaration;
  const members =
    declaration.kind === 'enum' ? declaration.members : declaration.kind === 'struct' ? declaration.fields : [];
  const prose = [...(comment?.params ?? []), ...(comment?.returns ?? []), ...members.map((member) => member.comment)];
  return [...(comment?.slips ?? []), ...prose.flatMap((part) => part?.slips ?? [])];
}
