#include "assemble.h"
pvm_status_t pvmi_assemble(const char *source, pvm_instruction_set_t instruction_set, uint8_t **out_blob,
                           size_t *out_len, pvm_program_error_t *error)
{
    (void)source, (void)instruction_set, (void)out_blob, (void)out_len;
    return pvmi_refuse(error, PVM_DEFECT_SYNTAX, 0, "the assembler is being written");
}
