import { type Edit, lastName, type Subject } from './use.js';

/** A name in text: a comment, a string, prose. */
export interface Mention {
  readonly subject: Subject;
  readonly start: number;
  readonly edits: readonly Edit[];
  readonly hindrance?: string;
}

/** What texts are looked through for. */
export interface Vocabulary {
  /** Names that nothing else has: those of C, and what stands alone in bindings and is made of several words. */
  readonly alone: ReadonlyMap<string, readonly Subject[]>;
  /** `vm.gas`, `state.gas`. */
  readonly qualified: ReadonlyMap<string, readonly Subject[]>;
  /** The last names, to see fast that there is nothing. */
  readonly names: ReadonlySet<string>;
}

export function vocabularyOf(subjects: readonly Subject[]): Vocabulary {
  const alone = new Map<string, Subject[]>();
  const qualified = new Map<string, Subject[]>();
  const names = new Set<string>();
  const add = (map: Map<string, Subject[]>, key: string, subject: Subject): void => {
    map.set(key, [...(map.get(key) ?? []), subject]);
    names.add(lastName(subject));
  };
  for (const subject of subjects) {
    const { target } = subject;
    switch (target.kind) {
      case 'global':
        add(alone, target.name, subject);
        break;
      case 'tag':
        add(qualified, `struct ${target.name}`, subject);
        add(qualified, `enum ${target.name}`, subject);
        break;
      case 'field':
        for (const owner of structWords(target.struct)) add(qualified, `${owner}.${target.name}`, subject);
        break;
      case 'declaration': {
        const name = lastName(subject);
        for (const qualifier of target.qualifiers) add(qualified, `${qualifier}.${name}`, subject);
        if (!target.path.includes('.') && isCompound(name)) add(alone, name, subject);
      }
    }
  }
  return { alone, qualified, names };
}

/** `pvm_state_t` is `state` where a variable is named after it. */
function structWords(struct: string): readonly string[] {
  const words = struct.replace(/_t$/, '').split('_').slice(1);
  return [...new Set([struct, words.join('_'), words.at(-1) ?? ''])].filter((word) => word !== '');
}

/** Several words: such a name is hardly anything else. */
export function isCompound(name: string): boolean {
  return /[a-z0-9][A-Z]|[A-Z]{2}[a-z]|[A-Za-z0-9]_[A-Za-z]/.test(name);
}

const CHAIN = /[A-Za-z_$][\w$]*(?:(?:\(\))?(?:\\?\.|->|#|::)[A-Za-z_$][\w$]*)*/g;
const TAG = /\b(?:struct|enum)\s+$/;

/** All names that mean a subject. `first`: the language whose names win where two have the same. */
export function mentionsIn(
  text: string,
  vocabulary: Vocabulary,
  first: Subject['language'],
  base = 0,
): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const chain of text.matchAll(CHAIN)) {
    let before = '';
    for (const part of chain[0].matchAll(/[A-Za-z_$][\w$]*/g)) {
      const [name] = part;
      if (vocabulary.names.has(name)) {
        const at = chain.index + part.index;
        const word = before === '' ? (TAG.exec(text.slice(Math.max(0, at - 12), at))?.[0].trim() ?? '') : '';
        const key = word === '' ? `${before}.${name}` : `${word} ${name}`;
        const meant = vocabulary.alone.get(name) ?? vocabulary.qualified.get(key);
        if (meant !== undefined) mentions.push(mentionOf(meant, first, base + at, name.length));
      }
      before = name;
    }
  }
  return mentions;
}

export function mentionOf(meant: readonly Subject[], first: string, start: number, length: number): Mention {
  const subject = meant.find(({ language }) => language === first) ?? meant[0];
  if (subject === undefined) throw new Error('a name that means nothing');
  const names = new Set(meant.map(({ todo }) => todo.to));
  const { to } = subject.todo;
  if (to === undefined) return { subject, start, edits: [] };
  const isPlain = names.size === 1 || subject.language === first;
  if (isPlain) return { subject, start, edits: [{ start, end: start + length, text: to }] };
  return {
    subject,
    start,
    edits: [],
    hindrance: 'languages differ in the new name; which of them is meant is not known',
  };
}

/**
 * What stands in back quotes. A name of several words that stands near what it belongs to means it: `trap_kind` where
 * the state is spoken of. Others may be anything, and are told only.
 */
export function spanMentions(
  span: { readonly text: string; readonly start: number; readonly around: string },
  all: Vocabulary,
  subjects: readonly Subject[],
  first: Subject['language'],
): readonly Mention[] {
  const found = mentionsIn(span.text, all, first, span.start);
  if (found.length > 0) return found;
  const name = span.text.replace(/\(\)$/, '');
  const meant = subjects.filter((subject) => lastName(subject) === name);
  if (meant.length === 0) return [];
  const near = meant.filter(
    (subject) => isCompound(name) && owners(subject).some((word) => hasWord(span.around, word)),
  );
  if (near.length > 0) return [mentionOf(near, first, span.start, name.length)];
  const mention = mentionOf(meant, first, span.start, name.length);
  return [{ ...mention, edits: [], hindrance: 'read whether it is that name' }];
}

function owners({ target }: Subject): readonly string[] {
  if (target.kind === 'field') return structWords(target.struct);
  return target.kind === 'declaration' ? target.qualifiers : [];
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<!\\w)${word.replace(/[^\w]/g, '\\$&')}(?!\\w)`).test(text);
}
