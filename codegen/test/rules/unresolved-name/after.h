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
 * @brief Adds numbers.
 *
 * @param[in] values     (array: values_len) The numbers.
 * @param[in] values_len How many.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_sum(const uint32_t *values, size_t values_len);

/**
 * @brief Does something.
 *
 * @param[in] box The box.
 * @param[in] index Which.
 * @return (string) (borrowed: box) The name.
 * @since 1.0
 */
LIB_API const char *lib_name(const lib_box_t *box, uint32_t index);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[out] buffer (array: buffer_size, filled: out_len) Octets.
 * @param[in] buffer_size Room.
 * @param[out] out_len How many.
 * @retval LIB_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @see lib_name
 * @since 1.0
 */
LIB_API lib_status_t lib_read(lib_box_t *box, uint8_t *buffer, size_t buffer_size, size_t *out_len);

/**
 * @brief A key.
 *
 * @par Contract
 * (handle) (destroy: lib_key_destroy)
 * @since 1.0
 */
typedef struct lib_key lib_key_t;

/**
 * @brief Does something.
 *
 * @param[in] key (transfer) The key.
 * @since 1.0
 */
LIB_API void lib_key_destroy(lib_key_t *key);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @since 1.0
 * @deprecated 1.0 Use lib_open_new
 */
LIB_API LIB_DEPRECATED("Use lib_open_new") void lib_open(lib_box_t *box);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @since 1.0
 */
LIB_API void lib_open_new(lib_box_t *box);


/**
 * @brief Hears of changes.
 *
 * @param[in] user_data (nullable) (user_data) As registered.
 * @since 1.0
 */
typedef void (*lib_hook_t)(void *user_data);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[in] hook (scope: box) (closure: user_data) What to call.
 * @param[in] user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: lib_hook_t)
 * @since 1.0
 */
LIB_API void lib_box_keep(lib_box_t *box, lib_hook_t hook, void *user_data);

#endif
