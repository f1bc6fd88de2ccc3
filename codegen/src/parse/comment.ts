import type { Location } from '../model/abi.js';
import type { Annotation, Comment, ParamComment, Prose, Remark, RetvalComment } from '../model/draft.js';
import { type Locate, readAnnotations } from './annotations.js';
import { linesOfComment } from './chunks.js';
import type { Source, Token } from './source.js';

/** One command of a doc comment with the lines that belong to it, still as text. */
interface Block {
  readonly command: string;
  readonly text: string;
  /** Where each line of `text` comes from, so that an annotation has its own line and column. */
  readonly locate: Locate;
}

/**
 * Reads a doc comment. The words are SWIG's; `token` is the same comment in the header, where it is there, and gives
 * the places.
 */
export function readComment(text: string, token: Token | undefined, source: Source, fallback: Location): Comment {
  const blocks = blocksOf(text, placesOf(token, source, fallback));
  const of = (command: string): readonly Block[] => blocks.filter((block) => block.command === command);
  const contracts = of('par').map(contractOf);
  const slips = blocks.flatMap(slipOf);
  return {
    location: token === undefined ? fallback : source.locate(token.offset),
    briefs: of('brief').map((block) => plain(firstParagraph(block))),
    details: detailsOf(blocks),
    params: of('param').map(paramOf),
    returns: of('return').map(annotated),
    retvals: of('retval').map(retvalOf),
    contract: contracts.flatMap(({ annotations }) => annotations),
    since: of('since').map(plain),
    deprecated: of('deprecated').map(plain),
    see: of('see').map((block) => joined(block.text)),
    slips: [...slips, ...contracts.flatMap((contract) => contract.slips)],
  };
}

/** Reads the comment behind an enumerator or a field. */
export function readTrailing(text: string, token: Token | undefined, source: Source, fallback: Location): Prose {
  return annotated({
    command: '',
    text: cleaned(text).join('\n'),
    locate: placesOf(token, source, fallback)(0, cleaned(text)),
  });
}

const COMMANDS: ReadonlySet<string> = new Set([
  'brief',
  'param',
  'return',
  'retval',
  'par',
  'since',
  'deprecated',
  'see',
]);

function blocksOf(text: string, places: Places): readonly Block[] {
  const lines = splitOneLiner(cleaned(text));
  const blocks: Block[] = [];
  let start = 0;
  let command = '';
  const end = (index: number): void => {
    const own = lines.slice(start, index);
    const [first = '', ...rest] = own;
    const body = command === '' ? own : [first.replace(/^\s*@\w+/, (whole) => ' '.repeat(whole.length)), ...rest];
    blocks.push({ command, text: body.join('\n'), locate: places(start, body) });
  };
  for (const [index, line] of lines.entries()) {
    const next = /^\s*@(\w+)/.exec(line)?.[1];
    if (next === undefined) continue;
    end(index);
    start = index;
    command = next;
  }
  end(lines.length);
  return blocks;
}

/** Maps an offset in a block's text to the header. */
type Places = (firstLine: number, lines: readonly string[]) => Locate;

function placesOf(token: Token | undefined, source: Source, fallback: Location): Places {
  if (token === undefined) return () => () => fallback;
  const start = source.locate(token.offset);
  const raw = token.text.split('\n');
  return (firstLine, lines) => (offset) => {
    let left = offset;
    let line = 0;
    while (left > (lines[line] ?? '').length && line < lines.length - 1) {
      left -= (lines[line] ?? '').length + 1;
      line += 1;
    }
    // A comment on one line is cut at its commands: all its lines are the first one.
    const row = raw.length === 1 ? 0 : firstLine + line;
    const found = (raw[row] ?? '').indexOf((lines[line] ?? '').slice(left).trimEnd());
    const column = found === -1 ? 0 : found;
    return { file: start.file, line: start.line + row, column: column + (row === 0 ? start.column : 1) };
  };
}

function cleaned(text: string): readonly string[] {
  return linesOfComment(text.replaceAll('\\\\', '\\')).map((line) => line.trimEnd());
}

/** A constant's comment may stand on one line: `@brief … @since 1.0`. */
function splitOneLiner(lines: readonly string[]): readonly string[] {
  return lines.length === 1 ? (lines[0] ?? '').split(/ (?=@(?:since|deprecated|see|par)\b)/) : lines;
}

function firstParagraph(block: Block): Block {
  return { ...block, text: block.text.split(/\n\s*\n/)[0] ?? '' };
}

/** Paragraphs before the first command and behind the brief's own. */
function detailsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(({ command, text }) => {
    if (command !== '' && command !== 'brief') return [];
    const paragraphs = text
      .split(/\n\s*\n/)
      .map(paragraph)
      .filter((words) => words !== '');
    return command === 'brief' ? paragraphs.slice(1) : paragraphs;
  });
}

/** Lines of a list stay lines. */
function paragraph(text: string): string {
  return /^\s*(?:- |\d+\. )/m.test(text) ? text.trim() : joined(text);
}

function paramOf(block: Block): ParamComment {
  const [whole = '', direction = '', name = ''] = /^\s*(?:\[([^\]]*)\])?\s*([A-Za-z_]\w*)?/.exec(block.text) ?? [];
  const rest = ' '.repeat(whole.length) + block.text.slice(whole.length);
  const prose = annotated({ ...block, text: rest });
  const at = block.text.indexOf(name, whole.length - name.length);
  return { ...prose, name, direction: direction.replaceAll(' ', ''), location: block.locate(Math.max(0, at)) };
}

function retvalOf(block: Block): RetvalComment {
  const [whole = '', status = ''] = /^\s*([A-Za-z_]\w*)?/.exec(block.text) ?? [];
  return {
    location: block.locate(whole.length - status.length),
    status,
    text: joined(block.text.slice(whole.length)),
  };
}

/** `@par Contract`: nothing but annotations, up to a blank line. */
function contractOf(block: Block): { readonly annotations: readonly Annotation[]; readonly slips: readonly Remark[] } {
  const title = /^\s*Contract[^\S\n]*/.exec(block.text)?.[0];
  if (title === undefined) {
    const slip = { message: 'the only @par is Contract', fix: 'write prose as a paragraph of its own' };
    return { annotations: [], slips: [{ location: block.locate(0), ...slip }] };
  }
  const body = (' '.repeat(title.length) + block.text.slice(title.length)).split(/\n\s*\n/)[0] ?? '';
  const read = readAnnotations(body, block.locate);
  if (read.text === '' || read.slips.length > 0) return read;
  const at = body.lastIndexOf(read.text);
  const slip = { message: 'a contract is nothing but annotations', fix: 'move the prose above the first @param' };
  return { annotations: read.annotations, slips: [{ location: block.locate(Math.max(0, at)), ...slip }] };
}

function slipOf(block: Block): readonly Remark[] {
  if (block.command === '' || COMMANDS.has(block.command)) return [];
  return [
    {
      location: block.locate(0),
      message: `@${block.command} is no command of the grammar`,
      fix: `use one of ${[...COMMANDS].map((command) => `@${command}`).join(' ')}`,
    },
  ];
}

function annotated(block: Block): Prose {
  const { annotations, text, slips } = readAnnotations(block.text, block.locate);
  return {
    location: block.locate(block.text.search(/\S/) === -1 ? 0 : block.text.search(/\S/)),
    annotations,
    text: joined(text),
    slips,
  };
}

function plain(block: Block): Prose {
  const at = block.text.search(/\S/);
  return { location: block.locate(Math.max(0, at)), annotations: [], text: joined(block.text), slips: [] };
}

function joined(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
