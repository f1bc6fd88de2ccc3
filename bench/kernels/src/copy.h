/* Fills and copies 64 KiB n times, in the unit that the including file names UNIT: what memory checks cost. */
#include "kernel.h"

#define LENGTH (65536 / sizeof(UNIT))

static UNIT from[LENGTH], to[LENGTH];

/* The barrier keeps the compiler from making memset and memcpy of it: the loop is what is measured. */
#define BARRIER(i) __asm__ volatile("" : "+r"(i))

uint32_t run(uint32_t n)
{
    uint32_t sum = 0;
    for (uint32_t round = 0; round < n; round++) {
        for (size_t i = 0; i < LENGTH; i++) {
            BARRIER(i);
            from[i] = (UNIT)(round + 1);
        }
        from[round % LENGTH] = 77;
        for (size_t i = 0; i < LENGTH; i++) {
            BARRIER(i);
            to[i] = from[i];
        }
        sum = sum * 31 + (uint32_t)to[round % LENGTH] + (uint32_t)to[LENGTH - 1];
    }
    return sum;
}
