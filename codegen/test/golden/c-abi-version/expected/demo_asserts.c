/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#include "demo.h"

#define SAME(expression, value) _Static_assert((expression) == (value), #expression " is not " #value)

SAME(DEMO_ABI_MAJOR, 2);
SAME(DEMO_ABI_MINOR, 3);


