/*
 * A target for libFuzzer: inputs that reach new code of either engine, or of the compiler, are kept and changed further.
 * An input is a trial (trial.h), so that most changes of it are still one:
 *
 *   options 1, rounds 1, seed 4, entries 1, jump table 2 each, then for each 8 octets of code their 8 bits of the bitmask
 *
 * A mismatch is shrunk and printed as differential.c does, and then aborts. Given a file, it prints what is in it before it
 * runs, for what ends in a crash.
 */
#include "shrink.h"

#include <sys/stat.h>

enum { HEADER = 7, GROUP = 9, MAX_ROUNDS = 16 };

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size); /* libFuzzer's own */

static bool prints_first;

static uint64_t number_at(const uint8_t *at, size_t len)
{
    uint64_t number = 0;
    memcpy(&number, at, len);
    return number;
}

/* ---- Inputs ------------------------------------------------------------ */

static pvm_program_options_t options_of(uint8_t octet)
{
    const uint32_t compile = octet >> 2 & 7;
    return (pvm_program_options_t){.size = sizeof(pvm_program_options_t),
                                   .compile = compile == 6   ? PVM_COMPILE_ADAPTIVE
                                              : compile == 7 ? PVM_COMPILE_NEVER
                                                             : PVM_COMPILE_EAGER,
                                   .instruction_set = (pvm_instruction_set_t)(octet >> 1 & 1),
                                   .gas_model = (pvm_gas_model_t)(octet & 1)};
}

/* False if there is no code in it. What it allocates is the caller's. */
static bool decode(const uint8_t *data, size_t size, trial_t *out)
{
    if (size < HEADER || size <= HEADER + 2u * data[6] + 1)
        return false;
    *out = (trial_t){.options = options_of(data[0]),
                     .rounds = 1 + data[1] % MAX_ROUNDS,
                     .seed = number_at(data + 2, 4),
                     .has_guard = has_guard()};
    parts_t *const parts = &out->parts;
    parts->table_len = data[6];
    for (size_t i = 0; i < parts->table_len; i++)
        parts->table[i] = number_at(data + HEADER + 2 * i, 2);
    const uint8_t *at = data + HEADER + 2 * parts->table_len, *const end = data + size;
    parts->code = calloc((size_t)(end - at) + 1, 1);
    parts->bitmask = calloc((size_t)(end - at) / GROUP + 2, 1);
    for (; end - at > 1; at += end - at < GROUP ? end - at : GROUP) {
        const size_t len = (end - at < GROUP ? (size_t)(end - at) : GROUP) - 1;
        parts->bitmask[parts->code_len / 8] = at[0] & (uint8_t)((1 << len) - 1);
        memcpy(parts->code + parts->code_len, at + 1, len);
        parts->code_len += len;
    }
    return true;
}

/* The length of the input, or 0 if there is not so much room. Its first six octets are left as they are. */
static size_t encode(const parts_t *parts, uint8_t *data, size_t max_size)
{
    const size_t table_len = parts->table_len < 255 ? parts->table_len : 255;
    const size_t size = HEADER + 2 * table_len + parts->code_len + (parts->code_len + 7) / 8;
    if (size > max_size)
        return 0;
    data[6] = (uint8_t)table_len;
    uint8_t *at = data + HEADER;
    for (size_t i = 0; i < table_len; i++, at += 2)
        memcpy(at, &parts->table[i], 2);
    for (size_t pc = 0; pc < parts->code_len; pc += 8) {
        const size_t len = parts->code_len - pc < 8 ? parts->code_len - pc : 8;
        *at++ = parts->bitmask[pc / 8];
        memcpy(at, parts->code + pc, len);
        at += len;
    }
    return size;
}

/* ---- What libFuzzer calls ---------------------------------------------- */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct stat file;
    for (int i = 1; i < *argc; i++)
        prints_first = prints_first || (stat((*argv)[i], &file) == 0 && S_ISREG(file.st_mode));
    return 0;
}

/* Half of the changes are libFuzzer's, the others know what a program is, or make a new one. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    random_t random = {seed};
    trial_t trial = {0};
    if (one_in(&random, 2) || max_size < HEADER)
        return LLVMFuzzerMutate(data, size, max_size);
    const bool is_new = size < HEADER || one_in(&random, 8);
    if (is_new ? !make_random(&random, &trial.parts) : !decode(data, size, &trial))
        return LLVMFuzzerMutate(data, size, max_size);
    if (is_new) {
        for (size_t i = 0; i < HEADER; i++)
            data[i] = (uint8_t)any(&random);
    } else {
        mutate_parts(&random, &trial.parts, 1 + below(&random, 4));
    }
    const size_t changed_size = encode(&trial.parts, data, max_size);
    free_parts(&trial.parts);
    return changed_size != 0 ? changed_size : LLVMFuzzerMutate(data, size, max_size);
}

/* Both engines must take it for a program, or neither; false if they don't. */
static bool is_program(const trial_t *trial)
{
    const parts_t *const parts = &trial->parts;
    bool is_valid[2];
    for (int side = 0; side < 2; side++) {
        pvm_program_t *program = NULL;
        pvm_program_info_t info = {.size = sizeof info};
        is_valid[side] = engines[side]->program_from_parts(parts->code, parts->code_len, parts->bitmask,
                                                           (parts->code_len + 7) / 8, parts->table, parts->table_len,
                                                           &trial->options, &program, NULL) == PVM_STATUS_OK &&
                         engines[side]->program_get_info(program, &info) == PVM_STATUS_OK && info.is_valid == 1;
        if (program != NULL)
            engines[side]->program_release(program);
    }
    if (is_valid[0] != is_valid[1]) {
        printf("only the %s takes it for a program\n", is_valid[0] ? "interpreter" : "recompiler");
        print_trial(trial);
        fflush(stdout);
        abort();
    }
    return is_valid[0];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    trial_t trial;
    if (!decode(data, size, &trial))
        return 0;
    if (prints_first) {
        print_trial(&trial);
        fflush(stdout);
    }
    if (is_program(&trial) && try_trial(&trial) != NULL) {
        shrink(&trial, try_trial);
        const char *const why = try_trial(&trial);
        printf("mismatch, shrunk: %s\n", why == NULL ? "(not reproducible)" : why);
        print_trial(&trial);
        fflush(stdout);
        abort();
    }
    free_parts(&trial.parts);
    return 0;
}
