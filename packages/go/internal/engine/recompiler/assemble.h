/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble.h: change that one. */
/*
 * From assembly text to a blob. The language is described in docs/assembly.md.
 *
 * assemble_source.c reads characters, assemble_parse.c and assemble_directives.c make the parts of a program from them
 * (assemble_parts.h), assemble_layout.c gives every label its place and every operand its length, assemble.c writes the
 * blob. assemble_names.c finds names, assemble_operands.c knows how operands are written and encoded.
 */
#ifndef PVMI_ASSEMBLE_H
#define PVMI_ASSEMBLE_H

#include "program.h"

/* Octets that directives with a count may add to one section, so that a short text makes no endless blob. */
#define PVMI_MAX_FILL PVM_MAX_CODE_LEN

/* What the fields of a standard program can hold. */
#define PVMI_MAX_HEAP_PAGES 0xffff
#define PVMI_MAX_SECTION_LEN 0xffffff

/* Where the data of a standard program is at run time (Gray Paper A.7; layout.c puts it there). */
#define PVMI_READ_ONLY_ADDRESS UINT64_C(0x10000)

static inline uint64_t pvmi_read_write_address(uint64_t read_only_len)
{
    return 2 * UINT64_C(0x10000) + ((read_only_len + 0xffff) & ~UINT64_C(0xffff));
}

/* Octets of a jump table entry where the text does not say: 1, or more if the entries, or-ed together, need it. */
static inline uint32_t pvmi_jump_entry_size(uint64_t all_entries, uint64_t count)
{
    uint32_t size = count != 0;
    while (size < 8 && all_entries >> (8 * size) != 0)
        size++;
    return size;
}

/* On success *out_blob is the caller's, to be freed; on failure both outputs are left alone. `error` may be NULL. */
pvm_status_t pvmi_assemble(const char *source, pvm_instruction_set_t instruction_set, uint8_t **out_blob,
                           size_t *out_len, pvm_program_error_t *error);

#endif
