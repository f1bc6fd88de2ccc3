/*
 * Random programs that live a while when they run: jumps and branches mostly go where they may, addresses mostly to
 * where memory may be. What is odd about encodings comes from text_random.h and from mutations.
 */
#ifndef FUZZ_PROGRAM_H
#define FUZZ_PROGRAM_H

#include "text_random.h"

#define MAX_PLACES 128

/* Code in the making: where jumps may go, and which offsets have to be filled in when that is known. */
typedef struct draft {
    code_t code;
    uint8_t palette[3];   /* registers that it uses most, so that operands overlap */
    uint32_t starts[MAX_PLACES], start_count;
    uint32_t instructions[MAX_PLACES], offsets[MAX_PLACES], offset_count; /* of the instruction, of its last 2 octets */
} draft_t;

static inline uint64_t interesting_number(random_t *random)
{
    static const uint64_t numbers[] = {
        0, 1, 2, 4, 8, 31, 32, 63, 64, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000,
        0xffffffff, 0x100000000, INT64_MAX, (uint64_t)INT64_MAX + 1, UINT64_MAX - 1, UINT64_MAX, PVM_HALT_ADDRESS,
        0x20000, 0x20ff9, 0x20fff, 0x21000, 0x21ffc, 0xfefdfff8, PVM_STACK_TOP, PVM_ARGUMENT_ADDRESS, 0xfffffffc};
    switch (below(random, 4)) {
    case 0:
        return any(random);
    case 1:
        return 0x20000 + below(random, 0x3000);
    default:
        return numbers[below(random, COUNT(numbers))] + (one_in(random, 4) ? below(random, 9) - UINT64_C(4) : 0);
    }
}

/* Mostly where memory may be, and seldom below 64 KiB, where an access would be the end. */
static inline uint64_t interesting_address(random_t *random)
{
    static const uint32_t pages[] = {0x1f000, 0x20000, 0x20000, 0x21000, 0x22000, 0xfefdf000, 0xfeff0000, 0xfffff000};
    if (one_in(random, 12))
        return interesting_number(random);
    return pages[below(random, COUNT(pages))] + (one_in(random, 4) ? 0xff8 + below(random, 16) : below(random, 0x1000));
}

static inline bool ends_block(uint32_t opcode)
{
    const uint32_t number = opcode_numbers[opcode];
    return number <= 1 || number == 40 || number == 50 || (number >= 80 && number <= 90) ||
           (number >= 170 && number <= 180);
}

/* Loads and stores, but for load_imm. */
static inline bool is_access(uint32_t opcode)
{
    const uint32_t number = opcode_numbers[opcode];
    return (number >= 30 && number <= 33) || (number >= 52 && number <= 73) || (number >= 120 && number <= 130);
}

/* An opcode that is no trap, ends a block only now and then, and seldom jumps to what a register holds. */
static inline uint32_t living_opcode(random_t *random)
{
    for (;;) {
        const uint32_t opcode = below(random, COUNT(opcode_numbers)), number = opcode_numbers[opcode];
        const uint32_t odds = number == 50 || number == 180 ? 6 : ends_block(opcode) ? 2 : 1;
        if (number != 0 && one_in(random, odds))
            return opcode;
    }
}

static inline uint32_t living_registers(random_t *random, const draft_t *draft)
{
    if (one_in(random, 2))
        return any_registers(random);
    return draft->palette[below(random, COUNT(draft->palette))] |
           (uint32_t)draft->palette[below(random, COUNT(draft->palette))] << 4;
}

static inline void add_ecalli(random_t *random, draft_t *draft)
{
    start_instruction(&draft->code);
    add(&draft->code.octets, 10, 1);
    add(&draft->code.octets, any(random), below(random, 5));
}

/* An instruction of that opcode, with operands that let it live. */
static inline void add_living(random_t *random, draft_t *draft, uint32_t opcode)
{
    octets_t *const octets = &draft->code.octets;
    const uint32_t format = opcode_formats[opcode], start = (uint32_t)octets->len;
    const uint32_t registers = living_registers(random, draft);
    const uint32_t first = one_in(random, 2) ? 4 : below(random, 5), last = one_in(random, 2) ? 4 : below(random, 5);
    start_instruction(&draft->code);
    add(octets, opcode_numbers[opcode], 1);
    if (format == R_R || format == R_R_I || format == R_R_O || format == R_R_R || format == R_R_I_I)
        add(octets, registers, 1);
    else if (format == R_I || format == R_I64)
        add(octets, registers & 15, 1);
    if (format == R_I64)
        add(octets, interesting_number(random), 8);
    if (format == R_R_R)
        add(octets, living_registers(random, draft) & 15, 1);
    if (format == I_I || format == R_R_I_I)
        add(octets, first, 1);
    if (format == R_I_I || format == R_I_O)
        add(octets, (registers & 15) | first << 4, 1);
    if (format == I_I)
        add(octets, interesting_address(random), first);
    if (format == R_R_I_I || format == R_I_I || format == R_I_O)
        add(octets, format == R_I_I ? below(random, 16) : interesting_number(random), first);
    if (format == O || format == R_I_O || format == R_R_O) {
        draft->instructions[draft->offset_count] = start;
        draft->offsets[draft->offset_count++] = (uint32_t)octets->len;
        add(octets, 0, 2);
    } else if (format == R_I && is_access(opcode)) {
        add(octets, interesting_address(random), last);
    } else if (format == R_R_I && is_access(opcode)) {
        add(octets, below(random, 16), last);
    } else if (format != NONE && format != R_I64 && format != R_R && format != R_R_R) {
        const bool is_jump = opcode_numbers[opcode] == 50 || opcode_numbers[opcode] == 180;
        add(octets, is_jump ? 2 * below(random, 8) : interesting_number(random), last);
    }
    if (ends_block(opcode))
        draft->starts[draft->start_count++] = (uint32_t)octets->len;
}

static inline uint32_t any_start(random_t *random, const draft_t *draft)
{
    if (one_in(random, 16))
        return below(random, (uint32_t)draft->code.octets.len + 4);
    return draft->starts[below(random, draft->start_count)];
}

/* Where a jump goes: now and then into another instruction, or back to its own block, which may be itself. */
static inline uint32_t any_target(random_t *random, const draft_t *draft, uint32_t instruction)
{
    if (!one_in(random, 6))
        return any_start(random, draft);
    uint32_t own = 0;
    for (uint32_t i = 0; i < draft->start_count && draft->starts[i] <= instruction; i++)
        own = draft->starts[i];
    return own;
}

static inline draft_t new_draft(random_t *random)
{
    draft_t draft = {.start_count = 1}; /* 0 */
    for (size_t i = 0; i < COUNT(draft.palette); i++)
        draft.palette[i] = (uint8_t)below(random, 13);
    return draft;
}

/* Says where jumps go, and makes a blob of it. */
static inline void add_draft(random_t *random, octets_t *blob, draft_t *draft)
{
    octets_t *const code = &draft->code.octets;
    for (uint32_t i = 0; i < draft->offset_count; i++) {
        const uint32_t offset = any_target(random, draft, draft->instructions[i]) - draft->instructions[i];
        code->at[draft->offsets[i]] = (uint8_t)offset;
        code->at[draft->offsets[i] + 1] = (uint8_t)(offset >> 8);
    }
    const uint32_t entries = below(random, 8);
    add_natural(blob, entries);
    add(blob, 2, 1);
    add_natural(blob, code->len);
    for (uint32_t i = 0; i < entries; i++)
        add(blob, any_start(random, draft), 2);
    add_all(blob, code);
    for (size_t i = 0; i < (code->len + 7) / 8; i++)
        add(blob, draft->code.bitmask[i], 1);
}

static inline void add_living_program(random_t *random, octets_t *blob)
{
    draft_t draft = new_draft(random);
    const uint32_t ecalli_odds = one_in(random, 4) ? 1 + below(random, 6) : 0;
    for (uint32_t left = 1 + below(random, 40); left != 0; left--) {
        if (ecalli_odds != 0 && one_in(random, ecalli_odds))
            add_ecalli(random, &draft);
        add_living(random, &draft, living_opcode(random));
    }
    add_draft(random, blob, &draft);
}

/* A standard program with room for heap and stack around a living program. */
static inline void add_living_standard_program(random_t *random, octets_t *blob)
{
    octets_t program = {0};
    add_living_program(random, &program);
    const uint32_t read_only_len = below(random, 20), read_write_len = below(random, 20);
    add(blob, read_only_len, 3);
    add(blob, read_write_len, 3);
    add(blob, below(random, 3), 2);
    add(blob, below(random, 3 * 4096), 3);
    for (uint32_t i = 0; i < read_only_len + read_write_len; i++)
        add(blob, any(random), 1);
    add(blob, program.len, 4);
    add_all(blob, &program);
}

/* Changes, inserts, removes or cuts off octets. */
static inline void mutate(random_t *random, octets_t *blob)
{
    for (uint32_t left = 1 + below(random, 4); left != 0 && blob->len > 0; left--) {
        const size_t at = below(random, (uint32_t)blob->len);
        switch (below(random, 5)) {
        case 0:
            blob->at[at] ^= (uint8_t)(1 << below(random, 8));
            break;
        case 1:
            blob->at[at] = (uint8_t)any(random);
            break;
        case 2:
            memmove(blob->at + at, blob->at + at + 1, blob->len - at - 1);
            blob->len--;
            break;
        case 3:
            if (blob->len < MAX_OCTETS) {
                memmove(blob->at + at + 1, blob->at + at, blob->len - at);
                blob->len++;
                blob->at[at] = (uint8_t)any(random);
            }
            break;
        default:
            if (one_in(random, 4))
                blob->len = at;
        }
    }
}

#endif
