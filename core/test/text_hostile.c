/* Texts that are made to hurt: no text crashes the assembler, leaks, or takes more than its length in time. */
#include "text_given.h"
#include "text_random.h"

/* ---- Long texts, each a trap for something quadratic ------------------- */

/* Texts here have about 4 MB: a second or so if time is linear, hours if it is not. A test may take two minutes. */
#define LONG 4000000

typedef struct text {
    size_t len;
    size_t size;
    char *at;
} text_t;

static text_t new_text(void)
{
    text_t text = {.size = LONG + 1000};
    text.at = calloc(1, text.size);
    CHECK(text.at != NULL);
    return text;
}

__attribute__((format(printf, 2, 3))) static void write_to(text_t *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int len = vsnprintf(text->at + text->len, text->size - text->len, format, arguments);
    va_end(arguments);
    CHECK(len >= 0 && (size_t)len < text->size - text->len);
    text->len += (size_t)len;
}

static bool is_full(const text_t *text)
{
    return text->len >= LONG;
}

static pvm_status_t assemble(const text_t *text, pvm_program_error_t *out_error)
{
    size_t len;
    *out_error = (pvm_program_error_t){0};
    return pvm_assemble(text->at, PVM_INSTRUCTION_SET_GP_0_7_2, NULL, 0, &len, out_error);
}

/* The text is fine; frees it. */
static void check_assembles(text_t *text)
{
    pvm_program_error_t error;
    const pvm_status_t status = assemble(text, &error);
    free(text->at);
    if (status != PVM_STATUS_BUFFER_TOO_SMALL)
        FAIL("%s, line %u: %s", pvm_status_message(status), (unsigned)error.line, error.message);
}

/* The text has this mistake; frees it. */
static void check_refused(text_t *text, const char *message)
{
    pvm_program_error_t error;
    const pvm_status_t status = assemble(text, &error);
    free(text->at);
    STATUS(PVM_STATUS_BAD_PROGRAM, status);
    EQUAL_TEXT(message, error.message);
}

TEST("names that differ only at their end are found as fast as others")
{
    text_t text = new_text();
    for (uint32_t i = 0; !is_full(&text); i++)
        write_to(&text, "a_name_that_is_nearly_as_long_as_a_name_is_allowed_to_be_%07u:\n", i);
    check_assembles(&text);
}

TEST("a name inside of a name inside of a name is found as fast as others")
{
    text_t text = new_text();
    for (uint32_t i = 0; !is_full(&text); i++)
        write_to(&text, "n%u: .%.*s%u: jump .%.*s%u\n", i, (int)(i % 40), "........................................", i,
                 (int)(i % 40), "........................................", i);
    check_assembles(&text);
}

TEST("labels that nobody defines are refused without a comparison of all with all")
{
    text_t text = new_text();
    for (uint32_t i = 0; !is_full(&text); i++)
        write_to(&text, "label_%u: jump label_%u_\n", i, i);
    check_refused(&text, "unknown label \"label_0_\"; did you mean \"label_0\"?");
}

TEST("constants that are made of each other are computed once per pass")
{
    text_t text = new_text();
    write_to(&text, "trap\nstart: .equ c0, start\n");
    uint32_t i = 1;
    for (; !is_full(&text); i++)
        write_to(&text, ".equ c%u, c%u + c%u - start\n", i, i - 1, i / 2);
    write_to(&text, "ecalli c%u", i - 1);
    check_assembles(&text);
}

TEST("an expression may have any number of terms")
{
    text_t text = new_text();
    uint32_t count = 0;
    write_to(&text, "a: ecalli 0");
    for (; !is_full(&text); count++)
        write_to(&text, "+b-a"); /* 1 each */
    write_to(&text, "{0}\nb:");
    char message[64];
    snprintf(message, sizeof message, "%u does not fit into 0 octets", (unsigned)count);
    check_refused(&text, message);
}

TEST("jumps of which each pass lengthens a few are laid out, and every jump goes where it should")
{
    /* Each goes 127 octets far, as far as 1 octet reaches, until one that it goes over grows: from the last back. */
    const uint32_t count = 60000;
    text_t text = new_text();
    for (uint32_t i = 0; i < count; i++)
        write_to(&text, "%sx%u: jump x%u\n", i % 63 == 0 ? "fallthrough\n" : "", i, i + 63);
    write_to(&text, "jump far\n");
    for (uint32_t i = 0; i < 63; i++)
        write_to(&text, "x%u: trap\n", count + i);
    for (uint32_t i = 0; i < 200; i++)
        write_to(&text, "trap\n");
    write_to(&text, "far: trap\n");
    pvm_program_t *const program = given_program(text.at, NULL);
    free(text.at);
    pvm_program_info_t info = {.size = sizeof info};
    OK(pvm_program_get_info(program, &info));
    uint64_t pc = 0;
    uint32_t jumps = 0;
    while (pc < info.code_len) {
        char line[PVM_MAX_INSTRUCTION_TEXT];
        size_t len;
        uint64_t target;
        const uint64_t at = pc;
        OK(pvm_program_disassemble(program, at, line, sizeof line, &len, &pc));
        if (sscanf(line, "jump %" SCNu64, &target) != 1)
            continue;
        jumps++;
        CHECK(pvm_program_has_instruction(program, target));
        CHECK(target > at && target - at <= 64 * 5 + 1);
    }
    EQUAL(count + 1, jumps);
    pvm_program_release(program);
}

TEST("what goes on without end is read once")
{
    static const struct {
        const char *before, *again, *message;
    } rows[] = {
        {"ecalli ", "-", "expected a number or a label, found the end of the line"},
        {"ecalli ", "9", "the number is 2^64 or more; numbers have 64 bits"},
        {"ecalli 0x", "_",
         "\"0x______________________________________...\" is no number; write 12, 0x1f, 0b101 or 'a'"},
        {"", "a", "the name \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...\" has 4000000 characters, more than 64"},
        {"", "a:", "\"a\" is defined twice, first in line 1"},
        {"", "?", "expected an instruction, a directive or a label, found \"?\""},
        {".u8 \"", "a", "the line ends before its closing \""},
        {".u8 ", "1,", "expected a number or a label, found the end of the line"},
        {".jump_table ", "1,", "expected a number or a label, found the end of the line"},
        {".instruction ", "1,", "expected a number or a label, found the end of the line"},
        {"ecalli 1", "{1}", "expected the end of the line, found \"{\""},
        {"add_64 ", "r1,", "too many operands; write add_64 register, register, register"},
        {"load_u8 r1, ", "[", "expected a number or a label, found \"[\""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        text_t text = new_text();
        pvm_program_error_t error;
        write_to(&text, "%s", rows[i].before);
        while (!is_full(&text)) {
            memcpy(text.at + text.len, rows[i].again, strlen(rows[i].again));
            text.len += strlen(rows[i].again);
        }
        const pvm_status_t status = assemble(&text, &error);
        free(text.at);
        STATUS(PVM_STATUS_BAD_PROGRAM, status);
        EQUAL_TEXT(rows[i].message, error.message);
    }
}

TEST("a short text cannot ask for more memory than the sections may have")
{
    static const char *const sections[] = {".metadata", ".blob", ".code", ".read_only", ".read_write"};
    text_t text = new_text();
    for (size_t i = 0; i < COUNT(sections); i++)
        write_to(&text, "%s\n.zero 33554432\n", sections[i]);
    check_refused(&text, ".blob holds code, bitmask and jump table; the text cannot have others");
}

/* ---- Random texts ------------------------------------------------------ */

#define MUTATIONS 30000

static const char *const words[] = {
    "trap", "jump", "jump_ind", "add_imm_64", "load_u8", "store_imm_ind_u8", "branch_eq_imm", "load_imm_jump_ind",
    "load_imm_64", "ecalli", ".u8", ".u16", ".u32", ".u64", ".zero", ".align", ".equ", ".code", ".read_only",
    ".read_write", ".metadata", ".blob", ".heap_pages", ".stack", ".jump_table", ".jump_fill", ".jump_entry_size",
    ".instruction", "r0", "r12", "r13", "0", "1", "-1", "127", "128", "-129", "65536", "0x7fffffff", "0x80000000",
    "0xffffffff", "18446744073709551615", "18446744073709551616", "33554432", "'a'", "'\\x00'", "\"a\\n\"", "a", "b",
    ".c", "@0", "@5", "@12", "a.c", "a:", "b:", ".c:", "@5:", "@12:", "&a", "&.c", "&@5", ",", "+", "-", "[", "]", "{",
    "}", "{1}", "{4}", "[r1 + 4]", "[0x20000]", ";", "\n", "\n", "\n", "\n", " ", "\t", "\r\n", "\\", "\"", "'", "\xff",
    "_",
};

/* Replaces a few characters of a text, or puts words into it, or takes pieces out of it. */
static void mutate(random_t *random, char *text, size_t size)
{
    for (uint32_t changes = 1 + below(random, 6); changes != 0; changes--) {
        const size_t len = strlen(text);
        const size_t at = below(random, (uint32_t)len + 1);
        const size_t cut = below(random, 4) == 0 ? below(random, (uint32_t)(len - at) + 1) % 40 : below(random, 3);
        const char *const word = words[below(random, COUNT(words))];
        const size_t word_len = one_in(random, 3) ? 0 : strlen(word);
        const size_t kept = at + cut > len ? len : at + cut;
        if (at + word_len + (len - kept) + 1 > size)
            continue;
        memmove(text + at + word_len, text + kept, len - kept + 1);
        memcpy(text + at, word, word_len);
    }
}

/* Assembles a text. What comes out is a program, and its listing assembles to the same octets. */
static bool check_text(const char *text, pvm_instruction_set_t set)
{
    pvm_program_error_t error = {0};
    size_t len = 0;
    pvm_status_t status = pvm_assemble(text, set, NULL, 0, &len, &error);
    if (status == PVM_STATUS_BAD_PROGRAM) {
        CHECK(error.defect != PVM_DEFECT_NONE && error.line != 0 && error.message[0] != 0);
        CHECK(error.offset <= strlen(text));
        return false;
    }
    if (status == PVM_STATUS_LIMIT_EXCEEDED || len > 1 << 20)
        return false;
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, status);
    uint8_t *const blob = malloc(len);
    OK(pvm_assemble(text, set, blob, len, &len, &error));
    bool is_program = false;
    for (form_t form = BARE; form <= STANDARD_WITH_METADATA; form++)
        is_program |= check_round_trip(form, blob, len, set);
    free(blob);
    if (!is_program)
        fprintf(stderr, "%s\n", text);
    CHECK(is_program);
    return true;
}

static void check_mutations(random_t *random, const char *seed, uint32_t count, uint32_t *fine)
{
    char *const text = malloc(1 << 16);
    for (uint32_t i = 0; i < count; i++) {
        snprintf(text, 1 << 16, "%s", seed);
        mutate(random, text, 1 << 16);
        *fine += check_text(text, i % 2);
    }
    free(text);
}

TEST("a changed text is refused with line and reason, or makes a program that comes back from its listing")
{
    random_t random = {.state = 6};
    uint32_t fine = 0;
    static const char small[] = ".equ N, 5\n.read_only\nd: .u8 \"ab\", 1, N\n.read_write\n.u32 d\n.code\na: trap\n"
                                "b: load_imm_jump r0, &.c, a\n.c: load_u8 r1, [d]\nstore_imm_ind_u8 [r1 + N], 'a'\n"
                                "jump @5\n.jump_table a, b\n@5: branch_eq_imm r2, 3{1}, .c\n.instruction 1, 2\n";
    check_mutations(&random, small, MUTATIONS / 2, &fine);
    for (uint32_t i = 0; i < MUTATIONS / 200; i++) {
        octets_t blob = {0};
        const form_t form = (form_t)below(&random, 3);
        if (form == BARE)
            add_program(&random, &blob);
        else
            add_standard_program(&random, &blob, form == STANDARD_WITH_METADATA);
        pvm_program_t *program;
        OK(parse_as(form, blob.at, blob.len, PVM_INSTRUCTION_SET_GP_0_7_2, &program));
        char *const text = listing_of(program);
        pvm_program_release(program);
        check_mutations(&random, text, 100, &fine);
        free(text);
    }
    CHECK(fine > MUTATIONS / 20);
    CHECK(fine < MUTATIONS * 19 / 20);
}

TEST("words in any order are refused with line and reason, or make a program that comes back from its listing")
{
    random_t random = {.state = 7};
    uint32_t fine = 0;
    for (uint32_t i = 0; i < MUTATIONS; i++) {
        char text[1024];
        size_t len = 0;
        for (uint32_t count = below(&random, 12); count != 0; count--)
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", words[below(&random, COUNT(words))],
                                    one_in(&random, 3) ? "" : " ");
        text[len] = 0;
        fine += check_text(text, i % 2);
    }
    CHECK(fine > MUTATIONS / 100);
}
