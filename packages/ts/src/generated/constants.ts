// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
/**
 * Major ABI version: another one means that compiled callers must be rebuilt.
 *
 * Since 1.0.
 */
export const ABI_MAJOR = 1;
/**
 * Minor ABI version: a library with a higher one has all of a lower one.
 *
 * Since 1.0.
 */
export const ABI_MINOR = 0;
/**
 * Registers of a machine, r0 to r12.
 *
 * Since 1.0.
 */
export const REGISTER_COUNT = 13;
/**
 * Octets of a page, the unit of access rights.
 *
 * Since 1.0.
 */
export const PAGE_SIZE = 4096;
/**
 * Lowest address that can be mapped; an access below it panics.
 *
 * Since 1.0.
 */
export const LOWEST_ADDRESS = 0x1_0000;
/**
 * A jump to this address halts the machine.
 *
 * Since 1.0.
 */
export const HALT_ADDRESS = 0xffff_0000;
/**
 * Top of the stack of a standard program.
 *
 * Since 1.0.
 */
export const STACK_TOP = 0xfefe_0000;
/**
 * Where the argument of a standard program starts.
 *
 * Since 1.0.
 */
export const ARGUMENT_ADDRESS = 0xfeff_0000;
/**
 * Longest argument of a standard program, in octets.
 *
 * Since 1.0.
 */
export const MAX_ARGUMENT_LEN = 0x100_0000;
/**
 * Longest code that the library accepts, in octets; longer programs get {@link LimitExceededError}.
 *
 * Since 1.0.
 */
export const MAX_CODE_LEN = 0x200_0000;
/**
 * Machines that can be alive at once; a further one gets {@link LimitExceededError}.
 *
 * Since 1.0.
 */
export const MAX_MACHINES = 16384;
/**
 * A buffer of this many octets holds the text of any instruction.
 *
 * Since 1.0.
 */
export const MAX_INSTRUCTION_TEXT = 128;
