import type { BlobCase } from '../formats/case.js';
import { Program, PvmError } from '../index.js';
import { type Difference, Differences } from './difference.js';
import { defectOf, reasonOf } from './refused.js';
import { programOptions, type Setting } from './setting.js';

/** Family `blobs`: what is valid loads, all else is refused; of a standard program the container too. */
export function runBlobCase(test: BlobCase, setting: Setting): readonly Difference[] {
  const { container, whole } = load(test, setting);
  const differences = new Differences();
  if (test.isContainerValid !== undefined) {
    differences.check('container-valid', String(test.isContainerValid), container);
  }
  differences.check('valid', String(test.isValid), whole);
  return differences.list;
}

/** `true`, or `false` with the reason where another word was expected. */
function load(
  { kind, blob, isValid, isContainerValid }: BlobCase,
  { engine, instructionSet }: Setting,
): { container: string; whole: string } {
  const options = programOptions('instruction', instructionSet);
  try {
    using program =
      kind === 'program' ? Program.parse(blob, options, engine) : Program.parseStandard(blob, false, options, engine);
    const defect = defectOf(program);
    return { container: 'true', whole: defect === null ? 'true' : verdict(isValid, defect) };
  } catch (error) {
    if (!(error instanceof PvmError)) throw error;
    const reason = reasonOf(error, engine);
    return { container: verdict(isContainerValid, reason), whole: verdict(isValid, reason) };
  }
}

/** A refusal that was expected needs no reason. */
function verdict(isExpectedValid: boolean | undefined, reason: string): string {
  return isExpectedValid === false ? 'false' : `false (${reason})`;
}
