/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/disasm.h: change that one. */
/* The text of one instruction, and the lines that listings are made of. */
#ifndef PVMI_DISASM_H
#define PVMI_DISASM_H

#include "assemble_operands.h"

/* Room for any line of a listing. */
#define PVMI_LINE_SIZE 512

/* A line of text being written; what does not fit is dropped. */
typedef struct pvmi_line {
    size_t len;
    char text[PVMI_LINE_SIZE];
} pvmi_line_t;

static inline void pvmi_put_char(pvmi_line_t *line, char character)
{
    if (line->len < sizeof line->text)
        line->text[line->len++] = character;
}

void pvmi_put_text(pvmi_line_t *line, const char *text);
void pvmi_put_decimal(pvmi_line_t *line, uint64_t number);
void pvmi_put_hex(pvmi_line_t *line, uint64_t number, uint32_t min_digits);

/* Writes a code offset: as a label where one stands, else as a number. With program NULL there are no labels. */
void pvmi_put_target(pvmi_line_t *line, const pvm_program_t *program, uint64_t target);

/*
 * Writes mnemonic and operands. With program NULL, targets are numbers. Lengths that are not PVMI_ANY_LENGTH are
 * written behind their immediates.
 */
void pvmi_put_instruction(pvmi_line_t *line, const pvm_program_t *program, const pvmi_instruction_t *instruction,
                          pvmi_lengths_t written);

/*
 * Writes the text of the instruction that runs at pc, any pc, with code offsets as numbers, and a NUL. Returns the
 * length of the text, which is below PVM_MAX_INSTRUCTION_TEXT. What does not fit into `size` octets is cut off.
 */
size_t pvmi_disassemble(const pvm_program_t *program, uint64_t pc, char *text, size_t size);

#endif
