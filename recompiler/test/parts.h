/* The parts of a program, which trials are made of: from blobs, at random, and changed. */
#ifndef PVMR_PARTS_H
#define PVMR_PARTS_H

#define TAP_OWN_MAIN
#include "../../core/test/fuzz_program.h"

#include "engines.h"

extern const engine_t interpreter_engine, recompiler_engine;
static const engine_t *const engines[2] = {&interpreter_engine, &recompiler_engine};

typedef struct parts {
    uint8_t *code, *bitmask; /* one octet longer than they need be */
    size_t code_len;
    uint64_t table[256];
    size_t table_len;
} parts_t;

typedef struct blob {
    uint8_t *octets;
    size_t len;
} blob_t;

static inline void free_parts(parts_t *parts)
{
    free(parts->code);
    free(parts->bitmask);
}

static inline bool has_start(const parts_t *parts, size_t pc)
{
    return parts->bitmask[pc / 8] >> pc % 8 & 1;
}

/* The parts of a blob that is a program; false if it is none. */
static inline bool split(const blob_t *blob, parts_t *out)
{
    const engine_t *const engine = engines[0];
    pvm_program_t *program = NULL;
    pvm_program_info_t info = {.size = sizeof info};
    if (engine->program_parse(blob->octets, blob->len, NULL, &program, NULL) != PVM_STATUS_OK &&
        engine->program_parse_standard(blob->octets, blob->len, 1, NULL, &program, NULL) != PVM_STATUS_OK)
        return false;
    engine->program_get_info(program, &info);
    *out = (parts_t){.code = malloc(info.code_len + 1), .bitmask = calloc(info.code_len / 8 + 1, 1)};
    const bool is_valid = info.is_valid &&
                          engine->program_copy_code(program, out->code, info.code_len, &out->code_len) == PVM_STATUS_OK;
    for (size_t pc = 0; pc < out->code_len; pc++)
        out->bitmask[pc / 8] |= (uint8_t)(engine->program_has_instruction(program, pc) << pc % 8);
    out->table_len = info.jump_table_len < COUNT(out->table) ? info.jump_table_len : COUNT(out->table);
    for (size_t i = 0; i < out->table_len; i++)
        engine->program_get_jump_target(program, i, &out->table[i]);
    engine->program_release(program);
    if (!is_valid)
        free_parts(out);
    return is_valid;
}

/* Opcodes, operands, starts of instructions and entries of the jump table change, the length stays. */
static inline void mutate_parts(random_t *random, parts_t *parts, uint32_t changes)
{
    for (; changes != 0 && parts->code_len != 0; changes--) {
        const size_t at = any(random) % parts->code_len;
        if (one_in(random, 3))
            parts->code[at] = (uint8_t)any(random);
        else if (one_in(random, 2))
            parts->code[at] ^= (uint8_t)(1 << below(random, 8));
        else if (parts->table_len != 0 && one_in(random, 4))
            parts->table[any(random) % parts->table_len] = at;
        else
            parts->bitmask[at / 8] ^= (uint8_t)(1 << at % 8);
    }
}

static inline bool make_random(random_t *random, parts_t *out)
{
    static octets_t octets;
    octets.len = 0;
    if (one_in(random, 8))
        add_program(random, &octets);
    else
        add_living_program(random, &octets);
    if (one_in(random, 4))
        mutate(random, &octets);
    return split(&(blob_t){octets.at, octets.len}, out);
}

#endif
