/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of recompiler/lower_registers.c: change that one. */
#include "pvm_prefix_recompiler.h"
/* Instructions with two registers: d = op a. */
#include "lower.h"

/* Bit counts are one instruction, where the CPU has it. */
static void count(compiler_t *compiler, const cell_t *cell, width_t width, uint32_t op, uint32_t feature)
{
    if (compiler->features & feature)
        emit_prefixed_rr(&compiler->code, 0xf3, width, op, guest_reg(cell->d), guest_reg(cell->a));
    else
        pvmr_lower_exit(compiler, cell);
}

void pvmr_lower_two_registers(compiler_t *compiler, const cell_t *cell)
{
    code_t *const code = &compiler->code;
    const reg_t d = guest_reg(cell->d), a = guest_reg(cell->a);
    switch (cell->opcode) {
    case PVMI_OP_MOVE_REG: emit_mov(code, W64, d, a); return;
    case PVMI_OP_COUNT_SET_BITS_64: count(compiler, cell, W64, POPCNT, HAS_POPCNT); return;
    case PVMI_OP_COUNT_SET_BITS_32: count(compiler, cell, W32, POPCNT, HAS_POPCNT); return;
    case PVMI_OP_LEADING_ZERO_BITS_64: count(compiler, cell, W64, LZCNT, HAS_LZCNT); return;
    case PVMI_OP_LEADING_ZERO_BITS_32: count(compiler, cell, W32, LZCNT, HAS_LZCNT); return;
    case PVMI_OP_TRAILING_ZERO_BITS_64: count(compiler, cell, W64, TZCNT, HAS_BMI1); return;
    case PVMI_OP_TRAILING_ZERO_BITS_32: count(compiler, cell, W32, TZCNT, HAS_BMI1); return;
    case PVMI_OP_SIGN_EXTEND_8: emit_rr(code, W64, MOVSX_8, d, a); return; /* REX.W: sil and dil, not dh and bh */
    case PVMI_OP_SIGN_EXTEND_16: emit_rr(code, W64, MOVSX_16, d, a); return;
    case PVMI_OP_ZERO_EXTEND_16: emit_rr(code, W32, MOVZX_16, d, a); return;
    case PVMI_OP_REVERSE_BYTES:
        emit_mov(code, W64, d, a);
        emit_bswap(code, d);
        return;
    default: pvmr_lower_exit(compiler, cell); return; /* sbrk */
    }
}
