/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#ifndef DEMO_TABLE_H
#define DEMO_TABLE_H

#include "demo.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Every function of one library, in the order of the header. */
typedef struct demo_table {
    void (*give)(demo_everything_t *out_everything);
} demo_table_t;

const demo_table_t *demo_table_of_main(void);

#ifdef __cplusplus
}
#endif

#endif
