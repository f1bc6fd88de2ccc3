import { annotation, firstValue } from '../../build/types.js';
import { type Header, spotsOfCallable } from '../header.js';
import type { DraftRule } from '../rule.js';

export const callbackUnpaired: DraftRule = {
  id: 'header/callback-unpaired',
  looksAt: 'draft',
  summary: 'A callback parameter says how long it may be called, and which parameter is its user data.',
  why: 'The binding keeps the closure alive for exactly that long, and finds it again through the user data.',
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
 * @param[in] hook      What to call.
 * @param[in] user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: lib_hook_t)
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
  check: (header) =>
    header.spots
      .filter(({ where, ctype, comment, name, owner }) => {
        const isCallback = ctype.kind === 'named' && header.scope.kinds.get(ctype.name)?.kind === 'callback';
        return where === 'input' && isCallback && comment !== undefined && !isDropFunction(name, owner.name, header);
      })
      .flatMap(({ name, said, location, owner }) => {
        const missing = ['scope', 'closure'].filter((key) => annotation(said, key) === undefined);
        const words = { scope: 'how long it may be called', closure: 'what its user data is' };
        return missing.map((key) => ({
          location,
          message: `${name} of ${owner.name} is a callback, and nothing says ${key === 'scope' ? words.scope : words.closure}`,
          fix:
            key === 'scope'
              ? 'add (scope: call), (scope: once), or (scope: x) with the handle that keeps it'
              : 'add (closure: user_data)',
        }));
      }),
};

/** The other end of `(destroy: drop)`: it is called with the user data that it drops. */
function isDropFunction(name: string, owner: string, header: Header): boolean {
  return header.callables
    .filter((callable) => callable.name === owner)
    .flatMap((callable) => spotsOfCallable(header, callable))
    .some(({ said }) => firstValue(said, 'destroy') === name);
}
