#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef DEMO_API
#define DEMO_API
#endif

#ifndef DEMO_DEPRECATED
#define DEMO_DEPRECATED(message)
#endif

/**
 * @brief Outcome of a call that can fail.
 *
 * @par Contract
 * (errors) (open)
 * @since 1.0
 */
typedef enum demo_status {
    DEMO_STATUS_OK = 0,               /**< Done. */
    DEMO_STATUS_INVALID_ARGUMENT = 1, /**< A required pointer is NULL. */
    DEMO_STATUS_FULL = 2,             /**< The buffer is too small. */
} demo_status_t;

/**
 * @brief A box.
 *
 * @par Contract
 * (handle) (destroy: demo_box_destroy)
 * @since 1.0
 */
typedef struct demo_box demo_box_t;

/**
 * @brief Destroys a box.
 *
 * @param[in] box (transfer) (nullable) NULL does nothing.
 * @since 1.0
 */
DEMO_API void demo_box_destroy(demo_box_t *box);

/**
 * @brief Makes a box.
 *
 * @param[in]  name    (string) (nullable) NULL: no name.
 * @param[out] out_box (owned) The box.
 * @retval DEMO_STATUS_FULL No room.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API demo_status_t demo_box_make(const char *name, demo_box_t **out_box);

/**
 * @brief Copies a box.
 *
 * @param[in] box The box.
 * @return (owned) (fallible) NULL if memory is short.
 * @since 1.0
 */
DEMO_API demo_box_t *demo_box_copy(const demo_box_t *box);

/**
 * @brief Swallows a box.
 *
 * @param[in,out] box   The box.
 * @param[in]     other (transfer) Gone afterwards.
 * @since 1.0
 */
DEMO_API void demo_box_swallow(demo_box_t *box, demo_box_t *other);

#endif
