import type { Annotation, Remark } from '../../model/draft.js';
import type { DraftRule } from '../rule.js';

export const conflictingAnnotations: DraftRule = {
  id: 'header/conflicting-annotations',
  looksAt: 'draft',
  summary: 'An annotation stands once, and no two contradict each other.',
  why: 'A binding can do only one of two things, and would have to guess which.',
  refused: `
/**
 * @brief Tells a box's name.
 *
 * @param[in] box The box.
 * @return (string) (borrowed: box) (fallible) (nullable) NULL if it has none.
 * @since 1.0
 */
LIB_API const char *lib_name(const lib_box_t *box);
`,
  settled: `
/**
 * @brief Tells a box's name.
 *
 * @param[in] box The box.
 * @return (string) (borrowed: box) (nullable) NULL if it has none.
 * @since 1.0
 */
LIB_API const char *lib_name(const lib_box_t *box);
`,
  check: ({ groups }) =>
    groups.flatMap(({ said }) => said.flatMap((one, index) => conflictOf(one, said.slice(0, index)))),
};

/** Of each set, one at most. */
const ALTERNATIVES: readonly (readonly string[])[] = [
  ['owned', 'borrowed', 'transfer', 'retained'],
  ['open', 'closed'],
  ['array', 'string', 'user_data'],
  ['nullable', 'fallible'],
  ['flags', 'errors'],
];

function conflictOf({ key, location }: Annotation, before: readonly Annotation[]): readonly Remark[] {
  if (before.some((other) => other.key === key)) {
    return [{ location, message: `(${key}) stands twice`, fix: 'keep one, with all values' }];
  }
  const set = ALTERNATIVES.find((alternatives) => alternatives.includes(key));
  const other = set === undefined ? undefined : before.find((candidate) => set.includes(candidate.key));
  return other === undefined
    ? []
    : [{ location, message: `(${other.key}) and (${key}) exclude each other`, fix: `keep the one that is meant` }];
}
