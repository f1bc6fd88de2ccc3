/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#ifndef DEMO_MOCK_H
#define DEMO_MOCK_H

#include "demo.h"

/* How often each function was called, and what it returns: zero at first. Outputs are left alone. Not for threads. */
typedef struct demo_mock {
    struct { unsigned calls; } box_destroy;
    struct { unsigned calls; demo_status_t result; } box_make;
    struct { unsigned calls; const char *result; } box_get_name;
    struct { unsigned calls; const char *result; } box_title;
    struct { unsigned calls; uint64_t *result; } box_get_numbers;
    struct { unsigned calls; } box_keep;
    struct { unsigned calls; bool result; } is_ready;
} demo_mock_t;

extern demo_mock_t demo_mock;

#endif
