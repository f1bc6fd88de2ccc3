import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Change } from './compare.js';

/** Does what the changes say, and touches nothing else: files that are right keep their time stamps. */
export function apply(root: string, changes: readonly Change[]): void {
  for (const { path, after } of changes) {
    const file = join(root, path);
    if (after === undefined) {
      rmSync(file);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, after);
  }
}
