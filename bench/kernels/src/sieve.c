/* The sieve of Eratosthenes over n octets: loads, stores, short loops. Returns how many primes there are below n. */
#include "kernel.h"

#define LIMIT (1u << 22)

static uint8_t composite[LIMIT];

uint32_t run(uint32_t n)
{
    if (n > LIMIT)
        n = LIMIT;
    for (uint32_t i = 0; i < n; i++)
        composite[i] = 0;
    uint32_t primes = 0;
    for (uint32_t i = 2; i < n; i++) {
        if (composite[i])
            continue;
        primes++;
        for (uint64_t multiple = (uint64_t)i * i; multiple < n; multiple += i)
            composite[multiple] = 1;
    }
    return primes;
}
