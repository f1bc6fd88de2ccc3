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
LIB_API unsigned long lib_count(void);

/**
 * @brief Does something.
 *
 * @param[in] width Wide.
 * @param[in] height High.
 * @param[in] letter A letter.
 * @since 1.0
 */
LIB_API void lib_a(unsigned width, long long height, char letter);

/**
 * @brief Does something.
 *
 * @param[in] box The box.
 * @param[in] file The file.
 * @since 1.0
 */
LIB_API void lib_b(const lib_bocks_t *box, FILE *file);

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_info {
    short a; /**< A. */
    uint23_t b; /**< B. */
} lib_info_t;

#endif
