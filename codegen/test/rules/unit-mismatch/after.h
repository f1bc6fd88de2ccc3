#ifndef LIB_H
#define LIB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef LIB_API
#define LIB_API
#endif

#ifndef LIB_DEPRECATED
#define LIB_DEPRECATED(message)
#endif

/* ---- Boxes ------------------------------------------------------------- */

/**
 * @brief Outcome of a call that can fail.
 *
 * @par Contract
 * (errors) (open)
 * @since 1.0
 */
typedef enum lib_status {
    LIB_STATUS_OK = 0,               /**< Done. */
    LIB_STATUS_INVALID_ARGUMENT = 1, /**< A required pointer is NULL. */
    LIB_STATUS_OUT_OF_MEMORY = 2,    /**< There is no memory left. */
} lib_status_t;

/**
 * @brief A box.
 *
 * @par Contract
 * (handle) (destroy: lib_box_destroy)
 * @since 1.0
 */
typedef struct lib_box lib_box_t;

/**
 * @brief Destroys a box.
 *
 * @param[in] box (transfer) (nullable) NULL does nothing.
 * @since 1.0
 */
LIB_API void lib_box_destroy(lib_box_t *box);

/**
 * @brief Adds numbers.
 *
 * @param[in] values     (array: values_len) The numbers.
 * @param[in] values_len Their number.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_sum(const uint32_t *values, size_t values_len);

/**
 * @brief Does something.
 *
 * @param[out] buffer (array: buffer_size, filled: out_len) Octets.
 * @param[in] buffer_size (unit: bytes) Room.
 * @param[out] out_len (unit: bytes) How many.
 * @retval LIB_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @since 1.0
 */
LIB_API lib_status_t lib_a(uint8_t *buffer, size_t buffer_size, size_t *out_len);

/**
 * @brief Does something.
 *
 * @param[in] box The box.
 * @return (unit: nanoseconds) Its age.
 * @since 1.0
 */
LIB_API uint64_t lib_box_get_time(const lib_box_t *box);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[in] time (unit: nanoseconds) Its age.
 * @since 1.0
 */
LIB_API void lib_box_set_time(lib_box_t *box, uint64_t time);

#endif
