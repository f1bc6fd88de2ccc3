import type { Location } from '../model/abi.js';
import type { Annotation, Remark } from '../model/draft.js';

/** Gives the place of the character at an offset of the text that is read. */
export type Locate = (offset: number) => Location;

export interface AnnotatedText {
  readonly annotations: readonly Annotation[];
  /** What follows the annotations. */
  readonly text: string;
  readonly slips: readonly Remark[];
}

const GROUP = /\(([^()]*)\)/y;
const KEY = /^[a-z][a-z_-]*$/;
const LABEL = /^([a-z][a-z_-]*)\s*:\s*(.*)$/s;
const VALUE =
  /^(?:[A-Za-z_][A-Za-z0-9_.]*|-?(?:0x[0-9a-fA-F]+|\d+)(?:\s*\.\.\s*-?(?:0x[0-9a-fA-F]+|\d+))?|[A-Z0-9]+(?:\.\d+)*)$/;

/**
 * Reads the annotations at the start of a text. They end at the first character that isn't `(`: prose never starts
 * with a parenthesis, so one that can't be read is a slip and not prose.
 */
export function readAnnotations(text: string, locate: Locate): AnnotatedText {
  const annotations: Annotation[] = [];
  const slips: Remark[] = [];
  let at = skipSpace(text, 0);
  while (text.charAt(at) === '(') {
    GROUP.lastIndex = at;
    const inner = GROUP.exec(text)?.[1];
    const annotation = inner === undefined ? undefined : annotationOf(inner, locate(at));
    if (annotation === undefined) {
      slips.push({
        location: locate(at),
        message: `cannot read ${shorten(text.slice(at))} as an annotation, and prose never starts with a parenthesis`,
        fix: 'write (key) or (key: value), or start the prose with a word',
      });
      break;
    }
    annotations.push(annotation);
    at = skipSpace(text, GROUP.lastIndex);
  }
  return { annotations, text: text.slice(at).trim(), slips };
}

/** `array: n, filled: m`; undefined where it is none. */
export function annotationOf(inner: string, location: Location): Annotation | undefined {
  const [, rawKey = '', rest] = /^\s*([^:]*?)\s*(?::([\s\S]*))?$/.exec(inner) ?? [];
  if (!KEY.test(rawKey)) return undefined;
  if (rest === undefined) return { key: rawKey, items: [], location };
  const items = rest.split(',').map((item) => {
    const [, label, labelled] = LABEL.exec(item.trim()) ?? [];
    const value = (labelled ?? item).trim();
    return label === undefined ? { value } : { label, value };
  });
  return items.every(({ value }) => VALUE.test(value)) ? { key: rawKey, items, location } : undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

function shorten(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return `"${line.length > 40 ? `${line.slice(0, 40)}…` : line}"`;
}
