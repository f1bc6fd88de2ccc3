/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#include "demo_prefix_main.h"
#include "demo_table.h"

static const demo_table_t table = {
    .give = demo_give,
};

const demo_table_t *demo_table_of_main(void)
{
    return &table;
}
