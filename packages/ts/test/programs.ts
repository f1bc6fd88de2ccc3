/** Programs for tests of the command, as blobs: jump table, code and bitmask by hand. */

/** `jump_ind r0, 0`: halts if r0 is the halt address, as in a standard program. */
export const RETURN = Uint8Array.of(0, 0, 2, 50, 0, 0b01);

/** `ecalli 1`, `jump_ind r0, 0`. */
export const CALL_AND_RETURN = Uint8Array.of(0, 0, 4, 10, 1, 50, 0, 0b0101);

/** `add_64 r9, r7, r8`, then off the end. */
export const ADD = Uint8Array.of(0, 0, 3, 200, 0x87, 9, 0b001);

/** `load_u8 r7, 0x20000`, then off the end. */
export const LOAD = Uint8Array.of(0, 0, 5, 52, 7, 0, 0, 2, 0b00001);

/** `jump 0`: runs until its gas is gone. */
export const LOOP = Uint8Array.of(0, 0, 1, 40, 0b1);

/** A standard program of nothing but code. */
export function standard(code: Uint8Array): Uint8Array {
  return Uint8Array.of(...[0, 0, 0], ...[0, 0, 0], ...[0, 0], ...[0, 0, 0], code.length, 0, 0, 0, ...code);
}

/** The same as the chain stores it, with metadata of two octets. */
export function stored(code: Uint8Array): Uint8Array {
  return Uint8Array.of(2, 0x61, 0x62, ...standard(code));
}

const START = 'r00=0xffff0000 r01=0xfefe0000 r07=0xfeff0000 r08=0x2';

/** A recording of `CALL_AND_RETURN`: one host call, in which the host did one thing of each kind. */
export const TRACE: readonly string[] = [
  `program 0x${Buffer.from(stored(CALL_AND_RETURN)).toString('hex')}`,
  'memwrite 0xfeff0000 len=2 <- 0x0102',
  `start pc=0 gas=100 ${START}`,
  `ecalli=1 pc=0 gas=99 ${START}`,
  'memread 0xfeff0000 len=2 -> 0x0102',
  'setreg r09 <- 0x7',
  'setgas <- 50',
  `HALT pc=2 gas=49 ${START} r09=0x7`,
];
