/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/arithmetic.h: change that one. */
/*
 * The operations whose C spelling needs care: nothing here overflows a signed type, shifts by the width or divides by
 * zero, whatever the operands. Gray Paper A.5.
 */
#ifndef PVMI_ARITHMETIC_H
#define PVMI_ARITHMETIC_H

#include <stdint.h>

/* The low 32 bits, sign-extended. */
static inline uint64_t extend32(uint64_t value)
{
    return (uint64_t)(int64_t)(int32_t)(uint32_t)value;
}

/* Right shifts of negative numbers are arithmetic in every compiler we build with. C leaves it open, so: asserted. */
_Static_assert((-8 >> 1) == -4, "right shift of a negative number is arithmetic");

static inline uint64_t shift_right_signed32(uint64_t value, uint64_t by)
{
    return (uint64_t)(int64_t)((int32_t)(uint32_t)value >> (by & 31));
}

static inline uint64_t shift_right_signed64(uint64_t value, uint64_t by)
{
    return (uint64_t)((int64_t)value >> (by & 63));
}

static inline uint64_t rotate_right64(uint64_t value, uint64_t by)
{
    return value >> (by & 63) | value << ((0 - by) & 63);
}

static inline uint64_t rotate_right32(uint64_t value, uint64_t by)
{
    const uint32_t low = (uint32_t)value;
    return extend32(low >> (by & 31) | low << ((0 - by) & 31));
}

static inline uint64_t divide_signed32(uint64_t a, uint64_t b)
{
    const int32_t dividend = (int32_t)(uint32_t)a, divisor = (int32_t)(uint32_t)b;
    if (divisor == 0)
        return UINT64_MAX;
    if (divisor == -1)
        return extend32(0 - a); /* -2^31 / -1 wraps to -2^31 */
    return (uint64_t)(int64_t)(dividend / divisor);
}

static inline uint64_t remainder_signed32(uint64_t a, uint64_t b)
{
    const int32_t dividend = (int32_t)(uint32_t)a, divisor = (int32_t)(uint32_t)b;
    if (divisor == 0)
        return extend32(a);
    if (divisor == -1)
        return 0;
    return (uint64_t)(int64_t)(dividend % divisor);
}

static inline uint64_t divide_signed64(uint64_t a, uint64_t b)
{
    if (b == 0)
        return UINT64_MAX;
    if (b == UINT64_MAX)
        return 0 - a; /* -2^63 / -1 wraps to -2^63 */
    return (uint64_t)((int64_t)a / (int64_t)b);
}

static inline uint64_t remainder_signed64(uint64_t a, uint64_t b)
{
    if (b == 0)
        return a;
    if (b == UINT64_MAX)
        return 0;
    return (uint64_t)((int64_t)a % (int64_t)b);
}

/* Bits 64 to 127 of the product. */
static inline uint64_t multiply_upper(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;
    return (uint64_t)((wide)a * b >> 64);
#else
    const uint64_t a_low = (uint32_t)a, a_high = a >> 32, b_low = (uint32_t)b, b_high = b >> 32;
    const uint64_t middle = a_high * b_low + (a_low * b_low >> 32);
    const uint64_t carry = a_low * b_high + (uint32_t)middle;
    return a_high * b_high + (middle >> 32) + (carry >> 32);
#endif
}

/* A negative factor counts 2^64 too much as unsigned: take the other factor off for it. */
static inline uint64_t multiply_upper_signed(uint64_t a, uint64_t b)
{
    return multiply_upper(a, b) - ((int64_t)a < 0 ? b : 0) - ((int64_t)b < 0 ? a : 0);
}

static inline uint64_t multiply_upper_signed_unsigned(uint64_t a, uint64_t b)
{
    return multiply_upper(a, b) - ((int64_t)a < 0 ? b : 0);
}

#endif
