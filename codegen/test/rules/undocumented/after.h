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
 * @brief Tells the library's version.
 *
 * @return 65536 times the major part, plus the minor part.
 * @since 1.0
 */
LIB_API uint32_t lib_version(void);

/** @brief Most boxes. @since 1.0 */
#define LIB_MOST 8

/**
 * @brief What there is.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum lib_lid {
    LIB_LID_OPEN = 0,   /**< Not closed. */
    LIB_LID_LOCKED = 1, /**< With a key. */
} lib_lid_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_extent {
    uint32_t width; /**< Millimetres. */
} lib_extent_t;

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @retval LIB_STATUS_INVALID_ARGUMENT It is NULL.
 * @since 1.0
 */
LIB_API lib_status_t lib_open(lib_box_t *box);

/**
 * @brief Does something.
 *
 * @param[in] box (nullable) The box.
 * @return True if it is open.
 * @since 1.0
 */
LIB_API bool lib_is_open(const lib_box_t *box);

#endif
