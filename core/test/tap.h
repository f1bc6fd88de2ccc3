/*
 * The tests' harness. A program of tests includes this once, says TEST("a sentence of behaviour") { ... } for each, and
 * has its main here. It prints TAP, which scripts/results.mjs reads. A failed check ends its test; the others still
 * run. A test that hangs or crashes ends the program: the plan, printed first, tells that tests are missing then.
 */
#ifndef TAP_H
#define TAP_H

#include "../../pvm.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SECONDS_PER_TEST 120

typedef struct tap_test {
    const char *name;
    void (*run)(void);
    struct tap_test *next;
} tap_test_t;

static tap_test_t *tap_first;
__attribute__((unused)) static tap_test_t **tap_last = &tap_first;
static jmp_buf tap_failed;
static char tap_why[1024];

#define TAP_DEFINE(sentence, run, registration)                                                                        \
    static void run(void);                                                                                             \
    __attribute__((constructor)) static void registration(void)                                                        \
    {                                                                                                                  \
        static tap_test_t test = {sentence, run, NULL};                                                                \
        *tap_last = &test;                                                                                             \
        tap_last = &test.next;                                                                                         \
    }                                                                                                                  \
    static void run(void)
#define TAP_TEST(sentence, line) TAP_DEFINE(sentence, tap_test_##line, tap_register_##line)
#define TAP_TEST_AT(sentence, line) TAP_TEST(sentence, line)
#define TEST(sentence) TAP_TEST_AT(sentence, __LINE__)

/* Ends the running test as failed. Only from the thread that runs it. */
__attribute__((noreturn, format(printf, 3, 4))) static inline void tap_fail(const char *file, int line,
                                                                            const char *format, ...)
{
    const char *const slash = strrchr(file, '/');
    int len = snprintf(tap_why, sizeof tap_why, "%s:%d: ", slash == NULL ? file : slash + 1, line);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(tap_why + len, sizeof tap_why - (size_t)len, format, arguments);
    va_end(arguments);
    longjmp(tap_failed, 1);
}

#define FAIL(...) tap_fail(__FILE__, __LINE__, __VA_ARGS__)

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            FAIL("%s does not hold", #condition);                                                                      \
    } while (0)

/* Numbers. EQUAL(expected, got) */
#define EQUAL(expected, got)                                                                                           \
    do {                                                                                                               \
        const uint64_t tap_expected = (uint64_t)(expected), tap_got = (uint64_t)(got);                                 \
        if (tap_expected != tap_got)                                                                                   \
            FAIL("%s: expected 0x%" PRIx64 ", got 0x%" PRIx64, #got, tap_expected, tap_got);                           \
    } while (0)

#define EQUAL_TEXT(expected, got)                                                                                      \
    do {                                                                                                               \
        const char *const tap_expected = (expected), *const tap_got = (got);                                           \
        if (strcmp(tap_expected, tap_got) != 0)                                                                        \
            FAIL("%s: expected \"%s\", got \"%s\"", #got, tap_expected, tap_got);                                      \
    } while (0)

#define EQUAL_OCTETS(expected, got, len)                                                                               \
    do {                                                                                                               \
        const uint8_t *const tap_expected = (const void *)(expected), *const tap_got = (const void *)(got);            \
        for (size_t tap_at = 0; tap_at < (size_t)(len); tap_at++) {                                                    \
            if (tap_expected[tap_at] != tap_got[tap_at])                                                               \
                FAIL("%s: octet %zu: expected 0x%02x, got 0x%02x", #got, tap_at, tap_expected[tap_at],                 \
                     tap_got[tap_at]);                                                                                 \
        }                                                                                                              \
    } while (0)

/* A status, by its message when it is another. */
#define STATUS(expected, call)                                                                                         \
    do {                                                                                                               \
        const pvm_status_t tap_status = (call);                                                                        \
        if (tap_status != (expected))                                                                                  \
            FAIL("%s: expected %s, got %d (%s)", #call, #expected, (int)tap_status, pvm_status_message(tap_status));   \
    } while (0)

#define OK(call) STATUS(PVM_STATUS_OK, call)

#define RESULT(expected, call)                                                                                         \
    do {                                                                                                               \
        const pvm_result_t tap_result = (call);                                                                        \
        if (tap_result != (expected))                                                                                  \
            FAIL("%s: expected %s, got %s", #call, #expected, pvm_result_name(tap_result));                            \
    } while (0)

/* The engine under test, in front of every name: one body of tests serves all libraries. */
static inline const char *tap_column(void)
{
#if defined(__SANITIZE_ADDRESS__)
    return pvm_engine_kind() == PVM_ENGINE_KIND_RECOMPILER ? "recompiler/c sanitized" : "interpreter/c sanitized";
#else
    return pvm_engine_kind() == PVM_ENGINE_KIND_RECOMPILER ? "recompiler/c" : "interpreter/c";
#endif
}

static inline void tap_report(unsigned number, bool passed, const char *name)
{
    printf("%s %u [%s] %s%s%s\n", passed ? "ok" : "not ok", number, tap_column(), name, passed ? "" : " - ",
           passed ? "" : tap_why);
    fflush(stdout);
}

static inline bool tap_passes(const tap_test_t *test)
{
    alarm(SECONDS_PER_TEST);
    if (setjmp(tap_failed) != 0)
        return false;
    test->run();
    return true;
}

/* Runs what was registered; exit status 0 if all of it passed. */
static inline int tap_run(void)
{
    unsigned count = 0, number = 0, failed = 0;
    for (const tap_test_t *test = tap_first; test != NULL; test = test->next)
        count++;
    printf("TAP version 13\n1..%u\n", count);
    fflush(stdout);
    for (const tap_test_t *test = tap_first; test != NULL; test = test->next) {
        const bool passed = tap_passes(test);
        failed += !passed;
        tap_report(++number, passed, test->name);
    }
    alarm(0);
    return failed == 0 && count > 0 ? 0 : 1;
}

#ifndef TAP_OWN_MAIN
int main(void)
{
    const int status = tap_run();
    if (status != 0)
        _exit(status); /* a failed test leaves things behind: no use in telling of leaks as well */
    return 0;
}
#endif

#endif
