/* Code generated from demo.h by pvm-codegen. DO NOT EDIT. */
#include "demo_mock.h"

demo_mock_t demo_mock;

uint32_t demo_abi_version(void)
{
    demo_mock.abi_version.calls++;
    return demo_mock.abi_version.result;
}
