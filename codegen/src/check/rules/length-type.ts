import { annotation, scalarOf } from '../../build/types.js';
import type { Annotation, Remark } from '../../model/draft.js';
import { baseOf, depthOf, type Header, type Spot } from '../header.js';
import type { DraftRule } from '../rule.js';

export const lengthType: DraftRule = {
  id: 'header/length-type',
  looksAt: 'draft',
  summary:
    'A length or capacity is an unsigned [in] parameter of one use, the number filled an [out] pointer to one, and only ' +
    'buffers that are written to have both.',
  why: 'Bindings make these parameters from the array itself, so that they must know which way each of them goes.',
  refused: `
/**
 * @brief Adds numbers.
 *
 * @param[in] values     (array: values_len) The numbers.
 * @param[in] values_len How many.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_sum(const uint32_t *values, int values_len);
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
  check: (header) => header.spots.flatMap((spot) => ofSpot(spot, header)),
};

function ofSpot(spot: Spot, header: Header): readonly Remark[] {
  const said = annotation(spot.said, 'array') ?? annotation(spot.said, 'string');
  if (said === undefined || spot.where === 'field') return [];
  const [extent, second] = said.items;
  const filled = second?.label === 'filled' ? second : undefined;
  if (said.key === 'string' && baseOf(spot.ctype)?.name !== 'char') return [];
  const isOutput = spot.where === 'output' || spot.where === 'in-out' || spot.where === 'callback-output';
  const refuse = (message: string, fix: string): readonly Remark[] => [{ location: said.location, message, fix }];
  if (filled !== undefined && spot.where !== 'output') {
    return refuse(`${spot.name} is no [out] buffer, so that nothing fills it`, 'remove filled, or write @param[out]');
  }
  if (said.key === 'string') {
    if (extent !== undefined && !isOutput)
      return refuse('text that comes in ends with a NUL, and has no length', 'write (string), or (array: n)');
    const isBuffer = isOutput && depthOf(spot.ctype) === 1;
    if (isBuffer && (extent === undefined || filled === undefined)) {
      return refuse(
        `nothing says how much room ${spot.name} has, or how long the text became`,
        'write (string: capacity, filled: length)',
      );
    }
  }
  return [...ofLength(spot, extent, said, header), ...ofFilled(spot, filled, said, header)];
}

type Item = Annotation['items'][number] | undefined;

function ofLength(spot: Spot, extent: Item, said: Annotation, header: Header): readonly Remark[] {
  const counter = siblingOf(spot, extent, header);
  if (counter === undefined) return [];
  const isInput = counter.where === 'input' || counter.where === 'callback-input';
  if (!isUnsigned(counter, 0) || !isInput) {
    const fix =
      spot.where === 'return'
        ? 'make it size_t, [in]; or fill a buffer with (array: capacity, filled: count)'
        : 'make it size_t, [in]';
    return [{ location: said.location, message: `${counter.name} is no length that goes in`, fix }];
  }
  const asCapacity = said.items[1] !== undefined;
  const other = header.spots.find((candidate) => {
    const [first, second] = (annotation(candidate.said, 'array') ?? annotation(candidate.said, 'string'))?.items ?? [];
    return candidate.owner === spot.owner && first?.value === counter.name && (second !== undefined) !== asCapacity;
  });
  return other === undefined || asCapacity
    ? []
    : [
        {
          location: said.location,
          message: `${counter.name} is the length of one array and the capacity of another`,
          fix: 'give each its own',
        },
      ];
}

function ofFilled(spot: Spot, filled: Item, said: Annotation, header: Header): readonly Remark[] {
  const counter = siblingOf(spot, filled, header);
  if (counter === undefined || (isUnsigned(counter, 1) && counter.where === 'output')) return [];
  return [
    { location: said.location, message: `${counter.name} is no number that comes out`, fix: 'make it size_t *, [out]' },
  ];
}

function siblingOf(spot: Spot, item: Item, header: Header): Spot | undefined {
  return header.spots.find(
    ({ owner, name, comment }) => owner === spot.owner && name !== '' && name === item?.value && comment !== undefined,
  );
}

function isUnsigned({ ctype }: Spot, stars: number): boolean {
  const scalar = scalarOf(baseOf(ctype)?.name ?? '');
  return (
    ctype.kind !== 'array' &&
    depthOf(ctype) === stars &&
    (scalar === 'size' || scalar === 'u32' || scalar === 'u64' || scalar === 'u16' || scalar === 'u8')
  );
}
