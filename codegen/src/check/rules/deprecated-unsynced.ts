import { deprecatedOf } from '../../build/marks.js';
import type { Declaration, Remark } from '../../model/draft.js';
import type { DraftRule } from '../rule.js';

export const deprecatedUnsynced: DraftRule = {
  id: 'header/deprecated-unsynced',
  looksAt: 'draft',
  summary: 'A deprecated function says so to the compiler and in its comment, with the same words.',
  why: 'C callers see the macro, everybody else the comment; both must name the same replacement.',
  refused: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 * @deprecated 1.0 Use lib_box_count
 */
LIB_API LIB_DEPRECATED("Use lib_count") uint32_t lib_number(void);

/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API uint32_t lib_box_count(void);
`,
  settled: `
/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 * @deprecated 1.0 Use lib_box_count
 */
LIB_API LIB_DEPRECATED("Use lib_box_count") uint32_t lib_number(void);

/**
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API uint32_t lib_box_count(void);
`,
  check: ({ draft }) =>
    draft.declarations.flatMap((declaration) => ofDeclaration(declaration, draft.name.toUpperCase())),
};

function ofDeclaration(
  { name, kind, comment, deprecatedMacro, location }: Declaration,
  prefix: string,
): readonly Remark[] {
  const [said, second] = comment?.deprecated ?? [];
  if (said === undefined && deprecatedMacro === undefined) return [];
  const place = said?.location ?? location;
  if (said === undefined) {
    return [
      {
        location,
        message: `${name} is deprecated for the compiler only`,
        fix: 'add @deprecated MAJOR.MINOR Use replacement',
      },
    ];
  }
  const parts = deprecatedOf(comment);
  if (parts === undefined || second !== undefined) {
    const form = 'write @deprecated MAJOR.MINOR Use replacement, once';
    return [{ location: place, message: `the @deprecated of ${name} has another form`, fix: form }];
  }
  const words = `Use ${parts.replacement}`;
  if (kind !== 'function' || deprecatedMacro === words) return [];
  return [
    {
      location: place,
      message:
        deprecatedMacro === undefined
          ? `${name} is deprecated in its comment only`
          : `the compiler says "${deprecatedMacro}" of ${name}, the comment "${words}"`,
      fix: `write ${prefix}_DEPRECATED("${words}") before its type`,
    },
  ];
}
