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
 * @param[in] values     The numbers.
 * @param[in] values_len How many.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_sum(const uint32_t *values, size_t values_len);

/**
 * @brief Does something.
 *
 * @param[in,out] numbers All of them.
 * @param[in] numbers_len How many.
 * @since 1.0
 */
LIB_API void lib_a(double *numbers, size_t numbers_len);

/**
 * @brief Does something.
 *
 * @param[in] data Octets.
 * @param[in] size How many.
 * @since 1.0
 */
LIB_API void lib_b(const void *data, size_t size);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @return (borrowed: box) Its numbers.
 * @since 1.0
 */
LIB_API uint64_t *lib_c(lib_box_t *box);

#endif
