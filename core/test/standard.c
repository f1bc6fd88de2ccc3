/* Standard programs: the container, memory and registers at the start, and the result. Gray Paper A.7, A.8. */
#include "given.h"

#define STACK_TOP UINT64_C(0xfefe0000)
#define ARGUMENT UINT64_C(0xfeff0000)

/* The smallest container, field by field, around the blob of an empty program. */
typedef struct container {
    uint32_t read_only_len, read_write_len, heap_pages, stack_size;
} container_t;

/* Zeros for the data, then an inner blob: writes it all and returns its length. */
static size_t write_container(uint8_t *out, container_t fields, const uint8_t *inner, size_t inner_len)
{
    const size_t data_len = fields.read_only_len + fields.read_write_len;
    for (int i = 0; i < 3; i++) {
        out[i] = (uint8_t)(fields.read_only_len >> (8 * i));
        out[3 + i] = (uint8_t)(fields.read_write_len >> (8 * i));
        out[8 + i] = (uint8_t)(fields.stack_size >> (8 * i));
    }
    out[6] = (uint8_t)fields.heap_pages;
    out[7] = (uint8_t)(fields.heap_pages >> 8);
    memset(out + 11, 0, data_len);
    for (int i = 0; i < 4; i++)
        out[11 + data_len + (size_t)i] = (uint8_t)(inner_len >> (8 * i));
    memcpy(out + 15 + data_len, inner, inner_len);
    return 15 + data_len + inner_len;
}

static const uint8_t empty_program[] = {0, 0, 0};

TEST("a standard program that is cut off anywhere is refused there, with and without metadata")
{
    uint8_t blob[64] = {2, 'h', 'i'};
    const size_t len = write_container(blob + 3, (container_t){3, 2, 1, 0}, empty_program, 3);
    for (size_t cut = 0; cut < len; cut++) {
        pvm_program_t *program = NULL;
        pvm_program_error_t error;
        STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_parse_standard(blob + 3, cut, false, NULL, &program, &error));
        EQUAL(PVM_DEFECT_TRUNCATED, error.defect);
        EQUAL(cut, error.offset);
        STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_parse_standard(blob, 3 + cut, true, NULL, &program, &error));
        EQUAL(PVM_DEFECT_TRUNCATED, error.defect);
        EQUAL(3 + cut, error.offset);
        CHECK(program == NULL);
    }
}

TEST("octets left over behind the code are refused where they begin")
{
    uint8_t blob[64] = {0};
    const size_t len = write_container(blob, (container_t){3, 2, 1, 0}, empty_program, 3);
    pvm_program_t *program;
    pvm_program_error_t error;
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_parse_standard(blob, len + 1, false, NULL, &program, &error));
    EQUAL(PVM_DEFECT_TRAILING, error.defect);
    EQUAL(len, error.offset);
}

TEST("the length of the metadata must be there, in its shortest form, and not run past the end")
{
    static const struct {
        uint8_t octets[4];
        size_t len;
        pvm_defect_t defect;
    } cases[] = {
        {{0}, 0, PVM_DEFECT_TRUNCATED},
        {{0x80}, 1, PVM_DEFECT_TRUNCATED},
        {{0x80, 0x05, 0, 0}, 4, PVM_DEFECT_NOT_SHORTEST},
        {{0x04, 0, 0, 0}, 4, PVM_DEFECT_TRUNCATED},
        {{0xff, 0xff, 0xff, 0xff}, 4, PVM_DEFECT_TRUNCATED},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        pvm_program_t *program;
        pvm_program_error_t error;
        STATUS(PVM_STATUS_BAD_PROGRAM,
               pvm_program_parse_standard(cases[i].octets, cases[i].len, true, NULL, &program, &error));
        EQUAL(cases[i].defect, error.defect);
    }
}

TEST("metadata comes first if the caller says so; nothing in the data tells the two forms apart")
{
    uint8_t blob[64] = {5, 'h', 'e', 'l', 'l', 'o'};
    const size_t len = 6 + write_container(blob + 6, (container_t){3, 2, 7, 4097}, empty_program, 3);
    pvm_program_t *program;
    OK(pvm_program_parse_standard(blob, len, true, NULL, &program, NULL));
    pvm_program_info_t info = {.size = sizeof info};
    OK(pvm_program_get_info(program, &info));
    EQUAL(5, info.metadata_len);
    EQUAL(3, info.read_only_len);
    EQUAL(2, info.read_write_len);
    EQUAL(7, info.heap_pages);
    EQUAL(4097, info.stack_size);
    EQUAL(1, info.is_standard);
    EQUAL(1, info.is_valid);
    pvm_program_release(program);
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_parse_standard(blob, len, false, NULL, &program, NULL));
}

static void expect_zone(pvm_vm_t *vm, uint64_t from, uint64_t to, pvm_access_t access)
{
    pvm_access_t got;
    uint64_t end;
    OK(pvm_vm_query_memory(vm, (uint32_t)from, &got, &end));
    EQUAL(access, got);
    EQUAL(to, end);
}

TEST("memory is laid out as the Gray Paper says: read-only, heap, stack, argument, and gaps between them")
{
    uint8_t *const blob = malloc(0x20000);
    const size_t len = write_container(blob, (container_t){0x10001, 40, 2, 8193}, empty_program, 3);
    blob[11] = 0xaa;           /* first read-only octet */
    blob[11 + 0x10001] = 0xbb; /* first read-write octet */
    pvm_program_t *program = NULL;
    const pvm_status_t parsed = pvm_program_parse_standard(blob, len, false, NULL, &program, NULL);
    free(blob);
    OK(parsed);
    static const uint8_t argument[] = {1, 2, 3};
    pvm_vm_t *vm;
    OK(pvm_vm_from_standard(program, argument, sizeof argument, NULL, &vm));
    expect_zone(vm, 0, 0x10000, PVM_ACCESS_NONE);
    expect_zone(vm, 0x10000, 0x21000, PVM_ACCESS_READ);
    expect_zone(vm, 0x21000, 0x40000, PVM_ACCESS_NONE);
    expect_zone(vm, 0x40000, 0x43000, PVM_ACCESS_READ_WRITE);
    expect_zone(vm, 0x43000, STACK_TOP - 0x3000, PVM_ACCESS_NONE);
    expect_zone(vm, STACK_TOP - 0x3000, STACK_TOP, PVM_ACCESS_READ_WRITE);
    expect_zone(vm, STACK_TOP, ARGUMENT, PVM_ACCESS_NONE);
    expect_zone(vm, ARGUMENT, ARGUMENT + 0x1000, PVM_ACCESS_READ);
    expect_zone(vm, ARGUMENT + 0x1000, UINT64_C(1) << 32, PVM_ACCESS_NONE);
    EQUAL(0x43000, pvm_vm_get_heap_pointer(vm));
    uint8_t octets[4];
    OK(pvm_vm_read_memory(vm, 0x10000, octets, 2, NULL));
    EQUAL_OCTETS("\xaa\0", octets, 2);
    OK(pvm_vm_read_memory(vm, 0x40000, octets, 2, NULL));
    EQUAL_OCTETS("\xbb\0", octets, 2);
    OK(pvm_vm_read_memory(vm, (uint32_t)ARGUMENT, octets, 4, NULL));
    EQUAL_OCTETS("\1\2\3\0", octets, 4);
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

TEST("registers start as the Gray Paper says, gas and pc are 0")
{
    uint8_t blob[32];
    const size_t len = write_container(blob, (container_t){0, 0, 0, 0}, empty_program, 3);
    pvm_program_t *program;
    OK(pvm_program_parse_standard(blob, len, false, NULL, &program, NULL));
    pvm_vm_t *vm;
    OK(pvm_vm_from_standard(program, (const uint8_t *)"12345", 5, NULL, &vm));
    static const uint64_t expected[PVM_REGISTER_COUNT] = {
        [0] = PVM_HALT_ADDRESS, [1] = PVM_STACK_TOP, [7] = PVM_ARGUMENT_ADDRESS, [8] = 5};
    for (uint32_t i = 0; i < PVM_REGISTER_COUNT; i++)
        EQUAL(expected[i], pvm_vm_get_register(vm, i));
    EQUAL(0, pvm_vm_get_gas(vm));
    EQUAL(0, pvm_vm_get_pc(vm));
    OK(pvm_vm_destroy(vm));
    /* an empty argument: r7 is the same, although nothing is mapped there; a zone of length 0 has no page at all */
    OK(pvm_vm_from_standard(program, NULL, 0, NULL, &vm));
    EQUAL(PVM_ARGUMENT_ADDRESS, pvm_vm_get_register(vm, 7));
    EQUAL(0, pvm_vm_get_register(vm, 8));
    expect_zone(vm, 0, UINT64_C(1) << 32, PVM_ACCESS_NONE);
    EQUAL(0x20000, pvm_vm_get_heap_pointer(vm));
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

TEST("the largest fields: 65535 heap pages, a stack and data of 2^24 - 1 octets, an argument of 2^24")
{
    const size_t len = 15 + 2 * 0xffffff + 3;
    uint8_t *const blob = malloc(len), *const argument = calloc(PVM_MAX_ARGUMENT_LEN, 1);
    write_container(blob, (container_t){0xffffff, 0xffffff, 0xffff, 0xffffff}, empty_program, 3);
    argument[PVM_MAX_ARGUMENT_LEN - 1] = 9;
    pvm_program_t *program = NULL;
    pvm_vm_t *vm = NULL;
    const pvm_status_t parsed = pvm_program_parse_standard(blob, len, false, NULL, &program, NULL);
    const pvm_status_t too_long = pvm_vm_from_standard(program, argument, PVM_MAX_ARGUMENT_LEN + 1, NULL, &vm);
    const pvm_status_t made = pvm_vm_from_standard(program, argument, PVM_MAX_ARGUMENT_LEN, NULL, &vm);
    free(blob);
    free(argument);
    OK(parsed);
    STATUS(PVM_STATUS_INVALID_ARGUMENT, too_long);
    OK(made);
    pvm_program_release(program);
    expect_zone(vm, 0x10000, 0x1010000, PVM_ACCESS_READ);
    expect_zone(vm, 0x1020000, 0x1020000 + 0x1000000 + UINT64_C(0xffff) * 4096, PVM_ACCESS_READ_WRITE);
    expect_zone(vm, STACK_TOP - 0x1000000, STACK_TOP, PVM_ACCESS_READ_WRITE);
    expect_zone(vm, ARGUMENT, 0xffff0000, PVM_ACCESS_READ);
    uint8_t last;
    OK(pvm_vm_read_memory(vm, 0xfffeffff, &last, 1, NULL));
    EQUAL(9, last);
    OK(pvm_vm_destroy(vm));
}

TEST("a standard program whose inner blob is invalid is accepted, panics when run, and charges nothing")
{
    static const uint8_t cut_off[] = {2, 1, 0, 7}; /* the second entry of the jump table is missing */
    uint8_t blob[32];
    const size_t len = write_container(blob, (container_t){0, 0, 0, 0}, cut_off, sizeof cut_off);
    pvm_program_t *program;
    pvm_program_error_t error = {.offset = 77};
    OK(pvm_program_parse_standard(blob, len, false, NULL, &program, &error));
    EQUAL(77, error.offset);
    OK(pvm_program_get_defect(program, &error));
    CHECK(error.defect != PVM_DEFECT_NONE && error.message[0] != 0);
    pvm_program_info_t info = {.size = sizeof info};
    OK(pvm_program_get_info(program, &info));
    EQUAL(0, info.is_valid);
    EQUAL(0, info.code_len + info.instruction_count + info.block_count + info.jump_table_len);
    pvm_vm_t *vm;
    OK(pvm_vm_from_standard(program, NULL, 0, NULL, &vm));
    pvm_vm_set_gas(vm, 10);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 5));
    pvm_trap_t trap;
    OK(pvm_vm_get_trap(vm, &trap));
    EQUAL(PVM_TRAP_KIND_INVALID_PROGRAM, trap.kind);
    EQUAL(10, pvm_vm_get_gas(vm));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    RESULT(PVM_RESULT_PANIC, pvm_vm_step(vm, 1));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE));
    EQUAL(10, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

TEST("the defect of an inner blob counts its offset from that blob's start, and is none for a valid one")
{
    static const uint8_t padding[] = {0, 0, 1, 0, 3};
    uint8_t blob[64];
    size_t len = write_container(blob, (container_t){9, 9, 0, 0}, padding, sizeof padding);
    pvm_program_t *program;
    pvm_program_error_t error;
    OK(pvm_program_parse_standard(blob, len, false, NULL, &program, NULL));
    OK(pvm_program_get_defect(program, &error));
    EQUAL(PVM_DEFECT_PADDING, error.defect);
    EQUAL(4, error.offset);
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_defect(program, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_defect(NULL, &error));
    pvm_program_release(program);
    len = write_container(blob, (container_t){0, 0, 0, 0}, empty_program, 3);
    OK(pvm_program_parse_standard(blob, len, false, NULL, &program, NULL));
    OK(pvm_program_get_defect(program, &error));
    EQUAL(PVM_DEFECT_NONE, error.defect);
    pvm_program_release(program);
}

TEST("a machine for a standard program: NULL, a bare program and a too small memory limit are refused")
{
    uint8_t blob[32];
    const size_t len = write_container(blob, (container_t){0, 0, 2, 4096}, empty_program, 3);
    pvm_program_t *standard, *bare;
    OK(pvm_program_parse_standard(blob, len, false, NULL, &standard, NULL));
    OK(pvm_program_parse(empty_program, 3, NULL, &bare, NULL));
    pvm_vm_t *vm = NULL;
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_from_standard(NULL, NULL, 0, NULL, &vm));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_from_standard(standard, NULL, 1, NULL, &vm));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_from_standard(standard, NULL, 0, NULL, NULL));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_vm_from_standard(bare, NULL, 0, NULL, &vm));
    const pvm_vm_options_t small = {.size = sizeof small, .memory_limit = 3 * 4096 - 1};
    const pvm_vm_options_t enough = {.size = sizeof enough, .memory_limit = 3 * 4096};
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_from_standard(standard, NULL, 0, &small, &vm));
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_from_standard(standard, blob, 1, &enough, &vm));
    CHECK(vm == NULL);
    OK(pvm_vm_from_standard(standard, NULL, 0, &enough, &vm));
    OK(pvm_vm_destroy(vm));
    pvm_program_release(standard);
    pvm_program_release(bare);
}

#define HALTS ".stack 0\n.code\n jump_ind r0, 0\n"

TEST("the result of a halt is the r8 octets at r7")
{
    pvm_vm_t *const vm = given_standard_machine(HALTS, "answer");
    RESULT(PVM_RESULT_OK, pvm_vm_execute(vm, 0)); /* r7 and r8 still tell the argument */
    uint8_t buffer[16];
    size_t len = 0;
    OK(pvm_vm_copy_output(vm, buffer, sizeof buffer, &len));
    EQUAL(6, len);
    EQUAL_OCTETS("answer", buffer, 6);
    memset(buffer, 0xee, sizeof buffer);
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_vm_copy_output(vm, buffer, 5, &len));
    EQUAL(6, len); /* nothing was copied; out_len is set */
    EQUAL(0xee, buffer[0]);
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_vm_copy_output(vm, NULL, 0, &len));
    OK(pvm_vm_copy_output(vm, buffer, 6, &len));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_copy_output(vm, NULL, 1, &len));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_copy_output(vm, buffer, 1, NULL));
    OK(pvm_vm_destroy(vm));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_copy_output(vm, buffer, 6, &len));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_copy_output(NULL, buffer, 6, &len));
}

TEST("if not all octets of the result are readable it is empty, and that is no failure")
{
    static const struct {
        uint64_t address, len, expected;
    } cases[] = {
        {ARGUMENT, 4096, 4096},
        {ARGUMENT, 4097, 0},
        {ARGUMENT + 4095, 1, 1},
        {ARGUMENT + 4096, 1, 0},
        {ARGUMENT - 1, 1, 0},
        {ARGUMENT + (UINT64_C(1) << 32), 1, 0}, /* a full 64-bit number, not reduced */
        {ARGUMENT, UINT64_MAX, 0},
        {ARGUMENT, UINT64_C(1) << 32, 0},
        {UINT64_MAX, 2, 0}, /* not cyclic */
        {UINT64_MAX, UINT64_MAX, 0},
        {0, 0, 0},
        {UINT64_MAX, 0, 0},
        {STACK_TOP - 4096, 4096, 4096}, /* read-write is readable */
    };
    pvm_vm_t *const vm = given_standard_machine(".stack 4096\n.code\njump_ind r0, 0\n", "x");
    RESULT(PVM_RESULT_OK, pvm_vm_execute(vm, 0));
    uint8_t buffer[8192];
    for (size_t i = 0; i < COUNT(cases); i++) {
        OK(pvm_vm_set_register(vm, 7, cases[i].address));
        OK(pvm_vm_set_register(vm, 8, cases[i].len));
        size_t len = 77;
        OK(pvm_vm_copy_output(vm, buffer, sizeof buffer, &len));
        if (len != cases[i].expected)
            FAIL("case %zu: expected %" PRIu64 " octets, got %zu", i, cases[i].expected, len);
    }
    OK(pvm_vm_destroy(vm));
}

TEST("there is no result before the machine has halted")
{
    pvm_vm_t *const vm = given_standard_machine(".stack 0\n.code\ntrap\n", "x");
    uint8_t buffer[8];
    size_t len;
    STATUS(PVM_STATUS_BAD_STATE, pvm_vm_copy_output(vm, buffer, sizeof buffer, &len));
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    STATUS(PVM_STATUS_BAD_STATE, pvm_vm_copy_output(vm, buffer, sizeof buffer, &len));
    pvm_vm_set_gas(vm, 0);
    RESULT(PVM_RESULT_OOG, pvm_vm_execute(vm, 0));
    STATUS(PVM_STATUS_BAD_STATE, pvm_vm_copy_output(vm, buffer, sizeof buffer, &len));
    OK(pvm_vm_destroy(vm));
}

TEST("reset makes a machine ready for another run of a standard program, as a new one would be")
{
    pvm_program_t *const program = given_standard_program(".heap_pages 1\n.stack 4096\n.code\njump_ind r0, 0\n");
    pvm_vm_t *vm;
    OK(pvm_vm_from_standard(program, (const uint8_t *)"first", 5, NULL, &vm));
    pvm_state_t *const state = pvm_vm_get_state(vm);
    OK(pvm_vm_write_memory(vm, 0x20000, (const uint8_t *)"dirt", 4, NULL));
    uint64_t old;
    OK(pvm_vm_grow_heap(vm, 100, &old));
    state->registers[5] = 5;
    state->gas = 10;
    RESULT(PVM_RESULT_OK, pvm_vm_execute(vm, 0));
    OK(pvm_vm_reset_standard(vm, NULL, (const uint8_t *)"2", 1));
    CHECK(pvm_vm_get_state(vm) == state); /* the state block stays where it is */
    EQUAL(PVM_HALT_ADDRESS, state->registers[0]);
    EQUAL(0, state->registers[5]);
    EQUAL(1, state->registers[8]);
    EQUAL(0, state->gas);
    EQUAL(0x21000, state->heap_pointer);
    EQUAL(PVM_MACHINE_STATE_READY, pvm_vm_get_machine_state(vm));
    uint8_t octets[8];
    OK(pvm_vm_read_memory(vm, 0x20000, octets, 4, NULL));
    EQUAL_OCTETS("\0\0\0\0", octets, 4);
    OK(pvm_vm_read_memory(vm, (uint32_t)ARGUMENT, octets, 5, NULL));
    EQUAL_OCTETS("2\0\0\0\0", octets, 5);
    pvm_access_t access;
    uint64_t end;
    OK(pvm_vm_query_memory(vm, 0x21000, &access, &end));
    EQUAL(PVM_ACCESS_NONE, access);
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

TEST("reset for a standard program: what is refused, and that a machine beyond its limit is reset and bare")
{
    pvm_program_t *const small = given_standard_program(HALTS);
    pvm_program_t *const large = given_standard_program(".heap_pages 9\n" HALTS);
    pvm_program_t *const bare = given_program("trap\n", NULL);
    const pvm_vm_options_t options = {.size = sizeof options, .memory_limit = 4096};
    pvm_vm_t *vm;
    OK(pvm_vm_from_standard(small, (const uint8_t *)"x", 1, &options, &vm));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_reset_standard(NULL, small, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_reset_standard(vm, small, NULL, 1));
    STATUS(PVM_STATUS_INVALID_ARGUMENT,
           pvm_vm_reset_standard(vm, small, (const uint8_t *)"", PVM_MAX_ARGUMENT_LEN + UINT64_C(1)));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_vm_reset_standard(vm, bare, NULL, 0));
    EQUAL(1, pvm_vm_get_register(vm, 8)); /* nothing has happened so far */
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_reset_standard(vm, large, NULL, 0));
    expect_zone(vm, 0, UINT64_C(1) << 32, PVM_ACCESS_NONE);
    for (uint32_t i = 0; i < PVM_REGISTER_COUNT; i++)
        EQUAL(0, pvm_vm_get_register(vm, i));
    OK(pvm_vm_reset_standard(vm, small, NULL, 0));
    OK(pvm_vm_reset(vm, bare));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_vm_reset_standard(vm, NULL, NULL, 0));
    OK(pvm_vm_destroy(vm));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_reset_standard(vm, small, NULL, 0));
    pvm_program_release(small);
    pvm_program_release(large);
    pvm_program_release(bare);
    pvm_vm_t *const created = pvm_vm_create(0, NULL, 0, NULL, 0, 0);
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_vm_reset_standard(created, NULL, NULL, 0));
    OK(pvm_vm_destroy(created));
}
