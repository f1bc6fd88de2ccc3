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
 * @param[in] box The box.
 * @return Its size.
 * @since 1.0
 */
LIB_API uint64_t lib_box_get_size(const lib_box_t *box);

/**
 * @brief Sets a box's size.
 *
 * @param[in,out] box  The box.
 * @param[in]     size Its size.
 * @since 1.0
 */
LIB_API void lib_box_set_size(lib_box_t *box, uint64_t size);

/**
 * @brief Does something.
 *
 * @param[in] box The box.
 * @return (string) (nullable) (borrowed: box) Its name.
 * @since 1.0
 */
LIB_API const char *lib_box_get_name(const lib_box_t *box);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[in] name (string) (nullable) Its name.
 * @since 1.0
 */
LIB_API void lib_box_set_name(lib_box_t *box, const char *name);

#endif
