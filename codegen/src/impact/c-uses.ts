import type { Source } from './files.js';
import { itemsAt, type Piece, piecesOf, textOf } from './lexer.js';
import { isCompound, type Mention, mentionOf, mentionsIn, type Vocabulary, vocabularyOf } from './mentions.js';
import { reordered } from './reorder.js';
import { type Edit, lastName, placesIn, type Subject, type Use } from './use.js';

/**
 * Uses of the header's names in C, by its tokens: each name of the header starts with the library's and is one of a kind,
 * so that equal tokens mean the same. Fields are another matter: see `c-fields.ts`.
 */
export function usesInC(source: Source, subjects: readonly Subject[], all: Vocabulary): readonly Use[] {
  const { text, file } = source;
  const code = vocabularyOf(subjects.filter(({ target }) => target.kind === 'global' || target.kind === 'tag'));
  const pieces = piecesOf(text, 'c');
  // The annotated header itself: what it says in back quotes is its own.
  const isHeader = /@par Contract/.test(text);
  const placeOf = placesIn(text);
  return pieces.flatMap((piece, index): readonly Use[] => {
    if (piece.kind === 'comment' || piece.kind === 'string') {
      const place = piece.kind;
      const body = textOf(text, piece);
      const mentions = [
        ...mentionsIn(body, all, 'c', piece.start),
        ...(place === 'comment' ? docMentions(body, piece.start, isHeader, subjects) : []),
      ];
      return mentions.map(({ subject, start, edits, hindrance }) => ({
        subject,
        file,
        ...placeOf(start),
        place,
        edits,
        ...(hindrance === undefined ? {} : { hindrance }),
      }));
    }
    if (piece.kind !== 'name') return [];
    const subject = subjectAt(text, pieces, index, code);
    if (subject === undefined) return [];
    const { edits, hindrance } = editsAt(text, pieces, index, subject);
    const at = placeOf(piece.start);
    return [{ subject, file, ...at, place: 'code', edits, ...(hindrance === undefined ? {} : { hindrance }) }];
  });
}

/** Fields: they stand alone in back quotes, and in the annotation that says what a getter reads. */
function docMentions(body: string, base: number, isHeader: boolean, subjects: readonly Subject[]): readonly Mention[] {
  const fields = subjects.filter(({ target }) => target.kind === 'field');
  return [...body.matchAll(/(?:`|\(field: *)(\w+)[`)]/g)].flatMap((match): readonly Mention[] => {
    const [whole, name = ''] = match;
    const start = base + match.index + whole.indexOf(name);
    const meant = fields.filter((subject) => lastName(subject) === name);
    if (meant.length === 0) return [];
    const mention = mentionOf(meant, 'c', start, name.length);
    const isMeant = whole.startsWith('(') || (isHeader && isCompound(name));
    return [isMeant ? mention : { ...mention, edits: [], hindrance: 'read whether it is that name' }];
  });
}

function subjectAt(
  text: string,
  pieces: readonly Piece[],
  index: number,
  { alone, qualified }: Vocabulary,
): Subject | undefined {
  const name = textOf(text, pieces[index]);
  const before = textOf(text, pieces[index - 1]);
  // Nobody's member of that name is the header's.
  if (before === '.' || before === '->') return undefined;
  return (alone.get(name) ?? qualified.get(`${before} ${name}`))?.[0];
}

function editsAt(
  text: string,
  pieces: readonly Piece[],
  index: number,
  { todo }: Subject,
): { readonly edits: readonly Edit[]; readonly hindrance?: string } {
  const piece = pieces[index];
  if (piece === undefined) return { edits: [] };
  const name: readonly Edit[] = todo.to === undefined ? [] : [{ start: piece.start, end: piece.end, text: todo.to }];
  if (todo.order === undefined) return { edits: name };
  const list = itemsAt(text, pieces, index + 1);
  if (list === undefined) return { edits: name, hindrance: 'no call: the order is for whoever calls it from here' };
  const moved = list.items.length === todo.order.length ? reordered(list.items, todo.order) : undefined;
  if (moved === undefined)
    return { edits: name, hindrance: `${list.items.length} arguments instead of ${todo.order.length}` };
  return { edits: [...name, ...moved] };
}
