/* The text of one instruction. */
#ifndef PVMI_DISASM_H
#define PVMI_DISASM_H

#include "decode.h"

/*
 * Writes the text of the instruction that runs at pc, any pc, with code offsets as numbers. Returns its length without
 * the NUL, which is below PVM_MAX_INSTRUCTION_TEXT; writes nothing if size is not greater than that.
 */
size_t pvmi_disassemble(const pvm_program_t *program, uint64_t pc, char *text, size_t size);

#endif
