/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of recompiler/fallback.h: change that one. */
/* The interpreter inside the recompiler: what compiled code leaves to it. */
#ifndef PVMR_FALLBACK_H
#define PVMR_FALLBACK_H

#include "cells.h"
#include "engine.h"

/* The interpreter, whole. Its prepared form of a program is a pvmi_cells_t. */
extern const pvmi_engine_t pvmr_interpreter;

/* The next four are interpreter.c's own, by its names there. program->prepared must begin with the cells. */
pvm_result_t pvmr_run_exact(pvm_vm_t *vm, const cell_t *cell, uint64_t *budget);
pvm_result_t pvmr_leave(pvm_vm_t *vm, const cell_t *cell, uint64_t gas, bool charged, pvm_result_t result);
bool pvmr_take_interrupt(pvm_vm_t *vm);
uint64_t pvmr_entry_cost(const pvm_program_t *program, const pvmi_cells_t *cells, const cell_t *cell);

#endif
