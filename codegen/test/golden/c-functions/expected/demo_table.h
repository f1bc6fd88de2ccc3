/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#ifndef DEMO_TABLE_H
#define DEMO_TABLE_H

#include "demo.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Every function of one library, in the order of the header. */
typedef struct demo_table {
    void (*box_destroy)(demo_box_t *box);
    demo_status_t (*box_make)(const char *name, demo_box_t **out_box);
    const char *(*box_get_name)(const demo_box_t *box);
    const char *(*box_title)(const demo_box_t *box);
    uint64_t *(*box_get_numbers)(demo_box_t *box);
    void (*box_keep)(demo_box_t *box, demo_hook_t hook, void *user_data);
    bool (*is_ready)(void);
} demo_table_t;

const demo_table_t *demo_table_of_main(void);

#ifdef __cplusplus
}
#endif

#endif
