/* Compiled code of a program: how it is made, and how it is entered and left. */
#ifndef PVMR_NATIVE_H
#define PVMR_NATIVE_H

#include "../core/cells.h"

/* Machines that there is code for. On others, the files that make it are empty. */
#if defined(__x86_64__) && defined(__unix__) && !defined(PVMR_NO_CODE)
#define PVMR_HAS_CODE 1
#endif

/* What compiled code gets and gives back. Its layout is known to compile.c only through offsetof. */
typedef struct native_call {
    uint64_t *registers;   /* of the state block */
    uint8_t *base;         /* guest octet 0 */
    const uint8_t *access; /* access octets of pages */
    const void *jumps;     /* where dynamic jumps go */
    const void *target;    /* where to begin */
    uint64_t exit;         /* out: the cell that it left before, and why; of a denied access, an address in its code */
    uint32_t fuel;         /* in and out */
    uint32_t is_denied;    /* out: a check of an access failed, or an access that is not checked */
} native_call_t;

/* Cells from first to before end. */
typedef struct span {
    uint32_t first, end;
} span_t;

/*
 * Address space for all versions of a program's code and what belongs to them, reserved when the program is made, so that
 * nothing is asked of the host's allocator while a guest runs. Of it, only what is used costs memory.
 */
typedef struct arena {
    uint8_t *base; /* NULL: there is none */
    uint64_t len, used; /* pages */
} arena_t;

typedef struct native {
    uint8_t *region; /* pages of the arena: the code, then the jumps. Never writable and executable at once */
    uint64_t len, pages_len; /* in octets */
    void (*enter)(native_call_t *call);
    const void *jumps;
    const void *on_fault;   /* where guarded code goes on after a fault, with rcx behind the start of its cell */
    uint32_t *offset_of;    /* by cell, in the region: its gas check if it has one, else its instruction; 0: not compiled */
    span_t *units;          /* that are compiled, in order */
    uint32_t unit_count;
    span_t *exits;          /* where exits are in the region, between the code of instructions, in order */
    uint32_t exits_count;
    uint64_t cell_count; /* of all units */
    bool is_hot;
    bool is_guarded; /* accesses are not checked: for guarded memory only, see signals.h */
} native_t;

/* Why the code left before a cell; otherwise because the interpreter must execute it. */
#define EXIT_FOR_GAS 0x80000000u  /* its fuel did not suffice for what begins here, and wrapped */
#define EXIT_TO_COLD 0x40000000u  /* it is the first of a unit that isn't compiled; nothing is paid for it */
#define EXIT_CELL 0x3fffffffu

_Static_assert(PVM_MAX_CODE_LEN < EXIT_CELL, "cells fit an exit");

/* What the CPU has beyond the baseline, in bits. */
enum { HAS_POPCNT = 1, HAS_LZCNT = 2, HAS_BMI1 = 4, HAS_BMI2 = 8 };

/* Of this CPU. */
uint32_t pvmr_features(void);

/*
 * Room for the code of a program. Leaves base NULL if the host has none, or if the program is too large to be compiled.
 * is_eager: all of it is compiled at once.
 */
void pvmr_arena_reserve(arena_t *arena, const pvm_program_t *program, const pvmi_cells_t *cells, bool is_eager);

/* And with it all that was compiled in it. */
void pvmr_arena_release(arena_t *arena);

/*
 * Compiles the units that are filled, which is what has been entered so far. What it makes lives in the arena.
 * is_hot: the code shall be fast rather than short. is_guarded: it doesn't check accesses.
 * NULL: there is no room left, or the host doesn't let it be executable.
 */
native_t *pvmr_compile(arena_t *arena, const pvm_program_t *program, const pvmi_cells_t *cells, uint32_t features,
                       bool is_hot, bool is_guarded);

/* Cells in units that are filled; spans: their units, if not NULL, *out_count of them. */
uint64_t pvmr_filled_units(const pvm_program_t *program, const pvmi_cells_t *cells, span_t *spans, uint32_t *out_count);

/* The cell before which the code left, and why. */
uint32_t pvmr_native_exit(const native_t *native, const native_call_t *call);

/* The octets that a compiled cell became, its gas check included, its exits not. */
span_t pvmr_native_span(const native_t *native, uint32_t cell);

/* Where a cell's instruction is, behind its gas check. The cell is compiled. */
const void *pvmr_native_entry(const native_t *native, const pvmi_cells_t *cells, uint32_t cell);

#endif
