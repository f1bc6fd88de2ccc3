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
 * @brief Prints.
 *
 * @param[in] format (string) What to print.
 * @since 1.0
 */
LIB_API void lib_print(const char *format, ...);

#include <stdio.h>

#define LIB_TWICE(x) ((x) + (x))

/** @brief A number. @since 1.0 */
typedef uint32_t lib_number_t;

/** @brief A number. @since 1.0 */
extern int lib_global;

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_flags {
    uint32_t a : 3; /**< Three bits. */
} lib_flags_t;

/**
 * @brief A mix.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef union lib_mix {
    uint32_t a; /**< One. */
    float b;    /**< Another. */
} lib_mix_t;

/** @brief A number. @since 1.0 */
static inline int lib_two(void)
{
    return 2;
}

/** @brief Two. @since 1.0 */
LIB_API void lib_one(void), lib_other(void);

/** @brief A struct. @since 1.0 */
struct lib_bare {
    int a; /**< One. */
};

#endif
