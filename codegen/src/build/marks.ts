import type { Doc, Ownership, Range, Thread, Unit } from '../model/abi.js';
import type { Annotation, Comment, Declaration } from '../model/draft.js';
import { annotation, firstValue, type Scope } from './types.js';

/** Annotations as the fields of the model. All values were checked by the rules: what is odd here is simply absent. */

export const UNITS: readonly Unit[] = ['bytes', 'pages', 'gas', 'instructions', 'blocks', 'nanoseconds'];
export const THREADS: readonly Thread[] = ['any', 'serial', 'caller'];

export interface NumberMarks {
  readonly unit?: Unit;
  readonly range?: Range;
}

export function numberMarks(annotations: readonly Annotation[], scope: Scope): NumberMarks {
  const unit = UNITS.find((known) => known === firstValue(annotations, 'unit'));
  const range = rangeOf(firstValue(annotations, 'range'), scope);
  return { ...(unit === undefined ? {} : { unit }), ...(range === undefined ? {} : { range }) };
}

/** `0..0x7fff`; both ends inclusive. */
export function rangeOf(value: string | undefined, scope: Scope): Range | undefined {
  const [min, max] = (value ?? '').split('..').map((end) => numberOf(end.trim(), scope));
  return min === undefined || max === undefined ? undefined : { min, max };
}

function numberOf(text: string, scope: Scope): bigint | undefined {
  if (/^-?(0x[0-9a-fA-F]+|\d+)$/.test(text)) return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
  return scope.constants.get(text);
}

export function threadOf(annotations: readonly Annotation[]): Thread | undefined {
  const value = firstValue(annotations, 'thread');
  return THREADS.find((thread) => thread === value);
}

export function ownershipOf(annotations: readonly Annotation[]): { readonly ownership?: Ownership } {
  const owned = annotation(annotations, 'owned');
  if (owned !== undefined) {
    const release = owned.items[0]?.value;
    return { ownership: { kind: 'owned', ...(release === undefined ? {} : { release }) } };
  }
  const borrowed = firstValue(annotations, 'borrowed');
  if (borrowed !== undefined) return { ownership: { kind: 'borrowed', of: borrowed } };
  if (has(annotations, 'transfer')) return { ownership: { kind: 'transfer' } };
  return has(annotations, 'retained') ? { ownership: { kind: 'retained' } } : {};
}

export function docOf(declaration: Declaration): Doc {
  const comment = declaration.comment;
  const contract = comment?.contract ?? [];
  const grayPaper = firstValue(contract, 'gp');
  const deprecated = deprecatedOf(comment);
  const rename = renameOf(contract);
  return {
    brief: comment?.briefs[0]?.text ?? '',
    details: comment?.details ?? [],
    since: comment?.since[0]?.text ?? '',
    ...(deprecated === undefined ? {} : { deprecated }),
    see: comment?.see ?? [],
    ...(grayPaper === undefined ? {} : { grayPaper }),
    experimental: has(contract, 'experimental'),
    ...(rename === undefined ? {} : { rename }),
  };
}

/** `1.2 Use pvm_vm_step`; undefined where the text hasn't that form. */
export function deprecatedOf(comment: Comment | undefined): Doc['deprecated'] {
  const [, version, replacement] = /^(\d+\.\d+) Use (\S+?)\.?$/.exec(comment?.deprecated[0]?.text ?? '') ?? [];
  return version === undefined || replacement === undefined ? undefined : { version, replacement };
}

function renameOf(contract: readonly Annotation[]): Doc['rename'] {
  const items = annotation(contract, 'as')?.items;
  if (items === undefined) return undefined;
  const ts = items.find(({ label }) => label === 'ts')?.value;
  const go = items.find(({ label }) => label === 'go')?.value;
  return { ...(ts === undefined ? {} : { ts }), ...(go === undefined ? {} : { go }) };
}

export function has(annotations: readonly Annotation[], key: string): boolean {
  return annotation(annotations, key) !== undefined;
}

/** All values of an annotation: `(invalidates: f, g)`. */
export function valuesOf(annotations: readonly Annotation[], key: string): readonly string[] {
  return annotations
    .filter((candidate) => candidate.key === key)
    .flatMap(({ items }) => items.map(({ value }) => value));
}

/** `fn` of `(blocking: interrupt: fn)`. */
export function labelled(annotations: readonly Annotation[], key: string, label: string): string | undefined {
  return annotation(annotations, key)?.items.find((item) => item.label === label)?.value;
}
