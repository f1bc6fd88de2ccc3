// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
#include "addon.h"

#include <cstddef>

// JavaScript writes and reads structs by their offsets.
#define AT(type, field, offset) static_assert(offsetof(type, field) == (offset), #type "." #field " has moved")
#define SIZE(type, size) static_assert(sizeof(type) == (size), #type " has another size")
SIZE(demo_point_t, 8);
AT(demo_point_t, x, 0);
AT(demo_point_t, y, 4);
SIZE(demo_shape_t, 56);
AT(demo_shape_t, id, 0);
AT(demo_shape_t, corners, 8);
AT(demo_shape_t, depth, 32);
AT(demo_shape_t, is_filled, 34);
AT(demo_shape_t, key, 35);
AT(demo_shape_t, name, 39);
SIZE(demo_options_t, 40);
AT(demo_options_t, size, 0);
AT(demo_options_t, limit, 4);
AT(demo_options_t, origin, 8);
AT(demo_options_t, weights, 16);
AT(demo_options_t, title, 32);
SIZE(demo_info_t, 8);
AT(demo_info_t, size, 0);
AT(demo_info_t, count, 4);

void Bind(Napi::Object, Slot*) {}

int32_t Destroy(Kind, const Table*, void*) { return 0; }
