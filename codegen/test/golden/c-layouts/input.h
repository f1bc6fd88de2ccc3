#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef DEMO_API
#define DEMO_API
#endif

#ifndef DEMO_DEPRECATED
#define DEMO_DEPRECATED(message)
#endif

/** @brief Largest number. @since 1.0 */
#define DEMO_LARGEST 0xffffffffffffffff

/** @brief Lowest number. @since 1.0 */
#define DEMO_LOWEST (-0x7fffffffffffffff)

/** @brief Room. @since 1.0 */
#define DEMO_ROOM (1 << 4)

/**
 * @brief What there is.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum demo_order {
    DEMO_ORDER_BEFORE = -1, /**< Left. */
    DEMO_ORDER_AFTER = 1,   /**< Right. */
} demo_order_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_point {
    int8_t x;  /**< To the right. */
    double y;  /**< Upwards. */
    int16_t z; /**< Towards us. */
} demo_point_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_everything {
    uint32_t size;         /**< (size) sizeof(demo_everything_t). */
    bool is_set;           /**< A flag. */
    uint64_t wide;         /**< A number. */
    demo_point_t at;        /**< A struct in place. */
    uint8_t digits[3];     /**< (array: 3) Digits. */
    demo_point_t path[2];   /**< (array: 2) Structs. */
    char name[DEMO_ROOM];   /**< (string) A name. */
    demo_order_t order;     /**< An enum. */
    float ratio;           /**< A number. */
    size_t count;          /**< A count. */
    uint16_t last;         /**< The last. */
} demo_everything_t;

/** @brief Lowest of all. @since 1.0 */
#define DEMO_LOWEST_OF_ALL (-0x7fffffffffffffff - 1)

/**
 * @brief Gives everything.
 *
 * @param[in,out] out_everything `size` must be set.
 * @since 1.0
 */
DEMO_API void demo_give(demo_everything_t *out_everything);

#endif
