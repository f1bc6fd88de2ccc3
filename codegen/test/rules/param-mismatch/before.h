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
 * @brief Adds two numbers.
 *
 * @param[in] right One number.
 * @param[in] left  Another.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_add(uint32_t left, uint32_t right);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[in] widht Wide.
 * @param[in] height High.
 * @param[in] depth Deep.
 * @since 1.0
 */
LIB_API void lib_a(lib_box_t *box, uint32_t width, uint32_t height);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @since 1.0
 */
LIB_API void lib_b(lib_box_t *);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @since 1.0
 */
LIB_API void lib_c(lib_box_t *box, uint32_t width);

#endif
