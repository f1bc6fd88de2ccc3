import { contractHas } from '../header.js';
import type { DraftRule } from '../rule.js';

export const enumOpennessMissing: DraftRule = {
  id: 'header/enum-openness-missing',
  looksAt: 'draft',
  summary: 'An enum is (open) or (closed).',
  why: 'Bindings accept unknown values of an open enum, because a newer library may give them; they refuse those of a closed one.',
  refused: `
/**
 * @brief How a box is closed.
 *
 * @since 1.0
 */
typedef enum lib_lid {
    LIB_LID_OPEN = 0,   /**< Not at all. */
    LIB_LID_LOCKED = 1, /**< With a key. */
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
    draft.declarations
      .filter(
        (decl) =>
          decl.kind === 'enum' &&
          decl.comment !== undefined &&
          !contractHas(decl, 'open') &&
          !contractHas(decl, 'closed'),
      )
      .map(({ name, location }) => ({
        location,
        message: `nothing says whether ${name} may gain members`,
        fix: 'add (open) or (closed) below its @par Contract',
      })),
};
