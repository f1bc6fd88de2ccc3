import { scalarOf } from '../../build/types.js';
import type { Remark } from '../../model/draft.js';
import { depthOf, type Header, isVoid, type Spot } from '../header.js';
import type { DraftRule } from '../rule.js';

export const directionMismatch: DraftRule = {
  id: 'header/direction-mismatch',
  looksAt: 'draft',
  summary: 'A @param says [in], [out] or [in,out], and the type agrees: what is written is no const pointer.',
  why: 'Inputs become arguments and outputs become results; const is what C callers, and Go, rely on.',
  refused: `
/**
 * @brief Tells a box's size.
 *
 * @param[in] box      The box.
 * @param[in] out_size (unit: bytes) Its size.
 * @since 1.0
 */
LIB_API void lib_measure(const lib_box_t *box, uint32_t *out_size);
`,
  settled: `
/**
 * @brief Tells a box's size.
 *
 * @param[in]  box      The box.
 * @param[out] out_size (unit: bytes) Its size.
 * @since 1.0
 */
LIB_API void lib_measure(const lib_box_t *box, uint32_t *out_size);
`,
  check: (header) => [
    ...header.callables
      .flatMap(({ comment }) => comment?.params ?? [])
      .flatMap(({ direction, name, location }): readonly Remark[] =>
        ['in', 'out', 'in,out'].includes(direction)
          ? []
          : [
              {
                location,
                message: direction === '' ? `@param ${name} has no direction` : `[${direction}] is no direction`,
                fix: 'write @param[in], @param[out] or @param[in,out]',
              },
            ],
      ),
    ...header.spots.flatMap((spot) => ofSpot(spot, header)),
  ],
};

function ofSpot(spot: Spot, header: Header): readonly Remark[] {
  const { where, ctype, name, location, comment } = spot;
  const refuse = (message: string, fix: string): readonly Remark[] => [
    { location, message: `${name} ${message}`, fix },
  ];
  const isOutput = where === 'output' || where === 'callback-output';
  if (comment === undefined || where === 'return' || where === 'callback-return' || where === 'field') return [];
  if (ctype.kind !== 'pointer') {
    return isOutput || where === 'in-out'
      ? refuse('is passed by value, so nothing can come out of it', 'write [in], or make it a pointer')
      : [];
  }
  const to = ctype.to;
  if (depthOf(ctype) > 1) {
    return isOutput ? [] : refuse('is a pointer to a pointer, which only outputs are', 'write [out]');
  }
  if (to.kind !== 'named' || isUnknown(to.name, header)) return [];
  const kind = header.scope.kinds.get(to.name)?.kind;
  if (to.constant && (isOutput || where === 'in-out'))
    return refuse('is const, so nothing can be written to it', 'write [in], or drop const');
  const isFree =
    kind === 'opaque' || (kind === undefined && isVoid(to) && spot.said.some(({ key }) => key === 'user_data'));
  if (kind === 'opaque' && isOutput)
    return refuse('is a handle, which a function cannot give out through one pointer', 'write [in], or use two stars');
  if (where === 'input' && !to.constant && !isFree)
    return refuse('is an input that could be written to', 'make it const, or write [out] or [in,out]');
  return where === 'callback-input' && !to.constant && !isFree
    ? refuse('is an input that could be written to', 'make it const, or write [out]')
    : [];
}

/** Another rule has something to say of its type. */
function isUnknown(name: string, { scope }: Header): boolean {
  return scalarOf(name) === undefined && !scope.kinds.has(name) && name !== 'void' && name !== 'char';
}
