import type { Case } from '../formats/read-case.js';
import { runBlobCase } from './blob-case.js';
import type { Difference } from './difference.js';
import { runInstructionCase } from './instruction-case.js';
import { runProgramCase } from './program-case.js';
import { Refused } from './refused.js';
import { replayTrace } from './replay.js';
import type { GasModelName, Setting } from './setting.js';
import { runStepsCase } from './steps-case.js';

export interface Outcome {
  /** Empty: passed. */
  readonly differences: readonly Difference[];
  /** Of a trace: the line that is wrong. */
  readonly line?: number;
}

/** The gas model that a case is for; undefined for one that runs nothing. */
export function gasModelOf(test: Case): GasModelName | undefined {
  switch (test.family) {
    case 'random':
    case 'gas-model':
      return test.gasModel;
    case 'instructions':
    case 'programs':
    case 'traces':
      return 'instruction';
    case 'blobs':
      return undefined;
  }
}

/**
 * Runs a case of any family and compares every field that it pins.
 *
 * @param readProgram Reads a program file that a case names, relative to the case.
 */
export function runCase(test: Case, setting: Setting, readProgram: (name: string) => Uint8Array): Outcome {
  try {
    return outcomeOf(test, setting, readProgram);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { differences: [error.difference], ...(test.family === 'traces' ? { line: 1 } : {}) };
  }
}

function outcomeOf(test: Case, setting: Setting, readProgram: (name: string) => Uint8Array): Outcome {
  switch (test.family) {
    case 'instructions':
      return { differences: runInstructionCase(test, setting) };
    case 'random':
    case 'gas-model':
      return { differences: runStepsCase(test, setting) };
    case 'programs':
      return { differences: runProgramCase(test, readProgram(test.programFile), setting) };
    case 'blobs':
      return { differences: runBlobCase(test, setting) };
    case 'traces': {
      const { mismatch } = replayTrace(test, setting);
      if (mismatch === undefined) return { differences: [] };
      return { differences: wrongFields(mismatch.state), line: mismatch.line };
    }
  }
}

export function wrongFields(state: readonly Difference[]): readonly Difference[] {
  return state.filter(({ expected, got }) => expected !== got);
}
