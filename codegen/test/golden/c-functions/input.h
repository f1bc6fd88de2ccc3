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
 * @brief Hears of changes.
 *
 * @param[in] user_data (nullable) (user_data) As registered.
 * @since 1.0
 */
typedef void (*demo_hook_t)(void *user_data);

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
 * @brief Tells its name.
 *
 * @param[in] box The box.
 * @return (string) (nullable) (borrowed: box) NULL if it has none.
 * @since 1.0
 */
DEMO_API const char *demo_box_get_name(const demo_box_t *box);

/**
 * @brief Tells its name.
 *
 * @param[in] box The box.
 * @return (string) (nullable) (borrowed: box) NULL if it has none.
 * @since 1.0
 * @deprecated 1.0 Use demo_box_get_name
 */
DEMO_API DEMO_DEPRECATED("Use demo_box_get_name") const char *demo_box_title(const demo_box_t *box);

/**
 * @brief Gives its numbers.
 *
 * @param[in,out] box The box.
 * @return (array: 4) (borrowed: box) Live numbers.
 * @since 1.0
 */
DEMO_API uint64_t *demo_box_get_numbers(demo_box_t *box);

/**
 * @brief Keeps a hook.
 *
 * @param[in,out] box       The box.
 * @param[in]     hook      (nullable) (scope: box) (closure: user_data) What to call.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: demo_hook_t)
 * @since 1.0
 */
DEMO_API void demo_box_keep(demo_box_t *box, demo_hook_t hook, void *user_data);

/**
 * @brief Tells whether it is ready.
 *
 * @return True if it is.
 * @since 1.0
 */
DEMO_API bool demo_is_ready(void);

#endif
