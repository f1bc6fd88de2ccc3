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
 * @param[in] box The box (nullable).
 * @return (string) (borrowed: static) The name.
 * @since 1.0
 */
LIB_API const char *lib_name(const lib_box_t *box);

/**
 * @brief Does something.
 *
 * @param[in,out] box (thread: any) The box.
 *
 * @par Contract
 * (nullable)
 * @since 1.0
 */
LIB_API void lib_reset(lib_box_t *box);

/**
 * @brief Empties it (blocking: interrupt).
 *
 * @param[in,out] box The box.
 * @param[in] all (unit: bytes) (nullable) All of it.
 * @since 1.0
 */
LIB_API void lib_empty(lib_box_t *box, bool all);

/**
 * @brief Does something.
 *
 * @return (fallible) How many.
 * @since 1.0
 */
LIB_API uint32_t lib_count(void);

/**
 * @brief Does something.
 *
 * @param[in,out] box (string) The box.
 * @param[in] count (retained) How many.
 * @param[in] data (scope: call) (closure: count) (array: count) Octets.
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
    LIB_LID_OPEN = 0, /**< (experimental) Not closed. */
} lib_lid_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_extent {
    uint16_t size; /**< (size) How large it is. */
    uint8_t data[4]; /**< (string) Octets. */
    uint32_t width; /**< (user_data) Width. */
} lib_extent_t;

#endif
