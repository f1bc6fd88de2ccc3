/*
 * Random programs for tests of the text forms: seeded, plain instructions of every format and all that is odd about
 * encodings. Knows the formats from opcodes.h, and nothing else of the library.
 */
#ifndef TEXT_RANDOM_H
#define TEXT_RANDOM_H

#include "given.h"

#include "../opcodes.h"

/* ---- Numbers ----------------------------------------------------------- */

typedef struct random_source {
    uint64_t state;
} random_t;

/* splitmix64 */
static inline uint64_t any(random_t *random)
{
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static inline uint32_t below(random_t *random, uint32_t limit)
{
    return (uint32_t)(any(random) % limit);
}

static inline bool one_in(random_t *random, uint32_t n)
{
    return below(random, n) == 0;
}

/* ---- Octets ------------------------------------------------------------ */

#define MAX_OCTETS 16384

typedef struct octets {
    size_t len;
    uint8_t at[MAX_OCTETS];
} octets_t;

static inline void add(octets_t *octets, uint64_t number, uint32_t len)
{
    for (uint32_t i = 0; i < len && octets->len < MAX_OCTETS; i++)
        octets->at[octets->len++] = i < 8 ? (uint8_t)(number >> (8 * i)) : 0;
}

static inline void add_all(octets_t *octets, const octets_t *more)
{
    for (size_t i = 0; i < more->len; i++)
        add(octets, more->at[i], 1);
}

/* Appendix C: general natural numbers, in their shortest form. */
static inline void add_natural(octets_t *octets, uint64_t number)
{
    uint32_t more = 0;
    while (more < 8 && number >> (7 * (more + 1)) != 0)
        more++;
    const uint64_t high = more < 8 ? number >> (8 * more) : 0;
    add(octets, (0xff00u >> more & 0xff) | high, 1);
    add(octets, number, more);
}

/* ---- Code -------------------------------------------------------------- */

typedef struct code {
    octets_t octets;
    uint8_t bitmask[MAX_OCTETS / 8 + 1];
} code_t;

static inline void start_instruction(code_t *code)
{
    code->bitmask[code->octets.len / 8] |= (uint8_t)(1 << (code->octets.len % 8));
}

/* What the Gray Paper has in A.5.1 to A.5.13, as far as a random encoding has to know. */
enum { NONE, I, R_I64, I_I, O, R_I, R_I_I, R_I_O, R_R, R_R_I, R_R_O, R_R_I_I, R_R_R };

#define AS_NUMBER(n072, nunl, ...) nunl,
#define AS_FORMAT(n072, nunl, id, mnemonic, format, ...) format,
#define AS_MNEMONIC(n072, nunl, id, mnemonic, ...) mnemonic,
static const uint16_t opcode_numbers[] = {PVMI_OPCODES(AS_NUMBER)};
static const uint8_t opcode_formats[] = {PVMI_OPCODES(AS_FORMAT)};
static const char *const opcode_names[] = {PVMI_OPCODES(AS_MNEMONIC)};

/* Two registers, now and then with a number that is none. */
static inline uint32_t any_registers(random_t *random)
{
    const uint32_t limit = one_in(random, 10) ? 16 : 13;
    const uint32_t low = below(random, limit);
    return low | below(random, limit) << 4;
}

/* An immediate of a length, often the shortest one for its value. */
static inline void add_immediate(random_t *random, octets_t *octets, uint32_t len)
{
    const uint64_t number = any(random);
    switch (below(random, 4)) {
    case 0:
        add(octets, (uint64_t)((int64_t)below(random, 256) - 128), len);
        return;
    case 1:
        add(octets, one_in(random, 2) ? 0 : ~UINT64_C(0), len);
        return;
    default:
        add(octets, number, len);
    }
}

/* A length field: mostly 0 to 4, with bits that are ignored only if `other` allows. */
static inline uint32_t any_length_field(random_t *random, uint32_t *out_len)
{
    const uint32_t field = one_in(random, 12) ? below(random, 8) : below(random, 5);
    *out_len = field < 4 ? field : 4;
    return field;
}

/* An instruction with a random opcode of the table, and whatever operands. */
static inline void add_instruction(random_t *random, code_t *code)
{
    octets_t *const octets = &code->octets;
    const uint32_t opcode = below(random, COUNT(opcode_formats));
    const uint32_t last = below(random, 5);
    const uint32_t registers = one_in(random, 10) ? 0xff : 15; /* of formats with one register, the others ignored */
    uint32_t first = 0;
    uint32_t field;
    start_instruction(code);
    add(octets, opcode_numbers[opcode], 1);
    switch (opcode_formats[opcode]) {
    case NONE:
        return;
    case I:
    case O:
        break;
    case R_I64:
        add(octets, any_registers(random) & registers, 1);
        add(octets, one_in(random, 2) ? any(random) : below(random, 100000), 8);
        return;
    case I_I:
        field = any_length_field(random, &first);
        add(octets, field | (one_in(random, 10) ? 8 : 0), 1);
        break;
    case R_I:
        add(octets, any_registers(random) & registers, 1);
        break;
    case R_I_I:
    case R_I_O:
        field = any_length_field(random, &first) << 4;
        field |= one_in(random, 10) ? 128 : 0;
        add(octets, field | (any_registers(random) & 15), 1);
        break;
    case R_R:
        add(octets, any_registers(random), 1);
        return;
    case R_R_I:
    case R_R_O:
        add(octets, any_registers(random), 1);
        break;
    case R_R_I_I:
        add(octets, any_registers(random), 1);
        field = any_length_field(random, &first);
        add(octets, field | (one_in(random, 10) ? 16 : 0), 1);
        break;
    case R_R_R:
        add(octets, any_registers(random), 1);
        add(octets, one_in(random, 10) ? any(random) : below(random, 13), 1);
        return;
    }
    add_immediate(random, octets, first);
    add_immediate(random, octets, last);
}

/* Instructions, and between them what no compiler would write. */
static inline void add_code(random_t *random, code_t *code, uint32_t pieces)
{
    octets_t *const octets = &code->octets;
    while (pieces-- != 0) {
        switch (below(random, 16)) {
        case 0: /* octets that no instruction starts with, at the start or ignored */
            add_immediate(random, octets, one_in(random, 4) ? below(random, 60) : below(random, 8));
            break;
        case 1: /* any opcode, defined or not, and any operands */
            start_instruction(code);
            add(octets, any(random), 1 + below(random, 8));
            break;
        case 2: /* the next instruction starts before this one is complete */
            add_instruction(random, code);
            if (octets->len > 1)
                octets->len -= below(random, 2);
            break;
        default:
            add_instruction(random, code);
        }
    }
    if (one_in(random, 4) && octets->len > 4)
        octets->len -= below(random, 4); /* it ends inside an instruction */
    for (size_t bit = octets->len; bit < sizeof code->bitmask * 8; bit++)
        code->bitmask[bit / 8] &= (uint8_t)~(1 << (bit % 8));
}

/* ---- Programs ---------------------------------------------------------- */

static inline void add_program(random_t *random, octets_t *blob)
{
    static const uint8_t sizes[] = {0, 1, 2, 3, 4, 8, 9, 255};
    code_t code = {0};
    add_code(random, &code, below(random, one_in(random, 10) ? 200 : 20));
    const uint32_t size = sizes[below(random, COUNT(sizes))];
    const uint32_t entries = one_in(random, 3) ? 0 : below(random, size == 255 ? 3 : 20);
    add_natural(blob, size == 0 && one_in(random, 4) ? any(random) : entries);
    add(blob, size, 1);
    add_natural(blob, code.octets.len);
    for (uint32_t i = 0; size != 0 && i < entries; i++)
        add(blob, one_in(random, 8) ? any(random) : below(random, (uint32_t)code.octets.len + 2), size);
    add_all(blob, &code.octets);
    for (size_t i = 0; i < (code.octets.len + 7) / 8; i++)
        add(blob, code.bitmask[i], 1);
}

/* Data as programs have it: zeros, text and numbers. */
static inline void add_data(random_t *random, octets_t *octets, uint32_t pieces)
{
    while (pieces-- != 0) {
        const uint32_t len = below(random, 40);
        const uint32_t sort = below(random, 3);
        for (uint32_t i = 0; i < len; i++)
            add(octets, sort == 0 ? 0 : sort == 1 ? 0x20 + below(random, 0x60) : any(random), 1);
    }
}

/* A standard program; one in four has octets for a program that are none. */
static inline void add_standard_program(random_t *random, octets_t *blob, bool has_metadata)
{
    octets_t metadata = {0}, read_only = {0}, read_write = {0}, code = {0};
    add_data(random, &metadata, below(random, 3));
    add_data(random, &read_only, below(random, 6));
    add_data(random, &read_write, below(random, 6));
    add_program(random, &code);
    if (one_in(random, 4))
        code.len = below(random, (uint32_t)code.len + 1);
    if (has_metadata) {
        add_natural(blob, metadata.len);
        add_all(blob, &metadata);
    }
    add(blob, read_only.len, 3);
    add(blob, read_write.len, 3);
    add(blob, any(random), 2);
    add(blob, any(random), 3);
    add_all(blob, &read_only);
    add_all(blob, &read_write);
    add(blob, code.len, 4);
    add_all(blob, &code);
}

#endif
