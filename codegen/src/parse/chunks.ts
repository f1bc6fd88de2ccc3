import type { Location } from '../model/abi.js';
import type { Remark } from '../model/draft.js';
import type { Source, Token } from './source.js';
import { unsupportedDirective, unsupportedIn } from './unsupported.js';

/** One top-level declaration's place in the header: SWIG's XML has no lines, so names are looked up here. */
export interface Chunk {
  readonly name: string;
  readonly offset: number;
  /** Its tokens without comments. */
  readonly tokens: readonly Token[];
  /** Offsets of the doc comment before it, and of the ones behind its members. */
  readonly doc?: Token;
  readonly trailing: readonly Token[];
  readonly guarded: boolean;
  readonly deprecatedMacro?: string;
  /** It has the library's `…_API` in front. */
  readonly exported: boolean;
}

export interface Chunks {
  readonly byName: ReadonlyMap<string, Chunk>;
  readonly sections: readonly { readonly title: string; readonly members: readonly string[] }[];
  readonly overview: string;
  readonly unsupported: readonly Remark[];
}

const BANNER = /^\/\*\s*-{2,}\s*(?<title>[^\n]*?[^\n-])\s*-{2,}\s*\*\/$/;

/** Cuts the header into declarations. It never fails: what it doesn't know, SWIG will say. */
export function chunksOf(source: Source, library: string): Chunks {
  const reader = new Reader(source, library.toUpperCase());
  for (const token of source.tokens) reader.read(token);
  return reader.finish();
}

class Reader {
  readonly #source: Source;
  readonly #prefix: string;
  readonly #byName = new Map<string, Chunk>();
  readonly #sections: { title: string; members: string[] }[] = [];
  readonly #unsupported: Remark[] = [];
  readonly #conditions: string[] = [];
  #overview: string | undefined;
  #doc: Token | undefined;
  #tokens: Token[] = [];
  #trailing: Token[] = [];
  #depth = 0;

  constructor(source: Source, prefix: string) {
    this.#source = source;
    this.#prefix = prefix;
  }

  read(token: Token): void {
    switch (token.kind) {
      case 'doc':
        if (this.#tokens.length === 0) this.#doc = token;
        return;
      case 'trailing':
        this.#trailing.push(token);
        return;
      case 'comment':
        this.#readComment(token);
        return;
      case 'directive':
        this.#readDirective(token);
        return;
      case 'word':
      case 'number':
      case 'string':
      case 'punctuation':
        this.#readCode(token);
    }
  }

  finish(): Chunks {
    const sections = this.#sections.filter(({ members }) => members.length > 0);
    return { byName: this.#byName, sections, overview: this.#overview ?? '', unsupported: this.#unsupported };
  }

  #readComment(token: Token): void {
    const title = BANNER.exec(token.text)?.groups?.['title'];
    if (title !== undefined) this.#sections.push({ title: title.trim(), members: [] });
    else if (this.#overview === undefined && this.#byName.size === 0 && token.text.startsWith('/*')) {
      this.#overview = linesOfComment(token.text).join('\n').trim();
    }
  }

  #readDirective(token: Token): void {
    const [, word = '', rest = ''] = /^#\s*([a-z]*)\s*([\s\S]*)$/.exec(token.text) ?? [];
    if (/^(if|ifdef|ifndef)$/.test(word)) this.#conditions.push(word === 'ifdef' ? rest.trim() : '');
    if (word === 'endif') this.#conditions.pop();
    if (word === 'define') this.#readDefine(token, rest);
    const remark = unsupportedDirective(token, word, rest, this.#prefix, this.#source);
    if (remark !== undefined) this.#unsupported.push(remark);
  }

  #readDefine(token: Token, rest: string): void {
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(rest)?.[0];
    const hasValue = /^[A-Za-z_][A-Za-z0-9_]*\s+\S/.test(rest);
    if (name === undefined || !hasValue || (this.#doc === undefined && name.endsWith('_API'))) return;
    this.#add({ name, offset: token.offset + token.text.indexOf(name), tokens: [], trailing: [], ...this.#context() });
  }

  #readCode(token: Token): void {
    const [first, second] = this.#tokens;
    const external = this.#tokens.length === 2 && first?.text === 'extern' && second?.text === '"C"';
    if (external && token.text === '{') {
      this.#reset();
      return;
    }
    if (this.#tokens.length === 0 && (token.text === '}' || token.text === ';')) return;
    this.#tokens.push(token);
    if (token.text === '{') this.#depth += 1;
    if (token.text === '}') this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth === 0 && (token.text === ';' || this.#endsBody(token))) this.#endDeclaration();
  }

  #endsBody(token: Token): boolean {
    return token.text === '}' && this.#tokens.slice(0, 8).some(({ text }) => text === 'static' || text === 'inline');
  }

  #endDeclaration(): void {
    const tokens = withoutMacroCalls(this.#tokens, this.#prefix);
    this.#unsupported.push(...unsupportedIn(tokens, this.#source));
    const name = declaredName(tokens);
    if (name !== undefined) {
      this.#add({ name: name.text, offset: name.offset, tokens, trailing: this.#trailing, ...this.#context() });
    }
    this.#reset();
  }

  #context(): Pick<Chunk, 'doc' | 'guarded' | 'deprecatedMacro' | 'exported'> {
    const macro = this.#tokens.findIndex(({ text }) => text === `${this.#prefix}_DEPRECATED`);
    const message = macro === -1 ? undefined : this.#tokens[macro + 2];
    return {
      ...(this.#doc === undefined ? {} : { doc: this.#doc }),
      ...(message?.kind === 'string' ? { deprecatedMacro: message.text.slice(1, -1) } : {}),
      exported: this.#tokens.some(({ text }) => text === `${this.#prefix}_API`),
      guarded: this.#conditions.includes(`${this.#prefix}_EXPERIMENTAL`),
    };
  }

  #add(chunk: Chunk): void {
    if (!this.#byName.has(chunk.name)) {
      this.#byName.set(chunk.name, chunk);
      this.#sections.at(-1)?.members.push(chunk.name);
    }
    this.#doc = undefined;
  }

  #reset(): void {
    this.#tokens = [];
    this.#trailing = [];
    this.#doc = undefined;
    this.#depth = 0;
  }
}

/** The lines of a comment without its marks and the stars in front, indentation kept. */
export function linesOfComment(text: string): readonly string[] {
  return text
    .replace(/^\/\*+<?/, '')
    .replace(/\*\/$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*( |$)/, '').trimEnd());
}

/** Where a name stands inside a declaration: the first token that is exactly it, behind `from`. */
export function placeIn(chunk: Chunk, name: string, from: number, source: Source): Location {
  const token = chunk.tokens.find(({ text, offset }) => text === name && offset > from);
  return source.locate(token?.offset ?? chunk.offset);
}

function withoutMacroCalls(tokens: readonly Token[], prefix: string): readonly Token[] {
  const macro = tokens.findIndex(({ text }) => text === `${prefix}_DEPRECATED`);
  if (macro === -1) return tokens;
  const close = tokens.findIndex(({ text }, index) => index > macro && text === ')');
  return [...tokens.slice(0, macro), ...tokens.slice(close === -1 ? macro + 1 : close + 1)];
}

/** `x` of `typedef … x;`, `typedef … (*x)(…);` and `… x(…);`. */
function declaredName(tokens: readonly Token[]): Token | undefined {
  if (tokens[0]?.text === 'typedef') {
    const star = tokens.findIndex(({ text }, index) => text === '*' && tokens[index - 1]?.text === '(');
    if (star !== -1 && tokens[star + 2]?.text === ')') return tokens[star + 1];
    return tokens.findLast(({ kind }) => kind === 'word');
  }
  const open = tokens.findIndex(({ text }, index) => text === '(' && tokens[index - 1]?.kind === 'word');
  return open === -1 ? tokens.findLast(({ kind }) => kind === 'word') : tokens[open - 1];
}
