import type { Edit, Span } from './use.js';

/** Puts the items into their new order; those behind stay. Undefined where one is missing. */
export function reordered(items: readonly Span[], order: readonly number[]): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const [place, from] of order.entries()) {
    const [here, there] = [items[place], items[from]];
    if (here === undefined || there === undefined) return undefined;
    if (place !== from) edits.push({ start: here.start, end: here.end, text: { start: there.start, end: there.end } });
  }
  return edits;
}
