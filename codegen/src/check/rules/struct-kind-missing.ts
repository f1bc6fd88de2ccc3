import { contractHas } from '../header.js';
import type { DraftRule } from '../rule.js';

export const structKindMissing: DraftRule = {
  id: 'header/struct-kind-missing',
  looksAt: 'draft',
  summary: 'A struct with a body is a (value), and has fields.',
  why: 'Its layout is frozen with its first release; whoever declares it must know that.',
  refused: `
/**
 * @brief How large a box is.
 *
 * @since 1.0
 */
typedef struct lib_extent {
    uint32_t width;  /**< Millimetres. */
    uint32_t height; /**< Millimetres. */
} lib_extent_t;
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
`,
  check: ({ draft }) =>
    draft.declarations.flatMap((declaration) => {
      if (declaration.kind !== 'struct') return [];
      const { name, location, fields, comment } = declaration;
      if (fields.length === 0)
        return [{ location, message: `${name} has no fields`, fix: 'drop the body if it is opaque, or add fields' }];
      if (comment === undefined || contractHas(declaration, 'value')) return [];
      return [
        {
          location,
          message: `${name} has a layout, and does not promise to keep it`,
          fix: 'add (value) below its @par Contract',
        },
      ];
    }),
};
