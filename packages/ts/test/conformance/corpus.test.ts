import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programOptions } from '../../src/conformance/setting.js';
import { builtinEngine, builtinEngines, type Engine, Program } from '../../src/index.js';
import { CorpusMachine } from './corpus-machine.js';
import { type CorpusCase, readCorpus } from './corpus-reader.js';

/** The corpus of the repository, through the binding: in both gas models, at once and one instruction at a time. */

const CORPUS = join(import.meta.dirname, '../../../../core/test/corpus');

describe.each(builtinEngines)('[%s/ts] corpus', (engineName) => {
  const engine = builtinEngine(engineName);
  const cases = readCorpus(CORPUS);

  it('is there', () => {
    expect(cases.length).toBeGreaterThan(100);
  });

  it.each(cases.map((found) => [found.name, found] as const))('%s', (_name, found) => {
    for (const model of found.models) {
      for (const bySteps of [false, true]) {
        expect(
          problemsOf(engine, found, model, bySteps),
          `${model} gas, ${bySteps ? 'step by step' : 'at once'}`,
        ).toEqual([]);
      }
    }
  });
});

function problemsOf(
  engine: Engine,
  found: CorpusCase,
  model: 'instruction' | 'block',
  bySteps: boolean,
): readonly string[] {
  const options = programOptions(model, found.hasUnlikely ? '0.7.2+unlikely' : '0.7.2');
  using program = Program.parse(engine.assemble(found.code, options.instructionSet), options, engine);
  const problems = model === 'block' ? wrongBlocks(program, found) : [];
  let machine: CorpusMachine | undefined;
  for (const step of found.steps) {
    if (step.isRun) {
      machine?.[Symbol.dispose]();
      machine = new CorpusMachine(program, found, model, bySteps);
    }
    machine?.run(step);
    problems.push(...(machine?.problems.splice(0) ?? []));
  }
  machine?.[Symbol.dispose]();
  return problems;
}

/** `START:INSTRUCTIONS/COST` of each block, where the case lists them. */
function wrongBlocks(program: Program, { blocks }: CorpusCase): string[] {
  if (blocks.length === 0) return [];
  const got = program.listBlocks(0n).map((block) => `${block.start}:${block.instructionCount}/${block.gasCost}`);
  return got.join(' ') === blocks.join(' ') ? [] : [`blocks: expected ${blocks.join(' ')}, got ${got.join(' ')}`];
}
