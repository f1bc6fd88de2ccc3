import { type Engine, GasModel, InstructionSet } from '../index.js';

/** What cases are run with, in the words of the data and the command. */

export type GasModelName = 'instruction' | 'block';
export type InstructionSetName = '0.7.2' | '0.7.2+unlikely';

/** What all cases are run with. */
export interface Setting {
  readonly engine: Engine;
  /** Instead of the one that goes with the gas model. */
  readonly instructionSet?: InstructionSetName;
}

/** Options of a program. Programs with gas per block know `unlikely`, unless something else is said. */
export function programOptions(
  gasModel: GasModelName,
  instructionSet?: InstructionSetName,
): { readonly gasModel: GasModel; readonly instructionSet: InstructionSet } {
  const set = instructionSet ?? (gasModel === 'block' ? '0.7.2+unlikely' : '0.7.2');
  return {
    gasModel: gasModel === 'block' ? GasModel.Block : GasModel.Instruction,
    instructionSet: set === '0.7.2' ? InstructionSet.Gp072 : InstructionSet.Gp072Unlikely,
  };
}
