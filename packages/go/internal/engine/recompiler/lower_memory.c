/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of recompiler/lower_memory.c: change that one. */
#include "pvm_prefix_recompiler.h"
/*
 * Loads and stores. The access octet of the page is tested before each; what fails the test, and what runs over the end
 * of a page, leaves to the interpreter, which knows all about faults and first stores. In guarded code nothing is tested:
 * what the page's protection denies becomes such an exit by a signal.
 */
#include "lower.h"

#include "memory.h"

/* register + offset, or the offset alone; modulo 2^32 */
typedef struct address {
    bool has_base;
    reg_t base;
    int32_t offset;
} address_t;

/* ecx = address */
static void put_address(code_t *code, address_t address)
{
    if (!address.has_base)
        emit_mov_number(code, RCX, (uint32_t)address.offset);
    else if (address.offset == 0)
        emit_mov(code, W32, RCX, address.base);
    else
        emit_lea(code, W32, RCX, address.base, address.offset);
}

/* The frame is behind the return address of a call. */
enum { INLINE = 0, CALLED = 8 };

/*
 * Destroys ecx, which is an address. The jumps that are taken unless all octets are in one page with this right: the
 * places of their distances go to fields, NULL if there is only one. What runs over the end of a page is left to the
 * interpreter like what is denied.
 */
static void emit_check(code_t *code, uint32_t len, uint32_t right, int32_t frame, uint8_t *fields[2])
{
    fields[1] = NULL;
    if (len == 1) {
        emit_shift_number(code, W32, SHR, RCX, PVMI_PAGE_BITS);
    } else {
        /* the offset in the page becomes the upper 12 bits, to be compared, and the page the lower 20 */
        emit_shift_number(code, W32, ROR, RCX, PVMI_PAGE_BITS);
        emit_alu_number(code, W32, CMP, RCX, (int32_t)((PVM_PAGE_SIZE + 1 - len) << (32 - PVMI_PAGE_BITS)));
        emit_jcc(code, IF_NOT_BELOW);
        fields[1] = code->at - 4;
        emit_alu_number(code, W32, AND, RCX, (int32_t)(PVMI_PAGES - 1));
    }
    emit_rm(code, W64, ADD << 3 | 3, RCX, RSP, FRAME_ACCESS + frame);
    emit_test_octet(code, RCX, 0, right);
    emit_jcc(code, IF_EQUAL);
    fields[0] = code->at - 4;
}

/* As functions that accesses call with the address in ecx */
void pvmr_emit_checks(compiler_t *compiler, const uint8_t *denied)
{
    for (uint32_t log = 0; log < 4; log++) {
        for (uint32_t is_store = 0; is_store < 2; is_store++) {
            while ((uintptr_t)compiler->code.at % 16 != 0)
                emit_8(&compiler->code, 0xcc);
            compiler->checks[is_store][log] = compiler->code.at;
            uint8_t *fields[2];
            emit_check(&compiler->code, 1u << log, is_store ? PVMI_CAN_STORE : PVMI_CAN_LOAD, CALLED, fields);
            emit_ret(&compiler->code);
            fill_distance(fields[0], denied);
            if (fields[1] != NULL)
                fill_distance(fields[1], denied);
        }
    }
}

/* Leaves unless all octets are in one page with this right. */
static void check(compiler_t *compiler, address_t address, uint32_t log, bool is_store)
{
    code_t *const code = &compiler->code;
    put_address(code, address);
    if (compiler->inlines_checks) {
        exit_point_t *const point = exit_here(compiler);
        emit_check(code, 1u << log, is_store ? PVMI_CAN_STORE : PVMI_CAN_LOAD, INLINE, point->fields);
    } else {
        emit_call(code);
        fill_distance(code->at - 4, compiler->checks[is_store][log]);
    }
}

/*
 * The access itself: op reg, [guest octet at address], of 2^log octets. All of the address that x86 can't add by itself
 * goes to ecx, for it is modulo 2^32; the guard behind guest memory is longer than what an access there runs over.
 */
static void emit_access(compiler_t *compiler, width_t width, uint32_t op, uint32_t reg, address_t address, uint32_t log,
                        bool is_store)
{
    code_t *const code = &compiler->code;
    if (!compiler->is_guarded)
        check(compiler, address, log, is_store);
    const bool is_near = !address.has_base && address.offset >= 0; /* r15 as the base makes a REX prefix: reg may be sil */
    if (!is_near)
        put_address(code, address);
    if (is_store && log == 1)
        emit_8(code, 0x66);
    if (is_near)
        emit_rm(code, width, op, reg, R15, address.offset);
    else
        emit_ri(code, width, op, reg, R15, RCX);
}

/* ---- What is moved ----------------------------------------------------- */

/* reg = octets at address; sort: U8, I8, U16, I16, U32, I32, U64, as the opcodes are in order */
static void load(compiler_t *compiler, reg_t reg, address_t address, uint32_t sort)
{
    static const struct {
        uint32_t log;
        width_t width;
        uint32_t op;
    } sorts[] = {{0, W32, MOVZX_8}, {0, W64, MOVSX_8}, {1, W32, MOVZX_16}, {1, W64, MOVSX_16},
                 {2, W32, MOV_LOAD}, {2, W64, MOVSXD}, {3, W64, MOV_LOAD}};
    emit_access(compiler, sorts[sort].width, sorts[sort].op, reg, address, sorts[sort].log, false);
}

/* octets at address = reg; sort: U8, U16, U32, U64, the logarithm of the length */
static void store(compiler_t *compiler, reg_t reg, address_t address, uint32_t sort)
{
    emit_access(compiler, sort == 3 ? W64 : W32, sort == 0 ? MOV_STORE_8 : MOV_STORE, reg, address, sort, true);
}

/* octets at address = number */
static void store_number(compiler_t *compiler, int32_t number, address_t address, uint32_t sort)
{
    code_t *const code = &compiler->code;
    emit_access(compiler, sort == 3 ? W64 : W32, sort == 0 ? 0xc6 : 0xc7, 0, address, sort, true);
    if (sort == 0)
        emit_8(code, (uint32_t)number);
    else if (sort == 1) {
        emit_8(code, (uint32_t)number);
        emit_8(code, (uint32_t)number >> 8);
    } else
        emit_32(code, (uint32_t)number); /* a qword takes it sign-extended */
}

/* ---- Instructions ------------------------------------------------------ */

void pvmr_lower_store_number(compiler_t *compiler, const cell_t *cell)
{
    if (cell->opcode <= PVMI_OP_STORE_IMM_U64)
        store_number(compiler, cell->y, (address_t){.offset = cell->x}, cell->opcode - PVMI_OP_STORE_IMM_U8);
    else
        store_number(compiler, cell->y, (address_t){true, guest_reg(cell->a), cell->x},
                     cell->opcode - PVMI_OP_STORE_IMM_IND_U8);
}

void pvmr_lower_access(compiler_t *compiler, const cell_t *cell)
{
    const uint32_t opcode = cell->opcode;
    const reg_t reg = guest_reg(cell->a);
    const address_t at_number = {.offset = cell->x}, at_register = {true, guest_reg(cell->b), cell->x};
    if (opcode >= PVMI_OP_LOAD_IND_U8)
        load(compiler, reg, at_register, opcode - PVMI_OP_LOAD_IND_U8);
    else if (opcode >= PVMI_OP_STORE_IND_U8)
        store(compiler, reg, at_register, opcode - PVMI_OP_STORE_IND_U8);
    else if (opcode >= PVMI_OP_STORE_U8)
        store(compiler, reg, at_number, opcode - PVMI_OP_STORE_U8);
    else
        load(compiler, reg, at_number, opcode - PVMI_OP_LOAD_U8);
}
