import { limitsOf } from '../limits.js';
import type { DraftRule } from '../rule.js';

export const enumValueRange: DraftRule = {
  id: 'header/enum-value-range',
  looksAt: 'draft',
  summary: 'An enumerator fits into an int.',
  why: 'C gives larger ones another type, which depends on the compiler: the size of the enum would not be known.',
  refused: `
/**
 * @brief What may be done with a box.
 *
 * @par Contract
 * (open) (flags)
 * @since 1.0
 */
typedef enum lib_right {
    LIB_RIGHT_OPEN = 1 << 0,     /**< Open it. */
    LIB_RIGHT_MOVE = 0x80000000, /**< Move it. */
} lib_right_t;
`,
  settled: `
/**
 * @brief What may be done with a box.
 *
 * @par Contract
 * (open) (flags)
 * @since 1.0
 */
typedef enum lib_right {
    LIB_RIGHT_OPEN = 1 << 0,  /**< Open it. */
    LIB_RIGHT_MOVE = 1 << 30, /**< Move it. */
} lib_right_t;
`,
  check: ({ draft }) => {
    const limits = limitsOf('int');
    return draft.declarations
      .flatMap((declaration) => (declaration.kind === 'enum' ? declaration.members : []))
      .filter(({ value }) => value !== undefined && limits !== undefined && (value < limits.min || value > limits.max))
      .map(({ name, location, value }) => ({
        location,
        message: `${name} is ${String(value)}, which is no int`,
        fix: 'stay within -2147483648..2147483647, or make it a macro',
      }));
  },
};
