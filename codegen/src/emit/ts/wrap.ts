/** Breaks lines that are longer than the formatter allows, the way it breaks them: one item of the outermost list a line. */

const WIDTH = 120;

export function wrapLines(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line))
    .join('\n');
}

function wrapLine(line: string): readonly string[] {
  if (line.length <= WIDTH || /^\s*(\*|\/\/|\/\*)/.test(line)) return [line];
  const guard = guardOf(line);
  if (guard !== undefined) return [guard.condition, ...wrapLine(guard.body)];
  const list = breakableList(line);
  if (list === undefined) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const { open, close, items } = hugged(line, list) ?? list;
  const head = line.slice(0, open + 1);
  const tail = line.slice(close);
  const inner = items.flatMap((item) => wrapLine(`${indent}  ${item},`));
  return [head, ...inner, ...wrapLine(indent + tail)];
}

/** `if (…) throw …;`: what follows the condition gets a line of its own. */
function guardOf(line: string): { readonly condition: string; readonly body: string } | undefined {
  const indent = /^( *)if \(/.exec(line)?.[1];
  if (indent === undefined || line.endsWith('{')) return undefined;
  let depth = 0;
  for (let at = indent.length; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '(') depth++;
    if (char === ')' && --depth === 0) {
      return { condition: line.slice(0, at + 1), body: `${indent}  ${line.slice(at + 1).trim()}` };
    }
  }
  return undefined;
}

/** An object or a list that is the last argument keeps its braces beside the parentheses. */
function hugged(line: string, { open, close, items }: List): List | undefined {
  const last = items.at(-1) ?? '';
  const isHugged = /^\{.*\}$|^\[.*\]$/.test(last);
  if (line.charAt(open) !== '(' || !isHugged) return undefined;
  if (items.slice(0, -1).some((item) => /^[{[]/.test(item))) return undefined;
  const at = line.lastIndexOf(last, close);
  const inner = breakableList(last);
  return at < 0 || inner === undefined ? undefined : { open: at, close: at + last.length - 1, items: inner.items };
}

interface List {
  readonly open: number;
  readonly close: number;
  readonly items: readonly string[];
}

/** The list to break: the last outermost one of a call, of parameters or of an object, as prettier does. */
function breakableList(line: string): List | undefined {
  const lists: List[] = [];
  let depth = 0;
  let open = -1;
  let start = 0;
  let items: string[] = [];
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
      continue;
    }
    if (char === "'" || char === '`' || char === '"') quote = char;
    else if ('([{'.includes(char)) {
      if (depth === 0) {
        open = at;
        start = at + 1;
        items = [];
      }
      depth++;
    } else if (')]}'.includes(char)) {
      depth--;
      if (depth === 0) {
        const last = line.slice(start, at).trim();
        lists.push({ open, close: at, items: last === '' ? items : [...items, last] });
      }
    } else if (char === ',' && depth === 1) {
      items.push(line.slice(start, at).trim());
      start = at + 1;
    }
  }
  const usable = lists.filter(({ items: found }) => found.length > 0);
  const call = usable.filter(({ open: at }) => line.charAt(at) === '(');
  return call[0] ?? usable[0];
}
