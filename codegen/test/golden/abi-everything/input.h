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

/* demo.h - everything that the model can say.
 *
 * Second paragraph.
 */

/* ---- Things ------------------------------------------------------------ */

/** @brief Pages. @since 1.0 */
#define DEMO_PAGES 4

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
 * @brief What there is.
 *
 * @par Contract
 * (open) (flags) (gp: A.5) (as: ts: Permission, go: Permission)
 * @since 1.0
 */
typedef enum demo_right {
    DEMO_RIGHT_READ = 1 << 0,  /**< Read. */
    DEMO_RIGHT_WRITE = 1 << 1, /**< Write. */
} demo_right_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum demo_answer {
    DEMO_ANSWER_GO = 0,   /**< Go on. */
    DEMO_ANSWER_WAIT = 1, /**< Come back. */
} demo_answer_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_options {
    uint32_t size;      /**< (size) sizeof(demo_options_t). */
    uint32_t pages;     /**< (unit: pages) (range: 1..0x10) How many. */
    char name[8];       /**< (string) A name. */
} demo_options_t;

/**
 * @brief What there is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_counts {
    uint32_t opened; /**< How often. */
    uint64_t bytes;  /**< (unit: bytes) How much. */
} demo_counts_t;

/**
 * @brief A box.
 *
 * @par Contract
 * (handle) (destroy: demo_box_destroy)
 * @since 1.0
 */
typedef struct demo_box demo_box_t;

/**
 * @brief A label.
 *
 * @par Contract
 * (handle) (retain: demo_label_retain) (destroy: demo_label_release) (thread: any)
 * @since 1.0
 */
typedef struct demo_label demo_label_t;

/**
 * @brief Asks.
 *
 * @param[in,out] box       The box.
 * @param[in]     question  (from: demo_box_get_question) Which.
 * @param[in]     user_data (nullable) (user_data) As given.
 * @return What to do.
 *
 * @par Contract
 * (thread: caller) (yield: answer: DEMO_ANSWER_WAIT, result: DEMO_ANSWER_WAIT, resume: demo_box_resume)
 * @since 1.0
 */
typedef demo_answer_t (*demo_ask_t)(demo_box_t *box, int question, void *user_data);

/**
 * @brief Hears of changes.
 *
 * @param[in] user_data (nullable) (user_data) As registered.
 * @since 1.0
 */
typedef void (*demo_hook_t)(void *user_data);

/**
 * @brief Hears of changes.
 *
 * @param[in] user_data (nullable) (user_data) As registered.
 * @since 1.0
 */
typedef void (*demo_drop_t)(void *user_data);

/* ---- Calls ------------------------------------------------------------- */

/**
 * @brief Takes a reference.
 *
 * @param[in] label The label.
 * @since 1.0
 */
DEMO_API void demo_label_retain(demo_label_t *label);

/**
 * @brief Gives a reference back.
 *
 * @param[in] label (transfer) (nullable) NULL does nothing.
 * @since 1.0
 */
DEMO_API void demo_label_release(demo_label_t *label);

/**
 * @brief Makes a label.
 *
 * @param[in] text (string) The text.
 * @return (owned) (fallible) NULL if memory is short.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API demo_label_t *demo_label_create(const char *text);

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
 * @param[in]  label    (retained) The label.
 * @param[in]  options  (nullable) NULL: the defaults.
 * @param[out] out_box  (owned) The box.
 * @param[out] out_line (optional) Set only with DEMO_STATUS_FULL.
 * @retval DEMO_STATUS_FULL No room.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API demo_status_t demo_box_from_label(demo_label_t *label, const demo_options_t *options, demo_box_t **out_box, uint32_t *out_line);

/**
 * @brief Tells the question.
 *
 * @param[in] box The box.
 * @return Which.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
DEMO_API int demo_box_get_question(const demo_box_t *box);

/**
 * @brief Sets whom to ask.
 *
 * @param[in,out] box       The box.
 * @param[in]     ask       (nullable) (scope: box) (closure: user_data) NULL: nobody.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 * @since 1.0
 */
DEMO_API void demo_box_set_ask(demo_box_t *box, demo_ask_t ask, void *user_data);

/**
 * @brief Goes on.
 *
 * @param[in,out] box    The box.
 * @param[in]     answer The answer.
 * @return DEMO_ANSWER_WAIT at a question.
 * @see demo_box_set_ask
 *
 * @par Contract
 * (invokes: demo_ask_t) (blocking: interrupt: demo_box_stop, clear: demo_box_go)
 * @since 1.0
 */
DEMO_API demo_answer_t demo_box_resume(demo_box_t *box, demo_answer_t answer);

/**
 * @brief Stops it.
 *
 * @param[in,out] box The box.
 *
 * @par Contract
 * (thread: any) (in-callback)
 * @since 1.0
 */
DEMO_API void demo_box_stop(demo_box_t *box);

/**
 * @brief Lets it go.
 *
 * @param[in,out] box The box.
 *
 * @par Contract
 * (thread: any) (in-callback)
 * @since 1.0
 */
DEMO_API void demo_box_go(demo_box_t *box);

/**
 * @brief Gives the counts.
 *
 * @param[in,out] box The box.
 * @return (borrowed: box) Live.
 * @since 1.0
 */
DEMO_API demo_counts_t *demo_box_get_counts(demo_box_t *box);

/**
 * @brief Tells how much.
 *
 * @param[in] box The box.
 * @return (unit: bytes) How much.
 *
 * @par Contract
 * (field: bytes)
 * @since 1.0
 */
DEMO_API uint64_t demo_box_get_bytes(const demo_box_t *box);

/**
 * @brief Gives a window.
 *
 * @param[in,out] box    The box.
 * @param[in]     length (unit: bytes) How much.
 * @return (array: length) (borrowed: box) (fallible) NULL if it is too much.
 * @since 1.0
 */
DEMO_API uint8_t *demo_box_get_window(demo_box_t *box, size_t length);

/**
 * @brief Reads.
 *
 * @param[in,out] box         The box.
 * @param[out]    buffer      (array: buffer_size, filled: out_len) Octets.
 * @param[in]     buffer_size (unit: bytes) Room.
 * @param[out]    out_len     (unit: bytes) How many.
 * @param[out]    out_right   What is allowed.
 * @retval DEMO_STATUS_FULL Nothing was written; `out_len` is set.
 *
 * @par Contract
 * (invalidates: demo_box_get_window)
 * @since 1.0
 */
DEMO_API demo_status_t demo_box_read(demo_box_t *box, uint8_t *buffer, size_t buffer_size, size_t *out_len, demo_right_t *out_right);

/**
 * @brief Keeps a hook.
 *
 * @param[in,out] box       The box.
 * @param[in]     hook      (nullable) (scope: box) (closure: user_data) (destroy: drop) NULL removes it.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 * @param[in]     drop      (nullable) Called at the end.
 *
 * @par Contract
 * (invokes: demo_drop_t, demo_hook_t)
 * @since 1.0
 */
DEMO_API void demo_box_keep(demo_box_t *box, demo_hook_t hook, void *user_data, demo_drop_t drop);

#ifdef DEMO_EXPERIMENTAL
/**
 * @brief Computes a mean.
 *
 * @param[in] values     (array: values_len) Numbers.
 * @param[in] values_len How many.
 * @return Their mean.
 *
 * @par Contract
 * (experimental)
 * @since 1.0
 */
DEMO_API double demo_mean(const float *values, size_t values_len);
#endif

/**
 * @brief Stops it.
 *
 * @param[in,out] box The box.
 * @since 1.0
 * @deprecated 1.0 Use demo_box_stop
 */
DEMO_API DEMO_DEPRECATED("Use demo_box_stop") void demo_box_halt(demo_box_t *box);

#endif
