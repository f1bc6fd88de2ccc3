import type { AbiFinding } from '../diff/finding.js';

export type Language = 'c' | 'typescript' | 'go';

/**
 * What a caller sees differently: one name of one language. A function of C is several of them: a method and its
 * asynchronous twin in TypeScript, a method and a package-level function in Go.
 */
export interface Subject {
  readonly language: Language;
  readonly target: Target;
  /** The old name, as callers of that language write it: `pvm_vm_get_gas`, `vm.gas`, `vm.Gas()`. */
  readonly shown: string;
  /** C name of the old side: `pvm_vm_get_gas`, `pvm_state_t.gas`. */
  readonly symbol: string;
  /** The rule that found the change, and the finding's words. */
  readonly finding?: AbiFinding;
  readonly todo: Todo;
}

export type Target =
  /** A name of the header that nothing else has; `tag`: stands behind `struct` or `enum`. */
  | { readonly kind: 'global' | 'tag'; readonly name: string }
  /** `typedef` name and tag of the struct. */
  | { readonly kind: 'field'; readonly name: string; readonly struct: string; readonly tag?: string }
  /** A declaration of the generated binding: names from the outside in, `Vm.gas`, `Vm.queryMemory.end`. */
  | {
      readonly kind: 'declaration';
      readonly path: string;
      /** What may stand before the last name in prose and messages: `Vm`, `vm`. Empty: it stands alone. */
      readonly qualifiers: readonly string[];
    };

/** What has to be done at each use. Without `words`, `abi diff --write` can do it all. */
export interface Todo {
  /** The new name, where it is another one. */
  readonly to?: string;
  /** The same as `shown`, of the new side. */
  readonly shownTo?: string;
  /** For each argument of the new order, its place in the old one. */
  readonly order?: readonly number[];
  /** What is left to people, one line. */
  readonly words?: string;
}

/** - `code`: the language's own analysis says so. - `guess`: code whose type is not known. - The rest is text. */
export type Place = 'code' | 'guess' | 'comment' | 'string' | 'prose';

export interface Use {
  readonly subject: Subject;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly place: Place;
  readonly edits: readonly Edit[];
  /** Why nothing can be written here, although `subject.todo` could be done elsewhere. */
  readonly hindrance?: string;
}

/** Offsets of UTF-16 units in the file. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  /** What stands there then: this, or another part of the file with the edits that are made in it. */
  readonly text: string | Span;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What could not be looked at, and what to do about it; one line each. */
export interface Gap {
  readonly file: string;
  readonly message: string;
}

export interface Found {
  readonly uses: readonly Use[];
  readonly gaps: readonly Gap[];
}

export function lastName({ target }: Subject): string {
  return target.kind === 'declaration' ? (target.path.split('.').at(-1) ?? '') : target.name;
}

/** Offsets to lines and columns, which count from 1. */
export function placesIn(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
