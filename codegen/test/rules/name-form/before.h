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
 * @brief Tells how many boxes there are.
 *
 * @return Their number.
 * @since 1.0
 */
LIB_API uint32_t libCountBoxes(void);

/** @brief A number. @since 1.0 */
#define MOST 8

/** @brief A number. @since 1.0 */
#define LIB_Less 8

/**
 * @brief What there is.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum lib_lid {
    LID_OPEN = 0, /**< Not closed. */
} lib_lid_t;

/**
 * @brief How wide.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_extent {
    uint32_t Width; /**< How wide. */
    uint32_t _depth; /**< How deep. */
} lib_extent;

/**
 * @brief Does something.
 *
 * @param[in] firstNumber One.
 * @param[in] second__number Two.
 * @since 1.0
 */
LIB_API void lib_a(int firstNumber, int second__number);

/**
 * @brief Does something.
 *
 * @since 1.0
 */
LIB_API void lib__b(void);

/**
 * @brief Does something.
 *
 * @since 1.0
 */
LIB_API void other_c(void);

#endif
