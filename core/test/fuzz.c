/*
 * Random and mutated input: fuzz SEED COUNT [FIRST]. Nothing may crash, hang or leak, and three ways of running a
 * program must agree on every bit of state at every exit: at once, one instruction at a time, and with gas dealt out in
 * slices.
 * Each input follows from the seed and its number alone, so that a failure is repeated with COUNT 1 and FIRST.
 */
#define TAP_OWN_MAIN
#include "fuzz_program.h"

#include <signal.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

#define MACHINES 3
enum { AT_ONCE, BY_STEPS, BY_SLICES };

#define MAX_PAGES 24

typedef struct statistics {
    uint64_t inputs, programs, exits[8], instructions, round_trips;
} statistics_t;

typedef struct input {
    random_t random;
    octets_t blob;
    bool is_standard, has_metadata;
    pvm_program_options_t options;
    pvm_program_t *program;
    pvm_vm_t *vms[MACHINES];
    bool has_callback;
    uint32_t pages[MAX_PAGES], page_count; /* mapped at some time, to be compared */
} input_t;

static statistics_t statistics;
static input_t input;

#define REQUIRE(condition)                                                                                             \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            FAIL("%s does not hold", #condition);                                                                      \
    } while (0)

/* ---- Input ------------------------------------------------------------- */

static void make_blob(void)
{
    random_t *const random = &input.random;
    octets_t *const blob = &input.blob;
    blob->len = 0;
    input.is_standard = input.has_metadata = false;
    switch (below(random, 16)) {
    case 0: /* noise */
        input.is_standard = one_in(random, 2);
        input.has_metadata = one_in(random, 2);
        for (uint32_t left = below(random, 200); left != 0; left--)
            add(blob, any(random), 1);
        return;
    case 1:
        add_program(random, blob);
        break;
    case 2:
        input.is_standard = true;
        input.has_metadata = one_in(random, 2);
        add_standard_program(random, blob, input.has_metadata);
        break;
    case 3:
    case 4:
    case 5:
        input.is_standard = true;
        input.has_metadata = one_in(random, 4);
        if (input.has_metadata)
            add_natural(blob, 0);
        add_living_standard_program(random, blob);
        break;
    default:
        add_living_program(random, blob);
    }
    if (one_in(random, 3))
        mutate(random, blob);
}

/* The same program from its parts, which must be accepted whenever the blob was, with the same information. */
static void check_parts(void)
{
    uint8_t code[MAX_OCTETS], bitmask[MAX_OCTETS / 8 + 1] = {0};
    uint64_t table[64];
    size_t len;
    pvm_program_info_t info = {.size = sizeof info}, again = {.size = sizeof again};
    OK(pvm_program_get_info(input.program, &info));
    if (!info.is_valid || info.jump_table_len > COUNT(table))
        return;
    OK(pvm_program_copy_code(input.program, code, sizeof code, &len));
    for (size_t pc = 0; pc < len; pc++)
        bitmask[pc / 8] |= (uint8_t)(pvm_program_has_instruction(input.program, pc) << (pc % 8));
    for (size_t i = 0; i < info.jump_table_len; i++)
        OK(pvm_program_get_jump_target(input.program, i, &table[i]));
    pvm_program_t *program;
    OK(pvm_program_from_parts(code, len, bitmask, (len + 7) / 8, table, info.jump_table_len, &input.options, &program,
                              NULL));
    OK(pvm_program_get_info(program, &again));
    REQUIRE(info.instruction_count == again.instruction_count && info.block_count == again.block_count);
    if (info.is_standard) {
        pvm_program_release(program);
        return;
    }
    pvm_program_release(input.program);
    input.program = program; /* which is run from here on */
}

/* ---- Text and facts ---------------------------------------------------- */

static void check_text(void)
{
    size_t len, written, blob_len = 0;
    pvm_program_error_t error;
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_list(input.program, NULL, 0, &len));
    char *const text = malloc(len + 1);
    uint8_t *const blob = malloc(input.blob.len + 1);
    OK(pvm_program_list(input.program, text, len + 1, &written));
    const pvm_status_t status =
        pvm_assemble(text, input.options.instruction_set, blob, input.blob.len, &blob_len, &error);
    if (status != PVM_STATUS_OK || blob_len != input.blob.len || memcmp(blob, input.blob.at, blob_len) != 0)
        FAIL("the listing does not assemble to the same octets: %s", pvm_status_message(status));
    for (uint32_t left = below(&input.random, 4); left != 0 && len > 0; left--) /* any text at all may be assembled */
        text[below(&input.random, (uint32_t)len)] = (char)(1 + below(&input.random, 255));
    pvm_assemble(text, input.options.instruction_set, blob, input.blob.len, &blob_len, &error);
    free(text);
    free(blob);
    statistics.round_trips++;
}

static void check_facts(void)
{
    pvm_block_t blocks[8];
    size_t count = 0;
    char text[PVM_MAX_INSTRUCTION_TEXT];
    uint64_t next = 0, cost = 0;
    const uint64_t from = one_in(&input.random, 2) ? 0 : interesting_number(&input.random);
    OK(pvm_program_list_blocks(input.program, from, blocks, COUNT(blocks), &count));
    for (size_t i = 0; i < count; i++) {
        REQUIRE(blocks[i].gas_cost >= 1 && blocks[i].start <= blocks[i].end);
        REQUIRE(i == 0 || blocks[i].start >= blocks[i - 1].end);
        if (pvm_program_has_instruction(input.program, blocks[i].start)) {
            OK(pvm_program_get_block_cost(input.program, blocks[i].start, &cost));
            REQUIRE(cost == blocks[i].gas_cost);
        }
    }
    const uint64_t pc = below(&input.random, 300);
    memset(text, 0x7f, sizeof text);
    const size_t text_size = one_in(&input.random, 4) ? below(&input.random, sizeof text) : sizeof text;
    const pvm_status_t status = pvm_program_disassemble(input.program, pc, text, text_size, &count, &next);
    REQUIRE(status != PVM_STATUS_OK || (strlen(text) == count && next >= pc));
    REQUIRE(status != PVM_STATUS_BUFFER_TOO_SMALL || (text_size <= count && (text_size == 0 || text[0] == 0x7f)));
}

/* ---- Machines ---------------------------------------------------------- */

static pvm_host_result_t callback(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)user_data;
    pvm_state_t *const state = pvm_vm_get_state(vm);
    state->registers[7] += (uint64_t)func_id;
    state->gas -= state->gas > 3 ? 3 : 0;
    switch (state->registers[7] % 32) {
    case 0:
        return PVM_HOST_TERMINATE;
    case 1:
        return PVM_HOST_ERROR;
    case 2:
        return PVM_HOST_YIELD;
    case 3:
        pvm_vm_set_pc(vm, state->registers[8] % 64);
        return PVM_HOST_CONTINUE;
    default:
        return PVM_HOST_CONTINUE;
    }
}

static void map_page(uint32_t address, pvm_access_t access)
{
    for (int i = 0; i < MACHINES; i++)
        OK(pvm_vm_map_memory(input.vms[i], address, PVM_PAGE_SIZE, access));
    for (uint32_t i = 0; i < input.page_count; i++) {
        if (input.pages[i] == address)
            return;
    }
    if (input.page_count < MAX_PAGES)
        input.pages[input.page_count++] = address;
}

static void set_registers(void)
{
    for (uint32_t reg = 0; reg < PVM_REGISTER_COUNT; reg++) {
        const uint32_t sort = below(&input.random, 8);
        const uint64_t value = sort < 4    ? interesting_address(&input.random)
                               : sort == 4 ? PVM_HALT_ADDRESS
                               : sort == 5 ? 2 * below(&input.random, 8)
                                           : interesting_number(&input.random);
        for (int i = 0; i < MACHINES; i++)
            OK(pvm_vm_set_register(input.vms[i], reg, value));
    }
}

static void set_gas(void)
{
    const uint64_t gas = one_in(&input.random, 8) ? below(&input.random, 20) : below(&input.random, 3000);
    for (int i = 0; i < MACHINES; i++)
        pvm_vm_set_gas(input.vms[i], gas);
}

static void fill_page(uint32_t address)
{
    uint8_t octets[64];
    for (size_t i = 0; i < sizeof octets; i += 8)
        memcpy(octets + i, &(uint64_t){any(&input.random)}, 8);
    for (int i = 0; i < MACHINES; i++)
        OK(pvm_vm_initialize_memory(input.vms[i], address + 0xfc0, octets, sizeof octets, NULL));
}

static void start_machines(void)
{
    const bool is_standard = input.is_standard;
    const bool yields = !one_in(&input.random, 8);
    input.has_callback = one_in(&input.random, 3);
    input.page_count = 0;
    for (int i = 0; i < MACHINES; i++) {
        input.vms[i] = NULL;
        if (is_standard)
            OK(pvm_vm_from_standard(input.program, (const uint8_t *)"argument", 8, NULL, &input.vms[i]));
        else
            OK(pvm_vm_from_program(input.program, NULL, &input.vms[i]));
        pvm_vm_set_yield_mode(input.vms[i], yields);
        if (input.has_callback)
            pvm_vm_set_host_callback(input.vms[i], callback, NULL);
    }
    if (!is_standard || one_in(&input.random, 2))
        set_registers();
    set_gas();
    for (uint32_t left = is_standard ? 0 : below(&input.random, 5); left != 0; left--) {
        const uint32_t address = one_in(&input.random, 6) ? 0xfffff000 : 0x1f000 + below(&input.random, 4) * 0x1000;
        map_page(address, one_in(&input.random, 4) ? PVM_ACCESS_READ : PVM_ACCESS_READ_WRITE);
        fill_page(address);
    }
    if (is_standard) {
        input.pages[input.page_count++] = 0x20000;
        input.pages[input.page_count++] = 0x21000;
        input.pages[input.page_count++] = PVM_STACK_TOP - 0x1000;
    }
}

/* ---- Three ways to run ------------------------------------------------- */

static pvm_result_t run_by_steps(pvm_vm_t *vm)
{
    pvm_result_t result;
    const uint64_t stride = one_in(&input.random, 4) ? 1 + below(&input.random, 9) : 1;
    do {
        result = pvm_vm_step(vm, stride);
        statistics.instructions += stride;
    } while (result == PVM_RESULT_STEPPED);
    return result;
}

/* Gas that isn't needed yet is kept aside, and in the end put back. */
static pvm_result_t run_by_slices(pvm_vm_t *vm)
{
    pvm_state_t *const state = pvm_vm_get_state(vm);
    uint64_t aside = state->gas;
    state->gas = 0;
    for (;;) {
        const uint64_t slice = below(&input.random, 64) < aside ? below(&input.random, 64) : aside;
        const uint64_t given = slice < aside ? slice : aside;
        state->gas += given;
        aside -= given;
        const pvm_result_t result = pvm_vm_resume(vm);
        if (result != PVM_RESULT_OOG || aside == 0) {
            state->gas += aside;
            return result;
        }
    }
}

static pvm_result_t run_at_once(pvm_vm_t *vm)
{
    if (one_in(&input.random, 16)) {
        pvm_vm_interrupt(vm);
        const pvm_result_t result = pvm_vm_resume(vm);
        pvm_vm_clear_interrupt(vm);
        if (result != PVM_RESULT_INTERRUPTED)
            return result;
    }
    return pvm_vm_resume(vm);
}

static void compare_states(void)
{
    const pvm_state_t *const expected = pvm_vm_get_state(input.vms[AT_ONCE]);
    for (int i = 1; i < MACHINES; i++) {
        const pvm_state_t *const got = pvm_vm_get_state(input.vms[i]);
        if (memcmp(expected, got, sizeof *expected) == 0)
            continue;
        FAIL("at once: %s pc %" PRIu64 " gas %" PRIu64 " charged %u; %s: %s pc %" PRIu64 " gas %" PRIu64 " charged %u",
             pvm_result_name(expected->result), expected->pc, expected->gas, (unsigned)expected->charged,
             i == BY_STEPS ? "by steps" : "by slices", pvm_result_name(got->result), got->pc, got->gas,
             (unsigned)got->charged);
    }
}

static void compare_memory(void)
{
    static uint8_t expected[PVM_PAGE_SIZE], got[PVM_PAGE_SIZE];
    for (uint32_t page = 0; page < input.page_count; page++) {
        const pvm_status_t status =
            pvm_vm_read_memory(input.vms[0], input.pages[page], expected, sizeof expected, NULL);
        for (int i = 1; i < MACHINES; i++) {
            REQUIRE(pvm_vm_read_memory(input.vms[i], input.pages[page], got, sizeof got, NULL) == status);
            if (status == PVM_STATUS_OK && memcmp(expected, got, sizeof got) != 0)
                FAIL("memory differs in page 0x%x", (unsigned)input.pages[page]);
        }
    }
}

/* ---- Between runs ------------------------------------------------------ */

/* A random copying call with a random range, on all machines alike. */
static void call_memory(void)
{
    uint8_t buffer[5000];
    const uint32_t address = (uint32_t)interesting_number(&input.random);
    const size_t len = one_in(&input.random, 8) ? below(&input.random, sizeof buffer) : below(&input.random, 16);
    const uint32_t sort = below(&input.random, 4);
    pvm_status_t first = PVM_STATUS_OK;
    for (int i = 0; i < MACHINES; i++) {
        uint32_t fault = 0;
        memset(buffer, 0x11, len);
        pvm_status_t status = PVM_STATUS_OK;
        if (sort == 0)
            status = pvm_vm_read_memory(input.vms[i], address, buffer, len, &fault);
        else if (sort == 1)
            status = pvm_vm_write_memory(input.vms[i], address, buffer, len, &fault);
        else if (sort == 2)
            status = pvm_vm_initialize_memory(input.vms[i], address, buffer, len, &fault);
        uint8_t *const window = sort == 3 ? pvm_vm_get_memory_window(input.vms[i], address, len) : NULL;
        if (window != NULL)
            memset(window, 0x22, len);
        REQUIRE(i == 0 || status == first);
        first = status;
    }
}

static void call_pages(void)
{
    const uint32_t address = (uint32_t)interesting_number(&input.random) & (one_in(&input.random, 8) ? ~0u : ~0xfffu);
    const uint64_t length = one_in(&input.random, 8) ? interesting_number(&input.random) & 0x1fffff : 0x1000;
    const pvm_access_t access = (pvm_access_t)below(&input.random, 4);
    const bool maps = one_in(&input.random, 2);
    pvm_status_t first = PVM_STATUS_OK;
    for (int i = 0; i < MACHINES; i++) {
        const pvm_status_t status = maps ? pvm_vm_map_memory(input.vms[i], address, length, access)
                                         : pvm_vm_protect_memory(input.vms[i], address, length, access);
        REQUIRE(i == 0 || status == first);
        first = status;
    }
}

static void call_heap(void)
{
    const uint64_t number = one_in(&input.random, 4) ? interesting_number(&input.random) : below(&input.random, 0x3000);
    const bool grows = !one_in(&input.random, 4);
    for (int i = 0; i < MACHINES; i++) {
        uint64_t old;
        if (grows)
            pvm_vm_grow_heap(input.vms[i], number & 0xffffff, &old);
        else
            pvm_vm_set_heap_pointer(input.vms[i], number);
    }
}

/* From here on the copy is run in place of the machine. */
static void clone_one(void)
{
    const uint32_t i = below(&input.random, MACHINES);
    pvm_vm_t *copy;
    OK(pvm_vm_clone(input.vms[i], &copy));
    if (input.has_callback)
        pvm_vm_set_host_callback(copy, callback, NULL);
    OK(pvm_vm_destroy(input.vms[i]));
    input.vms[i] = copy;
}

static void reset_all(void)
{
    const bool as_standard = input.is_standard && one_in(&input.random, 2);
    for (int i = 0; i < MACHINES; i++)
        OK(as_standard ? pvm_vm_reset_standard(input.vms[i], NULL, NULL, 0) : pvm_vm_reset(input.vms[i], NULL));
    set_registers();
    set_gas();
}

static void change_something(void)
{
    static void (*const changes[])(void) = {call_memory, call_memory, call_pages, call_heap, clone_one, set_registers};
    for (uint32_t left = below(&input.random, 3); left != 0; left--)
        changes[below(&input.random, COUNT(changes))]();
    if (one_in(&input.random, 12))
        reset_all();
}

/* Lets all machines go on somehow; false if the exit was an end. */
static bool go_on_after(pvm_result_t result)
{
    const uint64_t pc = below(&input.random, 64);
    const pvm_state_t *const state = pvm_vm_get_state(input.vms[0]);
    if (result == PVM_RESULT_FAULT && one_in(&input.random, 2))
        map_page(state->fault_address, one_in(&input.random, 4) ? PVM_ACCESS_READ : PVM_ACCESS_READ_WRITE);
    if (result == PVM_RESULT_OOG || one_in(&input.random, 4))
        set_gas();
    const bool ended = result == PVM_RESULT_OK || result == PVM_RESULT_PANIC;
    if (ended && one_in(&input.random, 2))
        return false;
    if (ended || one_in(&input.random, 8)) {
        for (int i = 0; i < MACHINES; i++)
            pvm_vm_set_pc(input.vms[i], pc);
    }
    if (result == PVM_RESULT_HOST_CALL && one_in(&input.random, 4)) {
        const pvm_host_result_t answer = (pvm_host_result_t)(1 + below(&input.random, 4));
        for (int i = 0; i < MACHINES; i++)
            pvm_vm_answer_host_call(input.vms[i], answer);
        compare_states();
    }
    return true;
}

static void run_machines(void)
{
    start_machines();
    for (uint32_t rounds = 1 + below(&input.random, 12); rounds != 0; rounds--) {
        const pvm_result_t result = run_at_once(input.vms[AT_ONCE]);
        const pvm_result_t by_steps = run_by_steps(input.vms[BY_STEPS]);
        const pvm_result_t by_slices = input.has_callback ? PVM_RESULT_REFUSED : run_by_slices(input.vms[BY_SLICES]);
        if (by_slices == PVM_RESULT_REFUSED) /* a callback sees gas, and slices would show */
            REQUIRE(pvm_vm_resume(input.vms[BY_SLICES]) == result);
        statistics.exits[result]++;
        if (by_steps != result || (!input.has_callback && by_slices != result))
            FAIL("at once: %s, by steps: %s, by slices: %s", pvm_result_name(result), pvm_result_name(by_steps),
                 pvm_result_name(by_slices));
        compare_states();
        compare_memory();
        if (!go_on_after(result))
            break;
        change_something();
    }
    for (int i = 0; i < MACHINES; i++)
        OK(pvm_vm_destroy(input.vms[i]));
}

/* ---- All of it --------------------------------------------------------- */

static void try_input(uint64_t seed, uint64_t index)
{
    input.random.state = seed * UINT64_C(0x9e3779b97f4a7c15) ^ (index * UINT64_C(0xd1342543de82ef95) + 1);
    make_blob();
    input.options = (pvm_program_options_t){.size = sizeof input.options,
                                            .instruction_set = (pvm_instruction_set_t)below(&input.random, 2),
                                            .gas_model = (pvm_gas_model_t)below(&input.random, 2)};
    pvm_program_error_t error = {0};
    input.program = NULL;
    const octets_t *const blob = &input.blob;
    const pvm_status_t status =
        input.is_standard ? pvm_program_parse_standard(blob->at, blob->len, input.has_metadata, &input.options,
                                                       &input.program, &error)
                          : pvm_program_parse(blob->at, blob->len, &input.options, &input.program, &error);
    statistics.inputs++;
    if (status != PVM_STATUS_OK) {
        STATUS(PVM_STATUS_BAD_PROGRAM, status);
        REQUIRE(error.offset <= input.blob.len && error.message[0] != 0 && input.program == NULL);
        return;
    }
    statistics.programs++;
    check_facts();
    if (one_in(&input.random, 4))
        check_text();
    if (one_in(&input.random, 4))
        check_parts();
    run_machines();
    pvm_program_release(input.program);
}

static uint64_t seed_of_run, count_of_run, first_of_run, index_of_run;

static void try_all(void)
{
    for (index_of_run = first_of_run; index_of_run < first_of_run + count_of_run; index_of_run++) {
        if (index_of_run % 1000 == 0)
            alarm(SECONDS_PER_TEST); /* a thousand may take this long */
        try_input(seed_of_run, index_of_run);
    }
}

static void tell_input(void)
{
    fprintf(stderr, "fuzz: to repeat it: make -C core fuzz SEED=%" PRIu64 " COUNT=1 FIRST=%" PRIu64 "\n", seed_of_run,
            index_of_run);
}

static void end_hanging_run(int number)
{
    (void)number;
    tell_input(); /* not safe in a signal handler, but the alternative is to know nothing */
    _exit(1);
}

static uint64_t argument(int argc, char **argv, int index, uint64_t otherwise)
{
    return argc > index ? (uint64_t)strtod(argv[index], NULL) : otherwise; /* 1e6 is a number, too */
}

int main(int argc, char **argv)
{
    seed_of_run = argument(argc, argv, 1, 1);
    count_of_run = argument(argc, argv, 2, 200000);
    first_of_run = argument(argc, argv, 3, 0);
    printf("TAP version 13\n1..1\n# seed %" PRIu64 ", %" PRIu64 " inputs\n", seed_of_run, count_of_run);
    fflush(stdout);
    signal(SIGALRM, end_hanging_run);
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_set_death_callback(tell_input);
#endif
    const bool passed = tap_passes(&(tap_test_t){.run = try_all});
    alarm(0);
    if (!passed)
        tell_input();
    char name[160];
    snprintf(name, sizeof name,
             "%" PRIu64 " random and mutated blobs (seed %" PRIu64 ") crash, hang and leak nothing, and run alike in "
             "three ways",
             count_of_run, seed_of_run);
    tap_report(1, passed, name);
    printf("# %" PRIu64 " programs, %" PRIu64 " round trips through text, about %" PRIu64 " instructions;",
           statistics.programs, statistics.round_trips, statistics.instructions);
    for (int result = 0; result < 8; result++) {
        if (statistics.exits[result] != 0)
            printf(" %s %" PRIu64, pvm_result_name((pvm_result_t)result), statistics.exits[result]);
    }
    printf("\n");
    fflush(stdout);
    if (!passed)
        _exit(1);
    return 0;
}
