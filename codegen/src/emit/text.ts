/** Text of files in languages that no library builds for us: C, Go, Markdown. */

type Piece = string | number | readonly string[];

/**
 * A template whose own indentation is cut off, and whose placeholders keep theirs: every line of a value starts in the
 * column of its placeholder. A list is one line per element; a placeholder that stands alone on its line and is empty
 * takes the line with it. Tabs and spaces are kept as they are.
 */
export function code(strings: TemplateStringsArray, ...pieces: readonly Piece[]): string {
  const indent = commonIndent(strings);
  let text = '';
  strings.raw.forEach((raw, index) => {
    const cooked = (strings[index] ?? raw).replace(new RegExp(`\\n${indent}`, 'g'), '\n');
    const before = text + (index === 0 ? cooked.replace(/^\n/, '').replace(new RegExp(`^${indent}`), '') : cooked);
    const piece = pieces[index];
    text = piece === undefined ? before : insert(before, piece, strings[index + 1] ?? '');
  });
  return text
    .replace(/[ \t]+$/gm, '')
    .replace(new RegExp(`${DROP}\\n?`, 'g'), '')
    .replace(/\n[ \t]*$/, '\n');
}

/** Stands for a line that is to vanish; no text has this character. */
const DROP = '\u0000';

function insert(before: string, piece: Piece, after: string): string {
  const value = typeof piece === 'object' ? piece.join('\n') : String(piece);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const isAlone = /^[ \t]*$/.test(line) && (after === '' || after.startsWith('\n'));
  if (value === '' && isAlone) return before.slice(0, before.length - line.length) + DROP;
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const trimmed = isAlone ? value.replace(/\n+$/, '') : value;
  return before + trimmed.replace(/\n(?=[^\n])/g, `\n${indent}`);
}

function commonIndent(strings: TemplateStringsArray): string {
  const first = /^\n([ \t]*)/.exec(strings[0] ?? '');
  return first?.[1] ?? '';
}

/** Pieces with one empty line between them; empty pieces leave none. */
export function blocks(...pieces: readonly (string | readonly string[])[]): string {
  return pieces
    .flat()
    .filter((piece) => piece !== '')
    .map((piece) => piece.replace(/\n+$/, ''))
    .join('\n\n');
}

/** Breaks prose into lines of at most so many characters. */
export function wrap(prose: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of prose.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** A placeholder of the generated language's own templates: `${name}` in TypeScript. */
export function hole(expression: string): string {
  return `\${${expression}}`;
}

/** The line by which Go's tools, and people, know a generated file. */
export function generatedNotice(header: string): string {
  return `Code generated from ${header} by pvm-codegen. DO NOT EDIT.`;
}
