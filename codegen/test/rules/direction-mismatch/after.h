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
 * @brief Tells a box's size.
 *
 * @param[in]  box      The box.
 * @param[out] out_size (unit: bytes) Its size.
 * @since 1.0
 */
LIB_API void lib_measure(const lib_box_t *box, uint32_t *out_size);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[in] width Wide.
 * @since 1.0
 */
LIB_API void lib_a(lib_box_t *box, uint32_t width);

/**
 * @brief Does something.
 *
 * @param[in] box The box.
 * @param[out] out_width Wide.
 * @since 1.0
 */
LIB_API void lib_b(const lib_box_t *box, uint32_t *out_width);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[out] made (owned) Another.
 * @retval LIB_STATUS_OUT_OF_MEMORY No memory.
 * @since 1.0
 */
LIB_API lib_status_t lib_c(lib_box_t *box, lib_box_t **made);

/**
 * @brief Does something.
 *
 * @param[in] data (array: data_len) Octets.
 * @param[in] data_len How many.
 * @since 1.0
 */
LIB_API void lib_d(const uint8_t *data, size_t data_len);

#endif
