/* What crossing between host and guest costs: host calls, faults, machines. */
#include "engine.h"
#include "measure.h"

#include <stdio.h>

#define CALLS 200000
#define FAULTS 2000
#define MACHINES 2000
#define FRESH 200

static const char with_call[] = "fallthrough\nloop: ecalli 1\nadd_imm_64 r2, r2, -1\nbranch_ne_imm r2, 0, loop\njump_ind r0, 0\n";
static const char without_call[] =
    "fallthrough\nloop: move_reg r3, r4\nadd_imm_64 r2, r2, -1\nbranch_ne_imm r2, 0, loop\njump_ind r0, 0\n";

/* A page that nobody mapped, behind those that are. */
static const char with_fault[] = "fallthrough\nstore_imm_u8 [0x40000], 1\njump_ind r0, 0\n";
static const char without_fault[] = "fallthrough\nstore_imm_u8 [0x20000], 1\njump_ind r0, 0\n";

/* An engine with a mode of memory. */
typedef struct way {
    const char *name;
    int engine;
    pvm_memory_mode_t mode;
} way_t;

#define WAYS 3

static const way_t ways[WAYS] = {
    {"interpreter", 0, PVM_MEMORY_MODE_AUTO},
    {"recompiler", 1, PVM_MEMORY_MODE_AUTO},
    {"guarded", 1, PVM_MEMORY_MODE_GUARD},
};

static pvm_host_result_t do_nothing(pvm_vm_t *vm, int number, void *user_data)
{
    (void)vm, (void)number, (void)user_data;
    return PVM_HOST_CONTINUE;
}

static pvm_host_result_t read_and_write(pvm_vm_t *vm, int number, void *user_data)
{
    const engine_t *const engine = user_data;
    uint64_t *const registers = engine->vm_get_state(vm)->registers;
    uint8_t data[32];
    const uint64_t sum = registers[7] + registers[8];
    if (number != 1 || engine->vm_read_memory(vm, (uint32_t)registers[9], data, sizeof data, NULL) != PVM_STATUS_OK)
        return PVM_HOST_ERROR;
    registers[7] = sum + data[0];
    return PVM_HOST_CONTINUE;
}

static double time_loop(const engine_t *engine, pvm_vm_t *vm)
{
    pvm_state_t *const state = engine->vm_get_state(vm);
    state->registers[2] = CALLS;
    state->registers[9] = DATA_ADDRESS;
    engine->vm_set_gas(vm, INT64_MAX);
    const double begin = nanoseconds();
    const pvm_result_t result = engine->vm_execute(vm, 0);
    const double took = nanoseconds() - begin;
    if (result != PVM_RESULT_OK)
        fail("the loop ended with %s on the %s", engine->result_name(result), engine->name);
    return took / CALLS;
}

static double time_short_runs(const engine_t *engine, pvm_vm_t *vm, pvm_result_t expected)
{
    engine->vm_set_gas(vm, INT64_MAX);
    const double begin = nanoseconds();
    for (int i = 0; i < FAULTS; i++) {
        const pvm_result_t result = engine->vm_execute(vm, 0);
        if (result != expected)
            fail("a run ended with %s on the %s", engine->result_name(result), engine->name);
    }
    return (nanoseconds() - begin) / FAULTS;
}

static double time_machines(const engine_t *engine, pvm_program_t *program, pvm_memory_mode_t mode, int is_run)
{
    const double begin = nanoseconds();
    for (int i = 0; i < MACHINES; i++) {
        pvm_vm_t *const vm = make_bare_machine(engine, program, mode);
        if (is_run) {
            engine->vm_set_gas(vm, 100);
            if (engine->vm_execute(vm, 0) != PVM_RESULT_OK)
                fail("a short run did not halt on the %s", engine->name);
        }
        engine->vm_destroy(vm);
    }
    return (nanoseconds() - begin) / MACHINES;
}

typedef struct subjects {
    pvm_program_t *stores;
    pvm_vm_t *plain, *none, *realistic, *faulting, *storing;
} subjects_t;

static subjects_t make_subjects(const way_t *way)
{
    const engine_t *const engine = &engines[way->engine];
    pvm_program_t *const calling = make_program(engine, assemble(with_call), PVM_GAS_MODEL_INSTRUCTION, PVM_COMPILE_EAGER);
    pvm_program_t *const plain = make_program(engine, assemble(without_call), PVM_GAS_MODEL_INSTRUCTION, PVM_COMPILE_EAGER);
    pvm_program_t *const faults = make_program(engine, assemble(with_fault), PVM_GAS_MODEL_INSTRUCTION, PVM_COMPILE_EAGER);
    pvm_program_t *const stores = make_program(engine, assemble(without_fault), PVM_GAS_MODEL_INSTRUCTION, PVM_COMPILE_EAGER);
    const subjects_t subjects = {
        .stores = stores,
        .plain = make_bare_machine(engine, plain, way->mode),
        .none = make_bare_machine(engine, calling, way->mode),
        .realistic = make_bare_machine(engine, calling, way->mode),
        .faulting = make_bare_machine(engine, faults, way->mode),
        .storing = make_bare_machine(engine, stores, way->mode),
    };
    engine->vm_set_host_callback(subjects.none, do_nothing, NULL);
    engine->vm_set_host_callback(subjects.realistic, read_and_write, (void *)(uintptr_t)engine);
    return subjects;
}

void measure_boundary(int rounds)
{
    subjects_t all[WAYS];
    for (int i = 0; i < WAYS; i++)
        all[i] = make_subjects(&ways[i]);
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < WAYS; i++) {
            const way_t *const way = &ways[i];
            const engine_t *const engine = &engines[way->engine];
            const subjects_t *const subjects = &all[i];
            report(way->name, "plain", time_loop(engine, subjects->plain));
            report(way->name, "none", time_loop(engine, subjects->none));
            report(way->name, "realistic", time_loop(engine, subjects->realistic));
            report(way->name, "halt", time_short_runs(engine, subjects->storing, PVM_RESULT_OK));
            report(way->name, "fault", time_short_runs(engine, subjects->faulting, PVM_RESULT_FAULT));
            report(way->name, "pooled", time_machines(engine, subjects->stores, way->mode, 0));
            report(way->name, "pooled run", time_machines(engine, subjects->stores, way->mode, 1));
        }
    }
}

/* All stay alive, so that no machine is made of another's memory. */
void measure_fresh(const char *file)
{
    const blob_t blob = read_blob(file);
    for (int i = 0; i < WAYS; i++) {
        const way_t *const way = &ways[i];
        const engine_t *const engine = &engines[way->engine];
        pvm_program_t *const program = make_program(engine, blob, PVM_GAS_MODEL_INSTRUCTION, PVM_COMPILE_EAGER);
        static pvm_vm_t *machines[FRESH];
        const double begin = nanoseconds();
        for (int machine = 0; machine < FRESH; machine++)
            machines[machine] = make_machine(engine, program, way->mode);
        report(way->name, "fresh", (nanoseconds() - begin) / FRESH);
        for (int machine = 0; machine < FRESH; machine++)
            engine->vm_destroy(machines[machine]);
        engine->program_release(program);
    }
}
