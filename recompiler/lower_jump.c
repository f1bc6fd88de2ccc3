/* Jumps and branches. A target is a cell, known now; where its code is, is filled in when all is emitted. */
#include "lower.h"

/* if condition, go to the cell's target; one that is no block start is the interpreter's affair */
static void branch(compiler_t *compiler, const cell_t *cell, condition_t condition)
{
    emit_jcc(&compiler->code, condition);
    if (cell->target == PVMI_NO_CELL)
        exit_here(compiler);
    else
        jump_to(compiler, cell->target);
}

void pvmr_lower_jump(compiler_t *compiler, const cell_t *cell)
{
    if (cell->target == PVMI_NO_CELL) {
        pvmr_lower_exit(compiler, cell);
        return;
    }
    if (cell->opcode == PVMI_OP_LOAD_IMM_JUMP)
        emit_mov_number(&compiler->code, guest_reg(cell->a), (uint64_t)(int64_t)cell->x);
    emit_jmp(&compiler->code);
    jump_to(compiler, cell->target);
}

/* In the opcodes' order */
void pvmr_lower_branch(compiler_t *compiler, const cell_t *cell)
{
    static const uint8_t conditions[] = {IF_EQUAL, IF_NOT_EQUAL, IF_BELOW, IF_LESS, IF_NOT_BELOW, IF_NOT_LESS};
    emit_alu(&compiler->code, W64, CMP, guest_reg(cell->a), guest_reg(cell->b));
    branch(compiler, cell, (condition_t)conditions[cell->opcode - PVMI_OP_BRANCH_EQ]);
}

void pvmr_lower_branch_number(compiler_t *compiler, const cell_t *cell)
{
    static const uint8_t conditions[] = {IF_EQUAL,     IF_NOT_EQUAL, IF_BELOW,       IF_NOT_ABOVE, IF_NOT_BELOW,
                                         IF_ABOVE,     IF_LESS,      IF_NOT_GREATER, IF_NOT_LESS,  IF_GREATER};
    const reg_t reg = guest_reg(cell->a);
    if (cell->x == 0)
        emit_test(&compiler->code, W64, reg, reg); /* the flags of a comparison with 0 */
    else
        emit_alu_number(&compiler->code, W64, CMP, reg, cell->x);
    branch(compiler, cell, (condition_t)conditions[cell->opcode - PVMI_OP_BRANCH_EQ_IMM]);
}

/* To the jump table's entry number address / 2 - 1. Odd addresses become numbers that no table is long enough for. */
void pvmr_lower_dynamic_jump(compiler_t *compiler, const cell_t *cell)
{
    code_t *const code = &compiler->code;
    const bool loads = cell->opcode == PVMI_OP_LOAD_IMM_JUMP_IND;
    const uint32_t len = compiler->cells->jump_cells_len;
    if (len == 0) {
        pvmr_lower_exit(compiler, cell);
        return;
    }
    emit_lea(code, W32, RCX, guest_reg(loads ? cell->b : cell->a), (int32_t)((uint32_t)(loads ? cell->y : cell->x) - 2));
    emit_shift_number(code, W32, ROR, RCX, 1);
    emit_alu_number(code, W32, CMP, RCX, (int32_t)len);
    emit_jcc(code, IF_NOT_BELOW);
    exit_point_t *const point = exit_here(compiler);
    emit_shift_number(code, W64, SHL, RCX, 3);
    emit_rm(code, W64, ADD << 3 | 3, RCX, RSP, FRAME_JUMPS);
    emit_rm(code, W64, MOV_LOAD, RCX, RCX, 0);
    emit_test(code, W64, RCX, RCX); /* 0: no block starts there */
    emit_jcc(code, IF_EQUAL);
    exit_here_too(compiler, point);
    if (loads)
        emit_mov_number(code, guest_reg(cell->a), (uint64_t)(int64_t)cell->x); /* last: it may be the address's register */
    emit_jmp_reg(code, RCX);
}
