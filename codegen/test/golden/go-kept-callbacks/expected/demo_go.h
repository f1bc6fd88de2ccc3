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

/* In Go: calls the function that user_data numbers. */
extern bool demo_goexport_tick(uintptr_t clock, uint64_t times, uintptr_t user_data);

static inline bool demo_gocall_tick(demo_clock_t *clock, uint64_t times, void *user_data)
{
    return demo_goexport_tick((uintptr_t)clock, (uint64_t)times, (uintptr_t)user_data);
}

/* In Go: calls the function that user_data numbers. */
extern void demo_goexport_strike(uint32_t hour, uintptr_t user_data);

static inline void demo_gocall_strike(uint32_t hour, void *user_data)
{
    demo_goexport_strike((uint32_t)hour, (uintptr_t)user_data);
}

/* In Go: forgets the function that user_data numbers. */
extern void demo_goexport_drop(uintptr_t user_data);

static inline void demo_gocall_drop(void *user_data)
{
    demo_goexport_drop((uintptr_t)user_data);
}

static inline uintptr_t demo_go_clock_create(uintptr_t table)
{
    return (uintptr_t)TABLE(table)->clock_create();
}

static inline void demo_go_clock_destroy(uintptr_t table, uintptr_t clock)
{
TABLE(table)->clock_destroy((demo_clock_t *)clock);
}

static inline void demo_go_clock_set_tick(uintptr_t table, uintptr_t clock, uintptr_t tick)
{
TABLE(table)->clock_set_tick((demo_clock_t *)clock, tick == 0 ? NULL : demo_gocall_tick, (void *)tick);
}

static inline demo_status_t demo_go_clock_set_strike(uintptr_t table, uintptr_t clock, uintptr_t strike)
{
    return TABLE(table)->clock_set_strike((demo_clock_t *)clock, strike == 0 ? NULL : demo_gocall_strike, (void *)strike, strike == 0 ? NULL : demo_gocall_drop);
}

static inline demo_status_t demo_go_clock_add_alarm(uintptr_t table, uintptr_t clock, uintptr_t alarm)
{
    return TABLE(table)->clock_add_alarm((demo_clock_t *)clock, alarm == 0 ? NULL : demo_gocall_strike, (void *)alarm);
}

static inline void demo_go_clock_run(uintptr_t table, uintptr_t clock, uint32_t seconds)
{
TABLE(table)->clock_run((demo_clock_t *)clock, seconds);
}

#undef TABLE

#endif
