import { scalarOf } from '../../build/types.js';
import { baseOf, isVoid, spotName } from '../header.js';
import type { DraftRule } from '../rule.js';
import { didYouMean } from '../suggest.js';

export const unknownType: DraftRule = {
  id: 'header/unknown-type',
  looksAt: 'draft',
  summary: 'Types are those of stdint.h, bool, int, size_t, float, double, and those that the header declares.',
  why: 'The size of long and its like depends on the system, and what another header declares cannot be seen.',
  refused: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API unsigned long lib_count(void);
`,
  settled: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API uint64_t lib_count(void);
`,
  check: ({ spots, scope }) =>
    spots.flatMap((spot) => {
      const base = baseOf(spot.ctype);
      if (base === undefined || scalarOf(base.name) !== undefined || scope.kinds.has(base.name)) return [];
      if (
        isVoid(base) &&
        (spot.ctype.kind === 'pointer' || spot.where === 'return' || spot.where === 'callback-return')
      )
        return [];
      if (base.name === 'char' && spot.ctype.kind !== 'named') return [];
      const instead = INSTEAD.get(base.name) ?? didYouMean(base.name, [...KNOWN, ...scope.kinds.keys()]);
      return [
        {
          location: spot.location,
          message: `${spotName(spot)} has the type ${base.name}, which bindings do not know`,
          fix: instead === undefined ? 'declare it in this header, or use a type of stdint.h' : `write ${instead}`,
        },
      ];
    }),
};

const KNOWN = [
  'uint8_t',
  'int8_t',
  'uint16_t',
  'int16_t',
  'uint32_t',
  'int32_t',
  'uint64_t',
  'int64_t',
  'size_t',
  'bool',
];

const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['char', 'uint8_t or int8_t'],
  ['signed char', 'int8_t'],
  ['unsigned char', 'uint8_t'],
  ['short', 'int16_t'],
  ['unsigned short', 'uint16_t'],
  ['unsigned int', 'uint32_t'],
  ['unsigned', 'uint32_t'],
  ['long', 'int32_t or int64_t'],
  ['unsigned long', 'uint32_t or uint64_t'],
  ['long long', 'int64_t'],
  ['unsigned long long', 'uint64_t'],
  ['ssize_t', 'int64_t'],
  ['intptr_t', 'int64_t'],
  ['uintptr_t', 'uint64_t'],
  ['ptrdiff_t', 'int64_t'],
  ['long double', 'double'],
]);
