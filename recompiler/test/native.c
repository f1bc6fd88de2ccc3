/*
 * What only machine code can get wrong: memory that is writable and executable, code that grows without bound, accesses
 * that reach too far, versions that change under a run. What programs do is compared with single steps, which the
 * interpreter makes, and in differential.c with the interpreter as such.
 */
#include "../../core/test/given.h"

#include <pthread.h>

/* Spins long enough that any library compiles it. 5 + 1 + 3 + 4 octets */
#define SPIN_AT(label)                                                                                                 \
    "load_imm r2, 3000000\nfallthrough\n" label ": add_imm_64 r2, r2, -1\nbranch_ne_imm r2, 0, " label "\n"
#define SPIN SPIN_AT("spin")
#define LOOP_PC 6

typedef struct mappings {
    uint32_t writable_and_executable, anonymous_executable;
} mappings_t;

static mappings_t mappings_now(void)
{
    mappings_t found = {0};
    char line[512];
    FILE *const file = fopen("/proc/self/maps", "r");
    CHECK(file != NULL);
    while (fgets(line, sizeof line, file) != NULL) {
        const char *const rights = strchr(line, ' ') + 1;
        found.writable_and_executable += rights[1] == 'w' && rights[2] == 'x';
        found.anonymous_executable += rights[2] == 'x' && strchr(line, '/') == NULL && strchr(line, '[') == NULL;
    }
    fclose(file);
    return found;
}

static bool has_code(void)
{
    return pvm_engine_kind() == PVM_ENGINE_KIND_RECOMPILER;
}

TEST("an engine that has no code for this machine says so")
{
    CHECK(strstr(pvm_engine_name(), "recompiler") != NULL);
    EQUAL(!has_code(), strstr(pvm_engine_name(), "interpreting") != NULL);
}

static mappings_t seen;

static pvm_host_result_t look(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)vm, (void)func_id, (void)user_data;
    seen = mappings_now();
    return PVM_HOST_CONTINUE;
}

TEST("code is executable and never writable, while it runs, and gone when its program is")
{
    uint32_t before = 0;
    for (int round = 0; round < 2; round++) { /* the first leaves what the signal handler needs */
        pvm_vm_t *const vm = given_machine(SPIN "ecalli 1\n" SPIN_AT("more") "trap\n");
        pvm_vm_set_host_callback(vm, look, NULL);
        pvm_vm_set_gas(vm, INT64_MAX);
        RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
        EQUAL(0, seen.writable_and_executable);
        EQUAL(has_code(), seen.anonymous_executable > before);
        OK(pvm_vm_destroy(vm));
        if (round == 1)
            EQUAL(before, mappings_now().anonymous_executable);
        before = mappings_now().anonymous_executable;
    }
}

TEST("a program that runs hot is compiled, and tells the length of its code")
{
    pvm_program_t *const program = given_program(SPIN "trap\n", NULL);
    pvm_vm_t *vm;
    pvm_program_info_t info = {.size = sizeof info};
    OK(pvm_vm_from_program(program, NULL, &vm));
    pvm_vm_set_gas(vm, INT64_MAX);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    OK(pvm_program_get_info(program, &info));
    EQUAL(has_code(), info.native_len != 0);
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

/* ---- Sizes ------------------------------------------------------------- */

/* 1 MiB of one instruction, run from the start: each costs 1, and the end of the code another. */
static void run_many(const uint8_t *instruction, size_t len)
{
    const size_t code_len = (1u << 20) / len * len;
    uint8_t *const code = malloc(code_len), *const bitmask = calloc(code_len / 8 + 1, 1);
    CHECK(code != NULL && bitmask != NULL);
    for (size_t pc = 0; pc < code_len; pc += len) {
        memcpy(code + pc, instruction, len);
        bitmask[pc / 8] |= (uint8_t)(1 << pc % 8);
    }
    pvm_program_t *program;
    pvm_vm_t *vm;
    pvm_program_info_t info = {.size = sizeof info};
    OK(pvm_program_from_parts(code, code_len, bitmask, (code_len + 7) / 8, NULL, 0, NULL, &program, NULL));
    OK(pvm_vm_from_program(program, NULL, &vm));
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    for (uint32_t reg = 0; reg < PVM_REGISTER_COUNT; reg++)
        OK(pvm_vm_set_register(vm, reg, PLACE));
    const uint64_t rounds = 100, cost = code_len / len + 1;
    for (uint64_t round = 0; round < rounds; round++) {
        pvm_vm_set_gas(vm, INT64_MAX);
        RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
        EQUAL(code_len, pvm_vm_get_pc(vm));
        EQUAL(INT64_MAX - cost, pvm_vm_get_gas(vm));
    }
    pvm_vm_set_gas(vm, cost - 1);
    RESULT(PVM_RESULT_OOG, pvm_vm_execute(vm, 0));
    EQUAL(code_len, pvm_vm_get_pc(vm));
    EQUAL(0, pvm_vm_get_gas(vm));
    OK(pvm_program_get_info(program, &info));
    CHECK(info.native_len <= 2 * 144 * cost + 2 * 8192);
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
    free(code);
    free(bitmask);
}

TEST("a MiB of what becomes the longest code, of the shortest instruction, and of blocks, is compiled and runs right")
{
    run_many((const uint8_t[]){206, 0x43, 5}, 3);                  /* rem_s_64 r5, r3, r4 */
    run_many((const uint8_t[]){73, 0x15, 8, 1}, 4);                /* store_imm_ind_u64 [r5 + 8], 1 */
    run_many((const uint8_t[]){1}, 1);                             /* fallthrough */
    run_many((const uint8_t[]){20, 3, 1, 2, 3, 4, 5, 6, 7, 8}, 10); /* load_imm_64 */
}

/* ---- Accesses ---------------------------------------------------------- */

static const char *const accesses[] = {
    "load_ind_u8 r7, [r3]",          "load_ind_i8 r7, [r3]",          "load_ind_u16 r7, [r3]",
    "load_ind_i16 r7, [r3]",         "load_ind_u32 r7, [r3]",         "load_ind_i32 r7, [r3]",
    "load_ind_u64 r7, [r3]",         "store_ind_u8 [r3], r8",         "store_ind_u16 [r3], r8",
    "store_ind_u32 [r3], r8",        "store_ind_u64 [r3], r8",        "store_imm_ind_u8 [r3], -1",
    "store_imm_ind_u16 [r3], -2",    "store_imm_ind_u32 [r3], -3",    "store_imm_ind_u64 [r3], -4"};

/* A read-only page between two read-write ones, pages at both ends, and holes around them all. */
static void map_pages(pvm_vm_t *vm)
{
    OK(pvm_vm_map_memory(vm, PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    OK(pvm_vm_map_memory(vm, PLACE + PVM_PAGE_SIZE, PVM_PAGE_SIZE, PVM_ACCESS_READ));
    OK(pvm_vm_map_memory(vm, PLACE + 2 * PVM_PAGE_SIZE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    OK(pvm_vm_map_memory(vm, 0x10000, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
    OK(pvm_vm_map_memory(vm, 0xfffff000, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
}

static void compare_pages(pvm_vm_t *expected, pvm_vm_t *got)
{
    static const uint32_t pages[] = {PLACE, PLACE + PVM_PAGE_SIZE, PLACE + 2 * PVM_PAGE_SIZE, 0x10000, 0xfffff000};
    static uint8_t octets[2][PVM_PAGE_SIZE];
    for (size_t i = 0; i < COUNT(pages); i++) {
        OK(pvm_vm_read_memory(expected, pages[i], octets[0], PVM_PAGE_SIZE, NULL));
        OK(pvm_vm_read_memory(got, pages[i], octets[1], PVM_PAGE_SIZE, NULL));
        EQUAL(0, memcmp(octets[0], octets[1], PVM_PAGE_SIZE));
    }
}

TEST("accesses at every page edge and both ends of the address space do as single steps, and touch nothing else")
{
    static const uint32_t edges[] = {0, 0x10000, 0x11000, PLACE, PLACE + 0x1000, PLACE + 0x2000, PLACE + 0x3000,
                                     0xfffff000};
    const pvm_vm_options_t check = given_mode(PVM_MEMORY_MODE_CHECK), guard = given_mode(PVM_MEMORY_MODE_GUARD);
    for (size_t access = 0; access < COUNT(accesses); access++) {
        char text[256];
        /* hot first, on a good address; then once, where r3 says */
        snprintf(text, sizeof text, "load_imm r2, 2000\nload_imm r3, 0x%x\nfallthrough\nagain: %s\nadd_imm_64 r2, r2, -1\n"
                 "branch_ne_imm r2, 0, again\necalli 0\n%s\ntrap\n", PLACE + 64, accesses[access], accesses[access]);
        pvm_vm_t *const vms[] = {given_machine(text), given_machine_of(text, NULL, &check),
                                 given_machine_of(text, NULL, &guard)};
        for (int i = 0; i < 3; i++) {
            map_pages(vms[i]);
            pvm_vm_set_yield_mode(vms[i], true);
            OK(pvm_vm_set_register(vms[i], 8, UINT64_C(0x8182838485868788)));
        }
        for (size_t edge = 0; edge < COUNT(edges); edge++) {
            for (uint32_t offset = 0; offset < 18; offset++) {
                pvm_result_t results[3];
                for (int i = 0; i < 3; i++) {
                    pvm_vm_set_gas(vms[i], 100000);
                    RESULT(PVM_RESULT_HOST_CALL, pvm_vm_execute(vms[i], 0));
                    OK(pvm_vm_set_register(vms[i], 3, (uint32_t)(edges[edge] - 9 + offset)));
                    results[i] = i == 0 ? pvm_vm_step(vms[i], 100) : pvm_vm_resume(vms[i]);
                }
                for (int i = 1; i < 3; i++) {
                    EQUAL(results[0], results[i]);
                    EQUAL(0, memcmp(pvm_vm_get_state(vms[0]), pvm_vm_get_state(vms[i]), sizeof(pvm_state_t)));
                }
            }
        }
        for (int i = 0; i < 3; i++)
            compare_pages(vms[0], vms[i]);
        for (int i = 0; i < 3; i++)
            OK(pvm_vm_destroy(vms[i]));
    }
}

TEST("dynamic jumps go to blocks and nowhere else, wherever the jump table points")
{
    char text[4096] = ".jump_table 0";
    for (uint32_t target = 1; target < 40; target++)
        snprintf(text + strlen(text), sizeof text - strlen(text), ", %u", (unsigned)target);
    snprintf(text + strlen(text), sizeof text - strlen(text), "\n" SPIN "jump_ind r3, 0\nload_imm_jump_ind r3, 5, r3, 2\n"
             "fallthrough\nadd_imm_64 r4, r4, 1\ntrap\n");
    pvm_vm_t *const vms[] = {given_machine(text), given_machine(text)};
    uint32_t arrived = 0, bad = 0, halted = 0;
    static const uint32_t far[] = {0xfffffffe, 0xffffffff, 0xffff0000, 0x80000000, 0x7fffffff, 0x10000};
    for (uint32_t i = 0; i < 90 + COUNT(far); i++) {
        for (int side = 0; side < 2; side++) {
            for (uint32_t reg = 0; reg < PVM_REGISTER_COUNT; reg++)
                OK(pvm_vm_set_register(vms[side], reg, 0));
            pvm_vm_set_gas(vms[side], 20000000);
            OK(pvm_vm_set_register(vms[side], 3, i < 90 ? i : far[i - 90]));
            if (i < 2)
                pvm_vm_execute(vms[side], 0); /* hot */
            OK(pvm_vm_set_register(vms[side], 3, i < 90 ? i : far[i - 90]));
            OK(pvm_vm_set_register(vms[side], 2, 1));
            pvm_vm_set_gas(vms[side], 1000);
            pvm_vm_set_pc(vms[side], LOOP_PC);
            if (side == 0)
                pvm_vm_step(vms[side], 2000);
            else
                pvm_vm_resume(vms[side]);
        }
        const pvm_state_t *const state = pvm_vm_get_state(vms[1]);
        EQUAL(0, memcmp(pvm_vm_get_state(vms[0]), state, sizeof *state));
        arrived += state->registers[4] != 0;
        bad += state->trap_kind == PVM_TRAP_KIND_BAD_JUMP;
        halted += state->result == PVM_RESULT_OK;
    }
    CHECK(arrived != 0 && bad != 0 && halted == 1);
    OK(pvm_vm_destroy(vms[0]));
    OK(pvm_vm_destroy(vms[1]));
}

/* ---- Threads, nesting --------------------------------------------------- */

#define THREADS 4

static void *spin(void *argument)
{
    pvm_vm_t *const vm = argument;
    for (int round = 0; round < 3; round++) {
        pvm_vm_set_gas(vm, INT64_MAX);
        if (pvm_vm_execute(vm, 0) != PVM_RESULT_PANIC || pvm_vm_get_gas(vm) != INT64_MAX - (2 + 2 * UINT64_C(3000000) + 1))
            return argument;
    }
    return NULL;
}

TEST("threads that run a program while others compile it all count the same gas")
{
    for (int round = 0; round < 5; round++) {
        pvm_program_t *const program = given_program(SPIN "trap\n", NULL);
        pthread_t threads[THREADS];
        pvm_vm_t *vms[THREADS];
        for (int i = 0; i < THREADS; i++)
            OK(pvm_vm_from_program(program, NULL, &vms[i]));
        for (int i = 0; i < THREADS; i++)
            EQUAL(0, pthread_create(&threads[i], NULL, spin, vms[i]));
        for (int i = 0; i < THREADS; i++) {
            void *failed;
            EQUAL(0, pthread_join(threads[i], &failed));
            CHECK(failed == NULL);
            OK(pvm_vm_destroy(vms[i]));
        }
        pvm_program_release(program);
    }
}

static pvm_host_result_t nest(pvm_vm_t *vm, int func_id, void *user_data)
{
    (void)func_id;
    const uint32_t depth = (uint32_t)pvm_vm_get_register(vm, 7);
    if (depth == 0)
        return PVM_HOST_CONTINUE;
    pvm_vm_t *inner;
    if (pvm_vm_from_program(user_data, NULL, &inner) != PVM_STATUS_OK)
        return PVM_HOST_ERROR;
    pvm_vm_set_host_callback(inner, nest, user_data);
    pvm_vm_set_gas(inner, INT64_MAX);
    pvm_vm_set_register(inner, 7, depth - 1);
    const bool is_right = pvm_vm_execute(inner, 0) == PVM_RESULT_PANIC && pvm_vm_get_register(inner, 8) == depth;
    pvm_vm_destroy(inner);
    return is_right ? PVM_HOST_CONTINUE : PVM_HOST_ERROR;
}

TEST("machines run inside the host calls of others, two hundred deep")
{
    pvm_program_t *const program = given_program("load_imm r2, 20000\nfallthrough\nspin: add_imm_64 r2, r2, -1\n"
                                                 "branch_ne_imm r2, 0, spin\necalli 1\nadd_imm_64 r8, r7, 1\ntrap\n", NULL);
    pvm_vm_t *vm;
    OK(pvm_vm_from_program(program, NULL, &vm));
    pvm_vm_set_host_callback(vm, nest, program);
    pvm_vm_set_gas(vm, INT64_MAX);
    OK(pvm_vm_set_register(vm, 7, 200));
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(PVM_TRAP_KIND_TRAP, pvm_vm_get_state(vm)->trap_kind);
    EQUAL(201, pvm_vm_get_register(vm, 8));
    OK(pvm_vm_destroy(vm));
    pvm_program_release(program);
}

TEST("gas of every size is counted exactly over many slices")
{
    static const uint64_t gas[] = {0, 1, 2, 3, 999999, 1000000, 1000001, 1000002, 3000001, 5999999, 6000002, 6000003};
    pvm_vm_t *const vm = given_machine(SPIN "trap\n");
    for (size_t i = 0; i < COUNT(gas); i++) {
        pvm_vm_set_gas(vm, gas[i]);
        RESULT(gas[i] < 6000003 ? PVM_RESULT_OOG : PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
        EQUAL(0, pvm_vm_get_gas(vm));
        const uint64_t loops = gas[i] < 2 ? 0 : gas[i] - 2; /* instructions in the loop */
        if (gas[i] >= 1 && gas[i] < 6000003)
            EQUAL(3000000 - (loops + 1) / 2, pvm_vm_get_register(vm, 2));
    }
    pvm_vm_set_gas(vm, UINT64_MAX);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(UINT64_MAX - 6000003, pvm_vm_get_gas(vm));
    OK(pvm_vm_destroy(vm));
}
