/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of recompiler/x86.h: change that one. */
/*
 * x86-64 instructions as octets: one function per shape of operands. Knows nothing of PVM. Whoever calls has made room
 * (see MAX_OCTETS_PER_CELL); the test compares every function with GNU as, over all registers.
 */
#ifndef PVMR_X86_H
#define PVMR_X86_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef enum reg { RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15 } reg_t;

typedef struct code {
    uint8_t *at;
} code_t;

/* Operand width, as the REX.W bit. */
typedef enum width { W32 = 0, W64 = 8 } width_t;

/* ---- Octets ------------------------------------------------------------ */

static inline void emit_8(code_t *code, uint32_t octet)
{
    *code->at++ = (uint8_t)octet;
}

static inline void emit_32(code_t *code, uint32_t number)
{
    memcpy(code->at, &number, 4);
    code->at += 4;
}

static inline void emit_64(code_t *code, uint64_t number)
{
    memcpy(code->at, &number, 8);
    code->at += 8;
}

static inline bool fits_8(int64_t number)
{
    return number == (int8_t)number;
}

/*
 * Up to 8 octets, lowest first. All 8 are written, which is faster than one after the other; the next instruction
 * overwrites the rest.
 */
static inline void emit(code_t *code, uint64_t octets, uint32_t len)
{
    memcpy(code->at, &octets, 8);
    code->at += len;
}

/* REX or 0 for none: it is left out if it would say nothing */
static inline uint32_t rex_of(width_t width, uint32_t reg, uint32_t index, uint32_t base)
{
    const uint32_t rex = (uint32_t)width | (reg >> 3) << 2 | (index >> 3) << 1 | base >> 3;
    return rex == 0 ? 0 : 0x40 | rex;
}

static inline uint32_t modrm_of(uint32_t mod, uint32_t reg, uint32_t rm)
{
    return mod << 6 | (reg & 7) << 3 | (rm & 7);
}

/* REX, one octet of opcode or two where op is 0x0fXX, and what follows them: tail_len octets, 5 at most */
static inline void emit_instruction(code_t *code, uint32_t rex, uint32_t op, uint64_t tail, uint32_t tail_len)
{
    const bool is_long = op > 0xff;
    uint64_t octets = is_long ? tail << 16 | (op & 0xff) << 8 | op >> 8 : tail << 8 | op;
    uint32_t len = tail_len + 1 + is_long;
    if (rex != 0) {
        octets = octets << 8 | rex;
        len++;
    }
    emit(code, octets, len);
}

/* ---- Any instruction, by shape ----------------------------------------- */

/* op reg, rm (both registers); what is stored into which is the opcode's affair */
static inline void emit_rr(code_t *code, width_t width, uint32_t op, uint32_t reg, reg_t rm)
{
    emit_instruction(code, rex_of(width, reg, 0, rm), op, modrm_of(3, reg, rm), 1);
}

/* The same with a mandatory prefix, which goes before REX */
static inline void emit_prefixed_rr(code_t *code, uint32_t prefix, width_t width, uint32_t op, uint32_t reg, reg_t rm)
{
    emit_8(code, prefix);
    emit_rr(code, width, op, reg, rm);
}

/* The opcode alone, with a register in its lowest bits */
static inline void emit_r(code_t *code, width_t width, uint32_t op, reg_t reg)
{
    emit_instruction(code, rex_of(width, 0, 0, reg), op | (reg & 7), 0, 0);
}

/* op reg, [base + displacement]. rsp and r12 need a SIB, rbp and r13 a displacement */
static inline void emit_rm(code_t *code, width_t width, uint32_t op, uint32_t reg, reg_t base, int32_t displacement)
{
    const bool none = displacement == 0 && (base & 7) != RBP, has_sib = (base & 7) == RSP;
    const uint32_t mod = none ? 0 : fits_8(displacement) ? 1 : 2;
    const uint32_t tail = modrm_of(mod, reg, base) | (has_sib ? 0x2400 : 0);
    emit_instruction(code, rex_of(width, reg, 0, base), op, tail, 1 + has_sib);
    if (mod == 1)
        emit_8(code, (uint32_t)displacement);
    else if (mod == 2)
        emit_32(code, (uint32_t)displacement);
}

/* op reg, [base + index]; base is neither rbp nor r13, which would need a displacement */
static inline void emit_ri(code_t *code, width_t width, uint32_t op, uint32_t reg, reg_t base, reg_t index)
{
    emit_instruction(code, rex_of(width, reg, index, base), op,
                     modrm_of(0, reg, RSP) | ((uint32_t)(index & 7) << 3 | (base & 7)) << 8, 2);
}

/* VEX.LZ.map.pp.w op reg, vvvv, rm */
static inline void emit_vex(code_t *code, uint32_t map, uint32_t pp, width_t width, uint32_t op, reg_t reg, reg_t vvvv,
                            reg_t rm)
{
    const uint32_t second = (~(uint32_t)reg >> 3 & 1) << 7 | 1 << 6 | (~(uint32_t)rm >> 3 & 1) << 5 | map;
    const uint32_t third = (width == W64 ? 0x80u : 0) | (~(uint32_t)vvvv & 15) << 3 | pp;
    emit(code, 0xc4 | second << 8 | third << 16 | op << 24 | (uint64_t)modrm_of(3, reg, rm) << 32, 5);
}

/* ---- Moves ------------------------------------------------------------- */

enum { MOV_STORE = 0x89, MOV_LOAD = 0x8b, MOV_STORE_8 = 0x88, MOVZX_8 = 0x0fb6, MOVZX_16 = 0x0fb7, MOVSX_8 = 0x0fbe,
       MOVSX_16 = 0x0fbf, MOVSXD = 0x63, LEA = 0x8d };

/* dst = src; nothing for the same register, but in 32 bits, where the upper half becomes 0 */
static inline void emit_mov(code_t *code, width_t width, reg_t dst, reg_t src)
{
    if (dst != src || width == W32)
        emit_rr(code, width, MOV_LOAD, dst, src);
}

/* dst = the lower half of src, sign-extended */
static inline void emit_movsxd(code_t *code, reg_t dst, reg_t src)
{
    emit_rr(code, W64, MOVSXD, dst, src);
}

/* dst = number, in the shortest form that leaves flags alone */
static inline void emit_mov_number(code_t *code, reg_t dst, uint64_t number)
{
    if (number == (uint32_t)number) {
        emit_r(code, W32, 0xb8, dst);
        emit_32(code, (uint32_t)number);
    } else if ((int64_t)number == (int32_t)(uint32_t)number) {
        emit_rr(code, W64, 0xc7, 0, dst);
        emit_32(code, (uint32_t)number);
    } else {
        emit_r(code, W64, 0xb8, dst);
        emit_64(code, number);
    }
}

/* dst = base + displacement */
static inline void emit_lea(code_t *code, width_t width, reg_t dst, reg_t base, int32_t displacement)
{
    emit_rm(code, width, LEA, dst, base, displacement);
}

/* dst = a + b; the one that can't be a base without displacement becomes the index (neither is rsp) */
static inline void emit_lea_sum(code_t *code, width_t width, reg_t dst, reg_t a, reg_t b)
{
    const bool swaps = (a & 7) == RBP;
    const reg_t base = swaps ? b : a, index = swaps ? a : b;
    if ((base & 7) != RBP) {
        emit_ri(code, width, LEA, dst, base, index);
        return;
    }
    emit_instruction(code, rex_of(width, dst, index, base), LEA,
                     modrm_of(1, dst, RSP) | ((uint32_t)(index & 7) << 3 | (base & 7)) << 8, 3);
}

/* ---- Arithmetic -------------------------------------------------------- */

/* The number of an operation, as in the opcode 0x81 */
typedef enum alu { ADD, OR, ADC, SBB, AND, SUB, XOR, CMP } alu_t;

/* dst = dst op src */
static inline void emit_alu(code_t *code, width_t width, alu_t op, reg_t dst, reg_t src)
{
    emit_rr(code, width, (uint32_t)op << 3 | 3, dst, src);
}

/* dst = dst op number, sign-extended */
static inline void emit_alu_number(code_t *code, width_t width, alu_t op, reg_t dst, int32_t number)
{
    emit_rr(code, width, fits_8(number) ? 0x83 : 0x81, op, dst);
    if (fits_8(number))
        emit_8(code, (uint32_t)number);
    else
        emit_32(code, (uint32_t)number);
}

/* The same on a dword or qword in memory */
static inline void emit_alu_memory_number(code_t *code, width_t width, alu_t op, reg_t base, int32_t displacement,
                                          int32_t number)
{
    emit_rm(code, width, fits_8(number) ? 0x83 : 0x81, op, base, displacement);
    if (fits_8(number))
        emit_8(code, (uint32_t)number);
    else
        emit_32(code, (uint32_t)number);
}

static inline void emit_test(code_t *code, width_t width, reg_t a, reg_t b)
{
    emit_rr(code, width, 0x85, b, a);
}

/* test byte [base + displacement], bits */
static inline void emit_test_octet(code_t *code, reg_t base, int32_t displacement, uint32_t bits)
{
    emit_rm(code, W32, 0xf6, 0, base, displacement);
    emit_8(code, bits);
}

/* Operations with one operand, as in the opcode 0xf7; the last four work on rdx:rax */
typedef enum unary { NOT = 2, NEG = 3, MUL = 4, IMUL = 5, DIV = 6, IDIV = 7 } unary_t;

static inline void emit_unary(code_t *code, width_t width, unary_t op, reg_t reg)
{
    emit_rr(code, width, 0xf7, op, reg);
}

/* dst *= src */
static inline void emit_imul(code_t *code, width_t width, reg_t dst, reg_t src)
{
    emit_rr(code, width, 0x0faf, dst, src);
}

/* dst = src * number */
static inline void emit_imul_number(code_t *code, width_t width, reg_t dst, reg_t src, int32_t number)
{
    emit_rr(code, width, fits_8(number) ? 0x6b : 0x69, dst, src);
    if (fits_8(number))
        emit_8(code, (uint32_t)number);
    else
        emit_32(code, (uint32_t)number);
}

/* rdx = sign of rax, or edx of eax */
static inline void emit_sign_to_rdx(code_t *code, width_t width)
{
    emit_instruction(code, rex_of(width, 0, 0, 0), 0x99, 0, 0);
}

/* Shifts, as in the opcode 0xc1 */
typedef enum shift { ROL = 0, ROR = 1, SHL = 4, SHR = 5, SAR = 7 } shift_t;

static inline void emit_shift_number(code_t *code, width_t width, shift_t op, reg_t reg, uint32_t by)
{
    emit_rr(code, width, by == 1 ? 0xd1 : 0xc1, op, reg);
    if (by != 1)
        emit_8(code, by);
}

/* reg shifted by cl */
static inline void emit_shift_cl(code_t *code, width_t width, shift_t op, reg_t reg)
{
    emit_rr(code, width, 0xd3, op, reg);
}

static inline void emit_bswap(code_t *code, reg_t reg)
{
    emit_r(code, W64, 0x0fc8, reg);
}

/* Bit counts: prefix 0xf3, POPCNT, LZCNT (ABM) or TZCNT (BMI1) */
enum { POPCNT = 0x0fb8, TZCNT = 0x0fbc, LZCNT = 0x0fbd };

/* BMI2: dst = src shifted by `by`; SHL, SHR or SAR. No flags */
static inline void emit_shiftx(code_t *code, width_t width, shift_t op, reg_t dst, reg_t src, reg_t by)
{
    emit_vex(code, 2, op == SHL ? 1 : op == SHR ? 3 : 2, width, 0xf7, dst, by, src);
}

/* BMI2: dst = src rotated right */
static inline void emit_rorx(code_t *code, width_t width, reg_t dst, reg_t src, uint32_t by)
{
    emit_vex(code, 3, 3, width, 0xf0, dst, RAX, src);
    emit_8(code, by);
}

/* BMI1: dst = ~a & b */
static inline void emit_andn(code_t *code, width_t width, reg_t dst, reg_t a, reg_t b)
{
    emit_vex(code, 2, 0, width, 0xf2, dst, a, b);
}

/* ---- Conditions, jumps -------------------------------------------------- */

typedef enum condition {
    IF_BELOW = 2, IF_NOT_BELOW = 3, IF_EQUAL = 4, IF_NOT_EQUAL = 5, IF_NOT_ABOVE = 6, IF_ABOVE = 7, IF_NOT_SIGN = 9,
    IF_LESS = 12, IF_NOT_LESS = 13, IF_NOT_GREATER = 14, IF_GREATER = 15
} condition_t;

/* cl = condition, as 0 or 1 */
static inline void emit_setcc_cl(code_t *code, condition_t condition)
{
    emit_rr(code, W32, 0x0f90u | condition, 0, RCX);
}

static inline void emit_cmov(code_t *code, width_t width, condition_t condition, reg_t dst, reg_t src)
{
    emit_rr(code, width, 0x0f40u | condition, dst, src);
}

/* The distance is filled in later; `code->at - 4` is where */
static inline void emit_jcc(code_t *code, condition_t condition)
{
    emit(code, 0x0f | (0x80u | condition) << 8, 6);
}

static inline void emit_jmp(code_t *code)
{
    emit(code, 0xe9, 5);
}

static inline void emit_call(code_t *code)
{
    emit(code, 0xe8, 5);
}

/* The distance that ends at `field`'s end, to `target` */
static inline void fill_distance(uint8_t *field, const uint8_t *target)
{
    const int32_t distance = (int32_t)(target - (field + 4));
    memcpy(field, &distance, 4);
}

/* Jumps over a few octets: the answer goes to land_short when they are there */
static inline uint8_t *emit_jcc_short(code_t *code, condition_t condition)
{
    emit_8(code, 0x70u | condition);
    emit_8(code, 0);
    return code->at;
}

static inline uint8_t *emit_jmp_short(code_t *code)
{
    emit_8(code, 0xeb);
    emit_8(code, 0);
    return code->at;
}

static inline void land_short(const code_t *code, uint8_t *behind_jump)
{
    behind_jump[-1] = (uint8_t)(code->at - behind_jump);
}

static inline void emit_jmp_reg(code_t *code, reg_t reg)
{
    emit_rr(code, W32, 0xff, 4, reg);
}

/* ---- The stack --------------------------------------------------------- */

static inline void emit_push(code_t *code, reg_t reg)
{
    emit_r(code, W32, 0x50, reg);
}

static inline void emit_pop(code_t *code, reg_t reg)
{
    emit_r(code, W32, 0x58, reg);
}

static inline void emit_ret(code_t *code)
{
    emit_8(code, 0xc3);
}

#endif
