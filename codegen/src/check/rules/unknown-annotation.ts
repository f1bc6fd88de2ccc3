import type { DraftRule } from '../rule.js';
import { didYouMean } from '../suggest.js';
import { VOCABULARY } from '../vocabulary.js';

export const unknownAnnotation: DraftRule = {
  id: 'header/unknown-annotation',
  looksAt: 'draft',
  summary: 'Annotations are those of the vocabulary.',
  why: 'A slip in a key would silently change what the bindings make of a declaration.',
  refused: `
/**
 * @brief Tells a box's name.
 *
 * @param[in] box (nulable) The box; NULL gives an empty name.
 * @return (string) (borrowed: static) The name.
 * @since 1.0
 */
LIB_API const char *lib_name(const lib_box_t *box);
`,
  settled: `
/**
 * @brief Tells a box's name.
 *
 * @param[in] box (nullable) The box; NULL gives an empty name.
 * @return (string) (borrowed: static) The name.
 * @since 1.0
 */
LIB_API const char *lib_name(const lib_box_t *box);
`,
  check: ({ groups }) =>
    groups.flatMap(({ said }) =>
      said
        .filter(({ key }) => !VOCABULARY.has(key))
        .map(({ key, location }) => {
          const meant = didYouMean(key, VOCABULARY.keys());
          return {
            location,
            message: `(${key}) is no annotation`,
            fix:
              meant === undefined
                ? 'see docs/rules/README.md for all of them, or reword prose that starts with it'
                : `did you mean (${meant})?`,
          };
        }),
    ),
};
