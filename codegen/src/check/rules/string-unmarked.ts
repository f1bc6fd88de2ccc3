import { baseOf, spotName } from '../header.js';
import type { DraftRule } from '../rule.js';

export const stringUnmarked: DraftRule = {
  id: 'header/string-unmarked',
  looksAt: 'draft',
  summary: 'Every char pointer and char array is a (string) or an (array: n), said aloud.',
  why: 'Text ends at a NUL and is UTF-8; bytes have a length. C has one type for both.',
  refused: `
/**
 * @brief Names a box.
 *
 * @param[in,out] box  The box.
 * @param[in]     name The new name.
 * @since 1.0
 */
LIB_API void lib_set_name(lib_box_t *box, const char *name);
`,
  settled: `
/**
 * @brief Names a box.
 *
 * @param[in,out] box  The box.
 * @param[in]     name (string) The new name.
 * @since 1.0
 */
LIB_API void lib_set_name(lib_box_t *box, const char *name);
`,
  check: ({ spots }) =>
    spots
      .filter(({ ctype, comment, where }) => {
        return (
          ctype.kind !== 'named' && baseOf(ctype)?.name === 'char' && (comment !== undefined || where === 'return')
        );
      })
      .filter(({ said }) => !said.some(({ key }) => key === 'string' || key === 'array'))
      .map((spot) => ({
        location: spot.location,
        message: `${spotName(spot)} is char, which may be text or bytes`,
        fix: 'add (string) if it ends with a NUL, or (array: n)',
      })),
};
