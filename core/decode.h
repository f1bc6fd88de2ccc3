/*
 * One instruction, decoded: which one, which registers, which immediates. Every reader of code goes through here:
 * engines, disassembler, gas model. Gray Paper A.3 (skip) and A.5 (operand formats).
 */
#ifndef PVMI_DECODE_H
#define PVMI_DECODE_H

#include "opcodes.h"
#include "program.h"

#include <string.h>

/* What an opcode number means in an instruction set: internal id plus 1, 0 if undefined. Read it with pvmi_opcode. */
extern const uint8_t pvmi_opcode_of_number[2][257];

#define PVMI_NO_OPCODE 0xff

/* By internal id. */
extern const uint8_t pvmi_opcode_format[PVMI_OPCODE_COUNT];
extern const bool pvmi_opcode_ends_block[PVMI_OPCODE_COUNT];
extern const char *const pvmi_opcode_name[PVMI_OPCODE_COUNT];

typedef struct pvmi_instruction {
    uint8_t opcode; /* internal id */
    uint8_t a, b, d; /* registers, 0 to 12, as A.5 names them; 0 where the format has none */
    uint8_t skip;    /* octets after the opcode */
    uint64_t x, y;   /* immediates, an offset among them, sign-extended; 0 where the format has none */
    uint64_t target; /* of formats with an offset: pc + offset, wrapping, so that a negative target is a huge one */
} pvmi_instruction_t;

/* Internal id of an opcode number; PVMI_NO_OPCODE if undefined. */
static inline uint8_t pvmi_opcode(pvm_instruction_set_t set, uint8_t number)
{
    return (uint8_t)(pvmi_opcode_of_number[set][number] - 1);
}

/* Octets after the opcode at pc, which must be below code_len (A.3: skip). */
static inline uint32_t pvmi_skip(const pvm_program_t *program, uint64_t pc)
{
    /* bits from code_len on are 1 and there is a word behind the last one, so this stays inside */
    const uint64_t first = pc + 1;
    const uint64_t word = first >> 6;
    const uint32_t shift = first & 63;
    const uint64_t bits = program->mask[word] >> shift | program->mask[word + 1] << 1 << (63 - shift) |
                          UINT64_C(1) << PVMI_MAX_SKIP;
    return (uint32_t)__builtin_ctzll(bits);
}

/* Internal id of the opcode number at pc, whatever the bitmask says; PVMI_NO_OPCODE if undefined. pc < code_len. */
static inline uint8_t pvmi_opcode_at(const pvm_program_t *program, uint64_t pc)
{
    return pvmi_opcode(program->instruction_set, program->code[pc]);
}

static inline uint8_t pvmi_register(uint32_t number)
{
    return (uint8_t)(number < 12 ? number : 12);
}

/*
 * Where a format has its operands, so that reading them takes no branch that depends on the format. Registers are in
 * the 16 bits behind the opcode. Immediates: the first one's length is a field of those bits, or the rest of the
 * instruction; what is left then is the second one.
 */
typedef struct pvmi_places {
    uint8_t a_shift, a_mask, b_mask, d_shift, d_mask; /* b is always in bits 4 to 7 */
    uint8_t len_shift, len_mask;                      /* of the first immediate's length; mask 0: the rest */
    uint8_t before;                                   /* octets from the opcode to the first immediate */
    uint8_t most_x, most_y;                           /* octets of immediates: 4, or 0 for none */
    bool has_target, is_second;                       /* one is an offset: the second? */
} pvmi_places_t;

/* By format. Of PVMI_FORMAT_R_I64 only the register. */
extern const pvmi_places_t pvmi_places_of[PVMI_FORMAT_R_R_R + 1];

/* Number of len octets at p, sign-extended. len is 0 to 4; reads 4 octets. */
static inline uint64_t pvmi_immediate(const uint8_t *p, uint32_t len)
{
    const uint32_t raw = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    const uint32_t unused = 32 - 8 * len;
    return (uint64_t)((int64_t)(int32_t)(uint32_t)((uint64_t)raw << unused) >> unused);
}

/* n if it is 0 to most, else the nearer one of these. */
static inline uint32_t pvmi_up_to(int32_t n, int32_t most)
{
    return (uint32_t)(n < 0 ? 0 : n > most ? most : n);
}

/*
 * Reads operands of the instruction at pc < code_len, whose opcode and skip are known. Reads at most 2 + 4 + 4 octets
 * behind pc, which the padding covers.
 */
static inline void pvmi_decode_operands(const pvm_program_t *program, uint64_t pc, uint8_t opcode, uint32_t skip,
                                        pvmi_instruction_t *out)
{
    const uint8_t *const at = program->code + pc;
    const pvmi_places_t *const places = &pvmi_places_of[pvmi_opcode_format[opcode]];
    const uint32_t bits = (uint32_t)at[1] | (uint32_t)at[2] << 8;
    out->opcode = opcode;
    out->skip = (uint8_t)skip;
    out->a = pvmi_register(bits >> places->a_shift & places->a_mask);
    out->b = pvmi_register(bits >> 4 & places->b_mask);
    out->d = pvmi_register(bits >> places->d_shift & places->d_mask);

    const int32_t rest = (int32_t)skip + 1 - places->before; /* octets for immediates */
    const uint32_t field = bits >> places->len_shift & places->len_mask;
    const uint32_t len = pvmi_up_to(places->len_mask != 0 ? (int32_t)field : rest, places->most_x);
    const uint8_t *const immediates = at + places->before;
    out->x = pvmi_immediate(immediates, len);
    out->y = pvmi_immediate(immediates + len, pvmi_up_to(rest - (int32_t)len, places->most_y));
    out->target = places->has_target ? pc + (places->is_second ? out->y : out->x) : 0;
    if (pvmi_opcode_format[opcode] == PVMI_FORMAT_R_I64)
        out->x = (pvmi_immediate(at + 2, 4) & 0xffffffff) | pvmi_immediate(at + 6, 4) << 32;
}

/* The instruction that runs at any pc: a trap where none starts, and where the opcode is undefined (A.3). */
static inline void pvmi_decode(const pvm_program_t *program, uint64_t pc, pvmi_instruction_t *out)
{
    const bool in_code = pc < program->code_len;
    const uint32_t skip = in_code ? pvmi_skip(program, pc) : 0;
    const uint8_t opcode = in_code && pvmi_bit(program->mask, pc) ? pvmi_opcode_at(program, pc) : PVMI_NO_OPCODE;
    if (opcode == PVMI_NO_OPCODE)
        *out = (pvmi_instruction_t){.opcode = PVMI_OP_TRAP, .skip = (uint8_t)skip};
    else
        pvmi_decode_operands(program, pc, opcode, skip, out);
}

#endif
