/*
 * copies LIBRARY FOLDER: several copies of the library in one process, each with a signal handler of its own. Each copy
 * is loaded from a file of its own, as an addon and a module that include the library would be.
 */
#define TAP_OWN_MAIN
#define _GNU_SOURCE
#include "engines.h"

#include "../../core/test/tap.h"

#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

static const char *library_path, *folder;

static engine_t load_copy(int number)
{
    char path[4096], command[16384];
    snprintf(path, sizeof path, "%s/copy-%d.so", folder, number);
    snprintf(command, sizeof command, "cp '%s' '%s'", library_path, path);
    CHECK(system(command) == 0);
    void *const library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        FAIL("%s", dlerror());
    engine_t engine;
#define LOAD(name)                                                                                                     \
    *(void **)&engine.name = dlsym(library, "pvm_" #name);                                                             \
    CHECK(engine.name != NULL);
    ENGINE_FUNCTIONS(LOAD)
#undef LOAD
    return engine;
}

/* Runs hot, then off the end of its page. NULL if the copy doesn't give guarded machines now. */
static pvm_vm_t *guarded_machine(const engine_t *engine)
{
    static const char text[] = "load_imm r2, 3000\nload_imm r3, 0x20000\nfallthrough\nagain: store_ind_u64 [r3], r2\n"
                               "add_imm_64 r2, r2, -1\nbranch_ne_imm r2, 0, again\nload_ind_u64 r7, [r3 + 4096]\ntrap\n";
    const pvm_vm_options_t options = {.size = sizeof options, .memory_mode = PVM_MEMORY_MODE_GUARD};
    uint8_t blob[256];
    size_t len;
    pvm_program_t *program;
    pvm_vm_t *vm = NULL;
    OK(engine->assemble(text, PVM_INSTRUCTION_SET_GP_0_7_2, blob, sizeof blob, &len, NULL));
    OK(engine->program_parse(blob, len, NULL, &program, NULL));
    const pvm_status_t status = engine->vm_from_program(program, &options, &vm);
    engine->program_release(program);
    if (status == PVM_STATUS_SIGNAL_TAKEN)
        return NULL;
    OK(status);
    OK(engine->vm_map_memory(vm, 0x20000, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    return vm;
}

static void expect_faults(const engine_t *engine, pvm_vm_t *vm, pvm_memory_mode_t mode)
{
    for (int round = 0; round < 200; round++) {
        engine->vm_set_gas(vm, INT64_MAX);
        EQUAL(PVM_RESULT_FAULT, engine->vm_execute(vm, 0));
        EQUAL(0x21000, engine->vm_get_state(vm)->fault_address);
    }
    EQUAL(mode, engine->vm_get_memory_mode(vm));
}

static bool has_guard(void)
{
    return pvm_engine_kind() == PVM_ENGINE_KIND_RECOMPILER;
}

/* In a child, so that each test begins without handlers. Its exit status. */
static int in_child(void (*act)(void))
{
    fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        alarm(60);
        if (setjmp(tap_failed) != 0) {
            fprintf(stderr, "%s\n", tap_why);
            _exit(1);
        }
        act();
        _exit(0);
    }
    int status = 0;
    CHECK(child > 0 && waitpid(child, &status, 0) == child);
    return status;
}

static void run_three(void)
{
    engine_t engines[3];
    pvm_vm_t *vms[3];
    for (int i = 0; i < 3; i++) {
        engines[i] = load_copy(i);
        vms[i] = guarded_machine(&engines[i]);
        CHECK(vms[i] != NULL);
        for (int other = 0; other <= i; other++)
            expect_faults(&engines[other], vms[other], PVM_MEMORY_MODE_GUARD);
    }
}

static void take(int number)
{
    (void)number;
}

static void cut_off_the_first(void)
{
    const engine_t first = load_copy(0), second = load_copy(1);
    pvm_vm_t *const lost = guarded_machine(&first);
    CHECK(lost != NULL);
    sigaction(SIGSEGV, &(struct sigaction){.sa_handler = take}, NULL);
    pvm_vm_t *const on_top = guarded_machine(&second);
    CHECK(on_top != NULL);
    expect_faults(&second, on_top, PVM_MEMORY_MODE_GUARD);
    expect_faults(&first, lost, PVM_MEMORY_MODE_CHECK);
    CHECK(guarded_machine(&first) == NULL);
}

static void crash_above_two(void)
{
    const engine_t first = load_copy(0), second = load_copy(1);
    CHECK(guarded_machine(&first) != NULL && guarded_machine(&second) != NULL);
    *(volatile int *)16 = 1;
}

TEST("three copies of the library in a process each make exits of their own faults")
{
    if (has_guard())
        EQUAL(0, in_child(run_three));
}

TEST("a copy that another handler has cut off notices it, also below the handler of a copy that works")
{
    if (has_guard())
        EQUAL(0, in_child(cut_off_the_first));
}

TEST("a genuine crash passes through the handlers of all copies, and ends the process by SIGSEGV")
{
    if (!has_guard())
        return; /* no copy has a handler */
    const int status = in_child(crash_above_two);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    library_path = argv[1];
    folder = argv[2];
    return tap_run();
}
