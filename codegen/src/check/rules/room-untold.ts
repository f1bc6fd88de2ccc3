import { annotation } from '../../build/types.js';
import { isStatusFunction, spotsOfCallable } from '../header.js';
import type { DraftRule } from '../rule.js';

export const roomUntold: DraftRule = {
  id: 'header/room-untold',
  looksAt: 'draft',
  summary:
    'A function that fills a text buffer fails with a status that tells how long the text is, and says which one.',
  why: 'Bindings return the text: they try a buffer of their own, and try again with the length that this failure told.',
  refused: `
/**
 * @brief Writes the name of a box.
 *
 * @param[in]  box       The box.
 * @param[out] text      (string: text_size, filled: out_len) Receives the text.
 * @param[in]  text_size (unit: bytes) Room in the buffer.
 * @param[out] out_len   (unit: bytes) Length of the text.
 * @retval LIB_STATUS_INVALID_ARGUMENT A pointer is NULL, or there is too little room.
 * @since 1.0
 */
LIB_API lib_status_t lib_box_print(const lib_box_t *box, char *text, size_t text_size, size_t *out_len);
`,
  settled: `
/**
 * @brief Writes the name of a box.
 *
 * @param[in]  box       The box.
 * @param[out] text      (string: text_size, filled: out_len) Receives the text.
 * @param[in]  text_size (unit: bytes) Room in the buffer.
 * @param[out] out_len   (unit: bytes) Length of the text, also when there is too little room.
 * @retval LIB_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval LIB_STATUS_TOO_SMALL        There is too little room; \`out_len\` is set.
 * @since 1.0
 */
LIB_API lib_status_t lib_box_print(const lib_box_t *box, char *text, size_t text_size, size_t *out_len);
`,
  check: (header) =>
    header.callables
      .filter(({ kind }) => kind === 'function')
      .flatMap((func) =>
        spotsOfCallable(header, func).flatMap(({ said, name, location }) => {
          const filled = annotation(said, 'string')?.items.find(({ label }) => label === 'filled')?.value;
          if (filled === undefined) return [];
          const tells = (func.comment?.retvals ?? []).some(({ text }) => text.includes(`\`${filled}\``));
          if (isStatusFunction(func, header) && tells) return [];
          const message = `nothing says which failure of ${func.name} tells the length that ${name} needs`;
          const fix = `return the status enum, and name \`${filled}\` in back quotes behind the @retval of that status`;
          return [{ location, message, fix }];
        }),
      ),
};
