import type { Location } from '../model/abi.js';

/** The header's text as tokens with their places. It knows C's lexical rules and nothing of declarations. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  locate(offset: number): Location;
}

export interface Token {
  /** `doc` is a doc comment before its declaration, `trailing` one behind it, `comment` any other. */
  readonly kind: 'doc' | 'trailing' | 'comment' | 'directive' | 'word' | 'number' | 'string' | 'punctuation';
  readonly text: string;
  readonly offset: number;
}

export type ScanResult =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly location: Location; readonly message: string; readonly fix: string };

/** One pattern for all tokens, anchored where the last one ended, so that the time is linear in the text. */
const TOKEN = new RegExp(
  [
    /(?<comment>\/\*[\s\S]*?\*\/|\/\/[^\n]*)/,
    /(?<string>"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*')/,
    /(?<word>[A-Za-z_][A-Za-z0-9_]*)/,
    /(?<number>\.?[0-9][A-Za-z0-9_.]*)/,
    // Not the start of a comment that never ends.
    /(?<punctuation>\.\.\.|\/(?!\*)|[-!%&()*+,.:;<=>?[\]^{|}~])/,
  ]
    .map((part) => part.source)
    .join('|'),
  'y',
);

export function scan(file: string, text: string): ScanResult {
  const locate = locator(file, text);
  const tokens: Token[] = [];
  let offset = 0;
  let lineIsEmpty = true;
  while (offset < text.length) {
    const character = text.charAt(offset);
    if (/\s/.test(character) || character === '\ufeff' || character === '\\') {
      lineIsEmpty ||= character === '\n';
      offset += 1;
      continue;
    }
    const token = character === '#' && lineIsEmpty ? directiveAt(text, offset) : tokenAt(text, offset);
    if (token === undefined) {
      return { ok: false, location: locate(offset), ...whyNoToken(text, offset) };
    }
    if (!token.kind.endsWith('comment') && token.kind !== 'doc') lineIsEmpty = false;
    tokens.push(token);
    offset += token.text.length;
    if (token.kind === 'directive') lineIsEmpty = true;
  }
  return { ok: true, source: { file, text, tokens, locate } };
}

function tokenAt(text: string, offset: number): Token | undefined {
  TOKEN.lastIndex = offset;
  const groups = TOKEN.exec(text)?.groups;
  if (groups === undefined) return undefined;
  for (const kind of ['comment', 'string', 'word', 'number', 'punctuation'] as const) {
    const matched = groups[kind];
    if (matched !== undefined) return { kind: kind === 'comment' ? commentKind(matched) : kind, text: matched, offset };
  }
  return undefined;
}

function commentKind(text: string): 'doc' | 'trailing' | 'comment' {
  if (text.startsWith('/**<')) return 'trailing';
  return /^\/\*\*[^*/]/.test(text) ? 'doc' : 'comment';
}

/** A directive with its continued lines; a comment that starts on its line and runs on is not part of it. */
function directiveAt(text: string, offset: number): Token {
  let end = offset;
  while (end < text.length && text.charAt(end) !== '\n') {
    if (text.startsWith('/*', end)) break;
    end += text.charAt(end) === '\\' ? 2 : 1;
  }
  return { kind: 'directive', text: text.slice(offset, end), offset };
}

function whyNoToken(text: string, offset: number): { readonly message: string; readonly fix: string } {
  if (text.startsWith('/*', offset)) return { message: 'this comment never ends', fix: 'close it with */' };
  const character = text.charAt(offset);
  if (character === '"' || character === "'") {
    return { message: 'this literal never ends', fix: `close it with ${character} on the same line` };
  }
  const code = (text.codePointAt(offset) ?? 0).toString(16).padStart(4, '0');
  return { message: `character U+${code} has no place in C outside a comment`, fix: 'remove it' };
}

function locator(file: string, text: string): (offset: number) => Location {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
