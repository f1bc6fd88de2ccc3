import { scalarOf } from '../../build/types.js';
import { isVoid, spotName } from '../header.js';
import type { DraftRule } from '../rule.js';

export const arrayLengthMissing: DraftRule = {
  id: 'header/array-length-missing',
  looksAt: 'draft',
  summary: 'A pointer to numbers says how many there are, unless it is the place of one output.',
  why: 'A binding that does not know where an array ends reads too little, or beyond its end.',
  refused: `
/**
 * @brief Adds numbers.
 *
 * @param[in] values     The numbers.
 * @param[in] values_len How many.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_sum(const uint32_t *values, size_t values_len);
`,
  settled: `
/**
 * @brief Adds numbers.
 *
 * @param[in] values     (array: values_len) The numbers.
 * @param[in] values_len How many.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_sum(const uint32_t *values, size_t values_len);
`,
  check: ({ spots, scope }) =>
    spots.flatMap((spot) => {
      const { where, ctype, said, comment, location, owner, name } = spot;
      const to = ctype.kind === 'pointer' && ctype.to.kind === 'named' ? ctype.to : undefined;
      if (to === undefined || (comment === undefined && where !== 'return') || where === 'field') return [];
      if (said.some(({ key }) => key === 'array' || key === 'user_data')) return [];
      const isNumber = scalarOf(to.name) !== undefined || scope.kinds.get(to.name)?.kind === 'enum';
      // An input that is not const may be an output that was called one: another rule asks.
      const isOnePlace =
        where === 'output' || where === 'callback-output' || (where === 'input' && !to.constant && !isVoid(to));
      if (!(isVoid(to) || (isNumber && !isOnePlace))) return [];
      const length = lengthLike(
        name,
        owner.kind === 'function' || owner.kind === 'callback' ? owner.parameters.map((own) => own.name) : [],
      );
      const direction =
        where === 'in-out' ? 'in,out' : where === 'output' || where === 'callback-output' ? 'out' : 'in';
      const command = name === '' ? '@return' : `@param[${direction}] ${name}`;
      return [
        {
          location,
          message: `${spotName(spot)} points to ${isVoid(to) ? 'something' : 'numbers'}, but nothing says how many`,
          fix: `add (array: ${length ?? 'N'}) after ${command}${isVoid(to) ? ', or (user_data)' : ''}`,
        },
      ];
    }),
};

/** The parameter that is called as lengths are. */
function lengthLike(name: string, names: readonly string[]): string | undefined {
  return names.find(
    (other) => name !== '' && [`${name}_len`, `${name}_size`, `${name}_count`, `num_${name}`].includes(other),
  );
}
