/*
 * measure LIBRARY... -- PROGRAM...: for each library, in turns, how fast some kernels run in each memory mode, and what
 * a machine and a fault cost; and of each program the time to make it, the octets of machine code for an octet of code,
 * and, of game-of-life, instructions a second.
 */
#include "engines.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 15
#define RUN_GAS 20000000u

static engine_t load_engine(const char *path)
{
    engine_t engine;
    void *const library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(2);
    }
#define LOAD(name)                                                                                                     \
    *(void **)&engine.name = dlsym(library, "pvm_" #name);                                                             \
    if (engine.name == NULL) {                                                                                         \
        fprintf(stderr, "%s has no pvm_%s\n", path, #name);                                                            \
        exit(2);                                                                                                       \
    }
    ENGINE_FUNCTIONS(LOAD)
#undef LOAD
    return engine;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static uint8_t *read_file(const char *path, size_t *out_len)
{
    FILE *const file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    fseek(file, 0, SEEK_END);
    *out_len = (size_t)ftell(file);
    rewind(file);
    uint8_t *const octets = malloc(*out_len);
    if (octets == NULL || fread(octets, 1, *out_len, file) != *out_len)
        exit(2);
    fclose(file);
    return octets;
}

static pvm_program_t *make(const engine_t *engine, const uint8_t *blob, size_t len, pvm_gas_model_t model)
{
    const pvm_program_options_t options = {.size = sizeof options, .gas_model = model,
                                           .instruction_set = PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY};
    pvm_program_t *program = NULL;
    pvm_program_error_t error;
    if (engine->program_parse(blob, len, &options, &program, &error) != PVM_STATUS_OK &&
        engine->program_parse_standard(blob, len, 1, &options, &program, &error) != PVM_STATUS_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(2);
    }
    return program;
}

static void measure_making(const engine_t *engine, const char *path, pvm_gas_model_t model)
{
    size_t len;
    uint8_t *const blob = read_file(path, &len);
    pvm_program_info_t info = {.size = sizeof info};
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        const double begin = seconds();
        pvm_program_t *const program = make(engine, blob, len, model);
        const double took = seconds() - begin;
        best = took < best ? took : best;
        engine->program_get_info(program, &info);
        engine->program_release(program);
    }
    printf("%-32s %-22s %-11s %8.0f us %6.1f M instructions/s, %5.2f octets per octet\n", engine->engine_name(),
           strrchr(path, '/') + 1, model == PVM_GAS_MODEL_BLOCK ? "block" : "instruction", best * 1e6,
           (double)info.instruction_count / best / 1e6, (double)info.native_len / (double)info.code_len);
    free(blob);
}

static void measure_running(const engine_t *engine, const char *path, pvm_gas_model_t model)
{
    size_t len;
    uint8_t *const blob = read_file(path, &len);
    pvm_program_t *const program = make(engine, blob, len, model);
    pvm_vm_t *vm;
    double best = 1e9;
    pvm_result_t result = PVM_RESULT_OK;
    for (int round = 0; round < ROUNDS; round++) {
        if (engine->vm_from_program(program, NULL, &vm) != PVM_STATUS_OK)
            exit(2);
        engine->vm_map_memory(vm, 0x20000, 4096, PVM_ACCESS_READ_WRITE);
        engine->vm_set_gas(vm, RUN_GAS);
        const double begin = seconds();
        result = engine->vm_execute(vm, 0);
        const double took = seconds() - begin;
        best = took < best ? took : best;
        engine->vm_destroy(vm);
    }
    printf("%-32s %-22s %-11s %8.1f ms for %u gas, %7.1f M/s, ends with %s\n", engine->engine_name(),
           strrchr(path, '/') + 1, model == PVM_GAS_MODEL_BLOCK ? "block" : "instruction", best * 1e3, RUN_GAS,
           RUN_GAS / best / 1e6, engine->result_name(result));
    engine->program_release(program);
    free(blob);
}

/* Guests that are nothing but work. r0 is the halt address, memory from 0x20000 on is read-write. */
static const struct kernel {
    const char *name, *text;
} kernels[] = {
    {"sieve of 1 MiB, 8 rounds",
     "  load_imm r2, 8\n"
     "  fallthrough\n"
     "round: load_imm r3, 0x20000\n load_imm r4, 0x120000\n fallthrough\n"
     "clear: store_imm_ind_u64 [r3], 0\n add_imm_64 r3, r3, 8\n branch_lt_u r3, r4, clear\n"
     "  load_imm r5, 2\n fallthrough\n"
     "next: add_imm_64 r6, r5, 0x20000\n load_ind_u8 r7, [r6]\n branch_ne_imm r7, 0, composite\n"
     "  mul_64 r8, r5, r5\n add_imm_64 r8, r8, 0x20000\n branch_ge_u r8, r4, composite\n"
     "strike: store_imm_ind_u8 [r8], 1\n add_64 r8, r8, r5\n branch_lt_u r8, r4, strike\n"
     "composite: add_imm_64 r5, r5, 1\n branch_lt_u_imm r5, 1024, next\n"
     "  add_imm_64 r2, r2, -1\n branch_ne_imm r2, 0, round\n jump_ind r0, 0\n"},
    {"mixing of 64-bit words",
     "  load_imm r2, 4000000\n load_imm_64 r3, 0x9e3779b97f4a7c15\n fallthrough\n"
     "loop: add_64 r4, r4, r3\n shlo_r_imm_64 r5, r4, 30\n xor r5, r5, r4\n mul_64 r5, r5, r3\n"
     "  rot_r_64_imm r6, r5, 27\n xor r7, r7, r6\n add_32 r8, r7, r5\n and r9, r8, r6\n"
     "  add_imm_64 r2, r2, -1\n branch_ne_imm r2, 0, loop\n jump_ind r0, 0\n"},
    {"copying of 8-octet words",
     "  load_imm r2, 40\n"
     "  fallthrough\n"
     "round: load_imm r3, 0x20000\n load_imm r4, 0xa0000\n load_imm r6, 0xa0000\n fallthrough\n"
     "loop: load_ind_u64 r5, [r3]\n store_ind_u64 [r4], r5\n add_imm_64 r3, r3, 8\n add_imm_64 r4, r4, 8\n"
     "  branch_lt_u r3, r6, loop\n add_imm_64 r2, r2, -1\n branch_ne_imm r2, 0, round\n jump_ind r0, 0\n"},
    {"fibonacci 27, recursive",
     ".jump_table back, first, second\n"
     "  load_imm r1, 0x100000\n load_imm r7, 27\n load_imm_jump r10, 2, fib\n"
     "back: jump_ind r0, 0\n"
     "fib: branch_lt_u_imm r7, 2, small\n"
     "  add_imm_64 r1, r1, -24\n store_ind_u64 [r1], r10\n store_ind_u64 [r1 + 8], r7\n"
     "  add_imm_64 r7, r7, -1\n load_imm_jump r10, 4, fib\n"
     "first: store_ind_u64 [r1 + 16], r8\n load_ind_u64 r7, [r1 + 8]\n add_imm_64 r7, r7, -2\n"
     "  load_imm_jump r10, 6, fib\n"
     "second: load_ind_u64 r9, [r1 + 16]\n add_64 r8, r8, r9\n load_ind_u64 r10, [r1]\n add_imm_64 r1, r1, 24\n"
     "  jump_ind r10, 0\n"
     "small: move_reg r8, r7\n jump_ind r10, 0\n"},
    {"host calls", "  load_imm r2, 300000\n fallthrough\nloop: ecalli 1\n add_imm_64 r2, r2, -1\n"
                   "  branch_ne_imm r2, 0, loop\n jump_ind r0, 0\n"},
};

static const char *const modes[] = {"auto", "guard", "check"};

static pvm_program_t *assemble(const engine_t *library, const char *name, const char *text)
{
    static uint8_t blob[4096];
    size_t len = 0;
    pvm_program_error_t error = {0};
    if (library->assemble(text, PVM_INSTRUCTION_SET_GP_0_7_2, blob, sizeof blob, &len, &error) != PVM_STATUS_OK) {
        fprintf(stderr, "%s, line %u: %s\n", name, (unsigned)error.line, error.message);
        exit(2);
    }
    return make(library, blob, len, PVM_GAS_MODEL_INSTRUCTION);
}

/* A machine with a MiB of memory, that halts when it jumps to r0. NULL: the library has no such mode. */
static pvm_vm_t *machine(const engine_t *library, pvm_program_t *program, pvm_memory_mode_t mode)
{
    const pvm_vm_options_t options = {.size = sizeof options, .memory_mode = mode};
    pvm_vm_t *vm;
    if (library->vm_from_program(program, &options, &vm) != PVM_STATUS_OK)
        return NULL;
    library->vm_map_memory(vm, 0x20000, 0x100000, PVM_ACCESS_READ_WRITE);
    library->vm_set_yield_mode(vm, 1);
    library->vm_get_state(vm)->registers[0] = PVM_HALT_ADDRESS;
    library->vm_set_gas(vm, INT64_MAX);
    return vm;
}

static void measure_kernel(const engine_t *library, const struct kernel *kernel, pvm_memory_mode_t mode)
{
    pvm_program_t *const program = assemble(library, kernel->name, kernel->text);
    double best = 1e9;
    uint64_t instructions = 0;
    pvm_result_t result = PVM_RESULT_OK;
    for (int round = 0; round < ROUNDS; round++) {
        pvm_vm_t *const vm = machine(library, program, mode);
        if (vm == NULL)
            break;
        const double begin = seconds();
        result = library->vm_execute(vm, 0);
        while (result == PVM_RESULT_HOST_CALL)
            result = library->vm_resume(vm);
        const double took = seconds() - begin;
        best = took < best ? took : best;
        instructions = INT64_MAX - library->vm_get_state(vm)->gas;
        library->vm_destroy(vm);
    }
    if (instructions != 0)
        printf("%-32s %-5s %-26s %8.2f ms, %8.1f M instructions/s, ends with %s\n", library->engine_name(), modes[mode],
               kernel->name, best * 1e3, (double)instructions / best / 1e6, library->result_name(result));
    library->program_release(program);
}

/* Of a machine with memory: to make and to destroy it, from the pool and not; and of a fault in a program that is hot. */
static void measure_machines(const engine_t *library, pvm_memory_mode_t mode)
{
    static pvm_vm_t *vms[400];
    pvm_program_t *const program =
        assemble(library, "faults", "again: store_ind_u64 [r3], r2\nadd_imm_64 r2, r2, -1\nbranch_ne_imm r2, 0, again\ntrap\n");
    double pooled = 1e9, fresh = 1e9, fault = 1e9;
    for (int round = 0; round < 1000; round++) {
        const double begin = seconds();
        pvm_vm_t *const vm = machine(library, program, mode);
        if (vm == NULL)
            break;
        library->vm_destroy(vm);
        const double took = seconds() - begin;
        pooled = took < pooled ? took : pooled;
    }
    for (int i = 0; i < 400 && pooled < 1e9; i++) {
        const double begin = seconds();
        vms[i] = machine(library, program, mode);
        const double took = seconds() - begin;
        fresh = i >= 100 && took < fresh ? took : fresh;
    }
    for (int round = 0; round < 2000 && pooled < 1e9; round++) {
        pvm_state_t *const state = library->vm_get_state(vms[0]);
        state->registers[2] = round == 0 ? 10000000 : 1000;
        state->registers[3] = 0x20000;
        library->vm_execute(vms[0], 0);
        state->registers[2] = 2;
        state->registers[3] = 0x200000;
        const double begin = seconds();
        library->vm_execute(vms[0], 0);
        const double took = seconds() - begin;
        fault = took < fault ? took : fault;
    }
    if (pooled < 1e9)
        printf("%-32s %-5s machine from the pool and back %.2f us, new %.2f us; fault %.2f us\n", library->engine_name(),
               modes[mode], pooled * 1e6, fresh * 1e6, fault * 1e6);
    for (int i = 0; i < 400 && pooled < 1e9; i++)
        library->vm_destroy(vms[i]);
    library->program_release(program);
}

int main(int argc, char **argv)
{
    int split = 1;
    while (split < argc && strcmp(argv[split], "--") != 0)
        split++;
    for (size_t i = 0; i <= sizeof kernels / sizeof *kernels; i++) {
        for (int in_turn = 0; in_turn < 3 * (split - 1); in_turn++) {
            const engine_t engine = load_engine(argv[1 + in_turn / 3]);
            if (i < sizeof kernels / sizeof *kernels)
                measure_kernel(&engine, &kernels[i], (pvm_memory_mode_t)(in_turn % 3));
            else
                measure_machines(&engine, (pvm_memory_mode_t)(in_turn % 3));
        }
    }
    for (int i = split + 1; i < argc; i++) {
        for (int model = 0; model < 2; model++) {
            for (int library = 1; library < split; library++) {
                const engine_t engine = load_engine(argv[library]);
                measure_making(&engine, argv[i], (pvm_gas_model_t)model);
                if (strstr(argv[i], "game-of-life") != NULL)
                    measure_running(&engine, argv[i], (pvm_gas_model_t)model);
            }
        }
    }
    return 0;
}
