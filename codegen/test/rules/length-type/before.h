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
 * @param[in] values_len How many.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_sum(const uint32_t *values, int values_len);

/**
 * @brief Does something.
 *
 * @param[out] buffer (array: buffer_size, filled: out_len) Octets.
 * @param[in] buffer_size Room.
 * @param[in] out_len How many.
 * @retval LIB_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @since 1.0
 */
LIB_API lib_status_t lib_a(uint8_t *buffer, size_t buffer_size, size_t out_len);

/**
 * @brief Does something.
 *
 * @param[in] data (array: data_len, filled: out_len) Octets.
 * @param[in] data_len How many.
 * @param[out] out_len How many.
 * @since 1.0
 */
LIB_API void lib_b(const uint8_t *data, size_t data_len, size_t *out_len);

/**
 * @brief Does something.
 *
 * @param[in] text (string: text_len) Text.
 * @param[in] text_len How long.
 * @since 1.0
 */
LIB_API void lib_c(const char *text, size_t text_len);

/**
 * @brief Does something.
 *
 * @param[out] text (string) Text.
 * @since 1.0
 */
LIB_API void lib_d(char *text);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[out] out_count How many.
 * @return (array: out_count) (borrowed: box) Numbers.
 * @since 1.0
 */
LIB_API uint64_t *lib_box_get_numbers(lib_box_t *box, size_t *out_count);

/**
 * @brief Does something.
 *
 * @param[in] data (array: count) Octets.
 * @param[out] buffer (array: count, filled: out_len) Octets.
 * @param[in] count How many.
 * @param[out] out_len How many.
 * @since 1.0
 */
LIB_API void lib_e(const uint8_t *data, uint8_t *buffer, size_t count, size_t *out_len);

#endif
