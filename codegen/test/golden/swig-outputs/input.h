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

/**
 * @brief Outcome of a call that can fail.
 *
 * @par Contract
 * (errors) (open)
 * @since 1.0
 */
typedef enum demo_status {
    DEMO_STATUS_OK = 0,               /**< Done. */
    DEMO_STATUS_INVALID_ARGUMENT = 1, /**< A required pointer is NULL. */
    DEMO_STATUS_FULL = 2,             /**< The buffer is too small. */
} demo_status_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum demo_lid {
    DEMO_LID_OPEN = 0, /**< Open. */
    DEMO_LID_SHUT = 1, /**< Shut. */
} demo_lid_t;

/**
 * @brief Looks.
 *
 * @param[out] out_wide  A number.
 * @param[out] out_flag  A flag.
 * @param[out] out_ratio A ratio.
 * @param[out] out_lid   An enum.
 * @retval DEMO_STATUS_FULL No room.
 * @since 1.0
 */
DEMO_API demo_status_t demo_look(uint64_t *out_wide, bool *out_flag, float *out_ratio, demo_lid_t *out_lid);

/**
 * @brief Adds one.
 *
 * @param[in]  in_wide  A number.
 * @param[out] out_wide Another.
 * @since 1.0
 */
DEMO_API void demo_add(uint64_t in_wide, uint64_t *out_wide);

/**
 * @brief Gives a number.
 *
 * @param[out] value A number.
 * @since 1.0
 */
DEMO_API void demo_one(uint32_t *value);

/**
 * @brief Takes numbers.
 *
 * @param[in] value     (array: value_len) Numbers.
 * @param[in] value_len How many.
 * @since 1.0
 */
DEMO_API void demo_other(const uint32_t *value, size_t value_len);

#endif
