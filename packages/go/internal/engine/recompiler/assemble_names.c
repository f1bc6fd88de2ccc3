/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_names.c: change that one. */
#include "pvm_prefix_recompiler.h"
#include "assemble_names.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static uint32_t length_of(pvmi_name_t name)
{
    return (uint32_t)name.scope_len + name.text_len;
}

/* Behind a name all octets are 0, which is in no name. */
static uint8_t octet_of(pvmi_name_t name, uint32_t index)
{
    if (index < name.scope_len)
        return (uint8_t)name.scope[index];
    index -= name.scope_len;
    return index < name.text_len ? (uint8_t)name.text[index] : 0;
}

static uint32_t side_of(pvmi_name_t name, const pvmi_name_branch_t *branch)
{
    return (octet_of(name, branch->octet) & branch->bit) != 0;
}

/* The only name in the set that can be equal. The set must not be empty. */
static uint32_t candidate(const pvmi_names_t *names, pvmi_name_t name)
{
    uint32_t at = names->root;
    while ((at & PVMI_NAME_LEAF) == 0)
        at = names->branches[at].to[side_of(name, &names->branches[at])];
    return at & ~PVMI_NAME_LEAF;
}

/* Where two names differ first, as octet and highest bit of a branch; false if they don't. */
static bool first_difference(pvmi_name_t a, pvmi_name_t b, pvmi_name_branch_t *out)
{
    const uint32_t len = length_of(a) > length_of(b) ? length_of(a) : length_of(b);
    for (uint32_t i = 0; i < len; i++) {
        uint8_t bits = octet_of(a, i) ^ octet_of(b, i);
        if (bits == 0)
            continue;
        while ((bits & (bits - 1)) != 0)
            bits &= (uint8_t)(bits - 1);
        out->octet = (uint16_t)i;
        out->bit = bits;
        return true;
    }
    return false;
}

uint32_t pvmi_names_find(const pvmi_names_t *names, pvmi_name_t name)
{
    if (names->count == 0)
        return PVMI_NO_NAME;
    const uint32_t found = candidate(names, name);
    pvmi_name_branch_t unused;
    return first_difference(name, names->names[found], &unused) ? PVMI_NO_NAME : found;
}

static bool make_room(pvmi_names_t *names)
{
    if (names->count < names->room)
        return true;
    if (names->room >= PVMI_NAME_LEAF / 2)
        return false;
    const uint32_t room = names->room == 0 ? 64 : names->room * 2;
    void *const grown = realloc(names->names, room * sizeof *names->names);
    if (grown == NULL)
        return false;
    names->names = grown;
    void *const branches = realloc(names->branches, room * sizeof *names->branches);
    if (branches == NULL)
        return false;
    names->branches = branches;
    names->room = room;
    return true;
}

/* Puts a branch between the branches that look at earlier bits and those that look at later ones. */
static void insert(pvmi_names_t *names, pvmi_name_t name, pvmi_name_branch_t branch)
{
    uint32_t *slot = &names->root;
    while ((*slot & PVMI_NAME_LEAF) == 0) {
        pvmi_name_branch_t *const next = &names->branches[*slot];
        if (next->octet > branch.octet || (next->octet == branch.octet && next->bit < branch.bit))
            break;
        slot = &next->to[side_of(name, next)];
    }
    const uint32_t side = side_of(name, &branch);
    branch.to[side] = names->count | PVMI_NAME_LEAF;
    branch.to[1 - side] = *slot;
    const uint32_t at = names->count - 1;
    names->branches[at] = branch;
    *slot = at;
}

uint32_t pvmi_names_add(pvmi_names_t *names, pvmi_name_t name)
{
    pvmi_name_branch_t branch = {0};
    if (names->count != 0) {
        const uint32_t found = candidate(names, name);
        if (!first_difference(name, names->names[found], &branch))
            return found;
    }
    if (!make_room(names))
        return PVMI_NO_NAME;
    if (names->count == 0)
        names->root = PVMI_NAME_LEAF;
    else
        insert(names, name, branch);
    names->names[names->count] = name;
    return names->count++;
}

void pvmi_names_free(pvmi_names_t *names)
{
    free(names->names);
    free(names->branches);
}
