/** Cuts C and Go into what matters here: names, and the texts between them. */

export type Dialect = 'c' | 'go';

export interface Piece {
  readonly kind: 'name' | 'number' | 'comment' | 'string' | 'mark';
  readonly start: number;
  readonly end: number;
}

const TOKEN: Readonly<Record<Dialect, RegExp>> = {
  c: pattern(
    String.raw`(?:u8|[uUL])?"(?:[^"\\\n]|\\[\s\S])*"?|(?:u8|[uUL])?'(?:[^'\\\n]|\\[\s\S])*'?|<[\w./+-]+\.h>`,
    '->|##|::',
  ),
  go: pattern(String.raw`"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\x60[^\x60]*\x60?`, ':='),
};

function pattern(strings: string, marks: string): RegExp {
  return new RegExp(
    String.raw`(?<comment>//(?:\\\r?\n|[^\n])*|/\*[\s\S]*?(?:\*/|$))|(?<string>${strings})|(?<name>[A-Za-z_]\w*)|(?<number>\.?\d[\w.]*)|(?<mark>${marks}|\S)`,
    'g',
  );
}

const KINDS = ['comment', 'string', 'name', 'number', 'mark'] as const;

/** In the order of the text, without the blanks. */
export function piecesOf(text: string, dialect: Dialect): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(TOKEN[dialect])) {
    const kind = KINDS.find((one) => match.groups?.[one] !== undefined);
    if (kind !== undefined) pieces.push({ kind, start: match.index, end: match.index + match[0].length });
  }
  return pieces;
}

export function textOf(text: string, piece: Piece | undefined): string {
  return piece === undefined ? '' : text.slice(piece.start, piece.end);
}

/** What stands between commas, without the blanks around it. */
export interface Items {
  readonly items: readonly { readonly start: number; readonly end: number }[];
  /** Behind the closing bracket. */
  readonly end: number;
}

/** The list in the brackets that open with this piece; undefined where they are not closed. */
export function itemsAt(text: string, pieces: readonly Piece[], open: number): Items | undefined {
  if (textOf(text, pieces[open]) !== '(') return undefined;
  const items: { start: number; end: number }[] = [];
  let depth = 0;
  let first: number | undefined;
  let last = 0;
  const close = (): void => {
    if (first !== undefined) items.push({ start: first, end: last });
    first = undefined;
  };
  for (let index = open; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined) return undefined;
    const mark = piece.kind === 'mark' ? textOf(text, piece) : '';
    // A directive in the middle of a call: which branch counts is not known.
    if (mark === '#') return undefined;
    if (index === open) {
      depth = 1;
      continue;
    }
    if (mark === ')' || mark === ']' || mark === '}') depth -= 1;
    if (depth === 0) {
      close();
      return { items, end: piece.end };
    }
    if (mark === ',' && depth === 1) {
      close();
      continue;
    }
    if (mark === '(' || mark === '[' || mark === '{') depth += 1;
    if (piece.kind === 'comment') continue;
    first ??= piece.start;
    last = piece.end;
  }
  return undefined;
}
