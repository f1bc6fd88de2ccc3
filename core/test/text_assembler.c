/* What the assembler makes of texts. docs/assembly.md describes the language. */
#include "text_given.h"

/* ---- Code -------------------------------------------------------------- */

typedef struct meaning {
    const char *text;
    const char *code; /* octets in hex; an instruction starts behind each blank */
} meaning_t;

static const meaning_t meanings[] = {
    /* one instruction of each format, and registers in the right place */
    {"trap", " 00"},
    {"fallthrough", " 01"},
    {"ecalli 17", " 0a11"},
    {"load_imm_64 r12, 0x123456789abc", " 140cbc9a785634120000"},
    {"store_imm_u8 [0x20000], 5", " 1e0300000205"},
    {"jump 0", " 28"},
    {"jump_ind r3, 0", " 3203"},
    {"load_imm r7, -1", " 3307ff"},
    {"load_u8 r7, [0x20000]", " 3407000002"},
    {"store_u8 [0x20000], r7", " 3b07000002"},
    {"store_imm_ind_u16 [r7 + 4], -2", " 471704fe"},
    {"load_imm_jump r1, 2, 9", " 50110209"},
    {"branch_eq_imm r2, 3, 9", " 51120309"},
    {"move_reg r7, r8", " 6487"},
    {"store_ind_u8 [r8 - 1], r7", " 7887ff"},
    {"load_ind_u8 r7, [r8 + 1]", " 7c8701"},
    {"add_imm_64 r7, r8, -16", " 9587f0"},
    {"branch_eq r1, r2, 9", " aa2109"},
    {"load_imm_jump_ind r0, 4, r8, 12", " b48001040c"},
    {"sub_64 r7, r8, r9", " c99807"},
    /* lengths */
    {"ecalli 0", " 0a"},
    {"ecalli 127", " 0a7f"},
    {"ecalli 128", " 0a8000"},
    {"ecalli -128", " 0a80"},
    {"ecalli -129", " 0a7fff"},
    {"ecalli 32767", " 0aff7f"},
    {"ecalli 32768", " 0a008000"},
    {"ecalli 8388607", " 0affff7f"},
    {"ecalli 8388608", " 0a00008000"},
    {"ecalli 2147483647", " 0affffff7f"},
    {"ecalli -2147483648", " 0a00000080"},
    {"ecalli 0xffffffffffffff80", " 0a80"},
    {"ecalli 1{4}", " 0a01000000"},
    {"ecalli 0{1}", " 0a00"},
    {"ecalli -1{2}", " 0affff"},
    {"ecalli 1{2 + 1}", " 0a010000"},
    {"store_imm_u8 [0{1}], 0{2}", " 1e01000000"},
    {"store_imm_ind_u8 [r7{1}], 0", " 461700"},
    {"load_ind_u8 r7, [r8 + 1{2}]", " 7c870100"},
    /* addresses count modulo 2^32 */
    {"load_u8 r7, [0xfefe0000]", " 34070000fefe"},
    {"load_u8 r7, [0xffffffff]", " 3407ff"},
    {"load_u8 r7, [-1]", " 3407ff"},
    {"load_ind_u8 r7, [r8 + 0xffffffff]", " 7c87ff"},
    /* numbers and expressions */
    {"ecalli 0b101", " 0a05"},
    {"ecalli 1_0", " 0a0a"},
    {"ecalli 0x_f", " 0a0f"},
    {"ecalli 'a'", " 0a61"},
    {"ecalli '\\n'", " 0a0a"},
    {"ecalli '\\x41' + '\\''", " 0a68"},
    {"ecalli 1 + 2 - 4", " 0aff"},
    {"ecalli - -5", " 0a05"},
    {"ecalli +5", " 0a05"},
    {"ecalli -5+-5", " 0af6"},
    {"load_imm_64 r0, 0xffffffffffffffff", " 1400ffffffffffffffff"},
    {"load_imm_64 r0, -1", " 1400ffffffffffffffff"},
    {"load_ind_u8 r7, [r8 - 4 + 5]", " 7c8701"},
    /* labels, before and behind their use */
    {"trap\nx: jump x", " 00 28"},
    {"jump x\nx:", " 2802"},
    {"x: y: jump y", " 28"},
    {"jump x + 1\nx: trap", " 2803 00"},
    {"a: trap\n.l: jump .l\nb: trap\n.l: jump .l\njump a.l\njump b.l", " 00 28 00 28 28fd 28fd"},
    {"trap\n@5: jump @5", " 00 28"},
    {"add: add_64 r1, r1, r1\njump add", " c81101 28fd"},
    {"jump x\n.u8 1\nx: trap", " 280600000001 00"},
    {"trap\n.u8 1\nx: trap", " 0001 00"},
    {"add_imm_64 r1, r1, 1\n.zero 2", " 9511010000000000"},
    /* constants, before and behind their use, of numbers and of labels */
    {".equ N, 5\necalli N", " 0a05"},
    {"ecalli N\n.equ N, 5", " 0a05"},
    {".equ N, b - a\na: trap\nb: ecalli N", " 00 0a01"},
    {".equ N, b - a\n.equ M, N + 1\na: trap\nb: ecalli M", " 00 0a02"},
    {".equ M, N + a\n.equ N, 1\ntrap\na: ecalli M", " 00 0a02"},
    /* octets */
    {".instruction 0xc8, 0xd7, 9", " c8d709"},
    {".instruction 0\n.instruction 1", " 00 01"},
    {".u8 1, \"ab\\0\\\"\", -1, 'c'", "0161620022ff63"},
    {".u16 0xffff, -2\n.u32 1\n.u64 -1", "fffffeff01000000ffffffffffffffff"},
    {"trap\nx: trap\n.u16 x", " 00 000100"},
    /* blanks, comments and lines */
    {"", ""},
    {"\n\n  \t; nothing\r\n", ""},
    {"  trap;x\n\ttrap ; y\r\ntrap", " 00 00 00"},
    {"add_64\tr1 , r2,r3", " c83201"},
    {"load_ind_u8 r7,[r8+1]", " 7c8701"},
    {"load_ind_u8 r7 , [ r8 + 1 { 1 } ]", " 7c8701"},
};

/* The code of a bare blob without a jump table, written as in the table above. */
static void code_text(const uint8_t *blob, size_t len, char *out)
{
    CHECK(len >= 3 && len < 128 && blob[0] == 0);
    const uint8_t *const code = blob + 3;
    for (size_t at = 0; at < blob[2]; at++) {
        const bool starts = blob[3 + blob[2] + at / 8] >> (at % 8) & 1;
        out += sprintf(out, "%s%02x", starts ? " " : "", code[at]);
    }
    *out = 0;
}

TEST("instructions, numbers, labels, constants and octets become the shortest code that means the same")
{
    for (size_t i = 0; i < COUNT(meanings); i++) {
        size_t len;
        uint8_t *const blob = given_blob(meanings[i].text, PVM_INSTRUCTION_SET_GP_0_7_2, &len);
        char code[512];
        code_text(blob, len, code);
        free(blob);
        if (strcmp(code, meanings[i].code) != 0)
            FAIL("%s\nexpected%s, got%s", meanings[i].text, meanings[i].code, code);
    }
}

/* ---- Offsets that have to grow ----------------------------------------- */

static uint64_t code_len_of(const char *text)
{
    pvm_program_t *const program = given_program(text, NULL);
    pvm_program_info_t info = {.size = sizeof info};
    const pvm_status_t status = pvm_program_get_info(program, &info);
    pvm_program_release(program);
    OK(status);
    return info.code_len;
}

/* `count` times `line` between two texts; to be freed. */
static char *repeated(const char *before, const char *line, size_t count, const char *behind)
{
    const size_t line_len = strlen(line);
    char *const text = malloc(strlen(before) + count * line_len + strlen(behind) + 1);
    char *at = text + sprintf(text, "%s", before);
    for (size_t i = 0; i < count; i++, at += line_len)
        memcpy(at, line, line_len);
    strcpy(at, behind);
    return text;
}

static uint64_t len_with_gap(const char *before, size_t gap, const char *behind)
{
    char *const text = repeated(before, "trap\n", gap, behind);
    const uint64_t len = code_len_of(text);
    free(text);
    return len - gap;
}

TEST("an offset is as long as its distance needs, in both directions")
{
    EQUAL(2, len_with_gap("jump x\n", 125, "x:\n"));   /* 127 octets */
    EQUAL(3, len_with_gap("jump x\n", 126, "x:\n"));   /* 129 */
    EQUAL(3, len_with_gap("jump x\n", 32764, "x:\n")); /* 32767 */
    EQUAL(4, len_with_gap("jump x\n", 32765, "x:\n")); /* 32769 */
    EQUAL(2, len_with_gap("x:\n", 128, "jump x\n"));
    EQUAL(3, len_with_gap("x:\n", 129, "jump x\n"));
    EQUAL(3, len_with_gap("x:\n", 32768, "jump x\n"));
    EQUAL(4, len_with_gap("x:\n", 32769, "jump x\n"));
}

TEST("an offset that grows makes those grow that go over it")
{
    EQUAL(2 + 2, len_with_gap("jump x\njump y\n", 123, "x:\ny:\n"));
    EQUAL(3 + 2, len_with_gap("jump x\njump y\n", 124, "x:\ntrap\ny:\n") - 1);
    EQUAL(3 + 3, len_with_gap("jump x\njump y\n", 125, "x:\ntrap\ny:\n") - 1);
}

TEST("numbered labels are names like others where they do not stand at their number")
{
    char *const text = repeated("jump @9999\n", "trap\n", 10, "@9999: trap\n");
    EQUAL(2 + 11, code_len_of(text));
    free(text);
}

/* ---- Jump table -------------------------------------------------------- */

static void check_jump_table(const char *text, uint32_t entry_size, size_t count, const uint64_t *targets)
{
    pvm_program_t *const program = given_program(text, NULL);
    pvm_program_info_t info = {.size = sizeof info};
    OK(pvm_program_get_info(program, &info));
    EQUAL(entry_size, info.jump_entry_size);
    EQUAL(count, info.jump_table_len);
    for (size_t i = 0; i < count; i++) {
        uint64_t target;
        OK(pvm_program_get_jump_target(program, i, &target));
        EQUAL(targets[i], target);
    }
    pvm_program_release(program);
}

TEST("jump table entries are labels or numbers, as long as the largest needs or as the text says")
{
    check_jump_table("trap\nx: trap\n.jump_table x, 7\n.jump_table x + 1", 1, 3, (const uint64_t[]){1, 7, 2});
    check_jump_table(".jump_table 0, 0", 1, 2, (const uint64_t[]){0, 0});
    check_jump_table(".jump_table 256, 255", 2, 2, (const uint64_t[]){256, 255});
    check_jump_table(".jump_table -1", 8, 1, (const uint64_t[]){UINT64_MAX});
    check_jump_table(".jump_entry_size 255\n.jump_table 5", 255, 1, (const uint64_t[]){5});
    check_jump_table(".jump_fill 3, 5\n.jump_table 6", 1, 4, (const uint64_t[]){5, 5, 5, 6});
    check_jump_table("", 0, 0, NULL);
}

TEST("&label is the address of the label's jump table entry, which is added if there is none")
{
    check_jump_table("load_imm r7, &x\nx: trap\n", 1, 1, (const uint64_t[]){3});
    check_jump_table(".jump_table 0, x\nload_imm r7, &x\nx: trap\nload_imm r7, &y\ny: trap\n", 1, 3,
                     (const uint64_t[]){0, 3, 7});
    pvm_vm_t *const vm = given_machine("load_imm_jump r9, &.back, f\n.back: load_imm r8, 2\ntrap\nf: jump_ind r9, 0\n");
    RESULT(PVM_RESULT_PANIC, pvm_vm_execute(vm, 0));
    EQUAL(2, pvm_vm_get_register(vm, 9));
    EQUAL(2, pvm_vm_get_register(vm, 8));
    OK(pvm_vm_destroy(vm));
}

/* ---- Standard programs ------------------------------------------------- */

TEST("sections of a standard program go where they belong, and data labels are guest addresses")
{
    static const uint8_t expected[] = {
        2,    'm',  'd',                                                      /* metadata */
        6,    0,    0,    5, 0, 0, 3, 0, 0, 0x10, 0,                          /* header */
        'h',  'i',  0,    0, 1, 0,                                            /* read-only: 4 octets, then .u16 */
        9,    4,    0,    0, 0,                                               /* read-write: .u8, then .u32 */
        21,   0,    0,    0,                                                  /* inner blob */
        0,    0,    16,                                                       /* no jump table, 16 octets */
        0x34, 7,    4,    0, 1, 0x34, 8, 1, 0, 3, 0x33, 7, 4, 0, 1, 0,        /* code */
        0x21, 0x84,                                                           /* bitmask */
    };
    static const char text[] = ".metadata\n.u8 \"md\"\n"
                               ".heap_pages 3\n.stack 4096\n"
                               ".read_only\n.u8 \"hi\"\n.align 4\n"
                               ".read_write\na: .u8 9\nb: .u32 c - 0x10000\n"
                               ".read_only\nc: .u16 1\n"
                               ".code\nload_u8 r7, [c]\nload_u8 r8, [b]\nload_imm r7, c\ntrap\n";
    size_t len;
    uint8_t *const blob = given_blob(text, PVM_INSTRUCTION_SET_GP_0_7_2, &len);
    uint8_t octets[sizeof expected] = {0};
    memcpy(octets, blob, len < sizeof octets ? len : sizeof octets);
    free(blob);
    EQUAL_OCTETS(expected, octets, sizeof expected);
    EQUAL(sizeof expected, len);
}

TEST("each section, and each setting of one, makes the text a standard program; code and jump table do not")
{
    static const char *const standard[] = {".read_only", ".read_write", ".blob", ".heap_pages 0", ".stack 0"};
    static const char *const bare[] = {"", ".code", "trap", ".jump_table 0", ".equ a, 5"};
    for (size_t i = 0; i < COUNT(standard); i++)
        pvm_program_release(given_standard_program(standard[i]));
    for (size_t i = 0; i < COUNT(bare); i++)
        pvm_program_release(given_program(bare[i], NULL));
}

/* ---- The tour ---------------------------------------------------------- */

TEST("the text that the documentation shows has the listing that it shows")
{
    char path[512];
    snprintf(path, sizeof path, "%s", __FILE__);
    char *const slash = strrchr(path, '/');
    CHECK(slash != NULL);
    strcpy(slash, "/text/tour.pasm");
    char *const text = file_text(path);
    strcpy(slash, "/text/tour.listing");
    char *const expected = file_text(path);
    pvm_program_t *const program = given_standard_program(text);
    char *const listing = listing_of(program);
    pvm_program_release(program);
    EQUAL_TEXT(expected, listing);
    free(listing);
    free(expected);
    free(text);
}

/* ---- Limits ------------------------------------------------------------ */

TEST("unlikely is an instruction in the set that has it")
{
    size_t len;
    uint8_t *const blob = given_blob("unlikely", PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY, &len);
    char code[8];
    code_text(blob, len, code);
    free(blob);
    EQUAL_TEXT(" 03", code);
}

TEST("code of PVM_MAX_CODE_LEN octets is assembled, and one octet more passes the limit")
{
    size_t len;
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL,
           pvm_assemble(".zero 33554432", PVM_INSTRUCTION_SET_GP_0_7_2, NULL, 0, &len, NULL));
    EQUAL(PVM_MAX_CODE_LEN + PVM_MAX_CODE_LEN / 8 + 2 + 4, len);
    STATUS(PVM_STATUS_LIMIT_EXCEEDED,
           pvm_assemble("trap\n.zero 33554432", PVM_INSTRUCTION_SET_GP_0_7_2, NULL, 0, &len, NULL));
}
