#include "disasm.h"
#include <stdio.h>
size_t pvmi_disassemble(const pvm_program_t *program, uint64_t pc, char *text, size_t size)
{
    pvmi_instruction_t instruction;
    pvmi_decode(program, pc, &instruction);
    return (size_t)snprintf(text, size, "%s", pvmi_opcode_name[instruction.opcode]);
}
