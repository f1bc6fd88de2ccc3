/*
 * A tour of pvm.h: everything that an embedder does, in the order in which he comes to it. Nothing but pvm.h is used.
 * The output is in embed.expected, and a test compares it to the octet.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "pvm.h"

/* Failures of this program, not of guests: say which call it was, and give up. */
static void check(pvm_status_t status, const char *what)
{
    if (status == PVM_STATUS_OK)
        return;
    fprintf(stderr, "%s: %s\n", what, pvm_status_message(status));
    exit(1);
}

/* ---- Programs ---------------------------------------------------------- */

/* Assembly text to a program. A guest usually comes as a blob from a compiler; then pvm_program_parse is all there is. */
static pvm_program_t *assemble(const char *source, const pvm_program_options_t *options)
{
    uint8_t blob[512];
    size_t length;
    pvm_program_error_t error;
    const pvm_instruction_set_t set = options == NULL ? PVM_INSTRUCTION_SET_GP_0_7_2 : options->instruction_set;
    pvm_status_t status = pvm_assemble(source, set, blob, sizeof blob, &length, &error);
    if (status == PVM_STATUS_BAD_PROGRAM)
        fprintf(stderr, "line %" PRIu32 ": %s\n", error.line, error.message);
    check(status, "pvm_assemble");
    pvm_program_t *program = NULL;
    check(pvm_program_parse(blob, length, options, &program, NULL), "pvm_program_parse");
    return program;
}

static pvm_vm_t *machine_for(pvm_program_t *program)
{
    pvm_vm_t *vm = NULL;
    check(pvm_vm_from_program(program, NULL, &vm), "pvm_vm_from_program");
    pvm_vm_set_register(vm, 0, PVM_HALT_ADDRESS); /* A jump to r0 ends the guest. */
    pvm_vm_set_gas(vm, 1000);
    return vm;
}

static void identity(void)
{
    puts("-- identity");
    const uint32_t version = pvm_abi_version();
    const uint32_t needed_minor = PVM_ABI_MINOR;
    const bool fits = version >> 16 == PVM_ABI_MAJOR && (version & 0xffff) >= needed_minor;
    printf("%s, %s\n", pvm_engine_kind() == PVM_ENGINE_KIND_INTERPRETER ? "an interpreter" : "a recompiler",
           fits ? "made for this header" : "made for another header");
}

static const char *const sum_source = "        load_imm r9, 0\n"
                                      "        fallthrough\n"
                                      "more:\n"
                                      "        add_64 r9, r9, r7\n"
                                      "        add_imm_64 r7, r7, -1\n"
                                      "        branch_ne_imm r7, 0, more\n"
                                      "        jump_ind r0, 0\n";

static void programs(void)
{
    puts("-- programs");
    /* region: refused */
    const uint8_t broken[] = {0, 0, 3, 200, 0x87, 9, 0xff};
    pvm_program_t *program = NULL;
    pvm_program_error_t error;
    if (pvm_program_parse(broken, sizeof broken, NULL, &program, &error) == PVM_STATUS_BAD_PROGRAM)
        printf("refused at octet %" PRIu64 ": %s\n", error.offset, error.message);
    /* endregion */

    /* region: inspect */
    program = assemble(sum_source, NULL);
    pvm_program_info_t info = {.size = sizeof info};
    check(pvm_program_get_info(program, &info), "pvm_program_get_info");
    printf("%" PRIu64 " octets of code, %" PRIu64 " instructions, %" PRIu64 " blocks\n", info.code_len,
           info.instruction_count, info.block_count);
    for (uint64_t pc = 0; pc < info.code_len;) {
        char text[PVM_MAX_INSTRUCTION_TEXT];
        size_t length;
        uint64_t next;
        check(pvm_program_disassemble(program, pc, text, sizeof text, &length, &next), "pvm_program_disassemble");
        printf("%4" PRIu64 "  %s\n", pc, text);
        pc = next;
    }
    /* endregion */
    pvm_program_release(program);
}

/* ---- Runs -------------------------------------------------------------- */

static void runs(void)
{
    puts("-- runs");
    /* region: lifetime */
    pvm_program_t *program = assemble(sum_source, NULL);
    pvm_vm_t *vm = machine_for(program);
    pvm_program_release(program); /* The machine holds a reference of its own. */
    /* endregion */

    /* region: state */
    pvm_state_t *state = pvm_vm_get_state(vm); /* The state itself, at this address for as long as the machine lives. */
    state->registers[7] = 10;
    pvm_result_t result = pvm_vm_execute(vm, 0);
    printf("%s: r9 = %" PRIu64 ", %" PRIu64 " gas left\n", pvm_result_name(result), state->registers[9], state->gas);
    /* endregion */

    /* region: step */
    state->registers[7] = 3;
    pvm_vm_set_pc(vm, 0);
    result = pvm_vm_step(vm, 4);
    printf("%s at pc %" PRIu64 ": r9 = %" PRIu64 "\n", pvm_result_name(result), state->pc, state->registers[9]);
    pvm_vm_interrupt(vm); /* From any thread, for instance one that watches the clock. */
    result = pvm_vm_resume(vm);
    /* endregion */
    printf("%s at pc %" PRIu64 "\n", pvm_result_name(result), state->pc);
    result = pvm_vm_resume(vm);
    printf("%s: r9 = %" PRIu64 "\n", pvm_result_name(result), state->registers[9]);
    pvm_vm_destroy(vm);
}

/* ---- Host calls -------------------------------------------------------- */

static const char *const ask_source = "        load_imm r7, 20\n"
                                      "        ecalli 1\n"
                                      "        add_imm_64 r7, r7, 2\n"
                                      "        ecalli 2\n"
                                      "        jump_ind r0, 0\n";

/* region: callback */
static pvm_host_result_t on_host_call(pvm_vm_t *vm, int func_id, void *user_data)
{
    uint64_t *registers = pvm_vm_get_registers(vm);
    unsigned *calls = user_data;
    ++*calls;
    switch (func_id) {
    case 1:
        registers[7] *= 2;
        return PVM_HOST_CONTINUE;
    case 2:
        return PVM_HOST_TERMINATE;
    default:
        return PVM_HOST_ERROR;
    }
}

static void host_calls_by_callback(pvm_vm_t *vm)
{
    unsigned calls = 0;
    pvm_vm_set_host_callback(vm, on_host_call, &calls);
    const pvm_result_t result = pvm_vm_execute(vm, 0);
    printf("%s after %u calls: r7 = %" PRIu64 "\n", pvm_result_name(result), calls, pvm_vm_get_register(vm, 7));
    pvm_vm_set_host_callback(vm, NULL, NULL);
}
/* endregion */

/* region: yield */
static void host_calls_by_yield(pvm_vm_t *vm)
{
    pvm_vm_set_yield_mode(vm, true);
    pvm_state_t *state = pvm_vm_get_state(vm);
    pvm_result_t result = pvm_vm_execute(vm, 0);
    while (result == PVM_RESULT_HOST_CALL) {
        printf("call %" PRIu64 " at pc %" PRIu64 ", r7 = %" PRIu64 "\n", state->host_call, state->pc,
               state->registers[7]);
        if (state->host_call == 1)
            state->registers[7] *= 2;
        result = pvm_vm_resume(vm); /* behind the ecalli */
    }
    printf("%s: r7 = %" PRIu64 "\n", pvm_result_name(result), state->registers[7]);
}
/* endregion */

static void host_calls(void)
{
    puts("-- host calls");
    pvm_program_t *program = assemble(ask_source, NULL);
    pvm_vm_t *vm = machine_for(program);
    pvm_program_release(program);
    /* region: trap */
    const pvm_result_t result = pvm_vm_execute(vm, 0);
    pvm_trap_t trap;
    check(pvm_vm_get_trap(vm, &trap), "pvm_vm_get_trap");
    printf("nobody to answer: %s, trap kind %d\n", pvm_result_name(result), (int)trap.kind);
    /* endregion */
    host_calls_by_callback(vm);
    host_calls_by_yield(vm);
    pvm_vm_destroy(vm);
}

/* ---- Memory ------------------------------------------------------------ */

static const char *const copy_source = "        load_ind_u64 r9, [r7]\n"
                                       "        store_ind_u64 [r8], r9\n"
                                       "        jump_ind r0, 0\n";

static void memory(void)
{
    puts("-- memory");
    pvm_program_t *program = assemble(copy_source, NULL);
    pvm_vm_t *vm = machine_for(program);
    pvm_program_release(program);
    pvm_state_t *state = pvm_vm_get_state(vm);
    const uint8_t greeting[] = "greetings";

    /* region: map */
    /* A read-only page is filled by the host, as a loader does; the guest and pvm_vm_write_memory may not write it. */
    check(pvm_vm_map_memory(vm, 0x10000, PVM_PAGE_SIZE, PVM_ACCESS_READ), "pvm_vm_map_memory");
    check(pvm_vm_initialize_memory(vm, 0x10000, greeting, sizeof greeting, NULL), "pvm_vm_initialize_memory");
    uint32_t fault_address;
    const pvm_status_t status = pvm_vm_write_memory(vm, 0x10000, greeting, sizeof greeting, &fault_address);
    printf("write: %s (0x%08" PRIx32 ")\n", pvm_status_message(status), fault_address);
    /* endregion */

    /* region: fault */
    state->registers[7] = 0x10000;
    state->registers[8] = 0x20ff8;
    pvm_result_t result = pvm_vm_execute(vm, 0);
    printf("%s: pc %" PRIu64 ", page 0x%08" PRIx32 ", trap kind %d\n", pvm_result_name(result), state->pc,
           state->fault_address, (int)state->trap_kind);

    /* The store has done nothing, so that a host can map the page and let it run again. */
    check(pvm_vm_map_memory(vm, state->fault_address, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE), "pvm_vm_map_memory");
    result = pvm_vm_resume(vm);
    char copied[9] = {0};
    check(pvm_vm_read_memory(vm, 0x20ff8, (uint8_t *)copied, 8, NULL), "pvm_vm_read_memory");
    printf("%s: \"%s\"\n", pvm_result_name(result), copied);
    /* endregion */

    /* region: window */
    /* A window is guest memory itself. It ends when its pages are mapped anew or the machine is reset. */
    const uint8_t *window = pvm_vm_get_memory_window(vm, 0x20ff8, 8);
    printf("window: '%c'; over the end: %s\n", window[0],
           pvm_vm_get_memory_window(vm, 0x20ff8, 16) == NULL ? "none" : "there");
    /* endregion */
    pvm_access_t access;
    uint64_t end;
    check(pvm_vm_query_memory(vm, 0x10000, &access, &end), "pvm_vm_query_memory");
    printf("0x10000 to 0x%" PRIx64 ": access %d\n", end, (int)access);
    pvm_vm_destroy(vm);
}

/* ---- Gas --------------------------------------------------------------- */

static void gas(void)
{
    puts("-- gas");
    /* region: gas */
    const pvm_program_options_t models[] = {
        {.size = sizeof models[0],
         .instruction_set = PVM_INSTRUCTION_SET_GP_0_7_2,
         .gas_model = PVM_GAS_MODEL_INSTRUCTION},
        {.size = sizeof models[0],
         .instruction_set = PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY,
         .gas_model = PVM_GAS_MODEL_BLOCK},
    };
    for (size_t i = 0; i < 2; i++) {
        pvm_program_t *program = assemble(sum_source, &models[i]);
        uint64_t cost;
        check(pvm_program_get_block_cost(program, 0, &cost), "pvm_program_get_block_cost");
        pvm_vm_t *vm = machine_for(program);
        pvm_program_release(program);
        pvm_state_t *state = pvm_vm_get_state(vm);
        state->registers[7] = 1000;
        pvm_result_t result = pvm_vm_execute(vm, 0);
        printf("per %s: first block %" PRIu64 "; %s at pc %" PRIu64 ", %" PRIu64 " left, ", i == 0 ? "instruction" : "block",
               cost, pvm_result_name(result), state->pc, state->gas);
        state->gas += 100000; /* Whoever has more to give lets the guest go on. */
        result = pvm_vm_resume(vm);
        printf("then %s, r9 = %" PRIu64 ", %" PRIu64 " left\n", pvm_result_name(result), state->registers[9], state->gas);
        pvm_vm_destroy(vm);
    }
    /* endregion */
}

/* ---- Many runs --------------------------------------------------------- */

static void many_runs(void)
{
    puts("-- many runs");
    pvm_program_t *program = assemble(sum_source, NULL);
    pvm_vm_t *vm = machine_for(program);
    pvm_state_t *state = pvm_vm_get_state(vm);

    /* region: reset */
    /* A pool keeps machines and resets them: the state block stays where it is, everything in it starts anew. */
    uint64_t total = 0;
    for (uint64_t n = 1; n <= 100; n++) {
        check(pvm_vm_reset(vm, NULL), "pvm_vm_reset");
        state->registers[0] = PVM_HALT_ADDRESS;
        state->registers[7] = n;
        state->gas = 1000;
        pvm_vm_execute(vm, 0);
        total += state->registers[9];
    }
    printf("100 runs: %" PRIu64 "\n", total);
    /* endregion */

    /* region: clone */
    /* A clone is another machine from here on. */
    check(pvm_vm_reset(vm, program), "pvm_vm_reset");
    state->registers[0] = PVM_HALT_ADDRESS;
    state->registers[7] = 10;
    state->gas = 1000;
    pvm_vm_step(vm, 5);
    pvm_vm_t *copy = NULL;
    check(pvm_vm_clone(vm, &copy), "pvm_vm_clone");
    pvm_vm_set_register(copy, 9, 1000);
    pvm_vm_resume(vm);
    pvm_vm_resume(copy);
    printf("original %" PRIu64 ", clone %" PRIu64 "\n", state->registers[9], pvm_vm_get_register(copy, 9));
    /* endregion */

    /* region: destroyed */
    pvm_vm_destroy(copy);
    pvm_vm_destroy(vm);
    printf("destroyed twice: %s\n", pvm_status_message(pvm_vm_destroy(vm)));
    /* endregion */
    pvm_program_release(program);
}

/* ---- Standard programs ------------------------------------------------- */

/* A container with data and stack, as compilers make it. This one gives its argument back, read through its own stack. */
static const char *const echo_source = ".stack 4096\n"
                                       ".code\n"
                                       "        load_ind_u64 r9, [r7]\n"
                                       "        reverse_bytes r9, r9\n"
                                       "        add_imm_64 r7, r1, -8\n"
                                       "        store_ind_u64 [r7], r9\n"
                                       "        jump_ind r0, 0\n";

static void standard_programs(void)
{
    puts("-- standard programs");
    uint8_t blob[512];
    size_t length;
    /* region: standard */
    check(pvm_assemble(echo_source, PVM_INSTRUCTION_SET_GP_0_7_2, blob, sizeof blob, &length, NULL), "pvm_assemble");
    pvm_program_t *program = NULL;
    check(pvm_program_parse_standard(blob, length, false, NULL, &program, NULL), "pvm_program_parse_standard");
    pvm_vm_t *vm = NULL;
    check(pvm_vm_from_standard(program, (const uint8_t *)"backward", 8, NULL, &vm), "pvm_vm_from_standard");
    pvm_program_release(program);
    pvm_vm_set_gas(vm, 100);
    const pvm_result_t result = pvm_vm_execute(vm, 0);
    char output[9] = {0};
    check(pvm_vm_copy_output(vm, (uint8_t *)output, sizeof output - 1, &length), "pvm_vm_copy_output");
    printf("%s: %zu octets, \"%s\"\n", pvm_result_name(result), length, output);
    /* endregion */
    pvm_vm_destroy(vm);
}

int main(void)
{
    identity();
    programs();
    runs();
    host_calls();
    memory();
    gas();
    many_runs();
    standard_programs();
    return 0;
}
