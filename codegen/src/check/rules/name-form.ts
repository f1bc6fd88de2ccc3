import type { Declaration, Remark } from '../../model/draft.js';
import type { DraftRule } from '../rule.js';

export const nameForm: DraftRule = {
  id: 'header/name-form',
  looksAt: 'draft',
  summary:
    "Names are lower-case words with the library's name in front, types end in _t, macros and enumerators are upper case.",
  why: 'The names of all languages are made from these words, and C has one space for the names of all libraries.',
  refused: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API uint32_t libCountBoxes(void);
`,
  settled: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API uint32_t lib_count_boxes(void);
`,
  check: ({ draft }) => draft.declarations.flatMap((declaration) => ofDeclaration(declaration, draft.name)),
};

const WORDS = '[a-z][a-z0-9]*(?:_[a-z0-9]+)*';

function ofDeclaration(declaration: Declaration, library: string): readonly Remark[] {
  const { name, location, kind } = declaration;
  const lower = new RegExp(`^${library}_${WORDS}$`);
  const upper = new RegExp(`^${library.toUpperCase()}_[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$`);
  const refuse = (fix: string): readonly Remark[] => [{ location, message: `the name ${name} has another form`, fix }];
  switch (kind) {
    case 'constant':
      return upper.test(name) ? [] : refuse(`write ${library.toUpperCase()}_NAME`);
    case 'function':
      return [...(lower.test(name) ? [] : refuse(`write ${library}_name`)), ...ofMembers(declaration.parameters)];
    case 'callback':
      return [
        ...(lower.test(name) && name.endsWith('_t') ? [] : refuse(`write ${library}_name_t`)),
        ...ofMembers(declaration.parameters),
      ];
    case 'opaque':
      return lower.test(name) && name.endsWith('_t') ? [] : refuse(`write ${library}_name_t`);
    case 'struct':
      return [
        ...(lower.test(name) && name.endsWith('_t') ? [] : refuse(`write ${library}_name_t`)),
        ...ofMembers(declaration.fields),
      ];
    case 'enum':
      return [
        ...(lower.test(name) && name.endsWith('_t') ? [] : refuse(`write ${library}_name_t`)),
        ...declaration.members
          .filter((member) => !upper.test(member.name))
          .map((member) => ({
            location: member.location,
            message: `the name ${member.name} has another form`,
            fix: `write ${library.toUpperCase()}_NAME`,
          })),
      ];
  }
}

/** Parameters and fields; a parameter without a name is another rule's. */
function ofMembers(
  members: readonly { readonly name: string; readonly location: Remark['location'] }[],
): readonly Remark[] {
  return members
    .filter(({ name }) => name !== '' && !new RegExp(`^${WORDS}$`).test(name))
    .map(({ name, location }) => ({
      location,
      message: `the name ${name} has another form`,
      fix: 'write lower-case words with _ between them',
    }));
}
