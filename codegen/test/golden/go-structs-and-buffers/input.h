/* Structs with strings, arrays and structs in them, buffers that are filled, and memory of the library. No handles, no statuses. */
#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEMO_API

/**
 * @brief A point.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_point {
    double x; /**< To the right. */
    double y; /**< Up. */
} demo_point_t;

/**
 * @brief A shape.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_shape {
    demo_point_t center;  /**< Where it is. */
    double radii[2];      /**< (array: 2) How large. */
    char key[8];          /**< (string) Short name. */
    uint32_t func;        /**< A word that Go has, too. */
} demo_shape_t;

/**
 * @brief What is known of all shapes.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_info {
    uint32_t size;      /**< (size) sizeof(demo_info_t) of the caller's header. */
    uint32_t count;     /**< How many there are. */
    demo_shape_t first; /**< The first one. */
} demo_info_t;

/**
 * @brief Adds shapes.
 *
 * @param[in] shapes     (array: shapes_len) The shapes.
 * @param[in] shapes_len (range: 1..10) How many.
 * @param[in] origin     Where they stand.
 * @return How many there are now.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API size_t demo_add(const demo_shape_t *shapes, size_t shapes_len, const demo_point_t *origin);

/**
 * @brief Tells what is known.
 *
 * @param[in,out] out_info The size must be set.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API void demo_get_info(demo_info_t *out_info);

/**
 * @brief Moves a point, and counts the moves.
 *
 * @param[in,out] point The point.
 * @param[in,out] moves (array: 1) How often it was moved.
 * @param[in]     by    (array: 2) How far.
 * @return (fallible) False if it is fixed.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API bool demo_move(demo_point_t *point, uint32_t *moves, const double *by);

/**
 * @brief Lists shapes.
 *
 * @param[out] shapes      (array: shapes_size, filled: out_count) Receives the shapes.
 * @param[in]  shapes_size Room for them.
 * @param[out] out_count   How many were written.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API void demo_list(demo_shape_t *shapes, size_t shapes_size, size_t *out_count);

/**
 * @brief Reads octets, and tells what is behind them.
 *
 * @param[out] buffer      (array: buffer_size, filled: out_len) Receives the octets.
 * @param[in]  buffer_size Room for them.
 * @param[out] out_len     How many were written.
 * @param[out] out_behind  The place behind them.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API void demo_read(uint8_t *buffer, size_t buffer_size, size_t *out_len, uint64_t *out_behind);

#endif
