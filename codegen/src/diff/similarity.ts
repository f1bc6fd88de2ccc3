/** How much of two texts is the same, from 0 to 1: the words that both have, however they are wrapped. */
export function alike(a: string, b: string): number {
  if (a === b) return 1;
  return dice(wordsOf(a), wordsOf(b));
}

/** The same for names: `pvm_vm_get_pc` and `pvm_vm_read_pc` share two words of three. The library's prefix says nothing. */
export function namesAlike(a: string, b: string): number {
  return dice(partsOf(a), partsOf(b));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
}

function partsOf(name: string): readonly string[] {
  return name.toLowerCase().replace(/_t$/, '').split('_').slice(1);
}

/** Twice what they share, over all there is; a word counts as often as it stands there. */
function dice(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    shared += 1;
    left.set(word, count - 1);
  }
  return (2 * shared) / (a.length + b.length);
}

export interface Match<T> {
  readonly from: T;
  readonly to: T;
}

/** Pairs those that fit best, each at most once. A score of 0 is no pair. */
export function bestPairs<T>(
  from: readonly T[],
  to: readonly T[],
  score: (from: T, to: T) => number,
): readonly Match<T>[] {
  const all = from
    .flatMap((one) => to.map((other) => ({ from: one, to: other, score: score(one, other) })))
    .filter((pair) => pair.score > 0)
    .sort((a, b) => b.score - a.score);
  const taken = new Set<T>();
  return all.filter((pair) => {
    if (taken.has(pair.from) || taken.has(pair.to)) return false;
    taken.add(pair.from);
    taken.add(pair.to);
    return true;
  });
}
