/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/interpreter.c: change that one. */
/*
 * The interpreter. A program is decoded once, block by block as it is entered, into cells, one per instruction, with
 * operands extracted and jump targets resolved. Two loops run them: the fast one charges gas per run of instructions
 * and jumps from cell to cell, the exact one charges and checks before each instruction. The exact one steps, and ends
 * a run whose gas does not suffice.
 *
 * A run, in the gas model per instruction, is what goes straight on from a cell to the next terminator or ecalli: its
 * gas is paid when it is entered, and what did not happen is given back at an exit. In the block model a cell at a
 * block's start holds the block's cost, and nothing is given back.
 */
#include "arithmetic.h"
#include "cells.h"
#include "engine.h"
#include "gas.h"

#include <string.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "guest memory is little-endian and is accessed as the host's: big-endian hosts need byte swaps in LOAD and STORE"
#endif

/* Gas that the fast loop runs on before it looks for an interrupt. */
#define SLICE UINT64_C(1000000)

#define UNLIKELY_IF(condition) if (__builtin_expect(!!(condition), 0))

/* ---- Exits ------------------------------------------------------------- */

/* Everything about an exit but registers and memory, which are always current. */
static pvm_result_t leave(pvm_vm_t *vm, const cell_t *cell, uint64_t gas, bool charged, pvm_result_t result,
                          pvm_trap_kind_t kind)
{
    const pvmi_cells_t *const cells = vm->program->prepared;
    vm->state.pc = cells->pc_of[cell - cells->cells];
    vm->state.gas = gas;
    vm->state.charged = vm->program->gas_model == PVM_GAS_MODEL_BLOCK && charged && result != PVM_RESULT_OK &&
                        result != PVM_RESULT_PANIC; /* an ended machine that is run again pays again */
    vm->state.result = result;
    vm->state.trap_kind = kind;
    return result;
}

/* A denied access: below 2^16 a panic, else a fault on the page of the first denied octet (A.4). */
static pvm_result_t leave_denied(pvm_vm_t *vm, const cell_t *cell, uint64_t gas, uint32_t address, uint32_t len,
                                 bool is_store)
{
    const uint32_t denied =
        pvmi_memory_first_denied(&vm->memory, address, len, is_store ? PVMI_READ_WRITE : PVMI_CAN_LOAD);
    if (denied < PVM_LOWEST_ADDRESS)
        return leave(vm, cell, gas, true, PVM_RESULT_PANIC, PVM_TRAP_KIND_LOW_ADDRESS);
    vm->state.fault_address = denied & ~(uint32_t)(PVM_PAGE_SIZE - 1);
    return leave(vm, cell, gas, true, PVM_RESULT_FAULT,
                 is_store ? PVM_TRAP_KIND_STORE_FAULT : PVM_TRAP_KIND_LOAD_FAULT);
}

static bool take_interrupt(pvm_vm_t *vm)
{
    return atomic_load_explicit(&vm->interrupt, memory_order_relaxed) &&
           atomic_exchange_explicit(&vm->interrupt, false, memory_order_acquire);
}

/* ---- What both loops share --------------------------------------------- */

/* sbrk: the old end, or 0 if the heap can't grow that far. */
static uint64_t grow_heap_by(pvm_vm_t *vm, uint64_t len)
{
    const uint64_t end = vm->state.heap_pointer;
    return len == 0 || pvmi_grow_heap(vm, len) ? end : 0;
}

/* Where a dynamic jump that isn't a plain good one goes: NULL after noting what it does instead. */
static const cell_t *odd_dynamic_jump(const pvm_vm_t *vm, uint32_t address, bool *out_halts)
{
    const pvmi_cells_t *const cells = vm->program->prepared;
    *out_halts = address == PVM_HALT_ADDRESS;
    if (*out_halts || address == 0 || address % 2 != 0 || address / 2 > vm->program->jump_table_len)
        return NULL;
    return pvmi_cell_of_target(vm->program, cells, pvmi_jump_target(vm->program, address / 2 - 1));
}

/* Block model: what entering at a cell costs, also in the middle of a block. */
static uint64_t entry_cost(const pvm_program_t *program, const pvmi_cells_t *cells, const cell_t *cell)
{
    const uint64_t pc = cells->pc_of[cell - cells->cells];
    const uint32_t charge = pvmi_charge(cell);
    if (charge != 0 || !pvmi_is_instruction(program, pc))
        return charge;
    const uint64_t start = pvmi_block_of(program, pc);
    return pvmi_bit(cells->mask, start) ? pvmi_charge(&cells->cells[pvmi_cell_index(cells, start)])
                                        : pvmi_block_cost(program, start);
}

#define A regs[cell->a]
#define B regs[cell->b]
#define D regs[cell->d]
#define X ((uint64_t)(int64_t)cell->x)
#define Y ((uint64_t)(int64_t)cell->y)
#define X64 (cell->x64)

#define ALLOWED(address, type, right)                                                                                   \
    (access[(address) >> PVMI_PAGE_BITS] & access[(uint32_t)((address) + sizeof(type) - 1) >> PVMI_PAGE_BITS] & (right))

#define LOAD(type, from)                                                                                                \
    const uint32_t address = (uint32_t)(from);                                                                          \
    UNLIKELY_IF(!ALLOWED(address, type, PVMI_CAN_LOAD))                                                                 \
    {                                                                                                                   \
        denied_address = address;                                                                                       \
        denied_len = sizeof(type);                                                                                      \
        goto load_denied;                                                                                               \
    }                                                                                                                   \
    type loaded;                                                                                                        \
    memcpy(&loaded, base + address, sizeof loaded)

#define STORE(type, to, value)                                                                                          \
    const uint32_t address = (uint32_t)(to);                                                                            \
    UNLIKELY_IF(!ALLOWED(address, type, PVMI_CAN_STORE))                                                                \
    {                                                                                                                   \
        denied_address = address;                                                                                       \
        denied_len = sizeof(type);                                                                                      \
        goto store_denied;                                                                                              \
    }                                                                                                                   \
    const type stored = (type)(value);                                                                                  \
    memcpy(base + address, &stored, sizeof stored)

/* ---- The exact loop ---------------------------------------------------- */

/* Runs from cell, at most *budget instructions; charges before each as the gas models say. */
static pvm_result_t run_exact(pvm_vm_t *vm, const cell_t *cell, uint64_t *budget)
{
    const pvm_program_t *const program = vm->program;
    pvmi_cells_t *const cells = program->prepared;
    const bool by_block = program->gas_model == PVM_GAS_MODEL_BLOCK;
    uint64_t *const regs = vm->state.registers;
    uint8_t *const base = vm->memory.base;
    const uint8_t *const access = vm->memory.access;
    uint64_t gas = vm->state.gas;
    bool charged = by_block && vm->state.charged;
    uint32_t denied_address, denied_len;

#define OP(id) case PVMI_OP_##id:
#define NEXT                                                                                                            \
    cell++;                                                                                                             \
    continue
#define GO_TO(to)                                                                                                       \
    cell = (to);                                                                                                        \
    pvmi_cells_need(program, cells, cell);                                                                              \
    charged = false;                                                                                                    \
    continue
#define NEXT_BLOCK GO_TO(cell + 1)
#define JUMP                                                                                                            \
    if (cell->target == PVMI_NO_CELL)                                                                                   \
        return leave(vm, cell, gas, charged, PVM_RESULT_PANIC, PVM_TRAP_KIND_BAD_JUMP);                                 \
    GO_TO(cells->cells + cell->target)
#define BRANCH(condition)                                                                                               \
    if (condition) {                                                                                                    \
        JUMP;                                                                                                           \
    }                                                                                                                   \
    NEXT_BLOCK
#define DYNAMIC_JUMP(to)                                                                                                \
    bool halts;                                                                                                         \
    const cell_t *const target = odd_dynamic_jump(vm, (uint32_t)(to), &halts);                                          \
    if (target == NULL)                                                                                                 \
        return halts ? leave(vm, cell, gas, charged, PVM_RESULT_OK, PVM_TRAP_KIND_NONE)                                 \
                     : leave(vm, cell, gas, charged, PVM_RESULT_PANIC, PVM_TRAP_KIND_BAD_JUMP);                         \
    GO_TO(target)
#define TRAP return leave(vm, cell, gas, charged, PVM_RESULT_PANIC, PVM_TRAP_KIND_TRAP)
#define HOST_CALL(id)                                                                                                   \
    vm->state.host_call = (id);                                                                                         \
    vm->next_cell = (uint32_t)(cell - cells->cells) + 1;                                                                \
    return leave(vm, cell, gas, charged, PVM_RESULT_HOST_CALL, PVM_TRAP_KIND_NONE)

    for (;;) {
        if (*budget == 0)
            return leave(vm, cell, gas, charged, PVM_RESULT_STEPPED, PVM_TRAP_KIND_NONE);
        if (take_interrupt(vm))
            return leave(vm, cell, gas, charged, PVM_RESULT_INTERRUPTED, PVM_TRAP_KIND_NONE);
        const uint64_t cost = !by_block ? 1 : charged ? 0 : entry_cost(program, cells, cell);
        if (gas < cost)
            return leave(vm, cell, gas, charged, PVM_RESULT_OOG, PVM_TRAP_KIND_NONE);
        gas -= cost;
        charged = true;
        --*budget;

    again:
        switch ((enum pvmi_opcode)cell->opcode) {
#include "interpreter_ops.h"
        case PVMI_OPCODE_COUNT:
            break;
        }
        /* never: each case above leaves or goes on */
        return leave(vm, cell, gas, charged, PVM_RESULT_PANIC, PVM_TRAP_KIND_TRAP);

    load_denied:
        return leave_denied(vm, cell, gas, denied_address, denied_len, false);
    store_denied:
        if (pvmi_memory_prepare_store(&vm->memory, denied_address, denied_len))
            goto again;
        return leave_denied(vm, cell, gas, denied_address, denied_len, true);
    }

#undef OP
#undef NEXT
#undef NEXT_BLOCK
#undef GO_TO
#undef JUMP
#undef BRANCH
#undef DYNAMIC_JUMP
#undef TRAP
#undef HOST_CALL
}

/* ---- The fast loop ----------------------------------------------------- */

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic" /* labels as values: without them, the exact loop does it all */

/*
 * Runs from cell until an exit. With vm NULL it only tells where its handlers are. *out_short is set, and nothing is
 * charged for the cell at pc, if gas does not suffice for a whole run: the exact loop must find where it ends.
 */
static pvm_result_t run_fast(pvm_vm_t *vm, const cell_t *cell, bool *out_short, const void *const **out_handlers)
{
#define AS_LABEL(n072, nunl, id, ...) &&op_##id,
#define AS_PAIR_LABEL(first, second) &&pair_##first##_##second,
    static const void *const handlers[PVMI_HANDLER_COUNT] = {PVMI_OPCODES(AS_LABEL) PVMI_PAIRS(AS_PAIR_LABEL)};
    if (vm == NULL) {
        *out_handlers = handlers;
        return PVM_RESULT_OK;
    }

    const pvmi_cells_t *const cells = vm->program->prepared;
    const cell_t *const first = cells->cells;
    const uint32_t *const jump_cells = cells->jump_cells;
    const uint32_t jump_cells_len = cells->jump_cells_len;
    uint64_t *const regs = vm->state.registers;
    uint8_t *const base = vm->memory.base;
    const uint8_t *const access = vm->memory.access;
    uint64_t fuel = 0;                 /* gas left of this slice */
    uint64_t reserve = vm->state.gas;  /* gas behind it */
    uint32_t charge = pvmi_charge(cell);
    uint64_t cost = charge;
    pvm_result_t result;
    pvm_trap_kind_t kind;
    uint32_t denied_address, denied_len;

    if (vm->program->gas_model == PVM_GAS_MODEL_BLOCK)
        cost = vm->state.charged ? 0 : entry_cost(vm->program, cells, cell);
    goto refuel;

    /* cell->handler is the label of cell->opcode, or of the pair it begins: pvmi_cells_fill puts it there */
#define GO goto *cell->handler
#define OP(id) op_##id:
#define NEXT                                                                                                            \
    cell++;                                                                                                             \
    GO
/* More than there is fuel, or 0, of a unit that is not filled: one comparison for both. */
#define ENTER                                                                                                           \
    charge = pvmi_charge(cell);                                                                                         \
    UNLIKELY_IF(charge - 1 >= fuel)                                                                                     \
    goto enter_slowly;                                                                                                  \
    fuel -= charge;                                                                                                     \
    GO
#define NEXT_BLOCK                                                                                                      \
    cell++;                                                                                                             \
    ENTER
#define JUMP                                                                                                            \
    UNLIKELY_IF(cell->target == PVMI_NO_CELL)                                                                           \
    goto bad_jump;                                                                                                      \
    cell = first + cell->target;                                                                                        \
    ENTER
#define BRANCH(condition)                                                                                               \
    if (condition) {                                                                                                    \
        JUMP;                                                                                                           \
    }                                                                                                                   \
    NEXT_BLOCK
#define DYNAMIC_JUMP(to)                                                                                                \
    const uint32_t jump_address = (uint32_t)(to);                                                                       \
    const uint32_t index = jump_address / 2 - 1;                                                                        \
    UNLIKELY_IF(jump_address % 2 != 0 || index >= jump_cells_len || jump_cells[index] == PVMI_NO_CELL)                  \
    {                                                                                                                   \
        denied_address = jump_address;                                                                                  \
        goto odd_jump;                                                                                                  \
    }                                                                                                                   \
    cell = first + jump_cells[index];                                                                                   \
    ENTER
#define TRAP                                                                                                            \
    result = PVM_RESULT_PANIC;                                                                                          \
    kind = PVM_TRAP_KIND_TRAP;                                                                                          \
    goto out
#define HOST_CALL(id)                                                                                                   \
    vm->state.host_call = (id);                                                                                         \
    vm->next_cell = (uint32_t)(cell - cells->cells) + 1;                                                                \
    result = PVM_RESULT_HOST_CALL;                                                                                      \
    kind = PVM_TRAP_KIND_NONE;                                                                                          \
    goto out

#include "interpreter_ops.h"

    /* A fault, or a store that must be prepared, finds cell at the instruction that did it. */
#define AS_PAIR(first, second)                                                                                          \
    pair_##first##_##second:                                                                                            \
    {                                                                                                                   \
        {                                                                                                               \
            DO_##first;                                                                                                 \
        }                                                                                                               \
        cell++;                                                                                                         \
        DO_##second;                                                                                                    \
        NEXT; /* does not get here if the second one jumps */                                                           \
    }
    PVMI_PAIRS(AS_PAIR)

enter_slowly:
    if (charge == 0) {
        pvmi_cells_fill(vm->program, vm->program->prepared, cell);
        ENTER;
    }
    cost = charge;
refuel:
    fuel += reserve;
    if (take_interrupt(vm))
        return leave(vm, cell, fuel, vm->state.charged && cost == 0, PVM_RESULT_INTERRUPTED, PVM_TRAP_KIND_NONE);
    if (fuel < cost) {
        if (vm->program->gas_model == PVM_GAS_MODEL_BLOCK)
            return leave(vm, cell, fuel, false, PVM_RESULT_OOG, PVM_TRAP_KIND_NONE);
        *out_short = true;
        return leave(vm, cell, fuel, false, PVM_RESULT_OOG, PVM_TRAP_KIND_NONE);
    }
    fuel -= cost;
    reserve = fuel > SLICE ? fuel - SLICE : 0;
    fuel -= reserve;
    GO;

odd_jump:;
    bool halts;
    const cell_t *const target = odd_dynamic_jump(vm, denied_address, &halts);
    if (target != NULL) {
        cell = target;
        ENTER;
    }
    if (halts) {
        result = PVM_RESULT_OK;
        kind = PVM_TRAP_KIND_NONE;
        goto out;
    }
bad_jump:
    result = PVM_RESULT_PANIC;
    kind = PVM_TRAP_KIND_BAD_JUMP;
out:
    return leave(vm, cell, fuel + reserve + pvmi_refund(vm->program, cell), true, result, kind);

store_denied:
    if (pvmi_memory_prepare_store(&vm->memory, denied_address, denied_len)) {
        GO;
    }
    return leave_denied(vm, cell, fuel + reserve + pvmi_refund(vm->program, cell), denied_address, denied_len, true);
load_denied:
    return leave_denied(vm, cell, fuel + reserve + pvmi_refund(vm->program, cell), denied_address, denied_len, false);

#undef GO
#undef OP
#undef NEXT
#undef ENTER
#undef NEXT_BLOCK
#undef JUMP
#undef BRANCH
#undef DYNAMIC_JUMP
#undef TRAP
#undef HOST_CALL
}
#pragma GCC diagnostic pop
#endif

/* ---- The engine -------------------------------------------------------- */

/* A pc from outside where no instruction starts: acts as a trap (A.3). In the block model that is free. */
static pvm_result_t trap_at_entry(pvm_vm_t *vm, uint64_t *budget)
{
    pvm_state_t *const state = &vm->state;
    const uint64_t cost = vm->program->gas_model == PVM_GAS_MODEL_INSTRUCTION;
    state->trap_kind = PVM_TRAP_KIND_NONE;
    if (*budget == 0)
        return state->result = PVM_RESULT_STEPPED;
    if (take_interrupt(vm))
        return state->result = PVM_RESULT_INTERRUPTED;
    if (state->gas < cost)
        return state->result = PVM_RESULT_OOG;
    state->gas -= cost;
    --*budget;
    state->trap_kind = PVM_TRAP_KIND_TRAP;
    state->charged = 0;
    return state->result = PVM_RESULT_PANIC;
}

/* Where to begin; NULL where no instruction starts. Behind a host call that is known, in a unit that is filled. */
static const cell_t *first_cell(const pvm_vm_t *vm)
{
    pvmi_cells_t *const cells = vm->program->prepared;
    if (vm->next_cell != 0 && !vm->is_entry && cells->pc_of[vm->next_cell] == vm->state.pc)
        return cells->cells + vm->next_cell;
    return pvmi_cell_at_entry(vm->program, cells, vm->state.pc, vm->is_entry);
}

static pvm_result_t run(pvm_vm_t *vm, uint64_t *budget)
{
    const cell_t *const cell = first_cell(vm);
    if (cell == NULL)
        return trap_at_entry(vm, budget);
#if defined(__GNUC__)
    if (*budget == UINT64_MAX) {
        bool is_short = false;
        const pvm_result_t result = run_fast(vm, cell, &is_short, NULL);
        if (!is_short)
            return result;
        return run_exact(vm, pvmi_cell_at_entry(vm->program, vm->program->prepared, vm->state.pc, false), budget);
    }
#endif
    return run_exact(vm, cell, budget);
}

static pvm_status_t prepare(pvm_program_t *program)
{
    const void *const *handlers = NULL;
#if defined(__GNUC__)
    run_fast(NULL, NULL, NULL, &handlers);
#endif
    program->prepared = pvmi_cells_make(program, handlers);
    return program->prepared == NULL ? PVM_STATUS_OUT_OF_MEMORY : PVM_STATUS_OK;
}

static void release(pvm_program_t *program)
{
    pvmi_cells_free(program->prepared);
}

const pvmi_engine_t pvmi_engine = {
    .kind = PVM_ENGINE_KIND_INTERPRETER,
    .name = "pvm-ffi interpreter",
    .prepare = prepare,
    .release = release,
    .run = run,
};
