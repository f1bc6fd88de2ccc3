/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_source.h: change that one. */
/* Characters of assembly text: names, numbers, strings, and what a mistake found instead. */
#ifndef PVMI_ASSEMBLE_SOURCE_H
#define PVMI_ASSEMBLE_SOURCE_H

#include "assemble_parts.h"

/* Where the next character is in the source. */
static inline size_t pvmi_here(const pvmi_assembly_t *assembly)
{
    return (size_t)(assembly->at - assembly->source);
}

/* Moves behind blanks; a line's end is none. */
void pvmi_skip_blanks(pvmi_assembly_t *assembly);

/* Is this the end of the statement: of the line, of the text, or a comment? Skips blanks first. */
bool pvmi_at_end(pvmi_assembly_t *assembly);

/* Moves to the next line, past a comment. False at the end of the text. */
bool pvmi_next_line(pvmi_assembly_t *assembly);

/* Takes a character if it comes next, behind blanks. */
bool pvmi_take(pvmi_assembly_t *assembly, char character);

/* Does a name, a local name or a numbered label come next, behind blanks? */
bool pvmi_at_name(pvmi_assembly_t *assembly);

/* Takes a name, which must come next; it is at most PVMI_MAX_NAME long. Local names get their scope. */
bool pvmi_read_name(pvmi_assembly_t *assembly, pvmi_name_t *out_name);

/* Does a number or a character in quotes come next, behind blanks? */
bool pvmi_at_number(pvmi_assembly_t *assembly);

/* Takes a number: decimal, 0x, 0b, with underscores, or a character in single quotes. */
bool pvmi_read_unsigned(pvmi_assembly_t *assembly, uint64_t *out_number);

/* Takes one character of a string or of a character in quotes, which `quote` closes. */
bool pvmi_read_quoted(pvmi_assembly_t *assembly, char quote, uint8_t *out_octet);

/* The number of a register if the name is one: r and a decimal number, which may be too large. */
bool pvmi_is_register(pvmi_name_t name, uint64_t *out_number);

/* Notes that something else was expected than what comes next. Always false. */
bool pvmi_expected(pvmi_assembly_t *assembly, const char *what);

/* ---- "Did you mean" ---------------------------------------------------- */

/* A word that nobody knows, and the known one that is nearest to it. */
typedef struct pvmi_guess {
    pvmi_name_t word;
    const char *nearest; /* NULL: none is near */
    size_t nearest_len;
    uint32_t distance; /* nearer ones only */
} pvmi_guess_t;

pvmi_guess_t pvmi_guess(pvmi_name_t word);
void pvmi_guess_add(pvmi_guess_t *guess, const char *candidate, size_t len);

/* Notes that the word is no `what`, and what may be meant. Always false. */
bool pvmi_unknown(pvmi_assembly_t *assembly, pvm_defect_t defect, size_t at, const char *what,
                  const pvmi_guess_t *guess);

#endif
