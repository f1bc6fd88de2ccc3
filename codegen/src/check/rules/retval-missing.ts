import type { Remark } from '../../model/draft.js';
import { isStatusFunction } from '../header.js';
import type { DraftRule } from '../rule.js';

export const retvalMissing: DraftRule = {
  id: 'header/retval-missing',
  looksAt: 'draft',
  summary: 'A function that returns a status lists each status that it fails with, once.',
  why: 'The errors of a binding, and what they carry, are made from these lines; callers handle what is listed.',
  refused: `
/**
 * @brief Opens a box.
 *
 * @param[in,out] box The box.
 * @since 1.0
 */
LIB_API lib_status_t lib_open(lib_box_t *box);
`,
  settled: `
/**
 * @brief Opens a box.
 *
 * @param[in,out] box The box.
 * @retval LIB_STATUS_INVALID_ARGUMENT The box is NULL.
 * @since 1.0
 */
LIB_API lib_status_t lib_open(lib_box_t *box);
`,
  check: (header) =>
    header.callables.flatMap((callable): readonly Remark[] => {
      const { comment, name, location, kind } = callable;
      if (kind !== 'function' || comment === undefined || !isStatusFunction(callable, header)) return [];
      if (comment.retvals.length === 0) {
        return [
          {
            location,
            message: `${name} returns a status, and nothing says which failures`,
            fix: 'add @retval for each',
          },
        ];
      }
      return comment.retvals
        .filter(({ status }, index) => comment.retvals.findIndex((other) => other.status === status) !== index)
        .map((retval) => ({
          location: retval.location,
          message: `${retval.status} of ${name} is told twice`,
          fix: 'make one @retval of them',
        }));
    }),
};
