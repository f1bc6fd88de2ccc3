/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "demo_table_loader.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/* Last part of a path: what users know the library by. */
static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* ISO C has no way from an object pointer to a function pointer; POSIX promises that copying the bits does it. */
static int find(void *library, const char *symbol, void *function)
{
    void *address = dlsym(library, symbol);
    if (address == NULL)
        return 0;
    memcpy(function, &address, sizeof address);
    return 1;
}


/* The first symbol that is missing, NULL if all are there. */
static const char *fill(void *library, demo_table_t *table)
{
    if (!find(library, "demo_give", &table->give))
        return "demo_give";
    return NULL;
}

int demo_table_load(const char *path, demo_table_t *out_table, void **out_library, char *message,
                   size_t message_size)
{
    /* dlopen takes an empty path for the program itself. */
    if (path[0] == '\0') {
        snprintf(message, message_size, "cannot open a library without a name: the path is empty");
        return -1;
    }
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        const char *reason = dlerror();
        snprintf(message, message_size, "cannot open %s: %s", path, reason == NULL ? "unknown reason" : reason);
        return -1;
    }
    demo_table_t table;
    const char *missing = fill(library, &table);
    if (missing != NULL) {
        snprintf(message, message_size, "%s lacks the function %s; it is incomplete, or older than this package",
                 name_of(path), missing);
        dlclose(library);
        return -1;
    }
    *out_table = table;
    *out_library = library;
    return 0;
}

void demo_table_unload(void *library)
{
    if (library != NULL)
        dlclose(library);
}
