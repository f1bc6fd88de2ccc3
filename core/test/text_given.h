/* Listings and what they assemble to. */
#ifndef TEXT_GIVEN_H
#define TEXT_GIVEN_H

#include "given.h"

typedef enum form { BARE, STANDARD, STANDARD_WITH_METADATA } form_t;

static inline pvm_status_t parse_as(form_t form, const uint8_t *blob, size_t len, pvm_instruction_set_t set,
                                    pvm_program_t **out_program)
{
    const pvm_program_options_t options = {.size = sizeof options, .instruction_set = set};
    if (form == BARE)
        return pvm_program_parse(blob, len, &options, out_program, NULL);
    return pvm_program_parse_standard(blob, len, form == STANDARD_WITH_METADATA, &options, out_program, NULL);
}

/* The listing of a program; to be freed. */
static inline char *listing_of(const pvm_program_t *program)
{
    size_t len;
    STATUS(PVM_STATUS_BUFFER_TOO_SMALL, pvm_program_list(program, NULL, 0, &len));
    char *const text = malloc(len + 1);
    size_t written;
    OK(pvm_program_list(program, text, len + 1, &written));
    EQUAL(len, written);
    EQUAL(len, strlen(text));
    return text;
}

/* Ends the test with the listing on stderr unless it assembles to the very octets of the blob. */
static inline void check_assembles_to(const char *text, pvm_instruction_set_t set, const uint8_t *blob, size_t blob_len)
{
    size_t len = 0;
    pvm_program_error_t error = {0};
    uint8_t *const octets = malloc(blob_len + 1);
    const pvm_status_t status = pvm_assemble(text, set, octets, blob_len, &len, &error);
    const bool is_same = status == PVM_STATUS_OK && len == blob_len && memcmp(octets, blob, len) == 0;
    if (!is_same)
        fprintf(stderr, "%s", text);
    free(octets);
    if (status != PVM_STATUS_OK && status != PVM_STATUS_BUFFER_TOO_SMALL)
        FAIL("the listing on stderr does not assemble, line %u: %s", (unsigned)error.line, error.message);
    if (!is_same)
        FAIL("the listing on stderr assembles to other octets");
}

/* Lists and assembles; false if the blob is no program of that form. */
static inline bool check_round_trip(form_t form, const uint8_t *blob, size_t len, pvm_instruction_set_t set)
{
    pvm_program_t *program;
    if (parse_as(form, blob, len, set, &program) != PVM_STATUS_OK)
        return false;
    char *const text = listing_of(program);
    pvm_program_release(program);
    check_assembles_to(text, set, blob, len);
    free(text);
    return true;
}

/* A file of the tests' folder, with a NUL behind it; to be freed. */
static inline char *file_text(const char *name)
{
    FILE *const file = fopen(name, "rb");
    if (file == NULL)
        FAIL("cannot open %s", name);
    char *const text = calloc(1, 1 << 20);
    const size_t len = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    CHECK(len < (1 << 20) - 1);
    return text;
}

#endif
