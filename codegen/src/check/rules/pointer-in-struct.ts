import { depthOf } from '../header.js';
import type { DraftRule } from '../rule.js';

export const pointerInStruct: DraftRule = {
  id: 'header/pointer-in-struct',
  looksAt: 'draft',
  summary: 'A struct holds numbers, enums, other structs, and arrays and text of a fixed size, but no pointers.',
  why: 'A struct is copied; nothing can say whose memory a pointer in it is, and until when, and Go may not pass one that points to its own.',
  refused: `
/**
 * @brief What is known of a box.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_info {
    const char *name; /**< (string) Its name. */
} lib_info_t;
`,
  settled: `
/**
 * @brief What is known of a box.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_info {
    char name[32]; /**< (string) Its name. */
} lib_info_t;
`,
  check: ({ spots, scope }) =>
    spots
      .filter(({ where, ctype }) => {
        const target = ctype.kind === 'array' ? ctype.of : ctype;
        const isCallback = target.kind === 'named' && scope.kinds.get(target.name)?.kind === 'callback';
        return where === 'field' && (depthOf(target) > 0 || isCallback);
      })
      .map(({ name, owner, location }) => ({
        location,
        message: `${name} of ${owner.name} is a pointer, and a struct is copied`,
        fix: 'write an array of fixed size, or make it a parameter',
      })),
};
