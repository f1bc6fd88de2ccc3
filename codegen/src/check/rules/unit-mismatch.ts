import { annotation, firstValue, scalarOf } from '../../build/types.js';
import type { Remark } from '../../model/draft.js';
import { baseOf, type Header, type Spot } from '../header.js';
import type { DraftRule } from '../rule.js';

export const unitMismatch: DraftRule = {
  id: 'header/unit-mismatch',
  looksAt: 'draft',
  summary:
    'Two numbers that belong together have one unit: capacity and count, setter and getter; and only arrays of bytes are counted in bytes.',
  why: 'A length in bytes that is taken for one in elements overruns the buffer.',
  refused: `
/**
 * @brief Adds numbers.
 *
 * @param[in] values     (array: values_len) The numbers.
 * @param[in] values_len (unit: bytes) Their length.
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
 * @param[in] values_len Their number.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_sum(const uint32_t *values, size_t values_len);
`,
  check: (header) => [
    ...header.spots.flatMap((spot) => ofArray(spot, header)),
    ...header.callables.flatMap(({ name }) => ofProperty(name, header)),
  ],
};

function unitOf(spot: Spot | undefined): string | undefined {
  return spot === undefined ? undefined : firstValue(spot.said, 'unit');
}

function ofArray(spot: Spot, header: Header): readonly Remark[] {
  const said = annotation(spot.said, 'array') ?? annotation(spot.said, 'string');
  if (said === undefined) return [];
  const [length, filled] = said.items.map(({ value }) =>
    header.spots.find(({ owner, name }) => owner === spot.owner && name === value),
  );
  const base = baseOf(spot.ctype)?.name ?? '';
  const scalar = scalarOf(base);
  const isBytes = base === 'void' || base === 'char' || scalar === 'u8' || scalar === 'i8' || scalar === 'bool';
  const wrong = [length, filled].filter((counter) => unitOf(counter) === 'bytes' && !isBytes);
  if (wrong.length > 0) {
    return wrong.flatMap((counter) =>
      counter === undefined
        ? []
        : [
            {
              location: counter.location,
              message: `${counter.name} counts the elements of ${spot.name}, not bytes`,
              fix: 'drop (unit: bytes), and count elements',
            },
          ],
    );
  }
  if (length === undefined || filled === undefined || unitOf(length) === unitOf(filled)) return [];
  return [
    {
      location: filled.location,
      message: `${length.name} and ${filled.name} count the same, ${unitWords(length)} and ${unitWords(filled)}`,
      fix: 'give both the same (unit: …)',
    },
  ];
}

/** `pvm_vm_set_gas(vm, gas)` and what `pvm_vm_get_gas` returns. */
function ofProperty(setter: string, header: Header): readonly Remark[] {
  if (!setter.includes('_set_')) return [];
  const values = header.spots.filter(({ owner, name }) => owner.name === setter && name !== '');
  const value = values.length === 2 ? values[1] : undefined;
  const getter = setter.replace('_set_', '_get_');
  const told = header.spots.find(({ owner, where }) => owner.name === getter && where === 'return');
  if (value?.comment === undefined || told?.comment === undefined || unitOf(value) === unitOf(told)) return [];
  return [
    {
      location: value.location,
      message: `${setter} takes ${unitWords(value)}, and ${getter} gives ${unitWords(told)}`,
      fix: 'give both the same (unit: …)',
    },
  ];
}

function unitWords(spot: Spot): string {
  return unitOf(spot) ?? 'something without a unit';
}
