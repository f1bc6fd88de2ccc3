/* Making, copying, resetting and destroying machines, and their state block. */
#include "given.h"

/* r7 += -1; branch_ne_imm r7, 0, -3; trap */
static const uint8_t count_down[] = {149, 0x77, 0xff, 82, 0x17, 0, 0xfd, 0};
static const uint8_t count_down_mask[] = {0x89};

TEST("a new machine has registers, gas and pc 0, nothing mapped, and has never run")
{
    pvm_program_t *const program = given_program("trap\n", NULL);
    pvm_vm_t *vm;
    OK(pvm_vm_from_program(program, NULL, &vm));
    const pvm_state_t *const state = pvm_vm_get_state(vm);
    for (int i = 0; i < PVM_REGISTER_COUNT; i++)
        EQUAL(0, state->registers[i]);
    EQUAL(0, state->gas | state->pc | state->host_call | state->heap_pointer | state->fault_address | state->charged);
    EQUAL(PVM_TRAP_KIND_NONE, state->trap_kind);
    EQUAL(PVM_MACHINE_STATE_READY, pvm_vm_get_machine_state(vm));
    EQUAL(0, pvm_vm_get_func_id(vm));
    EQUAL(0, pvm_vm_get_service_index(vm));
    CHECK(!pvm_vm_get_yield_mode(vm));
    OK(pvm_vm_check(vm));
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

TEST("options of a machine: service index and memory limit are kept; a struct that is too small is refused")
{
    pvm_program_t *const program = given_program("trap\n", NULL);
    pvm_vm_t *vm = NULL;
    const pvm_vm_options_t options = {.size = sizeof options, .service_index = 0xfffffffe};
    OK(pvm_vm_from_program(program, &options, &vm));
    EQUAL(0xfffffffe, pvm_vm_get_service_index(vm));
    OK(pvm_vm_destroy(vm));
    vm = NULL;
    for (uint32_t size = 0; size < sizeof options; size++) {
        const pvm_vm_options_t small = {.size = size};
        STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_from_program(program, &small, &vm));
    }
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_from_program(NULL, NULL, &vm));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_from_program(program, NULL, NULL));
    CHECK(vm == NULL);
    pvm_program_release(program);
}

/* ---- The short form ---------------------------------------------------- */

TEST("the short form: code, then bitmask and jump table, runs as the program from those parts would")
{
    const uint64_t registers[] = {1, 2, 3, 4, 5, 6, 7, 3};
    pvm_vm_t *const vm = pvm_vm_create(42, count_down, sizeof count_down, registers, COUNT(registers), 0);
    CHECK(vm != NULL);
    EQUAL(42, pvm_vm_get_service_index(vm));
    EQUAL(0, pvm_vm_get_gas(vm));
    for (uint32_t i = 0; i < PVM_REGISTER_COUNT; i++)
        EQUAL(i < 8 ? registers[i] : 0, pvm_vm_get_register(vm, i));
    OK(pvm_vm_set_bitmask(vm, count_down_mask, 1));
    OK(pvm_vm_set_jump_table(vm, NULL, 0));
    pvm_vm_set_gas(vm, 100);
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(0, pvm_vm_get_register(vm, 7));
    EQUAL(7, pvm_vm_get_pc(vm));
    EQUAL(100 - 7, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("until the bitmask is set no instruction starts anywhere, so that the machine traps")
{
    pvm_vm_t *const vm = pvm_vm_create(0, count_down, sizeof count_down, NULL, 0, 0);
    pvm_vm_set_gas(vm, 5);
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(PVM_TRAP_KIND_TRAP, pvm_vm_get_state(vm)->trap_kind);
    EQUAL(4, pvm_vm_get_gas(vm));
    OK(pvm_vm_set_bitmask(vm, count_down_mask, 1)); /* the next run sees it */
    OK(pvm_vm_set_register(vm, 7, 1));
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(7, pvm_vm_get_pc(vm));
    EQUAL(1, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("the initial pc of the short form is where a resume starts")
{
    static const uint8_t code[] = {0, 51, 7, 9}, bitmask[] = {3}; /* trap; load_imm r7, 9 */
    pvm_vm_t *const vm = pvm_vm_create(0, code, sizeof code, NULL, 0, 1);
    OK(pvm_vm_set_bitmask(vm, bitmask, 1));
    pvm_vm_set_gas(vm, 5);
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(9, pvm_vm_get_register(vm, 7));
    EQUAL(4, pvm_vm_get_pc(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("a jump table of the short form is the one that dynamic jumps use, and may be replaced")
{
    /* jump_ind r7; trap; load_imm r8, 1; trap */
    static const uint8_t code[] = {50, 7, 0, 51, 8, 1, 0}, bitmask[] = {0x4d};
    static const uint64_t bad[] = {4}, good[] = {2, 3};
    pvm_vm_t *const vm = pvm_vm_create(0, code, sizeof code, NULL, 0, 0);
    OK(pvm_vm_set_bitmask(vm, bitmask, 1));
    OK(pvm_vm_set_register(vm, 7, 4));
    pvm_vm_set_gas(vm, 100);
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(PVM_TRAP_KIND_BAD_JUMP, pvm_vm_get_state(vm)->trap_kind);
    OK(pvm_vm_set_jump_table(vm, bad, 1));
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(0, pvm_vm_get_pc(vm));
    OK(pvm_vm_set_jump_table(vm, good, 2));
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(6, pvm_vm_get_pc(vm));
    EQUAL(1, pvm_vm_get_register(vm, 8));
    OK(pvm_vm_destroy(vm));
}

TEST("the short form refuses what is out of range, and gives no machine")
{
    const uint64_t registers[14] = {0};
    CHECK(pvm_vm_create(0, count_down, 8, registers, 14, 0) == NULL);
    CHECK(pvm_vm_create(0, count_down, 8, registers, SIZE_MAX, 0) == NULL);
    CHECK(pvm_vm_create(0, NULL, 1, registers, 13, 0) == NULL);
    CHECK(pvm_vm_create(0, count_down, 8, NULL, 1, 0) == NULL);
    CHECK(pvm_vm_create(0, count_down, PVM_MAX_CODE_LEN + UINT64_C(1), NULL, 0, 0) == NULL);
    pvm_vm_t *const vm = pvm_vm_create(0, NULL, 0, registers, 13, UINT64_MAX);
    CHECK(vm != NULL);
    pvm_vm_set_gas(vm, 1);
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(UINT64_MAX, pvm_vm_get_pc(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("a bitmask of the wrong length or with a bit behind the code is refused, and the machine keeps what it had")
{
    static const uint8_t two[] = {0xff, 0x03}, padding[] = {0xff, 0x04}, code[9] = {0};
    pvm_vm_t *vm = pvm_vm_create(0, code, 9, NULL, 0, 8);
    OK(pvm_vm_set_bitmask(vm, (const uint8_t *)"\xff\x01", 2));
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_vm_set_bitmask(vm, two, 1));
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_vm_set_bitmask(vm, two, 2));
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_vm_set_bitmask(vm, padding, 2));
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_vm_set_bitmask(vm, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_bitmask(vm, NULL, 2));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_jump_table(vm, NULL, 1));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_bitmask(NULL, two, 2));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_jump_table(NULL, NULL, 0));
    OK(pvm_vm_destroy(vm));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_set_bitmask(vm, two, 2));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_set_jump_table(vm, NULL, 0));
}

TEST("a machine that was made from a program has its bitmask and jump table from there, also after a reset to it")
{
    pvm_program_t *const program = given_program("trap\n", NULL);
    pvm_vm_t *vm;
    OK(pvm_vm_from_program(program, NULL, &vm));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_vm_set_bitmask(vm, (const uint8_t *)"\1", 1));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_vm_set_jump_table(vm, NULL, 0));
    OK(pvm_vm_destroy(vm));
    vm = pvm_vm_create(0, count_down, sizeof count_down, NULL, 0, 0);
    OK(pvm_vm_reset(vm, NULL));
    OK(pvm_vm_set_bitmask(vm, count_down_mask, 1));
    OK(pvm_vm_reset(vm, program));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_vm_set_bitmask(vm, count_down_mask, 1));
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

/* ---- Copies ------------------------------------------------------------ */

TEST("a copy is independent: state, memory, heap, yield mode and limits are its own")
{
    pvm_vm_t *const vm = given_machine("ecalli 5\nstore_u8 [0x20000], r7\n");
    OK(pvm_vm_set_memory_regions(vm, (const uint8_t *)"abc", 3, NULL, 0, NULL, 0, NULL, 4096));
    pvm_vm_set_yield_mode(vm, true);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    pvm_vm_t *copy;
    OK(pvm_vm_clone(vm, &copy));
    CHECK(copy != vm && pvm_vm_get_state(copy) != pvm_vm_get_state(vm));
    EQUAL(0, memcmp(pvm_vm_get_state(copy), pvm_vm_get_state(vm), sizeof(pvm_state_t)));
    CHECK(pvm_vm_get_yield_mode(copy));
    EQUAL(PVM_MACHINE_STATE_HOST, pvm_vm_get_machine_state(copy));
    OK(pvm_vm_set_register(copy, 7, 'X'));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(copy)); /* behind the ecalli, as the original would */
    uint8_t octets[3];
    OK(pvm_vm_read_memory(copy, 0x20000, octets, 3, NULL));
    EQUAL_OCTETS("Xbc", octets, 3);
    OK(pvm_vm_read_memory(vm, 0x20000, octets, 3, NULL));
    EQUAL_OCTETS("abc", octets, 3);
    EQUAL(999, pvm_vm_get_gas(vm));
    uint64_t old;
    OK(pvm_vm_grow_heap(copy, 1, &old));
    EQUAL(0x21000, old);
    EQUAL(0x21000, pvm_vm_get_heap_pointer(vm));
    OK(pvm_vm_destroy(vm)); /* the copy lives on */
    OK(pvm_vm_read_memory(copy, 0x20000, octets, 3, NULL));
    EQUAL_OCTETS("Xbc", octets, 3);
    OK(pvm_vm_destroy(copy));
}

TEST("a copy has rights and contents of all pages, many scattered and a thousand written ones too")
{
    pvm_vm_t *const vm = given_machine("trap\n");
    for (uint32_t i = 0; i < 1000; i++) {
        const uint32_t address = 0x10000 + i * 0x11000;
        const uint8_t octet = (uint8_t)(i + 1);
        OK(pvm_vm_map_memory(vm, address, PVM_PAGE_SIZE, i % 2 ? PVM_ACCESS_READ : PVM_ACCESS_READ_WRITE));
        OK(pvm_vm_initialize_memory(vm, address, &octet, 1, NULL));
    }
    OK(pvm_vm_map_memory(vm, 0x10000, PVM_PAGE_SIZE, PVM_ACCESS_NONE)); /* written once, gone now */
    pvm_vm_t *copy;
    OK(pvm_vm_clone(vm, &copy));
    for (uint64_t address = 0, end; address < UINT64_C(1) << 32; address = end) {
        pvm_access_t expected, got;
        uint64_t copied_end;
        OK(pvm_vm_query_memory(vm, (uint32_t)address, &expected, &end));
        OK(pvm_vm_query_memory(copy, (uint32_t)address, &got, &copied_end));
        EQUAL(expected, got);
        EQUAL(end, copied_end);
    }
    for (uint32_t i = 1; i < 1000; i++) {
        uint8_t octet;
        OK(pvm_vm_read_memory(copy, 0x10000 + i * 0x11000, &octet, 1, NULL));
        EQUAL((uint8_t)(i + 1), octet);
    }
    OK(pvm_vm_map_memory(copy, 0x10000, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    uint8_t octet;
    OK(pvm_vm_read_memory(copy, 0x10000, &octet, 1, NULL));
    EQUAL(0, octet);
    OK(pvm_vm_destroy(copy));
    OK(pvm_vm_destroy(vm));
}

static pvm_host_result_t answer_nothing(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)vm, (void)func_id, (void)user_data;
    return PVM_HOST_CONTINUE;
}

TEST("a copy has everything but the callback")
{
    pvm_vm_t *const vm = given_machine("ecalli 5\n");
    pvm_vm_set_host_callback(vm, answer_nothing, NULL);
    pvm_vm_t *copy;
    OK(pvm_vm_clone(vm, &copy));
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(copy, 0));
    EQUAL(PVM_TRAP_KIND_HOST_ERROR, pvm_vm_get_state(copy)->trap_kind);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(PVM_TRAP_KIND_TRAP, pvm_vm_get_state(vm)->trap_kind);
    OK(pvm_vm_destroy(copy));
    OK(pvm_vm_destroy(vm));
}

TEST("a copy of a machine of the short form has its parts, to run and to change")
{
    pvm_vm_t *const vm = pvm_vm_create(7, count_down, sizeof count_down, (uint64_t[8]){[7] = 3}, 8, 0);
    OK(pvm_vm_set_bitmask(vm, count_down_mask, 1));
    pvm_vm_set_gas(vm, 4);
    RESULT(PVM_RESULT_OOG, pvm_vm_resume(vm));
    pvm_vm_t *copy;
    OK(pvm_vm_clone(vm, &copy));
    OK(pvm_vm_destroy(vm));
    EQUAL(7, pvm_vm_get_service_index(copy));
    pvm_vm_set_gas(copy, 100);
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(copy));
    EQUAL(97, pvm_vm_get_gas(copy));
    OK(pvm_vm_set_bitmask(copy, (const uint8_t *)"\0", 1));
    OK(pvm_vm_destroy(copy));
}

TEST("cloning wants a stopped machine and a place for the copy")
{
    pvm_vm_t *const vm = given_machine("trap\n");
    pvm_vm_t *copy = NULL;
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_clone(NULL, &copy));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_clone(vm, NULL));
    OK(pvm_vm_destroy(vm));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_clone(vm, &copy));
    CHECK(copy == NULL);
}

/* ---- Reset ------------------------------------------------------------- */

TEST("reset makes a machine as good as new; callback, yield mode, service index and state block stay")
{
    pvm_program_t *const program = given_program("ecalli 3\n", &per_block);
    const pvm_vm_options_t options = {.size = sizeof options, .service_index = 6};
    pvm_vm_t *vm;
    OK(pvm_vm_from_program(program, &options, &vm));
    pvm_state_t *const state = pvm_vm_get_state(vm);
    pvm_vm_set_yield_mode(vm, true);
    memset(state->registers, 0xff, sizeof state->registers);
    state->gas = 1000;
    OK(pvm_vm_set_memory_regions(vm, (const uint8_t *)"x", 1, NULL, 0, NULL, 0, NULL, 0));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    EQUAL(1, state->charged);
    pvm_vm_interrupt(vm);
    OK(pvm_vm_reset(vm, NULL));
    static const pvm_state_t fresh;
    EQUAL(0, memcmp(&fresh, pvm_vm_get_state(vm), sizeof fresh));
    CHECK(pvm_vm_get_state(vm) == state);
    EQUAL(PVM_MACHINE_STATE_READY, pvm_vm_get_machine_state(vm));
    EQUAL(6, pvm_vm_get_service_index(vm));
    CHECK(pvm_vm_get_yield_mode(vm));
    pvm_access_t access;
    uint64_t end, old;
    OK(pvm_vm_query_memory(vm, 0, &access, &end));
    EQUAL(UINT64_C(1) << 32, end);
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, pvm_vm_grow_heap(vm, 1, &old));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE));
    state->gas = 1000;
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_resume(vm)); /* from 0, not behind the ecalli, and the interrupt is forgotten */
    pvm_vm_set_host_callback(vm, answer_nothing, NULL);
    OK(pvm_vm_reset(vm, NULL));
    state->gas = 1000;
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(PVM_TRAP_KIND_TRAP, state->trap_kind);
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

TEST("reset gives a machine another program")
{
    pvm_program_t *const first = given_program("load_imm r7, 1\n", NULL);
    pvm_program_t *const second = given_program("load_imm r7, 2\n", NULL);
    pvm_vm_t *vm;
    OK(pvm_vm_from_program(first, NULL, &vm));
    pvm_program_release(first);
    OK(pvm_vm_reset(vm, second));
    OK(pvm_vm_reset(vm, second)); /* the one it has */
    pvm_program_release(second);
    pvm_vm_set_gas(vm, 10);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(2, pvm_vm_get_register(vm, 7));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_reset(NULL, NULL));
    OK(pvm_vm_destroy(vm));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_reset(vm, NULL));
}

/* ---- The end ----------------------------------------------------------- */

TEST("a destroyed handle is recognised by every function, and destroying NULL does nothing")
{
    OK(pvm_vm_destroy(NULL));
    pvm_vm_t *const vm = given_machine("trap\n");
    OK(pvm_vm_destroy(vm));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_destroy(vm));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_check(vm));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_set_register(vm, 0, 1));
    pvm_trap_t trap;
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_get_trap(vm, &trap));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_execute(vm, 0));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_resume(vm));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_step(vm, 1));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE));
    CHECK(pvm_vm_get_state(vm) == NULL);
    CHECK(pvm_vm_get_registers(vm) == NULL);
    EQUAL(0, pvm_vm_get_gas(vm) | pvm_vm_get_pc(vm) | pvm_vm_get_register(vm, 0) | pvm_vm_get_service_index(vm));
    EQUAL(0, pvm_vm_get_func_id(vm));
    EQUAL(PVM_MACHINE_STATE_READY, pvm_vm_get_machine_state(vm));
    CHECK(!pvm_vm_get_yield_mode(vm));
    pvm_vm_set_gas(vm, 1);
    pvm_vm_set_pc(vm, 1);
    pvm_vm_set_yield_mode(vm, true);
    pvm_vm_set_host_callback(vm, answer_nothing, NULL);
    pvm_vm_interrupt(vm);
    pvm_vm_clear_interrupt(vm);
}

TEST("NULL instead of a machine is refused by every function, or does nothing")
{
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_check(NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_register(NULL, 0, 1));
    pvm_trap_t trap;
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_get_trap(NULL, &trap));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_execute(NULL, 0));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_resume(NULL));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_step(NULL, 1));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_answer_host_call(NULL, PVM_HOST_CONTINUE));
    CHECK(pvm_vm_get_state(NULL) == NULL);
    CHECK(pvm_vm_get_registers(NULL) == NULL);
    EQUAL(0, pvm_vm_get_gas(NULL) | pvm_vm_get_pc(NULL) | pvm_vm_get_register(NULL, 0));
    EQUAL(0, pvm_vm_get_service_index(NULL));
    EQUAL(PVM_MACHINE_STATE_READY, pvm_vm_get_machine_state(NULL));
    CHECK(!pvm_vm_get_yield_mode(NULL));
    EQUAL(0, pvm_vm_get_func_id(NULL));
    pvm_vm_set_gas(NULL, 1);
    pvm_vm_set_pc(NULL, 1);
    pvm_vm_set_yield_mode(NULL, true);
    pvm_vm_set_host_callback(NULL, answer_nothing, NULL);
    pvm_vm_interrupt(NULL);
    pvm_vm_clear_interrupt(NULL);
}

TEST("a stale pointer to a state block reads a machine's memory, never freed memory")
{
    pvm_vm_t *vms[100];
    pvm_state_t *states[100];
    for (size_t i = 0; i < COUNT(vms); i++) { /* more than are kept ready for reuse */
        vms[i] = pvm_vm_create(0, NULL, 0, NULL, 0, i);
        CHECK(vms[i] != NULL);
        states[i] = pvm_vm_get_state(vms[i]);
    }
    for (size_t i = 0; i < COUNT(vms); i++)
        OK(pvm_vm_destroy(vms[i]));
    for (size_t i = 0; i < COUNT(vms); i++)
        EQUAL(0, states[i]->gas);
}

/* ---- State ------------------------------------------------------------- */

TEST("the state block is the state: accessors and runs use what is written there, and it shows what they wrote")
{
    pvm_vm_t *const vm = given_machine("add_64 r9, r7, r8\n");
    pvm_state_t *const state = pvm_vm_get_state(vm);
    CHECK(pvm_vm_get_registers(vm) == state->registers);
    state->registers[7] = 40;
    OK(pvm_vm_set_register(vm, 8, 2));
    EQUAL(2, state->registers[8]);
    EQUAL(40, pvm_vm_get_register(vm, 7));
    state->gas = 7;
    EQUAL(7, pvm_vm_get_gas(vm));
    pvm_vm_set_gas(vm, UINT64_MAX);
    EQUAL(UINT64_MAX, state->gas);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(42, state->registers[9]);
    EQUAL(UINT64_MAX - 2, state->gas);
    EQUAL(3, state->pc);
    EQUAL(3, pvm_vm_get_pc(vm));
    EQUAL(PVM_RESULT_PANIC, state->result);
    EQUAL(PVM_TRAP_KIND_TRAP, state->trap_kind);
    state->heap_pointer = 0x1234;
    EQUAL(0x1234, pvm_vm_get_heap_pointer(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("there are 13 registers: others read as 0 and cannot be set")
{
    pvm_vm_t *const vm = given_machine("trap\n");
    for (uint32_t i = 0; i < PVM_REGISTER_COUNT; i++) {
        OK(pvm_vm_set_register(vm, i, UINT64_MAX - i));
        EQUAL(UINT64_MAX - i, pvm_vm_get_register(vm, i));
    }
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_register(vm, 13, 1));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_register(vm, UINT32_MAX, 1));
    EQUAL(0, pvm_vm_get_register(vm, 13));
    EQUAL(0, pvm_vm_get_register(vm, UINT32_MAX));
    EQUAL(1000, pvm_vm_get_gas(vm)); /* behind the registers */
    OK(pvm_vm_destroy(vm));
}

TEST("a trap record says pc, kind and, for a fault, the page; kind none if the last run did not panic or fault")
{
    pvm_vm_t *const vm = given_machine("load_imm r7, 0x20123\nload_ind_u8 r8, [r7]\necalli 1\njump 1\n");
    pvm_vm_set_yield_mode(vm, true);
    pvm_trap_t trap;
    OK(pvm_vm_get_trap(vm, &trap));
    EQUAL(PVM_TRAP_KIND_NONE, trap.kind);
    RESULT(PVM_RESULT_FAULT, pvm_vm_execute(vm, 0));
    OK(pvm_vm_get_trap(vm, &trap));
    EQUAL(PVM_TRAP_KIND_LOAD_FAULT, trap.kind);
    EQUAL(5, trap.pc);
    EQUAL(0x20000, trap.address);
    OK(pvm_vm_map_memory(vm, 0x20000, 4096, PVM_ACCESS_READ));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_resume(vm));
    OK(pvm_vm_get_trap(vm, &trap));
    EQUAL(PVM_TRAP_KIND_NONE, trap.kind);
    EQUAL(0, trap.address);
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    OK(pvm_vm_get_trap(vm, &trap));
    EQUAL(PVM_TRAP_KIND_BAD_JUMP, trap.kind);
    EQUAL(0, trap.address);
    EQUAL(0x20000, pvm_vm_get_state(vm)->fault_address); /* of the last fault */
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_get_trap(vm, NULL));
    OK(pvm_vm_destroy(vm));
}

/* Pages of this process that the host backs; 0 where it does not say. */
static long resident_pages(void)
{
    FILE *const file = fopen("/proc/self/statm", "r");
    long total = 0, resident = 0;
    if (file == NULL)
        return 0;
    if (fscanf(file, "%ld %ld", &total, &resident) != 2)
        resident = 0;
    fclose(file);
    return resident;
}

TEST("a machine that writes elsewhere in every run does not keep all the pages that it ever had")
{
    pvm_vm_t *const vm = given_machine("trap\n");
    const uint8_t one = 1;
    const long before = resident_pages();
    for (uint32_t run = 0; run < 40000; run++) {
        OK(pvm_vm_map_memory(vm, (16 + run) * 4096, 4096, PVM_ACCESS_READ_WRITE));
        OK(pvm_vm_write_memory(vm, (16 + run) * 4096, &one, 1, NULL));
        OK(pvm_vm_reset(vm, NULL));
    }
    EQUAL(true, resident_pages() - before < 20000);
    OK(pvm_vm_destroy(vm));
}

TEST("what lies in a machine's own memory is refused as its new contents, which would be zeroed first")
{
    pvm_vm_t *const vm = given_machine("trap\n");
    OK(pvm_vm_map_memory(vm, 0x20000, 4096, PVM_ACCESS_READ_WRITE));
    const uint8_t *const own = pvm_vm_get_memory_window(vm, 0x20000, 16);
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_reset_standard(vm, NULL, own, 16));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(vm, own, 16, NULL, 0, NULL, 0, NULL, 0));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_vm_set_memory_regions(vm, NULL, 0, NULL, 0, NULL, 0, own, 16));
    OK(pvm_vm_destroy(vm));
}
