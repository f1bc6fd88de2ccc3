import type { JsonCase } from './case.js';
import { readJsonCase } from './json-case.js';
import type { Trace } from './trace.js';
import { readTrace } from './trace-reader.js';

export type Case = JsonCase | Trace;

/** Reads a case of any family, recognised by what is in the file and not by its name. */
export function readCase(text: string, file: string): Case {
  return /^\s*\{/.test(text) ? readJsonCase(text, file) : readTrace(text, file);
}
