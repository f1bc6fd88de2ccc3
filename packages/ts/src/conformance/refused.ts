import { BadProgramError, type Engine, LimitExceededError, type Program, PvmError } from '../index.js';
import type { Difference } from './difference.js';

/** Something that a case wants of the library and does not get: no case goes on behind that. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(readonly difference: Difference) {
    super(difference.got);
  }
}

/** Does something that a case wants; `field` is where the case says so. */
export function wanted<T>(field: string, engine: Engine, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PvmError)) throw error;
    throw new Refused({ field, expected: 'accepted', got: reasonOf(error, engine) });
  }
}

/** Why the library refused: for a blob what and where, else the words of the status. */
export function reasonOf(error: PvmError, engine: Engine): string {
  const isPlaced = error instanceof BadProgramError || error instanceof LimitExceededError;
  if (isPlaced && error.offset !== undefined) return `${ownText(error)}, octet ${error.offset}`;
  return error.status > 0 ? engine.statusMessage(error.status) : ownText(error);
}

/** What an error says without what was called in front, and without the details behind, `(offset 3)`. */
export function ownText(error: PvmError): string {
  return error.message.replace(/^[\w.]+: /, '').replace(/ \((offset|line) [^()]*\)$/, '');
}

/** What is wrong with the code of a standard program; null if nothing is. */
export function defectOf(program: Program): string | null {
  if (program.info.isValid === 1) return null;
  const { message, offset } = program.defect;
  return `${message}, octet ${offset}`;
}
