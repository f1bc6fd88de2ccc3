/* Which octets are a program, and what is said of those that are not. Gray Paper A.2. */
#include "given.h"

/* A line of refusals.txt; that file says what the fields are. */
typedef struct refusal {
    char form[12], why[64];
    uint8_t octets[32];
    size_t octets_len;
    pvm_defect_t defect;
    uint64_t offset;
    char message[sizeof((pvm_program_error_t *)0)->message];
} refusal_t;

static size_t octets_of(const char *hex, uint8_t *out)
{
    size_t count = 0;
    for (; *hex != 0; hex++) {
        if (*hex == ' ')
            continue;
        unsigned octet;
        CHECK(sscanf(hex++, "%2x", &octet) == 1);
        out[count++] = (uint8_t)octet;
    }
    return count;
}

static const struct {
    const char *word;
    pvm_defect_t defect;
} defects[] = {
    {"truncated", PVM_DEFECT_TRUNCATED}, {"trailing", PVM_DEFECT_TRAILING},     {"not-shortest", PVM_DEFECT_NOT_SHORTEST},
    {"padding", PVM_DEFECT_PADDING},     {"jump-entry", PVM_DEFECT_JUMP_ENTRY},
};

/* False for a line without a refusal. */
static bool read_refusal(const char *line, refusal_t *out)
{
    char hex[100] = "", defect[16];
    if (*line == '#' || *line == '\n')
        return false;
    const int fields = sscanf(line, "%11[^ ] | %63[^|]|%99[^|]| %15[^ ] | %" SCNu64 " | %119[^\n]", out->form, out->why,
                              hex, defect, &out->offset, out->message);
    CHECK(fields == 6);
    out->octets_len = octets_of(hex, out->octets);
    out->defect = PVM_DEFECT_NONE;
    for (size_t i = 0; i < COUNT(defects); i++)
        if (strcmp(defects[i].word, defect) == 0)
            out->defect = defects[i].defect;
    CHECK(out->defect != PVM_DEFECT_NONE);
    return true;
}

static pvm_status_t parse_as(const refusal_t *refusal, pvm_program_t **out_program, pvm_program_error_t *out_error)
{
    if (strcmp(refusal->form, "program") == 0)
        return pvm_program_parse(refusal->octets, refusal->octets_len, NULL, out_program, out_error);
    const bool has_metadata = strcmp(refusal->form, "metadata") == 0;
    CHECK(has_metadata || strcmp(refusal->form, "standard") == 0);
    return pvm_program_parse_standard(refusal->octets, refusal->octets_len, has_metadata, NULL, out_program, out_error);
}

static void check_refusal(const refusal_t *refusal)
{
    pvm_program_error_t error = {.line = 77};
    pvm_program_t *program = (pvm_program_t *)&error; /* untouched on failure */
    const pvm_status_t status = parse_as(refusal, &program, &error);
    if (status != PVM_STATUS_BAD_PROGRAM || error.defect != refusal->defect || error.offset != refusal->offset ||
        strcmp(refusal->message, error.message) != 0)
        FAIL("%s, %s: expected defect %d at %" PRIu64 ": %s, got %s: %d at %" PRIu64 ": %s", refusal->form,
             refusal->why, refusal->defect, refusal->offset, refusal->message, pvm_status_message(status), error.defect,
             error.offset, error.message);
    CHECK(program == (pvm_program_t *)&error);
    EQUAL(0, error.line);
    STATUS(PVM_STATUS_BAD_PROGRAM, parse_as(refusal, &program, NULL));
}

TEST("octets are refused where and why they are no program, in the words of refusals.txt, and nothing is given out")
{
    char path[512] = __FILE__, line[512];
    strcpy(strrchr(path, '/'), "/refusals.txt");
    FILE *const file = fopen(path, "r");
    if (file == NULL)
        FAIL("cannot open %s", path);
    unsigned count = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        refusal_t refusal;
        if (read_refusal(line, &refusal)) {
            check_refusal(&refusal);
            count++;
        }
    }
    fclose(file);
    CHECK(count >= 44);
}

static const char *const programs[] = {
    "00 00 00",                                           /* nothing at all */
    "00 ff 00",                                           /* no entries of 255 octets */
    "05 00 00",                                           /* five entries that are 0 */
    "ff ff ff ff ff ff ff ff ff 00 00",                   /* 2^64 - 1 entries that are 0 */
    "01 09 00 ff ff ff ff ff ff ff ff 00",                /* entry 2^64 - 1, in 9 octets */
    "00 00 01 ff 00",                                     /* no instruction */
    "00 00 01 ff 01",                                     /* an undefined opcode */
    "00 00 08 00 00 00 00 00 00 00 00 ff",                /* no padding */
    "00 00 09 00 00 00 00 00 00 00 00 00 ff 01",
    "01 04 01 ff ff ff ff 00 01",                         /* a wild jump table */
    "00 00 02 28 fe 01",                                  /* a jump in front of the code */
    "00 00 03 64 ff 28 05",                               /* registers that do not exist, a jump without its offset */
};

TEST("a blob is accepted exactly if it is the encoding of some program: what only execution would mind is no reason")
{
    for (size_t i = 0; i < COUNT(programs); i++) {
        uint8_t blob[32];
        const size_t len = octets_of(programs[i], blob);
        pvm_program_t *program;
        pvm_program_error_t error = {.offset = 77};
        const pvm_status_t status = pvm_program_parse(blob, len, NULL, &program, &error);
        if (status != PVM_STATUS_OK)
            FAIL("%s: %s", programs[i], error.message);
        EQUAL(77, error.offset); /* filled only on failure */
        pvm_vm_t *vm;
        OK(pvm_vm_from_program(program, NULL, &vm));
        pvm_vm_set_gas(vm, 10);
        const pvm_result_t result = pvm_vm_execute(vm, 0);
        CHECK(result == PVM_RESULT_PANIC || result == PVM_RESULT_OOG); /* the last one jumps to itself */
        OK(pvm_vm_destroy(vm));
        pvm_program_release(program);
    }
}

TEST("every shortest form of a natural number is read: 2^(7n) - 1 and 2^(7n) octets of code")
{
    static const size_t lengths[] = {0x7f, 0x80, 0x3fff, 0x4000, 0x1fffff, 0x200000};
    static const uint8_t heads[][4] = {{0x7f},       {0x80, 0x80},       {0xbf, 0xff},
                                       {0xc0, 0x00, 0x40}, {0xdf, 0xff, 0xff}, {0xe0, 0x00, 0x00, 0x20}};
    static const size_t head_lens[] = {1, 2, 2, 3, 3, 4};
    for (size_t i = 0; i < COUNT(lengths); i++) {
        const size_t mask_len = (lengths[i] + 7) / 8;
        const size_t len = 2 + head_lens[i] + lengths[i] + mask_len;
        uint8_t *const blob = calloc(len, 1);
        memcpy(blob + 2, heads[i], head_lens[i]);
        pvm_program_t *program = NULL;
        const pvm_status_t status = pvm_program_parse(blob, len, NULL, &program, NULL);
        free(blob);
        OK(status);
        pvm_program_info_t info = {.size = sizeof info};
        OK(pvm_program_get_info(program, &info));
        EQUAL(lengths[i], info.code_len);
        pvm_program_release(program);
    }
}

TEST("code of PVM_MAX_CODE_LEN is accepted, one octet more is PVM_STATUS_LIMIT_EXCEEDED, from blob and parts alike")
{
    const size_t code_len = PVM_MAX_CODE_LEN + 1, head_len = 2 + 4, mask_len = code_len / 8 + 1;
    uint8_t *const blob = calloc(15 + head_len + code_len + mask_len, 1);
    uint8_t *const inner = blob + 15;
    const size_t inner_len = head_len + code_len + mask_len;
    inner[2] = 0xe2; /* 0x2000001 in 4 octets */
    inner[3] = 1;
    pvm_program_t *program = NULL;
    pvm_program_error_t error = {0};
    const pvm_status_t refused = pvm_program_parse(inner, inner_len, NULL, &program, &error);
    pvm_program_error_t parts_error = {0};
    const pvm_status_t parts_refused =
        pvm_program_from_parts(inner + head_len, code_len, inner, mask_len, NULL, 0, NULL, &program, &parts_error);
    pvm_vm_t *const no_vm = pvm_vm_create(0, inner + head_len, code_len, NULL, 0, 0);
    /* the same inside a standard program: o, w, z, s are 0, then the length of the inner blob */
    for (int i = 0; i < 4; i++)
        blob[11 + i] = (uint8_t)(inner_len >> (8 * i));
    pvm_program_error_t standard_error = {0};
    const pvm_status_t standard_refused =
        pvm_program_parse_standard(blob, 15 + inner_len, false, NULL, &program, &standard_error);
    const pvm_status_t accepted = pvm_program_from_parts(inner + head_len, code_len - 1, inner + head_len, mask_len - 1,
                                                         NULL, 0, NULL, &program, NULL);
    free(blob);
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, refused);
    EQUAL(PVM_DEFECT_LIMIT, error.defect);
    EQUAL(2, error.offset);
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, parts_refused);
    EQUAL(PVM_DEFECT_LIMIT, parts_error.defect);
    CHECK(no_vm == NULL);
    STATUS(PVM_STATUS_LIMIT_EXCEEDED, standard_refused);
    EQUAL(PVM_DEFECT_LIMIT, standard_error.defect);
    EQUAL(15 + 2, standard_error.offset);
    OK(accepted);
    pvm_program_release(program);
}

TEST("parts are refused if the bitmask is too short, too long, or has a bit behind the code")
{
    static const uint8_t code[9] = {0}, bitmask[3] = {0xff, 0x02, 0};
    pvm_program_t *program = NULL;
    pvm_program_error_t error;
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_from_parts(code, 9, bitmask, 1, NULL, 0, NULL, &program, &error));
    EQUAL(PVM_DEFECT_BITMASK_LEN, error.defect);
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_from_parts(code, 9, bitmask, 3, NULL, 0, NULL, &program, &error));
    EQUAL(PVM_DEFECT_BITMASK_LEN, error.defect);
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_from_parts(code, 0, bitmask, 1, NULL, 0, NULL, &program, &error));
    EQUAL(PVM_DEFECT_BITMASK_LEN, error.defect);
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_from_parts(code, 9, bitmask, 2, NULL, 0, NULL, &program, &error));
    EQUAL(PVM_DEFECT_PADDING, error.defect);
    EQUAL(1, error.offset);
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_from_parts(code, 9, bitmask, 2, NULL, 0, NULL, &program, NULL));
    CHECK(program == NULL);
}

TEST("a required pointer that is NULL is PVM_STATUS_INVALID_ARGUMENT, and an array of length 0 may be NULL")
{
    static const uint8_t blob[] = {0, 0, 0}, container[15] = {0};
    pvm_program_t *program;
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_parse(NULL, 3, NULL, &program, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_parse(blob, 3, NULL, NULL, NULL));
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_parse(NULL, 0, NULL, &program, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_parse_standard(NULL, 15, false, NULL, &program, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_parse_standard(container, 15, false, NULL, NULL, NULL));
    STATUS(PVM_STATUS_BAD_PROGRAM, pvm_program_parse_standard(NULL, 0, false, NULL, &program, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_from_parts(NULL, 1, blob, 1, NULL, 0, NULL, &program, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_from_parts(blob, 1, NULL, 1, NULL, 0, NULL, &program, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_from_parts(blob, 1, blob, 1, NULL, 1, NULL, &program, NULL));
    STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_from_parts(blob, 1, blob, 1, NULL, 0, NULL, NULL, NULL));
    OK(pvm_program_from_parts(NULL, 0, NULL, 0, NULL, 0, NULL, &program, NULL));
    pvm_program_release(program);
}

TEST("an option with a value that the library does not know is PVM_STATUS_UNSUPPORTED")
{
    static const uint8_t blob[15] = {0};
    pvm_program_t *program = NULL;
    const pvm_program_options_t sets = {.size = sizeof sets, .instruction_set = (pvm_instruction_set_t)2};
    const pvm_program_options_t models = {.size = sizeof models, .gas_model = (pvm_gas_model_t)2};
    const pvm_program_options_t compile = {.size = sizeof compile, .compile = (pvm_compile_t)3};
    const pvm_program_options_t negative = {.size = sizeof negative, .gas_model = (pvm_gas_model_t)-1};
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_program_parse(blob, 3, &sets, &program, NULL));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_program_parse(blob, 3, &models, &program, NULL));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_program_parse(blob, 3, &negative, &program, NULL));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_program_parse(blob, 3, &compile, &program, NULL));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_program_parse_standard(blob, 15, false, &sets, &program, NULL));
    STATUS(PVM_STATUS_UNSUPPORTED, pvm_program_from_parts(blob, 0, blob, 0, NULL, 0, &models, &program, NULL));
    CHECK(program == NULL);
}

TEST("options smaller than the first version are refused; others come from an older or newer header, read as far as known")
{
    static const uint8_t blob[15] = {0};
    pvm_program_t *program = NULL;
    for (uint32_t size = 0; size < offsetof(pvm_program_options_t, compile); size++) {
        const pvm_program_options_t options = {.size = size};
        STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_parse(blob, 3, &options, &program, NULL));
        STATUS(PVM_STATUS_INVALID_ARGUMENT, pvm_program_parse_standard(blob, 15, false, &options, &program, NULL));
        STATUS(PVM_STATUS_INVALID_ARGUMENT,
               pvm_program_from_parts(blob, 0, blob, 0, NULL, 0, &options, &program, NULL));
    }
    const struct {
        pvm_program_options_t known;
        uint64_t newer;
    } larger = {{sizeof larger, PVM_INSTRUCTION_SET_GP_0_7_2, PVM_GAS_MODEL_BLOCK, PVM_COMPILE_NEVER}, 1};
    OK(pvm_program_parse(blob, 3, &larger.known, &program, NULL));
    pvm_program_info_t info = {.size = sizeof info};
    OK(pvm_program_get_info(program, &info));
    EQUAL(PVM_GAS_MODEL_BLOCK, info.gas_model);
    EQUAL(PVM_COMPILE_NEVER, info.compile);
    pvm_program_release(program);
    pvm_program_options_t oldest = larger.known;
    oldest.size = offsetof(pvm_program_options_t, compile);
    OK(pvm_program_parse(blob, 3, &oldest, &program, NULL));
    OK(pvm_program_get_info(program, &info));
    EQUAL(PVM_GAS_MODEL_BLOCK, info.gas_model);
    EQUAL(PVM_COMPILE_ADAPTIVE, info.compile);
    pvm_program_release(program);
}
