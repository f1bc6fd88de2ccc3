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

/* Major parts must be equal, and the library must have at least the minor part that this package knows. */
static int check_abi(void *library, const char *path, char *message, size_t message_size)
{
    uint32_t (*abi_version)(void);
    if (!find(library, "demo_abi_version", &abi_version)) {
        snprintf(message, message_size, "%s exports no demo_abi_version: not a demo library", name_of(path));
        return 0;
    }
    const unsigned version = abi_version();
    const unsigned major = version >> 16;
    const unsigned minor = version & 0xffff;
    /* Compared this way round because the minor part may be 0. */
    if (major == DEMO_ABI_MAJOR && minor + 1 > DEMO_ABI_MINOR)
        return 1;
    char needed[32];
    if (DEMO_ABI_MINOR == 0)
        snprintf(needed, sizeof needed, "%u.x", (unsigned)DEMO_ABI_MAJOR);
    else
        snprintf(needed, sizeof needed, "%u.%u or a later %u.x", (unsigned)DEMO_ABI_MAJOR, (unsigned)DEMO_ABI_MINOR, (unsigned)DEMO_ABI_MAJOR);
    snprintf(message, message_size, "%s has ABI %u.%u, this package needs %s; use a matching library or package",
             name_of(path), major, minor, needed);
    return 0;
}

/* The first symbol that is missing, NULL if all are there. */
static const char *fill(void *library, demo_table_t *table)
{
    if (!find(library, "demo_abi_version", &table->abi_version))
        return "demo_abi_version";
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
    if (!check_abi(library, path, message, message_size)) {
        dlclose(library);
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
