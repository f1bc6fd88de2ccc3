/* Constants and enums: open, closed, with negative members, and flags. */
#ifndef DEMO_H
#define DEMO_H

#include <stdint.h>

#define DEMO_API

/** @brief How many there are. @since 1.0 */
#define DEMO_COUNT 12

/** @brief Where they begin. @since 1.0 */
#define DEMO_START 0xfeff0000

/** @brief More than any number of JavaScript holds exactly. @since 1.0 */
#define DEMO_NONE 0xffffffffffffffff

/**
 * @brief How something ended. See DEMO_COUNT.
 *
 * @par Contract
 * (open) (gp: A.1)
 * @since 1.0
 */
typedef enum demo_end {
    DEMO_END_WELL = 0, /**< Well. */
    DEMO_END_BADLY = 1 /**< Not so well. */
} demo_end_t;

/**
 * @brief A side.
 *
 * @par Contract
 * (closed)
 * @since 1.1
 */
typedef enum demo_side {
    DEMO_SIDE_LEFT = -1, /**< Left of DEMO_SIDE_MIDDLE. */
    DEMO_SIDE_MIDDLE = 0, /**< In the middle. */
    DEMO_SIDE_RIGHT = 1 /**< Right of it. */
} demo_side_t;

/**
 * @brief Colors of light.
 *
 * @par Contract
 * (open) (flags)
 * @since 1.0
 */
typedef enum demo_colors {
    DEMO_COLOR_RED = 1 << 0, /**< Red. */
    DEMO_COLOR_GREEN = 1 << 1, /**< Green. */
    DEMO_COLOR_BLUE = 1 << 2 /**< Blue. */
} demo_colors_t;

/**
 * @brief Mixes.
 *
 * @param[in] colors Which.
 * @param[in] side   Where.
 * @param[in] end    How.
 * @return What came of it.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API demo_colors_t demo_mix(demo_colors_t colors, demo_side_t side, demo_end_t end);

/**
 * @brief Turns around.
 *
 * @param[in]  sides     (array: sides_len) Which.
 * @param[in]  sides_len How many.
 * @param[out] out_side  The last one.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API void demo_turn(const demo_side_t *sides, uint32_t sides_len, demo_side_t *out_side);

/**
 * @brief Mixed before there were sides.
 *
 * @return What came of it.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 * @deprecated 1.1 Use demo_mix
 */
DEMO_API demo_colors_t demo_mix_all(void);

#endif
