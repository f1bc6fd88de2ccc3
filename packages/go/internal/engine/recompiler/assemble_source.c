/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/assemble_source.c: change that one. */
#include "pvm_prefix_recompiler.h"
#include "assemble_source.h"

/* Longer words are never taken for misspelt ones. */
#define MAX_COMPARED 32

/* ---- Characters -------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool begins_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '@';
}

static bool continues_name(char c)
{
    return begins_name(c) || is_digit(c);
}

/* Value of a digit in the largest base there is; 16 and more if it is none. */
static uint32_t digit_of(char c)
{
    if (is_digit(c))
        return (uint32_t)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (uint32_t)(c - 'a') + 10;
    if (c >= 'A' && c <= 'F')
        return (uint32_t)(c - 'A') + 10;
    return 16;
}

void pvmi_skip_blanks(pvmi_assembly_t *assembly)
{
    while (*assembly->at == ' ' || *assembly->at == '\t' || *assembly->at == '\r')
        assembly->at++;
}

bool pvmi_at_end(pvmi_assembly_t *assembly)
{
    pvmi_skip_blanks(assembly);
    return *assembly->at == 0 || *assembly->at == '\n' || *assembly->at == ';';
}

bool pvmi_next_line(pvmi_assembly_t *assembly)
{
    while (*assembly->at != 0 && *assembly->at != '\n')
        assembly->at++;
    if (*assembly->at == 0)
        return false;
    assembly->at++;
    return true;
}

bool pvmi_take(pvmi_assembly_t *assembly, char character)
{
    pvmi_skip_blanks(assembly);
    if (*assembly->at != character)
        return false;
    assembly->at++;
    return true;
}

/* ---- Names ------------------------------------------------------------- */

bool pvmi_at_name(pvmi_assembly_t *assembly)
{
    pvmi_skip_blanks(assembly);
    return begins_name(*assembly->at);
}

bool pvmi_read_name(pvmi_assembly_t *assembly, pvmi_name_t *out_name)
{
    const char *const begin = assembly->at;
    const char *end = begin;
    while (continues_name(*end))
        end++;
    const size_t len = (size_t)(end - begin);
    if (len > PVMI_MAX_NAME) {
        char quote[PVMI_QUOTE_SIZE];
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, pvmi_here(assembly),
                            "the name %s has %llu characters, more than %d", pvmi_quote(begin, len, quote),
                            (unsigned long long)len, PVMI_MAX_NAME);
    }
    *out_name = (pvmi_name_t){.text = begin, .text_len = (uint8_t)len};
    if (*begin == '.') {
        out_name->scope = assembly->scope.text;
        out_name->scope_len = assembly->scope.text_len;
    }
    assembly->at = end;
    return true;
}

bool pvmi_is_register(pvmi_name_t name, uint64_t *out_number)
{
    if (name.text_len < 2 || name.text_len > 12 || name.text[0] != 'r')
        return false;
    uint64_t number = 0;
    for (uint32_t i = 1; i < name.text_len; i++) {
        if (!is_digit(name.text[i]))
            return false;
        number = number * 10 + (uint64_t)(name.text[i] - '0');
    }
    *out_number = number;
    return true;
}

/* ---- Numbers and strings ----------------------------------------------- */

bool pvmi_at_number(pvmi_assembly_t *assembly)
{
    pvmi_skip_blanks(assembly);
    return is_digit(*assembly->at) || *assembly->at == '\'';
}

static bool bad_number(pvmi_assembly_t *assembly, const char *begin)
{
    const char *end = begin;
    while (continues_name(*end))
        end++;
    char quote[PVMI_QUOTE_SIZE];
    return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, (size_t)(begin - assembly->source),
                        "%s is no number; write 12, 0x1f, 0b101 or 'a'",
                        pvmi_quote(begin, (size_t)(end - begin), quote));
}

bool pvmi_read_unsigned(pvmi_assembly_t *assembly, uint64_t *out_number)
{
    const char *const begin = assembly->at;
    uint8_t octet;
    if (*begin == '\'') {
        assembly->at++;
        if (!pvmi_read_quoted(assembly, '\'', &octet))
            return false;
        *out_number = octet;
        if (*assembly->at != '\'')
            return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, (size_t)(begin - assembly->source),
                                "a character in single quotes is one octet; write strings in double quotes");
        assembly->at++;
        return true;
    }

    uint64_t base = 10;
    const char *at = begin;
    if (at[0] == '0' && (at[1] == 'x' || at[1] == 'b')) {
        base = at[1] == 'x' ? 16 : 2;
        at += 2;
    }
    uint64_t number = 0;
    bool overflows = false;
    bool has_digits = false;
    for (; digit_of(*at) < base || *at == '_'; at++) {
        if (*at == '_')
            continue;
        has_digits = true;
        overflows |= number > (UINT64_MAX - digit_of(*at)) / base;
        number = number * base + digit_of(*at);
    }
    if (!has_digits || continues_name(*at))
        return bad_number(assembly, begin);
    if (overflows)
        return pvmi_mistake(assembly, PVM_DEFECT_OUT_OF_RANGE, pvmi_here(assembly),
                            "the number is 2^64 or more; numbers have 64 bits");
    assembly->at = at;
    *out_number = number;
    return true;
}

/* The octet behind a backslash. */
static bool read_escape(pvmi_assembly_t *assembly, uint8_t *out_octet)
{
    static const char letters[] = "ntr0\\\"'";
    static const char octets[] = "\n\t\r\0\\\"'";
    const char letter = *assembly->at;
    const char *const found = letter == 0 ? NULL : strchr(letters, letter);
    if (found != NULL) {
        *out_octet = (uint8_t)octets[found - letters];
        assembly->at++;
        return true;
    }
    if (letter == 'x' && digit_of(assembly->at[1]) < 16 && digit_of(assembly->at[2]) < 16) {
        *out_octet = (uint8_t)(digit_of(assembly->at[1]) * 16 + digit_of(assembly->at[2]));
        assembly->at += 3;
        return true;
    }
    return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, pvmi_here(assembly) - 1,
                        "behind a backslash stands one of n t r 0 \\ \" ' or x and two hex digits");
}

bool pvmi_read_quoted(pvmi_assembly_t *assembly, char quote, uint8_t *out_octet)
{
    const size_t here = pvmi_here(assembly);
    const char c = *assembly->at;
    if (c == 0 || c == '\n')
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, here, "the line ends before its closing %c", quote);
    if (c == quote)
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, here, "nothing stands between the quotes");
    assembly->at++;
    if (c == '\\')
        return read_escape(assembly, out_octet);
    *out_octet = (uint8_t)c;
    return true;
}

/* ---- What was found instead -------------------------------------------- */

bool pvmi_expected(pvmi_assembly_t *assembly, const char *what)
{
    const bool at_end = pvmi_at_end(assembly);
    const size_t here = pvmi_here(assembly);
    const char *const begin = assembly->at;
    if (at_end)
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, here, "expected %s, found the end of the line", what);
    if (*begin == '#' || (begin[0] == '/' && begin[1] == '/'))
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, here, "expected %s; comments start with a semicolon", what);
    if (*begin < ' ' || *begin > '~')
        return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, here, "expected %s, found the octet 0x%02x", what,
                            (unsigned)(uint8_t)*begin);
    size_t len = 0;
    while (continues_name(begin[len]))
        len++;
    char quote[PVMI_QUOTE_SIZE];
    return pvmi_mistake(assembly, PVM_DEFECT_SYNTAX, here, "expected %s, found %s", what,
                        pvmi_quote(begin, len == 0 ? 1 : len, quote));
}

/* ---- "Did you mean" ---------------------------------------------------- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Changes of one character that make one word of another, upper case or not; words are at most MAX_COMPARED long. */
static uint32_t distance_of(const char *a, size_t a_len, const char *b, size_t b_len)
{
    uint32_t row[MAX_COMPARED + 1]; /* from the first i characters of a to the first 0 to b_len of b */
    for (uint32_t j = 0; j <= b_len; j++)
        row[j] = j;
    for (uint32_t i = 1; i <= a_len; i++) {
        uint32_t diagonal = row[0];
        row[0] = i;
        for (uint32_t j = 1; j <= b_len; j++) {
            const uint32_t changed = diagonal + (lower(a[i - 1]) != lower(b[j - 1]));
            const uint32_t other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = changed < other ? changed : other;
        }
    }
    return row[b_len];
}

pvmi_guess_t pvmi_guess(pvmi_name_t word)
{
    return (pvmi_guess_t){.word = word, .distance = word.text_len < 4 ? 2 : 3};
}

void pvmi_guess_add(pvmi_guess_t *guess, const char *candidate, size_t len)
{
    const size_t word_len = guess->word.text_len;
    if (len > MAX_COMPARED || word_len > MAX_COMPARED || len >= word_len + guess->distance ||
        word_len >= len + guess->distance)
        return;
    const uint32_t distance = distance_of(guess->word.text, word_len, candidate, len);
    if (distance >= guess->distance)
        return;
    guess->nearest = candidate;
    guess->nearest_len = len;
    guess->distance = distance;
}

bool pvmi_unknown(pvmi_assembly_t *assembly, pvm_defect_t defect, size_t at, const char *what,
                  const pvmi_guess_t *guess)
{
    char word[PVMI_QUOTE_SIZE];
    char nearest[PVMI_QUOTE_SIZE];
    pvmi_quote(guess->word.text, guess->word.text_len, word);
    if (guess->nearest == NULL)
        return pvmi_mistake(assembly, defect, at, "unknown %s %s", what, word);
    return pvmi_mistake(assembly, defect, at, "unknown %s %s; did you mean %s?", what, word,
                        pvmi_quote(guess->nearest, guess->nearest_len, nearest));
}
