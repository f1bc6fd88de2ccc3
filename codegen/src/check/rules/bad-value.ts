import { rangeOf } from '../../build/marks.js';
import { scalarOf } from '../../build/types.js';
import type { Annotation, Declaration, Remark } from '../../model/draft.js';
import { baseOf, type Group, type Header, type Spot } from '../header.js';
import { limitsOf } from '../limits.js';
import type { DraftRule } from '../rule.js';
import { didYouMean } from '../suggest.js';
import { type Values, VOCABULARY } from '../vocabulary.js';

export const badValue: DraftRule = {
  id: 'header/bad-value',
  looksAt: 'draft',
  summary: 'What follows an annotation, or a @since, has the form and the range that it needs.',
  why: 'A unit that nobody knows or a range that no number is in would be dropped, or refuse every call.',
  refused: `
/**
 * @brief Makes a box larger.
 *
 * @param[in,out] box  The box.
 * @param[in]     size (unit: octets) (range: 8..1) New size.
 * @since 1
 */
LIB_API void lib_grow(lib_box_t *box, uint32_t size);
`,
  settled: `
/**
 * @brief Makes a box larger.
 *
 * @param[in,out] box  The box.
 * @param[in]     size (unit: bytes) (range: 1..8) New size.
 * @since 1.0
 */
LIB_API void lib_grow(lib_box_t *box, uint32_t size);
`,
  check: (header) => [
    ...header.groups.flatMap((group) => group.said.flatMap((said) => ofAnnotation(said, group, header))),
    ...header.draft.declarations.flatMap((declaration) => ofSince(declaration)),
  ],
};

function ofAnnotation(said: Annotation, { spot, where }: Group, header: Header): readonly Remark[] {
  const values = VOCABULARY.get(said.key)?.values;
  const problem =
    values === undefined ? undefined : (problemOf(said, values, header) ?? rangeProblem(said, spot, header));
  const own = problem ?? wordProblem(said, where);
  return own === undefined ? [] : [{ location: said.location, ...own }];
}

interface Problem {
  readonly message: string;
  readonly fix: string;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const COUNT = /^(?:[A-Za-z_][A-Za-z0-9_]*|0x[0-9a-fA-F]+|\d+)$/;

function problemOf({ key, items }: Annotation, values: Values, header: Header): Problem | undefined {
  const labelled = items.filter(({ label }) => label !== undefined);
  const [first] = items;
  switch (values.kind) {
    case 'none':
      return items.length === 0 ? undefined : { message: `(${key}) has no value`, fix: `write (${key})` };
    case 'name':
      if (items.length === 0 && values.optional) return undefined;
      return items.length === 1 && labelled.length === 0 && NAME.test(first?.value ?? '')
        ? undefined
        : { message: `(${key}) needs one name`, fix: `write (${key}: name)` };
    case 'names':
      return items.length > 0 && labelled.length === 0 && items.every(({ value }) => NAME.test(value))
        ? undefined
        : { message: `(${key}) needs names`, fix: `write (${key}: name, name)` };
    case 'word': {
      const value = first?.value ?? '';
      if (items.length === 1 && labelled.length === 0 && values.words.includes(value)) return undefined;
      const meant = didYouMean(value, values.words);
      const words = values.words.join(', ');
      return {
        message: `(${key}: ${value}) is none of ${words}`,
        fix: `write (${key}: ${meant ?? values.words[0] ?? ''})`,
      };
    }
    case 'range': {
      const range = items.length === 1 && labelled.length === 0 ? rangeOf(first?.value, header.scope) : undefined;
      if (range === undefined)
        return { message: '(range) needs two numbers', fix: 'write (range: 0..255), both inclusive' };
      return range.min <= range.max
        ? undefined
        : { message: 'no number is in this range', fix: 'write the lower end first' };
    }
    case 'section':
      return items.length === 1 && labelled.length === 0
        ? undefined
        : { message: `(${key}) needs one section`, fix: `write (${key}: A.5)` };
    case 'extent':
      return extentProblem(key, items, values.optional);
    case 'labels': {
      const known = (label: string | undefined): boolean => label !== undefined && values.labels.includes(label);
      const complete = !values.all || values.labels.every((label) => items.some((item) => item.label === label));
      const once = new Set(items.map(({ label }) => label)).size === items.length;
      const named = items.every(({ value, label }) => NAME.test(value) && known(label));
      const form = values.labels.map((label) => `${label}: name`).join(', ');
      return complete && once && named
        ? undefined
        : { message: `(${key}) has other labels or values`, fix: `write (${key}: ${form})` };
    }
  }
}

function extentProblem(key: string, items: Annotation['items'], optional: boolean): Problem | undefined {
  const [first, second, ...more] = items;
  if (first === undefined) {
    return optional
      ? undefined
      : { message: `(${key}) says not how many`, fix: `write (${key}: name), with a parameter or a macro` };
  }
  const isCount = first.label === undefined && COUNT.test(first.value) && !/^0(?:x0+)?$/.test(first.value);
  const isFilled = second === undefined || (second.label === 'filled' && NAME.test(second.value));
  return isCount && isFilled && more.length === 0
    ? undefined
    : { message: `(${key}) needs a count above 0`, fix: `write (${key}: count), or (${key}: capacity, filled: count)` };
}

/** A range that the type can't hold says something that is never true. */
function rangeProblem({ key, items }: Annotation, spot: Spot | undefined, { scope }: Header): Problem | undefined {
  const base = spot === undefined ? undefined : baseOf(spot.ctype);
  const scalar = base === undefined ? undefined : scalarOf(base.name);
  const range = key === 'range' ? rangeOf(items[0]?.value, scope) : undefined;
  const limits = scalar === undefined ? undefined : limitsOf(scalar);
  if (range === undefined || limits === undefined || base === undefined) return undefined;
  return range.min >= limits.min && range.max <= limits.max
    ? undefined
    : { message: `the range goes beyond what ${base.name} holds`, fix: `stay within ${limits.min}..${limits.max}` };
}

/** Callbacks run where they run; nothing else is bound to the calling thread. */
function wordProblem({ key, items }: Annotation, where: Group['where']): Problem | undefined {
  if (key !== 'thread' || where === 'callback' || items[0]?.value !== 'caller') return undefined;
  return { message: '(thread: caller) is for callbacks', fix: 'write (thread: any) or (thread: serial)' };
}

/** Whether a version fits the header's own is asked when it is compared with an older one. */
function ofSince({ name, comment }: Declaration): readonly Remark[] {
  const since = comment?.since[0];
  if (since === undefined || since.text === '' || /^\d{1,9}\.\d{1,9}$/.test(since.text)) return [];
  const message = `@since ${since.text} of ${name} is no version`;
  return [{ location: since.location, message, fix: 'write @since MAJOR.MINOR' }];
}
