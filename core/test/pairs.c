/*
 * Two instructions in a row, which an engine may run as one: each opcode before each other one, run at once, one by one,
 * and with gas that ends between them. All that a machine has must be the same afterwards.
 */
#include "fuzz_program.h"

#define ROUNDS 4
#define PAGES 2 /* from PLACE on: one read-write, one read-only; what lies around them faults */

static const pvm_program_options_t per_instruction = {.size = sizeof per_instruction,
                                                      .instruction_set = PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY,
                                                      .gas_model = PVM_GAS_MODEL_INSTRUCTION};

static pvm_program_t *pair_of(random_t *random, uint32_t first, uint32_t second, const pvm_program_options_t *options)
{
    draft_t draft = new_draft(random);
    octets_t blob = {0};
    add_living(random, &draft, first);
    add_living(random, &draft, second);
    add_draft(random, &blob, &draft);
    pvm_program_t *program;
    OK(pvm_program_parse(blob.at, blob.len, options, &program, NULL));
    return program;
}

static pvm_vm_t *machine_of(pvm_program_t *program, const uint64_t *registers, uint64_t gas)
{
    pvm_vm_t *vm;
    OK(pvm_vm_from_program(program, NULL, &vm));
    pvm_vm_set_yield_mode(vm, true);
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    OK(pvm_vm_map_memory(vm, PLACE + PVM_PAGE_SIZE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    for (uint32_t reg = 0; reg < PVM_REGISTER_COUNT; reg++)
        OK(pvm_vm_set_register(vm, reg, registers[reg]));
    OK(pvm_vm_initialize_memory(vm, PLACE + PVM_PAGE_SIZE - 16, (const uint8_t *)registers, 32, NULL));
    pvm_vm_set_gas(vm, gas);
    return vm;
}

static void run_by_steps(pvm_vm_t *vm)
{
    while (pvm_vm_step(vm, 1) == PVM_RESULT_STEPPED) {
    }
}

static void compare(pvm_vm_t *expected, pvm_vm_t *got, uint32_t first, uint32_t second)
{
    static uint8_t memory[2][PAGES * PVM_PAGE_SIZE];
    const pvm_state_t *const one = pvm_vm_get_state(expected), *const other = pvm_vm_get_state(got);
    if (memcmp(one, other, sizeof *one) != 0)
        FAIL("%s, %s: by steps %s pc %" PRIu64 " gas %" PRIu64 "; at once %s pc %" PRIu64 " gas %" PRIu64,
             opcode_names[first], opcode_names[second], pvm_result_name(one->result), one->pc, one->gas,
             pvm_result_name(other->result), other->pc, other->gas);
    OK(pvm_vm_read_memory(expected, PLACE, memory[0], sizeof memory[0], NULL));
    OK(pvm_vm_read_memory(got, PLACE, memory[1], sizeof memory[1], NULL));
    if (memcmp(memory[0], memory[1], sizeof memory[0]) != 0)
        FAIL("%s, %s: memory differs", opcode_names[first], opcode_names[second]);
}

static void check_pair(random_t *random, uint32_t first, uint32_t second, const pvm_program_options_t *options)
{
    uint64_t registers[PVM_REGISTER_COUNT];
    for (uint32_t reg = 0; reg < PVM_REGISTER_COUNT; reg++)
        registers[reg] = one_in(random, 3) ? interesting_number(random) : interesting_address(random);
    pvm_program_t *const program = pair_of(random, first, second, options);
    for (uint64_t gas = 0; gas < 40; gas = gas < 3 ? gas + 1 : gas + 35) { /* 0, 1, 2, 3 and 38 */
        pvm_vm_t *const by_steps = machine_of(program, registers, gas);
        pvm_vm_t *const at_once = machine_of(program, registers, gas);
        run_by_steps(by_steps);
        pvm_vm_resume(at_once);
        compare(by_steps, at_once, first, second);
        OK(pvm_vm_destroy(by_steps));
        OK(pvm_vm_destroy(at_once));
    }
    pvm_program_release(program);
}

static void check_all_pairs(const pvm_program_options_t *options)
{
    random_t random = {.state = 1};
    for (uint32_t first = 0; first < COUNT(opcode_numbers); first++) {
        for (uint32_t second = 0; second < COUNT(opcode_numbers); second++) {
            for (uint32_t round = 0; round < ROUNDS; round++)
                check_pair(&random, first, second, options);
        }
    }
}

TEST("each opcode before each other one, gas per instruction: at once as by steps")
{
    check_all_pairs(&per_instruction);
}

TEST("each opcode before each other one, gas per block: at once as by steps")
{
    check_all_pairs(&per_block);
}
