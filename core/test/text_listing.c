/* Listings: every program comes back from its listing as it was. docs/assembly.md says how they are written. */
#include "text_given.h"
#include "text_random.h"

#define PROGRAMS 4000

static const pvm_instruction_set_t sets[] = {PVM_INSTRUCTION_SET_GP_0_7_2, PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY};

/* ---- Random programs --------------------------------------------------- */

TEST("a listing of any program assembles back to the same octets")
{
    random_t random = {.state = 1};
    for (uint32_t i = 0; i < PROGRAMS; i++) {
        octets_t blob = {0};
        add_program(&random, &blob);
        CHECK(blob.len < MAX_OCTETS);
        CHECK(check_round_trip(BARE, blob.at, blob.len, sets[i % 2]));
    }
}

TEST("a listing of any standard program assembles back to the same octets, be its code a program or not")
{
    random_t random = {.state = 2};
    uint32_t invalid = 0;
    for (uint32_t i = 0; i < PROGRAMS; i++) {
        octets_t blob = {0};
        const form_t form = i % 2 == 0 ? STANDARD : STANDARD_WITH_METADATA;
        add_standard_program(&random, &blob, form == STANDARD_WITH_METADATA);
        CHECK(blob.len < MAX_OCTETS);
        CHECK(check_round_trip(form, blob.at, blob.len, sets[i / 2 % 2]));
        pvm_program_t *program;
        OK(parse_as(form, blob.at, blob.len, sets[i / 2 % 2], &program));
        pvm_program_info_t info = {.size = sizeof info};
        OK(pvm_program_get_info(program, &info));
        invalid += !info.is_valid;
        pvm_program_release(program);
    }
    CHECK(invalid > PROGRAMS / 8);
}

TEST("octets that happen to be a program in some form come back in that form")
{
    random_t random = {.state = 3};
    uint32_t programs = 0;
    for (uint32_t i = 0; i < PROGRAMS * 20; i++) {
        octets_t blob = {0};
        for (uint32_t len = below(&random, 24); len != 0; len--)
            add(&blob, one_in(&random, 2) ? below(&random, 8) : any(&random), 1);
        for (form_t form = BARE; form <= STANDARD_WITH_METADATA; form++)
            programs += check_round_trip(form, blob.at, blob.len, sets[i % 2]);
    }
    CHECK(programs > 100);
}

/* ---- Coverage of the random programs ----------------------------------- */

/* Marks the plain instructions of a listing by mnemonic, and tells of other things whether they were there. */
static void note_lines(const char *text, bool *names, const char *const *other, bool *others, size_t other_count)
{
    for (const char *line = text; line != NULL && *line != 0; line = strchr(line, '\n') + 1) {
        char word[32];
        if (sscanf(line, "        %31[a-z0-9_]", word) == 1) {
            for (size_t i = 0; i < COUNT(opcode_names); i++)
                names[i] |= strcmp(opcode_names[i], word) == 0;
        }
        for (size_t i = 0; i < other_count; i++) {
            const char *const found = strstr(line, other[i]);
            others[i] |= found != NULL && found < strchr(line, '\n');
        }
    }
}

TEST("the random programs have every opcode as a plain instruction, and everything that is written another way")
{
    static const char *const other[] = {"{1}", "{2}", "{3}", "{4}", ".instruction", "undefined", ".u8 0x", ".u8 \"",
                                        ".zero", ".jump_table", ".jump_entry_size 255", ".jump_fill", "@0:", ".blob",
                                        ".metadata", ".read_only", ".read_write", "r12", ": trap", ", -", " - "};
    bool names[COUNT(opcode_names)] = {0};
    bool others[COUNT(other)] = {0};
    random_t random = {.state = 4};
    for (uint32_t i = 0; i < PROGRAMS; i++) {
        octets_t blob = {0};
        add_standard_program(&random, &blob, true);
        pvm_program_t *program;
        OK(parse_as(STANDARD_WITH_METADATA, blob.at, blob.len, PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY, &program));
        char *const text = listing_of(program);
        pvm_program_release(program);
        note_lines(text, names, other, others, COUNT(other));
        free(text);
    }
    for (size_t i = 0; i < COUNT(opcode_names); i++) {
        if (!names[i])
            FAIL("%s is in no listing", opcode_names[i]);
    }
    for (size_t i = 0; i < COUNT(other); i++) {
        if (!others[i])
            FAIL("%s is in no listing", other[i]);
    }
}

/* ---- Odd encodings, one by one ----------------------------------------- */

typedef struct odd {
    const char *why;
    const char *octets;  /* of the code */
    const char *bitmask; /* one character per octet: 1 where an instruction starts */
    const char *listing;
} odd_t;

static const odd_t odd_encodings[] = {
    {"a plain instruction", "\xc8\x87\x09", "100", "@0:\n        add_64 r9, r7, r8                       ; 0\n"},
    {"a register number above 12", "\xc8\xd7\x09", "100",
     "@0:\n        .instruction 0xc8, 0xd7, 0x09           ; 0: add_64 r9, r7, r12\n"},
    {"a third register above 15", "\xc8\x87\xff", "100",
     "@0:\n        .instruction 0xc8, 0x87, 0xff           ; 0: add_64 r12, r7, r8\n"},
    {"an immediate that is too long", "\x0a\x01\x00", "100",
     "@0:\n        ecalli 1{2}                             ; 0\n"},
    {"a 0 that takes an octet", "\x33\x07\x00", "100", "@0:\n        load_imm r7, 0{1}                       ; 0\n"},
    {"an offset that is too long", "\x28\x05\x00\x00\x00\x00", "100001",
     "@0:\n        jump @5{4}                              ; 0\n"
     "@5:\n        trap                                    ; 5\n"},
    {"both immediates too long", "\x46\x27\x00\x00\x61\x00", "100000",
     "@0:\n        store_imm_ind_u8 [r7 + 0{2}], 97{2}     ; 0\n"},
    {"a length field above 4", "\x46\x57\x01\x02\x03\x04\x05", "1000000",
     "@0:\n        .instruction 0x46, 0x57, 0x01, 0x02, 0x03, 0x04, 0x05 ; 0: store_imm_ind_u8 [r7 + 0x4030201], 5\n"},
    {"an ignored bit", "\x1e\x09\x01\x02", "1000",
     "@0:\n        .instruction 0x1e, 0x09, 0x01, 0x02     ; 0: store_imm_u8 [0x1], 2\n"},
    {"ignored octets", "\x00\x01\x02", "100", "@0:\n        .instruction 0x00, 0x01, 0x02           ; 0: trap\n"},
    {"operands in the next instruction", "\xc8\x87\x00", "101",
     "@0:\n        .instruction 0xc8, 0x87                 ; 0: add_64 r0, r7, r8\n"
     "        trap                                    ; 2\n"},
    {"operands behind the end", "\xc8", "1",
     "@0:\n        .instruction 0xc8                       ; 0: add_64 r0, r0, r0\n"},
    {"a load_imm_64 that is cut off", "\x14\x07\x01", "100",
     "@0:\n        .instruction 0x14, 0x07, 0x01           ; 0: load_imm_64 r7, 1\n"},
    {"an undefined opcode", "\x2b\x07", "10",
     "        .instruction 0x2b, 0x07                 ; 0: undefined, acts as trap\n"},
    {"octets in front", "\x01\x02\x00", "001",
     "        .u8 0x01, 0x02                          ; 0\n        trap                                    ; 2\n"},
    {"no instruction at all", "\x01\x02", "00", "        .u8 0x01, 0x02                          ; 0\n"},
    {"a target that is no block", "\x28\x03\x0a\x00", "1010",
     "@0:\n        jump 3                                  ; 0\n"
     "@2:\n        ecalli 0{1}                             ; 2\n"},
    {"a target in front of the code", "\x28\xfd", "10", "@0:\n        jump -3                                 ; 0\n"},
};

TEST("an odd encoding is written in full and comes back as it was")
{
    for (size_t i = 0; i < COUNT(odd_encodings); i++) {
        const odd_t *const odd = &odd_encodings[i];
        const size_t len = strlen(odd->bitmask);
        octets_t blob = {0};
        add(&blob, 0, 2);
        add_natural(&blob, len);
        for (size_t at = 0; at < len; at++)
            add(&blob, (uint8_t)odd->octets[at], 1);
        for (size_t at = 0; at < len; at += 8) {
            uint64_t bits = 0;
            for (size_t bit = at; bit < len && bit < at + 8; bit++)
                bits |= (uint64_t)(odd->bitmask[bit] == '1') << (bit - at);
            add(&blob, bits, 1);
        }
        pvm_program_t *program;
        OK(parse_as(BARE, blob.at, blob.len, PVM_INSTRUCTION_SET_GP_0_7_2, &program));
        char *const text = listing_of(program);
        pvm_program_release(program);
        if (strcmp(odd->listing, text) != 0)
            FAIL("%s: expected\n%sgot\n%s", odd->why, odd->listing, text);
        check_assembles_to(text, PVM_INSTRUCTION_SET_GP_0_7_2, blob.at, blob.len);
        free(text);
    }
}

/* ---- Programs of their own --------------------------------------------- */

static void check_listing(const char *text, const char *listing)
{
    pvm_program_t *const program = given_program(text, NULL);
    char *const got = listing_of(program);
    pvm_program_release(program);
    EQUAL_TEXT(listing, got);
    free(got);
}

TEST("an empty program has an empty listing")
{
    check_listing("", "");
    EQUAL(true, check_round_trip(BARE, (const uint8_t *)"\0\0\0", 3, PVM_INSTRUCTION_SET_GP_0_7_2));
}

TEST("a jump table of 2^64 - 1 entries without octets is one line")
{
    check_listing(".jump_entry_size 0\n.jump_fill 18446744073709551615, 0\n",
                  ".jump_entry_size 0\n.jump_fill 18446744073709551615, 0\n");
}

static uint64_t code_len_of(const char *text)
{
    pvm_program_t *const program = given_program(text, NULL);
    pvm_program_info_t info = {.size = sizeof info};
    const pvm_status_t status = pvm_program_get_info(program, &info);
    pvm_program_release(program);
    OK(status);
    return info.code_len;
}

TEST("offsets that are long only because of each other come back as they were, and get short in a changed listing")
{
    /* Two jumps over each other: 127 and -128 octets far with offsets of 1 octet, but 129 and -129 with 2. */
    code_t code = {0};
    for (uint32_t i = 0; i < 128; i++) {
        start_instruction(&code);
        if (i == 3)
            add(&code.octets, 0x008128, 3); /* from 3 to 132 */
        else if (i == 127)
            add(&code.octets, 0xff7f28, 3); /* from 129 to 0 */
        else
            add(&code.octets, 1, 1);
    }
    start_instruction(&code);
    add(&code.octets, 0, 1);
    octets_t blob = {0};
    add(&blob, 0, 2);
    add_natural(&blob, code.octets.len);
    add_all(&blob, &code.octets);
    for (size_t i = 0; i < (code.octets.len + 7) / 8; i++)
        add(&blob, code.bitmask[i], 1);

    pvm_program_t *program;
    OK(parse_as(BARE, blob.at, blob.len, PVM_INSTRUCTION_SET_GP_0_7_2, &program));
    char *const text = listing_of(program);
    pvm_program_release(program);
    CHECK(strstr(text, "jump @132   ") != NULL);
    CHECK(strstr(text, "jump @0   ") != NULL);
    check_assembles_to(text, PVM_INSTRUCTION_SET_GP_0_7_2, blob.at, blob.len);

    char *const changed = malloc(strlen(text) + 32);
    sprintf(changed, "fallthrough\n%s", text);
    EQUAL(code.octets.len + 1 - 2, code_len_of(changed));
    free(changed);
    free(text);
}

TEST("a buffer that is too small for the listing or the text of an instruction is left alone, and the length is told")
{
    pvm_program_t *const program = given_program("add_imm_64 r7, r8, -16\n", NULL);
    char text[PVM_MAX_INSTRUCTION_TEXT];
    char expected[sizeof text];
    memset(expected, 'x', sizeof expected);
    size_t needed, len;
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_list(program, NULL, 0, &needed));
    for (size_t size = 0; size <= needed; size++) {
        memset(text, 'x', sizeof text);
        STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_list(program, text, size, &len));
        EQUAL(needed, len);
        EQUAL_OCTETS(expected, text, sizeof text);
    }
    OK(pvm_program_list(program, text, needed + 1, &len));
    EQUAL(needed, strlen(text));

    uint64_t next = 77;
    const size_t text_len = strlen("add_imm_64 r7, r8, -16");
    for (size_t size = 0; size <= text_len; size++) {
        memset(text, 'x', sizeof text);
        STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_disassemble(program, 0, text, size, &len, &next));
        EQUAL(text_len, len);
        EQUAL(77, next);
        EQUAL_OCTETS(expected, text, sizeof text);
    }
    OK(pvm_program_disassemble(program, 0, text, text_len + 1, &len, &next));
    EQUAL_TEXT("add_imm_64 r7, r8, -16", text);
    EQUAL(3, next);
    pvm_program_release(program);
}

TEST("the text of any instruction fits PVM_MAX_INSTRUCTION_TEXT, and all of them together cover the code")
{
    random_t random = {.state = 5};
    for (uint32_t i = 0; i < PROGRAMS; i++) {
        octets_t blob = {0};
        add_program(&random, &blob);
        pvm_program_t *program;
        OK(parse_as(BARE, blob.at, blob.len, sets[i % 2], &program));
        pvm_program_info_t info = {.size = sizeof info};
        OK(pvm_program_get_info(program, &info));
        uint64_t pc = 0;
        while (pc < info.code_len) {
            char text[PVM_MAX_INSTRUCTION_TEXT];
            size_t len;
            uint64_t next = 0;
            OK(pvm_program_disassemble(program, pc, text, sizeof text, &len, &next));
            EQUAL(len, strlen(text));
            CHECK(next > pc && next <= info.code_len);
            if (!pvm_program_has_instruction(program, pc))
                EQUAL_TEXT("trap", text);
            pc = next;
        }
        pvm_program_release(program);
    }
}

TEST("the text of a single instruction has code offsets where listings have labels, and no lengths")
{
    pvm_program_t *const program = given_program("trap\nhere: jump here{4}\nbranch_eq r1, r2, -7\n", NULL);
    char text[PVM_MAX_INSTRUCTION_TEXT];
    size_t len;
    uint64_t next;
    OK(pvm_program_disassemble(program, 1, text, sizeof text, &len, &next));
    EQUAL_TEXT("jump 1", text);
    OK(pvm_program_disassemble(program, next, text, sizeof text, &len, &next));
    EQUAL_TEXT("branch_eq r1, r2, -7", text);
    OK(pvm_program_disassemble(program, 1000, text, sizeof text, &len, &next));
    EQUAL_TEXT("trap", text);
    EQUAL(1000, next);
    pvm_program_release(program);
}
