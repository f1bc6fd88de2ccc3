import type { Abi } from '../../model/abi.js';

/** Where every C name is explained, and prose that leads there. */
export interface Links {
  /** A link from one page to a declaration, an enumerator or a field: `[`pvm_vm_t`](machines.md#pvm_vm_t)`. */
  to(cName: string, from: string): string;
  /** Header prose as Markdown: C names become links, what Markdown would read as markup is escaped. */
  prose(text: string, from: string): string;
}

export interface Page {
  /** File name in the reference's folder. */
  readonly file: string;
  readonly title: string;
  /** C names of its declarations, in header order. */
  readonly members: readonly string[];
}

const UNSECTIONED = 'Declarations';

/** One page per section of the header, and one for what stands outside of all sections. */
export function pagesOf(abi: Abi): readonly Page[] {
  const sectioned = new Set(abi.sections.flatMap(({ members }) => members));
  const rest = declarationNames(abi).filter((name) => !sectioned.has(name));
  const sections = rest.length === 0 ? abi.sections : [...abi.sections, { title: UNSECTIONED, members: rest }];
  const taken = new Set(['README.md']);
  return sections.map(({ title, members }) => {
    const file = free(fileOf(title), taken);
    taken.add(file);
    return { file, title, members };
  });
}

function declarationNames(abi: Abi): readonly string[] {
  const all = [...abi.constants, ...abi.enums, ...abi.structs, ...abi.handles, ...abi.callbacks, ...abi.functions];
  return all.map(({ name }) => name);
}

function fileOf(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['section'];
  return `${words.join('-')}.md`;
}

function free(file: string, taken: ReadonlySet<string>): string {
  let name = file;
  for (let count = 2; taken.has(name); count++) name = file.replace(/\.md$/, `-${count}.md`);
  return name;
}

export function makeLinks(abi: Abi, pages: readonly Page[]): Links {
  const places = placesOf(abi, pages);
  const target = (cName: string, from: string): string | undefined => {
    const place = places.get(cName);
    if (place === undefined) return undefined;
    return `${place.page === from ? '' : place.page}#${place.anchor}`;
  };
  const to = (cName: string, from: string): string => {
    const href = target(cName, from);
    return href === undefined ? `\`${cName}\`` : `[\`${cName}\`](${href})`;
  };
  const prefix = `${abi.name}_`;
  const names = new RegExp(`\\b(?:${prefix}[a-z0-9_]+|${prefix.toUpperCase()}[A-Z0-9_]+)\\b`, 'g');
  return {
    to,
    prose: (text, from) =>
      text
        .split(/(`[^`]*`)/)
        .map((part) => {
          if (!part.startsWith('`')) return linked(part, names, (cName) => to(cName, from), places);
          const name = part.slice(1, -1);
          return places.has(name) ? to(name, from) : part.replaceAll('|', '\\|');
        })
        .join(''),
  };
}

function linked(
  text: string,
  names: RegExp,
  link: (cName: string) => string,
  places: ReadonlyMap<string, unknown>,
): string {
  let result = '';
  let end = 0;
  for (const match of text.matchAll(names)) {
    if (!places.has(match[0])) continue;
    result += escaped(text.slice(end, match.index)) + link(match[0]);
    end = match.index + match[0].length;
  }
  return result + escaped(text.slice(end));
}

/** Underscores inside of words are no markup in Markdown as code hosts read it. */
export function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('<', '&lt;')
    .replace(/[*|[\]]/g, (character) => `\\${character}`)
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_');
}

interface Place {
  readonly page: string;
  readonly anchor: string;
}

function placesOf(abi: Abi, pages: readonly Page[]): ReadonlyMap<string, Place> {
  const pageOf = new Map(pages.flatMap(({ file, members }) => members.map((member) => [member, file] as const)));
  const places = new Map<string, Place>();
  for (const [name, page] of pageOf) places.set(name, { page, anchor: name });
  for (const { name, members } of abi.enums) {
    const page = pageOf.get(name);
    if (page !== undefined) for (const member of members) places.set(member.name, { page, anchor: member.name });
  }
  for (const { name, fields } of abi.structs) {
    const page = pageOf.get(name);
    if (page === undefined) continue;
    for (const field of fields) {
      const anchor = fieldAnchor(name, field.name);
      places.set(anchor, { page, anchor });
    }
  }
  return places;
}

export function fieldAnchor(struct: string, field: string): string {
  return `${struct}.${field}`;
}

/** The target of links to a declaration. C names are unique, whatever their case. */
export function anchor(name: string): string {
  return `<a id="${name}"></a>`;
}
