import { valuesOf } from '../../build/marks.js';
import { firstValue } from '../../build/types.js';
import type { Remark } from '../../model/draft.js';
import { baseOf, type Header, type Spot, spotsOfCallable } from '../header.js';
import type { DraftRule } from '../rule.js';

export const invokesMissing: DraftRule = {
  id: 'header/invokes-missing',
  looksAt: 'draft',
  summary: 'A function that may call a callback says so.',
  why: 'Go is told of all other functions that they never call back, and crashes the process if one does.',
  refused: `
/**
 * @brief Hears of changes.
 *
 * @param[in] user_data (nullable) (user_data) As registered.
 * @since 1.0
 */
typedef void (*lib_hook_t)(void *user_data);

/**
 * @brief Calls a hook at once.
 *
 * @param[in] hook      (scope: call) (closure: user_data) What to call.
 * @param[in] user_data (nullable) (user_data) Passed on.
 * @since 1.0
 */
LIB_API void lib_call(lib_hook_t hook, void *user_data);
`,
  settled: `
/**
 * @brief Hears of changes.
 *
 * @param[in] user_data (nullable) (user_data) As registered.
 * @since 1.0
 */
typedef void (*lib_hook_t)(void *user_data);

/**
 * @brief Calls a hook at once.
 *
 * @param[in] hook      (scope: call) (closure: user_data) What to call.
 * @param[in] user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: lib_hook_t)
 * @since 1.0
 */
LIB_API void lib_call(lib_hook_t hook, void *user_data);
`,
  check: (header) => {
    const invoked = new Set(header.callables.flatMap(({ comment }) => valuesOf(comment?.contract ?? [], 'invokes')));
    return header.callables
      .filter(({ kind }) => kind === 'function')
      .flatMap((callable) => {
        const own = new Set(valuesOf(callable.comment?.contract ?? [], 'invokes'));
        return spotsOfCallable(header, callable).flatMap((spot) => missingAt(spot, own, invoked, header));
      });
  },
};

function missingAt(
  spot: Spot,
  own: ReadonlySet<string>,
  invoked: ReadonlySet<string>,
  header: Header,
): readonly Remark[] {
  const scope = firstValue(spot.said, 'scope');
  const type = baseOf(spot.ctype)?.name;
  if (scope === undefined || type === undefined || header.scope.kinds.get(type)?.kind !== 'callback') return [];
  const drop = firstValue(spot.said, 'destroy');
  const dropped = header.spots.find(({ owner, name }) => owner === spot.owner && name === drop);
  const dropType = dropped === undefined ? undefined : baseOf(dropped.ctype)?.name;
  const needed = [...(scope === 'call' ? [type] : []), ...(dropType === undefined ? [] : [dropType])];
  const missing = needed
    .filter((name) => !own.has(name))
    .map((name) => ({
      location: spot.location,
      message: `${spot.owner.name} calls ${name}, and does not say so`,
      fix: `add (invokes: ${name}) below its @par Contract`,
    }));
  const never =
    scope !== 'call' && !invoked.has(type)
      ? [
          {
            location: spot.location,
            message: `no function says that it calls ${type}`,
            fix: `add (invokes: ${type}) to those that do`,
          },
        ]
      : [];
  return [...missing, ...never];
}
