/*
 * Programs made to hurt a compiler: the longest encodings, code that grows most, jumps to everywhere, gas of 0 and of
 * 2^63 - 1. Compiled at once, in each memory mode, they do to the bit what they do interpreted.
 */
#include "../../core/test/given.h"

#include <pthread.h>
#include <stdatomic.h>

#define MIB (1u << 20)
#define LONGEST 25 /* an opcode, and all that may be skipped to the next */

typedef struct code {
    uint8_t *octets, *bitmask;
    size_t len, instructions;
    const uint64_t *table;
    size_t table_len;
} code_t;

/* One instruction again and again, in so many octets each; what it does not need of them is 0. */
static code_t repeated(const uint8_t *instruction, size_t known, size_t each, size_t len)
{
    code_t code = {.len = len / each * each, .instructions = len / each};
    code.octets = calloc(code.len + 1, 1);
    code.bitmask = calloc(code.len / 8 + 1, 1);
    CHECK(code.octets != NULL && code.bitmask != NULL);
    for (size_t pc = 0; pc < code.len; pc += each) {
        memcpy(code.octets + pc, instruction, known);
        code.bitmask[pc / 8] |= (uint8_t)(1 << pc % 8);
    }
    return code;
}

static void free_code(code_t *code)
{
    free(code->octets);
    free(code->bitmask);
}

/* ---- One program, three machines --------------------------------------- */

/* Addresses are taken mod 2^32, so that registers can have this and be good ones. */
#define HIGH UINT64_C(0x8700000100000000)

enum { INTERPRETED, CHECKED, GUARDED, WAYS };

static void make_machines(const code_t *code, pvm_gas_model_t model, pvm_vm_t **vms)
{
    for (int way = 0; way < WAYS; way++) {
        const pvm_program_options_t options = {
            .size = sizeof options,
            .instruction_set = model == PVM_GAS_MODEL_BLOCK ? PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY
                                                            : PVM_INSTRUCTION_SET_GP_0_7_2,
            .gas_model = model,
            .compile = way == INTERPRETED ? PVM_COMPILE_NEVER : PVM_COMPILE_EAGER};
        const pvm_vm_options_t mode = given_mode(way == GUARDED ? PVM_MEMORY_MODE_GUARD : PVM_MEMORY_MODE_CHECK);
        pvm_program_info_t info = {.size = sizeof info};
        pvm_program_t *program;
        OK(pvm_program_from_parts(code->octets, code->len, code->bitmask, (code->len + 7) / 8, code->table,
                                  code->table_len, &options, &program, NULL));
        OK(pvm_program_get_info(program, &info));
        CHECK(info.native_len <= 144 * (code->instructions + 1) + 8192);
        EQUAL(way != INTERPRETED && pvm_engine_kind() == PVM_ENGINE_KIND_RECOMPILER, info.native_len != 0);
        OK(pvm_vm_from_program(program, &mode, &vms[way]));
        pvm_program_release(program);
        OK(pvm_vm_map_memory(vms[way], PLACE, PVM_PAGE_SIZE, PVM_ACCESS_READ_WRITE));
        pvm_vm_set_yield_mode(vms[way], true);
    }
}

/* Runs all from a pc with so much gas, and on a few times; after each run all must be alike. */
static void run_alike(pvm_vm_t **vms, uint64_t pc, uint64_t gas)
{
    static uint8_t octets[2][PVM_PAGE_SIZE];
    for (int way = 0; way < WAYS; way++) {
        for (uint32_t reg = 0; reg < PVM_REGISTER_COUNT; reg++)
            OK(pvm_vm_set_register(vms[way], reg, HIGH * (reg + 1) | (reg % 2 == 0 ? PLACE + 8 * reg : 2 * reg)));
        pvm_vm_set_gas(vms[way], gas);
        pvm_vm_set_pc(vms[way], pc);
    }
    for (int run = 0; run < 3; run++) {
        pvm_result_t results[WAYS];
        for (int way = 0; way < WAYS; way++)
            results[way] = pvm_vm_resume(vms[way]);
        OK(pvm_vm_read_memory(vms[INTERPRETED], PLACE, octets[0], PVM_PAGE_SIZE, NULL));
        for (int way = 1; way < WAYS; way++) {
            EQUAL(results[INTERPRETED], results[way]);
            EQUAL(0, memcmp(pvm_vm_get_state(vms[INTERPRETED]), pvm_vm_get_state(vms[way]), sizeof(pvm_state_t)));
            OK(pvm_vm_read_memory(vms[way], PLACE, octets[1], PVM_PAGE_SIZE, NULL));
            EQUAL(0, memcmp(octets[0], octets[1], PVM_PAGE_SIZE));
        }
    }
}

static void destroy_machines(pvm_vm_t **vms)
{
    for (int way = 0; way < WAYS; way++)
        OK(pvm_vm_destroy(vms[way]));
}

/* From the start and from the middle, with no gas, too little, and, if that ends, with all of it. */
static void try_code(const code_t *code, size_t each, bool ends)
{
    for (int model = PVM_GAS_MODEL_INSTRUCTION; model <= PVM_GAS_MODEL_BLOCK; model++) {
        const uint64_t starts[] = {0, code->instructions / 2 * each, code->len, code->instructions / 3 * each + 1};
        pvm_vm_t *vms[WAYS];
        make_machines(code, (pvm_gas_model_t)model, vms);
        for (size_t i = 0; i < COUNT(starts); i++) {
            const uint64_t gas[] = {0, 1, 2, 1000, code->instructions - 1, code->instructions, INT64_MAX, UINT64_MAX};
            for (size_t j = 0; j < (ends ? COUNT(gas) : COUNT(gas) - 2); j++)
                run_alike(vms, starts[i], gas[j]);
        }
        destroy_machines(vms);
    }
}

/* ---- Encodings --------------------------------------------------------- */

TEST("a MiB of each of the longest encodings is compiled, and does what it does interpreted")
{
    static const struct {
        uint8_t octets[11];
        uint8_t known;
    } longest[] = {
        {{20, 3, 1, 2, 3, 4, 5, 6, 7, 8}, 10},       /* load_imm_64 r3 */
        {{33, 4, 8, 0, 2, 0, 1, 2, 3, 0x84}, 10},    /* store_imm_u64 [PLACE + 8] */
        {{73, 0x44, 8, 0, 0, 0, 1, 2, 3, 0x84}, 10}, /* store_imm_ind_u64 [r4 + 8] */
        {{80, 0x43, 1, 2, 3, 0x84, 10, 0, 0, 0}, 10}, /* load_imm_jump r3, to the next */
        {{81, 0x43, 1, 2, 3, 0x84, 10, 0, 0, 0}, 10}, /* branch_eq_imm r3, not taken */
        {{82, 0x43, 1, 2, 3, 0x84, 10, 0, 0, 0}, 10}, /* branch_ne_imm r3, taken, to the next */
        {{180, 0x54, 4, 1, 2, 3, 0x84, 0, 0, 0, 0}, 11}, /* load_imm_jump_ind */
    };
    for (size_t i = 0; i < COUNT(longest); i++) {
        code_t code = repeated(longest[i].octets, longest[i].known, longest[i].known, MIB);
        try_code(&code, longest[i].known, true);
        free_code(&code);
    }
}

TEST("every opcode in 25 octets, the most that one may have, does what it does interpreted")
{
    for (unsigned opcode = 0; opcode < 256; opcode++) {
        const uint8_t instruction[] = {(uint8_t)opcode, 0x42, 0x08, 0, 2, 0, 25, 0, 0, 0, 0xff, 0xff, 0xff};
        code_t code = repeated(instruction, sizeof instruction, LONGEST, 2048);
        try_code(&code, LONGEST, false);
        free_code(&code);
    }
}

/* ---- Code that grows --------------------------------------------------- */

TEST("a MiB in which every octet is an instruction, of any opcode, is compiled, and does what it does interpreted")
{
    code_t code = repeated((const uint8_t[]){1}, 1, 1, MIB);
    uint32_t state = 1;
    for (size_t pc = 0; pc < code.len; pc++) {
        state = state * 1664525 + 1013904223;
        code.octets[pc] = pc % 16 == 0 ? (uint8_t)(state >> 24) : 1;
    }
    try_code(&code, 1, false);
    free_code(&code);
}

TEST("blocks that all branch far, and a jump table of a million entries that points everywhere, do as interpreted")
{
    static uint64_t table[MIB];
    for (size_t i = 0; i < COUNT(table); i++)
        table[i] = i * 7 % (MIB + 1000);
    code_t code = repeated((const uint8_t[]){170, 0x42, 0, 0, 0, 0}, 6, 6, MIB);
    code.table = table;
    code.table_len = COUNT(table);
    for (size_t pc = 0; pc < code.len; pc += 6) {
        const uint32_t offset = (uint32_t)((pc * 31 / 6 % code.instructions) * 6 - pc);
        const bool is_dynamic = pc % 18 == 0 && pc != 0;
        memcpy(code.octets + pc, is_dynamic ? (const uint8_t[]){50, 5} : (const uint8_t[]){170, 0x42}, 2);
        memcpy(code.octets + pc + 2, is_dynamic ? &(uint32_t){(uint32_t)pc} : &offset, 4);
    }
    try_code(&code, 6, false);
    free_code(&code);
}

/* ---- W^X --------------------------------------------------------------- */

typedef struct watch {
    _Atomic bool ends;
    uint32_t looks, violations, executable;
} watch_t;

static void *watch_mappings(void *argument)
{
    watch_t *const watch = argument;
    char line[512];
    while (!watch->ends) {
        FILE *const file = fopen("/proc/self/maps", "r");
        if (file == NULL)
            return argument;
        while (fgets(line, sizeof line, file) != NULL) {
            const char *const rights = strchr(line, ' ') + 1;
            watch->violations += rights[1] == 'w' && rights[2] == 'x';
            watch->executable += rights[2] == 'x' && strchr(line, '/') == NULL && strchr(line, '[') == NULL;
        }
        fclose(file);
        watch->looks++;
    }
    return NULL;
}

TEST("no mapping of the process is writable and executable at any time, while programs are compiled, run and freed")
{
    static watch_t watch;
    pthread_t watcher;
    void *failed;
    code_t code = repeated((const uint8_t[]){73, 0x44, 8, 0, 0, 0, 1, 2, 3, 0x84}, 10, 10, MIB / 4);
    EQUAL(0, pthread_create(&watcher, NULL, watch_mappings, &watch));
    for (int round = 0; round < 20; round++) {
        pvm_vm_t *vms[WAYS];
        make_machines(&code, PVM_GAS_MODEL_INSTRUCTION, vms);
        run_alike(vms, 0, INT64_MAX);
        destroy_machines(vms);
    }
    watch.ends = true;
    EQUAL(0, pthread_join(watcher, &failed));
    CHECK(failed == NULL && watch.looks > 0);
    EQUAL(0, watch.violations);
    EQUAL(pvm_engine_kind() == PVM_ENGINE_KIND_RECOMPILER, watch.executable != 0);
    free_code(&code);
}
