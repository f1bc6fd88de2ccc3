import { dirname } from 'node:path';
import type { Source } from './files.js';
import { piecesOf, textOf } from './lexer.js';
import { placesIn, type Subject, type Use } from './use.js';

/** A macro that puts a prefix before names: `pvm_##name`. */
interface Pasting {
  readonly prefix: string;
  /** Where the rest of the names stands as a name of its own. */
  readonly folder: string;
}

/**
 * Lists such as `X(vm_reset) X(vm_step)`, which macros make names of. Around such a macro, the rest of a name goes with
 * the whole one.
 */
export function pastedUses(sources: readonly Source[], subjects: readonly Subject[]): readonly Use[] {
  const names = subjects.flatMap((subject) => (subject.target.kind === 'global' ? [subject] : []));
  const files = sources.filter(({ kind }) => kind === 'c');
  const pastings = files.flatMap((source) => pastingsIn(source, names));
  return pastings.length === 0 ? [] : files.flatMap((source) => usesIn(source, pastings, names));
}

function pastingsIn({ text, path }: Source, names: readonly Subject[]): readonly Pasting[] {
  if (!text.includes('##')) return [];
  const pieces = piecesOf(text, 'c');
  return pieces.flatMap((piece, index): readonly Pasting[] => {
    const prefix = textOf(text, piece);
    const isPrefix = piece.kind === 'name' && prefix.endsWith('_') && textOf(text, pieces[index + 1]) === '##';
    return isPrefix && names.some(({ shown }) => shown.startsWith(prefix)) ? [{ prefix, folder: dirname(path) }] : [];
  });
}

function usesIn(source: Source, pastings: readonly Pasting[], names: readonly Subject[]): readonly Use[] {
  const { text, file, path } = source;
  const around = pastings.filter(({ folder }) => path.startsWith(`${folder}/`));
  const rests = new Map(
    around.flatMap(({ prefix }) =>
      names.flatMap((subject) =>
        subject.shown.startsWith(prefix) ? [[subject.shown.slice(prefix.length), { subject, prefix }] as const] : [],
      ),
    ),
  );
  const placeOf = placesIn(text);
  return piecesOf(text, 'c').flatMap((piece): readonly Use[] => {
    const found = piece.kind === 'name' ? rests.get(textOf(text, piece)) : undefined;
    if (found === undefined) return [];
    const { subject, prefix } = found;
    const { to } = subject.todo;
    const use: Use = { subject, file, ...placeOf(piece.start), place: 'guess', edits: [] };
    if (to === undefined) return [use];
    if (!to.startsWith(prefix)) return [{ ...use, hindrance: `a macro puts ${prefix} before it` }];
    return [{ ...use, edits: [{ start: piece.start, end: piece.end, text: to.slice(prefix.length) }] }];
  });
}
