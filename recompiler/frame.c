/* The way in and out of compiled code: the frame, the registers, and why it left. */
#include "lower.h"

#include <stddef.h>

const uint8_t pvmr_guest_regs[PVM_REGISTER_COUNT] = {RDX, RBX, RSI, RDI, RAX, RBP, R8, R9, R10, R11, R14, R12, R13};

static const uint8_t saved[] = {RBX, RBP, R12, R13, R14, R15}; /* what belongs to the caller (System V) */

/* void enter(native_call_t *call): makes the frame, loads all registers, goes to call->target */
void pvmr_emit_enter(code_t *code)
{
    for (uint32_t i = 0; i < sizeof saved; i++)
        emit_push(code, (reg_t)saved[i]);
    emit_alu_number(code, W64, SUB, RSP, FRAME_SIZE);
    emit_rm(code, W64, MOV_STORE, RDI, RSP, FRAME_CALL);
    emit_rm(code, W32, MOV_LOAD, RAX, RDI, offsetof(native_call_t, fuel));
    emit_rm(code, W64, MOV_STORE, RAX, RSP, FRAME_FUEL); /* and FRAME_DENIED = 0 */
    emit_rm(code, W64, MOV_LOAD, RAX, RDI, offsetof(native_call_t, access));
    emit_rm(code, W64, MOV_STORE, RAX, RSP, FRAME_ACCESS);
    emit_rm(code, W64, MOV_LOAD, RAX, RDI, offsetof(native_call_t, jumps));
    emit_rm(code, W64, MOV_STORE, RAX, RSP, FRAME_JUMPS);
    emit_rm(code, W64, MOV_LOAD, R15, RDI, offsetof(native_call_t, registers));
    emit_rm(code, W64, MOV_STORE, R15, RSP, FRAME_REGISTERS);
    emit_rm(code, W64, MOV_LOAD, RCX, RDI, offsetof(native_call_t, base));
    emit_push(code, RCX);
    emit_rm(code, W64, MOV_LOAD, RCX, RDI, offsetof(native_call_t, target));
    for (uint32_t i = 0; i < PVM_REGISTER_COUNT; i++)
        emit_rm(code, W64, MOV_LOAD, guest_reg(i), R15, (int32_t)(8 * i));
    emit_pop(code, R15);
    emit_jmp_reg(code, RCX);
}

/* Where exits go, with rcx what call->exit shall be: stores all registers and returns from enter */
void pvmr_emit_leave(code_t *code)
{
    emit_rm(code, W64, MOV_LOAD, R15, RSP, FRAME_REGISTERS);
    for (uint32_t i = 0; i < PVM_REGISTER_COUNT; i++)
        emit_rm(code, W64, MOV_STORE, guest_reg(i), R15, (int32_t)(8 * i));
    emit_rm(code, W64, MOV_LOAD, RDI, RSP, FRAME_CALL);
    emit_rm(code, W64, MOV_STORE, RCX, RDI, offsetof(native_call_t, exit));
    emit_rm(code, W64, MOV_LOAD, RAX, RSP, FRAME_FUEL);
    emit_rm(code, W64, MOV_STORE, RAX, RDI, offsetof(native_call_t, fuel)); /* and is_denied */
    emit_alu_number(code, W64, ADD, RSP, FRAME_SIZE);
    for (uint32_t i = sizeof saved; i-- > 0;)
        emit_pop(code, (reg_t)saved[i]);
    emit_ret(code);
}

const uint8_t *pvmr_emit_denied(compiler_t *compiler)
{
    const uint8_t *const denied = compiler->code.at;
    emit_pop(&compiler->code, RCX);
    pvmr_emit_fault(compiler);
    return denied;
}

const uint8_t *pvmr_emit_fault(compiler_t *compiler)
{
    code_t *const code = &compiler->code;
    const uint8_t *const fault = code->at;
    emit_rm(code, W32, 0xc7, 0, RSP, FRAME_DENIED);
    emit_32(code, 1);
    emit_jmp(code);
    fill_distance(code->at - 4, compiler->leave);
    return fault;
}
