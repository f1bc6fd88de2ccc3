import type { EnumDraft, Remark } from '../../model/draft.js';
import type { DraftRule } from '../rule.js';

export const enumValueClash: DraftRule = {
  id: 'header/enum-value-clash',
  looksAt: 'draft',
  summary: 'No two enumerators of an enum have the same value, and an enum has at least one.',
  why: 'A value has one name in every language; Go does not even compile two cases with one value.',
  refused: `
/**
 * @brief How a box is closed.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum lib_lid {
    LIB_LID_OPEN = 0,   /**< Not at all. */
    LIB_LID_LOCKED = 0, /**< With a key. */
} lib_lid_t;
`,
  settled: `
/**
 * @brief How a box is closed.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum lib_lid {
    LIB_LID_OPEN = 0,   /**< Not at all. */
    LIB_LID_LOCKED = 1, /**< With a key. */
} lib_lid_t;
`,
  check: ({ draft }) =>
    draft.declarations.flatMap((declaration) => (declaration.kind === 'enum' ? clashesIn(declaration) : [])),
};

function clashesIn({ name: owner, location, members }: EnumDraft): readonly Remark[] {
  if (members.length === 0)
    return [{ location, message: `${owner} has no enumerators`, fix: 'remove it, or add what it is for' }];
  return members.flatMap((member, index) => {
    const other = members.slice(0, index).find(({ value }) => value !== undefined && value === member.value);
    if (other === undefined) return [];
    const fix = 'give it a value of its own, or remove it';
    return [
      { location: member.location, message: `${member.name} and ${other.name} are both ${String(member.value)}`, fix },
    ];
  });
}
