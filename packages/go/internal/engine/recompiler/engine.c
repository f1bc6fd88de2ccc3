/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of recompiler/engine.c: change that one. */
#include "pvm_prefix_recompiler.h"
/*
 * The recompiler as an engine. A program begins in the interpreter. What has been entered of it is compiled when it has
 * been interpreted for about as long as that takes: work of a few thousand instructions never pays for machine code it
 * doesn't need, and nobody pays for code that isn't reached. Later versions take in what was entered since.
 *
 * Compiled code never ends a run by itself. It leaves before a cell, with registers in the state block, either because
 * its fuel does not suffice or because the cell needs the interpreter; what an exit looks like, the interpreter alone
 * knows.
 */
#include "fallback.h"
#include "native.h"

#include <stdlib.h>

#ifdef PVMR_HAS_CODE

/* Gas that compiled code runs on before it looks for an interrupt. As in the interpreter. */
#define SLICE UINT64_C(1000000)

/*
 * What has been entered of a program is compiled when this much gas for each of its cells was spent in the interpreter;
 * 0: all of a program is compiled when it is made. Compiling a cell takes about as long as interpreting 20, so that a
 * program that ends right after it was compiled has lost little.
 */
#ifndef PVMR_HEAT
#define PVMR_HEAT 64
#endif

/* Gas that the interpreter runs on, where there is no code, before it looks whether it came back to where there is. */
#define COLD_SLICE UINT64_C(1000)

/* A look costs the time to visit all units. The first is when as many cells as real programs enter have had their heat. */
static uint64_t first_look(uint32_t cell_count)
{
    const uint32_t few = cell_count < 512 ? cell_count : 512, entered = cell_count / 8;
    return (uint64_t)PVMR_HEAT * (few > entered ? few : entered);
}

/*
 * Gas spent in compiled code, per cell, before it is compiled again, to be fast rather than short: then it has run for
 * about a hundred times as long as that takes.
 */
#ifndef PVMR_NATIVE_HEAT
#define PVMR_NATIVE_HEAT 8000
#endif

/* Each further version of a program's code takes twice as long to be worth it; after so many there are no more. */
#define MAX_VERSIONS 16

typedef struct prepared {
    pvmi_cells_t cells; /* first: to the interpreter, this is what is prepared */
    pvmi_cells_t *made; /* what it made, and frees; `cells` is a copy of the struct */
    arena_t arena;      /* who compiles uses it */
    _Atomic(native_t *) native; /* the newest; older ones stay in the arena, since somebody may run them */
    atomic_flag is_compiling;
    atomic_llong heat;  /* gas to be spent in the interpreter until the next look */
    atomic_llong native_heat; /* gas to be spent in compiled code until that shall be fast */
    uint32_t versions;  /* who compiles changes it */
    uint64_t spent_before; /* the same: gas that the looks so far have counted since the last version */
    long long look;        /* the same: gas of the look that is under way */
} prepared_t;

/* ---- Compiling --------------------------------------------------------- */

static void look_again(prepared_t *prepared, uint64_t gas)
{
    prepared->look = gas > INT64_MAX / 2 ? INT64_MAX / 2 : (long long)gas;
    atomic_store_explicit(&prepared->heat, prepared->look, memory_order_relaxed);
}

/* Compiles what is filled. False: the host can't, and won't be asked again. */
static bool make_version(pvm_program_t *program)
{
    prepared_t *const prepared = program->prepared;
    const bool is_hot = PVMR_NATIVE_HEAT == 0 ||
                        (prepared->versions != 0 && atomic_load_explicit(&prepared->native_heat, memory_order_relaxed) <= 0);
    native_t *const native = pvmr_compile(&prepared->arena, program, &prepared->cells, pvmr_features(), is_hot);
    if (native == NULL)
        return false;
    if (!is_hot)
        atomic_store_explicit(&prepared->native_heat, (long long)native->cell_count * PVMR_NATIVE_HEAT, memory_order_relaxed);
    prepared->versions++;
    prepared->spent_before = 0;
    __atomic_store_n(&program->native_len, program->native_len + native->len, __ATOMIC_RELAXED);
    atomic_store_explicit(&prepared->native, native, memory_order_release);
    return true;
}

/* Compiles if it is worth it, and nobody else is at it. */
static void look_at(pvm_program_t *program)
{
    prepared_t *const prepared = program->prepared;
    if (atomic_flag_test_and_set_explicit(&prepared->is_compiling, memory_order_acquire))
        return;
    if (atomic_load_explicit(&prepared->heat, memory_order_relaxed) <= 0) { /* nobody was, in between */
        const native_t *const native = atomic_load_explicit(&prepared->native, memory_order_relaxed);
        uint32_t units;
        const uint64_t filled = pvmr_filled_units(program, &prepared->cells, NULL, &units);
        const uint64_t price = filled * PVMR_HEAT << prepared->versions;
        prepared->spent_before += (uint64_t)prepared->look;
        if (native != NULL && native->cell_count == filled)
            look_again(prepared, price); /* no more to compile */
        else if (prepared->spent_before < price)
            look_again(prepared, price - prepared->spent_before);
        else if (make_version(program) && prepared->versions < MAX_VERSIONS)
            look_again(prepared, price);
        else
            look_again(prepared, UINT64_MAX);
    }
    atomic_flag_clear_explicit(&prepared->is_compiling, memory_order_release);
}

/* Compiled code has spent gas: is it time that it were fast? */
static void heat_native(pvm_program_t *program, const native_t *native, uint64_t spent)
{
    prepared_t *const prepared = program->prepared;
    if (native->is_hot || atomic_fetch_sub_explicit(&prepared->native_heat, (long long)spent, memory_order_relaxed) > (long long)spent ||
        atomic_flag_test_and_set_explicit(&prepared->is_compiling, memory_order_acquire))
        return;
    if (native == atomic_load_explicit(&prepared->native, memory_order_relaxed) && !make_version(program))
        atomic_store_explicit(&prepared->native_heat, INT64_MAX, memory_order_relaxed);
    atomic_flag_clear_explicit(&prepared->is_compiling, memory_order_release);
}

static void compile_all(pvm_program_t *program)
{
    prepared_t *const prepared = program->prepared;
    pvmi_cells_t *const cells = &prepared->cells;
    for (uint32_t i = 0; i < cells->count; i++) {
        if (pvmi_bit(cells->units, cells->pc_of[i]))
            pvmi_cells_need(program, cells, &cells->cells[i]);
    }
    make_version(program); /* without machine code, the interpreter runs it */
    look_again(prepared, UINT64_MAX);
}

static pvm_status_t prepare(pvm_program_t *program)
{
    prepared_t *const prepared = calloc(1, sizeof *prepared);
    if (prepared == NULL)
        return PVM_STATUS_OUT_OF_MEMORY;
    const pvm_status_t status = pvmr_interpreter.prepare(program);
    if (status != PVM_STATUS_OK) {
        free(prepared);
        return status;
    }
    prepared->made = program->prepared;
    prepared->cells = *prepared->made;
    atomic_flag_clear(&prepared->is_compiling);
    pvmr_arena_reserve(&prepared->arena, program, &prepared->cells);
    program->prepared = prepared;
    look_again(prepared, first_look(prepared->cells.count));
    if (PVMR_HEAT == 0)
        compile_all(program);
    return PVM_STATUS_OK;
}

static void release(pvm_program_t *program)
{
    prepared_t *const prepared = program->prepared;
    pvmr_arena_release(&prepared->arena);
    program->prepared = prepared->made;
    pvmr_interpreter.release(program);
    free(prepared);
}

/* ---- Running ----------------------------------------------------------- */

/* Interprets where there is no code. True: the run ended, with *out_result. False: there may be code now at pc. */
static bool run_cold(pvm_vm_t *vm, uint64_t slice, pvm_result_t *out_result)
{
    uint64_t budget = UINT64_MAX;
    prepared_t *const prepared = vm->program->prepared;
    const uint64_t gas = vm->state.gas, pc = vm->state.pc;
    const uint64_t given = gas < slice ? gas : slice;
    vm->state.gas = given; /* the rest comes back at the exit, which no host sees before */
    *out_result = pvmr_interpreter.run(vm, &budget);
    const long long spent = (long long)(given - vm->state.gas);
    vm->state.gas += gas - given;
    const bool is_hot = atomic_fetch_sub_explicit(&prepared->heat, spent, memory_order_relaxed) <= spent;
    if (is_hot)
        look_at(vm->program);
    if (*out_result != PVM_RESULT_OOG || gas == given)
        return true;
    vm->is_entry = vm->is_entry && vm->state.pc == pc; /* where the program came to by itself is no entry */
    return false;
}

/*
 * Runs compiled code from a cell on. True: the run ended, with *out_result. False: there is no code at pc, and the state
 * is what it is before the instruction there.
 */
static bool run_native(pvm_vm_t *vm, const native_t *native, const cell_t *cell, pvm_result_t *out_result)
{
    const pvm_program_t *const program = vm->program;
    const prepared_t *const prepared = program->prepared;
    const pvmi_cells_t *const cells = &prepared->cells;
    const bool by_block = program->gas_model == PVM_GAS_MODEL_BLOCK;
    native_call_t call = {
        .registers = vm->state.registers, .base = vm->memory.base, .access = vm->memory.access, .jumps = native->jumps};

    while (native->offset_of[cell - cells->cells] != 0) {
        uint64_t gas = vm->state.gas;
        const uint64_t cost = !by_block ? pvmi_charge(cell) : vm->state.charged ? 0 : pvmr_entry_cost(program, cells, cell);
        if (pvmr_take_interrupt(vm)) {
            *out_result = pvmr_leave(vm, cell, gas, vm->state.charged && cost == 0, PVM_RESULT_INTERRUPTED);
            return true;
        }
        if (gas < cost) {
            uint64_t unlimited = UINT64_MAX;
            *out_result = by_block ? pvmr_leave(vm, cell, gas, false, PVM_RESULT_OOG) : pvmr_run_exact(vm, cell, &unlimited);
            return true;
        }
        gas -= cost;
        const uint64_t reserve = gas > SLICE ? gas - SLICE : 0;
        call.fuel = (uint32_t)(gas - reserve);
        call.target = pvmr_native_entry(native, cells, (uint32_t)(cell - cells->cells));
        native->enter(&call);

        const uint32_t exit = pvmr_native_exit(native, &call);
        cell = &cells->cells[exit & EXIT_CELL];
        gas = reserve + call.fuel;
        if (exit & EXIT_FOR_GAS) /* what was taken off too much */
            gas = reserve + (uint32_t)(call.fuel + pvmi_charge(cell));
        heat_native(vm->program, native, vm->state.gas - gas);
        if (exit & (EXIT_FOR_GAS | EXIT_TO_COLD)) {
            pvmr_leave(vm, cell, gas, false, PVM_RESULT_OOG); /* as if, for the sake of a whole state */
            vm->is_entry = false;
            if (exit & EXIT_FOR_GAS && native != atomic_load_explicit(&prepared->native, memory_order_acquire))
                return false; /* there is a newer version */
            continue;
        }
        if (cell->opcode == PVMI_OP_ECALLI) {
            vm->state.host_call = (uint64_t)(int64_t)cell->x;
            *out_result = pvmr_leave(vm, cell, gas, true, PVM_RESULT_HOST_CALL);
            return true;
        }
        /* per instruction, nothing from here on has happened; per block, all of it is paid */
        vm->state.gas = by_block ? gas : gas + pvmi_charge(cell);
        vm->state.charged = by_block;
        uint64_t once = 1;
        *out_result = pvmr_run_exact(vm, cell, &once);
        if (*out_result != PVM_RESULT_STEPPED)
            return true;
        vm->is_entry = false;
        cell = pvmi_cell_at_entry(program, program->prepared, vm->state.pc, false);
    }
    return false;
}

static pvm_result_t run(pvm_vm_t *vm, uint64_t *budget)
{
    prepared_t *const prepared = vm->program->prepared;
    if (*budget != UINT64_MAX)
        return pvmr_interpreter.run(vm, budget);
    pvm_result_t result;
    for (uint64_t slice = COLD_SLICE;; slice *= 2) {
        const native_t *const native = atomic_load_explicit(&prepared->native, memory_order_acquire);
        if (native != NULL) {
            const uint64_t gas = vm->state.gas;
            const cell_t *const cell = pvmi_cell_at_entry(vm->program, &prepared->cells, vm->state.pc, vm->is_entry);
            if (cell != NULL && run_native(vm, native, cell, &result))
                return result;
            if (vm->state.gas < gas)
                slice = COLD_SLICE;
        }
        if (run_cold(vm, slice, &result))
            return result;
    }
}

const pvmi_engine_t pvmi_engine = {
    .kind = PVM_ENGINE_KIND_RECOMPILER,
    .name = "pvm-ffi recompiler (x86-64)",
    .prepare = prepare,
    .release = release,
    .run = run,
};

#else

/* There is no code for this machine: the interpreter does it all, and the name says so. */
static pvm_status_t prepare(pvm_program_t *program)
{
    return pvmr_interpreter.prepare(program);
}

static void release(pvm_program_t *program)
{
    pvmr_interpreter.release(program);
}

static pvm_result_t run(pvm_vm_t *vm, uint64_t *budget)
{
    return pvmr_interpreter.run(vm, budget);
}

const pvmi_engine_t pvmi_engine = {
    .kind = PVM_ENGINE_KIND_INTERPRETER,
    .name = "pvm-ffi recompiler (interpreting: it has no code for this machine)",
    .prepare = prepare,
    .release = release,
    .run = run,
};

#endif
