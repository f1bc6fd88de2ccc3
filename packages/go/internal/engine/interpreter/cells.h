/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/cells.h: change that one. */
/* A program as the interpreter runs it: one cell per instruction, in code order. */
#ifndef PVMI_CELLS_H
#define PVMI_CELLS_H

#include "decode.h"

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
    uint32_t charge; /* gas per instruction: instructions from here to the end of the run; per block: cost of the block that starts here, else 0 */
    uint8_t a, b, d, opcode;
} cell_t;

_Static_assert(sizeof(void *) != 8 || sizeof(cell_t) == 24, "cells are read in every dispatch: keep them small");

#define PVMI_NO_CELL UINT32_MAX

typedef struct pvmi_cells {
    cell_t *cells;      /* the last one is the implicit trap behind the code */
    uint32_t count;
    uint32_t *pc_of;    /* by cell */
    uint64_t *mask;     /* bit i: there is a cell for code offset i. More than the bitmask: see pvmi_cells_make */
    uint32_t *rank;     /* by word of mask: cells before it */
    uint32_t *jump_cells; /* by jump table index; PVMI_NO_CELL if no block starts there */
    uint32_t jump_cells_len;
} pvmi_cells_t;

/* NULL if the host is out of memory. handlers: by opcode, may be NULL. */
pvmi_cells_t *pvmi_cells_make(const pvm_program_t *program, const void *const *handlers);
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

/*
 * Cell to run from. NULL: no instruction starts there, it acts as a trap. A pc that the machine itself came to may also
 * be one of the implicit traps, which cost what their block costs; from outside (is_entry) it may not.
 */
static inline const cell_t *pvmi_cell_at_entry(const pvm_program_t *program, const pvmi_cells_t *cells, uint64_t pc,
                                               bool is_entry)
{
    const bool has_cell = is_entry ? pvmi_is_instruction(program, pc)
                                   : pc <= program->code_len && pvmi_bit(cells->mask, pc);
    return has_cell ? cells->cells + pvmi_cell_index(cells, pc) : NULL;
}

/* Gas paid at the entry of a run for what comes behind this instruction. */
static inline uint64_t pvmi_refund(const pvm_program_t *program, const cell_t *cell)
{
    return program->gas_model == PVM_GAS_MODEL_INSTRUCTION ? cell->charge - 1 : 0;
}

#endif
