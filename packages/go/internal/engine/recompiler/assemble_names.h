/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_names.h: change that one. */
/*
 * A set of names, numbered in the order they came. A crit-bit tree: no choice of names makes it slow, which a hash
 * table without a secret could not promise.
 */
#ifndef PVMI_ASSEMBLE_NAMES_H
#define PVMI_ASSEMBLE_NAMES_H

#include <stddef.h>
#include <stdint.h>

/* Characters of a name that a program may choose, without its scope. */
#define PVMI_MAX_NAME 64

#define PVMI_NO_NAME UINT32_MAX

/* A name in the source, not copied. The scope of a local name is part of it: `main` and `.loop` are `main.loop`. */
typedef struct pvmi_name {
    const char *scope;
    const char *text;
    uint8_t scope_len; /* 0: no scope */
    uint8_t text_len;
} pvmi_name_t;

/* Below each branch all names agree up to a bit, and differ there: 0 to the left. */
typedef struct pvmi_name_branch {
    uint32_t to[2]; /* a branch, or a name with PVMI_NAME_LEAF set */
    uint16_t octet;
    uint8_t bit; /* mask */
} pvmi_name_branch_t;

#define PVMI_NAME_LEAF UINT32_C(0x80000000)

/* All zero is the empty set. */
typedef struct pvmi_names {
    pvmi_name_t *names;
    pvmi_name_branch_t *branches; /* one less than names */
    uint32_t count;
    uint32_t room;
    uint32_t root;
} pvmi_names_t;

/* Number of a name; PVMI_NO_NAME if it is not in the set. */
uint32_t pvmi_names_find(const pvmi_names_t *names, pvmi_name_t name);

/* Number of a name, which is count - 1 if it was not in the set before. PVMI_NO_NAME: no memory is left. */
uint32_t pvmi_names_add(pvmi_names_t *names, pvmi_name_t name);

void pvmi_names_free(pvmi_names_t *names);

#endif
