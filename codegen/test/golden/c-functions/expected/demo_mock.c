/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#include "demo_mock.h"

demo_mock_t demo_mock;

void demo_box_destroy(demo_box_t *box)
{
    (void)box;
    demo_mock.box_destroy.calls++;
}

demo_status_t demo_box_make(const char *name, demo_box_t **out_box)
{
    (void)name;
    (void)out_box;
    demo_mock.box_make.calls++;
    return demo_mock.box_make.result;
}

const char *demo_box_get_name(const demo_box_t *box)
{
    (void)box;
    demo_mock.box_get_name.calls++;
    return demo_mock.box_get_name.result;
}

const char *demo_box_title(const demo_box_t *box)
{
    (void)box;
    demo_mock.box_title.calls++;
    return demo_mock.box_title.result;
}

uint64_t *demo_box_get_numbers(demo_box_t *box)
{
    (void)box;
    demo_mock.box_get_numbers.calls++;
    return demo_mock.box_get_numbers.result;
}

void demo_box_keep(demo_box_t *box, demo_hook_t hook, void *user_data)
{
    (void)box;
    (void)hook;
    (void)user_data;
    demo_mock.box_keep.calls++;
}

bool demo_is_ready(void)
{
    demo_mock.is_ready.calls++;
    return demo_mock.is_ready.result;
}
