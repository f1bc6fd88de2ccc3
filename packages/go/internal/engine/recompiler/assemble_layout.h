/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_layout.h: change that one. */
/* Gives every label its place and every immediate its length, and writes the code. */
#ifndef PVMI_ASSEMBLE_LAYOUT_H
#define PVMI_ASSEMBLE_LAYOUT_H

#include "assemble_parts.h"

/* All symbols must be defined. Afterwards all of them have their value, and code_len is known. */
bool pvmi_lay_out(pvmi_assembly_t *assembly);

/* Writes code_len octets, and sets the bit of each instruction in `bitmask`, which is all zero. */
bool pvmi_write_code(pvmi_assembly_t *assembly, uint8_t *code, uint8_t *bitmask);

#endif
