import { depthOf, spotName } from '../header.js';
import type { DraftRule } from '../rule.js';

export const ownershipMissing: DraftRule = {
  id: 'header/ownership-missing',
  looksAt: 'draft',
  summary: 'A pointer that a function gives out says whose it is.',
  why: 'Freed by both sides it is a crash, freed by none a leak; what is borrowed must not outlive its owner.',
  refused: `
/**
 * @brief Makes a box.
 *
 * @return (fallible) NULL if memory is short.
 * @since 1.0
 */
LIB_API lib_box_t *lib_box_create(void);
`,
  settled: `
/**
 * @brief Makes a box.
 *
 * @return (owned) (fallible) NULL if memory is short.
 * @since 1.0
 */
LIB_API lib_box_t *lib_box_create(void);
`,
  check: ({ spots }) =>
    spots
      .filter(({ where, ctype, comment }) => {
        if (comment === undefined) return false;
        return (where === 'return' && depthOf(ctype) > 0) || (where === 'output' && depthOf(ctype) > 1);
      })
      .filter(({ said }) => !said.some(({ key }) => key === 'owned' || key === 'borrowed'))
      .map((spot) => ({
        location: spot.location,
        message: `${spotName(spot)}${spot.name === '' ? '' : ` of ${spot.owner.name}`} is a pointer, and nothing says whose`,
        fix: 'add (owned) if the caller releases it, or (borrowed: x) with a handle parameter or static',
      })),
};
