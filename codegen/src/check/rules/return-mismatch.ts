import type { Callable, Remark } from '../../model/draft.js';
import { type Header, isStatusFunction, isVoid } from '../header.js';
import type { DraftRule } from '../rule.js';

export const returnMismatch: DraftRule = {
  id: 'header/return-mismatch',
  looksAt: 'draft',
  summary:
    'What a function returns has one @return; void and the status enum have none, and @retval is for the status enum.',
  why: 'The meaning of a result, and whose it is, stands there; a status is told by @retval and becomes an error.',
  refused: `
/**
 * @brief Tells how many boxes there are.
 *
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);
`,
  settled: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);
`,
  check: (header) => header.callables.flatMap((callable) => ofCallable(callable, header)),
};

function ofCallable(callable: Callable, header: Header): readonly Remark[] {
  const { name, location, comment, returns } = callable;
  if (comment === undefined) return [];
  const isStatus = isStatusFunction(callable, header) && callable.kind === 'function';
  const [first, second] = comment.returns;
  const [retval] = comment.retvals;
  const remarks: Remark[] = [];
  if (isVoid(returns) && first !== undefined) {
    remarks.push({ location: first.location, message: `${name} returns nothing, and has a @return`, fix: 'remove it' });
  }
  if (isStatus && first !== undefined) {
    const fix = 'write one @retval for each failure instead';
    remarks.push({ location: first.location, message: `${name} returns a status, and has a @return`, fix });
  }
  if (!isVoid(returns) && !isStatus && first === undefined) {
    remarks.push({ location, message: `nothing says what ${name} returns`, fix: 'add @return and what it means' });
  }
  if (second !== undefined) {
    remarks.push({ location: second.location, message: `${name} has two @return`, fix: 'make one of them' });
  }
  if (!isStatus && retval !== undefined) {
    const fix = 'say it in the @return, or return the status enum';
    remarks.push({ location: retval.location, message: `${name} returns no status, and has a @retval`, fix });
  }
  return remarks;
}
