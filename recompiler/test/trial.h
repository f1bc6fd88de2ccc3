/*
 * One trial: a program and a seed decide all that two machines, one in each engine, are put through in step: how they are
 * set up, how they run (at once, a few steps, with little gas or with much, interrupted), how their host calls are
 * answered and what is done to them in between. After each run everything a host can see is compared.
 */
#ifndef PVMR_TRIAL_H
#define PVMR_TRIAL_H

#include "parts.h"

/* What a trial is decided by. */
typedef struct trial {
    parts_t parts;
    pvm_program_options_t options;
    uint64_t seed;
    uint32_t rounds;
    bool has_guard; /* the recompiler has guarded memory here */
} trial_t;

#define MAX_TRACKED 32

typedef struct machines machines_t;

/* What a host callback gets: it answers alike on both sides. */
typedef struct host {
    machines_t *machines;
    int side;
    random_t random;
} host_t;

/* A run, and the state before it. */
typedef struct attempt {
    uint32_t sort;
    uint64_t count;
    pvm_state_t before;
} attempt_t;

struct machines {
    random_t random;
    const trial_t *trial;
    pvm_program_t *programs[2];
    pvm_vm_t *vms[2];
    host_t hosts[2];
    bool calls_back; /* host calls are answered by a callback, else by whoever runs the machine */
    uint32_t pages[MAX_TRACKED], page_count; /* that are compared */
    attempt_t last;
    char why[512]; /* of a mismatch; empty otherwise */
};

#define BOTH(call)                                                                                                     \
    for (int side = 0; side < 2; side++) {                                                                             \
        const engine_t *const engine = engines[side];                                                                  \
        pvm_vm_t *const vm = machines->vms[side];                                                                      \
        (void)vm, (void)engine;                                                                                        \
        call;                                                                                                          \
    }

static uint64_t runs_by_result[16], gas_spent, host_calls;

/* ---- Memory ------------------------------------------------------------ */

static void track(machines_t *machines, uint32_t address)
{
    for (uint32_t i = 0; i < machines->page_count; i++) {
        if (machines->pages[i] == address)
            return;
    }
    if (machines->page_count < MAX_TRACKED)
        machines->pages[machines->page_count++] = address;
}

/* A page and what is in it somewhere. */
typedef struct page_change {
    uint32_t address, at;
    pvm_access_t access;
    uint8_t octets[64];
} page_change_t;

static page_change_t draw_page(random_t *random, uint32_t address)
{
    page_change_t change = {.address = address & ~0xfffu};
    change.access = one_in(random, 4) ? PVM_ACCESS_READ : one_in(random, 12) ? PVM_ACCESS_NONE : PVM_ACCESS_READ_WRITE;
    for (size_t i = 0; i < sizeof change.octets; i += 8)
        memcpy(change.octets + i, &(uint64_t){any(random)}, 8);
    change.at = change.address + 64 * below(random, 64);
    return change;
}

static void map_page(machines_t *machines, int side, const page_change_t *change)
{
    const engine_t *const engine = engines[side];
    engine->vm_map_memory(machines->vms[side], change->address, PVM_PAGE_SIZE, change->access);
    engine->vm_initialize_memory(machines->vms[side], change->at, change->octets, sizeof change->octets, NULL);
    track(machines, change->address);
}

static void map_somewhere(machines_t *machines, uint32_t address)
{
    const page_change_t change = draw_page(&machines->random, address);
    BOTH(map_page(machines, side, &change));
}

/* Pages that hosts change at any time. All are tracked from the start, so that both sides see the same. */
static const uint32_t host_pages[] = {0x1f000, 0x20000, 0x21000, 0x22000, PVM_STACK_TOP - PVM_PAGE_SIZE, 0xfffff000};

static uint32_t any_page(random_t *random)
{
    return host_pages[below(random, COUNT(host_pages))];
}

static void protect_page(machines_t *machines, int side, random_t *random)
{
    const uint32_t page = any_page(random);
    engines[side]->vm_protect_memory(machines->vms[side], page, PVM_PAGE_SIZE,
                                     one_in(random, 2) ? PVM_ACCESS_READ : PVM_ACCESS_READ_WRITE);
}

/* As the host does it, by a copy or through a window. */
static void write_page(machines_t *machines, int side, random_t *random)
{
    const uint32_t page = any_page(random), at = below(random, PVM_PAGE_SIZE - 8);
    const uint64_t number = any(random);
    if (one_in(random, 2)) {
        engines[side]->vm_write_memory(machines->vms[side], page + at, (const uint8_t *)&number, 8, NULL);
    } else {
        uint8_t *const window = engines[side]->vm_get_memory_window(machines->vms[side], page, PVM_PAGE_SIZE);
        if (window != NULL)
            memcpy(window + at, &number, 8);
    }
}

/* ---- Host calls -------------------------------------------------------- */

/* Changes something, or nothing, and answers. Gas only becomes less, so that runs end. */
static pvm_host_result_t answer(pvm_vm_t *vm, int func_id, void *user_data)
{
    host_t *const host = user_data;
    random_t *const random = &host->random;
    const engine_t *const engine = engines[host->side];
    pvm_state_t *const state = engine->vm_get_state(vm);
    (void)func_id;
    host_calls++;
    if (one_in(random, 4))
        state->registers[below(random, PVM_REGISTER_COUNT)] =
            one_in(random, 2) ? interesting_address(random) : interesting_number(random);
    if (one_in(random, 8))
        state->gas -= state->gas < 100 ? state->gas / 2 : below(random, 100);
    if (one_in(random, 6)) {
        const page_change_t change = draw_page(random, any_page(random));
        map_page(host->machines, host->side, &change);
    }
    if (one_in(random, 6))
        protect_page(host->machines, host->side, random);
    if (one_in(random, 6))
        write_page(host->machines, host->side, random);
    if (one_in(random, 16))
        engine->vm_grow_heap(vm, below(random, 0x3000), &(uint64_t){0});
    if (one_in(random, 16))
        engine->vm_interrupt(vm);
    return one_in(random, 8) ? (pvm_host_result_t)below(random, 5) : PVM_HOST_CONTINUE;
}

/* Of a new machine. */
static void choose_host(machines_t *machines)
{
    if (!machines->calls_back)
        BOTH(engine->vm_set_yield_mode(vm, true))
    else
        BOTH(engine->vm_set_host_callback(vm, answer, &machines->hosts[side]))
}

/* ---- Setting up -------------------------------------------------------- */

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

/* Seldom so much that a loop runs over the engines' slices of a million; a million callbacks would take seconds. */
static void set_gas_of_both(machines_t *machines)
{
    random_t *const random = &machines->random;
    const uint64_t gas = one_in(random, 2000) && !machines->calls_back ? 900000 + below(random, 1500000)
                         : one_in(random, 4)  ? below(random, 40)
                                              : below(random, 4000);
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
    while (pc > 0 && pc < parts->code_len && !has_start(parts, pc))
        pc--;
    return pc;
}

static bool make_machines(machines_t *machines)
{
    const trial_t *const trial = machines->trial;
    const parts_t *const parts = &trial->parts;
    random_t *const random = &machines->random;
    /* the recompiler in all modes, the guarded one most: there, more can go wrong */
    const pvm_vm_options_t options = {.size = sizeof options,
                                      .memory_mode = one_in(random, 2)   ? PVM_MEMORY_MODE_GUARD
                                                     : one_in(random, 2) ? PVM_MEMORY_MODE_CHECK
                                                                         : PVM_MEMORY_MODE_AUTO};
    const pvm_vm_options_t *const options_of[] = {NULL, trial->has_guard ? &options : NULL};
    BOTH(if (engine->program_from_parts(parts->code, parts->code_len, parts->bitmask, (parts->code_len + 7) / 8,
                                        parts->table, parts->table_len, &trial->options, &machines->programs[side],
                                        NULL) != PVM_STATUS_OK ||
             engine->vm_from_program(machines->programs[side], options_of[side], &machines->vms[side]) != PVM_STATUS_OK)
             return false);
    return true;
}

static bool set_up(machines_t *machines)
{
    random_t *const random = &machines->random;
    if (!make_machines(machines))
        return false;
    machines->calls_back = one_in(random, 2);
    const uint64_t host_seed = any(random);
    for (int side = 0; side < 2; side++)
        machines->hosts[side] = (host_t){machines, side, {host_seed}};
    choose_host(machines);
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
    for (size_t i = 0; i < COUNT(host_pages); i++)
        track(machines, host_pages[i]);
    for (uint32_t left = below(random, 6); left != 0; left--)
        map_somewhere(machines, any_page(random));
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

/* Sorts of runs; all others just resume. */
enum { BY_STEPS, INTERRUPTED, WITH_LITTLE_GAS, STEPS_WITH_ALL_GAS, FROM_ENTRY, SORTS = 10 };

static const char *sort_name(uint32_t sort)
{
    static const char *const names[] = {"steps", "interrupted", "with little gas", "steps, with all gas", "from an entry"};
    return sort < COUNT(names) ? names[sort] : "resumed";
}

static pvm_result_t run_once(const engine_t *engine, pvm_vm_t *vm, uint32_t sort, uint64_t count)
{
    pvm_result_t result;
    switch (sort) {
    case BY_STEPS:
        return engine->vm_step(vm, count);
    case INTERRUPTED:
        engine->vm_interrupt(vm);
        result = engine->vm_resume(vm);
        engine->vm_clear_interrupt(vm);
        return result;
    case WITH_LITTLE_GAS:
        engine->vm_set_gas(vm, count);
        return engine->vm_resume(vm);
    case STEPS_WITH_ALL_GAS:
        engine->vm_set_gas(vm, count % 2 == 0 ? INT64_MAX : UINT64_MAX);
        return engine->vm_step(vm, count);
    case FROM_ENTRY:
        return engine->vm_execute(vm, count);
    default:
        return engine->vm_resume(vm);
    }
}

static void differ(machines_t *machines, const char *format, ...)
{
    const size_t len = strlen(machines->why);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(machines->why + len, sizeof machines->why - len, format, arguments);
    va_end(arguments);
}

static void compare_states(machines_t *machines, const pvm_result_t *results)
{
    const pvm_state_t *const expected = engines[0]->vm_get_state(machines->vms[0]);
    const pvm_state_t *const got = engines[1]->vm_get_state(machines->vms[1]);
    for (uint32_t reg = 0; reg < PVM_REGISTER_COUNT; reg++) {
        if (expected->registers[reg] != got->registers[reg])
            differ(machines, "r%u: expected 0x%" PRIx64 ", got 0x%" PRIx64 "; ", (unsigned)reg, expected->registers[reg],
                   got->registers[reg]);
    }
    if (results[0] != results[1] || memcmp(expected, got, sizeof *expected) != 0)
        differ(machines,
               "expected %s kind %d pc %" PRIu64 " gas %" PRIu64 " charged %u fault 0x%x, "
               "got %s kind %d pc %" PRIu64 " gas %" PRIu64 " charged %u fault 0x%x",
               engines[0]->result_name(results[0]), (int)expected->trap_kind, expected->pc, expected->gas,
               (unsigned)expected->charged, (unsigned)expected->fault_address, engines[1]->result_name(results[1]),
               (int)got->trap_kind, got->pc, got->gas, (unsigned)got->charged, (unsigned)got->fault_address);
}

static void compare_pages(machines_t *machines)
{
    static uint8_t octets[2][PVM_PAGE_SIZE];
    for (uint32_t i = 0; i < machines->page_count && machines->why[0] == 0; i++) {
        pvm_status_t statuses[2];
        pvm_access_t access[2];
        BOTH(statuses[side] = engine->vm_read_memory(vm, machines->pages[i], octets[side], PVM_PAGE_SIZE, NULL);
             engine->vm_query_memory(vm, machines->pages[i], &access[side], &(uint64_t){0}));
        if (statuses[0] != statuses[1] || access[0] != access[1] ||
            (statuses[0] == PVM_STATUS_OK && memcmp(octets[0], octets[1], PVM_PAGE_SIZE) != 0))
            differ(machines, "memory differs in page 0x%x", (unsigned)machines->pages[i]);
    }
}

static void replace_by_clones(machines_t *machines)
{
    BOTH(pvm_vm_t *copy = NULL; if (engine->vm_clone(vm, &copy) == PVM_STATUS_OK) {
        engine->vm_destroy(vm);
        machines->vms[side] = copy;
    });
    choose_host(machines); /* clones have no callback */
}

/* The same on both sides, by copies of one source of numbers. */
#define ALIKE(change)                                                                                                  \
    do {                                                                                                               \
        const random_t same = machines->random;                                                                        \
        BOTH(machines->random = same; change);                                                                         \
    } while (0)

static void change_something_of_both(machines_t *machines, pvm_result_t result)
{
    random_t *const random = &machines->random;
    const uint32_t fault = engines[0]->vm_get_state(machines->vms[0])->fault_address;
    const uint64_t pc = any_pc(machines);
    if (result == PVM_RESULT_FAULT && !one_in(random, 4))
        map_somewhere(machines, fault);
    if (result == PVM_RESULT_OOG || machines->last.sort == STEPS_WITH_ALL_GAS || one_in(random, 6))
        set_gas_of_both(machines);
    if (result == PVM_RESULT_OK || result == PVM_RESULT_PANIC || one_in(random, 10))
        BOTH(engine->vm_set_pc(vm, pc));
    if (one_in(random, 8))
        set_registers_of_both(machines);
    if (one_in(random, 6))
        ALIKE(protect_page(machines, side, random));
    if (one_in(random, 8))
        ALIKE(write_page(machines, side, random));
    if (one_in(random, 12))
        replace_by_clones(machines);
    if (one_in(random, 24)) {
        BOTH(engine->vm_reset(vm, NULL));
        set_registers_of_both(machines);
        set_gas_of_both(machines);
    }
}

static void run_both(machines_t *machines)
{
    random_t *const random = &machines->random;
    attempt_t *const last = &machines->last;
    *last = (attempt_t){below(random, SORTS), below(random, 40), *engines[0]->vm_get_state(machines->vms[0])};
    if (last->sort == FROM_ENTRY)
        last->count = any_pc(machines);
    pvm_result_t results[2];
    BOTH(results[side] = run_once(engine, vm, last->sort, last->count));
    runs_by_result[results[0]]++;
    if (last->sort != WITH_LITTLE_GAS && last->sort != STEPS_WITH_ALL_GAS)
        gas_spent += last->before.gas - engines[0]->vm_get_state(machines->vms[0])->gas;
    BOTH(engine->vm_clear_interrupt(vm)); /* that a callback left behind */
    compare_states(machines, results);
    if (machines->why[0] == 0)
        compare_pages(machines);
    if (machines->why[0] == 0)
        change_something_of_both(machines, results[0]);
}

static machines_t machines_of_trial;

/* NULL if the engines agree; otherwise why not. */
static const char *try_trial(const trial_t *trial)
{
    machines_t *const machines = &machines_of_trial;
    memset(machines, 0, sizeof *machines);
    machines->trial = trial;
    machines->random.state = trial->seed;
    if (!set_up(machines))
        return "a program or machine cannot be made";
    for (uint32_t round = 0; round < trial->rounds && machines->why[0] == 0; round++)
        run_both(machines);
    tear_down(machines);
    return machines->why[0] == 0 ? NULL : machines->why;
}

/*
 * Is there guarded memory? Asked once, with this program's handlers under the library's: a guest's fault is no crash, and
 * any other is passed on.
 */
static bool has_guard(void)
{
    static int known = -1;
    const uint8_t blob[] = {0, 0, 0};
    const pvm_vm_options_t options = {.size = sizeof options, .memory_mode = PVM_MEMORY_MODE_GUARD};
    pvm_program_t *program;
    pvm_vm_t *vm;
    if (known < 0 && recompiler_engine.program_parse(blob, sizeof blob, NULL, &program, NULL) == PVM_STATUS_OK) {
        known = recompiler_engine.vm_from_program(program, &options, &vm) == PVM_STATUS_OK;
        if (known)
            recompiler_engine.vm_destroy(vm);
        recompiler_engine.program_release(program);
        printf("# %s guarded memory\n", known ? "with" : "without");
    }
    return known == 1;
}

/* ---- Telling ----------------------------------------------------------- */

static void print_program(const trial_t *trial)
{
    const parts_t *const parts = &trial->parts;
    pvm_program_t *program;
    size_t len = 0;
    if (engines[0]->program_from_parts(parts->code, parts->code_len, parts->bitmask, (parts->code_len + 7) / 8,
                                       parts->table, parts->table_len, &trial->options, &program, NULL) != PVM_STATUS_OK)
        return;
    engines[0]->program_list(program, NULL, 0, &len);
    char *const text = malloc(len + 1);
    if (text != NULL && engines[0]->program_list(program, text, len + 1, &len) == PVM_STATUS_OK)
        printf("%s", text);
    free(text);
    engines[0]->program_release(program);
}

/* The program as `pvm asm` takes it, and in comments how it got there. */
static void print_trial(const trial_t *trial)
{
    const attempt_t *const last = &machines_of_trial.last;
    printf("; pvm asm --instruction-set %s\n; gas per %s, compile %d, seed of the trial 0x%" PRIx64 ", %u rounds\n",
           trial->options.instruction_set == PVM_INSTRUCTION_SET_GP_0_7_2 ? "0.7.2" : "0.7.2+unlikely",
           trial->options.gas_model == PVM_GAS_MODEL_BLOCK ? "block" : "instruction", (int)trial->options.compile,
           trial->seed, (unsigned)trial->rounds);
    printf("; last run: %s %" PRIu64 "%s, from pc=%" PRIu64 " gas=%" PRIu64 " charged=%u", sort_name(last->sort),
           last->count, machines_of_trial.calls_back ? ", with a callback" : "", last->before.pc, last->before.gas,
           (unsigned)last->before.charged);
    for (uint32_t reg = 0; reg < PVM_REGISTER_COUNT; reg++)
        printf(" r%u=0x%" PRIx64, (unsigned)reg, last->before.registers[reg]);
    printf("\n");
    print_program(trial);
}

#endif
