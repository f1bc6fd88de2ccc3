/*
 * What happens when the host has no memory left. The linker leads malloc and the like here (see test.mk), and a chosen
 * allocation fails: every one in turn, until the call succeeds.
 */
#include "given.h"

#include <errno.h>

static long allocations_left = -1; /* -1: no limit */

static bool fails(void)
{
    return allocations_left >= 0 && allocations_left-- == 0;
}

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__real_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

void *__real_mmap(void *address, size_t length, int protection, int flags, int fd, long offset);
void *__wrap_mmap(void *address, size_t length, int protection, int flags, int fd, long offset)
{
    if (!fails())
        return __real_mmap(address, length, protection, flags, fd, offset);
    errno = ENOMEM;
    return (void *)-1; /* MAP_FAILED */
}

#define PROGRAM ".jump_table 0, 0\nloop: load_imm r7, 300\nbranch_eq_imm r7, 1, loop\ntrap\n"

/*
 * Repeats a call with the first, the second, ... allocation failing until it succeeds: each time before that it must
 * answer PVM_STATUS_OUT_OF_MEMORY and leave `unchanged` true. Leaves how many there were.
 */
#define WITH_EACH_ALLOCATION_FAILING(failures, unchanged, call)                                                        \
    for (failures = 0;; failures++) {                                                                                  \
        CHECK(unchanged);                                                                                              \
        allocations_left = failures;                                                                                   \
        const pvm_status_t status = (call);                                                                            \
        allocations_left = -1;                                                                                         \
        if (status == PVM_STATUS_OK)                                                                                   \
            break;                                                                                                     \
        if (status != PVM_STATUS_OUT_OF_MEMORY || failures > 1000)                                                     \
            FAIL("allocation %ld: %s", failures, pvm_status_message(status));                                          \
    }

TEST("parsing answers out of memory at each of its allocations, and gives nothing out")
{
    for (int by_block = 0; by_block < 2; by_block++) {
        size_t len;
        uint8_t *const blob = given_blob(PROGRAM, PVM_INSTRUCTION_SET_GP_0_7_2, &len);
        pvm_program_t *program = NULL;
        long failures;
        WITH_EACH_ALLOCATION_FAILING(failures, program == NULL,
                                     pvm_program_parse(blob, len, by_block ? &per_block : NULL, &program, NULL));
        CHECK(failures > 3 && program != NULL);
        pvm_program_release(program);
        free(blob);
    }
}

TEST("parsing a standard program answers out of memory at each of its allocations, valid or not inside")
{
    static const uint8_t invalid[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 1};
    size_t len;
    uint8_t *const blob = given_blob(".stack 4096\n.code\n" PROGRAM, PVM_INSTRUCTION_SET_GP_0_7_2, &len);
    pvm_program_t *program = NULL;
    long failures;
    WITH_EACH_ALLOCATION_FAILING(failures, program == NULL,
                                 pvm_program_parse_standard(blob, len, false, NULL, &program, NULL));
    CHECK(failures > 3 && program != NULL);
    pvm_program_release(program);
    free(blob);
    program = NULL;
    WITH_EACH_ALLOCATION_FAILING(
        failures, program == NULL, pvm_program_parse_standard(invalid, sizeof invalid, false, NULL, &program, NULL));
    pvm_program_release(program);
}

TEST("making a program from parts answers out of memory at each of its allocations")
{
    static const uint8_t code[] = {1, 0}, bitmask[] = {3};
    static const uint64_t table[] = {1, 300};
    pvm_program_t *program = NULL;
    long failures;
    WITH_EACH_ALLOCATION_FAILING(failures, program == NULL,
                                 pvm_program_from_parts(code, 2, bitmask, 1, table, 2, NULL, &program, NULL));
    CHECK(failures > 3);
    pvm_program_release(program);
}

TEST("assembling and listing answer out of memory at each of their allocations, and write nothing")
{
    uint8_t blob[64] = {0xee};
    size_t len;
    long failures;
    WITH_EACH_ALLOCATION_FAILING(failures, blob[0] == 0xee,
                                 pvm_assemble(PROGRAM, PVM_INSTRUCTION_SET_GP_0_7_2, blob, sizeof blob, &len, NULL));
    CHECK(failures > 0);
    pvm_program_t *const program = given_program(PROGRAM, NULL);
    char text[4096];
    WITH_EACH_ALLOCATION_FAILING(failures, true, pvm_program_list(program, text, sizeof text, &len));
    pvm_program_release(program);
}

TEST("making machines answers out of memory, and what was there before still runs")
{
    pvm_program_t *const program = given_program(PROGRAM, NULL);
    pvm_program_t *const standard = given_standard_program(".stack 4096\n.code\ntrap\n");
    pvm_vm_t *vms[80];
    long failures;
    for (size_t i = 0; i < COUNT(vms); i++) { /* more than wait for reuse */
        vms[i] = NULL;
        if (i % 2 == 0)
            WITH_EACH_ALLOCATION_FAILING(failures, vms[i] == NULL, pvm_vm_from_program(program, NULL, &vms[i]))
        else
            WITH_EACH_ALLOCATION_FAILING(failures, vms[i] == NULL,
                                         pvm_vm_from_standard(standard, NULL, 0, NULL, &vms[i]))
    }
    CHECK(failures >= 1);
    for (size_t i = 0; i < COUNT(vms); i++) {
        pvm_vm_set_gas(vms[i], 10);
        RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vms[i], 0));
        OK(pvm_vm_destroy(vms[i]));
    }
    pvm_program_release(program);
    pvm_program_release(standard);
}

TEST("the short form gives no machine when memory is short, keeps its parts, and refuses to run unprepared")
{
    static const uint8_t code[] = {51, 7, 9, 0}, one[] = {9};
    static const uint64_t table[] = {3};
    pvm_vm_t *vm = NULL;
    for (allocations_left = 0; vm == NULL;) {
        const long tried = allocations_left;
        vm = pvm_vm_create(1, code, sizeof code, NULL, 0, 0);
        allocations_left = tried + 1;
    }
    allocations_left = -1;
    long failures;
    WITH_EACH_ALLOCATION_FAILING(failures, true, pvm_vm_set_bitmask(vm, one, 1));
    WITH_EACH_ALLOCATION_FAILING(failures, true, pvm_vm_set_jump_table(vm, table, 1));
    CHECK(failures > 0);
    pvm_vm_set_gas(vm, 10);
    pvm_result_t result = PVM_RESULT_REFUSED;
    for (failures = 0; result == PVM_RESULT_REFUSED; failures++) {
        allocations_left = failures;
        result = pvm_vm_execute(vm, 0);
        allocations_left = -1;
    }
    CHECK(failures > 3);
    EQUAL(PVM_RESULT_PANIC, result);
    EQUAL(9, pvm_vm_get_register(vm, 7));
    EQUAL(8, pvm_vm_get_gas(vm));
    pvm_vm_t *copy = NULL;
    WITH_EACH_ALLOCATION_FAILING(failures, copy == NULL, pvm_vm_clone(vm, &copy));
    CHECK(failures > 1);
    OK(pvm_vm_destroy(copy));
    OK(pvm_vm_destroy(vm));
}

TEST("running, mapping, growing, resetting and destroying need no memory of the host's allocator")
{
    pvm_vm_t *const vm = given_machine("loop: sbrk r7, r8\nstore_ind_u8 [r7], r8\njump loop\n");
    allocations_left = 0;
    const pvm_status_t mapped = pvm_vm_map_memory(vm, 0x50000, 0x10000, PVM_ACCESS_READ_WRITE);
    const pvm_status_t regions = pvm_vm_set_memory_regions(vm, (const uint8_t *)"x", 1, NULL, 0, NULL, 0, NULL, 4096);
    pvm_vm_set_register(vm, 8, 4096);
    const pvm_result_t result = pvm_vm_execute(vm, 0);
    const pvm_status_t reset = pvm_vm_reset(vm, NULL);
    const pvm_status_t destroyed = pvm_vm_destroy(vm);
    const bool untouched = allocations_left == 0;
    allocations_left = -1;
    OK(mapped);
    OK(regions);
    EQUAL(PVM_RESULT_OOG, result);
    OK(reset);
    OK(destroyed);
    CHECK(untouched);
}
