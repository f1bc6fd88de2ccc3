/*
 * differential SEED COUNT [FIRST [FILE...]]: random programs, or mutated ones if files are given, in both engines, with
 * both gas models. A file is a program, bare or standard, or a text of the corpus (core/test/corpus). COUNT 0 goes on for
 * ever. A mismatch, a crash or a hang is shrunk to few instructions and printed as assembly.
 */
#include "shrink.h"

#include "../../core/test/corpus_case.h"

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

/* ---- All of it --------------------------------------------------------- */

/* Programs that trials are mutations of. */
static blob_t *sources;
static uint32_t source_count;

static void add_source(blob_t blob)
{
    sources = realloc(sources, (source_count + 1) * sizeof *sources);
    sources[source_count++] = blob;
}

/* The octets of a file, and a 0 behind them. */
static blob_t read_file(const char *path)
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
    blob.octets[blob.len] = 0;
    fclose(file);
    return blob;
}

static void add_corpus(const char *path)
{
    corpus_case_t *first = NULL, **last = &first;
    read_cases(path, (char *)read_file(path).octets, &last);
    for (const corpus_case_t *at = first; at != NULL; at = at->next) {
        blob_t blob = {.octets = malloc(1 << 16)};
        if (engines[0]->assemble(at->code, at->set, blob.octets, 1 << 16, &blob.len, NULL) == PVM_STATUS_OK)
            add_source(blob);
    }
}

static void read_source(const char *path)
{
    const char *const dot = strrchr(path, '.');
    parts_t parts;
    if (dot != NULL && is_word(dot, ".txt")) {
        add_corpus(path);
        return;
    }
    add_source(read_file(path));
    if (!split(&sources[source_count - 1], &parts)) {
        fprintf(stderr, "%s: no program\n", path);
        exit(2);
    }
    free_parts(&parts);
}

/* Mostly eager: what is compiled late, a run of a trial hardly reaches. */
static pvm_program_options_t any_options(random_t *random)
{
    const uint32_t compile = below(random, 16);
    return (pvm_program_options_t){.size = sizeof(pvm_program_options_t),
                                   .compile = compile == 0   ? PVM_COMPILE_NEVER
                                              : compile <= 3 ? PVM_COMPILE_ADAPTIVE
                                                             : PVM_COMPILE_EAGER,
                                   .instruction_set = (pvm_instruction_set_t)below(random, 2),
                                   .gas_model = (pvm_gas_model_t)below(random, 2)};
}

static bool make_parts(random_t *random, trial_t *trial)
{
    if (source_count == 0)
        return make_random(random, &trial->parts);
    if (!split(&sources[below(random, source_count)], &trial->parts))
        return false;
    mutate_parts(random, &trial->parts, below(random, trial->parts.code_len < 100 ? 4 : 12));
    if (trial->parts.code_len > 10000)
        trial->rounds = 200; /* the machines are dear here, the runs are short */
    return true;
}

static bool try_index(uint64_t seed, uint64_t index)
{
    random_t random = {seed * UINT64_C(0x9e3779b97f4a7c15) ^ (index * UINT64_C(0xd1342543de82ef95) + 1)};
    trial_t trial = {.rounds = 2 + below(&random, 12), .has_guard = has_guard(), .options = any_options(&random)};
    if (!make_parts(&random, &trial))
        return true;
    trial.seed = any(&random);
    const char *const why = try_caught(&trial);
    if (why != NULL) {
        printf("# input %" PRIu64 " of seed %" PRIu64 ": %s\n", index, seed, why);
        fflush(stdout);
        shrink(&trial, try_caught);
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

/* Now and then, for who waits; the other output is for programs that read TAP. */
static void tell_progress(uint64_t seed, uint64_t done)
{
    if (done % 1000000 == 0 && isatty(2))
        fprintf(stderr, "seed %" PRIu64 ": %" PRIu64 " programs run alike\n", seed, done);
}

int main(int argc, char **argv)
{
    const uint64_t seed = argument(argc, argv, 1, 1), count = argument(argc, argv, 2, 200000);
    const uint64_t first = argument(argc, argv, 3, 0), end = count == 0 ? UINT64_MAX : first + count;
    for (int i = 4; i < argc; i++)
        read_source(argv[i]);
    printf("TAP version 13\n1..1\n# seed %" PRIu64 "\n", seed);
    catch_signals();
    uint64_t mismatches = 0;
    for (uint64_t index = first; index < end && mismatches < 5; index++) {
        mismatches += !try_index(seed, index);
        tell_progress(seed, index - first + 1);
    }
    char name[128];
    snprintf(name, sizeof name, "%" PRIu64 " %s programs (seed %" PRIu64 ") run alike in interpreter and recompiler", count,
             source_count != 0 ? "mutated" : "random", seed);
    tap_report(1, mismatches == 0, name);
    printf("#");
    for (int result = 0; result < 16; result++) {
        if (runs_by_result[result] != 0)
            printf(" %s %" PRIu64, engines[0]->result_name((pvm_result_t)result), runs_by_result[result]);
    }
    printf("; host calls answered %" PRIu64 ", gas spent %" PRIu64 "\n", host_calls / 2, gas_spent);
    return mismatches != 0;
}
