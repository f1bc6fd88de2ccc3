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
 * @brief Tells how large a box is.
 *
 * @param[in] box The box.
 * @return Its size.
 * @since 1.0
 */
LIB_API uint32_t lib_box_get_size(const lib_box_t *box);

/**
 * @brief Computes how much a box can hold.
 *
 * @param[in] box   The box.
 * @param[in] count How many things.
 * @return Their size.
 * @since 1.0
 */
LIB_API uint32_t lib_box_size_of(const lib_box_t *box, uint32_t count);

/**
 * @brief Does something.
 *
 * @param[in]  value      A number.
 * @param[out] out_double Twice the number.
 * @since 1.0
 */
LIB_API void lib_twice(uint32_t value, uint32_t *out_double);

#endif
