/* Statuses as error classes, what they carry, and failures without a status. */
#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEMO_API

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
    DEMO_STATUS_BAD_TEXT = 2,         /**< The text has a mistake. */
    DEMO_STATUS_FAULT = 3,            /**< Nothing is there. */
    DEMO_STATUS_IO_ERROR = 4,         /**< It can't be read; try again. */
    DEMO_STATUS_TOO_SMALL = 5,        /**< The buffer is too small. */
} demo_status_t;

/**
 * @brief What is wrong with a text.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_mistake {
    uint64_t offset;  /**< (unit: bytes) First octet that is wrong. */
    uint32_t line;    /**< From 1; 0 if it has none. */
    char message[32]; /**< (string) One sentence. */
} demo_mistake_t;

/**
 * @brief Reads a text.
 *
 * @param[in]  text        (string) It.
 * @param[out] out_words   How many words it has.
 * @param[out] out_mistake (optional) Filled only with DEMO_STATUS_BAD_TEXT.
 * @retval DEMO_STATUS_BAD_TEXT It isn't `text`, but "something else"; `out_mistake` says why.
 * @retval DEMO_STATUS_IO_ERROR No ${reason} is known.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API demo_status_t demo_read(const char *text, uint32_t *out_words, demo_mistake_t *out_mistake);

/**
 * @brief Copies out of a place.
 *
 * @param[in]  address     Where.
 * @param[out] buffer      (array: buffer_size, filled: out_len) Receives it.
 * @param[in]  buffer_size Room in the buffer.
 * @param[out] out_len     Its length, also when the buffer is too small.
 * @param[out] out_address (optional) Where nothing is, set only with DEMO_STATUS_FAULT.
 * @retval DEMO_STATUS_FAULT     An address has nothing.
 * @retval DEMO_STATUS_TOO_SMALL Nothing was copied; `out_len` is set.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API demo_status_t demo_copy(uint32_t address, uint8_t *buffer, size_t buffer_size, size_t *out_len,
                                 uint32_t *out_address);

/**
 * @brief Waits.
 *
 * @param[in] seconds How long.
 * @return (fallible) False if somebody woke it.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API bool demo_wait(double seconds);

#endif
