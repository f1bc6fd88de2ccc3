/* Running, pausing and going on: execute, resume, step, interrupt. Gray Paper A.1. Exits as such are in the corpus. */
#include "given.h"

/* 0 r7 += 1; 3 r8 += 2; 6 jump 0 */
#define LOOP "loop: add_imm_64 r7, r7, 1\nadd_imm_64 r8, r8, 2\njump loop\n"

TEST("execute starts at any code offset, in the middle of a block too; where no instruction starts the machine traps")
{
    pvm_vm_t *const vm = given_machine("add_imm_64 r7, r7, 1\nadd_imm_64 r7, r7, 2\nadd_imm_64 r7, r7, 4\n");
    static const struct {
        uint64_t pc, r7, exit_pc, cost;
    } cases[] = {{0, 7, 9, 4}, {3, 6, 9, 3}, {6, 4, 9, 2}, {9, 0, 9, 1}, {1, 0, 1, 1}, {10, 0, 10, 1},
                 {UINT64_C(1) << 32, 0, UINT64_C(1) << 32, 1}, {UINT64_MAX, 0, UINT64_MAX, 1}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        pvm_vm_set_gas(vm, 100);
        OK(pvm_vm_set_register(vm, 7, 0));
        RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, cases[i].pc));
        EQUAL(cases[i].r7, pvm_vm_get_register(vm, 7));
        EQUAL(cases[i].exit_pc, pvm_vm_get_pc(vm));
        EQUAL(100 - cases[i].cost, pvm_vm_get_gas(vm));
        EQUAL(PVM_TRAP_KIND_TRAP, pvm_vm_get_state(vm)->trap_kind);
    }
    OK(pvm_vm_destroy(vm));
}

TEST("the machine state tells in the Gray Paper's numbers how the last run ended; ready before a run, after a pause")
{
    pvm_vm_t *const vm = given_machine("ecalli 1\nload_u8 r7, [0x30000]\njump_ind r0, 0\n");
    pvm_vm_set_yield_mode(vm, true);
    EQUAL(PVM_MACHINE_STATE_READY, pvm_vm_get_machine_state(vm));
    RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, 0));
    EQUAL(PVM_MACHINE_STATE_READY, pvm_vm_get_machine_state(vm));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_resume(vm));
    EQUAL(PVM_MACHINE_STATE_HOST, pvm_vm_get_machine_state(vm));
    RESULT(PVM_RESULT_FAULT, pvm_vm_resume(vm));
    EQUAL(PVM_MACHINE_STATE_FAULT, pvm_vm_get_machine_state(vm));
    OK(pvm_vm_map_memory(vm, 0x30000, 4096, PVM_ACCESS_READ));
    OK(pvm_vm_set_register(vm, 0, PVM_HALT_ADDRESS));
    pvm_vm_set_gas(vm, 0);
    RESULT(PVM_RESULT_OOG, pvm_vm_resume(vm));
    EQUAL(PVM_MACHINE_STATE_OUT_OF_GAS, pvm_vm_get_machine_state(vm));
    pvm_vm_set_gas(vm, 10);
    RESULT(PVM_RESULT_OK, pvm_vm_resume(vm));
    EQUAL(PVM_MACHINE_STATE_HALT, pvm_vm_get_machine_state(vm));
    OK(pvm_vm_set_register(vm, 0, 1));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(PVM_MACHINE_STATE_PANIC, pvm_vm_get_machine_state(vm));
    pvm_vm_interrupt(vm);
    RESULT(PVM_RESULT_INTERRUPTED, pvm_vm_resume(vm));
    EQUAL(PVM_MACHINE_STATE_READY, pvm_vm_get_machine_state(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("resume after a host call goes on behind the ecalli")
{
    pvm_vm_t *const vm = given_machine("ecalli 300\nload_imm r7, 1\n"); /* ecalli has 3 octets */
    pvm_vm_set_yield_mode(vm, true);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    EQUAL(0, pvm_vm_get_pc(vm));
    EQUAL(300, pvm_vm_get_state(vm)->host_call);
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(6, pvm_vm_get_pc(vm));
    EQUAL(1, pvm_vm_get_register(vm, 7));
    EQUAL(997, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("resume after a fault runs the instruction at pc, which has done nothing, once more")
{
    pvm_vm_t *const vm = given_machine("load_imm r8, 5\nload_ind_u8 r7, [r9]\n");
    OK(pvm_vm_set_register(vm, 9, PLACE + 7));
    OK(pvm_vm_set_register(vm, 7, 77));
    RESULT(PVM_RESULT_FAULT, pvm_vm_execute(vm, 0));
    EQUAL(3, pvm_vm_get_pc(vm));
    EQUAL(PLACE, pvm_vm_get_state(vm)->fault_address);
    EQUAL(77, pvm_vm_get_register(vm, 7));
    EQUAL(998, pvm_vm_get_gas(vm));
    RESULT(PVM_RESULT_FAULT, pvm_vm_resume(vm));
    EQUAL(997, pvm_vm_get_gas(vm));
    OK(pvm_vm_map_memory(vm, PLACE, 4096, PVM_ACCESS_READ));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(0, pvm_vm_get_register(vm, 7));
    EQUAL(5, pvm_vm_get_pc(vm));
    EQUAL(995, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("resume after out of gas runs the instruction at pc, which has not run")
{
    pvm_vm_t *const vm = given_machine(LOOP);
    pvm_vm_set_gas(vm, 4);
    RESULT(PVM_RESULT_OOG, pvm_vm_execute(vm, 0));
    EQUAL(3, pvm_vm_get_pc(vm));
    EQUAL(0, pvm_vm_get_gas(vm));
    EQUAL(2, pvm_vm_get_register(vm, 7));
    EQUAL(2, pvm_vm_get_register(vm, 8));
    RESULT(PVM_RESULT_OOG, pvm_vm_resume(vm)); /* still none */
    EQUAL(3, pvm_vm_get_pc(vm));
    pvm_vm_set_gas(vm, 1);
    RESULT(PVM_RESULT_OOG, pvm_vm_resume(vm));
    EQUAL(6, pvm_vm_get_pc(vm));
    EQUAL(4, pvm_vm_get_register(vm, 8));
    OK(pvm_vm_destroy(vm));
}

TEST("resume after a halt or panic runs the instruction at pc once more")
{
    pvm_vm_t *const vm = given_machine("load_imm r8, 1\njump_ind r7, 0\n");
    OK(pvm_vm_set_register(vm, 7, PVM_HALT_ADDRESS));
    RESULT(PVM_RESULT_OK, pvm_vm_execute(vm, 0));
    EQUAL(3, pvm_vm_get_pc(vm));
    RESULT(PVM_RESULT_OK, pvm_vm_resume(vm));
    EQUAL(997, pvm_vm_get_gas(vm));
    OK(pvm_vm_set_register(vm, 7, 3)); /* odd */
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(3, pvm_vm_get_pc(vm));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(995, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("a new value in pc acts like setting the pc: the next resume starts there")
{
    pvm_vm_t *const vm = given_machine("ecalli 1\nload_imm r7, 1\ntrap\nload_imm r7, 2\n");
    pvm_vm_set_yield_mode(vm, true);
    pvm_vm_set_pc(vm, 6); /* a new machine */
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(2, pvm_vm_get_register(vm, 7));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    pvm_vm_get_state(vm)->pc = 6; /* in place of going on behind the ecalli */
    OK(pvm_vm_set_register(vm, 7, 0));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(2, pvm_vm_get_register(vm, 7));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    pvm_vm_set_pc(vm, 0); /* even to its present value: the host call once more */
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_resume(vm));
    EQUAL(0, pvm_vm_get_pc(vm));
    pvm_vm_set_pc(vm, 1); /* no instruction */
    EQUAL(1, pvm_vm_get_pc(vm));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(1, pvm_vm_get_pc(vm));
    OK(pvm_vm_destroy(vm));
}

/* ---- Steps ------------------------------------------------------------- */

TEST("a step runs its number of instructions and pauses before the next")
{
    pvm_vm_t *const vm = given_machine(LOOP);
    static const struct {
        uint64_t count, pc, r7, r8;
    } cases[] = {{1, 3, 1, 0}, {1, 6, 1, 2}, {1, 0, 1, 2},        {2, 6, 2, 4},
                 {0, 6, 2, 4}, {7, 0, 4, 8}, {300, 0, 104, 208}};
    uint64_t gas = 1000;
    for (size_t i = 0; i < COUNT(cases); i++) {
        RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, cases[i].count));
        gas -= cases[i].count;
        EQUAL(cases[i].pc, pvm_vm_get_pc(vm));
        EQUAL(cases[i].r7, pvm_vm_get_register(vm, 7));
        EQUAL(cases[i].r8, pvm_vm_get_register(vm, 8));
        EQUAL(gas, pvm_vm_get_gas(vm));
    }
    pvm_vm_set_gas(vm, 3);
    RESULT(PVM_RESULT_OOG, pvm_vm_resume(vm)); /* a resume or another step goes on */
    EQUAL(0, pvm_vm_get_pc(vm));
    EQUAL(105, pvm_vm_get_register(vm, 7));
    OK(pvm_vm_destroy(vm));
}

TEST("a step that meets an exit returns it; an instruction that exits counts")
{
    pvm_vm_t *const vm = given_machine("load_imm r7, 1\ntrap\n");
    RESULT(PVM_RESULT_PANIC, pvm_vm_step(vm, 2));
    EQUAL(998, pvm_vm_get_gas(vm));
    pvm_vm_set_pc(vm, 0);
    RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, 1));
    RESULT(PVM_RESULT_PANIC, pvm_vm_step(vm, 1));
    pvm_vm_set_pc(vm, 0);
    RESULT(PVM_RESULT_PANIC, pvm_vm_step(vm, UINT64_MAX));
    pvm_vm_set_pc(vm, 0);
    RESULT(PVM_RESULT_PANIC, pvm_vm_step(vm, UINT64_MAX - 1));
    pvm_vm_set_pc(vm, 0);
    pvm_vm_set_gas(vm, 1);
    RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, 1)); /* not yet out of gas: the next instruction isn't looked at */
    RESULT(PVM_RESULT_OOG, pvm_vm_step(vm, 1));
    OK(pvm_vm_destroy(vm));
}

TEST("a step across a host call that the caller answers goes on with the instructions it has left")
{
    pvm_vm_t *const vm = given_machine("ecalli 1\nload_imm r7, 1\nload_imm r8, 2\nload_imm r9, 3\n");
    pvm_vm_set_yield_mode(vm, true);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_step(vm, 3));
    pvm_vm_t *copy;
    OK(pvm_vm_clone(vm, &copy));
    RESULT(PVM_RESULT_STEPPED, pvm_vm_answer_host_call(copy, PVM_HOST_CONTINUE)); /* a copy has them left as well */
    EQUAL(8, pvm_vm_get_pc(copy));
    OK(pvm_vm_destroy(copy));
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_answer_host_call(vm, PVM_HOST_YIELD)); /* no answer yet: none is lost */
    RESULT(PVM_RESULT_STEPPED, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE));
    EQUAL(8, pvm_vm_get_pc(vm));
    EQUAL(2, pvm_vm_get_register(vm, 8));
    EQUAL(0, pvm_vm_get_register(vm, 9));
    pvm_vm_set_pc(vm, 0);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_step(vm, 1)); /* the exit, although the count is used up as well */
    RESULT(PVM_RESULT_STEPPED, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE));
    EQUAL(2, pvm_vm_get_pc(vm));
    OK(pvm_vm_destroy(vm));
}

static pvm_host_result_t count_calls(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)vm, (void)func_id;
    ++*(int *)user_data;
    return PVM_HOST_CONTINUE;
}

TEST("host calls that a callback answers do not end a step's count")
{
    pvm_vm_t *const vm = given_machine("loop: ecalli 1\njump loop\n");
    int calls = 0;
    pvm_vm_set_host_callback(vm, count_calls, &calls);
    RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, 7));
    EQUAL(4, calls);
    EQUAL(2, pvm_vm_get_pc(vm));
    EQUAL(993, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("stepping one by one and running at once end in the same state")
{
    static const char *const texts[] = {LOOP,
                                        "loop: sbrk r7, r8\nadd_imm_64 r8, r8, 1\nstore_ind_u8 [r7], r8\njump loop\n",
                                        "loop: fallthrough\nbranch_ne r7, r8, loop\nload_imm r7, 1\njump loop\n"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        for (int by_block = 0; by_block < 2; by_block++) {
            pvm_vm_t *const vm = given_machine_with(texts[i], by_block ? &per_block : NULL);
            OK(pvm_vm_set_memory_regions(vm, (const uint8_t *)"x", 1, NULL, 0, NULL, 0, NULL, 4096));
            pvm_vm_t *copy;
            OK(pvm_vm_clone(vm, &copy));
            const pvm_result_t at_once = pvm_vm_resume(vm);
            pvm_result_t stepped;
            while ((stepped = pvm_vm_step(copy, 1)) == PVM_RESULT_STEPPED) {
            }
            EQUAL(at_once, stepped);
            EQUAL(0, memcmp(pvm_vm_get_state(vm), pvm_vm_get_state(copy), sizeof(pvm_state_t)));
            OK(pvm_vm_destroy(copy));
            OK(pvm_vm_destroy(vm));
        }
    }
}

/* ---- Interrupts -------------------------------------------------------- */

TEST("an interrupt makes the next call return before anything runs, and is used up by it")
{
    for (int by_block = 0; by_block < 2; by_block++) {
        pvm_vm_t *const vm = given_machine_with("load_imm r7, 1\n", by_block ? &per_block : NULL);
        pvm_vm_interrupt(vm);
        RESULT(PVM_RESULT_INTERRUPTED, pvm_vm_execute(vm, 0));
        EQUAL(0, pvm_vm_get_pc(vm));
        EQUAL(1000, pvm_vm_get_gas(vm));
        EQUAL(0, pvm_vm_get_register(vm, 7));
        pvm_vm_interrupt(vm);
        RESULT(PVM_RESULT_INTERRUPTED, pvm_vm_step(vm, 1));
        pvm_vm_interrupt(vm);
        RESULT(PVM_RESULT_INTERRUPTED, pvm_vm_resume(vm));
        RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm)); /* as if nothing had happened */
        EQUAL(1, pvm_vm_get_register(vm, 7));
        OK(pvm_vm_destroy(vm));
    }
}

TEST("an interrupt that no call has returned yet can be taken back")
{
    pvm_vm_t *const vm = given_machine("load_imm r7, 1\n");
    pvm_vm_interrupt(vm);
    pvm_vm_clear_interrupt(vm);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    pvm_vm_clear_interrupt(vm);
    OK(pvm_vm_destroy(vm));
}

TEST("an interrupt before the answer to a host call, or where no instruction starts, loses nothing")
{
    pvm_vm_t *const vm = given_machine("ecalli 1\nload_imm r7, 1\n");
    pvm_vm_set_yield_mode(vm, true);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    pvm_vm_interrupt(vm);
    RESULT(PVM_RESULT_INTERRUPTED, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE));
    EQUAL(2, pvm_vm_get_pc(vm)); /* the answer was taken */
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(1, pvm_vm_get_register(vm, 7));
    pvm_vm_interrupt(vm);
    RESULT(PVM_RESULT_INTERRUPTED, pvm_vm_execute(vm, 1));
    EQUAL(997, pvm_vm_get_gas(vm));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(1, pvm_vm_get_pc(vm));
    EQUAL(996, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

static pvm_host_result_t interrupt_itself(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)func_id, (void)user_data;
    pvm_vm_interrupt(vm);
    return PVM_HOST_CONTINUE;
}

TEST("a callback may interrupt its own machine: the run pauses behind the host call")
{
    pvm_vm_t *const vm = given_machine("ecalli 1\nload_imm r7, 1\n");
    pvm_vm_set_host_callback(vm, interrupt_itself, NULL);
    RESULT(PVM_RESULT_INTERRUPTED, pvm_vm_execute(vm, 0));
    EQUAL(2, pvm_vm_get_pc(vm));
    EQUAL(999, pvm_vm_get_gas(vm));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(1, pvm_vm_get_register(vm, 7));
    OK(pvm_vm_destroy(vm));
}
