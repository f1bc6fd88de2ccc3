import type { DraftRule } from '../rule.js';

export const noFunctions: DraftRule = {
  id: 'header/no-functions',
  looksAt: 'draft',
  summary: 'A header declares at least one function.',
  why: 'Without one there is nothing to bind; most often the wrong file was named, or a macro hides the declarations.',
  refused: `
/** @brief Most boxes that there may be. @since 1.0 */
#define LIB_MOST 8
`,
  settled: `
/** @brief Most boxes that there may be. @since 1.0 */
#define LIB_MOST 8

/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);
`,
  check: ({ draft, callables }) => {
    if (callables.some(({ kind }) => kind === 'function')) return [];
    const location = draft.declarations[0]?.location ?? { file: draft.header, line: 1, column: 1 };
    return [{ location, message: `${draft.header} declares no function`, fix: 'declare one, or name another header' }];
  },
};
