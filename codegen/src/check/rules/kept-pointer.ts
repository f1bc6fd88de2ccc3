import { annotation } from '../../build/types.js';
import type { DraftRule } from '../rule.js';

export const keptPointer: DraftRule = {
  id: 'header/kept-pointer',
  looksAt: 'draft',
  summary: 'A library keeps no pointer to memory of its caller.',
  why: 'Go must not leave its memory in C behind a call, and JavaScript moves and frees its own; a handle is kept by reference.',
  refused: `
/**
 * @brief Labels a box.
 *
 * @param[in,out] box   The box.
 * @param[in]     label (string) (borrowed: box) Its label.
 * @since 1.0
 */
LIB_API void lib_set_label(lib_box_t *box, const char *label);
`,
  settled: `
/**
 * @brief Labels a box.
 *
 * @param[in,out] box   The box.
 * @param[in]     label (string) Its label, copied.
 * @since 1.0
 */
LIB_API void lib_set_label(lib_box_t *box, const char *label);
`,
  check: ({ spots, scope }) =>
    spots
      .filter(({ where, said }) => where === 'input' && annotation(said, 'borrowed') !== undefined)
      .map(({ name, location, owner, ctype }) => {
        const isHandle =
          ctype.kind === 'pointer' && ctype.to.kind === 'named' && scope.kinds.get(ctype.to.name)?.kind === 'opaque';
        return {
          location,
          message: `${owner.name} keeps ${name} after the call, and ${isHandle ? 'takes no reference' : 'not every caller can leave it there'}`,
          fix: isHandle
            ? 'take a reference and write (retained), or take it over and write (transfer)'
            : 'copy it, and remove (borrowed)',
        };
      }),
};
