import { existsSync } from 'node:fs';
import { refused, type SideResult } from './side.js';

/** `libpvm.so+pvm.h`: a built library, and the header (or record, or revision) that it was built for. */
export interface LibraryText {
  readonly library: string;
  readonly header: string;
}

export function splitLibrary(text: string): LibraryText | undefined {
  const plus = text.lastIndexOf('+');
  if (plus <= 0 || existsSync(text)) return undefined;
  const library = text.slice(0, plus);
  return existsSync(library) ? { library, header: text.slice(plus + 1) } : undefined;
}

/** Until libraries are read, one is refused rather than believed. */
export function readLibrary(label: string, { library, header }: LibraryText, side: SideResult): SideResult {
  if (!side.ok) return side;
  return refused(`${label}: ${library} cannot be compared yet; name ${header} alone`);
}
