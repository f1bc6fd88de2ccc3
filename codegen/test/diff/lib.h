/* lib.h - boxes with numbers in them. */
#ifndef LIB_H
#define LIB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef LIB_API
#define LIB_API
#endif

#ifndef LIB_DEPRECATED
#define LIB_DEPRECATED(message) __attribute__((deprecated(message)))
#endif

/* ---- Status ---- */

/** @brief Most boxes that there may be. @since 1.0 */
#define LIB_MAX_BOXES 64

/** @brief Octets of a label. @since 1.0 */
#define LIB_LABEL_SIZE 32

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
    LIB_STATUS_OUT_OF_MEMORY = 2,    /**< The host has no memory left. */
    LIB_STATUS_FULL = 3,             /**< No more numbers fit. */
} lib_status_t;

/**
 * @brief How a box is open.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum lib_mode {
    LIB_MODE_READ = 0,  /**< For looking. */
    LIB_MODE_WRITE = 1, /**< For putting things in. */
} lib_mode_t;

/**
 * @brief What a box is made of.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum lib_material {
    LIB_MATERIAL_WOOD = 0,  /**< Grows on trees. */
    LIB_MATERIAL_STEEL = 1, /**< Comes from ore and coal. */
} lib_material_t;

/**
 * @brief Choices for a box.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_options {
    uint32_t size;           /**< (size) sizeof(lib_options_t) of the caller's header. */
    lib_material_t material; /**< What it is made of. */
    uint64_t room;           /**< (unit: bytes) (range: 1..4096) How much fits. */
} lib_options_t;

/**
 * @brief What is known of a box.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_facts {
    uint64_t count;  /**< How many numbers are in it. */
    uint64_t weight; /**< What it weighs. */
    uint32_t age;    /**< (range: 0..100) In years. */
} lib_facts_t;

/**
 * @brief A place on a shelf.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_place {
    uint32_t shelf;  /**< Which shelf. */
    uint32_t column; /**< Which column of it. */
} lib_place_t;

/**
 * @brief A box with numbers in it.
 *
 * @par Contract
 * (handle) (destroy: lib_box_close) (thread: serial)
 * @since 1.0
 */
typedef struct lib_box lib_box_t;

/**
 * @brief Many boxes, used by many threads.
 *
 * @par Contract
 * (handle) (destroy: lib_store_release) (retain: lib_store_retain) (thread: any)
 * @since 1.0
 */
typedef struct lib_store lib_store_t;

/**
 * @brief Looks at one number.
 *
 * @param[in] number    The number.
 * @param[in] label     (string) What it is called.
 * @param[in] user_data (nullable) (user_data) As given.
 * @return True to go on.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef bool (*lib_visit_t)(uint64_t number, const char *label, void *user_data);

/* ---- Stores ---- */

/**
 * @brief Makes a store.
 *
 * @param[out] out_store (owned) The store.
 * @retval LIB_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval LIB_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
LIB_API lib_status_t lib_store_make(lib_store_t **out_store);

/**
 * @brief Takes one more reference to a store.
 *
 * @param[in] store The store.
 *
 * @since 1.0
 */
LIB_API void lib_store_retain(lib_store_t *store);

/**
 * @brief Gives a reference to a store back.
 *
 * @param[in] store (transfer) (nullable) NULL does nothing.
 *
 * @since 1.0
 */
LIB_API void lib_store_release(lib_store_t *store);

/**
 * @brief Tells how many boxes a store has.
 *
 * @param[in] store The store.
 * @return Their number.
 *
 * @since 1.0
 */
LIB_API uint32_t lib_store_get_count(const lib_store_t *store);

/* ---- Boxes ---- */

/**
 * @brief Opens a box.
 *
 * @param[in]  store   (retained) Where it stands.
 * @param[in]  label   (string) (nullable) What it is called; NULL: nothing.
 * @param[in]  mode    What for.
 * @param[in]  options (nullable) NULL: wood, 4096 octets.
 * @param[out] out_box (owned) The box.
 * @retval LIB_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval LIB_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
LIB_API lib_status_t lib_box_open(lib_store_t *store, const char *label, lib_mode_t mode, const lib_options_t *options,
                                  lib_box_t **out_box);

/**
 * @brief Closes a box.
 *
 * @param[in] box (transfer) (nullable) NULL does nothing.
 *
 * @since 1.0
 */
LIB_API void lib_box_close(lib_box_t *box);

/**
 * @brief Tells what is known of a box.
 *
 * @param[in]  box       The box.
 * @param[out] out_facts What is known.
 * @retval LIB_STATUS_INVALID_ARGUMENT A pointer is NULL.
 *
 * @since 1.0
 */
LIB_API lib_status_t lib_box_look(const lib_box_t *box, lib_facts_t *out_facts);

/**
 * @brief Paints a box.
 *
 * @param[in,out] box    The box.
 * @param[in]     colour Its colour.
 *
 * @since 1.0
 */
LIB_API void lib_box_set_colour(lib_box_t *box, uint32_t colour);

/**
 * @brief Puts a number into a box, at some place.
 *
 * @param[in,out] box    The box.
 * @param[in]     number (range: 0..1000) What to put in.
 * @param[in]     place  Where to put it, from 0.
 * @retval LIB_STATUS_INVALID_ARGUMENT The box is NULL.
 * @retval LIB_STATUS_FULL             Nothing was put in.
 *
 * @since 1.0
 */
LIB_API lib_status_t lib_box_put(lib_box_t *box, uint64_t number, uint32_t place);

/**
 * @brief Copies the numbers of a box out.
 *
 * @param[in]  box         The box.
 * @param[out] numbers     (array: numbers_len, filled: out_count) Receives the numbers.
 * @param[in]  numbers_len Room in the buffer.
 * @param[out] out_count   How many there are.
 * @param[out] out_first   (optional) Place of the first one.
 * @retval LIB_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
LIB_API lib_status_t lib_box_copy(const lib_box_t *box, uint64_t *numbers, size_t numbers_len, size_t *out_count,
                                  uint32_t *out_first);

/**
 * @brief Weighs numbers.
 *
 * @param[in] weights (array: 8) One for each of the first numbers.
 * @return (unit: bytes) (range: 0..4096) What they weigh together.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
LIB_API uint64_t lib_weigh(const uint64_t *weights);

/**
 * @brief Gives the label of a box.
 *
 * @param[in] box The box.
 * @return (string) (borrowed: box) What it is called.
 *
 * @since 1.0
 */
LIB_API const char *lib_box_get_label(const lib_box_t *box);

/**
 * @brief Gives what is known of a box, in place.
 *
 * @param[in] box The box.
 * @return (borrowed: box) It stays where it is.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
LIB_API lib_facts_t *lib_box_get_facts(lib_box_t *box);

/**
 * @brief Gives the first numbers of a box, in place.
 *
 * @param[in,out] box The box.
 * @return (array: 8) (borrowed: box) They stay where they are.
 *
 * @since 1.0
 */
LIB_API uint64_t *lib_box_get_numbers(lib_box_t *box);

/**
 * @brief Visits all numbers of a box.
 *
 * @param[in,out] box       The box.
 * @param[in]     visit     (scope: call) (closure: user_data) Is called for each.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: lib_visit_t)
 * @since 1.0
 */
LIB_API void lib_box_visit(lib_box_t *box, lib_visit_t visit, void *user_data);

/**
 * @brief Sorts the numbers of a box, which may take long.
 *
 * @param[in,out] box The box.
 * @return How many were moved.
 *
 * @par Contract
 * (blocking: interrupt: lib_box_stop) (invalidates: lib_box_get_numbers)
 * @since 1.0
 */
LIB_API uint64_t lib_box_sort(lib_box_t *box);

/**
 * @brief Makes a running sort return.
 *
 * @param[in,out] box The box.
 *
 * @par Contract
 * (thread: any) (in-callback)
 * @since 1.0
 */
LIB_API void lib_box_stop(lib_box_t *box);

/**
 * @brief Finds a number.
 *
 * @param[in]  box       The box.
 * @param[in]  number    Which one.
 * @param[out] out_place Where it is; set only with LIB_STATUS_FULL.
 * @param[out] out_shelf Which shelf the place is on.
 * @retval LIB_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval LIB_STATUS_FULL             There is none, and no room for it.
 *
 * @since 1.0
 */
LIB_API lib_status_t lib_box_find(const lib_box_t *box, uint64_t number, uint32_t *out_place, uint32_t *out_shelf);

#ifdef __cplusplus
}
#endif

#endif
