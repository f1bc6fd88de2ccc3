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
 * (value)
 * @since 1.0
 */
typedef struct demo_pair {
    uint32_t left;     /**< One. */
    uint64_t right[2]; /**< (array: 2) Two. */
} demo_pair_t;

/**
 * @brief Adds.
 *
 * @param[in] values     (array: values_len) Numbers.
 * @param[in] values_len How many.
 * @return Their sum.
 * @since 1.0
 */
DEMO_API uint64_t demo_sum(const uint32_t *values, size_t values_len);

/**
 * @brief Fills.
 *
 * @param[out] buffer      (array: buffer_size, filled: out_len) Octets.
 * @param[in]  buffer_size Room.
 * @param[out] out_len     How many.
 * @retval DEMO_STATUS_FULL No room.
 * @since 1.0
 */
DEMO_API demo_status_t demo_fill(uint8_t *buffer, size_t buffer_size, size_t *out_len);

/**
 * @brief Writes text.
 *
 * @param[out] text      (string: text_size, filled: out_len) Text.
 * @param[in]  text_size Room.
 * @param[out] out_len   How long.
 * @retval DEMO_STATUS_FULL No room; `out_len` is set.
 * @since 1.0
 */
DEMO_API demo_status_t demo_text(char *text, size_t text_size, size_t *out_len);

/**
 * @brief Takes both.
 *
 * @param[in] ones   (array: count) Octets.
 * @param[in] others (array: count) Octets.
 * @param[in] count  How many of each.
 * @since 1.0
 */
DEMO_API void demo_both(const uint8_t *ones, const uint8_t *others, size_t count);

/**
 * @brief Takes pairs.
 *
 * @param[in] pairs     (array: pairs_len) Pairs.
 * @param[in] pairs_len How many.
 * @since 1.0
 */
DEMO_API void demo_pairs(const demo_pair_t *pairs, size_t pairs_len);

#endif
