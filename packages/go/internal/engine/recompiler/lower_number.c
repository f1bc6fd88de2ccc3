/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of recompiler/lower_number.c: change that one. */
#include "pvm_prefix_recompiler.h"
/* Arithmetic with an immediate, and immediates alone. a = b op x. */
#include "lower.h"

void pvmr_lower_load_number(compiler_t *compiler, const cell_t *cell)
{
    emit_mov_number(&compiler->code, guest_reg(cell->a),
                    cell->opcode == PVMI_OP_LOAD_IMM_64 ? cell->x64 : (uint64_t)(int64_t)cell->x);
}

static void extend(code_t *code, width_t width, reg_t reg)
{
    if (width == W32)
        emit_movsxd(code, reg, reg);
}

static void add(code_t *code, width_t width, reg_t a, reg_t b, int32_t x)
{
    if (a == b)
        emit_alu_number(code, width, ADD, a, x);
    else
        emit_lea(code, width, a, b, x);
    extend(code, width, a);
}

static void logic(code_t *code, alu_t op, reg_t a, reg_t b, int32_t x)
{
    emit_mov(code, W64, a, b);
    emit_alu_number(code, W64, op, a, x);
}

static void multiply(code_t *code, width_t width, reg_t a, reg_t b, int32_t x)
{
    emit_imul_number(code, width, a, b, x);
    extend(code, width, a);
}

/* a = x - b */
static void subtract_from(code_t *code, width_t width, reg_t a, reg_t b, int32_t x)
{
    if (a == b) {
        emit_unary(code, width, NEG, a);
        emit_alu_number(code, width, ADD, a, x);
    } else {
        emit_mov_number(code, a, width == W32 ? (uint32_t)x : (uint64_t)(int64_t)x);
        emit_alu(code, width, SUB, a, b);
    }
    extend(code, width, a);
}

static void shift(code_t *code, width_t width, shift_t op, reg_t a, reg_t b, int32_t x)
{
    if (a != b)
        emit_mov(code, width, a, b);
    emit_shift_number(code, width, op, a, (uint32_t)x & (width == W32 ? 31 : 63));
    extend(code, width, a);
}

/* a = x shifted by b */
static void shift_number(compiler_t *compiler, width_t width, shift_t op, reg_t a, reg_t b, int32_t x)
{
    code_t *const code = &compiler->code;
    const uint64_t number = width == W32 ? (uint32_t)x : (uint64_t)(int64_t)x;
    if (op != ROR && (compiler->features & HAS_BMI2)) {
        emit_mov_number(code, RCX, number);
        emit_shiftx(code, width, op, a, RCX, b);
    } else {
        emit_mov(code, W32, RCX, b);
        emit_mov_number(code, a, number);
        emit_shift_cl(code, width, op, a);
    }
    extend(code, width, a);
}

static void rotate(compiler_t *compiler, width_t width, reg_t a, reg_t b, int32_t x)
{
    if (a != b && (compiler->features & HAS_BMI2)) {
        emit_rorx(&compiler->code, width, a, b, (uint32_t)x & (width == W32 ? 31 : 63));
        extend(&compiler->code, width, a);
    } else {
        shift(&compiler->code, width, ROR, a, b, x);
    }
}

/* a = b < x, by condition */
static void set_if(code_t *code, condition_t condition, reg_t a, reg_t b, int32_t x)
{
    emit_alu_number(code, W64, CMP, b, x);
    emit_setcc_cl(code, condition);
    emit_rr(code, W32, MOVZX_8, a, RCX);
}

/* if b is 0, or isn't: a = x */
static void move_if(code_t *code, condition_t condition, reg_t a, reg_t b, int32_t x)
{
    emit_mov_number(code, RCX, (uint64_t)(int64_t)x);
    emit_test(code, W64, b, b);
    emit_cmov(code, W64, condition, a, RCX);
}

void pvmr_lower_number(compiler_t *compiler, const cell_t *cell)
{
    code_t *const code = &compiler->code;
    const reg_t a = guest_reg(cell->a), b = guest_reg(cell->b);
    const int32_t x = cell->x;
    switch (cell->opcode) {
    case PVMI_OP_ADD_IMM_32: add(code, W32, a, b, x); return;
    case PVMI_OP_ADD_IMM_64: add(code, W64, a, b, x); return;
    case PVMI_OP_AND_IMM: logic(code, AND, a, b, x); return;
    case PVMI_OP_XOR_IMM: logic(code, XOR, a, b, x); return;
    case PVMI_OP_OR_IMM: logic(code, OR, a, b, x); return;
    case PVMI_OP_MUL_IMM_32: multiply(code, W32, a, b, x); return;
    case PVMI_OP_MUL_IMM_64: multiply(code, W64, a, b, x); return;
    case PVMI_OP_NEG_ADD_IMM_32: subtract_from(code, W32, a, b, x); return;
    case PVMI_OP_NEG_ADD_IMM_64: subtract_from(code, W64, a, b, x); return;
    case PVMI_OP_SHLO_L_IMM_32: shift(code, W32, SHL, a, b, x); return;
    case PVMI_OP_SHLO_R_IMM_32: shift(code, W32, SHR, a, b, x); return;
    case PVMI_OP_SHAR_R_IMM_32: shift(code, W32, SAR, a, b, x); return;
    case PVMI_OP_SHLO_L_IMM_64: shift(code, W64, SHL, a, b, x); return;
    case PVMI_OP_SHLO_R_IMM_64: shift(code, W64, SHR, a, b, x); return;
    case PVMI_OP_SHAR_R_IMM_64: shift(code, W64, SAR, a, b, x); return;
    case PVMI_OP_SHLO_L_IMM_ALT_32: shift_number(compiler, W32, SHL, a, b, x); return;
    case PVMI_OP_SHLO_R_IMM_ALT_32: shift_number(compiler, W32, SHR, a, b, x); return;
    case PVMI_OP_SHAR_R_IMM_ALT_32: shift_number(compiler, W32, SAR, a, b, x); return;
    case PVMI_OP_SHLO_L_IMM_ALT_64: shift_number(compiler, W64, SHL, a, b, x); return;
    case PVMI_OP_SHLO_R_IMM_ALT_64: shift_number(compiler, W64, SHR, a, b, x); return;
    case PVMI_OP_SHAR_R_IMM_ALT_64: shift_number(compiler, W64, SAR, a, b, x); return;
    case PVMI_OP_ROT_R_32_IMM: rotate(compiler, W32, a, b, x); return;
    case PVMI_OP_ROT_R_64_IMM: rotate(compiler, W64, a, b, x); return;
    case PVMI_OP_ROT_R_32_IMM_ALT: shift_number(compiler, W32, ROR, a, b, x); return;
    case PVMI_OP_ROT_R_64_IMM_ALT: shift_number(compiler, W64, ROR, a, b, x); return;
    case PVMI_OP_SET_LT_U_IMM: set_if(code, IF_BELOW, a, b, x); return;
    case PVMI_OP_SET_LT_S_IMM: set_if(code, IF_LESS, a, b, x); return;
    case PVMI_OP_SET_GT_U_IMM: set_if(code, IF_ABOVE, a, b, x); return;
    case PVMI_OP_SET_GT_S_IMM: set_if(code, IF_GREATER, a, b, x); return;
    case PVMI_OP_CMOV_IZ_IMM: move_if(code, IF_EQUAL, a, b, x); return;
    case PVMI_OP_CMOV_NZ_IMM: move_if(code, IF_NOT_EQUAL, a, b, x); return;
    default: pvmr_lower_exit(compiler, cell); return; /* what has no code here is still right, only slow */
    }
}
