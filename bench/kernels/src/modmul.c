/*
 * Multiplication modulo 2^255 - 19 in four words, n times, as curve arithmetic does it: high halves of products and
 * carries from word to word.
 */
#include "kernel.h"

typedef unsigned __int128 uint128_t;

/* out = a * b, modulo 2^256 - 38, which is twice the prime. */
static void multiply(uint64_t out[4], const uint64_t a[4], const uint64_t b[4])
{
    uint64_t product[8] = {0};
    for (int i = 0; i < 4; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < 4; j++) {
            const uint128_t sum = (uint128_t)a[i] * b[j] + product[i + j] + carry;
            product[i + j] = (uint64_t)sum;
            carry = (uint64_t)(sum >> 64);
        }
        product[i + 4] = carry;
    }
    uint64_t carry = 0;
    for (int i = 0; i < 4; i++) {
        const uint128_t sum = (uint128_t)product[i + 4] * 38 + product[i] + carry;
        out[i] = (uint64_t)sum;
        carry = (uint64_t)(sum >> 64);
    }
    carry *= 38;
    for (int i = 0; i < 4; i++) {
        out[i] += carry;
        carry = out[i] < carry;
    }
    out[0] += carry * 38;
}

uint32_t run(uint32_t n)
{
    uint64_t a[4], b[4];
    for (uint64_t i = 0; i < 4; i++) {
        a[i] = scrambled(i);
        b[i] = scrambled(i + 4);
    }
    for (uint32_t i = 0; i < n; i++) {
        multiply(a, a, b);
        b[0] ^= a[3];
    }
    return (uint32_t)(a[0] ^ a[1] ^ a[2] ^ a[3]);
}
