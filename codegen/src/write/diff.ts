import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Change } from './compare.js';

/** Beyond this a diff tells nobody anything, and takes time that grows with its square. */
const TIMEOUT_MS = 2000;

/** A change as a unified diff, the way `git diff` would show it. */
export function unifiedDiff({ path, before, after }: Change): string {
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  const options = { context: 3, timeout: TIMEOUT_MS, headerOptions: FILE_HEADERS_ONLY };
  const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, options);
  return patch ?? `--- ${from}\n+++ ${to}\n(too much differs to be shown)\n`;
}
