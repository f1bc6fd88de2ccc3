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
#include "signals.h"

#include "guard.h"

#include <stdlib.h>

#ifdef PVMR_HAS_CODE

/* Gas that compiled code runs on before it looks for an interrupt. As in the interpreter. */
#define SLICE UINT64_C(1000000)

/*
 * What has been entered of a program is compiled when this much gas for each of its cells was spent in the interpreter;
 * 0: all of a program is compiled when it is made. Compiling a cell takes about as long as interpreting 20, and compiled
 * code earns that in several times as much: a program that ends right after it was compiled has lost a tenth at most, and
 * one that runs for long, nothing that shows.
 */
#ifndef PVMR_HEAT
#define PVMR_HEAT 256
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

/*
 * Gas that a machine spends in compiled code before its memory becomes guarded, if that is left to the engine: to protect
 * its pages, and to make them accessible again at the end, takes about a twentieth as long.
 */
#ifndef PVMR_GUARD_AFTER
#define PVMR_GUARD_AFTER (4 * SLICE)
#endif

/*
 * Gas in compiled code that takes as long as a signal. A machine that is left to the engine pays it for each, out of what
 * it has spent: one that faults or grows all the time goes back to checks.
 */
#define SIGNAL_PRICE UINT64_C(10000)

/* Machine code for unguarded memory or for guarded memory, and when there will be more of it. */
typedef struct line {
    _Atomic(native_t *) native; /* the newest; older ones stay in the arena, since somebody may run them */
    atomic_llong heat;          /* gas to be spent where there is none, until the next look */
    atomic_llong native_heat;   /* gas to be spent in it until it shall be fast */
    uint32_t versions;          /* who compiles changes it */
    uint64_t spent_before;      /* the same: gas that the looks so far have counted since the last version */
    long long look;             /* the same: gas of the look that is under way */
    bool is_guarded;
} line_t;

typedef struct prepared {
    pvmi_cells_t cells; /* first: to the interpreter, this is what is prepared */
    pvmi_cells_t *made; /* what it made, and frees; `cells` is a copy of the struct */
    arena_t arena;      /* who compiles uses it */
    atomic_flag is_compiling;
    line_t lines[2]; /* by is_guarded */
} prepared_t;

/* ---- Compiling --------------------------------------------------------- */

static void look_again(line_t *line, uint64_t gas)
{
    line->look = gas > INT64_MAX / 2 ? INT64_MAX / 2 : (long long)gas;
    atomic_store_explicit(&line->heat, line->look, memory_order_relaxed);
}

/* Compiles what is filled. False: the host can't, and won't be asked again. */
static bool make_version(pvm_program_t *program, line_t *line)
{
    prepared_t *const prepared = program->prepared;
    const bool is_hot = PVMR_NATIVE_HEAT == 0 ||
                        (line->versions != 0 && atomic_load_explicit(&line->native_heat, memory_order_relaxed) <= 0);
    const uint64_t begin = pvmi_nanoseconds();
    native_t *const native =
        pvmr_compile(&prepared->arena, program, &prepared->cells, pvmr_features(), is_hot, line->is_guarded);
    const uint64_t compile_time = program->compile_time + pvmi_nanoseconds_since(begin);
    __atomic_store_n(&program->compile_time, compile_time, __ATOMIC_RELAXED);
    if (native == NULL)
        return false;
    if (!is_hot)
        atomic_store_explicit(&line->native_heat, (long long)native->cell_count * PVMR_NATIVE_HEAT, memory_order_relaxed);
    line->versions++;
    line->spent_before = 0;
    __atomic_store_n(&program->native_len, program->native_len + native->len, __ATOMIC_RELAXED);
    atomic_store_explicit(&line->native, native, memory_order_release);
    return true;
}

/* Compiles if it is worth it, and nobody else is at it. */
static void look_at(pvm_program_t *program, line_t *line)
{
    prepared_t *const prepared = program->prepared;
    if (atomic_flag_test_and_set_explicit(&prepared->is_compiling, memory_order_acquire))
        return;
    const long long heat = atomic_load_explicit(&line->heat, memory_order_relaxed);
    if (heat <= 0) { /* nobody was, in between */
        const native_t *const native = atomic_load_explicit(&line->native, memory_order_relaxed);
        uint32_t units;
        const uint64_t filled = pvmr_filled_units(program, &prepared->cells, NULL, &units);
        const uint64_t price = filled * PVMR_HEAT << line->versions;
        line->spent_before += (uint64_t)(line->look - heat);
        if (native != NULL && native->cell_count == filled)
            look_again(line, price); /* no more to compile */
        else if (line->spent_before < price)
            look_again(line, price - line->spent_before);
        else if (make_version(program, line) && line->versions < MAX_VERSIONS)
            look_again(line, price);
        else
            look_again(line, UINT64_MAX);
    }
    atomic_flag_clear_explicit(&prepared->is_compiling, memory_order_release);
}

/* Gas was spent where the line has no code. */
static void heat(pvm_program_t *program, line_t *line, uint64_t spent)
{
    if (atomic_fetch_sub_explicit(&line->heat, (long long)spent, memory_order_relaxed) <= (long long)spent)
        look_at(program, line);
}

/* Compiled code has spent gas: is it time that it were fast? */
static void heat_native(pvm_program_t *program, line_t *line, const native_t *native, uint64_t spent)
{
    prepared_t *const prepared = program->prepared;
    if (native->is_hot || atomic_fetch_sub_explicit(&line->native_heat, (long long)spent, memory_order_relaxed) > (long long)spent ||
        atomic_flag_test_and_set_explicit(&prepared->is_compiling, memory_order_acquire))
        return;
    if (native == atomic_load_explicit(&line->native, memory_order_relaxed) && !make_version(program, line))
        atomic_store_explicit(&line->native_heat, INT64_MAX, memory_order_relaxed);
    atomic_flag_clear_explicit(&prepared->is_compiling, memory_order_release);
}

static bool is_eager(const pvm_program_t *program)
{
    return program->compile == PVM_COMPILE_EAGER || (program->compile == PVM_COMPILE_ADAPTIVE && PVMR_HEAT == 0);
}

/* All of a program, unless somebody else is at it; without machine code, the interpreter runs it. */
static void compile_all(pvm_program_t *program, line_t *line)
{
    prepared_t *const prepared = program->prepared;
    if (atomic_flag_test_and_set_explicit(&prepared->is_compiling, memory_order_acquire))
        return;
    if (line->look != INT64_MAX / 2) { /* for the first time */
        pvmi_cells_fill_all(program, program->prepared);
        make_version(program, line);
        look_again(line, UINT64_MAX);
    }
    atomic_flag_clear_explicit(&prepared->is_compiling, memory_order_release);
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
    program->prepared = prepared;
    const bool is_compiled = program->compile != PVM_COMPILE_NEVER;
    for (int is_guarded = 0; is_guarded < 2; is_guarded++) {
        prepared->lines[is_guarded].is_guarded = is_guarded;
        look_again(&prepared->lines[is_guarded], is_compiled ? first_look(prepared->cells.count) : UINT64_MAX);
    }
    if (is_compiled)
        pvmr_arena_reserve(&prepared->arena, program, &prepared->cells, is_eager(program));
    if (is_eager(program))
        compile_all(program, &prepared->lines[0]); /* the other when a machine wants it */
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

/* ---- Which code --------------------------------------------------------- */

/* Behind a host call it is taken to be so for some microseconds, to keep host calls cheap. */
static bool gets_signals(const pvm_vm_t *vm)
{
    const bool goes_on = !vm->is_entry && vm->state.result == PVM_RESULT_HOST_CALL;
    return goes_on ? pvmr_signals_lately_checked() : pvmr_signals_check() == PVM_STATUS_OK;
}

/* Is the machine one whose memory becomes guarded, if it can be? */
static bool wants_guard(const pvm_vm_t *vm)
{
    const uint64_t least = PVMR_GUARD_AFTER;
    return !vm->memory.refuses_guard &&
           (vm->memory_mode == PVM_MEMORY_MODE_GUARD || (vm->memory_mode == PVM_MEMORY_MODE_AUTO && vm->native_gas >= least));
}

/* Shall the machine run guarded code, and can it? Then its memory is ready for it. */
static bool goes_guarded(pvm_vm_t *vm)
{
    prepared_t *const prepared = vm->program->prepared;
    line_t *const line = &prepared->lines[true];
    if (!wants_guard(vm)) {
        if (vm->memory_mode == PVM_MEMORY_MODE_AUTO)
            pvmi_guard_end(&vm->memory);
        return false;
    }
    if (is_eager(vm->program) && atomic_load_explicit(&line->native, memory_order_acquire) == NULL)
        compile_all(vm->program, line);
    if (vm->memory_mode == PVM_MEMORY_MODE_AUTO && atomic_load_explicit(&line->native, memory_order_acquire) == NULL)
        return false;
    return gets_signals(vm) && pvmi_guard_begin(&vm->memory) && pvmi_guard_settle(&vm->memory);
}

/* A machine has run checked code for a slice. What its guest is worth in guarded code, too, is worth it now. */
static void heat_guarded(pvm_vm_t *vm, uint64_t spent)
{
    prepared_t *const prepared = vm->program->prepared;
    if (wants_guard(vm) && pvmr_signals_check() == PVM_STATUS_OK)
        heat(vm->program, &prepared->lines[true], spent);
}

/* ---- Running ----------------------------------------------------------- */

/* Interprets where there is no code. True: the run ended, with *out_result. False: there may be code now at pc. */
static bool run_cold(pvm_vm_t *vm, line_t *line, uint64_t slice, pvm_result_t *out_result)
{
    uint64_t budget = UINT64_MAX;
    const uint64_t gas = vm->state.gas, pc = vm->state.pc;
    const uint64_t given = gas < slice ? gas : slice;
    vm->state.gas = given; /* the rest comes back at the exit, which no host sees before */
    *out_result = pvmr_interpreter.run(vm, &budget);
    const uint64_t spent = given - vm->state.gas;
    vm->state.gas += gas - given;
    heat(vm->program, line, spent);
    if (*out_result != PVM_RESULT_OOG || gas == given)
        return true;
    vm->is_entry = vm->is_entry && vm->state.pc == pc; /* where the program came to by itself is no entry */
    return false;
}

typedef enum outcome {
    ENDED,   /* the run, with *out_result */
    NO_CODE, /* at pc; the state is what it is before the instruction there */
    CHOOSE,  /* the same state, but there may be better code for it */
} outcome_t;

/* Enters compiled code. Tells the cell that it left before, and why. */
static uint32_t enter(const pvm_vm_t *vm, const native_t *native, native_call_t *call)
{
    if (native->is_guarded)
        pvmr_signals_enter(native, call, &vm->memory);
    else
        native->enter(call);
    return pvmr_native_exit(native, call);
}

/* Is there other code to go on with, at the end of a slice of this? */
static bool shall_choose(pvm_vm_t *vm, const line_t *line, const native_t *native, uint64_t spent)
{
    if (!native->is_guarded)
        heat_guarded(vm, spent);
    return native != atomic_load_explicit(&line->native, memory_order_acquire) || (!native->is_guarded && goes_guarded(vm));
}

static void pay_for_signal(pvm_vm_t *vm)
{
    vm->native_gas -= vm->native_gas < SIGNAL_PRICE ? vm->native_gas : SIGNAL_PRICE;
}

/* Runs compiled code from a cell on. */
static outcome_t run_native(pvm_vm_t *vm, line_t *line, const native_t *native, const cell_t *cell,
                            pvm_result_t *out_result)
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
            return ENDED;
        }
        if (gas < cost) {
            uint64_t unlimited = UINT64_MAX;
            *out_result = by_block ? pvmr_leave(vm, cell, gas, false, PVM_RESULT_OOG) : pvmr_run_exact(vm, cell, &unlimited);
            return ENDED;
        }
        if (native->is_guarded && !pvmi_guard_settle(&vm->memory))
            return CHOOSE;
        gas -= cost;
        const uint64_t reserve = gas > SLICE ? gas - SLICE : 0;
        call.fuel = (uint32_t)(gas - reserve);
        call.target = pvmr_native_entry(native, cells, (uint32_t)(cell - cells->cells));
        const uint32_t exit = enter(vm, native, &call);
        cell = &cells->cells[exit & EXIT_CELL];
        gas = reserve + call.fuel;
        if (exit & EXIT_FOR_GAS) /* what was taken off too much */
            gas = reserve + (uint32_t)(call.fuel + pvmi_charge(cell));
        const uint64_t spent = vm->state.gas - gas;
        vm->native_gas += spent;
        heat_native(vm->program, line, native, spent);
        if (exit & (EXIT_FOR_GAS | EXIT_TO_COLD)) {
            pvmr_leave(vm, cell, gas, false, PVM_RESULT_OOG); /* as if, for the sake of a whole state */
            vm->is_entry = false;
            if (exit & EXIT_FOR_GAS && shall_choose(vm, line, native, spent))
                return CHOOSE;
            continue;
        }
        if (cell->opcode == PVMI_OP_ECALLI) {
            vm->state.host_call = (uint64_t)(int64_t)cell->x;
            *out_result = pvmr_leave(vm, cell, gas, true, PVM_RESULT_HOST_CALL);
            return ENDED;
        }
        /* per instruction, nothing from here on has happened; per block, all of it is paid */
        vm->state.gas = by_block ? gas : gas + pvmi_charge(cell);
        vm->state.charged = by_block;
        uint64_t once = 1;
        *out_result = pvmr_run_exact(vm, cell, &once);
        if (native->is_guarded && call.is_denied)
            pay_for_signal(vm);
        if (*out_result != PVM_RESULT_STEPPED)
            return ENDED;
        vm->is_entry = false;
        if (native->is_guarded && !wants_guard(vm))
            return CHOOSE;
        cell = pvmi_cell_at_entry(program, program->prepared, vm->state.pc, false);
    }
    return NO_CODE;
}

static pvm_result_t run(pvm_vm_t *vm, uint64_t *budget)
{
    prepared_t *const prepared = vm->program->prepared;
    if (*budget != UINT64_MAX)
        return pvmr_interpreter.run(vm, budget);
    pvm_result_t result;
    for (uint64_t slice = COLD_SLICE;; slice *= 2) {
        line_t *const line = &prepared->lines[goes_guarded(vm)];
        const native_t *const native = atomic_load_explicit(&line->native, memory_order_acquire);
        if (native != NULL) {
            const uint64_t gas = vm->state.gas;
            const cell_t *const cell = pvmi_cell_at_entry(vm->program, &prepared->cells, vm->state.pc, vm->is_entry);
            const outcome_t outcome = cell == NULL ? NO_CODE : run_native(vm, line, native, cell, &result);
            if (outcome == ENDED)
                return result;
            if (vm->state.gas < gas)
                slice = COLD_SLICE;
            if (outcome == CHOOSE)
                continue;
        }
        if (run_cold(vm, line, slice, &result))
            return result;
    }
}

static bool native_code(const pvm_program_t *program, uint64_t pc, pvmi_native_code_t *out)
{
    const prepared_t *const prepared = program->prepared;
    const native_t *native = atomic_load_explicit(&prepared->lines[false].native, memory_order_acquire);
    const uint32_t cell = pvmi_cell_index(&prepared->cells, pc);
    if (native == NULL) /* all its machines are guarded */
        native = atomic_load_explicit(&prepared->lines[true].native, memory_order_acquire);
    if (native == NULL || native->offset_of[cell] == 0)
        return false;
    const span_t span = pvmr_native_span(native, cell);
    *out = (pvmi_native_code_t){native->region + span.first, span.end - span.first, span.first};
    return true;
}

const pvmi_engine_t pvmi_engine = {
    .kind = PVM_ENGINE_KIND_RECOMPILER,
    .name = "pvm-ffi recompiler (x86-64)",
    .prepare = prepare,
    .release = release,
    .run = run,
    .check_guard = pvmr_signals_check,
    .native_code = native_code,
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
