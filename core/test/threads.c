/* What other threads may do: share a program, interrupt a machine, take machines from the pool, move a machine. */
#include "given.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

static void sleep_a_millisecond(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

#define ENDLESS "loop: add_imm_64 r7, r7, 1\njump loop\n"

typedef struct run {
    pvm_vm_t *vm;
    atomic_bool begun, ended;
    pvm_result_t result;
} run_t;

static void *run_it(void *argument)
{
    run_t *const run = argument;
    atomic_store(&run->begun, true);
    run->result = pvm_vm_resume(run->vm);
    atomic_store(&run->ended, true);
    return NULL;
}

TEST("an interrupt from another thread ends a run of any length, in both gas models, and resume goes on")
{
    for (int by_block = 0; by_block < 2; by_block++) {
        pvm_vm_t *const vm = given_machine_with(ENDLESS, by_block ? &per_block : NULL);
        pvm_vm_set_gas(vm, UINT64_MAX);
        for (int round = 0; round < 3; round++) {
            run_t run = {.vm = vm};
            const uint64_t before = pvm_vm_get_register(vm, 7);
            pthread_t thread;
            EQUAL(0, pthread_create(&thread, NULL, run_it, &run));
            while (!atomic_load(&run.begun))
                sleep_a_millisecond();
            sleep_a_millisecond();
            pvm_vm_interrupt(vm);
            pthread_join(thread, NULL);
            EQUAL(PVM_RESULT_INTERRUPTED, run.result);
            EQUAL(PVM_MACHINE_STATE_READY, pvm_vm_get_machine_state(vm));
            CHECK(pvm_vm_get_register(vm, 7) >= before);
        }
        const uint64_t rounds = pvm_vm_get_register(vm, 7), used = UINT64_MAX - pvm_vm_get_gas(vm);
        if (!by_block) /* nothing was lost or counted twice; the pause may be between the two instructions */
            CHECK(used == 2 * rounds || used + 1 == 2 * rounds);
        OK(pvm_vm_destroy(vm));
    }
}

TEST("an interrupt ends a step of any length, too")
{
    pvm_vm_t *const vm = given_machine(ENDLESS);
    pvm_vm_set_gas(vm, UINT64_MAX);
    run_t run = {.vm = vm};
    pvm_vm_interrupt(vm);
    RESULT(PVM_RESULT_INTERRUPTED, pvm_vm_step(vm, UINT64_MAX - 1));
    pthread_t thread;
    EQUAL(0, pthread_create(&thread, NULL, run_it, &run));
    while (!atomic_load(&run.begun))
        sleep_a_millisecond();
    pvm_vm_interrupt(vm);
    pthread_join(thread, NULL);
    EQUAL(PVM_RESULT_INTERRUPTED, run.result);
    OK(pvm_vm_destroy(vm));
}

TEST("interrupts that come and are taken back at any time never hang, and never show as anything else")
{
    pvm_vm_t *const vm = given_machine(ENDLESS);
    pvm_vm_set_gas(vm, UINT64_MAX);
    run_t run = {.vm = vm};
    pthread_t thread;
    EQUAL(0, pthread_create(&thread, NULL, run_it, &run));
    for (int i = 0; i < 1000 && !atomic_load(&run.ended); i++) {
        pvm_vm_interrupt(vm);
        pvm_vm_clear_interrupt(vm);
    }
    pvm_vm_interrupt(vm);
    pthread_join(thread, NULL);
    EQUAL(PVM_RESULT_INTERRUPTED, run.result);
    OK(pvm_vm_destroy(vm));
}

/* Sums 1 to 1000 in memory and registers. */
static const char sum[] = "load_imm r7, 1000\nfallthrough\nloop: load_u64 r8, [0x20000]\nadd_64 r8, r8, r7\n"
                          "store_u64 [0x20000], r8\nadd_imm_64 r7, r7, -1\nbranch_ne_imm r7, 0, loop\njump_ind r0, 0\n";

static void *sum_often(void *argument)
{
    pvm_program_t *const program = argument;
    uintptr_t wrong = 0;
    for (int round = 0; round < 200; round++) {
        pvm_vm_t *vm;
        pvm_program_retain(program);
        if (pvm_vm_from_program(program, NULL, &vm) != PVM_STATUS_OK)
            return (void *)(uintptr_t)1000;
        pvm_program_release(program);
        pvm_vm_set_gas(vm, 10000);
        pvm_vm_set_register(vm, 0, PVM_HALT_ADDRESS);
        pvm_vm_map_memory(vm, 0x20000, 4096, PVM_ACCESS_READ_WRITE);
        wrong += pvm_vm_execute(vm, 0) != PVM_RESULT_OK || pvm_vm_get_register(vm, 8) != 500500;
        wrong += pvm_vm_destroy(vm) != PVM_STATUS_OK;
    }
    return (void *)wrong;
}

TEST("a program is used by many threads at once, each with machines of its own")
{
    pvm_program_t *const program = given_program(sum, NULL);
    pthread_t threads[8];
    for (size_t i = 0; i < COUNT(threads); i++)
        EQUAL(0, pthread_create(&threads[i], NULL, sum_often, program));
    uintptr_t wrong = 0;
    for (size_t i = 0; i < COUNT(threads); i++) {
        void *result;
        EQUAL(0, pthread_join(threads[i], &result));
        wrong += (uintptr_t)result;
    }
    EQUAL(0, wrong);
    pvm_program_release(program);
}

static void *parse_often(void *argument)
{
    static const uint8_t blob[] = {0, 0, 3, 200, 0x87, 9, 0x01};
    uintptr_t wrong = 0;
    for (int round = 0; round < 500; round++) {
        pvm_program_t *program;
        if (pvm_program_parse(blob, sizeof blob, argument, &program, NULL) != PVM_STATUS_OK)
            return (void *)(uintptr_t)1000;
        wrong += !pvm_program_has_instruction(program, 0);
        pvm_program_release(program);
    }
    return (void *)wrong;
}

TEST("programs are made and released by many threads at once")
{
    pthread_t threads[8];
    for (size_t i = 0; i < COUNT(threads); i++)
        EQUAL(0, pthread_create(&threads[i], NULL, parse_often, NULL));
    for (size_t i = 0; i < COUNT(threads); i++) {
        void *wrong;
        EQUAL(0, pthread_join(threads[i], &wrong));
        CHECK(wrong == NULL);
    }
}

TEST("a machine moves between threads from one call to the next, and may be destroyed by another than its maker")
{
    pvm_vm_t *const vm = given_machine("loop: ecalli 1\nadd_imm_64 r7, r7, 1\njump loop\n");
    pvm_vm_set_yield_mode(vm, true);
    for (int i = 0; i < 20; i++) {
        run_t run = {.vm = vm};
        pthread_t thread;
        EQUAL(0, pthread_create(&thread, NULL, run_it, &run));
        pthread_join(thread, NULL);
        EQUAL(PVM_RESULT_HOST_CALL, run.result);
        EQUAL(i, pvm_vm_get_register(vm, 7));
    }
    OK(pvm_vm_destroy(vm));
}
