import type { DraftRule } from '../rule.js';

export const unsupportedC: DraftRule = {
  id: 'header/unsupported-c',
  looksAt: 'draft',
  summary:
    'The header keeps to plain declarations: functions, enums, structs, opaque types, callback types, integer macros.',
  why: 'Bit-fields, unions, variadic functions and the like have no counterpart in other languages, or none that is sure.',
  refused: `
/**
 * @brief Prints.
 *
 * @param[in] format (string) What to print.
 * @since 1.0
 */
LIB_API void lib_print(const char *format, ...);
`,
  settled: `
/**
 * @brief Prints.
 *
 * @param[in] text (string) What to print.
 * @since 1.0
 */
LIB_API void lib_print(const char *text);
`,
  check: ({ draft }) => draft.unsupported,
};
