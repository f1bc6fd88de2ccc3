/** Breaks long calls of C++: arguments go on in lines of their own, four columns further in. */

const WIDTH = 120;

export function wrapCalls(text: string): string {
  return text.split('\n').flatMap(wrapCall).join('\n');
}

function wrapCall(line: string): readonly string[] {
  const trimmed = line.trimStart();
  if (line.length <= WIDTH || trimmed.startsWith('//')) return [line];
  const open = line.search(/\b(?:table->|library->|exports\.Set|Call)\w*\(/);
  const start = open < 0 ? -1 : line.indexOf('(', open);
  const end = start < 0 ? -1 : closing(line, start);
  if (end < 0) return [line];
  const indent = ' '.repeat(line.length - trimmed.length + 4);
  const lines: string[] = [];
  let current = line.slice(0, start + 1);
  const pieces = split(line.slice(start + 1, end));
  pieces.forEach((piece, index) => {
    const last = index === pieces.length - 1;
    const text = last ? piece + line.slice(end) : `${piece},`;
    const joined = current.endsWith('(') ? current + text : `${current} ${text}`;
    if (joined.length <= WIDTH) {
      current = joined;
    } else {
      lines.push(current);
      current = indent + text;
    }
  });
  return [...lines, current];
}

/** The parenthesis that closes the one at `start`. */
function closing(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; at++) {
    if (line.charAt(at) === '(') depth++;
    if (line.charAt(at) === ')' && --depth === 0) return at;
  }
  return -1;
}

/** At the commas that are in no parentheses. */
function split(list: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < list.length; at++) {
    const char = list.charAt(at);
    if ('(<[{'.includes(char)) depth++;
    else if (')]}'.includes(char) || (char === '>' && list.charAt(at - 1) !== '-')) depth--;
    else if (char === ',' && depth === 0) {
      pieces.push(list.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...pieces, list.slice(start).trim()];
}
