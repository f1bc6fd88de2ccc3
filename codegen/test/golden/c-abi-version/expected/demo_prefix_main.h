/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#ifndef DEMO_PREFIX_MAIN_H
#define DEMO_PREFIX_MAIN_H

/* Linked in, not exported; and who calls what is deprecated is not the table's business. */
#define DEMO_API

#define demo_abi_version demo_main_abi_version

#define demoi_x demo_main_i_x

#endif
