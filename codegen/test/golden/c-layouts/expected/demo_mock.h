/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#ifndef DEMO_MOCK_H
#define DEMO_MOCK_H

#include "demo.h"

/* How often each function was called, and what it returns: zero at first. Outputs are left alone. Not for threads. */
typedef struct demo_mock {
    struct { unsigned calls; } give;
} demo_mock_t;

extern demo_mock_t demo_mock;

#endif
