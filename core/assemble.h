/* From assembly text to a blob; the language is in docs/assembly.md. */
#ifndef PVMI_ASSEMBLE_H
#define PVMI_ASSEMBLE_H

#include "program.h"

/* On success *out_blob is the caller's, to be freed. `error` may be NULL. */
pvm_status_t pvmi_assemble(const char *source, pvm_instruction_set_t instruction_set, uint8_t **out_blob,
                           size_t *out_len, pvm_program_error_t *error);

#endif
