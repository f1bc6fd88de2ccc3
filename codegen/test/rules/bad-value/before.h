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
 * @brief Makes a box larger.
 *
 * @param[in,out] box  The box.
 * @param[in]     size (unit: octets) (range: 8..1) New size.
 * @since 1
 */
LIB_API void lib_grow(lib_box_t *box, uint32_t size);

/** @brief Major part. @since 1.0 */
#define LIB_ABI_MAJOR 1

/** @brief Minor part. @since 1.0 */
#define LIB_ABI_MINOR 1

/**
 * @brief Does something.
 *
 * @param[in,out] box (nullable: yes) The box.
 * @param[in] size (range: 0..256) Its size.
 * @param[in] data (array: 0) Octets.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
LIB_API void lib_a(lib_box_t *box, uint8_t size, const uint8_t *data);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[in] data (array) Octets.
 * @param[in] size (range: 7) Number.
 *
 * @par Contract
 * (thread: both) (invalidates)
 * @since 1.0
 */
LIB_API void lib_b(lib_box_t *box, const uint8_t *data, uint32_t size);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[in] data (array: size, full: size) Octets.
 * @param[in] size Number.
 *
 * @par Contract
 * (blocking: stop: lib_a) (gp: A.1, A.2) (as: js: make)
 * @since 1.0
 */
LIB_API void lib_c(lib_box_t *box, const uint8_t *data, uint32_t size);

#endif
