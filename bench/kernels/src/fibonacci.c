/* The n-th Fibonacci number by recursion: calls and returns, which are indirect jumps in PVM. */
#include "kernel.h"

/* Calls stay calls: compilers unroll the recursion otherwise, each as far as it likes. */
__attribute__((noinline)) static uint32_t fibonacci(uint32_t n)
{
    if (n < 2)
        return n;
    const uint32_t first = fibonacci(n - 1);
    __asm__ volatile("" ::: "memory");
    return first + fibonacci(n - 2);
}

uint32_t run(uint32_t n)
{
    return fibonacci(n);
}
