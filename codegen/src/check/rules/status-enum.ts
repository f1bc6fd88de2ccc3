import type { Remark } from '../../model/draft.js';
import { contractHas } from '../header.js';
import type { DraftRule } from '../rule.js';

export const statusEnum: DraftRule = {
  id: 'header/status-enum',
  looksAt: 'draft',
  summary: 'A header has at most one enum of (errors), and 0 is its success.',
  why: 'Bindings turn every other value into an error, and have one family of errors.',
  refused: `
/**
 * @brief How opening ends.
 *
 * @par Contract
 * (errors) (open)
 * @since 1.0
 */
typedef enum lib_outcome {
    LIB_OUTCOME_OPEN = 0,   /**< It is open. */
    LIB_OUTCOME_LOCKED = 1, /**< It is not. */
} lib_outcome_t;
`,
  settled: `
/**
 * @brief How opening ends.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum lib_outcome {
    LIB_OUTCOME_OPEN = 0,   /**< It is open. */
    LIB_OUTCOME_LOCKED = 1, /**< It is not. */
} lib_outcome_t;
`,
  check: ({ draft }) => {
    const enums = draft.declarations.filter((declaration) => declaration.kind === 'enum');
    const [first, ...more] = enums.filter((declaration) => contractHas(declaration, 'errors'));
    if (first === undefined) return [];
    const others = more.map(
      ({ name, location }): Remark => ({
        location,
        message: `${name} is a second enum of errors, beside ${first.name}`,
        fix: 'remove (errors) from one of them',
      }),
    );
    const hasSuccess = first.members.some(({ value }) => value === 0n);
    const isReadable = first.members.every(({ value }) => value !== undefined);
    return hasSuccess || !isReadable
      ? others
      : [
          {
            location: first.location,
            message: `${first.name} has no member that is 0, and 0 means success`,
            fix: 'add one',
          },
          ...others,
        ];
  },
};
