import type { Source } from './files.js';
import { type Mention, mentionsIn, spanMentions, type Vocabulary } from './mentions.js';
import { placesIn, type Subject, type Use } from './use.js';

/** Files that tell how it was: what they say stays true. */
const HISTORY = /(^|\/)(CHANGELOG|CHANGES|HISTORY|RELEASES?)[^/]*$/i;

/** Names in prose and other texts. `quotes`: lines of code with what becomes of them, for those that documents show. */
export function textUses(
  source: Source,
  all: Vocabulary,
  subjects: readonly Subject[],
  quotes: ReadonlyMap<string, string>,
): readonly Use[] {
  const { text, file, kind } = source;
  const placeOf = placesIn(text);
  const useOf = ({ subject, start, edits, hindrance }: Mention): Use => ({
    subject,
    file,
    ...placeOf(start),
    place: 'prose',
    edits: HISTORY.test(file) ? [] : edits,
    ...(HISTORY.test(file) ? { hindrance: 'it tells how things were' } : hindrance === undefined ? {} : { hindrance }),
  });
  if (kind !== 'markdown') return mentionsIn(text, all, 'c').map(useOf);
  return partsOf(text)
    .flatMap((part) => mentionsOf(text, part, all, subjects, quotes))
    .map(useOf);
}

function mentionsOf(
  text: string,
  { kind, start, end, language }: Part,
  all: Vocabulary,
  subjects: readonly Subject[],
  quotes: ReadonlyMap<string, string>,
): readonly Mention[] {
  const body = text.slice(start, end);
  switch (kind) {
    case 'fence':
      return fenceUses(body, start, language, all, quotes);
    case 'span':
      return spanMentions({ text: body, start, around: paragraphAt(text, start) }, all, subjects, 'c');
    case 'prose':
      return mentionsIn(body, all, 'c', start).filter(({ subject }) => subject.language === 'c');
  }
}

function paragraphAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n\n', at);
  const end = text.indexOf('\n\n', at);
  return text.slice(start === -1 ? 0 : start, end === -1 ? text.length : end);
}

interface Part {
  readonly kind: 'fence' | 'span' | 'prose';
  readonly start: number;
  readonly end: number;
  readonly language: string;
}

const CODE =
  /^(?<fence>```+|~~~+)(?<language>\w*)[^\n]*\n(?<body>[\s\S]*?)^\k<fence>[ \t]*$|(?<tick>`+)(?<span>[^`\n]+)\k<tick>/gm;

function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(CODE)) {
    parts.push({ kind: 'prose', start: at, end: match.index, language: '' });
    const { body, span, language = '' } = match.groups ?? {};
    const inner = body ?? span ?? '';
    const start = match.index + match[0].indexOf(inner, body === undefined ? 1 : match[0].indexOf('\n') + 1);
    parts.push({ kind: body === undefined ? 'span' : 'fence', start, end: start + inner.length, language });
    at = match.index + match[0].length;
  }
  return [...parts, { kind: 'prose', start: at, end: text.length, language: '' }];
}

const LANGUAGES: Readonly<Record<string, Subject['language']>> = {
  ts: 'typescript',
  typescript: 'typescript',
  js: 'typescript',
  javascript: 'typescript',
  go: 'go',
};

/** A line that some source has, too, becomes what it becomes there; else names are looked for. */
function fenceUses(
  body: string,
  base: number,
  language: string,
  all: Vocabulary,
  quotes: ReadonlyMap<string, string>,
): readonly Mention[] {
  const mentions: Mention[] = [];
  let at = base;
  for (const line of body.split('\n')) {
    const words = line.trim();
    const found = mentionsIn(line, all, LANGUAGES[language] ?? 'c', at);
    const quoted = quotes.get(words);
    const [first] = found;
    const subject = first?.subject ?? (quoted === undefined ? undefined : anySubject(all));
    if (quoted !== undefined && subject !== undefined) {
      const start = at + line.indexOf(words);
      mentions.push({ subject, start, edits: [{ start, end: start + words.length, text: quoted }] });
    } else {
      mentions.push(...found);
    }
    at += line.length + 1;
  }
  return mentions;
}

function anySubject(all: Vocabulary): Subject | undefined {
  return [...all.alone.values(), ...all.qualified.values()][0]?.[0];
}

/** What becomes of lines that were changed: old to new, both without the blanks around them. */
export function changedLines(before: string, after: string): readonly (readonly [string, string])[] {
  const [old, next] = [before.split('\n'), after.split('\n')];
  if (old.length !== next.length) return [];
  return old.flatMap((line, index) => {
    const now = next[index] ?? '';
    return line === now ? [] : [[line.trim(), now.trim()] as const];
  });
}
