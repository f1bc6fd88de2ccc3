/*
 * The corpus: small programs with exact expectations, in corpus/ beside this file. The expectations come from the
 * specification, not from an engine. One file is
 *
 *     # comment, or an empty line
 *     case NAME                               a sentence; what follows belongs to it
 *     model instruction | block               only in this gas model; otherwise in both
 *     set unlikely                            instruction set; otherwise Gray Paper 0.7.2
 *     map ADDRESS LENGTH read | read-write    pages, before each run
 *     data ADDRESS HEX                        octets in them
 *     layout rw=LENGTH stack=LENGTH           the standard layout, in place of map
 *         add_64 r9, r7, r8                   code: lines that begin with a blank, a dot or a label
 *     repeat N INSTRUCTION                    the instruction N times
 *     blocks PC:INSTRUCTIONS/COST ...         all charged blocks, with their cost per block
 *     ends EXPECTED ...                       what runs expect that say nothing else
 *     run INPUT ... => EXPECTED ... CHANGE ...    one run of a new machine
 *     then INPUT ... => EXPECTED ... CHANGE ...   the same machine goes on
 *
 *     INPUT     rN=VALUE  gas=VALUE  pc=VALUE  map=ADDRESS+LENGTH:read|read-write  [ADDRESS]=HEX
 *     EXPECTED  halt | panic | page-fault | host-call | out-of-gas, first; then
 *               trap | bad-jump | low-address | load-fault | store-fault  pc=  cost=  id=  page=
 *     CHANGE    rN=VALUE  [ADDRESS]=HEX
 *
 * Registers that no input sets hold 0xeeeeeeeeeeeeee00 + N, gas is 1000 and pc is 0. Registers and memory that no
 * change names must be as they were. `cost=A/B` is the gas used per instruction and per block. A line that begins with
 * => adds to the expectations of the line above.
 */
#ifndef CORPUS_CASE_H
#define CORPUS_CASE_H

#include "given.h"

#define MAX_WORDS 48
#define MAX_STEPS 32

typedef struct words {
    char *at[MAX_WORDS];
    unsigned count;
} words_t;

typedef struct step {
    unsigned line;
    bool is_run; /* of a new machine */
    words_t inputs, expected;
} step_t;

typedef struct corpus_case {
    const char *file;
    unsigned line;
    char *name;
    bool in_model[2]; /* by pvm_gas_model_t */
    pvm_instruction_set_t set;
    words_t settings[8]; /* map, data and layout lines, word by word */
    unsigned setting_count;
    char code[8192];
    words_t blocks, ends;
    step_t steps[MAX_STEPS];
    unsigned step_count;
    struct corpus_case *next;
} corpus_case_t;

/* A mistake in the corpus itself. */
__attribute__((noreturn, format(printf, 3, 4))) static inline void corpus_mistake(const char *file, unsigned line,
                                                                                  const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "%s:%u: ", file, line);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(2);
}

static inline bool is_word(const char *word, const char *expected)
{
    return strcmp(word, expected) == 0;
}

/* Splits a line at blanks, in place. */
static inline void split_words(const corpus_case_t *owner, unsigned line, char *text, words_t *out)
{
    for (char *word = strtok(text, " \t"); word != NULL; word = strtok(NULL, " \t")) {
        if (out->count == MAX_WORDS)
            corpus_mistake(owner->file, line, "more than %d words", MAX_WORDS);
        out->at[out->count++] = word;
    }
}

/* What stands in front of => goes to inputs, what stands behind it to expected. */
static inline void read_step(corpus_case_t *owner, unsigned line, char *text, step_t *out)
{
    char *const arrow = strstr(text, "=>");
    if (arrow != NULL) {
        *arrow = 0;
        split_words(owner, line, arrow + 2, &out->expected);
    }
    split_words(owner, line, text, &out->inputs);
}

static inline bool is_code(const char *line)
{
    const size_t label = strspn(line, "abcdefghijklmnopqrstuvwxyz_0123456789");
    return line[0] == ' ' || line[0] == '.' || (label > 0 && line[label] == ':');
}

static inline void add_code_line(corpus_case_t *owner, unsigned line, const char *text)
{
    const size_t len = strlen(owner->code);
    if (len + strlen(text) + 2 > sizeof owner->code)
        corpus_mistake(owner->file, line, "the code is too long");
    sprintf(owner->code + len, "%s\n", text);
}

static inline void read_case_line(corpus_case_t *owner, unsigned line, char *text)
{
    if (is_code(text)) {
        add_code_line(owner, line, text);
        return;
    }
    char *rest = strchr(text, ' ');
    if (rest != NULL)
        *rest++ = 0;
    else
        rest = text + strlen(text);
    step_t *const last = owner->step_count == 0 ? NULL : &owner->steps[owner->step_count - 1];
    if (is_word(text, "run") || is_word(text, "then")) {
        if (owner->step_count == MAX_STEPS || (is_word(text, "then") && last == NULL))
            corpus_mistake(owner->file, line, "no place for this run");
        step_t *const step = &owner->steps[owner->step_count++];
        *step = (step_t){.line = line, .is_run = is_word(text, "run")};
        read_step(owner, line, rest, step);
    } else if (is_word(text, "repeat") && strchr(rest, ' ') != NULL) {
        for (int left = atoi(rest); left > 0; left--)
            add_code_line(owner, line, strchr(rest, ' '));
    } else if (is_word(text, "=>") && last != NULL) {
        split_words(owner, line, rest, &last->expected);
    } else if (is_word(text, "blocks")) {
        split_words(owner, line, rest, &owner->blocks);
    } else if (is_word(text, "ends")) {
        split_words(owner, line, rest, &owner->ends);
    } else if (is_word(text, "model")) {
        owner->in_model[is_word(rest, "block") ? PVM_GAS_MODEL_INSTRUCTION : PVM_GAS_MODEL_BLOCK] = false;
    } else if (is_word(text, "set") && is_word(rest, "unlikely")) {
        owner->set = PVM_INSTRUCTION_SET_GP_0_7_2_UNLIKELY;
    } else if (is_word(text, "map") || is_word(text, "data") || is_word(text, "layout")) {
        if (owner->setting_count == COUNT(owner->settings))
            corpus_mistake(owner->file, line, "too many settings");
        words_t *const words = &owner->settings[owner->setting_count++];
        words->at[words->count++] = text;
        split_words(owner, line, rest, words);
    } else {
        corpus_mistake(owner->file, line, "unknown word \"%s\"", text);
    }
}

/* All cases of a file, in order, appended to a list. `text` is cut up and must stay. */
static inline void read_cases(const char *file, char *text, corpus_case_t ***last)
{
    corpus_case_t *current = NULL;
    unsigned line = 0;
    for (char *at = text, *next; at != NULL; at = next) {
        next = strchr(at, '\n');
        if (next != NULL)
            *next++ = 0;
        line++;
        if (at[0] == 0 || at[0] == '#')
            continue;
        if (strncmp(at, "case ", 5) == 0) {
            current = calloc(1, sizeof *current);
            *current = (corpus_case_t){.file = file, .line = line, .name = at + 5, .in_model = {true, true}};
            **last = current;
            *last = &current->next;
        } else if (current == NULL) {
            corpus_mistake(file, line, "this belongs to no case");
        } else {
            read_case_line(current, line, at);
        }
    }
}

#endif
