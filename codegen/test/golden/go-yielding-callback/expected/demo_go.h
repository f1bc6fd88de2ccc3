/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#ifndef DEMO_GO_H
#define DEMO_GO_H

#include "demo_table_loader.h"

#include <stdio.h>
#include <stdlib.h>

#define TABLE(table) ((const demo_table_t *)(table))

static inline int demo_go_load(const char *path, uintptr_t *out_table, uintptr_t *out_library, char *message,
                              size_t message_size)
{
    demo_table_t *loaded = malloc(sizeof *loaded);
    void *library = NULL;
    if (loaded == NULL || demo_table_load(path, loaded, &library, message, message_size) != 0) {
        if (loaded == NULL)
            snprintf(message, message_size, "cannot open %s: out of memory", path);
        free(loaded);
        return -1;
    }
    *out_table = (uintptr_t)loaded;
    *out_library = (uintptr_t)library;
    return 0;
}

static inline void demo_go_unload(uintptr_t table, uintptr_t library)
{
    demo_table_unload((void *)library);
    free((void *)table);
}

/* The closure does not run here: the run ends, Go calls it without C below, and goes on with its answer. */
static inline demo_answer_t demo_gocall_oracle(demo_machine_t *machine, uint32_t question, void *user_data)
{
    (void)machine;
    (void)question;
    (void)user_data;
    return DEMO_ANSWER_WAIT;
}

static inline uintptr_t demo_go_machine_create(uintptr_t table)
{
    return (uintptr_t)TABLE(table)->machine_create();
}

static inline void demo_go_machine_destroy(uintptr_t table, uintptr_t machine)
{
TABLE(table)->machine_destroy((demo_machine_t *)machine);
}

static inline void demo_go_machine_set_oracle(uintptr_t table, uintptr_t machine, uintptr_t oracle)
{
TABLE(table)->machine_set_oracle((demo_machine_t *)machine, oracle == 0 ? NULL : demo_gocall_oracle, (void *)oracle);
}

static inline uint32_t demo_go_machine_get_question(uintptr_t table, uintptr_t machine)
{
    return TABLE(table)->machine_get_question((demo_machine_t *)machine);
}

static inline demo_result_t demo_go_machine_run(uintptr_t table, uintptr_t machine, uint32_t *question)
{
    const demo_result_t returned = TABLE(table)->machine_run((demo_machine_t *)machine);
    if (returned == DEMO_RESULT_STOPPED) {
        *question = TABLE(table)->machine_get_question((demo_machine_t *)machine);
    }
    return returned;
}

static inline demo_result_t demo_go_machine_answer(uintptr_t table, uintptr_t machine, demo_answer_t answer, uint32_t *question)
{
    const demo_result_t returned = TABLE(table)->machine_answer((demo_machine_t *)machine, answer);
    if (returned == DEMO_RESULT_STOPPED) {
        *question = TABLE(table)->machine_get_question((demo_machine_t *)machine);
    }
    return returned;
}

static inline demo_status_t demo_go_machine_report(uintptr_t table, uintptr_t machine, char *text, size_t text_size, size_t *out_len)
{
    return TABLE(table)->machine_report((demo_machine_t *)machine, text, text_size, out_len);
}

static inline void demo_go_machine_wait(uintptr_t table, uintptr_t machine)
{
TABLE(table)->machine_wait((demo_machine_t *)machine);
}

static inline void demo_go_machine_interrupt(uintptr_t table, uintptr_t machine)
{
TABLE(table)->machine_interrupt((demo_machine_t *)machine);
}

static inline void demo_go_machine_clear(uintptr_t table, uintptr_t machine)
{
TABLE(table)->machine_clear((demo_machine_t *)machine);
}

#undef TABLE

#endif
