/* Host calls: the callback's answers, yield mode, what is allowed inside a callback, nesting. */
#include "given.h"

/* What a callback saw and what it does. */
typedef struct host {
    int calls;
    int func_id;
    pvm_vm_t *vm;
    pvm_state_t seen;
    pvm_host_result_t answer;
    void (*act)(pvm_vm_t *vm);
} host_t;

static pvm_host_result_t callback(pvm_vm_t *vm, int func_id, void *user_data)
{
    host_t *const host = user_data;
    host->calls++;
    host->func_id = func_id;
    host->vm = vm;
    host->seen = *pvm_vm_get_state(vm);
    if (host->act != NULL)
        host->act(vm);
    return host->answer;
}

/* 0 load_imm r7, 5; 3 ecalli 9; 5 load_imm r8, 6; 8 the end */
#define CALL "load_imm r7, 5\necalli 9\nload_imm r8, 6\n"

static pvm_vm_t *given_call(host_t *host)
{
    pvm_vm_t *const vm = given_machine(CALL);
    pvm_vm_set_host_callback(vm, callback, host);
    return vm;
}

TEST("inside a callback the state block is current, and memory too")
{
    host_t host = {.answer = PVM_HOST_CONTINUE};
    pvm_vm_t *const vm = given_call(&host);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(1, host.calls);
    EQUAL(9, host.func_id);
    CHECK(host.vm == vm);
    EQUAL(5, host.seen.registers[7]);
    EQUAL(0, host.seen.registers[8]);
    EQUAL(3, host.seen.pc);
    EQUAL(998, host.seen.gas); /* the ecalli is paid */
    EQUAL(9, host.seen.host_call);
    EQUAL(PVM_RESULT_HOST_CALL, host.seen.result);
    EQUAL(6, pvm_vm_get_register(vm, 8));
    EQUAL(8, pvm_vm_get_pc(vm));
    EQUAL(996, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

static void change_all(pvm_vm_t *vm)
{
    pvm_vm_set_gas(vm, 50);
    pvm_vm_set_register(vm, 7, 0x20000);
    pvm_vm_map_memory(vm, 0x20000, 4096, PVM_ACCESS_READ_WRITE);
    pvm_vm_write_memory(vm, 0x20000, (const uint8_t *)"\x2a", 1, NULL);
}

TEST("continue goes on behind the ecalli, with whatever the host changed")
{
    host_t host = {.answer = PVM_HOST_CONTINUE, .act = change_all};
    pvm_vm_t *const vm = given_machine("ecalli 9\nload_ind_u8 r8, [r7]\n");
    pvm_vm_set_host_callback(vm, callback, &host);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(42, pvm_vm_get_register(vm, 8));
    EQUAL(48, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("terminate ends the run as a halt; error ends it as a panic with a host error; so does an answer that is none")
{
    host_t host = {.answer = PVM_HOST_TERMINATE};
    pvm_vm_t *const vm = given_call(&host);
    RESULT(PVM_RESULT_OK, pvm_vm_execute(vm, 0));
    EQUAL(3, pvm_vm_get_pc(vm));
    EQUAL(PVM_RESULT_OK, pvm_vm_get_state(vm)->result);
    EQUAL(PVM_MACHINE_STATE_HALT, pvm_vm_get_machine_state(vm));
    EQUAL(PVM_TRAP_KIND_NONE, pvm_vm_get_state(vm)->trap_kind);
    static const int errors[] = {PVM_HOST_ERROR, 4, -1, 0x7fffffff};
    for (size_t i = 0; i < COUNT(errors); i++) {
        host.answer = (pvm_host_result_t)errors[i];
        RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
        EQUAL(PVM_TRAP_KIND_HOST_ERROR, pvm_vm_get_state(vm)->trap_kind);
        EQUAL(PVM_RESULT_PANIC, pvm_vm_get_state(vm)->result);
        EQUAL(3, pvm_vm_get_pc(vm));
    }
    EQUAL(1000 - 2 * 5, pvm_vm_get_gas(vm));
    host.answer = PVM_HOST_CONTINUE;
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm)); /* after a panic: the ecalli once more */
    EQUAL(6, host.calls);
    EQUAL(6, pvm_vm_get_register(vm, 8));
    OK(pvm_vm_destroy(vm));
}

TEST("yield returns to whoever runs the machine, and resume goes on")
{
    host_t host = {.answer = PVM_HOST_YIELD};
    pvm_vm_t *const vm = given_call(&host);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    EQUAL(3, pvm_vm_get_pc(vm));
    EQUAL(9, pvm_vm_get_func_id(vm));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(1, host.calls);
    EQUAL(6, pvm_vm_get_register(vm, 8));
    OK(pvm_vm_destroy(vm));
}

TEST("without a callback a host call panics with a host error, unless yield mode is on")
{
    pvm_vm_t *const vm = given_machine(CALL);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(PVM_TRAP_KIND_HOST_ERROR, pvm_vm_get_state(vm)->trap_kind);
    EQUAL(3, pvm_vm_get_pc(vm));
    EQUAL(998, pvm_vm_get_gas(vm));
    pvm_vm_set_yield_mode(vm, true);
    CHECK(pvm_vm_get_yield_mode(vm));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    host_t host = {.answer = PVM_HOST_TERMINATE};
    pvm_vm_set_host_callback(vm, callback, &host);
    RESULT(PVM_RESULT_OK, pvm_vm_execute(vm, 0)); /* a callback comes before yield mode */
    pvm_vm_set_host_callback(vm, NULL, NULL);     /* removes it */
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    pvm_vm_set_yield_mode(vm, false);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(1, host.calls);
    OK(pvm_vm_destroy(vm));
}

TEST("the number of a host call is sign-extended to 64 bits; callbacks get its low 32")
{
    host_t host = {.answer = PVM_HOST_YIELD};
    pvm_vm_t *const vm = given_machine("ecalli -1\necalli 0x7fffffff\necalli -0x80000000\n");
    pvm_vm_set_host_callback(vm, callback, &host);
    EQUAL(0, pvm_vm_get_func_id(vm));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    EQUAL(UINT64_MAX, pvm_vm_get_state(vm)->host_call);
    CHECK(host.func_id == -1 && pvm_vm_get_func_id(vm) == -1);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_resume(vm));
    CHECK(host.func_id == INT32_MAX);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_resume(vm));
    EQUAL(UINT64_C(0xffffffff80000000), pvm_vm_get_state(vm)->host_call);
    CHECK(host.func_id == INT32_MIN && pvm_vm_get_func_id(vm) == INT32_MIN);
    OK(pvm_vm_destroy(vm));
}

/* ---- Answers ----------------------------------------------------------- */

TEST("an answer does what a callback's return value does")
{
    pvm_vm_t *const vm = given_machine(CALL);
    pvm_vm_set_yield_mode(vm, true);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_answer_host_call(vm, PVM_HOST_YIELD)); /* stays where it is */
    EQUAL(3, pvm_vm_get_pc(vm));
    EQUAL(998, pvm_vm_get_gas(vm));
    RESULT(PVM_RESULT_PANIC, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE));
    EQUAL(8, pvm_vm_get_pc(vm));
    EQUAL(6, pvm_vm_get_register(vm, 8));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    RESULT(PVM_RESULT_OK, pvm_vm_answer_host_call(vm, PVM_HOST_TERMINATE));
    EQUAL(3, pvm_vm_get_pc(vm));
    static const int errors[] = {PVM_HOST_ERROR, 4, -1};
    for (size_t i = 0; i < COUNT(errors); i++) {
        RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
        RESULT(PVM_RESULT_PANIC, pvm_vm_answer_host_call(vm, (pvm_host_result_t)errors[i]));
        EQUAL(PVM_TRAP_KIND_HOST_ERROR, pvm_vm_get_state(vm)->trap_kind);
    }
    OK(pvm_vm_destroy(vm));
}

TEST("an answer is refused if the machine is not at a host call, and nothing runs")
{
    pvm_vm_t *const vm = given_machine(CALL);
    RESULT(PVM_RESULT_REFUSED, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE)); /* new */
    pvm_vm_set_yield_mode(vm, true);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    RESULT(PVM_RESULT_OK, pvm_vm_answer_host_call(vm, PVM_HOST_TERMINATE));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE)); /* answered */
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE)); /* resumed */
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, 0));
    RESULT(PVM_RESULT_REFUSED, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE)); /* stepped off */
    const uint64_t gas = pvm_vm_get_gas(vm);
    EQUAL(1000 - 2 - 4 - 2, gas);
    OK(pvm_vm_destroy(vm));
}

static void jump_to_the_end(pvm_vm_t *vm)
{
    pvm_vm_set_pc(vm, 8);
}

static void write_pc(pvm_vm_t *vm)
{
    pvm_vm_get_state(vm)->pc = 8;
}

TEST("a pc that the host sets at a host call is where the guest goes on, from a callback and with an answer alike")
{
    void (*const acts[])(pvm_vm_t *) = {jump_to_the_end, write_pc};
    for (size_t i = 0; i < COUNT(acts); i++) {
        host_t host = {.answer = PVM_HOST_CONTINUE, .act = acts[i]};
        pvm_vm_t *const vm = given_call(&host);
        RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
        EQUAL(8, pvm_vm_get_pc(vm));
        EQUAL(0, pvm_vm_get_register(vm, 8)); /* load_imm r8 was left out */
        EQUAL(997, pvm_vm_get_gas(vm));
        pvm_vm_set_host_callback(vm, NULL, NULL);
        pvm_vm_set_yield_mode(vm, true);
        RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
        acts[i](vm);
        RESULT(PVM_RESULT_PANIC, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE));
        EQUAL(8, pvm_vm_get_pc(vm));
        EQUAL(0, pvm_vm_get_register(vm, 8));
        RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
        acts[i](vm);
        RESULT(PVM_RESULT_OK, pvm_vm_answer_host_call(vm, PVM_HOST_TERMINATE));
        EQUAL(8, pvm_vm_get_pc(vm));
        OK(pvm_vm_destroy(vm));
    }
}

/* ---- Inside a callback ------------------------------------------------- */

static bool all_refused;

/* What is not marked for callbacks answers BUSY or REFUSED, and changes nothing. */
static void try_what_is_forbidden(pvm_vm_t *vm)
{
    pvm_vm_t *copy = NULL;
    size_t len;
    const pvm_state_t before = *pvm_vm_get_state(vm);
    all_refused = pvm_vm_check(vm) == PVM_STATUS_BUSY && pvm_vm_destroy(vm) == PVM_STATUS_BUSY &&
                  pvm_vm_reset(vm, NULL) == PVM_STATUS_BUSY &&
                  pvm_vm_reset_standard(vm, NULL, NULL, 0) == PVM_STATUS_BUSY &&
                  pvm_vm_clone(vm, &copy) == PVM_STATUS_BUSY && copy == NULL &&
                  pvm_vm_set_bitmask(vm, NULL, 0) == PVM_STATUS_BUSY &&
                  pvm_vm_set_jump_table(vm, NULL, 0) == PVM_STATUS_BUSY &&
                  pvm_vm_set_memory_regions(vm, NULL, 0, NULL, 0, NULL, 0, NULL, 0) == PVM_STATUS_BUSY &&
                  pvm_vm_copy_output(vm, NULL, 0, &len) == PVM_STATUS_BUSY &&
                  pvm_vm_execute(vm, 0) == PVM_RESULT_REFUSED && pvm_vm_resume(vm) == PVM_RESULT_REFUSED &&
                  pvm_vm_step(vm, 1) == PVM_RESULT_REFUSED &&
                  pvm_vm_answer_host_call(vm, PVM_HOST_TERMINATE) == PVM_RESULT_REFUSED &&
                  memcmp(&before, pvm_vm_get_state(vm), sizeof before) == 0;
}

TEST("functions not marked for callbacks answer busy or refused there; a machine cannot be destroyed in its callback")
{
    host_t host = {.answer = PVM_HOST_CONTINUE, .act = try_what_is_forbidden};
    pvm_vm_t *const vm = given_call(&host);
    all_refused = false;
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    CHECK(all_refused);
    EQUAL(6, pvm_vm_get_register(vm, 8));
    OK(pvm_vm_check(vm));
    OK(pvm_vm_destroy(vm));
}

static pvm_status_t worst;

static void note(pvm_status_t status)
{
    if (status != PVM_STATUS_OK)
        worst = status;
}

static void do_what_is_allowed(pvm_vm_t *vm)
{
    pvm_access_t access;
    pvm_trap_t trap;
    uint64_t number;
    uint8_t octet = 7;
    note(pvm_vm_map_memory(vm, 0x50000, 8192, PVM_ACCESS_READ_WRITE));
    note(pvm_vm_write_memory(vm, 0x50000, &octet, 1, NULL));
    note(pvm_vm_initialize_memory(vm, 0x50001, &octet, 1, NULL));
    note(pvm_vm_protect_memory(vm, 0x50000, 4096, PVM_ACCESS_READ));
    note(pvm_vm_query_memory(vm, 0x50000, &access, &number));
    note(pvm_vm_read_memory(vm, 0x50000, &octet, 1, NULL));
    note(pvm_vm_get_memory_window(vm, 0x51000, 4096) != NULL ? PVM_STATUS_OK : PVM_STATUS_PAGE_FAULT);
    note(pvm_vm_grow_heap(vm, 4096, &number));
    note(pvm_vm_set_heap_pointer(vm, pvm_vm_get_heap_pointer(vm)));
    note(pvm_vm_set_register(vm, 3, 1));
    note(pvm_vm_get_trap(vm, &trap));
    note(pvm_vm_get_machine_state(vm) == PVM_MACHINE_STATE_HOST ? PVM_STATUS_OK : PVM_STATUS_BAD_STATE);
    pvm_vm_set_yield_mode(vm, !pvm_vm_get_yield_mode(vm));
    pvm_vm_set_gas(vm, pvm_vm_get_gas(vm) + 1);
    pvm_vm_interrupt(vm);
    pvm_vm_clear_interrupt(vm);
}

TEST("functions marked for callbacks work there")
{
    host_t host = {.answer = PVM_HOST_CONTINUE, .act = do_what_is_allowed};
    pvm_vm_t *const vm = given_call(&host);
    OK(pvm_vm_set_memory_regions(vm, (const uint8_t *)"x", 1, NULL, 0, NULL, 0, NULL, 4096));
    worst = PVM_STATUS_OK;
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    OK(worst);
    EQUAL(997, pvm_vm_get_gas(vm));
    CHECK(pvm_vm_get_yield_mode(vm));
    OK(pvm_vm_destroy(vm));
}

static host_t second_host;

static void replace_callback(pvm_vm_t *vm)
{
    pvm_vm_set_host_callback(vm, callback, &second_host);
}

TEST("a callback may be replaced inside a callback; the next host call goes to the new one")
{
    host_t host = {.answer = PVM_HOST_CONTINUE, .act = replace_callback};
    second_host = (host_t){.answer = PVM_HOST_TERMINATE};
    pvm_vm_t *const vm = given_machine("ecalli 1\necalli 2\n");
    pvm_vm_set_host_callback(vm, callback, &host);
    RESULT(PVM_RESULT_OK, pvm_vm_execute(vm, 0));
    EQUAL(1, host.calls);
    EQUAL(1, second_host.calls);
    EQUAL(2, second_host.func_id);
    OK(pvm_vm_destroy(vm));
}

TEST("gas of 0 left by the host stops the guest at the next instruction, exactly")
{
    pvm_vm_t *const vm = given_machine(CALL);
    pvm_vm_set_yield_mode(vm, true);
    pvm_vm_set_gas(vm, 2); /* with exactly enough for the ecalli the host call is made and gas is 0 */
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    EQUAL(0, pvm_vm_get_gas(vm));
    RESULT(PVM_RESULT_OOG, pvm_vm_resume(vm));
    EQUAL(5, pvm_vm_get_pc(vm));
    pvm_vm_set_gas(vm, 1);
    RESULT(PVM_RESULT_OOG, pvm_vm_execute(vm, 0)); /* out of gas wins over the host call */
    EQUAL(3, pvm_vm_get_pc(vm));
    OK(pvm_vm_destroy(vm));
}

/* ---- Nesting ----------------------------------------------------------- */

/* Runs an inner machine of the same kind, one level deeper each, and adds its result. */
static pvm_host_result_t descend(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)func_id;
    int *const depth = user_data;
    if (++*depth == 20)
        return PVM_HOST_TERMINATE;
    pvm_vm_t *const inner = given_machine("ecalli 1\nadd_imm_64 r7, r7, 1\njump_ind r0, 0\n");
    pvm_vm_set_host_callback(inner, descend, depth);
    pvm_vm_set_register(inner, 0, PVM_HALT_ADDRESS);
    const pvm_result_t result = pvm_vm_execute(inner, 0);
    pvm_vm_set_register(vm, 7, pvm_vm_get_register(inner, 7));
    const bool destroyed = pvm_vm_destroy(inner) == PVM_STATUS_OK;
    return result == PVM_RESULT_OK && destroyed ? PVM_HOST_CONTINUE : PVM_HOST_ERROR;
}

TEST("machines nest: a host function creates, runs and destroys other machines")
{
    int depth = 0;
    pvm_vm_t *const vm = given_machine("ecalli 1\nadd_imm_64 r7, r7, 1\njump_ind r0, 0\n");
    OK(pvm_vm_set_register(vm, 0, PVM_HALT_ADDRESS));
    pvm_vm_set_host_callback(vm, descend, &depth);
    RESULT(PVM_RESULT_OK, pvm_vm_execute(vm, 0));
    EQUAL(19, pvm_vm_get_register(vm, 7));
    OK(pvm_vm_destroy(vm));
}

static pvm_host_result_t peer_is_busy(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)vm, (void)func_id;
    pvm_vm_t *const outer = user_data;
    return pvm_vm_resume(outer) == PVM_RESULT_REFUSED && pvm_vm_destroy(outer) == PVM_STATUS_BUSY ? PVM_HOST_TERMINATE
                                                                                                   : PVM_HOST_ERROR;
}

static pvm_host_result_t run_peer(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)func_id;
    pvm_vm_t *const inner = user_data;
    pvm_vm_set_host_callback(inner, peer_is_busy, vm);
    return pvm_vm_execute(inner, 0) == PVM_RESULT_OK ? PVM_HOST_TERMINATE : PVM_HOST_ERROR;
}

TEST("an outer machine is busy in the callbacks of the machines it nests, too")
{
    pvm_vm_t *const outer = given_machine("ecalli 1\n"), *const inner = given_machine("ecalli 2\n");
    pvm_vm_set_host_callback(outer, run_peer, inner);
    RESULT(PVM_RESULT_OK, pvm_vm_execute(outer, 0));
    OK(pvm_vm_destroy(inner));
    OK(pvm_vm_destroy(outer));
}

/* The host calls machine, poke, pages, invoke of the Gray Paper's inner machines, on this API (B.8). */
TEST("an inner machine invoked with gas and registers faults, gets its page, goes on, calls the host and halts")
{
    pvm_vm_t *const inner = given_machine("store_ind_u8 [r7], r8\necalli 4\njump_ind r0, 0\n");
    pvm_state_t *const state = pvm_vm_get_state(inner);
    pvm_vm_set_yield_mode(inner, true);
    state->registers[0] = PVM_HALT_ADDRESS;
    state->registers[7] = 0x30001;
    state->registers[8] = 'k';
    state->gas = 10;
    RESULT(PVM_RESULT_FAULT, pvm_vm_resume(inner));
    EQUAL(PVM_MACHINE_STATE_FAULT, pvm_vm_get_machine_state(inner));
    EQUAL(0x30000, state->fault_address);
    OK(pvm_vm_map_memory(inner, state->fault_address, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_resume(inner));
    EQUAL(PVM_MACHINE_STATE_HOST, pvm_vm_get_machine_state(inner));
    EQUAL(4, state->host_call);
    EQUAL(7, state->gas);
    RESULT(PVM_RESULT_OK, pvm_vm_resume(inner));
    EQUAL(6, state->gas);
    uint8_t octet;
    OK(pvm_vm_read_memory(inner, 0x30001, &octet, 1, NULL));
    EQUAL('k', octet);
    OK(pvm_vm_destroy(inner));
}
