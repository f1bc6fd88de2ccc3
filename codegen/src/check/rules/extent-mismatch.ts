import { annotation } from '../../build/types.js';
import type { DraftRule } from '../rule.js';

export const extentMismatch: DraftRule = {
  id: 'header/extent-mismatch',
  looksAt: 'draft',
  summary: 'An array inside a struct has as many elements as its annotation says.',
  why: 'C believes the brackets, bindings the annotation.',
  refused: `
/** @brief Numbers of a box. @since 1.0 */
#define LIB_NUMBER_COUNT 4

/**
 * @brief What is known of a box.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_info {
    uint32_t numbers[3]; /**< (array: LIB_NUMBER_COUNT) Its numbers. */
} lib_info_t;
`,
  settled: `
/** @brief Numbers of a box. @since 1.0 */
#define LIB_NUMBER_COUNT 4

/**
 * @brief What is known of a box.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_info {
    uint32_t numbers[LIB_NUMBER_COUNT]; /**< (array: LIB_NUMBER_COUNT) Its numbers. */
} lib_info_t;
`,
  check: ({ spots, scope }) =>
    spots.flatMap(({ where, ctype, said, name, owner, location }) => {
      if (where !== 'field' || ctype.kind !== 'array') return [];
      const extent = /^\d+$/.test(ctype.extent) ? BigInt(ctype.extent) : undefined;
      if (extent === undefined || extent < 1n || extent > 0x7fffffffn) {
        return [
          {
            location,
            message: `${name} of ${owner.name} has no size that can be read`,
            fix: 'write a number or a macro in the brackets',
          },
        ];
      }
      const text = (annotation(said, 'array') ?? annotation(said, 'string'))?.items[0]?.value;
      if (text === undefined) return [];
      const count = /^(0x[0-9a-fA-F]+|\d+)$/.test(text) ? BigInt(text) : scope.constants.get(text);
      return count === extent
        ? []
        : [
            {
              location,
              message: `${name} of ${owner.name} has ${extent} elements, and its annotation says ${count === undefined ? text : count}`,
              fix: 'write the same macro in both places',
            },
          ];
    }),
};
