/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/listing.h: change that one. */
/* A whole program as assembly text, which assembles back to the very same octets. See docs/assembly.md. */
#ifndef PVMI_LISTING_H
#define PVMI_LISTING_H

#include "program.h"

/* Writes the listing and a NUL if both fit into `size` octets, else nothing. Returns its length without the NUL. */
size_t pvmi_list(const pvm_program_t *program, char *text, size_t size);

#endif
