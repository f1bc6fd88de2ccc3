/* Arrays and texts that come in, and those that are filled. */
#ifndef DEMO_H
#define DEMO_H

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
    DEMO_STATUS_OK = 0,        /**< Done. */
    DEMO_STATUS_TOO_SMALL = 1, /**< The buffer is too small. */
} demo_status_t;

/**
 * @brief A pair.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_pair {
    uint32_t key;   /**< One. */
    uint32_t value; /**< The other. */
} demo_pair_t;

/**
 * @brief Writes a text.
 *
 * @param[in]  number    (nullable) (array: number_len) Digits; NULL: none.
 * @param[in]  number_len (range: 0..20) How many.
 * @param[out] text      (string: text_size, filled: out_len) Receives the text.
 * @param[in]  text_size Room in the buffer.
 * @param[out] out_len   Length of the text, also when the buffer is too small.
 * @retval DEMO_STATUS_TOO_SMALL Nothing was written; `out_len` is set.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API demo_status_t demo_write(const uint8_t *number, size_t number_len, char *text, size_t text_size,
                                  size_t *out_len);

/**
 * @brief Lists words of memory.
 *
 * @param[in]  from       (string) (nullable) Where to begin; NULL: at the start.
 * @param[out] words      (array: words_size, filled: out_count) Receives the words.
 * @param[in]  words_size Room for them.
 * @param[out] out_count  How many there are, also when the buffer is too small.
 * @retval DEMO_STATUS_TOO_SMALL Nothing was copied; `out_count` is set.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API demo_status_t demo_list(const char *from, uint64_t *words, size_t words_size, size_t *out_count);

/**
 * @brief Lists pairs, as many as there is room for.
 *
 * @param[in]  first      The first one, from 0.
 * @param[out] pairs      (array: pairs_size, filled: out_count) Receives the pairs.
 * @param[in]  pairs_size Room for them.
 * @param[out] out_count  How many were written.
 * @return How many are left.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API uint64_t demo_pairs(uint64_t first, demo_pair_t *pairs, size_t pairs_size, size_t *out_count);

/**
 * @brief Adds one array to another.
 *
 * @param[in,out] sums   (array: count) The numbers that grow.
 * @param[in]     values (array: count) By how much.
 * @param[in]     count  How many.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API void demo_sum(double *sums, const double *values, uint32_t count);

/**
 * @brief Counts.
 *
 * @param[out] counts (array: 3) Receives three numbers.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API void demo_count(uint32_t *counts);

#endif
