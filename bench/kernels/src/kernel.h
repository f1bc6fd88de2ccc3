/* What every kernel includes: one function, without libc, the same source for the host and for PVM. */
#ifndef KERNEL_H
#define KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* n says how much work there is; the result depends on all of it. */
uint32_t run(uint32_t n);

/* A number for each index that looks random (splitmix64). */
static inline uint64_t scrambled(uint64_t index)
{
    uint64_t x = index * 0x9e3779b97f4a7c15u + 0x9e3779b97f4a7c15u;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

#endif
