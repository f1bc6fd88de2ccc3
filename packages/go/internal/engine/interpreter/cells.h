/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/cells.h: change that one. */
/*
 * A program as the interpreter runs it: one cell per instruction, in code order. Cells are filled block by block when a
 * block is entered for the first time: what a run never reaches costs nothing, and that is most of a real service.
 */
#ifndef PVMI_CELLS_H
#define PVMI_CELLS_H

#include "decode.h"
#include "pairs.h"

#include <stdatomic.h>

typedef struct cell {
    const void *handler; /* of the fast loop */
    union {
        struct {
            int32_t x;
            union {
                int32_t y;
                uint32_t target; /* index of a cell, PVMI_NO_CELL if it is no block start */
            };
        };
        uint64_t x64; /* load_imm_64 only */
    };
    /*
     * Gas per instruction: instructions from here to the end of the run; per block: cost of the block that starts here,
     * else 0. At the start of a unit, 0 says that the unit is not filled yet; written last, so that who sees another
     * number sees the whole unit.
     */
    _Atomic uint32_t charge;
    uint8_t a, b, d, opcode;
} cell_t;

_Static_assert(sizeof(void *) != 8 || sizeof(cell_t) == 24, "cells are read in every dispatch: keep them small");

#define PVMI_NO_CELL UINT32_MAX

/*
 * Handlers are numbered: those of opcodes by internal id, then those of pairs. The first cell of a pair has the pair's
 * handler, the second one its own, so that a run may be entered there.
 */
#define PVMI_AS_PAIR_ID(first, second) PVMI_PAIR_##first##_##second,
enum { PVMI_LAST_OPCODE_HANDLER = PVMI_OPCODE_COUNT - 1, PVMI_PAIRS(PVMI_AS_PAIR_ID) PVMI_HANDLER_COUNT };
#undef PVMI_AS_PAIR_ID

typedef struct pvmi_cells {
    cell_t *cells;      /* the last one is the implicit trap behind the code */
    uint32_t count;
    uint32_t *pc_of;    /* by cell */
    uint64_t *mask;     /* bit i: there is a cell for code offset i. More than the bitmask: see pvmi_cells_make */
    uint32_t *rank;     /* by word of mask: cells before it */
    uint64_t *units;    /* bit i: a unit, cells that are filled together, starts at code offset i */
    const void *const *handlers; /* by number, NULL if there is no fast loop */
    atomic_flag filling;
    uint32_t *jump_cells; /* by jump table index; PVMI_NO_CELL if no block starts there */
    uint32_t jump_cells_len;
} pvmi_cells_t;

/* NULL if the host is out of memory. handlers: by number, may be NULL. */
pvmi_cells_t *pvmi_cells_make(const pvm_program_t *program, const void *const *handlers);

/* Fills the unit that starts at a cell, unless it is filled. Any thread; waits for another that fills. */
void pvmi_cells_fill(const pvm_program_t *program, pvmi_cells_t *cells, const cell_t *start);

/* Fills all units. Others that fill wait for it: for programs that nobody runs yet. */
void pvmi_cells_fill_all(const pvm_program_t *program, pvmi_cells_t *cells);
void pvmi_cells_free(pvmi_cells_t *cells);

/* Cell of a code offset that has one. */
static inline uint32_t pvmi_cell_index(const pvmi_cells_t *cells, uint64_t pc)
{
    const uint64_t before = cells->mask[pc / 64] & ((UINT64_C(1) << (pc % 64)) - 1);
    return cells->rank[pc / 64] + pvmi_popcount(before);
}

/* Cell that a jump to pc goes to; NULL if no block starts there. */
static inline const cell_t *pvmi_cell_of_target(const pvm_program_t *program, const pvmi_cells_t *cells, uint64_t pc)
{
    return pvmi_is_block_start(program, pc) ? cells->cells + pvmi_cell_index(cells, pc) : NULL;
}

/* What entering at a cell costs by its charge, 0 for a unit that is not filled: read before anything else of it. */
static inline uint32_t pvmi_charge(const cell_t *cell)
{
    return atomic_load_explicit(&cell->charge, memory_order_acquire);
}

/* Fills the unit that a cell starts, if it must be. */
static inline void pvmi_cells_need(const pvm_program_t *program, pvmi_cells_t *cells, const cell_t *start)
{
    if (pvmi_charge(start) == 0)
        pvmi_cells_fill(program, cells, start);
}

/* Start of the unit that holds the cell at pc. */
static inline const cell_t *pvmi_cell_of_unit(const pvmi_cells_t *cells, uint64_t pc)
{
    uint64_t word = pc / 64;
    uint64_t bits = cells->units[word] & (~UINT64_C(0) >> (63 - pc % 64));
    while (bits == 0) /* ends at the first cell, which starts a unit */
        bits = cells->units[--word];
    return cells->cells + pvmi_cell_index(cells, word * 64 + 63 - (uint32_t)__builtin_clzll(bits));
}

/*
 * Cell to run from, filled. NULL: no instruction starts there, it acts as a trap. A pc that the machine itself came to
 * may also be one of the implicit traps, which cost what their block costs; from outside (is_entry) it may not.
 */
static inline const cell_t *pvmi_cell_at_entry(const pvm_program_t *program, pvmi_cells_t *cells, uint64_t pc,
                                               bool is_entry)
{
    const bool has_cell = is_entry ? pvmi_is_instruction(program, pc)
                                   : pc <= program->code_len && pvmi_bit(cells->mask, pc);
    if (!has_cell)
        return NULL;
    pvmi_cells_need(program, cells, pvmi_cell_of_unit(cells, pc));
    return cells->cells + pvmi_cell_index(cells, pc);
}

/* Gas paid at the entry of a run for what comes behind this instruction. */
static inline uint64_t pvmi_refund(const pvm_program_t *program, const cell_t *cell)
{
    return program->gas_model == PVM_GAS_MODEL_INSTRUCTION ? pvmi_charge(cell) - 1 : 0;
}

#endif
