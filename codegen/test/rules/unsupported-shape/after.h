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
 * @brief Makes a box of what a box stands in.
 *
 * @param[in] box The box.
 * @return (owned) (fallible) NULL if it stands in none.
 * @since 1.0
 */
LIB_API lib_box_t *lib_box_clone_parent(lib_box_t *box);

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
 * @param[in] hook (scope: box) (closure: user_data) Kept.
 * @param[in] user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: lib_hook_t)
 * @since 1.0
 */
LIB_API void lib_box_keep(lib_box_t *box, lib_hook_t hook, void *user_data);

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
    int32_t lids[2]; /**< (array: 2) Both. */
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
 * @param[in] lids     (array: lids_len) All.
 * @param[in] lids_len How many.
 * @since 1.0
 */
LIB_API void lib_use_lids(const lib_lid_t *lids, size_t lids_len);

/**
 * @brief Does something.
 *
 * @param[out] pairs      (array: pairs_size, filled: out_count) All.
 * @param[in]  pairs_size Room.
 * @param[out] out_count  How many.
 * @since 1.0
 */
LIB_API void lib_list_pairs(lib_pair_t *pairs, size_t pairs_size, size_t *out_count);

/**
 * @brief Does something.
 *
 * @param[in,out] box       The box.
 * @param[out]    out_count How many.
 *
 * @par Contract
 * (blocking)
 * @since 1.0
 */
LIB_API void lib_box_wait(lib_box_t *box, uint32_t *out_count);

/**
 * @brief Does something.
 *
 * @param[in,out] box       The box.
 * @param[in]     user_data (nullable) (user_data) As given.
 * @since 1.0
 */
typedef void (*lib_look_t)(lib_box_t *box, void *user_data);

/**
 * @brief Does something.
 *
 * @param[in,out] box       The box.
 * @param[in]     look      (scope: call) (closure: user_data) What to call.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: lib_look_t)
 * @since 1.0
 */
LIB_API void lib_box_look(lib_box_t *box, lib_look_t look, void *user_data);

#endif
