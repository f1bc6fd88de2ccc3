/* The text of a whole program. */
#ifndef PVMI_LISTING_H
#define PVMI_LISTING_H

#include "program.h"

/* Writes the listing if it fits; returns its length without the NUL. */
size_t pvmi_list(const pvm_program_t *program, char *text, size_t size);

#endif
