/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#include "demo.h"

#define SAME(expression, value) _Static_assert((expression) == (value), #expression " is not " #value)

SAME(DEMO_LARGEST, 18446744073709551615ull);
SAME(DEMO_LOWEST, -9223372036854775807ll);
SAME(DEMO_ROOM, 16);
SAME(DEMO_LOWEST_OF_ALL, (-0x7fffffffffffffffll - 1));

SAME(sizeof(demo_order_t), 4);
SAME(DEMO_ORDER_BEFORE, -1);
SAME(DEMO_ORDER_AFTER, 1);

SAME(sizeof(demo_point_t), 24);
SAME(offsetof(demo_point_t, x), 0);
SAME(offsetof(demo_point_t, y), 8);
SAME(offsetof(demo_point_t, z), 16);
SAME(sizeof(demo_everything_t), 136);
SAME(offsetof(demo_everything_t, size), 0);
SAME(offsetof(demo_everything_t, is_set), 4);
SAME(offsetof(demo_everything_t, wide), 8);
SAME(offsetof(demo_everything_t, at), 16);
SAME(offsetof(demo_everything_t, digits), 40);
SAME(offsetof(demo_everything_t, path), 48);
SAME(offsetof(demo_everything_t, name), 96);
SAME(offsetof(demo_everything_t, order), 112);
SAME(offsetof(demo_everything_t, ratio), 116);
SAME(offsetof(demo_everything_t, count), 120);
SAME(offsetof(demo_everything_t, last), 128);
