import { contractHas } from '../header.js';
import type { DraftRule } from '../rule.js';

export const experimentalUnguarded: DraftRule = {
  id: 'header/experimental-unguarded',
  looksAt: 'draft',
  summary: 'What is (experimental) stands inside #ifdef LIBRARY_EXPERIMENTAL, and what stands there is (experimental).',
  why: 'It is outside the ABI promise: nobody may get it without asking, and nobody may think that it is stable.',
  refused: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 *
 * @par Contract
 * (experimental)
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);
`,
  settled: `
#ifdef LIB_EXPERIMENTAL
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 *
 * @par Contract
 * (experimental)
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);
#endif
`,
  check: ({ draft }) =>
    draft.declarations
      .filter(
        (declaration) =>
          declaration.comment !== undefined && declaration.guarded !== contractHas(declaration, 'experimental'),
      )
      .map(({ name, location, guarded }) => {
        const macro = `${draft.name.toUpperCase()}_EXPERIMENTAL`;
        return guarded
          ? {
              location,
              message: `${name} stands inside #ifdef ${macro}, and does not say so`,
              fix: 'add (experimental) below its @par Contract',
            }
          : {
              location,
              message: `${name} is experimental, and everybody gets it`,
              fix: `move it inside #ifdef ${macro}`,
            };
      }),
};
