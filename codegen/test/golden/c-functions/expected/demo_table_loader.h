/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#ifndef DEMO_TABLE_LOADER_H
#define DEMO_TABLE_LOADER_H

#include "demo_table.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Opens a shared library and fills the table with its functions. Returns 0, or -1 with a sentence in message: the
 * file cannot be opened, is no demo library, has another ABI, or lacks a function. Then nothing stays open.
 */
int demo_table_load(const char *path, demo_table_t *out_table, void **out_library, char *message,
                   size_t message_size);

/* Closes a library. None of its functions may be called afterwards, and no handle of it may be alive. */
void demo_table_unload(void *library);

#ifdef __cplusplus
}
#endif

#endif
