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
    LIB_STATUS_TOO_SMALL = 3,        /**< There is too little room. */
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
 * @brief Writes the name of a box.
 *
 * @param[in]  box       The box.
 * @param[out] text      (string: text_size, filled: out_len) Receives the text.
 * @param[in]  text_size (unit: bytes) Room in the buffer.
 * @param[out] out_len   (unit: bytes) Length of the text, also when there is too little room.
 * @retval LIB_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval LIB_STATUS_TOO_SMALL        There is too little room; `out_len` is set.
 * @since 1.0
 */
LIB_API lib_status_t lib_box_print(const lib_box_t *box, char *text, size_t text_size, size_t *out_len);

/**
 * @brief Does something.
 *
 * @param[in]  box       The box.
 * @param[out] text      (string: text_size, filled: out_len) Text.
 * @param[in]  text_size Room.
 * @param[out] out_len   How long.
 * @retval LIB_STATUS_TOO_SMALL Too little room; `out_len` says how much.
 * @since 1.0
 */
LIB_API lib_status_t lib_box_write(const lib_box_t *box, char *text, size_t text_size, size_t *out_len);

#endif
