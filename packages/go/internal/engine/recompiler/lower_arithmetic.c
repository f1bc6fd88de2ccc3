/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of recompiler/lower_arithmetic.c: change that one. */
#include "pvm_prefix_recompiler.h"
/* Instructions with three registers: d = a op b. Any of them may be the same. */
#include "lower.h"

static void extend(code_t *code, width_t width, reg_t reg)
{
    if (width == W32)
        emit_movsxd(code, reg, reg);
}

static void add(code_t *code, width_t width, reg_t d, reg_t a, reg_t b)
{
    if (d == a || d == b)
        emit_alu(code, width, ADD, d, d == a ? b : a);
    else
        emit_lea_sum(code, width, d, a, b);
    extend(code, width, d);
}

static void subtract(code_t *code, width_t width, reg_t d, reg_t a, reg_t b)
{
    if (d == b && d != a) {
        emit_unary(code, width, NEG, d);
        emit_alu(code, width, ADD, d, a);
    } else {
        emit_mov(code, W64, d, a);
        emit_alu(code, width, SUB, d, b);
    }
    extend(code, width, d);
}

static void logic(code_t *code, alu_t op, reg_t d, reg_t a, reg_t b)
{
    if (d != b)
        emit_mov(code, W64, d, a);
    emit_alu(code, W64, op, d, d == b ? a : b);
}

static void multiply(code_t *code, width_t width, reg_t d, reg_t a, reg_t b)
{
    if (d != b)
        emit_mov(code, W64, d, a);
    emit_imul(code, width, d, d == b ? a : b);
    extend(code, width, d);
}

static void shift(compiler_t *compiler, width_t width, shift_t op, reg_t d, reg_t a, reg_t b)
{
    code_t *const code = &compiler->code;
    if (op != ROL && op != ROR && (compiler->features & HAS_BMI2)) {
        emit_shiftx(code, width, op, d, a, b);
    } else {
        emit_mov(code, W32, RCX, b); /* first: d may be b */
        emit_mov(code, W64, d, a);
        emit_shift_cl(code, width, op, d);
    }
    extend(code, width, d);
}

/* ---- Inverted operands ------------------------------------------------- */

static void and_inverted(compiler_t *compiler, reg_t d, reg_t a, reg_t b)
{
    code_t *const code = &compiler->code;
    if (compiler->features & HAS_BMI1) {
        emit_andn(code, W64, d, b, a);
        return;
    }
    emit_mov(code, W64, RCX, b);
    emit_unary(code, W64, NOT, RCX);
    emit_alu(code, W64, AND, RCX, a);
    emit_mov(code, W64, d, RCX);
}

static void or_inverted(code_t *code, reg_t d, reg_t a, reg_t b)
{
    emit_mov(code, W64, RCX, b);
    emit_unary(code, W64, NOT, RCX);
    emit_alu(code, W64, OR, RCX, a);
    emit_mov(code, W64, d, RCX);
}

static void xor_inverted(code_t *code, reg_t d, reg_t a, reg_t b)
{
    logic(code, XOR, d, a, b);
    emit_unary(code, W64, NOT, d);
}

/* ---- Comparisons ------------------------------------------------------- */

static void set_if(code_t *code, condition_t condition, reg_t d, reg_t a, reg_t b)
{
    emit_alu(code, W64, CMP, a, b);
    emit_setcc_cl(code, condition);
    emit_rr(code, W32, MOVZX_8, d, RCX);
}

/* if b is 0, or isn't: d = a */
static void move_if(code_t *code, condition_t condition, reg_t d, reg_t a, reg_t b)
{
    emit_test(code, W64, b, b);
    emit_cmov(code, W64, condition, d, a);
}

/* d = a if it stands in the relation to b, else b */
static void choose(code_t *code, condition_t condition, reg_t d, reg_t a, reg_t b)
{
    emit_alu(code, W64, CMP, a, b);
    if (d == a) {
        emit_cmov(code, W64, (condition_t)(condition ^ 1), d, b); /* bit 0 inverts a condition */
        return;
    }
    emit_mov(code, W64, d, b); /* leaves the flags */
    emit_cmov(code, W64, condition, d, a);
}

/* ---- rdx and rax ------------------------------------------------------- */

static void save_pair(code_t *code)
{
    emit_rm(code, W64, MOV_STORE, RAX, RSP, FRAME_SPILL_RAX);
    emit_rm(code, W64, MOV_STORE, RDX, RSP, FRAME_SPILL_RDX);
}

static void restore_pair(code_t *code)
{
    emit_rm(code, W64, MOV_LOAD, RAX, RSP, FRAME_SPILL_RAX);
    emit_rm(code, W64, MOV_LOAD, RDX, RSP, FRAME_SPILL_RDX);
}

/* op: MUL or IMUL, of both as unsigned or both as signed. corrects: a is signed, b is not */
static void multiply_upper(code_t *code, unary_t op, bool corrects, reg_t d, reg_t a, reg_t b)
{
    save_pair(code);
    emit_mov(code, W64, RCX, b);
    emit_mov(code, W64, RAX, a);
    emit_unary(code, W64, op, RCX);
    emit_mov(code, W64, RCX, RDX);
    restore_pair(code);
    if (corrects) { /* a negative a counted 2^64 too much */
        emit_test(code, W64, a, a);
        uint8_t *const positive = emit_jcc_short(code, IF_NOT_SIGN);
        emit_alu(code, W64, SUB, RCX, b);
        land_short(code, positive);
    }
    emit_mov(code, W64, d, RCX);
}

/* Quotient or remainder; the cases that the CPU faults at are told apart before. */
static void divide(code_t *code, width_t width, bool is_signed, bool wants_remainder, reg_t d, reg_t a, reg_t b)
{
    emit_mov(code, width, RCX, b);
    emit_test(code, width, RCX, RCX);
    uint8_t *const by_zero = emit_jcc_short(code, IF_EQUAL);
    uint8_t *by_minus_one = NULL;
    if (is_signed) {
        emit_alu_number(code, width, CMP, RCX, -1);
        by_minus_one = emit_jcc_short(code, IF_EQUAL);
    }
    save_pair(code);
    emit_mov(code, W64, RAX, a); /* before rdx changes: a may be there */
    if (is_signed)
        emit_sign_to_rdx(code, width);
    else
        emit_alu(code, W32, XOR, RDX, RDX);
    emit_unary(code, width, is_signed ? IDIV : DIV, RCX);
    emit_mov(code, W64, RCX, wants_remainder ? RDX : RAX);
    restore_pair(code);
    emit_mov(code, W64, d, RCX);
    uint8_t *const done = emit_jmp_short(code);
    uint8_t *done_too = NULL;
    if (is_signed) {
        land_short(code, by_minus_one); /* the quotient is -a, wrapping; the remainder is 0 */
        emit_mov(code, W64, RCX, a);
        emit_unary(code, width, NEG, RCX);
        if (wants_remainder)
            emit_alu(code, W32, XOR, RCX, RCX);
        emit_mov(code, W64, d, RCX);
        done_too = emit_jmp_short(code);
    }
    land_short(code, by_zero); /* the quotient is 2^64 - 1, the remainder a */
    if (wants_remainder)
        emit_mov(code, W64, d, a);
    else
        emit_mov_number(code, d, UINT64_MAX);
    land_short(code, done);
    if (done_too != NULL)
        land_short(code, done_too);
    extend(code, width, d);
}

/* ---- All of them ------------------------------------------------------- */

void pvmr_lower_three_registers(compiler_t *compiler, const cell_t *cell)
{
    code_t *const code = &compiler->code;
    const reg_t d = guest_reg(cell->d), a = guest_reg(cell->a), b = guest_reg(cell->b);
    switch (cell->opcode) {
    case PVMI_OP_ADD_32: add(code, W32, d, a, b); return;
    case PVMI_OP_ADD_64: add(code, W64, d, a, b); return;
    case PVMI_OP_SUB_32: subtract(code, W32, d, a, b); return;
    case PVMI_OP_SUB_64: subtract(code, W64, d, a, b); return;
    case PVMI_OP_MUL_32: multiply(code, W32, d, a, b); return;
    case PVMI_OP_MUL_64: multiply(code, W64, d, a, b); return;
    case PVMI_OP_DIV_U_32: divide(code, W32, false, false, d, a, b); return;
    case PVMI_OP_DIV_S_32: divide(code, W32, true, false, d, a, b); return;
    case PVMI_OP_REM_U_32: divide(code, W32, false, true, d, a, b); return;
    case PVMI_OP_REM_S_32: divide(code, W32, true, true, d, a, b); return;
    case PVMI_OP_DIV_U_64: divide(code, W64, false, false, d, a, b); return;
    case PVMI_OP_DIV_S_64: divide(code, W64, true, false, d, a, b); return;
    case PVMI_OP_REM_U_64: divide(code, W64, false, true, d, a, b); return;
    case PVMI_OP_REM_S_64: divide(code, W64, true, true, d, a, b); return;
    case PVMI_OP_SHLO_L_32: shift(compiler, W32, SHL, d, a, b); return;
    case PVMI_OP_SHLO_R_32: shift(compiler, W32, SHR, d, a, b); return;
    case PVMI_OP_SHAR_R_32: shift(compiler, W32, SAR, d, a, b); return;
    case PVMI_OP_SHLO_L_64: shift(compiler, W64, SHL, d, a, b); return;
    case PVMI_OP_SHLO_R_64: shift(compiler, W64, SHR, d, a, b); return;
    case PVMI_OP_SHAR_R_64: shift(compiler, W64, SAR, d, a, b); return;
    case PVMI_OP_ROT_L_64: shift(compiler, W64, ROL, d, a, b); return;
    case PVMI_OP_ROT_L_32: shift(compiler, W32, ROL, d, a, b); return;
    case PVMI_OP_ROT_R_64: shift(compiler, W64, ROR, d, a, b); return;
    case PVMI_OP_ROT_R_32: shift(compiler, W32, ROR, d, a, b); return;
    case PVMI_OP_AND: logic(code, AND, d, a, b); return;
    case PVMI_OP_XOR: logic(code, XOR, d, a, b); return;
    case PVMI_OP_OR: logic(code, OR, d, a, b); return;
    case PVMI_OP_AND_INV: and_inverted(compiler, d, a, b); return;
    case PVMI_OP_OR_INV: or_inverted(code, d, a, b); return;
    case PVMI_OP_XNOR: xor_inverted(code, d, a, b); return;
    case PVMI_OP_MUL_UPPER_S_S: multiply_upper(code, IMUL, false, d, a, b); return;
    case PVMI_OP_MUL_UPPER_U_U: multiply_upper(code, MUL, false, d, a, b); return;
    case PVMI_OP_MUL_UPPER_S_U: multiply_upper(code, MUL, true, d, a, b); return;
    case PVMI_OP_SET_LT_U: set_if(code, IF_BELOW, d, a, b); return;
    case PVMI_OP_SET_LT_S: set_if(code, IF_LESS, d, a, b); return;
    case PVMI_OP_CMOV_IZ: move_if(code, IF_EQUAL, d, a, b); return;
    case PVMI_OP_CMOV_NZ: move_if(code, IF_NOT_EQUAL, d, a, b); return;
    case PVMI_OP_MAX: choose(code, IF_GREATER, d, a, b); return;
    case PVMI_OP_MAX_U: choose(code, IF_ABOVE, d, a, b); return;
    case PVMI_OP_MIN: choose(code, IF_LESS, d, a, b); return;
    case PVMI_OP_MIN_U: choose(code, IF_BELOW, d, a, b); return;
    default: pvmr_lower_exit(compiler, cell); return; /* what has no code here is still right, only slow */
    }
}
