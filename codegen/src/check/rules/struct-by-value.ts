import { spotName } from '../header.js';
import type { DraftRule } from '../rule.js';

export const structByValue: DraftRule = {
  id: 'header/struct-by-value',
  looksAt: 'draft',
  summary: 'Structs and handles are passed and returned by pointer.',
  why: 'How a struct travels by value is the most intricate part of every ABI, and cannot be called through a table of one type.',
  refused: `
/**
 * @brief How large a box is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_extent {
    uint32_t width;  /**< Millimetres. */
    uint32_t height; /**< Millimetres. */
} lib_extent_t;

/**
 * @brief Computes an area.
 *
 * @param[in] extent How large.
 * @return Square millimetres.
 * @since 1.0
 */
LIB_API uint64_t lib_area(lib_extent_t extent);
`,
  settled: `
/**
 * @brief How large a box is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_extent {
    uint32_t width;  /**< Millimetres. */
    uint32_t height; /**< Millimetres. */
} lib_extent_t;

/**
 * @brief Computes an area.
 *
 * @param[in] extent How large.
 * @return Square millimetres.
 * @since 1.0
 */
LIB_API uint64_t lib_area(const lib_extent_t *extent);
`,
  check: ({ spots, scope }) =>
    spots.flatMap((spot) => {
      const { ctype, where, location } = spot;
      const kind = ctype.kind === 'named' ? scope.kinds.get(ctype.name)?.kind : undefined;
      if (kind !== 'opaque' && !(kind === 'struct' && where !== 'field')) return [];
      const isReturn = where === 'return' || where === 'callback-return';
      const fix = isReturn ? 'write it to an [out] parameter' : 'pass a const pointer';
      return [
        { location, message: `${spotName(spot)} is a struct by value`, fix: kind === 'opaque' ? 'use a pointer' : fix },
      ];
    }),
};
