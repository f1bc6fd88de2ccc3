/*
 * One trial: a program and a seed decide all that two machines, one in each engine, are put through in step: how they are
 * set up, how they run (at once, a few steps, little gas, interrupted) and what is done to them in between. After
 * each run everything a host can see is compared.
 */
#ifndef PVMR_TRIAL_H
#define PVMR_TRIAL_H

#define TAP_OWN_MAIN
#include "../../core/test/fuzz_program.h"

#include "engines.h"

extern const engine_t interpreter_engine, recompiler_engine;
static const engine_t *const engines[2] = {&interpreter_engine, &recompiler_engine};

typedef struct parts {
    uint8_t *code, *bitmask;
    size_t code_len;
    uint64_t table[256];
    size_t table_len;
} parts_t;

/* What a trial is decided by. */
typedef struct trial {
    parts_t parts;
    pvm_program_options_t options;
    uint64_t seed;
    uint32_t rounds;
    bool has_guard; /* the recompiler has guarded memory here */
} trial_t;

#define MAX_TRACKED 32

typedef struct machines {
    random_t random;
    const trial_t *trial;
    pvm_program_t *programs[2];
    pvm_vm_t *vms[2];
    uint32_t pages[MAX_TRACKED], page_count; /* that are compared */
    char why[512];                           /* of a mismatch; empty otherwise */
} machines_t;

#define BOTH(call)                                                                                                     \
    for (int side = 0; side < 2; side++) {                                                                             \
        const engine_t *const engine = engines[side];                                                                  \
        pvm_vm_t *const vm = machines->vms[side];                                                                      \
        (void)vm;                                                                                                      \
        call;                                                                                                          \
    }

static uint64_t runs_by_result[16], gas_spent;

/* ---- Setting up -------------------------------------------------------- */

static void track(machines_t *machines, uint32_t address)
{
    for (uint32_t i = 0; i < machines->page_count; i++) {
        if (machines->pages[i] == address)
            return;
    }
    if (machines->page_count < MAX_TRACKED)
        machines->pages[machines->page_count++] = address;
}

static void map_somewhere(machines_t *machines, uint32_t address)
{
    random_t *const random = &machines->random;
    const pvm_access_t access = one_in(random, 4) ? PVM_ACCESS_READ : one_in(random, 12) ? PVM_ACCESS_NONE
                                                                                        : PVM_ACCESS_READ_WRITE;
    uint8_t octets[64];
    for (size_t i = 0; i < sizeof octets; i += 8)
        memcpy(octets + i, &(uint64_t){any(random)}, 8);
    address &= ~0xfffu;
    const uint32_t at = address + 64 * below(random, 64);
    BOTH(engine->vm_map_memory(vm, address, PVM_PAGE_SIZE, access));
    BOTH(engine->vm_initialize_memory(vm, at, octets, sizeof octets, NULL));
    track(machines, address);
}

static void set_registers_of_both(machines_t *machines)
{
    random_t *const random = &machines->random;
    for (uint32_t reg = 0; reg < PVM_REGISTER_COUNT; reg++) {
        const uint32_t sort = below(random, 8);
        const uint64_t value = sort < 4    ? interesting_address(random)
                               : sort == 4 ? 2 * below(random, 8)
                               : sort == 5 ? PVM_HALT_ADDRESS
                                           : interesting_number(random);
        BOTH(engine->vm_get_state(vm)->registers[reg] = value);
    }
}

static void set_gas_of_both(machines_t *machines)
{
    random_t *const random = &machines->random;
    const uint64_t gas = one_in(random, 4) ? below(random, 40) : below(random, 4000);
    BOTH(engine->vm_set_gas(vm, gas));
}

/* Somewhere in the code or right behind it. */
static uint64_t any_pc(machines_t *machines)
{
    const parts_t *const parts = &machines->trial->parts;
    random_t *const random = &machines->random;
    uint64_t pc = any(random) % (parts->code_len + 3);
    if (one_in(random, 8))
        return pc;
    while (pc > 0 && pc < parts->code_len && !(parts->bitmask[pc / 8] >> pc % 8 & 1))
        pc--;
    return pc;
}

static bool set_up(machines_t *machines)
{
    const parts_t *const parts = &machines->trial->parts;
    random_t *const random = &machines->random;
    /* the recompiler in all modes, the guarded one most: there, more can go wrong */
    const pvm_vm_options_t options = {.size = sizeof options,
                                      .memory_mode = one_in(random, 2)   ? PVM_MEMORY_MODE_GUARD
                                                     : one_in(random, 2) ? PVM_MEMORY_MODE_CHECK
                                                                         : PVM_MEMORY_MODE_AUTO};
    const pvm_vm_options_t *const options_of[] = {NULL, machines->trial->has_guard ? &options : NULL};
    BOTH(if (engine->program_from_parts(parts->code, parts->code_len, parts->bitmask, (parts->code_len + 7) / 8,
                                        parts->table, parts->table_len, &machines->trial->options,
                                        &machines->programs[side], NULL) != PVM_STATUS_OK ||
             engine->vm_from_program(machines->programs[side], options_of[side], &machines->vms[side]) != PVM_STATUS_OK) return false);
    BOTH(engine->vm_set_yield_mode(vm, true));
    if (one_in(random, 3)) { /* a heap for sbrk, and a stack */
        const uint32_t size = below(random, 0x3000), stack_size = below(random, 0x3000);
        BOTH(engine->vm_set_memory_regions(vm, NULL, size, NULL, 16, NULL, 100, NULL, stack_size));
        for (uint32_t page = 0x20000; page < 0x26000; page += PVM_PAGE_SIZE)
            track(machines, page);
        for (uint32_t i = 1; i < 4; i++)
            track(machines, PVM_STACK_TOP - i * PVM_PAGE_SIZE);
    }
    set_registers_of_both(machines);
    set_gas_of_both(machines);
    for (uint32_t left = below(random, 6); left != 0; left--)
        map_somewhere(machines, one_in(random, 6) ? 0xfffff000 : 0x1f000 + below(random, 4) * 0x1000);
    if (one_in(random, 2)) {
        const uint64_t pc = any_pc(machines);
        BOTH(engine->vm_set_pc(vm, pc));
    }
    return true;
}

static void tear_down(machines_t *machines)
{
    BOTH(engine->vm_destroy(vm));
    BOTH(engine->program_release(machines->programs[side]));
}

/* ---- Running ----------------------------------------------------------- */

static pvm_result_t run_once(const engine_t *engine, pvm_vm_t *vm, uint32_t sort, uint64_t count)
{
    if (sort == 0)
        return engine->vm_step(vm, count);
    if (sort == 1) {
        engine->vm_interrupt(vm);
        const pvm_result_t result = engine->vm_resume(vm);
        engine->vm_clear_interrupt(vm);
        return result;
    }
    if (sort == 2)
        engine->vm_set_gas(vm, count);
    return engine->vm_resume(vm);
}

static const char *compare(machines_t *machines, const pvm_result_t *results)
{
    const pvm_state_t *const expected = engines[0]->vm_get_state(machines->vms[0]);
    const pvm_state_t *const got = engines[1]->vm_get_state(machines->vms[1]);
    static uint8_t octets[2][PVM_PAGE_SIZE];
    for (uint32_t reg = 0; reg < PVM_REGISTER_COUNT; reg++) {
        if (expected->registers[reg] != got->registers[reg])
            snprintf(machines->why, sizeof machines->why, "r%u: expected 0x%" PRIx64 ", got 0x%" PRIx64, (unsigned)reg,
                     expected->registers[reg], got->registers[reg]);
    }
    if (results[0] != results[1] || memcmp(expected, got, sizeof *expected) != 0) {
        const size_t len = strlen(machines->why);
        snprintf(machines->why + len, sizeof machines->why - len,
                 "; expected %s kind %d pc %" PRIu64 " gas %" PRIu64 " charged %u fault 0x%x, "
                 "got %s kind %d pc %" PRIu64 " gas %" PRIu64 " charged %u fault 0x%x",
                 engines[0]->result_name(results[0]), (int)expected->trap_kind, expected->pc, expected->gas,
                 (unsigned)expected->charged, (unsigned)expected->fault_address, engines[1]->result_name(results[1]),
                 (int)got->trap_kind, got->pc, got->gas, (unsigned)got->charged, (unsigned)got->fault_address);
    }
    for (uint32_t i = 0; i < machines->page_count && machines->why[0] == 0; i++) {
        pvm_status_t statuses[2];
        BOTH(statuses[side] = engine->vm_read_memory(vm, machines->pages[i], octets[side], PVM_PAGE_SIZE, NULL));
        if (statuses[0] != statuses[1] ||
            (statuses[0] == PVM_STATUS_OK && memcmp(octets[0], octets[1], PVM_PAGE_SIZE) != 0))
            snprintf(machines->why, sizeof machines->why, "memory differs in page 0x%x", (unsigned)machines->pages[i]);
    }
    return machines->why[0] == 0 ? NULL : machines->why;
}

static void change_something_of_both(machines_t *machines, pvm_result_t result)
{
    random_t *const random = &machines->random;
    const uint32_t fault = engines[0]->vm_get_state(machines->vms[0])->fault_address;
    const uint64_t pc = any_pc(machines);
    if (result == PVM_RESULT_FAULT && !one_in(random, 4))
        map_somewhere(machines, fault);
    if (result == PVM_RESULT_OOG || one_in(random, 6))
        set_gas_of_both(machines);
    if (result == PVM_RESULT_OK || result == PVM_RESULT_PANIC || one_in(random, 10))
        BOTH(engine->vm_set_pc(vm, pc));
    if (one_in(random, 8))
        set_registers_of_both(machines);
    if (one_in(random, 6) && machines->page_count != 0) {
        const uint32_t page = machines->pages[below(random, machines->page_count)];
        const pvm_access_t access = one_in(random, 2) ? PVM_ACCESS_READ : PVM_ACCESS_READ_WRITE;
        BOTH(engine->vm_protect_memory(vm, page, PVM_PAGE_SIZE, access));
    }
    if (one_in(random, 12))
        BOTH(pvm_vm_t *copy = NULL; if (engine->vm_clone(vm, &copy) == PVM_STATUS_OK) {
            engine->vm_destroy(vm);
            machines->vms[side] = copy;
        });
    if (one_in(random, 24)) {
        BOTH(engine->vm_reset(vm, NULL));
        set_registers_of_both(machines);
        set_gas_of_both(machines);
    }
}

/* NULL if the engines agree; otherwise why not. */
static const char *try_trial(const trial_t *trial)
{
    static machines_t all;
    machines_t *const machines = &all;
    memset(machines, 0, sizeof *machines);
    machines->trial = trial;
    machines->random.state = trial->seed;
    if (!set_up(machines))
        return "a program or machine cannot be made";
    const char *why = NULL;
    for (uint32_t round = 0; round < trial->rounds && why == NULL; round++) {
        const uint32_t sort = below(&machines->random, 8);
        const uint64_t count = below(&machines->random, 40);
        pvm_result_t results[2];
        const uint64_t gas = sort == 2 ? count : engines[0]->vm_get_state(machines->vms[0])->gas;
        BOTH(results[side] = run_once(engine, vm, sort, count));
        runs_by_result[results[0]]++;
        gas_spent += gas - engines[0]->vm_get_state(machines->vms[0])->gas;
        why = compare(machines, results);
        if (why == NULL)
            change_something_of_both(machines, results[0]);
    }
    tear_down(machines);
    return why;
}

#endif
