/* When gas is charged, in both models: the charged bit, its life across exits, and gas at the limits of 64 bits. */
#include "given.h"

/* Blocks: 0..4 two loads and a fallthrough, cost 2; 5..7 load and the implicit trap. */
#define TWO_BLOCKS "load_imm r7, 1\nload_imm r8, 0\nfallthrough\nload_imm r9, 3\n"

static uint64_t cost_at(const char *text, uint64_t pc)
{
    pvm_program_t *const program = given_program(text, &per_block);
    uint64_t cost = 0;
    const pvm_status_t status = pvm_program_get_block_cost(program, pc, &cost);
    pvm_program_release(program);
    OK(status);
    return cost;
}

TEST("per instruction: one is charged before each, exactly enough is enough, and at out of gas the rest is 0")
{
    for (uint64_t gas = 0; gas <= 6; gas++) {
        pvm_vm_t *const vm = given_machine(TWO_BLOCKS);
        static const uint64_t pcs[] = {0, 3, 5, 6, 9, 9, 9};
        pvm_vm_set_gas(vm, gas);
        RESULT(gas < 5 ? PVM_RESULT_OOG : PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
        EQUAL(pcs[gas], pvm_vm_get_pc(vm));
        EQUAL(gas < 5 ? 0 : gas - 5, pvm_vm_get_gas(vm));
        EQUAL(0, pvm_vm_get_state(vm)->charged);
        OK(pvm_vm_destroy(vm));
    }
}

TEST("per block: the whole block is charged on entry; without enough nothing of it runs and gas is unchanged")
{
    const uint64_t first = cost_at(TWO_BLOCKS, 0), second = cost_at(TWO_BLOCKS, 6);
    EQUAL(2, first);
    EQUAL(2, second);
    for (uint64_t gas = 0; gas <= first + second + 1; gas++) {
        pvm_vm_t *const vm = given_machine_with(TWO_BLOCKS, &per_block);
        pvm_vm_set_gas(vm, gas);
        const pvm_result_t result = pvm_vm_execute(vm, 0);
        if (gas < first) {
            EQUAL(PVM_RESULT_OOG, result);
            EQUAL(0, pvm_vm_get_pc(vm));
            EQUAL(gas, pvm_vm_get_gas(vm));
            EQUAL(0, pvm_vm_get_register(vm, 7));
        } else if (gas < first + second) {
            EQUAL(PVM_RESULT_OOG, result);
            EQUAL(6, pvm_vm_get_pc(vm));
            EQUAL(gas - first, pvm_vm_get_gas(vm));
            EQUAL(1, pvm_vm_get_register(vm, 7));
            EQUAL(0, pvm_vm_get_register(vm, 9));
        } else {
            EQUAL(PVM_RESULT_PANIC, result);
            EQUAL(gas - first - second, pvm_vm_get_gas(vm));
        }
        EQUAL(0, pvm_vm_get_state(vm)->charged);
        OK(pvm_vm_destroy(vm));
    }
}

TEST("per block: out of gas, then more gas, then resume charges the block then, in full")
{
    pvm_vm_t *const vm = given_machine_with(TWO_BLOCKS, &per_block);
    pvm_vm_set_gas(vm, 3);
    RESULT(PVM_RESULT_OOG, pvm_vm_execute(vm, 0));
    EQUAL(1, pvm_vm_get_gas(vm));
    pvm_vm_set_gas(vm, 10);
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(8, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

#define CALLS "ecalli 1\nload_imm r7, 1\necalli 2\ntrap\n"

TEST("per block: at a host call the whole block is deducted, and going on is free")
{
    const uint64_t cost = cost_at(CALLS, 0);
    pvm_vm_t *const vm = given_machine_with(CALLS, &per_block);
    pvm_vm_set_yield_mode(vm, true);
    pvm_vm_set_gas(vm, cost);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
    EQUAL(0, pvm_vm_get_gas(vm));
    EQUAL(1, pvm_vm_get_state(vm)->charged);
    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_resume(vm));
    EQUAL(1, pvm_vm_get_state(vm)->charged);
    RESULT(PVM_RESULT_PANIC, pvm_vm_answer_host_call(vm, PVM_HOST_CONTINUE));
    EQUAL(0, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

#define FAULTS "load_imm r7, 1\nload_u8 r8, [0x20000]\nload_u8 r9, [0x30000]\ntrap\n"

TEST("per block: faults are paid once, however often the instruction is tried again")
{
    const uint64_t cost = cost_at(FAULTS, 0);
    pvm_vm_t *const vm = given_machine_with(FAULTS, &per_block);
    pvm_vm_set_gas(vm, cost + 1);
    RESULT(PVM_RESULT_FAULT, pvm_vm_execute(vm, 0));
    for (int i = 0; i < 3; i++)
        RESULT(PVM_RESULT_FAULT, pvm_vm_resume(vm));
    EQUAL(0x20000, pvm_vm_get_state(vm)->fault_address);
    EQUAL(1, pvm_vm_get_gas(vm));
    EQUAL(1, pvm_vm_get_state(vm)->charged);
    OK(pvm_vm_map_memory(vm, 0x20000, 4096, PVM_ACCESS_READ));
    RESULT(PVM_RESULT_FAULT, pvm_vm_resume(vm));
    EQUAL(0x30000, pvm_vm_get_state(vm)->fault_address);
    EQUAL(1, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("per block: a copy of a machine has its charged bit")
{
    pvm_vm_t *const vm = given_machine_with(FAULTS, &per_block);
    RESULT(PVM_RESULT_FAULT, pvm_vm_execute(vm, 0));
    const uint64_t gas = pvm_vm_get_gas(vm);
    pvm_vm_t *copy;
    OK(pvm_vm_clone(vm, &copy));
    OK(pvm_vm_map_memory(copy, 0x20000, 4096, PVM_ACCESS_READ));
    OK(pvm_vm_map_memory(copy, 0x30000, 4096, PVM_ACCESS_READ));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(copy));
    EQUAL(gas, pvm_vm_get_gas(copy));
    OK(pvm_vm_destroy(copy));
    OK(pvm_vm_destroy(vm));
}

TEST("per block: setting the pc clears the charged bit, even to its present value; execute does, too")
{
    const uint64_t cost = cost_at(FAULTS, 0);
    pvm_vm_t *const vm = given_machine_with(FAULTS, &per_block);
    RESULT(PVM_RESULT_FAULT, pvm_vm_execute(vm, 0));
    pvm_vm_set_pc(vm, pvm_vm_get_pc(vm));
    EQUAL(0, pvm_vm_get_state(vm)->charged);
    RESULT(PVM_RESULT_FAULT, pvm_vm_resume(vm)); /* in the middle of a block: the whole block, as from its start */
    EQUAL(1000 - 2 * cost, pvm_vm_get_gas(vm));
    RESULT(PVM_RESULT_FAULT, pvm_vm_execute(vm, pvm_vm_get_pc(vm)));
    EQUAL(1000 - 3 * cost, pvm_vm_get_gas(vm));
    pvm_vm_get_state(vm)->pc = 0; /* the same as setting it */
    RESULT(PVM_RESULT_FAULT, pvm_vm_resume(vm));
    EQUAL(1000 - 4 * cost, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("per block: the charged bit is part of the state block, and a host may write it")
{
    pvm_vm_t *const vm = given_machine_with(FAULTS, &per_block);
    RESULT(PVM_RESULT_FAULT, pvm_vm_execute(vm, 0));
    const uint64_t cost = 1000 - pvm_vm_get_gas(vm);
    pvm_vm_get_state(vm)->charged = 0;
    RESULT(PVM_RESULT_FAULT, pvm_vm_resume(vm));
    EQUAL(1000 - 2 * cost, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("per block: a machine that has halted or panicked pays again when it is run again")
{
    pvm_vm_t *const vm = given_machine_with("load_imm r8, 1\njump_ind r7, 0\n", &per_block);
    const uint64_t cost = cost_at("load_imm r8, 1\njump_ind r7, 0\n", 0);
    OK(pvm_vm_set_register(vm, 7, PVM_HALT_ADDRESS));
    RESULT(PVM_RESULT_OK, pvm_vm_execute(vm, 0));
    EQUAL(0, pvm_vm_get_state(vm)->charged);
    RESULT(PVM_RESULT_OK, pvm_vm_resume(vm));
    EQUAL(1000 - 2 * cost, pvm_vm_get_gas(vm));
    OK(pvm_vm_set_register(vm, 7, 0));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    RESULT(PVM_RESULT_PANIC, pvm_vm_resume(vm));
    EQUAL(1000 - 4 * cost, pvm_vm_get_gas(vm));
    pvm_vm_set_gas(vm, cost - 1);
    RESULT(PVM_RESULT_OOG, pvm_vm_resume(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("per block: a machine that the host has ended pays again when it is run again")
{
    static const pvm_host_result_t answers[] = {PVM_HOST_TERMINATE, PVM_HOST_ERROR};
    const uint64_t cost = cost_at(CALLS, 0);
    for (size_t i = 0; i < COUNT(answers); i++) {
        pvm_vm_t *const vm = given_machine_with(CALLS, &per_block);
        pvm_vm_set_yield_mode(vm, true);
        RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vm, 0));
        pvm_vm_answer_host_call(vm, answers[i]);
        EQUAL(0, pvm_vm_get_state(vm)->charged);
        RESULT(PVM_RESULT_HOST_CALL, pvm_vm_resume(vm)); /* the ecalli once more */
        EQUAL(0, pvm_vm_get_pc(vm));
        EQUAL(1000 - 2 * cost, pvm_vm_get_gas(vm));
        OK(pvm_vm_destroy(vm));
    }
}

TEST("per block: stepping and interrupting keep the charged bit and change no charge")
{
    const uint64_t cost = cost_at(TWO_BLOCKS, 0);
    pvm_vm_t *const vm = given_machine_with(TWO_BLOCKS, &per_block);
    RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, 0));
    EQUAL(1000, pvm_vm_get_gas(vm));
    RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, 1));
    EQUAL(1000 - cost, pvm_vm_get_gas(vm));
    EQUAL(1, pvm_vm_get_state(vm)->charged);
    pvm_vm_interrupt(vm);
    RESULT(PVM_RESULT_INTERRUPTED, pvm_vm_resume(vm));
    EQUAL(1, pvm_vm_get_state(vm)->charged);
    RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, 1));
    EQUAL(1000 - cost, pvm_vm_get_gas(vm));
    RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, 1)); /* the fallthrough: the next block isn't paid yet */
    EQUAL(1000 - cost, pvm_vm_get_gas(vm));
    EQUAL(0, pvm_vm_get_state(vm)->charged);
    RESULT(PVM_RESULT_STEPPED, pvm_vm_step(vm, 1));
    EQUAL(1000 - cost - 2, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}

TEST("per block: starting where no instruction starts costs nothing; per instruction it costs one")
{
    for (int by_block = 0; by_block < 2; by_block++) {
        pvm_vm_t *const vm = given_machine_with(TWO_BLOCKS, by_block ? &per_block : NULL);
        static const uint64_t pcs[] = {1, 9, 10, UINT64_MAX};
        for (size_t i = 0; i < COUNT(pcs); i++) {
            pvm_vm_set_gas(vm, 1);
            RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, pcs[i]));
            EQUAL(by_block ? 1 : 0, pvm_vm_get_gas(vm));
            pvm_vm_set_gas(vm, 0);
            RESULT(by_block ? PVM_RESULT_PANIC : PVM_RESULT_OOG, pvm_vm_execute(vm, pcs[i]));
        }
        OK(pvm_vm_destroy(vm));
    }
}

TEST("per block: running off the end costs 2 more after a fallthrough or an untaken branch, nothing more otherwise")
{
    static const struct {
        const char *text;
        uint64_t behind; /* charged beyond the cost of the first block */
        uint64_t end;
    } cases[] = {{"fallthrough\n", 2, 1}, {"branch_ne_imm r7, 0, 0\n", 2, 2}, {"load_imm r7, 1\n", 0, 3}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const uint64_t cost = cost_at(cases[i].text, 0);
        pvm_vm_t *const vm = given_machine_with(cases[i].text, &per_block);
        pvm_vm_set_gas(vm, cost + cases[i].behind);
        RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
        EQUAL(0, pvm_vm_get_gas(vm));
        EQUAL(cases[i].end, pvm_vm_get_pc(vm));
        if (cases[i].behind != 0) {
            pvm_vm_set_gas(vm, cost + 1);
            RESULT(PVM_RESULT_OOG, pvm_vm_execute(vm, 0));
            EQUAL(1, pvm_vm_get_gas(vm));
            EQUAL(cases[i].end, pvm_vm_get_pc(vm));
        }
        OK(pvm_vm_destroy(vm));
    }
}

TEST("gas is an unsigned number of 64 bits: 2^63 and more is not negative")
{
    static const uint64_t amounts[] = {UINT64_MAX, (uint64_t)INT64_MAX + 1, INT64_MAX, UINT64_C(1) << 32,
                                       UINT32_MAX, 1000001,                 1000000,   999999};
    static const char text[] = "loop: add_imm_64 r7, r7, -1\nbranch_ne_imm r7, 0, loop\n";
    for (size_t i = 0; i < COUNT(amounts); i++) {
        for (int by_block = 0; by_block < 2; by_block++) {
            pvm_vm_t *const vm = given_machine_with(text, by_block ? &per_block : NULL);
            const uint64_t cost = by_block ? cost_at(text, 0) : 2;
            pvm_vm_set_gas(vm, amounts[i]);
            OK(pvm_vm_set_register(vm, 7, 1000));
            RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
            EQUAL(amounts[i] - 1000 * cost - (by_block ? 2 : 1), pvm_vm_get_gas(vm));
            OK(pvm_vm_destroy(vm));
        }
    }
}

TEST("gas is exact wherever it ends, also in long runs")
{
    for (uint64_t gas = 1999990; gas < 2000010; gas++) { /* around the slices that a fast engine may use */
        pvm_vm_t *const vm = given_machine("loop: add_imm_64 r7, r7, 1\nadd_imm_64 r8, r8, 1\njump loop\n");
        pvm_vm_set_gas(vm, gas);
        RESULT(PVM_RESULT_OOG, pvm_vm_execute(vm, 0));
        EQUAL(0, pvm_vm_get_gas(vm));
        EQUAL((gas + 2) / 3, pvm_vm_get_register(vm, 7));
        EQUAL((gas + 1) / 3, pvm_vm_get_register(vm, 8));
        static const uint64_t pcs[] = {0, 3, 6};
        EQUAL(pcs[gas % 3], pvm_vm_get_pc(vm));
        OK(pvm_vm_destroy(vm));
    }
}
