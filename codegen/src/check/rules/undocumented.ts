import type { Declaration, Remark } from '../../model/draft.js';
import { isParameter } from '../header.js';
import type { DraftRule } from '../rule.js';

export const undocumented: DraftRule = {
  id: 'header/undocumented',
  looksAt: 'draft',
  summary: 'Every declaration, parameter, field and enumerator has a comment that says something.',
  why: 'The header is the manual: reference, hover texts and godoc are made from these comments, and annotations stand in them.',
  refused: `
LIB_API uint32_t lib_version(void);
`,
  settled: `
/**
 * @brief Tells the library's version.
 *
 * @return 65536 times the major part, plus the minor part.
 * @since 1.0
 */
LIB_API uint32_t lib_version(void);
`,
  check: ({ draft, groups }) => [
    ...draft.declarations.flatMap(ofDeclaration),
    ...draft.declarations.flatMap(ofMembers),
    ...groups.flatMap(({ text, location, where, spot }): readonly Remark[] => {
      if (text !== '' || spot === undefined || where === 'field') return [];
      const what = isParameter(spot) ? `@param ${spot.name}` : '@return';
      return [
        {
          location,
          message: `${what} of ${spot.owner.name} says nothing`,
          fix: 'add its meaning, its limits, or when it fails',
        },
      ];
    }),
    ...draft.declarations.flatMap(({ comment }) =>
      (comment?.retvals ?? [])
        .filter(({ text }) => text === '')
        .map(
          ({ status, location }): Remark => ({
            location,
            message: `@retval ${status} says nothing`,
            fix: 'add when it happens, and what is left unchanged',
          }),
        ),
    ),
  ],
};

function ofDeclaration({ name, location, comment }: Declaration): readonly Remark[] {
  if (comment === undefined) {
    return [{ location, message: `${name} has no doc comment`, fix: 'add /** @brief … @since … */ before it' }];
  }
  return (comment.briefs[0]?.text ?? '') === ''
    ? [{ location, message: `the comment of ${name} has no @brief`, fix: 'start it with @brief and one sentence' }]
    : [];
}

function ofMembers(declaration: Declaration): readonly Remark[] {
  const members =
    declaration.kind === 'enum' ? declaration.members : declaration.kind === 'struct' ? declaration.fields : [];
  return members
    .filter(({ comment }) => (comment?.text ?? '') === '')
    .map(({ name, location }) => ({
      location,
      message: `${name} has no comment, or one without words`,
      fix: 'add /**< what it means */ behind it, on the same line',
    }));
}
