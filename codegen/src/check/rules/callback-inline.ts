import type { CType } from '../../model/draft.js';
import { spotName } from '../header.js';
import type { DraftRule } from '../rule.js';

export const callbackInline: DraftRule = {
  id: 'header/callback-inline',
  looksAt: 'draft',
  summary: 'Function pointers have a typedef of their own.',
  why: 'The names of the parameters of one that is spelled out in place are lost, and nothing can be said about them.',
  refused: `
/**
 * @brief Calls a function.
 *
 * @param[in] function  What to call.
 * @param[in] user_data (nullable) (user_data) Passed on.
 * @since 1.0
 */
LIB_API void lib_call(void (*function)(int number, void *user_data), void *user_data);
`,
  settled: `
/**
 * @brief Gets a number.
 *
 * @param[in] number    The number.
 * @param[in] user_data (nullable) (user_data) As given.
 * @since 1.0
 */
typedef void (*lib_function_t)(int number, void *user_data);

/**
 * @brief Calls a function.
 *
 * @param[in] function  (scope: call) (closure: user_data) What to call.
 * @param[in] user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: lib_function_t)
 * @since 1.0
 */
LIB_API void lib_call(lib_function_t function, void *user_data);
`,
  check: ({ spots }) =>
    spots
      .filter(({ ctype }) => isForeign(ctype))
      .map((spot) => ({
        location: spot.location,
        message: `${spotName(spot)} is a function pointer spelled out in place, or no C type at all`,
        fix: 'declare typedef … (*name_t)(…); with a comment, and use it here',
      })),
};

function isForeign(type: CType): boolean {
  switch (type.kind) {
    case 'named':
      return false;
    case 'pointer':
      return isForeign(type.to);
    case 'array':
      return isForeign(type.of);
    case 'foreign':
      return type.text !== '...';
  }
}
