/* What can be asked of a program: facts, code, jump table, blocks, text; and how long it lives. */
#include "given.h"

/* 0 load_imm; 2 branch to 5, else 4: fallthrough; 5 trap */
#define BLOCKS "load_imm r7, 0\nbranch_eq_imm r7, 0, end\nfallthrough\nend: trap\n"

TEST("information tells what was chosen and counted")
{
    pvm_program_t *const program = given_program(".jump_table end, end\n" BLOCKS, &per_block);
    pvm_program_info_t info = {.size = sizeof info};
    OK(pvm_program_get_info(program, &info));
    EQUAL(sizeof info, info.size);
    EQUAL(PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY, info.instruction_set);
    EQUAL(PVM_GAS_MODEL_BLOCK, info.gas_model);
    EQUAL(0, info.is_standard);
    EQUAL(1, info.is_valid);
    EQUAL(1, info.jump_entry_size);
    EQUAL(2, info.jump_table_len);
    EQUAL(7, info.code_len);
    EQUAL(4, info.instruction_count);
    EQUAL(3, info.block_count);
    EQUAL(0, info.read_only_len + info.read_write_len + info.metadata_len + info.heap_pages + info.stack_size);
    if (pvm_engine_kind() == PVM_ENGINE_KIND_INTERPRETER)
        EQUAL(0, info.native_len);
    pvm_program_release(program);
}

TEST("information writes no more octets than the caller's struct has, and refuses one smaller than the first version")
{
    pvm_program_t *const program = given_program(BLOCKS, NULL);
    struct {
        pvm_program_info_t info;
        uint64_t behind;
    } larger;
    memset(&larger, 0xee, sizeof larger);
    larger.info.size = sizeof larger;
    OK(pvm_program_get_info(program, &larger.info));
    EQUAL(UINT64_C(0xeeeeeeeeeeeeeeee), larger.behind);
    EQUAL(sizeof larger, larger.info.size);
    larger.info.size = offsetof(pvm_program_info_t, compile_time); /* the first version */
    larger.info.compile_time = 77;
    OK(pvm_program_get_info(program, &larger.info));
    EQUAL(77, larger.info.compile_time);
    larger.info.size--;
    larger.info.code_len = 77;
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_info(program, &larger.info));
    larger.info.size = 0;
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_info(program, &larger.info));
    EQUAL(77, larger.info.code_len);
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_info(program, NULL));
    larger.info.size = sizeof larger.info;
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_info(NULL, &larger.info));
    pvm_program_release(program);
}

TEST("a program is compiled when it was chosen, by an engine that compiles, and its machine code can be looked at")
{
    static const pvm_compile_t compile[] = {PVM_COMPILE_ADAPTIVE, PVM_COMPILE_EAGER, PVM_COMPILE_NEVER};
    for (size_t i = 0; i < COUNT(compile); i++) {
        const pvm_program_options_t options = {.size = sizeof options, .compile = compile[i]};
        pvm_program_t *const program = given_program(BLOCKS, &options);
        pvm_program_info_t info = {.size = sizeof info};
        OK(pvm_program_get_info(program, &info));
        EQUAL(compile[i], info.compile);
        const bool can_compile = pvm_engine_kind() == PVM_ENGINE_KIND_RECOMPILER && compile[i] != PVM_COMPILE_NEVER;
        if (can_compile ? compile[i] == PVM_COMPILE_EAGER : true)
            EQUAL(can_compile, info.native_len != 0);
        uint8_t octets[256];
        size_t len = 77, needed = 0;
        uint64_t offset = 0, after = 0;
        const pvm_status_t status = pvm_program_copy_native_code(program, 0, octets, sizeof octets, &len, &offset);
        STATUS(info.native_len != 0 ? PVM_STATUS_OK : PVM_STATUS_UNSUPPORTED, status);
        if (status == PVM_STATUS_OK) {
            CHECK(len > 0 && len < sizeof octets && offset > 0 && offset + len <= info.native_len);
            STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_copy_native_code(program, 0, octets, len - 1, &needed, &after));
            EQUAL(len, needed);
            OK(pvm_program_copy_native_code(program, 2, octets, sizeof octets, &needed, &after));
            EQUAL(offset + len, after); /* the load_imm is followed by the branch */
            OK(pvm_program_copy_native_code(program, info.code_len, octets, sizeof octets, &needed, &after));
        }
        STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_copy_native_code(program, 1, octets, 1, &len, &offset));
        STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_copy_native_code(program, UINT64_MAX, octets, 1, &len, &offset));
        STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_copy_native_code(program, 0, NULL, 1, &len, &offset));
        STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_copy_native_code(program, 0, octets, 1, NULL, &offset));
        STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_copy_native_code(program, 0, octets, 1, &len, NULL));
        STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_copy_native_code(NULL, 0, octets, 1, &len, &offset));
        pvm_program_release(program);
    }
}

TEST("code is copied out whole or not at all, and its length is told in any case")
{
    static const uint8_t code[] = {51, 7, 82, 7, 3, 1, 0}; /* any octets */
    static const uint8_t bitmask[] = {0x7f};
    pvm_program_t *program;
    OK(pvm_program_from_parts(code, sizeof code, bitmask, 1, NULL, 0, NULL, &program, NULL));
    uint8_t buffer[8] = {0};
    size_t len = 0;
    OK(pvm_program_copy_code(program, buffer, sizeof buffer, &len));
    EQUAL(7, len);
    EQUAL_OCTETS(code, buffer, 7);
    OK(pvm_program_copy_code(program, buffer, 7, &len));
    memset(buffer, 0xee, sizeof buffer);
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_copy_code(program, buffer, 6, &len));
    EQUAL(7, len);
    EQUAL(0xee, buffer[0]);
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_copy_code(program, NULL, 0, &len));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_copy_code(program, NULL, 7, &len));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_copy_code(program, buffer, 8, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_copy_code(NULL, buffer, 8, &len));
    pvm_program_release(program);
    OK(pvm_program_from_parts(NULL, 0, NULL, 0, NULL, 0, NULL, &program, NULL));
    OK(pvm_program_copy_code(program, NULL, 0, &len));
    EQUAL(0, len);
    pvm_program_release(program);
}

TEST("entries of the jump table are told as they are, good or not")
{
    static const uint64_t table[] = {0, 5, UINT64_MAX, UINT64_C(1) << 32};
    pvm_program_t *program;
    OK(pvm_program_from_parts(NULL, 0, NULL, 0, table, COUNT(table), NULL, &program, NULL));
    uint64_t target;
    for (size_t i = 0; i < COUNT(table); i++) {
        OK(pvm_program_get_jump_target(program, i, &target));
        EQUAL(table[i], target);
    }
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_jump_target(program, COUNT(table), &target));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_jump_target(program, UINT64_MAX, &target));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_jump_target(program, 0, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_jump_target(NULL, 0, &target));
    pvm_program_release(program);
}

TEST("entries without octets are all 0, however many there are")
{
    static const uint8_t blob[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0};
    pvm_program_t *program;
    OK(pvm_program_parse(blob, sizeof blob, NULL, &program, NULL));
    uint64_t target = 77;
    OK(pvm_program_get_jump_target(program, UINT64_MAX - 1, &target));
    EQUAL(0, target);
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_jump_target(program, UINT64_MAX, &target));
    pvm_program_release(program);
}

TEST("an instruction starts where the bitmask is set, and nowhere else")
{
    static const uint8_t code[10] = {0}, bitmask[] = {0x81, 0x02};
    pvm_program_t *program;
    OK(pvm_program_from_parts(code, sizeof code, bitmask, sizeof bitmask, NULL, 0, NULL, &program, NULL));
    for (uint64_t pc = 0; pc < 200; pc++)
        EQUAL(pc == 0 || pc == 7 || pc == 9, pvm_program_has_instruction(program, pc));
    CHECK(!pvm_program_has_instruction(program, UINT64_MAX));
    CHECK(!pvm_program_has_instruction(program, UINT64_C(1) << 32));
    CHECK(!pvm_program_has_instruction(NULL, 0));
    pvm_program_release(program);
}

TEST("blocks are listed in ascending order with their ends, counts and costs")
{
    pvm_program_t *const program = given_program(BLOCKS, NULL);
    pvm_block_t blocks[8];
    size_t count;
    OK(pvm_program_list_blocks(program, 0, blocks, COUNT(blocks), &count));
    EQUAL(3, count);
    static const pvm_block_t expected[] = {{0, 5, 2, 2}, {5, 6, 1, 1}, {6, 7, 1, 1}};
    for (size_t i = 0; i < 3; i++) {
        EQUAL(expected[i].start, blocks[i].start);
        EQUAL(expected[i].end, blocks[i].end);
        EQUAL(expected[i].instruction_count, blocks[i].instruction_count);
        EQUAL(expected[i].gas_cost, blocks[i].gas_cost);
    }
    pvm_program_release(program);
}

TEST("blocks are listed from any code offset on, as many as there is room for")
{
    pvm_program_t *const program = given_program(BLOCKS, NULL);
    pvm_block_t blocks[2];
    size_t count;
    OK(pvm_program_list_blocks(program, 0, blocks, 2, &count));
    EQUAL(2, count);
    OK(pvm_program_list_blocks(program, blocks[1].start + 1, blocks, 2, &count));
    EQUAL(1, count);
    EQUAL(6, blocks[0].start);
    OK(pvm_program_list_blocks(program, 1, blocks, 1, &count));
    EQUAL(5, blocks[0].start);
    OK(pvm_program_list_blocks(program, 7, blocks, 2, &count));
    EQUAL(0, count);
    OK(pvm_program_list_blocks(program, UINT64_MAX, blocks, 2, &count));
    EQUAL(0, count);
    OK(pvm_program_list_blocks(program, 0, NULL, 0, &count));
    EQUAL(0, count);
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_list_blocks(program, 0, NULL, 1, &count));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_list_blocks(program, 0, blocks, 1, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_list_blocks(NULL, 0, blocks, 1, &count));
    pvm_program_release(program);
}

TEST("the implicit trap behind the code is a block where a fallthrough or a branch leads to it, and only there")
{
    static const struct {
        const char *text;
        size_t blocks;
    } cases[] = {
        {"fallthrough\n", 2}, {"branch_eq_imm r7, 0, 0\n", 2}, {"branch_ge_s r7, r8, 0\n", 2}, {"trap\n", 1},
        {"jump 0\n", 1},      {"jump_ind r7, 0\n", 1},         {"load_imm_jump r7, 1, 0\n", 1}, {"load_imm r7, 1\n", 1},
        {"ecalli 1\n", 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        pvm_program_t *const program = given_program(cases[i].text, &per_block);
        pvm_block_t blocks[4];
        size_t count;
        OK(pvm_program_list_blocks(program, 0, blocks, COUNT(blocks), &count));
        EQUAL(cases[i].blocks, count);
        if (count == 2) {
            EQUAL(2, blocks[1].gas_cost);
            EQUAL(blocks[1].start, blocks[1].end);
        }
        pvm_program_release(program);
    }
}

TEST("the cost of a block is told for each of its instructions and for the implicit trap, in the program's gas model")
{
    pvm_program_t *const by_instruction = given_program(BLOCKS, NULL);
    pvm_program_t *const by_block = given_program(BLOCKS, &per_block);
    static const struct {
        uint64_t pc, by_instruction, by_block;
    } cases[] = {{0, 2, 2}, {2, 2, 2}, {5, 1, 2}, {6, 1, 2}, {7, 1, 2}};
    uint64_t cost;
    for (size_t i = 0; i < COUNT(cases); i++) {
        OK(pvm_program_get_block_cost(by_instruction, cases[i].pc, &cost));
        EQUAL(cases[i].by_instruction, cost);
        OK(pvm_program_get_block_cost(by_block, cases[i].pc, &cost));
        EQUAL(cases[i].by_block, cost);
    }
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_block_cost(by_block, 1, &cost)); /* no instruction there */
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_block_cost(by_block, 8, &cost));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_block_cost(by_block, UINT64_MAX, &cost));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_block_cost(by_block, 0, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_get_block_cost(NULL, 0, &cost));
    pvm_program_release(by_instruction);
    pvm_program_release(by_block);
}

TEST("the instruction set says what opcode 3 is")
{
    static const uint8_t code[] = {3, 0}, bitmask[] = {3};
    static const char *const texts[] = {"trap", "unlikely"};
    for (int set = 0; set < 2; set++) {
        const pvm_program_options_t options = {.size = sizeof options, .instruction_set = (pvm_instruction_set_t)set};
        pvm_program_t *program;
        OK(pvm_program_from_parts(code, sizeof code, bitmask, sizeof bitmask, NULL, 0, &options, &program, NULL));
        char text[PVM_MAX_INSTRUCTION_TEXT];
        size_t len;
        uint64_t next;
        OK(pvm_program_disassemble(program, 0, text, sizeof text, &len, &next));
        EQUAL_TEXT(texts[set], text);
        pvm_vm_t *vm;
        OK(pvm_vm_from_program(program, NULL, &vm));
        pvm_vm_set_gas(vm, 10);
        RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
        EQUAL(set, pvm_vm_get_pc(vm));
        OK(pvm_vm_destroy(vm));
        pvm_program_release(program);
    }
}

/* ---- Text -------------------------------------------------------------- */

TEST("the text of an instruction and the code offset of the next are told, also where no instruction starts")
{
    pvm_program_t *const program = given_program("add_imm_64 r7, r8, -16\nmove_reg r1, r2\n", NULL);
    static const struct {
        uint64_t pc, next;
        const char *text;
    } cases[] = {
        {0, 3, "add_imm_64 r7, r8, -16"},
        {3, 5, "move_reg r1, r2"},
        {1, 3, "trap"},
        {5, 5, "trap"},
        {UINT64_MAX, UINT64_MAX, "trap"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[PVM_MAX_INSTRUCTION_TEXT];
        size_t len;
        uint64_t next;
        OK(pvm_program_disassemble(program, cases[i].pc, text, sizeof text, &len, &next));
        EQUAL_TEXT(cases[i].text, text);
        EQUAL(strlen(text), len);
        EQUAL(cases[i].next, next);
    }
    pvm_program_release(program);
}

TEST("the text of an instruction is written whole with its NUL, or not at all")
{
    pvm_program_t *const program = given_program("move_reg r1, r2\n", NULL);
    char text[32];
    size_t len = 0;
    uint64_t next;
    const size_t expected = strlen("move_reg r1, r2");
    OK(pvm_program_disassemble(program, 0, text, expected + 1, &len, &next));
    memset(text, 'x', sizeof text);
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_disassemble(program, 0, text, expected, &len, &next));
    EQUAL(expected, len);
    EQUAL('x', text[0]);
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_disassemble(program, 0, NULL, 0, &len, &next));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_disassemble(program, 0, NULL, 1, &len, &next));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_disassemble(program, 0, text, 32, NULL, &next));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_disassemble(program, 0, text, 32, &len, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_disassemble(NULL, 0, text, 32, &len, &next));
    pvm_program_release(program);
}

TEST("a listing is written whole with its NUL, or not at all")
{
    pvm_program_t *const program = given_program(BLOCKS, NULL);
    size_t len = 0, again = 0;
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_list(program, NULL, 0, &len));
    char *const text = malloc(len + 1);
    memset(text, 'x', len + 1);
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_list(program, text, len, &again));
    EQUAL(len, again);
    EQUAL('x', text[0]);
    OK(pvm_program_list(program, text, len + 1, &again));
    EQUAL(len, again);
    EQUAL(len, strlen(text));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_list(program, NULL, 1, &again));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_list(program, text, len, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_list(NULL, text, len, &again));
    free(text);
    pvm_program_release(program);
}

TEST("assembling writes the blob whole or not at all, and tells its length in any case")
{
    uint8_t blob[32];
    size_t len = 0;
    pvm_program_error_t error = {.offset = 77};
    static const uint8_t expected[] = {0, 0, 2, 100, 0x21, 1};
    OK(pvm_assemble("move_reg r1, r2\n", PVM_INSTRUCTION_SET_GP_0_7_2, blob, sizeof blob, &len, &error));
    EQUAL(sizeof expected, len);
    EQUAL_OCTETS(expected, blob, len);
    memset(blob, 0xee, sizeof blob);
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL,
           pvm_assemble("move_reg r1, r2\n", PVM_INSTRUCTION_SET_GP_0_7_2, blob, 5, &len, &error));
    EQUAL(6, len);
    EQUAL(0xee, blob[0]);
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_assemble("trap", PVM_INSTRUCTION_SET_GP_0_7_2, NULL, 0, &len, NULL));
    EQUAL(77, error.offset); /* filled only for a mistake in the text */
}

TEST("a mistake in assembly text is told with its line, defect and message")
{
    static const struct {
        const char *text;
        uint32_t line;
        pvm_defect_t defect;
    } cases[] = {
        {"trap\nfly r1, r2\n", 2, PVM_DEFECT_SYNTAX},
        {"move_reg r1\n", 1, PVM_DEFECT_SYNTAX},
        {"move_reg r1, r13\n", 1, PVM_DEFECT_OUT_OF_RANGE},
        {"trap\n\njump nowhere\n", 3, PVM_DEFECT_UNKNOWN_LABEL},
        {"load_imm r1, 0x100000000\n", 1, PVM_DEFECT_OUT_OF_RANGE},
        {"unlikely\n", 1, PVM_DEFECT_SYNTAX}, /* not in this instruction set */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t blob[32];
        size_t len;
        pvm_program_error_t error = {0};
        STATUS(PVM_STATUS_BAD_PROGRAM,
               pvm_assemble(cases[i].text, PVM_INSTRUCTION_SET_GP_0_7_2, blob, sizeof blob, &len, &error));
        if (error.line != cases[i].line || error.defect != cases[i].defect || error.message[0] == 0)
            FAIL("case %zu: line %u, defect %d: %s", i, (unsigned)error.line, error.defect, error.message);
        STATUS(PVM_STATUS_BAD_PROGRAM,
               pvm_assemble(cases[i].text, PVM_INSTRUCTION_SET_GP_0_7_2, blob, sizeof blob, &len, NULL));
    }
}

TEST("assembling wants its pointers and an instruction set that the library knows")
{
    uint8_t blob[32];
    size_t len;
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_assemble(NULL, PVM_INSTRUCTION_SET_GP_0_7_2, blob, 32, &len, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_assemble("trap", PVM_INSTRUCTION_SET_GP_0_7_2, NULL, 32, &len, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_assemble("trap", PVM_INSTRUCTION_SET_GP_0_7_2, blob, 32, NULL, NULL));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_assemble("trap", (pvm_instruction_set_t)2, blob, 32, &len, NULL));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_assemble("trap", (pvm_instruction_set_t)-1, blob, 32, &len, NULL));
}

/* ---- Life time --------------------------------------------------------- */

TEST("machines hold references of their own: a program lives as long as anyone needs it")
{
    pvm_program_t *const program = given_program("load_imm r7, 9\n", NULL);
    pvm_vm_t *first, *second;
    OK(pvm_vm_from_program(program, NULL, &first));
    OK(pvm_vm_from_program(program, NULL, &second));
    pvm_program_retain(program);
    pvm_program_release(program);
    pvm_program_release(program); /* the last of the host's own */
    OK(pvm_vm_destroy(first));
    pvm_vm_set_gas(second, 10);
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(second, 0));
    EQUAL(9, pvm_vm_get_register(second, 7));
    OK(pvm_vm_destroy(second));
}

TEST("a released program is recognised while its memory has not been given to a newer one")
{
    pvm_program_t *const program = given_program("trap\n", NULL);
    pvm_program_release(program);
    pvm_program_info_t info = {.size = sizeof info};
    pvm_program_error_t error;
    pvm_vm_t *vm = NULL;
    uint8_t code[8];
    char text[128];
    size_t len;
    uint64_t number;
    pvm_block_t block;
    STATUS(PVM_STATUS_DESTROYED, pvm_program_get_info(program, &info));
    STATUS(PVM_STATUS_DESTROYED, pvm_program_get_defect(program, &error));
    STATUS(PVM_STATUS_DESTROYED, pvm_program_copy_code(program, code, 8, &len));
    STATUS(PVM_STATUS_DESTROYED, pvm_program_get_jump_target(program, 0, &number));
    STATUS(PVM_STATUS_DESTROYED, pvm_program_get_block_cost(program, 0, &number));
    STATUS(PVM_STATUS_DESTROYED, pvm_program_list_blocks(program, 0, &block, 1, &len));
    STATUS(PVM_STATUS_DESTROYED, pvm_program_disassemble(program, 0, text, sizeof text, &len, &number));
    STATUS(PVM_STATUS_DESTROYED, pvm_program_list(program, text, sizeof text, &len));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_from_program(program, NULL, &vm));
    STATUS(PVM_STATUS_DESTROYED, pvm_vm_from_standard(program, NULL, 0, NULL, &vm));
    CHECK(!pvm_program_has_instruction(program, 0));
    CHECK(vm == NULL);
    pvm_program_retain(program);
    pvm_program_release(program); /* nothing happens */
    STATUS(PVM_STATUS_DESTROYED, pvm_program_get_info(program, &info));
}

TEST("retaining or releasing NULL does nothing")
{
    pvm_program_retain(NULL);
    pvm_program_release(NULL);
}
