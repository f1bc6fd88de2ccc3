/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#ifndef DEMO_PREFIX_MAIN_H
#define DEMO_PREFIX_MAIN_H

/* Linked in, not exported; and who calls what is deprecated is not the table's business. */
#define DEMO_API
#define DEMO_DEPRECATED(message)

#define demo_box_destroy demo_main_box_destroy
#define demo_box_make demo_main_box_make
#define demo_box_get_name demo_main_box_get_name
#define demo_box_title demo_main_box_title
#define demo_box_get_numbers demo_main_box_get_numbers
#define demo_box_keep demo_main_box_keep
#define demo_is_ready demo_main_is_ready

#define demoi_x demo_main_i_x

#endif
