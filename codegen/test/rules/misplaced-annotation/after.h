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
 * @brief Tells a box's name.
 *
 * @param[in] box (nullable) The box.
 * @return (string) (borrowed: static) The name.
 * @since 1.0
 */
LIB_API const char *lib_name(const lib_box_t *box);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
LIB_API void lib_reset(lib_box_t *box);

/**
 * @brief Empties it (nothing is kept).
 *
 * @param[in,out] box The box.
 * @param[in] all All of it.
 * @since 1.0
 */
LIB_API void lib_empty(lib_box_t *box, bool all);

/**
 * @brief Does something.
 *
 * @return How many.
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[in] count How many.
 * @param[in] data (array: count) Octets.
 * @since 1.0
 */
LIB_API void lib_take(lib_box_t *box, uint32_t count, const uint8_t *data);

/**
 * @brief What there is.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum lib_lid {
    LIB_LID_OPEN = 0, /**< Not closed. */
} lib_lid_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_extent {
    uint32_t size; /**< (size) How large it is. */
    uint8_t data[4]; /**< (array: 4) Octets. */
    uint32_t width; /**< Width. */
} lib_extent_t;

#endif
