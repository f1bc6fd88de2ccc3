/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#include "demo_prefix_main.h"
#include "demo_table.h"

static const demo_table_t table = {
    .box_destroy = demo_box_destroy,
    .box_make = demo_box_make,
    .box_get_name = demo_box_get_name,
    .box_title = demo_box_title,
    .box_get_numbers = demo_box_get_numbers,
    .box_keep = demo_box_keep,
    .is_ready = demo_is_ready,
};

const demo_table_t *demo_table_of_main(void)
{
    return &table;
}
