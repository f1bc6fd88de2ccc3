import type { DraftRule } from '../rule.js';

export const enumValueImplicit: DraftRule = {
  id: 'header/enum-value-implicit',
  looksAt: 'draft',
  summary: 'Every enumerator has its value written out.',
  why: 'An implicit value changes when somebody inserts a line above it, and compiled callers do not notice.',
  refused: `
/**
 * @brief How a box is closed.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum lib_lid {
    LIB_LID_OPEN,   /**< Not at all. */
    LIB_LID_LOCKED, /**< With a key. */
} lib_lid_t;
`,
  settled: `
/**
 * @brief How a box is closed.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum lib_lid {
    LIB_LID_OPEN = 0,   /**< Not at all. */
    LIB_LID_LOCKED = 1, /**< With a key. */
} lib_lid_t;
`,
  check: ({ draft }) =>
    draft.declarations
      .flatMap((declaration) => (declaration.kind === 'enum' ? declaration.members : []))
      .filter(({ text }) => text === undefined)
      .map(({ name, location }) => ({
        location,
        message: `${name} has no value of its own`,
        fix: `write ${name} = with the value that it has today`,
      })),
};
