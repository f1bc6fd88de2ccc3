/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_parse.h: change that one. */
/* Statements of assembly text: labels, instructions, and directives, which are in assemble_directives.c. */
#ifndef PVMI_ASSEMBLE_PARSE_H
#define PVMI_ASSEMBLE_PARSE_H

#include "assemble_parts.h"

/* Reads the whole text. False: a mistake was noted, or there is no memory. */
bool pvmi_parse(pvmi_assembly_t *assembly);

/* Reads a sum of numbers, constants and labels. */
bool pvmi_parse_expression(pvmi_assembly_t *assembly, pvmi_expression_t *out_expression);

/* Reads an expression whose value must be known here, from `low` to `high`; `what` is for the message. */
bool pvmi_parse_number(pvmi_assembly_t *assembly, const char *what, uint64_t low, uint64_t high, uint64_t *out_number);

/* Defines a symbol whose name was just read, at `at` in the source; refuses names that are taken. */
bool pvmi_define(pvmi_assembly_t *assembly, pvmi_name_t name, size_t at, pvmi_symbol_kind_t kind, uint32_t *out_symbol);

/* Adds an item to the code. NULL: no memory. */
pvmi_item_t *pvmi_append_item(pvmi_assembly_t *assembly, pvmi_item_kind_t kind, size_t at);

/* Notes that there is an instruction outside of code. Always false. */
bool pvmi_misplaced_instruction(pvmi_assembly_t *assembly, size_t at);

/* assemble_directives.c: reads a directive and what belongs to it, behind its name. */
bool pvmi_parse_directive(pvmi_assembly_t *assembly, pvmi_name_t name, size_t at);

/* assemble_directives.c: adds `count` entries to the jump table. */
bool pvmi_append_entry(pvmi_assembly_t *assembly, pvmi_expression_t target, uint64_t count);

#endif
