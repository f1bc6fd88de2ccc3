/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of recompiler/lower.h: change that one. */
/*
 * What lowering an instruction needs. compile.c goes through the cells in order; the function for each opcode puts out
 * machine code that does exactly what interpreter_ops.h says, or leaves *before* anything is changed: then the
 * interpreter executes that one instruction (engine.c). That is the one rule behind faults, traps, host calls, odd
 * jumps and first stores: nothing of a cell happens before its last possible exit.
 *
 * Registers while compiled code runs:
 *   the guest's 13            where guest_reg says
 *   rcx                       free within an instruction
 *   r15                       guest octet 0
 *   rsp                       the host's stack, with the frame below on top
 */
#ifndef PVMR_LOWER_H
#define PVMR_LOWER_H

#include "x86.h"

#include "native.h"

/* Most octets that a cell becomes: its gas check, its instruction, and the two exits that belong to them. */
#define MAX_OCTETS_PER_CELL 144

/* The frame, in octets from rsp. */
enum {
    FRAME_FUEL = 0,       /* u32: gas left of this slice. No displacement: it is in every block */
    FRAME_DENIED = 4,     /* u32: left by a check of an access, not by an exit */
    FRAME_ACCESS = 8,     /* access octets of pages */
    FRAME_CALL = 16,      /* the native_call_t */
    FRAME_JUMPS = 24,     /* where dynamic jumps go, by jump table index */
    FRAME_SPILL_RAX = 32, /* across multiplications and divisions */
    FRAME_SPILL_RDX = 40,
    FRAME_REGISTERS = 48, /* the state block's */
    FRAME_SIZE = 56,
};

/* A jump to a cell: the distance is filled in when all cells have their place. */
typedef struct jump {
    uint32_t field; /* of the distance, in the region */
    uint32_t cell;
} jump_t;

/* An exit: one or two jumps lead to it, whose distances are at fields (NULL: none). */
typedef struct exit_point {
    uint8_t *fields[2];
    uint32_t cell; /* and why, see native.h */
} exit_point_t;

/* Exits are put behind the next cell that does not go on, when there are many; at most so many wait. */
#define MANY_EXITS 32
#define MAX_EXITS 1024

typedef struct compiler {
    code_t code;
    const pvmi_cells_t *cells;
    const uint8_t *region, *leave; /* where the code begins, and where exits go */
    const uint8_t *checks[2][4];   /* by is_store and the logarithm of the length, see lower_memory.c */
    const uint32_t *offset_of;     /* by cell; not 0: it is compiled, or will be */
    uint32_t cell;                 /* which is being lowered */
    uint32_t features;
    bool inlines_checks; /* of accesses: faster, and three times as long */
    bool is_guarded;     /* there are none */
    jump_t *jumps;
    uint32_t jump_count, exit_count;
    exit_point_t exits[MAX_EXITS];
} compiler_t;

/* Where a guest register is. The ones that mul and div need hold what programs seldom use: ra and t2. */
extern const uint8_t pvmr_guest_regs[PVM_REGISTER_COUNT];

static inline reg_t guest_reg(uint32_t number)
{
    return (reg_t)pvmr_guest_regs[number];
}

/* A new exit before this cell, reached by the jump just emitted. */
static inline exit_point_t *exit_here(compiler_t *compiler)
{
    exit_point_t *const point = &compiler->exits[compiler->exit_count++];
    *point = (exit_point_t){.fields = {compiler->code.at - 4, NULL}, .cell = compiler->cell};
    return point;
}

/* The jump just emitted leads to the same exit. */
static inline void exit_here_too(compiler_t *compiler, exit_point_t *point)
{
    point->fields[1] = compiler->code.at - 4;
}

/* The jump just emitted goes to a cell that starts a unit. */
static inline void jump_to(compiler_t *compiler, uint32_t cell)
{
    if (compiler->offset_of[cell] == 0)
        exit_here(compiler)->cell = cell | EXIT_TO_COLD;
    else
        compiler->jumps[compiler->jump_count++] = (jump_t){(uint32_t)(compiler->code.at - 4 - compiler->region), cell};
}

/*
 * frame.c: the code that enters, the code that leaves, and where denied accesses go, which needs compiler->leave: failed
 * checks by a jump, the return address on the stack still, and faults with what would be the return address in rcx.
 */
void pvmr_emit_enter(code_t *code);
void pvmr_emit_leave(code_t *code);
const uint8_t *pvmr_emit_denied(compiler_t *compiler);
const uint8_t *pvmr_emit_fault(compiler_t *compiler);

/*
 * One function for each format, or for the instructions of a format that belong together. Each emits the whole
 * instruction.
 */
typedef void lower_t(compiler_t *compiler, const cell_t *cell);

lower_t pvmr_lower_exit;             /* compile.c: leaves, the interpreter executes this cell */
lower_t pvmr_lower_store_number;     /* lower_memory.c: I_I and R_I_I */
/* The checks that accesses call, each of which falls through or jumps to `denied`. Sets compiler->checks. */
void pvmr_emit_checks(compiler_t *compiler, const uint8_t *denied);
lower_t pvmr_lower_access;           /* the loads and stores among R_I and R_R_I */
lower_t pvmr_lower_jump;             /* lower_jump.c: O, and load_imm_jump of R_I_O */
lower_t pvmr_lower_branch;           /* R_R_O */
lower_t pvmr_lower_branch_number;    /* the branches among R_I_O */
lower_t pvmr_lower_dynamic_jump;     /* jump_ind of R_I, and R_R_I_I */
lower_t pvmr_lower_load_number;      /* lower_number.c: R_I64, and load_imm of R_I */
lower_t pvmr_lower_number;           /* the arithmetic among R_R_I */
lower_t pvmr_lower_two_registers;    /* lower_registers.c: R_R */
lower_t pvmr_lower_three_registers;  /* lower_arithmetic.c: R_R_R */

#endif
