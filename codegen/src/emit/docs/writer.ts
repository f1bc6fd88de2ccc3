import type { Doc } from '../../model/abi.js';
import { blocks } from '../text.js';
import type { Column } from './column.js';
import type { Scope } from './facts.js';
import { anchor } from './links.js';

/** What writing one page takes. */
export interface Writer extends Scope {
  readonly columns: readonly Column[];
}

export function opening(name: string): string {
  return `${anchor(name)}\n\n## ${name}`;
}

/** A doc comment's prose. Deprecation stands first: who reads on should know. */
export function docBlocks(writer: Writer, doc: Doc, part: 'brief' | 'details'): string {
  if (part === 'brief')
    return blocks(deprecation(writer, doc), experimental(doc), writer.links.prose(doc.brief, writer.page));
  return blocks(doc.details.map((paragraph) => writer.links.prose(paragraph, writer.page)));
}

function deprecation({ links, page }: Writer, { deprecated }: Doc): string {
  if (deprecated === undefined) return '';
  return `**Deprecated since ${deprecated.version}.** Use ${links.prose(deprecated.replacement, page)}`;
}

function experimental(doc: Doc): string {
  return doc.experimental ? '**Experimental:** it may change in any release.' : '';
}

/** `Since 1.0. Gray Paper A.4. See …` */
export function closing({ links, page }: Writer, doc: Doc): string {
  return [
    ...(doc.since === '' ? [] : [`Since ${doc.since}.`]),
    ...(doc.grayPaper === undefined ? [] : [`Gray Paper ${doc.grayPaper}.`]),
    ...(doc.see.length === 0 ? [] : [`See ${doc.see.map((text) => links.prose(text, page)).join(', ')}.`]),
  ].join(' ');
}
