import type { Edit, Span } from './use.js';

/** The text with all edits made; what is moved takes the edits in it along. */
export function edited(text: string, edits: readonly Edit[]): string {
  return part(text, { start: 0, end: text.length }, inOrder(edits));
}

function part(text: string, { start, end }: Span, edits: readonly Edit[]): string {
  const within = edits.filter((edit) => edit.start >= start && edit.end <= end);
  let result = '';
  let at = start;
  for (const edit of within) {
    if (edit.start < at) continue;
    const inner = edits.filter((one) => one !== edit && !(typeof one.text === 'object' && covers(one, edit.text)));
    result += text.slice(at, edit.start) + (typeof edit.text === 'string' ? edit.text : part(text, edit.text, inner));
    at = edit.end;
  }
  return result + text.slice(at, end);
}

/** What is moved away does not move itself once more. */
function covers(edit: Edit, span: Edit['text']): boolean {
  return typeof span === 'object' && edit.start <= span.start && edit.end >= span.end;
}

/** Outer ones first; each once. */
function inOrder(edits: readonly Edit[]): readonly Edit[] {
  const id = ({ start, end, text }: Edit): string => `${start} ${end} ${typeof text === 'string' ? text : text.start}`;
  const all = new Map(edits.map((edit) => [id(edit), edit]));
  return [...all.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}
