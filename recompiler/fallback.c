/* interpreter.c under another name: its engine is `pvmr_interpreter` here, and some of its functions are let out. */
#undef pvmi_engine /* a host that links several libraries has given all names a prefix */
#define pvmi_engine pvmr_interpreter
#include "../core/interpreter.c"
#undef pvmi_engine

#include "fallback.h"

pvm_result_t pvmr_run_exact(pvm_vm_t *vm, const cell_t *cell, uint64_t *budget)
{
    return run_exact(vm, cell, budget);
}

pvm_result_t pvmr_leave(pvm_vm_t *vm, const cell_t *cell, uint64_t gas, bool charged, pvm_result_t result)
{
    return leave(vm, cell, gas, charged, result, PVM_TRAP_KIND_NONE);
}

bool pvmr_take_interrupt(pvm_vm_t *vm)
{
    return take_interrupt(vm);
}

uint64_t pvmr_entry_cost(const pvm_program_t *program, const pvmi_cells_t *cells, const cell_t *cell)
{
    return entry_cost(program, cells, cell);
}
