/* Kernels on both engines and as the C compiler's own code of the same source. */
#include "engine.h"
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint32_t kernel_function_t(uint32_t n);

#define KERNELS(X)                                                                                                     \
    X(sieve) X(blake2b) X(sha256) X(copy_bytes) X(copy_words) X(quicksort) X(bytecode) X(modmul) X(fibonacci) X(chase) X(ping)

#define DECLARE(name) kernel_function_t run_##name##_O2, run_##name##_O3;
KERNELS(DECLARE)
#undef DECLARE

static const struct native {
    const char *name;
    kernel_function_t *plain, *tuned;
} natives[] = {
#define ENTRY(name) {#name, run_##name##_O2, run_##name##_O3},
    KERNELS(ENTRY)
#undef ENTRY
};

/* An engine with a gas model: the same machine is used in all rounds. */
typedef struct runner {
    const engine_t *engine;
    const char *name;
    pvm_program_t *program;
    uint64_t gas; /* that the first run used */
} runner_t;

#define RUNNERS 3

typedef struct kernel {
    const char *name, *file;
    uint32_t n, result;
    const struct native *native;
    runner_t runners[RUNNERS];
} kernel_t;

/* What ping.c wants of its host, here and as a host call. */
uint64_t host_ping(const uint8_t *data, uint64_t length);

__attribute__((noinline)) uint64_t host_ping(const uint8_t *data, uint64_t length)
{
    uint64_t sum = length;
    for (int i = 0; i < 32; i++)
        sum += data[i];
    return sum;
}

static pvm_host_result_t answer(pvm_vm_t *vm, int number, void *user_data)
{
    const engine_t *const engine = user_data;
    uint64_t *const registers = engine->vm_get_state(vm)->registers;
    uint8_t data[32];
    if (number != 1 || engine->vm_read_memory(vm, (uint32_t)registers[7], data, sizeof data, NULL) != PVM_STATUS_OK)
        return PVM_HOST_ERROR;
    registers[7] = host_ping(data, registers[8]);
    return PVM_HOST_CONTINUE;
}

static const struct native *find_native(const char *name)
{
    for (size_t i = 0; i < sizeof natives / sizeof *natives; i++) {
        if (strcmp(natives[i].name, name) == 0)
            return &natives[i];
    }
    fail("%s: there is no such kernel in bench/native/kernels.c", name);
}

static kernel_t make_kernel(char *text)
{
    kernel_t kernel = {.name = strtok(text, ":")};
    const char *const n = strtok(NULL, ":"), *const result = strtok(NULL, ":");
    kernel.file = strtok(NULL, ":");
    if (kernel.name == NULL || n == NULL || result == NULL || kernel.file == NULL)
        fail("a kernel is NAME:N:RESULT:FILE");
    kernel.n = (uint32_t)strtoul(n, NULL, 10);
    kernel.result = (uint32_t)strtoul(result, NULL, 10);
    kernel.native = find_native(kernel.name);
    const blob_t blob = read_blob(kernel.file);
    const runner_t runners[RUNNERS] = {
        {&engines[0], "interpreter", make_program(&engines[0], blob, PVM_GAS_MODEL_INSTRUCTION, PVM_COMPILE_ADAPTIVE), 0},
        {&engines[1], "recompiler", make_program(&engines[1], blob, PVM_GAS_MODEL_INSTRUCTION, PVM_COMPILE_ADAPTIVE), 0},
        {&engines[1], "block", make_program(&engines[1], blob, PVM_GAS_MODEL_BLOCK, PVM_COMPILE_ADAPTIVE), 0},
    };
    memcpy(kernel.runners, runners, sizeof runners);
    free(blob.octets);
    return kernel;
}

/* Nanoseconds of one run, whose result and gas are checked. */
static double run_guest(const kernel_t *kernel, runner_t *runner)
{
    const engine_t *const engine = runner->engine;
    pvm_vm_t *const vm = make_machine(engine, runner->program, PVM_MEMORY_MODE_AUTO);
    pvm_state_t *const state = engine->vm_get_state(vm);
    engine->vm_set_host_callback(vm, answer, (void *)(uintptr_t)engine);
    engine->vm_set_gas(vm, INT64_MAX);
    state->registers[7] = kernel->n;
    const double begin = nanoseconds();
    const pvm_result_t result = engine->vm_execute(vm, 0);
    const double took = nanoseconds() - begin;
    const uint64_t gas = INT64_MAX - state->gas;
    if (result != PVM_RESULT_OK || (uint32_t)state->registers[7] != kernel->result)
        fail("%s, %s: ended with %s and %u, not with %u", kernel->name, runner->name, engine->result_name(result),
             (unsigned)state->registers[7], kernel->result);
    if (runner->gas != 0 && runner->gas != gas)
        fail("%s, %s: used %llu gas, before %llu", kernel->name, runner->name, (unsigned long long)gas,
             (unsigned long long)runner->gas);
    runner->gas = gas;
    engine->vm_destroy(vm);
    return took;
}

static double run_native(const kernel_t *kernel, kernel_function_t *run, const char *name)
{
    const double begin = nanoseconds();
    const uint32_t result = run(kernel->n);
    const double took = nanoseconds() - begin;
    if (result != kernel->result)
        fail("%s, %s: gave %u, not %u", kernel->name, name, result, kernel->result);
    return took;
}

void measure_kernels(int rounds, char **texts)
{
    for (; *texts != NULL; texts++) {
        kernel_t kernel = make_kernel(*texts);
        for (int i = 0; i < RUNNERS; i++) /* code is made before it is timed */
            run_guest(&kernel, &kernel.runners[i]);
        if (kernel.runners[0].gas != kernel.runners[1].gas)
            fail("%s: the engines differ in gas", kernel.name);
        report(kernel.name, "instructions", (double)kernel.runners[0].gas);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < RUNNERS; i++)
                report(kernel.name, kernel.runners[i].name, run_guest(&kernel, &kernel.runners[i]));
            report(kernel.name, "O2", run_native(&kernel, kernel.native->plain, "O2"));
            report(kernel.name, "O3", run_native(&kernel, kernel.native->tuned, "O3"));
        }
        for (int i = 0; i < RUNNERS; i++)
            kernel.runners[i].engine->program_release(kernel.runners[i].program);
    }
}
