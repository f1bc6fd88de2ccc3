import { THREADS, UNITS } from '../build/marks.js';
import type { Where } from './header.js';

/** What may follow the colon. */
export type Values =
  | { readonly kind: 'none' }
  /** One name, or one that may be left out. */
  | { readonly kind: 'name'; readonly optional: boolean }
  | { readonly kind: 'names' }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'range' }
  | { readonly kind: 'section' }
  /** A count, and perhaps `filled: name`. */
  | { readonly kind: 'extent'; readonly optional: boolean }
  | { readonly kind: 'labels'; readonly labels: readonly string[]; readonly all: boolean };

export interface Word {
  readonly at: readonly Where[];
  readonly values: Values;
  readonly meaning: string;
}

const CONTRACTS: readonly Where[] = ['constant', 'enum', 'struct', 'opaque', 'callback', 'function'];
const PARAMETERS: readonly Where[] = ['input', 'output', 'in-out', 'callback-input', 'callback-output'];
const RETURNS: readonly Where[] = ['return', 'callback-return'];
const NONE: Values = { kind: 'none' };
const NAME: Values = { kind: 'name', optional: false };
const NAMES: Values = { kind: 'names' };

/** Every annotation: where it may stand, what it may say, and what it means. `docs/rules/README.md` is made from it. */
export const VOCABULARY: ReadonlyMap<string, Word> = new Map<string, Word>([
  [
    'array',
    {
      at: [...PARAMETERS, 'return', 'field'],
      values: { kind: 'extent', optional: false },
      meaning:
        'So many elements: a parameter or field beside it, a macro, or a number; bytes for void pointers. With filled, a buffer of that capacity, and the output that counts what was written.',
    },
  ],
  [
    'string',
    {
      at: [...PARAMETERS, 'return', 'field'],
      values: { kind: 'extent', optional: true },
      meaning: 'NUL-terminated UTF-8. With a capacity and filled, a buffer to fill, which always ends with a NUL.',
    },
  ],
  [
    'nullable',
    {
      at: ['input', 'in-out', 'callback-input', 'return', 'callback-return'],
      values: NONE,
      meaning: 'The value may be NULL, and the prose says what that means.',
    },
  ],
  [
    'optional',
    {
      at: ['output'],
      values: NONE,
      meaning: 'C callers may pass NULL instead of a place; bindings always ask for the output.',
    },
  ],
  [
    'borrowed',
    {
      at: ['input', 'output', 'return'],
      values: NAME,
      meaning: 'Stays valid after the call while that handle parameter lives, or for ever (static).',
    },
  ],
  [
    'owned',
    {
      at: ['output', 'return'],
      values: { kind: 'name', optional: true },
      meaning: 'The caller releases it, with the destroy of its type or with the function named.',
    },
  ],
  [
    'transfer',
    {
      at: ['input'],
      values: NONE,
      meaning: "The library takes the handle, success or not; the caller's is dead afterwards.",
    },
  ],
  [
    'retained',
    {
      at: ['input'],
      values: NONE,
      meaning: 'The library takes a reference of its own; the caller keeps his.',
    },
  ],
  [
    'scope',
    {
      at: ['input'],
      values: NAME,
      meaning:
        'May be called during this call only (call), exactly once and later (once), or until it is replaced or that handle dies.',
    },
  ],
  [
    'closure',
    {
      at: ['input'],
      values: NAME,
      meaning: 'That parameter is passed back as user data; closures take the place of both.',
    },
  ],
  [
    'destroy',
    {
      at: ['input', 'opaque'],
      values: NAME,
      meaning:
        'At a callback: the parameter that is called once when the callback is dropped. At a handle: the function that destroys it.',
    },
  ],
  [
    'user_data',
    {
      at: ['input', 'callback-input'],
      values: NONE,
      meaning: 'The other end of (closure), in the function and in the callback type.',
    },
  ],
  [
    'from',
    {
      at: ['callback-input'],
      values: NAME,
      meaning: 'At a callback that yields: the function that tells this argument while the handle is stopped.',
    },
  ],
  [
    'unit',
    {
      at: [...PARAMETERS, ...RETURNS, 'field', 'constant'],
      values: { kind: 'word', words: UNITS },
      meaning: 'What the number counts. Checked where two numbers belong together.',
    },
  ],
  [
    'range',
    {
      at: [...PARAMETERS, ...RETURNS, 'field'],
      values: { kind: 'range' },
      meaning: 'Lowest and highest value, both inclusive. Checked before the call.',
    },
  ],
  [
    'fallible',
    {
      at: ['return'],
      values: NONE,
      meaning: 'NULL or false means failure. The status enum says that already.',
    },
  ],
  [
    'handle',
    {
      at: ['opaque'],
      values: NONE,
      meaning: 'It becomes a class.',
    },
  ],
  [
    'retain',
    {
      at: ['opaque'],
      values: NAME,
      meaning: 'The function that takes one more reference.',
    },
  ],
  [
    'value',
    {
      at: ['struct'],
      values: NONE,
      meaning: 'It is copied, and its layout is frozen.',
    },
  ],
  [
    'size',
    {
      at: ['field'],
      values: NONE,
      meaning: "First field of a growable struct: the size of the struct in the caller's header.",
    },
  ],
  [
    'open',
    {
      at: ['enum'],
      values: NONE,
      meaning: 'May gain members in a minor release: bindings accept unknown values.',
    },
  ],
  [
    'closed',
    {
      at: ['enum'],
      values: NONE,
      meaning: 'Never gains members.',
    },
  ],
  [
    'flags',
    {
      at: ['enum'],
      values: NONE,
      meaning: 'A set of bits.',
    },
  ],
  [
    'errors',
    {
      at: ['enum'],
      values: NONE,
      meaning: 'The status enum, one in a header: 0 is success, all else an error.',
    },
  ],
  [
    'thread',
    {
      at: ['opaque', 'callback', 'function'],
      values: { kind: 'word', words: THREADS },
      meaning:
        'any: any thread at any time. serial: one thread at a time for each handle. caller: a callback runs on the thread that entered. A function inherits it from its first handle.',
    },
  ],
  [
    'in-callback',
    {
      at: ['function'],
      values: NONE,
      meaning: 'May be called from inside a callback of the same handle; all others are refused there.',
    },
  ],
  [
    'invokes',
    {
      at: ['function'],
      values: NAMES,
      meaning: 'May call callbacks of these types; all others never do.',
    },
  ],
  [
    'blocking',
    {
      at: ['function'],
      values: { kind: 'labels', labels: ['interrupt', 'clear'], all: false },
      meaning:
        'May run long: there are asynchronous forms. interrupt names the function that makes it return early, clear the one that takes an interrupt back that came too late.',
    },
  ],
  [
    'invalidates',
    {
      at: ['function'],
      values: NAMES,
      meaning: 'Pointers borrowed from these functions end here.',
    },
  ],
  [
    'field',
    {
      at: ['function'],
      values: NAME,
      meaning: "Stands for that field of the handle's live struct, which bindings read and write in place.",
    },
  ],
  [
    'yield',
    {
      at: ['callback'],
      values: { kind: 'labels', labels: ['answer', 'result', 'resume'], all: true },
      meaning:
        'How bindings run closures without C frames below: they make the callback give answer, so that the function that runs returns result, and pass what the closure says to resume.',
    },
  ],
  [
    'gp',
    {
      at: CONTRACTS,
      values: { kind: 'section' },
      meaning: 'The section of the Gray Paper that it implements.',
    },
  ],
  [
    'experimental',
    {
      at: CONTRACTS,
      values: NONE,
      meaning: 'Inside #ifdef LIBRARY_EXPERIMENTAL, and outside of the ABI promise.',
    },
  ],
  [
    'as',
    {
      at: CONTRACTS,
      values: { kind: 'labels', labels: ['ts', 'go'], all: false },
      meaning: 'Its name in TypeScript or Go, where the one that follows from C does not do. A last resort.',
    },
  ],
]);

/** A place, in words. */
export function placeWords(where: Where): string {
  switch (where) {
    case 'input':
      return 'an input';
    case 'output':
      return 'an output';
    case 'in-out':
      return 'an [in,out] parameter';
    case 'callback-input':
      return "a callback's input";
    case 'callback-output':
      return "a callback's output";
    case 'return':
      return 'a return value';
    case 'callback-return':
      return "a callback's return value";
    case 'field':
      return 'a field';
    case 'enumerator':
      return 'an enumerator';
    case 'constant':
      return 'a constant';
    case 'enum':
      return 'an enum';
    case 'struct':
      return 'a struct';
    case 'opaque':
      return 'an opaque type';
    case 'callback':
      return 'a callback type';
    case 'function':
      return 'a function';
  }
}
