/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#include "demo_mock.h"

demo_mock_t demo_mock;

void demo_give(demo_everything_t *out_everything)
{
    (void)out_everything;
    demo_mock.give.calls++;
}
