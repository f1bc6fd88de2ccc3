/* Structs: frozen ones, options that grow, nested, with arrays and texts, in arrays. */
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
    float x; /**< To the right. */
    float y; /**< Up. */
} demo_point_t;

/**
 * @brief A shape.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_shape {
    uint64_t id;             /**< Its number. */
    demo_point_t corners[3]; /**< (array: 3) Its corners. */
    int16_t depth;           /**< (range: -100..100) How deep it lies. */
    bool is_filled;          /**< It has an inside. */
    uint8_t key[4];          /**< (array: 4) Short name. */
    char name[12];           /**< (string) Long name. */
} demo_shape_t;

/**
 * @brief Choices.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_options {
    uint32_t size;         /**< (size) sizeof(demo_options_t) of the caller's header. */
    uint32_t limit;        /**< Most shapes. */
    demo_point_t origin;   /**< Where they stand. */
    double weights[2];     /**< (array: 2) What they weigh. */
    char title[8];         /**< (string) What they are called. */
} demo_options_t;

/**
 * @brief What is known.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_info {
    uint32_t size;  /**< (size) sizeof(demo_info_t) of the caller's header. */
    uint32_t count; /**< How many shapes. */
} demo_info_t;

/**
 * @brief Adds shapes.
 *
 * @param[in]  shapes     (array: shapes_len) The shapes.
 * @param[in]  shapes_len (range: 1..10) How many.
 * @param[in]  origin     Where they stand.
 * @param[in]  options    (nullable) NULL: as they are.
 * @param[out] out_last   The last one.
 * @return How many there are now.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API size_t demo_add(const demo_shape_t *shapes, size_t shapes_len, const demo_point_t *origin,
                         const demo_options_t *options, demo_shape_t *out_last);

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
 * @param[in,out] moves How often it was moved.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API void demo_move(demo_point_t *point, uint32_t *moves);

#endif
