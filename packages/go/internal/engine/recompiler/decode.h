/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/decode.h: change that one. */
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
    uint64_t x, y;   /* immediates, sign-extended; 0 where the format has none */
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

/* Number of len octets at p, sign-extended. len is 0 to 4; reads 4 octets. */
static inline uint64_t pvmi_immediate(const uint8_t *p, uint32_t len)
{
    uint32_t raw = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    if (len == 0)
        return 0;
    const uint32_t unused = 32 - 8 * len;
    return (uint64_t)(int64_t)((int32_t)(raw << unused) >> unused);
}

static inline uint8_t pvmi_register(uint32_t number)
{
    return (uint8_t)(number < 12 ? number : 12);
}

static inline uint32_t pvmi_min4(uint32_t n)
{
    return n < 4 ? n : 4;
}

/* What is left of the instruction behind `used` octets, at most 4. */
static inline uint32_t pvmi_rest4(uint32_t skip, uint32_t used)
{
    return skip <= used ? 0 : pvmi_min4(skip - used);
}

/*
 * Reads operands of the instruction at pc < code_len, whose opcode and skip are known. Reads at most 2 + 4 + 4 octets
 * behind pc, which the padding covers.
 */
static inline void pvmi_decode_operands(const pvm_program_t *program, uint64_t pc, uint8_t opcode, uint32_t skip,
                                        pvmi_instruction_t *out)
{
    const uint8_t *const at = program->code + pc;
    uint32_t len_x;
    *out = (pvmi_instruction_t){.opcode = opcode, .skip = (uint8_t)skip};
    switch ((enum pvmi_format)pvmi_opcode_format[opcode]) {
    case PVMI_FORMAT_NONE:
        return;
    case PVMI_FORMAT_I:
        out->x = pvmi_immediate(at + 1, pvmi_min4(skip));
        return;
    case PVMI_FORMAT_R_I64:
        out->a = pvmi_register(at[1] & 15);
        out->x = (pvmi_immediate(at + 2, 4) & 0xffffffff) | pvmi_immediate(at + 6, 4) << 32;
        return;
    case PVMI_FORMAT_I_I:
        len_x = pvmi_min4(at[1] & 7);
        out->x = pvmi_immediate(at + 2, len_x);
        out->y = pvmi_immediate(at + 2 + len_x, pvmi_rest4(skip, len_x + 1));
        return;
    case PVMI_FORMAT_O:
        out->target = pc + pvmi_immediate(at + 1, pvmi_min4(skip));
        return;
    case PVMI_FORMAT_R_I:
        out->a = pvmi_register(at[1] & 15);
        out->x = pvmi_immediate(at + 2, pvmi_rest4(skip, 1));
        return;
    case PVMI_FORMAT_R_I_I:
        out->a = pvmi_register(at[1] & 15);
        len_x = pvmi_min4((at[1] >> 4) & 7);
        out->x = pvmi_immediate(at + 2, len_x);
        out->y = pvmi_immediate(at + 2 + len_x, pvmi_rest4(skip, len_x + 1));
        return;
    case PVMI_FORMAT_R_I_O:
        out->a = pvmi_register(at[1] & 15);
        len_x = pvmi_min4((at[1] >> 4) & 7);
        out->x = pvmi_immediate(at + 2, len_x);
        out->target = pc + pvmi_immediate(at + 2 + len_x, pvmi_rest4(skip, len_x + 1));
        return;
    case PVMI_FORMAT_R_R:
        out->d = pvmi_register(at[1] & 15);
        out->a = pvmi_register(at[1] >> 4);
        return;
    case PVMI_FORMAT_R_R_I:
        out->a = pvmi_register(at[1] & 15);
        out->b = pvmi_register(at[1] >> 4);
        out->x = pvmi_immediate(at + 2, pvmi_rest4(skip, 1));
        return;
    case PVMI_FORMAT_R_R_O:
        out->a = pvmi_register(at[1] & 15);
        out->b = pvmi_register(at[1] >> 4);
        out->target = pc + pvmi_immediate(at + 2, pvmi_rest4(skip, 1));
        return;
    case PVMI_FORMAT_R_R_I_I:
        out->a = pvmi_register(at[1] & 15);
        out->b = pvmi_register(at[1] >> 4);
        len_x = pvmi_min4(at[2] & 7);
        out->x = pvmi_immediate(at + 3, len_x);
        out->y = pvmi_immediate(at + 3 + len_x, pvmi_rest4(skip, len_x + 2));
        return;
    case PVMI_FORMAT_R_R_R:
        out->a = pvmi_register(at[1] & 15);
        out->b = pvmi_register(at[1] >> 4);
        out->d = pvmi_register(at[2]);
        return;
    }
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
