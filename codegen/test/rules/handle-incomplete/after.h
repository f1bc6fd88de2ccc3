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
 * @brief A key to boxes.
 *
 * @par Contract
 * (handle) (destroy: lib_key_destroy)
 * @since 1.0
 */
typedef struct lib_key lib_key_t;

/**
 * @brief Destroys a key.
 *
 * @param[in] key (transfer) (nullable) NULL does nothing.
 * @since 1.0
 */
LIB_API void lib_key_destroy(lib_key_t *key);

/**
 * @brief A lid.
 *
 * @par Contract
 * (handle) (destroy: lib_lid_destroy) (retain: lib_lid_retain)
 * @since 1.0
 */
typedef struct lib_lid lib_lid_t;

/**
 * @brief Does something.
 *
 * @param[in] lid (transfer) The lid.
 * @retval LIB_STATUS_INVALID_ARGUMENT It is NULL.
 * @since 1.0
 */
LIB_API lib_status_t lib_lid_destroy(lib_lid_t *lid);

/**
 * @brief Does something.
 *
 * @param[in] lid The lid.
 * @since 1.0
 */
LIB_API void lib_lid_retain(lib_lid_t *lid);

#endif
