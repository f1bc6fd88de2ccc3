/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#include "demo.h"

#define SAME(expression, value) _Static_assert((expression) == (value), #expression " is not " #value)


SAME(sizeof(demo_status_t), 4);
SAME(DEMO_STATUS_OK, 0);
SAME(DEMO_STATUS_INVALID_ARGUMENT, 1);
SAME(DEMO_STATUS_FULL, 2);

