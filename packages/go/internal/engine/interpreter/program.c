/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/program.c: change that one. */
#include "pvm_prefix_interpreter.h"
#include "program.h"
#include "decode.h"
#include "engine.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* ---- Errors ------------------------------------------------------------ */

pvm_status_t pvmi_refuse(pvm_program_error_t *error, pvm_defect_t defect, uint64_t offset, const char *format, ...)
{
    if (error != NULL) {
        *error = (pvm_program_error_t){.offset = offset, .defect = defect};
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(error->message, sizeof error->message, format, arguments);
        va_end(arguments);
    }
    return defect == PVM_DEFECT_LIMIT ? PVM_STATUS_LIMIT_EXCEEDED : PVM_STATUS_BAD_PROGRAM;
}

/* ---- Natural numbers --------------------------------------------------- */

pvm_defect_t pvmi_read_natural(const uint8_t *octets, size_t len, size_t *at, uint64_t *out_value)
{
    if (*at >= len)
        return PVM_DEFECT_TRUNCATED;
    const uint8_t first = octets[*at];
    uint32_t more = 0; /* octets behind the first: its leading one bits */
    while (more < 8 && (first & (0x80 >> more)))
        more++;
    if (len - *at - 1 < more)
        return PVM_DEFECT_TRUNCATED;

    uint64_t value = 0;
    for (uint32_t i = 0; i < more; i++)
        value |= (uint64_t)octets[*at + 1 + i] << (8 * i);
    if (more < 8)
        value |= (uint64_t)(first & (0x7f >> more)) << (8 * more);
    if (more > 0 && value >> (7 * more) == 0)
        return PVM_DEFECT_NOT_SHORTEST;
    *at += 1 + more;
    *out_value = value;
    return PVM_DEFECT_NONE;
}

size_t pvmi_natural_len(uint64_t value)
{
    size_t more = 0;
    while (more < 8 && value >> (7 * (more + 1)) != 0)
        more++;
    return more + 1;
}

size_t pvmi_write_natural(uint64_t value, uint8_t *out)
{
    const size_t more = pvmi_natural_len(value) - 1;
    const uint32_t high = more < 8 ? (uint32_t)(value >> (8 * more)) : 0;
    out[0] = (uint8_t)((0xff00 >> more) | high);
    for (size_t i = 0; i < more; i++)
        out[1 + i] = (uint8_t)(value >> (8 * i));
    return more + 1;
}

/* ---- Making a program -------------------------------------------------- */

/* The three parts of a blob, still in the caller's memory. */
typedef struct parts {
    const uint8_t *code;
    size_t code_len;
    const uint8_t *bitmask;
    const uint8_t *jump_octets; /* entries of jump_entry_size octets, little-endian */
    uint64_t jump_table_len;
    uint32_t jump_entry_size;
} parts_t;

static pvm_status_t refuse_natural(pvm_program_error_t *error, pvm_defect_t defect, size_t at, const char *what)
{
    if (defect == PVM_DEFECT_TRUNCATED)
        return pvmi_refuse(error, defect, at, "the blob ends inside %s", what);
    return pvmi_refuse(error, defect, at, "%s is not in its shortest form", what);
}

/* Finds the parts of a blob and checks all that makes a blob invalid (A.2), but for the entries' values. */
static pvm_status_t split_blob(const uint8_t *blob, size_t len, parts_t *out, pvm_program_error_t *error)
{
    size_t at = 0;
    uint64_t entries, code_len;
    pvm_defect_t defect = pvmi_read_natural(blob, len, &at, &entries);
    if (defect != PVM_DEFECT_NONE)
        return refuse_natural(error, defect, at, "the number of jump table entries");
    if (at >= len)
        return pvmi_refuse(error, PVM_DEFECT_TRUNCATED, at, "the blob ends before the size of a jump table entry");
    const uint32_t entry_size = blob[at++];
    const size_t code_len_at = at;
    defect = pvmi_read_natural(blob, len, &at, &code_len);
    if (defect != PVM_DEFECT_NONE)
        return refuse_natural(error, defect, code_len_at, "the length of the code");

    /* No sum below can overflow: each part is compared with what is left before it is taken off. */
    size_t left = len - at;
    if (entry_size != 0 && entries > left / entry_size)
        return pvmi_refuse(error, PVM_DEFECT_TRUNCATED, len,
                           "the blob ends inside the jump table: %llu entries of %u octets do not fit",
                           (unsigned long long)entries, (unsigned)entry_size);
    out->jump_octets = blob + at;
    out->jump_table_len = entries;
    out->jump_entry_size = entry_size;
    at += (size_t)(entries * entry_size);
    left = len - at;
    if (code_len > left)
        return pvmi_refuse(error, PVM_DEFECT_TRUNCATED, len, "the blob ends inside the code: %llu octets of it are due",
                           (unsigned long long)code_len);
    out->code = blob + at;
    out->code_len = (size_t)code_len;
    at += out->code_len;
    left = len - at;
    const size_t bitmask_len = out->code_len / 8 + (out->code_len % 8 != 0);
    if (bitmask_len > left)
        return pvmi_refuse(error, PVM_DEFECT_TRUNCATED, len,
                           "the blob ends inside the bitmask: %llu octets of it are due",
                           (unsigned long long)bitmask_len);
    out->bitmask = blob + at;
    at += bitmask_len;
    if (at != len)
        return pvmi_refuse(error, PVM_DEFECT_TRAILING, at, "%llu octets are left over behind the bitmask",
                           (unsigned long long)(len - at));
    if (code_len % 8 != 0 && out->bitmask[bitmask_len - 1] >> (code_len % 8) != 0)
        return pvmi_refuse(error, PVM_DEFECT_PADDING, at - 1, "an unused bit of the bitmask's last octet is set");
    if (code_len > PVM_MAX_CODE_LEN)
        return pvmi_refuse(error, PVM_DEFECT_LIMIT, code_len_at, "code of %llu octets is longer than the limit of %u",
                           (unsigned long long)code_len, (unsigned)PVM_MAX_CODE_LEN);
    return PVM_STATUS_OK;
}

/* What the caller chose; 0, the default, where it chose nothing or its header knows no such field. */
static pvm_status_t read_options(const pvm_program_options_t *options, pvm_program_options_t *out)
{
    memset(out, 0, sizeof *out);
    if (options == NULL)
        return PVM_STATUS_OK;
    if (options->size < offsetof(pvm_program_options_t, compile)) /* the end of the first version */
        return PVM_STATUS_INVALID_ARGUMENT;
    memcpy(out, options, options->size < sizeof *out ? options->size : sizeof *out);
    const bool is_known = out->instruction_set <= PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY &&
                          out->gas_model <= PVM_GAS_MODEL_BLOCK && out->compile <= PVM_COMPILE_NEVER;
    return is_known ? PVM_STATUS_OK : PVM_STATUS_UNSUPPORTED;
}

static void free_program(pvm_program_t *program)
{
    if (program->prepared != NULL)
        pvmi_engine.release(program);
    free(program->code);
    free(program->mask);
    free(program->starts);
    free(program->gas_starts);
    free(program->jump_table);
    free(program->blob);
    pvmi_pool_give_program(program);
}

static pvm_program_t *new_program(const pvm_program_options_t *options)
{
    pvm_program_t *const program = pvmi_pool_take_program();
    if (program == NULL)
        return NULL;
    memset(program, 0, sizeof *program);
    atomic_init(&program->magic, PVMI_PROGRAM_ALIVE);
    atomic_init(&program->references, 1);
    program->instruction_set = options->instruction_set;
    program->gas_model = options->gas_model;
    program->compile = options->compile;
    return program;
}

/* The bitmask as words, with ones from code_len on; two spare words for skip(). */
static bool copy_mask(pvm_program_t *program, const uint8_t *bitmask)
{
    const size_t words = program->code_len / 64 + 2;
    program->mask = calloc(words, sizeof *program->mask);
    program->starts = calloc(words, sizeof *program->starts);
    program->gas_starts = calloc(words, sizeof *program->gas_starts);
    if (program->mask == NULL || program->starts == NULL || program->gas_starts == NULL)
        return false;
    const size_t octets = program->code_len / 8 + (program->code_len % 8 != 0);
    for (size_t i = 0; i < octets / 8; i++) {
        uint64_t word = 0; /* compilers know this as one load */
        for (size_t octet = 0; octet < 8; octet++)
            word |= (uint64_t)bitmask[8 * i + octet] << (8 * octet);
        program->mask[i] = word;
    }
    for (size_t i = octets / 8 * 8; i < octets; i++)
        program->mask[i / 8] |= (uint64_t)bitmask[i] << (8 * (i % 8));
    for (size_t i = 0; i < words; i++)
        program->instruction_count += pvmi_popcount(program->mask[i]);
    program->mask[program->code_len / 64] |= ~UINT64_C(0) << (program->code_len % 64);
    program->mask[program->code_len / 64 + 1] = ~UINT64_C(0);
    return true;
}

/* Does execution go on to what follows a terminator? It does behind a fallthrough and a branch that is not taken. */
static bool goes_on(uint8_t opcode)
{
    return opcode == PVMI_OP_FALLTHROUGH || (opcode >= PVMI_OP_BRANCH_EQ_IMM && opcode <= PVMI_OP_BRANCH_GT_S_IMM) ||
           (opcode >= PVMI_OP_BRANCH_EQ && opcode <= PVMI_OP_BRANCH_GE_S);
}

static void set_bit(uint64_t *bits, uint64_t index, bool value)
{
    bits[index / 64] |= (uint64_t)value << (index % 64);
}

/* Does the opcode end a block as gas sees it? Undefined ones do, as trap does. */
static bool ends_gas_block(uint8_t opcode)
{
    return opcode == PVMI_NO_OPCODE || pvmi_opcode_ends_block[opcode];
}

/* A capped skip leads to places that are no instructions. Gas goes through them as if they were; no jump goes there. */
static void walk_gap(pvm_program_t *program, uint64_t from, uint64_t to, uint8_t *opcode, bool *ends)
{
    for (uint64_t pc = from; pc < to; pc += 1 + pvmi_skip(program, pc)) {
        set_bit(program->gas_starts, pc, *ends);
        *opcode = pvmi_opcode_at(program, pc);
        *ends = ends_gas_block(*opcode);
    }
    program->has_gaps = true;
}

/*
 * Where blocks start, in one pass over the instructions. A.3: at 0 and behind a terminator, where there is a defined
 * instruction. For gas (gas.h): wherever the piece before ends.
 */
static void find_blocks(pvm_program_t *program)
{
    const uint8_t *const code = program->code;
    const uint64_t code_len = program->code_len;
    const pvm_instruction_set_t set = program->instruction_set;
    uint64_t reach = 0;              /* the instruction before leads to the next one, but no farther than here */
    uint8_t opcode = PVMI_NO_OPCODE; /* its opcode */
    bool ends = true;                /* it ends a block as gas sees it */
    bool is_target = true;           /* what is behind it may be jumped to */
    for (uint64_t word = 0; word * 64 < code_len; word++) {
        uint64_t starts = 0, gas_starts = 0;
        for (uint64_t bits = program->mask[word]; bits != 0; bits &= bits - 1) {
            const uint32_t bit = (uint32_t)__builtin_ctzll(bits);
            const uint64_t pc = word * 64 + bit;
            if (pc >= code_len)
                break;
            if (pc > reach) {
                walk_gap(program, reach, pc, &opcode, &ends);
                is_target = false;
            }
            opcode = pvmi_opcode(set, code[pc]);
            const bool is_defined = opcode != PVMI_NO_OPCODE;
            gas_starts |= (uint64_t)ends << bit;
            starts |= (uint64_t)(is_target && is_defined) << bit;
            is_target = is_defined && pvmi_opcode_ends_block[opcode];
            ends = is_target || !is_defined;
            reach = pc + 1 + PVMI_MAX_SKIP;
        }
        program->gas_starts[word] |= gas_starts; /* some are a gap's */
        program->starts[word] = starts;
        program->block_count += pvmi_popcount(starts);
    }
    if (reach < code_len)
        walk_gap(program, reach, code_len, &opcode, &ends);
    set_bit(program->gas_starts, code_len, goes_on(opcode));
}

/* Entries as numbers. They have no octets: all are 0, and no memory is spent on their count. */
static pvm_status_t read_jump_table(pvm_program_t *program, const parts_t *parts, pvm_program_error_t *error,
                                    uint64_t base)
{
    program->jump_table_len = parts->jump_table_len;
    program->jump_entry_size = parts->jump_entry_size;
    if (parts->jump_entry_size == 0 || parts->jump_table_len == 0)
        return PVM_STATUS_OK;
    program->jump_table = calloc((size_t)parts->jump_table_len, sizeof *program->jump_table);
    if (program->jump_table == NULL)
        return PVM_STATUS_OUT_OF_MEMORY;
    const uint8_t *at = parts->jump_octets;
    for (uint64_t i = 0; i < parts->jump_table_len; i++) {
        uint64_t value = 0;
        for (uint32_t octet = 0; octet < parts->jump_entry_size; octet++) {
            if (octet >= 8 && at[octet] != 0)
                return pvmi_refuse(error, PVM_DEFECT_JUMP_ENTRY, base + (uint64_t)(at - parts->jump_octets),
                                   "jump table entry %llu is 2^64 or more", (unsigned long long)i);
            if (octet < 8)
                value |= (uint64_t)at[octet] << (8 * octet);
        }
        program->jump_table[i] = value;
        at += parts->jump_entry_size;
    }
    return PVM_STATUS_OK;
}

uint64_t pvmi_nanoseconds(void)
{
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t pvmi_nanoseconds_since(uint64_t begin)
{
    const uint64_t end = pvmi_nanoseconds();
    return end > begin ? end - begin : 0;
}

/* Copies code and bitmask, finds the blocks, and has the engine prepare it. */
static pvm_status_t fill_code(pvm_program_t *program, const uint8_t *code, size_t code_len, const uint8_t *bitmask)
{
    const uint64_t begin = pvmi_nanoseconds();
    program->code_len = code_len;
    program->code = malloc(code_len + PVMI_CODE_PADDING);
    if (program->code == NULL)
        return PVM_STATUS_OUT_OF_MEMORY;
    if (code_len != 0)
        memcpy(program->code, code, code_len);
    memset(program->code + code_len, 0, PVMI_CODE_PADDING);
    if (!copy_mask(program, bitmask))
        return PVM_STATUS_OUT_OF_MEMORY;
    find_blocks(program);
    program->is_valid = true;
    const pvm_status_t status = pvmi_engine.prepare(program);
    program->prepare_time = pvmi_nanoseconds_since(begin);
    return status;
}

/* Reads a whole blob into the program. Offsets in the error count from the blob's start. */
static pvm_status_t fill(pvm_program_t *program, const uint8_t *blob, size_t blob_len, pvm_program_error_t *error)
{
    parts_t parts = {0};
    pvm_status_t status = split_blob(blob, blob_len, &parts, error);
    if (status == PVM_STATUS_OK)
        status = read_jump_table(program, &parts, error, (uint64_t)(parts.jump_octets - blob));
    if (status == PVM_STATUS_OK)
        status = fill_code(program, parts.code, parts.code_len, parts.bitmask);
    return status;
}

/* Gives the program out, or frees it. */
static pvm_status_t finish(pvm_program_t *program, pvm_status_t status, pvm_program_t **out_program)
{
    if (status == PVM_STATUS_OK)
        *out_program = program;
    else
        free_program(program);
    return status;
}

pvm_status_t pvm_program_parse(const uint8_t *blob, size_t blob_len, const pvm_program_options_t *options,
                               pvm_program_t **out_program, pvm_program_error_t *out_error)
{
    if ((blob == NULL && blob_len != 0) || out_program == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    pvm_program_options_t chosen;
    pvm_status_t status = read_options(options, &chosen);
    if (status != PVM_STATUS_OK)
        return status;
    pvm_program_t *const program = new_program(&chosen);
    if (program == NULL)
        return PVM_STATUS_OUT_OF_MEMORY;
    return finish(program, fill(program, blob, blob_len, out_error), out_program);
}

/* The inner blob of a standard program: if it is no program, the program remembers why. */
static pvm_status_t fill_standard(pvm_program_t *program, const uint8_t *code, size_t code_len,
                                  pvm_program_error_t *error)
{
    const pvm_status_t status = fill(program, code, code_len, &program->defect);
    program->code_blob = program->blob + (code - program->blob);
    program->code_blob_len = code_len;
    if (status == PVM_STATUS_LIMIT_EXCEEDED && error != NULL) {
        *error = program->defect;
        error->offset += (uint64_t)(code - program->blob);
    }
    if (status != PVM_STATUS_BAD_PROGRAM)
        return status;
    free(program->jump_table); /* it may have been read before the defect was found */
    program->jump_table = NULL;
    program->jump_table_len = 0;
    program->jump_entry_size = 0;
    return PVM_STATUS_OK;
}

pvm_status_t pvm_program_parse_standard(const uint8_t *blob, size_t blob_len, bool has_metadata,
                                        const pvm_program_options_t *options, pvm_program_t **out_program,
                                        pvm_program_error_t *out_error)
{
    if ((blob == NULL && blob_len != 0) || out_program == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    pvm_program_options_t chosen;
    pvm_status_t status = read_options(options, &chosen);
    if (status != PVM_STATUS_OK)
        return status;
    pvm_program_t *const program = new_program(&chosen);
    if (program == NULL)
        return PVM_STATUS_OUT_OF_MEMORY;
    program->blob = malloc(blob_len + 1);
    if (program->blob == NULL)
        return finish(program, PVM_STATUS_OUT_OF_MEMORY, out_program);
    if (blob_len != 0)
        memcpy(program->blob, blob, blob_len);
    program->is_standard = true;
    const uint8_t *code;
    size_t code_len;
    status =
        pvmi_standard_split(program->blob, blob_len, has_metadata, &program->standard, &code, &code_len, out_error);
    if (status == PVM_STATUS_OK)
        status = fill_standard(program, code, code_len, out_error);
    return finish(program, status, out_program);
}

/* Octets of the shortest entry that holds every target. */
static uint32_t entry_size_for(const uint64_t *jump_table, size_t len)
{
    uint64_t all = 0;
    for (size_t i = 0; i < len; i++)
        all |= jump_table[i];
    uint32_t size = 0;
    while (size < 8 && all >> (8 * size) != 0)
        size++;
    return size;
}

pvm_status_t pvm_program_from_parts(const uint8_t *code, size_t code_len, const uint8_t *bitmask, size_t bitmask_len,
                                    const uint64_t *jump_table, size_t jump_table_len,
                                    const pvm_program_options_t *options, pvm_program_t **out_program,
                                    pvm_program_error_t *out_error)
{
    if ((code == NULL && code_len != 0) || (bitmask == NULL && bitmask_len != 0) ||
        (jump_table == NULL && jump_table_len != 0) || out_program == NULL)
        return PVM_STATUS_INVALID_ARGUMENT;
    pvm_program_options_t chosen;
    const pvm_status_t status = read_options(options, &chosen);
    if (status != PVM_STATUS_OK)
        return status;
    if (code_len > PVM_MAX_CODE_LEN)
        return pvmi_refuse(out_error, PVM_DEFECT_LIMIT, 0, "code of %llu octets is longer than the limit of %u",
                           (unsigned long long)code_len, (unsigned)PVM_MAX_CODE_LEN);
    if (bitmask_len != code_len / 8 + (code_len % 8 != 0))
        return pvmi_refuse(out_error, PVM_DEFECT_BITMASK_LEN, 0,
                           "code of %llu octets needs a bitmask of %llu, not %llu", (unsigned long long)code_len,
                           (unsigned long long)(code_len / 8 + (code_len % 8 != 0)), (unsigned long long)bitmask_len);
    if (code_len % 8 != 0 && bitmask[bitmask_len - 1] >> (code_len % 8) != 0)
        return pvmi_refuse(out_error, PVM_DEFECT_PADDING, bitmask_len - 1,
                           "an unused bit of the bitmask's last octet is set");

    pvm_program_t *const program = new_program(&chosen);
    if (program == NULL)
        return PVM_STATUS_OUT_OF_MEMORY;
    program->jump_table_len = jump_table_len;
    program->jump_entry_size = entry_size_for(jump_table, jump_table_len);
    if (program->jump_entry_size != 0) {
        program->jump_table = calloc(jump_table_len, sizeof *jump_table);
        if (program->jump_table == NULL)
            return finish(program, PVM_STATUS_OUT_OF_MEMORY, out_program);
        memcpy(program->jump_table, jump_table, jump_table_len * sizeof *jump_table);
    }
    return finish(program, fill_code(program, code, code_len, bitmask), out_program);
}

void pvm_program_retain(pvm_program_t *program)
{
    if (pvmi_program_check(program) == PVM_STATUS_OK)
        atomic_fetch_add_explicit(&program->references, 1, memory_order_relaxed);
}

void pvm_program_release(pvm_program_t *program)
{
    if (pvmi_program_check(program) == PVM_STATUS_OK &&
        atomic_fetch_sub_explicit(&program->references, 1, memory_order_acq_rel) == 1)
        free_program(program);
}
