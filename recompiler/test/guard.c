/*
 * Guarded memory and the signal handler, as a C host sees them: which mode a machine runs in, and that neither what the
 * guest does with its pages nor what the host does with signals can be told by results, or hurts the host.
 */
#include "../../core/test/given.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* A library without guarded memory, and a build without the time to install a handler, have less to show. */
static bool has_guard(void)
{
    return given_mode(PVM_MEMORY_MODE_GUARD).memory_mode == PVM_MEMORY_MODE_GUARD;
}

static pvm_vm_t *given_guarded(const char *text)
{
    const pvm_vm_options_t options = given_mode(PVM_MEMORY_MODE_GUARD);
    pvm_vm_t *const vm = given_machine_of(text, NULL, &options);
    pvm_vm_set_gas(vm, INT64_MAX);
    return vm;
}

/* Stores r2 at r3, r4 octets apart, r2 times; ends with a trap. The loop is hot after a few hundred rounds. */
#define STORES                                                                                                         \
    "again: store_ind_u64 [r3], r2\nadd_64 r3, r3, r4\nadd_imm_64 r2, r2, -1\nbranch_ne_imm r2, 0, again\ntrap\n"

static pvm_result_t run_stores(pvm_vm_t *vm, uint64_t count, uint32_t address, uint32_t distance)
{
    OK(pvm_vm_set_register(vm, 2, count));
    OK(pvm_vm_set_register(vm, 3, address));
    OK(pvm_vm_set_register(vm, 4, distance));
    pvm_vm_set_gas(vm, INT64_MAX);
    return pvm_vm_execute(vm, 0);
}

/* ---- Modes -------------------------------------------------------------- */

TEST("a machine tells how it accesses memory: as asked for, and if it is left to the engine, guarded when it ran for long")
{
    const pvm_vm_options_t check = {.size = sizeof check, .memory_mode = PVM_MEMORY_MODE_CHECK};
    pvm_vm_t *const vms[] = {given_machine(STORES), given_guarded(STORES), given_machine_of(STORES, NULL, &check)};
    EQUAL(PVM_MEMORY_MODE_CHECK, pvm_vm_get_memory_mode(vms[0]));
    EQUAL(has_guard() ? PVM_MEMORY_MODE_GUARD : PVM_MEMORY_MODE_CHECK, pvm_vm_get_memory_mode(vms[1]));
    for (int i = 0; i < 3; i++) {
        OK(pvm_vm_map_memory(vms[i], PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
        RESULT(PVM_RESULT_PANIC, run_stores(vms[i], 20000000, PLACE, 0));
    }
    EQUAL(has_guard() ? PVM_MEMORY_MODE_GUARD : PVM_MEMORY_MODE_CHECK, pvm_vm_get_memory_mode(vms[0]));
    EQUAL(PVM_MEMORY_MODE_CHECK, pvm_vm_get_memory_mode(vms[2]));
    OK(pvm_vm_reset(vms[0], NULL));
    EQUAL(PVM_MEMORY_MODE_CHECK, pvm_vm_get_memory_mode(vms[0]));
    EQUAL(PVM_MEMORY_MODE_AUTO, pvm_vm_get_memory_mode(NULL));
    for (int i = 0; i < 3; i++)
        OK(pvm_vm_destroy(vms[i]));
}

TEST("a mode that is none is refused, and so are guarded machines where there is no guarded memory")
{
    pvm_program_t *const program = given_program("trap\n", NULL);
    pvm_vm_t *vm;
    pvm_vm_options_t options = {.size = sizeof options, .memory_mode = (pvm_memory_mode_t)3};
    STATUS(PVM_STATUS_NO_MEMORY_MODE, pvm_vm_from_program(program, &options, &vm));
    options.memory_mode = PVM_MEMORY_MODE_GUARD;
    const pvm_status_t status = pvm_vm_from_program(program, &options, &vm);
    CHECK(status == (has_guard() ? PVM_STATUS_OK : PVM_STATUS_NO_MEMORY_MODE));
    if (status == PVM_STATUS_OK)
        OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

TEST("a clone of a guarded machine is guarded, has its memory, and shares none of it")
{
    pvm_vm_t *const vm = given_guarded(STORES), *copy;
    OK(pvm_vm_map_memory(vm, PLACE, 8 * PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    RESULT(PVM_RESULT_PANIC, run_stores(vm, 100000, PLACE, 0));
    OK(pvm_vm_protect_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    OK(pvm_vm_clone(vm, &copy));
    EQUAL(pvm_vm_get_memory_mode(vm), pvm_vm_get_memory_mode(copy));
    RESULT(PVM_RESULT_FAULT, run_stores(copy, 100, PLACE, 0));
    RESULT(PVM_RESULT_PANIC, run_stores(copy, 77, PLACE + PVM_PAGE_SIZE, 0));
    uint64_t octets[2] = {0};
    OK(pvm_vm_read_memory(copy, PLACE, (uint8_t *)octets, 8, NULL));
    EQUAL(1, octets[0]);
    OK(pvm_vm_read_memory(vm, PLACE + PVM_PAGE_SIZE, (uint8_t *)octets, 8, NULL));
    EQUAL(0, octets[0]);
    OK(pvm_vm_destroy(vm));
    OK(pvm_vm_destroy(copy));
}

/* ---- Pages --------------------------------------------------------------- */

/* Both machines are put through the same; everything about them must be the same. */
static void expect_same(pvm_vm_t *expected, pvm_vm_t *got)
{
    EQUAL(0, memcmp(pvm_vm_get_state(expected), pvm_vm_get_state(got), sizeof(pvm_state_t)));
    for (uint64_t at = PVM_LOWEST_ADDRESS, end; at < UINT64_C(1) << 32; at = end) {
        pvm_access_t access[2];
        uint64_t ends[2];
        OK(pvm_vm_query_memory(expected, (uint32_t)at, &access[0], &ends[0]));
        OK(pvm_vm_query_memory(got, (uint32_t)at, &access[1], &ends[1]));
        EQUAL(access[0], access[1]);
        EQUAL(ends[0], ends[1]);
        end = ends[0];
        for (uint64_t page = at; access[0] != PVM_ACCESS_NONE && page < end; page += PVM_PAGE_SIZE) {
            uint8_t octets[2][PVM_PAGE_SIZE];
            OK(pvm_vm_read_memory(expected, (uint32_t)page, octets[0], PVM_PAGE_SIZE, NULL));
            OK(pvm_vm_read_memory(got, (uint32_t)page, octets[1], PVM_PAGE_SIZE, NULL));
            EQUAL(0, memcmp(octets[0], octets[1], PVM_PAGE_SIZE));
        }
    }
}

TEST("a guest that faults on every page, and goes on when the host maps it, does the same in all modes")
{
    const pvm_vm_options_t check = {.size = sizeof check, .memory_mode = PVM_MEMORY_MODE_CHECK};
    pvm_vm_t *const vms[] = {given_machine_of(STORES, NULL, &check), given_guarded(STORES)};
    for (int i = 0; i < 2; i++) {
        OK(pvm_vm_map_memory(vms[i], PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
        RESULT(PVM_RESULT_PANIC, run_stores(vms[i], 100000, PLACE, 0)); /* hot */
        pvm_result_t result = run_stores(vms[i], 3000, PLACE, PVM_PAGE_SIZE);
        for (uint32_t page = 1; page < 3000; page++) {
            RESULT(PVM_RESULT_FAULT, result);
            EQUAL(PLACE + page * PVM_PAGE_SIZE, pvm_vm_get_state(vms[i])->fault_address);
            OK(pvm_vm_map_memory(vms[i], PLACE + page * PVM_PAGE_SIZE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
            result = pvm_vm_resume(vms[i]);
        }
        RESULT(PVM_RESULT_PANIC, result);
    }
    expect_same(vms[0], vms[1]);
    OK(pvm_vm_destroy(vms[0]));
    OK(pvm_vm_destroy(vms[1]));
}

TEST("first stores to many pages, near and far, forward and backward, are all undone by a reset")
{
    const uint32_t pages = 40000, first = PLACE;
    static const int32_t distances[] = {1, 2, 3, 7, 64, -1, -5};
    pvm_vm_t *const vm = given_guarded(STORES);
    for (size_t i = 0; i < COUNT(distances); i++) {
        OK(pvm_vm_map_memory(vm, first, (uint64_t)pages * PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
        const uint32_t distance = (uint32_t)(distances[i] < 0 ? -distances[i] : distances[i]);
        const uint32_t start = distances[i] < 0 ? first + (pages - 1) * PVM_PAGE_SIZE : first;
        const uint64_t count = (pages + distance - 1) / distance;
        RESULT(PVM_RESULT_PANIC, run_stores(vm, count, start, (uint32_t)distances[i] * PVM_PAGE_SIZE));
        uint64_t octets;
        OK(pvm_vm_read_memory(vm, start, (uint8_t *)&octets, 8, NULL));
        EQUAL(count, octets);
        OK(pvm_vm_reset(vm, NULL));
        OK(pvm_vm_map_memory(vm, first, (uint64_t)pages * PVM_PAGE_SIZE, PVM_ACCESS_READ));
        static uint8_t page[PVM_PAGE_SIZE];
        static const uint8_t zeros[PVM_PAGE_SIZE];
        for (uint32_t at = 0; at < pages; at++) {
            OK(pvm_vm_read_memory(vm, first + at * PVM_PAGE_SIZE, page, PVM_PAGE_SIZE, NULL));
            EQUAL(0, memcmp(zeros, page, PVM_PAGE_SIZE));
        }
        OK(pvm_vm_reset(vm, NULL));
    }
    OK(pvm_vm_destroy(vm));
}

TEST("pages of a machine's earlier life are not accessible in the next, whatever they were")
{
    pvm_vm_t *const vm = given_guarded(STORES);
    for (uint32_t round = 0; round < 40; round++) {
        const uint32_t place = PLACE + round % 5 * 0x3000;
        OK(pvm_vm_map_memory(vm, place, 2 * PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
        OK(pvm_vm_map_memory(vm, place + 2 * PVM_PAGE_SIZE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
        OK(pvm_vm_initialize_memory(vm, place + 2 * PVM_PAGE_SIZE, (const uint8_t *)"read-only", 9, NULL));
        RESULT(PVM_RESULT_PANIC, run_stores(vm, 10000, place, 0));
        RESULT(PVM_RESULT_FAULT, run_stores(vm, 10, place + 2 * PVM_PAGE_SIZE, 0));
        EQUAL(PVM_TRAP_KIND_STORE_FAULT, pvm_vm_get_state(vm)->trap_kind);
        for (uint32_t other = 0; other < 5; other++) {
            if (other != round % 5)
                RESULT(PVM_RESULT_FAULT, run_stores(vm, 10, PLACE + other * 0x3000, 0));
        }
        if (round % 7 == 3)
            OK(pvm_vm_protect_memory(vm, place, PVM_PAGE_SIZE, PVM_ACCESS_READ));
        if (round % 7 == 5)
            OK(pvm_vm_map_memory(vm, place, PVM_PAGE_SIZE, PVM_ACCESS_NONE));
        OK(pvm_vm_reset(vm, NULL));
    }
    OK(pvm_vm_destroy(vm));
}

TEST("access that changes page by page through all of memory costs the machine its guards, and nothing else")
{
    const pvm_vm_options_t check = {.size = sizeof check, .memory_mode = PVM_MEMORY_MODE_CHECK};
    pvm_vm_t *const vms[] = {given_machine_of(STORES, NULL, &check), given_guarded(STORES)};
    for (int i = 0; i < 2; i++) {
        for (uint32_t page = 0; page < 20000; page += 2)
            OK(pvm_vm_map_memory(vms[i], PLACE + page * PVM_PAGE_SIZE, PVM_PAGE_SIZE,
                                 page % 4 ? PVM_ACCESS_READ : PVM_ACCESS_READ_WRITE));
        RESULT(PVM_RESULT_PANIC, run_stores(vms[i], 5000, PLACE, 4 * PVM_PAGE_SIZE));
        RESULT(PVM_RESULT_FAULT, run_stores(vms[i], 10, PLACE + 2 * PVM_PAGE_SIZE, 1));
        RESULT(PVM_RESULT_FAULT, run_stores(vms[i], 10, PLACE + PVM_PAGE_SIZE, 1));
        EQUAL(PVM_MEMORY_MODE_CHECK, pvm_vm_get_memory_mode(vms[i]));
    }
    expect_same(vms[0], vms[1]);
    OK(pvm_vm_destroy(vms[0]));
    OK(pvm_vm_destroy(vms[1]));
}

TEST("a window that has ended can be used without harm, as long as the machine lives")
{
    pvm_vm_t *const vm = given_guarded(STORES);
    for (int how = 0; how < 3; how++) {
        OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
        uint8_t *const window = pvm_vm_get_memory_window(vm, PLACE, 100);
        CHECK(window != NULL);
        RESULT(PVM_RESULT_PANIC, run_stores(vm, 10000, PLACE, 0));
        EQUAL(1, window[0]);
        if (how == 0)
            OK(pvm_vm_protect_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
        else if (how == 1)
            OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_NONE));
        else
            OK(pvm_vm_reset(vm, NULL));
        RESULT(PVM_RESULT_FAULT, run_stores(vm, 10, PLACE, 0));
        window[0] = 1;
        window[99] = window[0];
    }
    OK(pvm_vm_destroy(vm));
}

/* Rights of the mapping that an address is in, "" if it is in none. */
static const char *rights_at(const uint8_t *at)
{
    static char line[512];
    FILE *const file = fopen("/proc/self/maps", "r");
    CHECK(file != NULL);
    uintptr_t begin = 0, end = 0;
    while (fgets(line, sizeof line, file) != NULL && sscanf(line, "%" SCNxPTR "-%" SCNxPTR, &begin, &end) == 2) {
        if ((uintptr_t)at >= begin && (uintptr_t)at < end) {
            fclose(file);
            return strchr(line, ' ') + 1;
        }
    }
    fclose(file);
    return "";
}

static pvm_host_result_t look_around(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)func_id;
    const uint8_t *const base = pvm_vm_get_memory_window(vm, PLACE, 1) - PLACE;
    static const struct {
        uint64_t at; /* from guest octet 0 */
        const char *rights;
    } expected[] = {{(uint64_t)-1, "---"},         {(uint64_t)-60000, "---"},    {0, "---"},
                    {PLACE - 1, "---"},            {PLACE, "rw-"},               {PLACE + 0x1000, "r--"},
                    {PLACE + 0x2000, "---"},       {0x80000000, "---"},          {0xfffff000, "rw-"},
                    {UINT64_C(0x100000000), "---"}, {UINT64_C(0x10000ffff), "---"}};
    uint64_t *const right = user_data;
    for (size_t i = 0; i < COUNT(expected); i++)
        *right += strncmp(rights_at(base + expected[i].at), expected[i].rights, 3) == 0;
    *right += 1000 * COUNT(expected);
    return PVM_HOST_CONTINUE;
}

TEST("while guarded code runs, no octet in reach of the guest is accessible but its own pages")
{
    if (!has_guard())
        return; /* there is no such code */
    pvm_vm_t *const vm =
        given_guarded("load_imm r2, 5000\nfallthrough\nagain: load_ind_u8 r7, [r3]\nadd_imm_64 r2, r2, -1\n"
                      "branch_ne_imm r2, 0, again\necalli 1\nload_ind_u8 r7, [r3]\ntrap\n");
    uint64_t right = 0;
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    OK(pvm_vm_map_memory(vm, PLACE + 0x1000, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    OK(pvm_vm_map_memory(vm, 0xfffff000, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    OK(pvm_vm_set_register(vm, 3, PLACE));
    pvm_vm_set_host_callback(vm, look_around, &right);
    for (int round = 0; round < 20; round++) {
        right = 0;
        RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    }
    EQUAL(11011, right);
    OK(pvm_vm_destroy(vm));
}

/* ---- Signals -------------------------------------------------------------- */

static volatile sig_atomic_t taken;

static void take(int number)
{
    taken = number;
}

TEST("a handler that takes SIGSEGV away is noticed: guarded machines are refused, those that exist run checked code")
{
    if (!has_guard())
        return; /* there is no handler */
    pvm_vm_t *const vm = given_guarded(STORES);
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    RESULT(PVM_RESULT_PANIC, run_stores(vm, 100000, PLACE, 0));
    EQUAL(PVM_MEMORY_MODE_GUARD, pvm_vm_get_memory_mode(vm));
    pvm_program_t *const program = given_program(STORES, NULL);
    const pvm_vm_options_t options = {.size = sizeof options, .memory_mode = PVM_MEMORY_MODE_GUARD};
    pvm_vm_t *other = NULL;
    struct sigaction ours;
    EQUAL(0, sigaction(SIGSEGV, &(struct sigaction){.sa_handler = take}, &ours));
    STATUS(PVM_STATUS_SIGNAL_TAKEN, pvm_vm_from_program(program, &options, &other));
    EQUAL(PVM_MEMORY_MODE_CHECK, pvm_vm_get_memory_mode(vm));
    RESULT(PVM_RESULT_FAULT, run_stores(vm, 100000, PLACE + PVM_PAGE_SIZE, 0));
    RESULT(PVM_RESULT_FAULT, run_stores(vm, 100000, PLACE, 1));
    EQUAL(0, sigaction(SIGSEGV, &ours, NULL));
    EQUAL(PVM_MEMORY_MODE_GUARD, pvm_vm_get_memory_mode(vm));
    RESULT(PVM_RESULT_FAULT, run_stores(vm, 100000, PLACE + PVM_PAGE_SIZE, 0));
    EQUAL(0, taken);
    OK(pvm_vm_from_program(program, &options, &other));
    OK(pvm_vm_destroy(other));
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

TEST("a handler that is replaced while a machine waits for the answer of a host call is noticed, too")
{
    pvm_vm_t *const vm = given_guarded("load_imm r2, 5000\nfallthrough\nagain: load_ind_u8 r7, [r3]\nadd_imm_64 r2, r2, -1\n"
                                       "branch_ne_imm r2, 0, again\necalli 1\nload_ind_u8 r7, [r3 + 4096]\ntrap\n");
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    OK(pvm_vm_set_register(vm, 3, PLACE));
    pvm_vm_set_yield_mode(vm, true);
    for (int round = 0; round < 50; round++) {
        RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
        struct sigaction before;
        EQUAL(0, sigaction(SIGSEGV, &(struct sigaction){.sa_handler = take}, &before));
        usleep(200);
        const pvm_result_t result = pvm_vm_resume(vm);
        EQUAL(0, sigaction(SIGSEGV, &before, NULL));
        RESULT(PVM_RESULT_FAULT, result);
    }
    EQUAL(0, taken);
    OK(pvm_vm_destroy(vm));
}

TEST("on a thread that blocks SIGSEGV, machines run checked code")
{
    if (!has_guard())
        return; /* they always do */
    pvm_vm_t *const vm = given_guarded(STORES);
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    RESULT(PVM_RESULT_PANIC, run_stores(vm, 100000, PLACE, 0));
    sigset_t mask, before;
    sigemptyset(&mask);
    sigaddset(&mask, SIGSEGV);
    EQUAL(0, sigprocmask(SIG_BLOCK, &mask, &before));
    EQUAL(PVM_MEMORY_MODE_CHECK, pvm_vm_get_memory_mode(vm));
    RESULT(PVM_RESULT_FAULT, run_stores(vm, 100000, PLACE + PVM_PAGE_SIZE, 0));
    EQUAL(0, sigprocmask(SIG_SETMASK, &before, NULL));
    OK(pvm_vm_destroy(vm));
}

static bool is_sanitized(void)
{
#ifdef __SANITIZE_ADDRESS__
    return true;
#else
    return false;
#endif
}

/* How a child ends that does something after the handler was installed: its wait status. */
static int end_of_child(void (*act)(void))
{
    pvm_vm_t *const vm = given_guarded(STORES); /* the handler is there */
    fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        static const struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        alarm(60);
        if (is_sanitized() && freopen("/dev/null", "w", stderr) == NULL) /* its report would look like one of ours */
            _exit(77);
        act();
        _exit(77);
    }
    int status = 0;
    CHECK(child > 0 && waitpid(child, &status, 0) == child);
    OK(pvm_vm_destroy(vm));
    return status;
}

static void crash(void)
{
    *(volatile int *)16 = 1;
}

static void send_signal(void)
{
    raise(SIGSEGV);
}

static void crash_in_callback_memory(void)
{
    pvm_vm_t *const vm = given_guarded(STORES);
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    *(volatile uint8_t *)(pvm_vm_get_memory_window(vm, PLACE, 1) - PLACE) = 1; /* the guest's octet 0, by the host */
}

TEST("a genuine crash, a signal that is sent, and a host that uses a protected page end the process as ever")
{
    void (*const acts[])(void) = {crash, send_signal, crash_in_callback_memory};
    for (size_t i = 0; i < COUNT(acts); i++) {
        const int status = end_of_child(acts[i]);
        if (acts[i] == crash_in_callback_memory && !has_guard())
            continue; /* that page is not protected */
        if (is_sanitized()) /* it has a handler of its own, which reports and exits */
            CHECK(WIFSIGNALED(status) || (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != 77));
        else
            CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    }
}

/* ---- Limits ---------------------------------------------------------------- */

static void limit_data(void)
{
    static const struct rlimit limit = {UINT64_C(1) << 45, UINT64_C(1) << 45};
    const pvm_vm_options_t options = {.size = sizeof options, .memory_mode = PVM_MEMORY_MODE_GUARD};
    pvm_vm_t *vm, *const automatic = given_machine(STORES);
    if (setrlimit(RLIMIT_DATA, &limit) != 0)
        _exit(1);
    pvm_program_t *const program = given_program(STORES, NULL);
    pvm_status_t status;
    while ((status = pvm_vm_from_program(program, &options, &vm)) == PVM_STATUS_OK) { /* there are some in the pool */
    }
    if (status != PVM_STATUS_NO_MEMORY_MODE)
        _exit(2);
    if (pvm_vm_map_memory(automatic, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE) != PVM_STATUS_OK ||
        run_stores(automatic, 20000000, PLACE, 0) != PVM_RESULT_PANIC ||
        pvm_vm_get_memory_mode(automatic) != PVM_MEMORY_MODE_CHECK)
        _exit(3);
    _exit(0);
}

static void limit_addresses(void)
{
    static const struct rlimit limit = {UINT64_C(1) << 31, UINT64_C(1) << 31};
    pvm_program_t *const program = given_program(STORES, NULL);
    pvm_vm_t *vm;
    if (setrlimit(RLIMIT_AS, &limit) != 0)
        _exit(1);
    for (int i = 0; i < 100; i++) { /* there are some in the pool */
        const pvm_status_t status = pvm_vm_from_program(program, NULL, &vm);
        if (status != PVM_STATUS_OK)
            _exit(status == PVM_STATUS_OUT_OF_MEMORY ? 0 : 2);
    }
    _exit(3);
}

TEST("limits on the process's memory are a status, or checked code, and no crash")
{
    if (is_sanitized())
        return; /* the sanitizers' own memory is over any such limit */
    int status = end_of_child(limit_addresses);
    CHECK(WIFEXITED(status));
    EQUAL(0, WEXITSTATUS(status));
    status = end_of_child(limit_data);
    CHECK(WIFEXITED(status));
    EQUAL(0, WEXITSTATUS(status));
}

TEST("one machine more than may be alive at once is refused, and one that is destroyed makes room")
{
    static pvm_vm_t *vms[PVM_MAX_MACHINES];
    pvm_program_t *const program = given_program("trap\n", NULL);
    pvm_vm_t *vm;
    uint32_t count = 0;
    pvm_status_t status = PVM_STATUS_OK;
    while (count < PVM_MAX_MACHINES && (status = pvm_vm_from_program(program, NULL, &vms[count])) == PVM_STATUS_OK)
        count++;
    if (status == PVM_STATUS_OK) {
        STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_from_program(program, NULL, &vm));
        OK(pvm_vm_destroy(vms[--count]));
        OK(pvm_vm_from_program(program, NULL, &vms[count++]));
    } else {
        STATUS(PVM_STATUS_OUT_OF_MEMORY, pvm_vm_from_program(program, NULL, &vm)); /* the host has less room */
    }
    while (count != 0)
        OK(pvm_vm_destroy(vms[--count]));
    pvm_program_release(program);
}

static uint32_t count_mappings(void)
{
    uint32_t lines = 0;
    FILE *const file = fopen("/proc/self/maps", "r");
    CHECK(file != NULL);
    for (int octet; (octet = getc(file)) != EOF;)
        lines += octet == '\n';
    fclose(file);
    return lines;
}

TEST("a guarded machine's pieces of address space are one piece again when it is no longer guarded")
{
    const pvm_vm_options_t options = given_mode(PVM_MEMORY_MODE_GUARD);
    pvm_program_t *const program = given_program(STORES, NULL);
    pvm_vm_t *vms[70]; /* more than are kept: the last have new memory */
    const uint32_t before = count_mappings();
    for (size_t i = 0; i < COUNT(vms); i++) {
        OK(pvm_vm_from_program(program, &options, &vms[i]));
        for (uint32_t page = 0; page < 60; page += 3)
            OK(pvm_vm_map_memory(vms[i], PLACE + page * PVM_PAGE_SIZE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
        RESULT(PVM_RESULT_PANIC, run_stores(vms[i], 20, PLACE, 3 * PVM_PAGE_SIZE));
    }
    if (has_guard())
        CHECK(count_mappings() > before + 20 * COUNT(vms));
    for (size_t i = 0; i < COUNT(vms); i++) { /* a window that ends before the machine does */
        CHECK(pvm_vm_get_memory_window(vms[i], PLACE, 1) != NULL);
        OK(pvm_vm_reset(vms[i], NULL));
        EQUAL(PVM_MEMORY_MODE_CHECK, pvm_vm_get_memory_mode(vms[i]));
    }
    CHECK(count_mappings() < before + 3 * COUNT(vms));
    for (size_t i = 0; i < COUNT(vms); i++)
        OK(pvm_vm_destroy(vms[i]));
    pvm_program_release(program);
}

TEST("as many machines are guarded as the host allows, further ones run checked code, and the process has room for others")
{
    static pvm_vm_t *vms[PVM_MAX_MACHINES];
    const pvm_vm_options_t options = given_mode(PVM_MEMORY_MODE_GUARD);
    pvm_program_t *const program = given_program(STORES, NULL);
    uint32_t count = 0, guarded = 0;
    while (count < 6000 && pvm_vm_from_program(program, &options, &vms[count]) == PVM_STATUS_OK) {
        for (uint32_t page = 0; page < 8; page += 2)
            OK(pvm_vm_map_memory(vms[count], PLACE + page * PVM_PAGE_SIZE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
        guarded += pvm_vm_get_memory_mode(vms[count++]) == PVM_MEMORY_MODE_GUARD;
    }
    CHECK(count > 1000);
    CHECK(has_guard() ? guarded > 1000 && guarded < count : guarded == 0);
    for (uint32_t i = 0; i < count; i += 499)
        RESULT(PVM_RESULT_PANIC, run_stores(vms[i], 4, PLACE, 2 * PVM_PAGE_SIZE));
    pvm_vm_t *const other = given_machine("trap\n");
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(other, 0));
    OK(pvm_vm_destroy(other));
    while (count != 0)
        OK(pvm_vm_destroy(vms[--count]));
    pvm_program_release(program);
}
