import { scalarOf } from '../../build/types.js';
import type { Annotation, Declaration, Remark } from '../../model/draft.js';
import { baseOf, depthOf, type Group, type Header, isVoid, type Spot, spotName } from '../header.js';
import type { DraftRule } from '../rule.js';
import { placeWords, VOCABULARY } from '../vocabulary.js';

export const misplacedAnnotation: DraftRule = {
  id: 'header/misplaced-annotation',
  looksAt: 'draft',
  summary: 'Annotations come before the prose, and where they mean something.',
  why: 'An annotation behind the first word is prose to the generator; one at the wrong place has no meaning, and would be ignored.',
  refused: `
/**
 * @brief Tells a box's name.
 *
 * @param[in] box The box (nullable).
 * @return (string) (borrowed: static) The name.
 * @since 1.0
 */
LIB_API const char *lib_name(const lib_box_t *box);
`,
  settled: `
/**
 * @brief Tells a box's name.
 *
 * @param[in] box (nullable) The box.
 * @return (string) (borrowed: static) The name.
 * @since 1.0
 */
LIB_API const char *lib_name(const lib_box_t *box);
`,
  check: (header) => [
    ...header.groups.flatMap((group) => inProse(group)),
    ...header.draft.declarations.flatMap(inDetails),
    ...header.groups.flatMap((group) => group.said.flatMap((said) => atWrongPlace(said, group, header))),
  ],
};

const INSIDE = /\((?<key>[a-z][a-z_-]*)\s*(?<rest>:[^()]*)?\)/g;

function inProse({ text, location }: Group): readonly Remark[] {
  return [...text.matchAll(INSIDE)]
    .filter(({ groups }) => VOCABULARY.has(groups?.['key'] ?? ''))
    .map(([whole]) => ({
      location,
      message: `${whole} stands behind prose, where it is prose itself`,
      fix: 'move it before the first word, or reword the prose',
    }));
}

/** Plain words in parentheses are prose there; what has a value was meant for the contract. */
function inDetails({ comment }: Declaration): readonly Remark[] {
  const paragraphs = comment === undefined ? [] : [...comment.briefs.map(({ text }) => text), ...comment.details];
  return paragraphs.flatMap((text) =>
    [...text.matchAll(INSIDE)]
      .filter(({ groups }) => VOCABULARY.has(groups?.['key'] ?? '') && groups?.['rest'] !== undefined)
      .map(([whole]) => ({
        location: comment?.location ?? { file: '', line: 1, column: 1 },
        message: `${whole} stands in prose, where it has no effect`,
        fix: 'move it below @par Contract, or reword the prose',
      })),
  );
}

function atWrongPlace({ key, location }: Annotation, group: Group, header: Header): readonly Remark[] {
  const word = VOCABULARY.get(key);
  if (word === undefined) return [];
  // Two stars and [in]: another rule asks for [out].
  const isOutput = key === 'owned' && group.spot !== undefined && depthOf(group.spot.ctype) > 1;
  if (!word.at.includes(group.where) && !isOutput) {
    const places = word.at.map(placeWords).join(', ');
    return [
      {
        location,
        message: `(${key}) means nothing at ${placeWords(group.where)}`,
        fix: `remove it; it belongs at ${places}`,
      },
    ];
  }
  if (group.spot === undefined) return [];
  const needed = neededType(key, group.spot, header);
  return needed === undefined
    ? []
    : [
        {
          location,
          message: `(${key}) is for ${needed}, and ${spotName(group.spot)} is no such thing`,
          fix: 'remove it, or change the type',
        },
      ];
}

/** What kind of type the annotation is for; undefined if this is one. */
function neededType(key: string, spot: Spot, { scope }: Header): string | undefined {
  const { ctype } = spot;
  const base = baseOf(ctype);
  if (base === undefined) return undefined;
  const kind = scope.kinds.get(base.name)?.kind;
  const isPointer = ctype.kind !== 'named';
  const isNumber = scalarOf(base.name) !== undefined && base.name !== 'bool' && depthOf(ctype) <= 1;
  switch (key) {
    case 'nullable':
      return isPointer || kind === 'callback' ? undefined : 'pointers';
    case 'fallible':
      return isPointer || base.name === 'bool' ? undefined : 'pointers and bool';
    case 'array':
      return isPointer ? undefined : 'pointers and arrays';
    case 'string':
      return isPointer && base.name === 'char' ? undefined : 'char pointers and char arrays';
    case 'transfer':
    case 'retained':
      return isPointer && kind === 'opaque' ? undefined : 'handles';
    case 'owned':
    case 'borrowed':
      return isPointer ? undefined : 'pointers';
    case 'scope':
    case 'closure':
    case 'destroy':
      return kind === 'callback' ? undefined : 'callbacks';
    case 'user_data':
      return isPointer && isVoid(base) ? undefined : 'void pointers';
    case 'size':
      return base.name === 'uint32_t' && !isPointer ? undefined : 'a uint32_t';
    case 'unit':
    case 'range':
      return isNumber && !(spot.where === 'input' && isPointer && base.constant) ? undefined : 'numbers';
    default:
      return undefined;
  }
}
