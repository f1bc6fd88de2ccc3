/* Quicksort of n words: branches that nothing predicts, and calls. Returns a checksum of the sorted words. */
#include "kernel.h"

#define LIMIT (1u << 20)

static uint32_t words[LIMIT];

/* Recursion into the smaller part only, so that the stack stays small. */
static void sort(uint32_t *first, uint32_t *last)
{
    while (first < last) {
        const uint32_t pivot = first[(last - first) / 2];
        uint32_t *low = first, *high = last;
        while (low <= high) {
            while (*low < pivot)
                low++;
            while (*high > pivot)
                high--;
            if (low <= high) {
                const uint32_t word = *low;
                *low++ = *high;
                *high-- = word;
            }
        }
        if (high - first < last - low) {
            sort(first, high);
            first = low;
        } else {
            sort(low, last);
            last = high;
        }
    }
}

uint32_t run(uint32_t n)
{
    if (n > LIMIT)
        n = LIMIT;
    for (uint32_t i = 0; i < n; i++)
        words[i] = (uint32_t)scrambled(i);
    if (n > 0)
        sort(words, words + n - 1);
    uint32_t sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0 && words[i - 1] > words[i])
            return 0;
        sum = sum * 31 + words[i];
    }
    return sum;
}
