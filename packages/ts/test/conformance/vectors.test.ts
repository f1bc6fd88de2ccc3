import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCases, programReader, readCaseFile } from '../../src/conformance/case-files.js';
import { explain } from '../../src/conformance/difference.js';
import { runCase } from '../../src/conformance/run-case.js';
import { builtinEngine, builtinEngines, type Engine, loadEngine } from '../../src/index.js';

/** The conformance suite: one test for each case, named by its place in the data. */

const ROOT = resolve(import.meta.dirname, '../../../..');
const VECTORS = resolve(ROOT, process.env.PVM_VECTORS || '../shared/vectors');
const FAMILIES = ['blobs', 'gas-model', 'instructions', 'programs', 'random', 'traces'];

/**
 * The engines of this package, one of them as a library of its own, as any other would be, and the recompiler as it is
 * built for tests: all it runs is compiled at once and in guarded memory.
 */
const ENGINES: readonly (readonly [string, () => Engine])[] = [
  ...builtinEngines.map((name) => [name, () => builtinEngine(name)] as const),
  ['libpvm_interpreter.so', () => loadEngine(join(ROOT, 'core/build/libpvm_interpreter.so'))],
  ['recompiler-guarded', () => loadEngine(join(ROOT, 'recompiler/build/guarded/libpvm_recompiler.so'))],
];

for (const [name, open] of ENGINES) {
  if (existsSync(VECTORS)) runAll(name, open());
  else notRun(name);
}

function runAll(name: string, engine: Engine): void {
  describe(`[${name}/ts] conformance`, () => {
    const seen = new Set<string>();
    const cases = findCases(VECTORS).map((path) => [relative(VECTORS, path), path] as const);

    it.each(cases)('%s', (_name, path) => {
      const found = readCaseFile(path);
      seen.add(found.family);
      const { differences, line } = runCase(found, { engine }, programReader(path));
      expect(`${line === undefined ? '' : `line ${line}: `}${explain(differences)}`).toBe('');
    });

    it('has cases of all six families', () => {
      expect([...seen].sort()).toEqual(FAMILIES);
    });
  });
}

function notRun(name: string): void {
  it(`[${name}/ts] conformance`, ({ task, skip }) => {
    const reason = `no conformance data: PVM_VECTORS is ${VECTORS}, where nothing is`;
    Object.assign(task.meta, { skipped: reason });
    skip(reason);
  });
}
