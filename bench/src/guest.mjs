// A guest that makes host calls in a loop, and the same without them: the difference is what a host call costs.
import { defaultEngine, InstructionSet } from '@pvm-ffi/core';

/** Where the guest's handler reads 32 octets. */
export const DATA_ADDRESS = 0x20000;

/** r2 holds how often; r9 where the handler reads. */
const LOOP = (body) => `
        fallthrough
loop:
        ${body}
        add_imm_64 r2, r2, -1
        branch_ne_imm r2, 0, loop
        jump_ind r0, 0
`;

export function guestBlobs() {
  const engine = defaultEngine();
  const assemble = (body) => engine.assemble(LOOP(body), InstructionSet.Gp072);
  return { calling: assemble('ecalli 1'), plain: assemble('move_reg r3, r4') };
}
