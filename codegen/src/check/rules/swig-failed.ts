import type { ParseRule } from '../rule.js';

export const swigFailed: ParseRule = {
  id: 'header/swig-failed',
  looksAt: 'text',
  summary: 'SWIG reads the header without an error or a warning.',
  why: 'SWIG is what parses the C; what it chokes on or warns of would be missing, or mean something else.',
  refused: `
/** @brief Tells how many boxes there are. @return Their number. @since 1.0 */
LIB_API uint32_t lib_count(void;
`,
  settled: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);
`,
};
