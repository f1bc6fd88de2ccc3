/*
 * differential SEED COUNT [FIRST [BLOB...]]: random programs, and mutated real ones if blobs are given, in both engines,
 * with both gas models. A mismatch, a crash or a hang is shrunk to few instructions and printed as assembly.
 */
#include "trial.h"

#include <setjmp.h>
#include <signal.h>

/* ---- Crashes and hangs are mismatches, too ------------------------------ */

static sigjmp_buf caught;

static void catch (int number)
{
    siglongjmp(caught, number);
}

static const char *try_caught(const trial_t *trial)
{
    static char why[64];
    const int number = sigsetjmp(caught, 1);
    if (number != 0) {
        alarm(0);
        snprintf(why, sizeof why, "ended by signal %d (%s)", number, strsignal(number));
        return why;
    }
    alarm(20);
    const char *const result = try_trial(trial);
    alarm(0);
    return result;
}

static void catch_signals(void)
{
    static uint8_t stack[1 << 16];
    const int numbers[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGALRM};
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    for (size_t i = 0; i < COUNT(numbers); i++)
        sigaction(numbers[i], &(struct sigaction){.sa_handler = catch, .sa_flags = SA_ONSTACK | SA_NODEFER}, NULL);
}

/* ---- Programs ---------------------------------------------------------- */

typedef struct blob {
    uint8_t *octets;
    size_t len;
} blob_t;

static void free_parts(parts_t *parts)
{
    free(parts->code);
    free(parts->bitmask);
}

/* The parts of a blob that is a program; false if it is none. */
static bool split(const blob_t *blob, parts_t *out)
{
    const engine_t *const engine = engines[0];
    pvm_program_t *program = NULL;
    pvm_program_info_t info = {.size = sizeof info};
    if (engine->program_parse(blob->octets, blob->len, NULL, &program, NULL) != PVM_STATUS_OK &&
        engine->program_parse_standard(blob->octets, blob->len, 1, NULL, &program, NULL) != PVM_STATUS_OK)
        return false;
    engine->program_get_info(program, &info);
    *out = (parts_t){.code = malloc(info.code_len + 1), .bitmask = calloc(info.code_len / 8 + 1, 1)};
    const bool is_valid = info.is_valid &&
                          engine->program_copy_code(program, out->code, info.code_len, &out->code_len) == PVM_STATUS_OK;
    for (size_t pc = 0; pc < out->code_len; pc++)
        out->bitmask[pc / 8] |= (uint8_t)(engine->program_has_instruction(program, pc) << pc % 8);
    out->table_len = info.jump_table_len < COUNT(out->table) ? info.jump_table_len : COUNT(out->table);
    for (size_t i = 0; i < out->table_len; i++)
        engine->program_get_jump_target(program, i, &out->table[i]);
    engine->program_release(program);
    if (!is_valid)
        free_parts(out);
    return is_valid;
}

/* Opcodes, operands and starts of instructions change, the length stays. */
static void mutate_parts(random_t *random, parts_t *parts)
{
    for (uint32_t left = below(random, 12); left != 0 && parts->code_len != 0; left--) {
        const size_t at = any(random) % parts->code_len;
        if (one_in(random, 3))
            parts->code[at] = (uint8_t)any(random);
        else if (one_in(random, 2))
            parts->code[at] ^= (uint8_t)(1 << below(random, 8));
        else
            parts->bitmask[at / 8] ^= (uint8_t)(1 << at % 8);
    }
}

static bool make_random(random_t *random, parts_t *out)
{
    static octets_t octets;
    octets.len = 0;
    if (one_in(random, 8))
        add_program(random, &octets);
    else
        add_living_program(random, &octets);
    if (one_in(random, 4))
        mutate(random, &octets);
    return split(&(blob_t){octets.at, octets.len}, out);
}

/* ---- Shrinking --------------------------------------------------------- */

/* Is the trial still a mismatch with `with` in place of len octets at pc? If so, it stays. */
static bool keeps_failing(trial_t *trial, size_t pc, size_t len, uint8_t with)
{
    uint8_t code[32], starts[32];
    if (len > sizeof code)
        return false;
    bool changes = false;
    for (size_t i = 0; i < len; i++) {
        uint8_t *const octet = &trial->parts.bitmask[(pc + i) / 8];
        code[i] = trial->parts.code[pc + i];
        starts[i] = *octet >> (pc + i) % 8 & 1;
        changes = changes || code[i] != with || starts[i] == 0;
        trial->parts.code[pc + i] = with;
        *octet |= (uint8_t)(1 << (pc + i) % 8);
    }
    if (changes && try_caught(trial) != NULL)
        return true;
    for (size_t i = 0; i < len; i++) {
        uint8_t *const octet = &trial->parts.bitmask[(pc + i) / 8];
        trial->parts.code[pc + i] = code[i];
        *octet = (uint8_t)((*octet & ~(1 << (pc + i) % 8)) | starts[i] << (pc + i) % 8);
    }
    return false;
}

static bool has_start(const parts_t *parts, size_t pc)
{
    return parts->bitmask[pc / 8] >> pc % 8 & 1;
}

/* Cuts off code that doesn't matter, and fills the rest of what doesn't matter with fallthroughs. */
static void shrink(trial_t *trial)
{
    parts_t *const parts = &trial->parts;
    while (trial->rounds > 1) {
        trial->rounds--;
        if (try_caught(trial) == NULL) {
            trial->rounds++;
            break;
        }
    }
    for (size_t cut = parts->code_len / 2; cut > 0; cut /= 2) {
        while (cut < parts->code_len) {
            const size_t len = parts->code_len;
            const uint8_t last = parts->bitmask[(len - cut) / 8];
            parts->code_len -= cut;
            if (parts->code_len % 8 != 0)
                parts->bitmask[parts->code_len / 8] &= (uint8_t)((1 << parts->code_len % 8) - 1);
            if (try_caught(trial) != NULL)
                continue;
            parts->code_len = len;
            parts->bitmask[(len - cut) / 8] = last;
            break;
        }
    }
    for (bool again = true; again;) {
        again = false;
        for (size_t pc = 0, next; pc < parts->code_len; pc = next) {
            for (next = pc + 1; next < parts->code_len && !has_start(parts, next);)
                next++;
            again = keeps_failing(trial, pc, next - pc, 1) || again;
        }
    }
}

static void print_trial(const trial_t *trial)
{
    pvm_program_t *program;
    size_t len = 0;
    const parts_t *const parts = &trial->parts;
    if (engines[0]->program_from_parts(parts->code, parts->code_len, parts->bitmask, (parts->code_len + 7) / 8,
                                       parts->table, parts->table_len, &trial->options, &program, NULL) != PVM_STATUS_OK)
        return;
    engines[0]->program_list(program, NULL, 0, &len);
    char *const text = malloc(len + 1);
    if (text != NULL && engines[0]->program_list(program, text, len + 1, &len) == PVM_STATUS_OK)
        printf("# seed of the trial 0x%" PRIx64 ", %u rounds, gas per %s, assembly:\n%s\n", trial->seed,
               (unsigned)trial->rounds, trial->options.gas_model == PVM_GAS_MODEL_BLOCK ? "block" : "instruction", text);
    free(text);
    engines[0]->program_release(program);
}

/* ---- All of it --------------------------------------------------------- */

static blob_t read_blob(const char *path)
{
    FILE *const file = fopen(path, "rb");
    blob_t blob = {0};
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (blob.octets = malloc((size_t)ftell(file) + 1)) == NULL) {
        perror(path);
        exit(2);
    }
    blob.len = (size_t)ftell(file);
    rewind(file);
    if (fread(blob.octets, 1, blob.len, file) != blob.len)
        exit(2);
    fclose(file);
    return blob;
}

/*
 * Is there guarded memory? Asked once, with its own handler under the library's: a guest's fault is no crash, and any other
 * is passed on to `catch`.
 */
static bool has_guard(void)
{
    static int known = -1;
    const uint8_t blob[] = {0, 0, 0};
    const pvm_vm_options_t options = {.size = sizeof options, .memory_mode = PVM_MEMORY_MODE_GUARD};
    pvm_program_t *program;
    pvm_vm_t *vm;
    if (known < 0 && recompiler_engine.program_parse(blob, sizeof blob, NULL, &program, NULL) == PVM_STATUS_OK) {
        known = recompiler_engine.vm_from_program(program, &options, &vm) == PVM_STATUS_OK;
        if (known)
            recompiler_engine.vm_destroy(vm);
        recompiler_engine.program_release(program);
        printf("# %s guarded memory\n", known ? "with" : "without");
    }
    return known == 1;
}

static bool try_index(uint64_t seed, uint64_t index, const blob_t *blobs, uint32_t blob_count)
{
    random_t random = {seed * UINT64_C(0x9e3779b97f4a7c15) ^ (index * UINT64_C(0xd1342543de82ef95) + 1)};
    trial_t trial = {.rounds = 2 + below(&random, 12), .has_guard = has_guard()};
    /* mostly eager: what is compiled late, a run of a trial hardly reaches */
    const uint32_t compile = below(&random, 16);
    trial.options = (pvm_program_options_t){.size = sizeof trial.options,
                                            .compile = compile == 0   ? PVM_COMPILE_NEVER
                                                       : compile <= 3 ? PVM_COMPILE_ADAPTIVE
                                                                      : PVM_COMPILE_EAGER,
                                            .instruction_set = (pvm_instruction_set_t)below(&random, 2),
                                            .gas_model = (pvm_gas_model_t)below(&random, 2)};
    const bool is_real = blob_count != 0;
    if (is_real ? !split(&blobs[below(&random, blob_count)], &trial.parts) : !make_random(&random, &trial.parts))
        return true;
    if (is_real) {
        mutate_parts(&random, &trial.parts);
        trial.rounds = 200; /* the machines are dear here, the runs are short */
    }
    trial.seed = any(&random);
    const char *const why = try_caught(&trial);
    if (why != NULL) {
        printf("# input %" PRIu64 " of seed %" PRIu64 ": %s\n", index, seed, why);
        fflush(stdout);
        shrink(&trial);
        const char *const why_now = try_caught(&trial);
        printf("# shrunk: %s\n", why_now == NULL ? "(not reproducible)" : why_now);
        print_trial(&trial);
    }
    free_parts(&trial.parts);
    return why == NULL;
}

static uint64_t argument(int argc, char **argv, int index, uint64_t otherwise)
{
    return argc > index ? (uint64_t)strtod(argv[index], NULL) : otherwise; /* 1e6 is a number, too */
}

int main(int argc, char **argv)
{
    const uint64_t seed = argument(argc, argv, 1, 1), count = argument(argc, argv, 2, 200000);
    const uint64_t first = argument(argc, argv, 3, 0);
    blob_t blobs[16];
    uint32_t blob_count = 0;
    for (int i = 4; i < argc && blob_count < COUNT(blobs); i++)
        blobs[blob_count++] = read_blob(argv[i]);
    printf("TAP version 13\n1..1\n# seed %" PRIu64 ", %" PRIu64 " programs\n", seed, count);
    catch_signals();
    uint64_t mismatches = 0;
    for (uint64_t index = first; index < first + count && mismatches < 5; index++)
        mismatches += !try_index(seed, index, blobs, blob_count);
    char name[128];
    snprintf(name, sizeof name, "%" PRIu64 " %s programs (seed %" PRIu64 ") run alike in interpreter and recompiler", count,
             blob_count != 0 ? "mutated real" : "random", seed);
    tap_report(1, mismatches == 0, name);
    printf("#");
    for (int result = 0; result < 16; result++) {
        if (runs_by_result[result] != 0)
            printf(" %s %" PRIu64, engines[0]->result_name((pvm_result_t)result), runs_by_result[result]);
    }
    printf("; gas spent %" PRIu64 "\n", gas_spent);
    for (uint32_t i = 0; i < blob_count; i++)
        free(blobs[i].octets);
    return mismatches != 0;
}
