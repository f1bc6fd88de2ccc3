import type { Remark } from '../../model/draft.js';
import type { AbiRule } from '../rule.js';

export const invalidatesMismatch: AbiRule = {
  id: 'header/invalidates-mismatch',
  looksAt: 'abi',
  summary: '(invalidates: f) names functions of the same handle that give borrowed pointers.',
  why: 'Bindings detach the live views that came from these functions; other results cannot be detached.',
  refused: `
/**
 * @brief Tells a box's size.
 *
 * @param[in] box The box.
 * @return Its size.
 * @since 1.0
 */
LIB_API uint32_t lib_box_get_size(const lib_box_t *box);

/**
 * @brief Empties a box.
 *
 * @param[in,out] box The box.
 *
 * @par Contract
 * (invalidates: lib_box_get_size)
 * @since 1.0
 */
LIB_API void lib_box_empty(lib_box_t *box);
`,
  settled: `
/**
 * @brief Tells a box's size.
 *
 * @param[in] box The box.
 * @return Its size.
 * @since 1.0
 */
LIB_API uint32_t lib_box_get_size(const lib_box_t *box);

/**
 * @brief Empties a box.
 *
 * @param[in,out] box The box.
 * @since 1.0
 */
LIB_API void lib_box_empty(lib_box_t *box);
`,
  check: ({ abi }) =>
    abi.functions.flatMap(({ name, location, invalidates, parameters }) =>
      invalidates.flatMap((victim): readonly Remark[] => {
        const other = abi.functions.find((func) => func.name === victim);
        const [own, its] = [parameters[0]?.type, other?.parameters[0]?.type];
        const same = own?.kind === 'handle' && its?.kind === 'handle' && own.name === its.name;
        const fits = other?.returns.type.kind === 'array' && other.returns.ownership?.kind === 'borrowed';
        return same && fits
          ? []
          : [
              {
                location,
                message: `${name} cannot invalidate what ${victim} gave`,
                fix: 'remove it, or name a function that gives a borrowed array of the same handle',
              },
            ];
      }),
    ),
};
