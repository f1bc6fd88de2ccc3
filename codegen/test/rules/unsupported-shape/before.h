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
 * @brief Gives the box that a box stands in.
 *
 * @param[in] box The box.
 * @return (borrowed: box) (nullable) NULL if it stands in none.
 * @since 1.0
 */
LIB_API lib_box_t *lib_box_get_parent(lib_box_t *box);

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
 * @param[out] out_data (array: count) (owned) Octets.
 * @param[in] count How many.
 * @retval LIB_STATUS_OUT_OF_MEMORY No memory.
 * @since 1.0
 */
LIB_API lib_status_t lib_a(uint8_t **out_data, size_t count);

/**
 * @brief Does something.
 *
 * @return (string) (owned) Text.
 * @since 1.0
 */
LIB_API char *lib_b(void);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @return (array: 4) (borrowed: box) Numbers.
 * @since 1.0
 */
LIB_API const uint64_t *lib_box_get_numbers(lib_box_t *box);

/**
 * @brief Does something.
 *
 * @param[in,out] box The box.
 * @param[out] out_one (owned) One.
 * @param[out] out_two (owned) Another.
 * @retval LIB_STATUS_OUT_OF_MEMORY No memory.
 * @since 1.0
 */
LIB_API lib_status_t lib_box_pair(lib_box_t *box, lib_box_t **out_one, lib_box_t **out_two);

/**
 * @brief Does something.
 *
 * @param[in] number A number.
 * @param[in,out] box The box.
 * @param[in] hook (scope: box) (closure: user_data) Kept.
 * @param[in] user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: lib_hook_t)
 * @since 1.0
 */
LIB_API void lib_keep(uint32_t number, lib_box_t *box, lib_hook_t hook, void *user_data);

/**
 * @brief Gets data.
 *
 * @param[in] data (array: count) Octets.
 * @param[in] count How many.
 * @param[in] user_data (nullable) (user_data) As given.
 * @since 1.0
 */
typedef void (*lib_sink_t)(const uint8_t *data, size_t count, void *user_data);

/**
 * @brief What there is.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum lib_lid {
    LIB_LID_OPEN = 0, /**< Open. */
    LIB_LID_SHUT = 1, /**< Shut. */
} lib_lid_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_lids {
    lib_lid_t lids[2]; /**< (array: 2) Both. */
} lib_lids_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_pair {
    uint32_t left; /**< One. */
    uint32_t right; /**< Another. */
} lib_pair_t;

/**
 * @brief Does something.
 *
 * @param[in,out] lids     (array: lids_len) All.
 * @param[in]     lids_len How many.
 * @since 1.0
 */
LIB_API void lib_change_lids(lib_lid_t *lids, size_t lids_len);

/**
 * @brief Does something.
 *
 * @param[out] lids (array: 4) All.
 * @since 1.0
 */
LIB_API void lib_list_lids(lib_lid_t *lids);

/**
 * @brief Does something.
 *
 * @param[out] pairs (array: 4) All.
 * @since 1.0
 */
LIB_API void lib_list_pairs(lib_pair_t *pairs);

/**
 * @brief Does something.
 *
 * @param[in,out] box       The box.
 * @param[out]    out_count How many.
 * @return True if it is over.
 *
 * @par Contract
 * (blocking)
 * @since 1.0
 */
LIB_API bool lib_box_wait(lib_box_t *box, uint32_t *out_count);

/**
 * @brief Does something.
 *
 * @param[in,out] box       A box.
 * @param[in]     user_data (nullable) (user_data) As given.
 * @since 1.0
 */
typedef void (*lib_look_t)(lib_box_t *box, void *user_data);

/**
 * @brief Does something.
 *
 * @param[in] look      (scope: call) (closure: user_data) What to call.
 * @param[in] user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: lib_look_t)
 * @since 1.0
 */
LIB_API void lib_look(lib_look_t look, void *user_data);

#endif
