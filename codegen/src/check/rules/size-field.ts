import { annotation } from '../../build/types.js';
import type { FieldDraft, Remark, StructDraft } from '../../model/draft.js';
import { baseOf, depthOf, type Header, type Spot, spotName } from '../header.js';
import type { DraftRule } from '../rule.js';

export const sizeField: DraftRule = {
  id: 'header/size-field',
  looksAt: 'draft',
  summary:
    'The (size) of a growable struct is its first field, and such a struct is only ever passed by pointer, [in] or [in,out].',
  why: 'The library reads there how much the caller knows of the struct; inside another struct or an array it could not grow.',
  refused: `
/**
 * @brief How a box is made.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_options {
    uint32_t width; /**< Millimetres. */
    uint32_t size;  /**< (size) sizeof(lib_options_t). */
} lib_options_t;
`,
  settled: `
/**
 * @brief How a box is made.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_options {
    uint32_t size;  /**< (size) sizeof(lib_options_t). */
    uint32_t width; /**< Millimetres. */
} lib_options_t;
`,
  check: (header) => [
    ...header.draft.declarations.flatMap((declaration) =>
      declaration.kind === 'struct' ? misplacedIn(declaration) : [],
    ),
    ...header.spots.flatMap((spot) => wrongUse(spot, header)),
  ],
};

function isSize({ comment }: FieldDraft): boolean {
  return annotation(comment?.annotations ?? [], 'size') !== undefined;
}

function misplacedIn({ name: owner, fields }: StructDraft): readonly Remark[] {
  return fields
    .filter((field, index) => index > 0 && isSize(field))
    .map(({ name, location }) => ({
      location,
      message: `${name} of ${owner} is its size, and not its first field`,
      fix: 'move it to the top',
    }));
}

function wrongUse(spot: Spot, { scope }: Header): readonly Remark[] {
  const { where, ctype, said, location, comment } = spot;
  const struct = scope.kinds.get(baseOf(ctype)?.name ?? '');
  if (struct?.kind !== 'struct' || struct.fields[0] === undefined || !isSize(struct.fields[0])) return [];
  const refuse = (message: string, fix: string): readonly Remark[] => [
    { location, message: `${spotName(spot)} ${message}`, fix },
  ];
  if (where === 'field') return refuse(`holds a ${struct.name}, which may grow`, 'pass it as a parameter of its own');
  if (annotation(said, 'array') !== undefined || ctype.kind === 'array') {
    return refuse(
      `is an array of ${struct.name}, which may grow`,
      'drop (size) from the struct, or pass them one by one',
    );
  }
  if (comment !== undefined && where === 'output' && depthOf(ctype) === 1) {
    return refuse('is written as far as its size says, so that the size goes in', 'write [in,out]');
  }
  return [];
}
