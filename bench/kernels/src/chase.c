/* Follows n pointers through 16 MiB in random order: the latency of memory. Returns where it arrived. */
#include "kernel.h"

#define COUNT (1u << 22)

static uint32_t next[COUNT];

uint32_t run(uint32_t n)
{
    /* x -> 1664525x + 1013904223 goes through all residues of a power of two before it repeats. */
    for (uint32_t i = 0; i < COUNT; i++)
        next[i] = (i * 1664525u + 1013904223u) % COUNT;
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++)
        at = next[at];
    return at;
}
