/* A machine that stops for its callback: Go runs the function between two calls, and a context ends the run. */
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
    DEMO_STATUS_OK = 0,               /**< Done. */
    DEMO_STATUS_INTERRUPTED = 1,      /**< It was interrupted. */
    DEMO_STATUS_BUFFER_TOO_SMALL = 2, /**< The text needs more room. */
} demo_status_t;

/**
 * @brief How a run ended.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum demo_result {
    DEMO_RESULT_DONE = 0,        /**< It is done. */
    DEMO_RESULT_STOPPED = 1,     /**< It waits for an answer. */
    DEMO_RESULT_INTERRUPTED = 2, /**< It was interrupted. */
} demo_result_t;

/**
 * @brief What happens next.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum demo_answer {
    DEMO_ANSWER_GO = 0,   /**< Go on. */
    DEMO_ANSWER_WAIT = 1, /**< Stop. */
} demo_answer_t;

/**
 * @brief A machine.
 *
 * @par Contract
 * (handle) (destroy: demo_machine_destroy) (thread: serial)
 * @since 1.0
 */
typedef struct demo_machine demo_machine_t;

/**
 * @brief Answers a question.
 *
 * @param[in,out] machine   The machine.
 * @param[in]     question  (from: demo_machine_get_question) Which.
 * @param[in]     user_data (nullable) (user_data) As given.
 * @return What happens next.
 *
 * @par Contract
 * (thread: caller) (yield: answer: DEMO_ANSWER_WAIT, result: DEMO_RESULT_STOPPED, resume: demo_machine_answer)
 * @since 1.0
 */
typedef demo_answer_t (*demo_oracle_t)(demo_machine_t *machine, uint32_t question, void *user_data);

/**
 * @brief Makes a machine.
 *
 * @return (owned) (fallible) NULL if memory is short.
 *
 * @since 1.0
 */
DEMO_API demo_machine_t *demo_machine_create(void);

/**
 * @brief Frees a machine.
 *
 * @param[in] machine (transfer) (nullable) NULL does nothing.
 *
 * @since 1.0
 */
DEMO_API void demo_machine_destroy(demo_machine_t *machine);

/**
 * @brief Sets who answers.
 *
 * @param[in,out] machine   The machine.
 * @param[in]     oracle    (nullable) (scope: machine) (closure: user_data) NULL: nobody.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
DEMO_API void demo_machine_set_oracle(demo_machine_t *machine, demo_oracle_t oracle, void *user_data);

/**
 * @brief Tells the last question.
 *
 * @param[in] machine The machine.
 * @return The question.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
DEMO_API uint32_t demo_machine_get_question(const demo_machine_t *machine);

/**
 * @brief Runs.
 *
 * @param[in,out] machine The machine.
 * @return How it ended.
 *
 * @par Contract
 * (blocking: interrupt: demo_machine_interrupt, clear: demo_machine_clear) (invokes: demo_oracle_t)
 * @since 1.0
 */
DEMO_API demo_result_t demo_machine_run(demo_machine_t *machine);

/**
 * @brief Answers, and goes on.
 *
 * @param[in,out] machine The machine.
 * @param[in]     answer  The answer.
 * @return How it ended.
 *
 * @par Contract
 * (blocking: interrupt: demo_machine_interrupt, clear: demo_machine_clear) (invokes: demo_oracle_t)
 * @since 1.0
 */
DEMO_API demo_result_t demo_machine_answer(demo_machine_t *machine, demo_answer_t answer);

/**
 * @brief Runs to the end, and says in words what happened.
 *
 * @param[in,out] machine   The machine.
 * @param[out]    text      (string: text_size, filled: out_len) Receives the text.
 * @param[in]     text_size (unit: bytes) Room in the buffer.
 * @param[out]    out_len   (unit: bytes) Length of the text, also when the buffer is too small.
 * @retval DEMO_STATUS_INTERRUPTED      It was interrupted.
 * @retval DEMO_STATUS_BUFFER_TOO_SMALL Nothing was written; `out_len` is set.
 *
 * @par Contract
 * (blocking: interrupt: demo_machine_interrupt, clear: demo_machine_clear)
 * @since 1.0
 */
DEMO_API demo_status_t demo_machine_report(demo_machine_t *machine, char *text, size_t text_size, size_t *out_len);

/**
 * @brief Waits for a while.
 *
 * @param[in,out] machine The machine.
 *
 * @par Contract
 * (blocking)
 * @since 1.0
 */
DEMO_API void demo_machine_wait(demo_machine_t *machine);

/**
 * @brief Ends the run soon.
 *
 * @param[in,out] machine The machine.
 *
 * @par Contract
 * (thread: any) (in-callback)
 * @since 1.0
 */
DEMO_API void demo_machine_interrupt(demo_machine_t *machine);

/**
 * @brief Takes an interrupt back.
 *
 * @param[in,out] machine The machine.
 *
 * @par Contract
 * (thread: any) (in-callback)
 * @since 1.0
 */
DEMO_API void demo_machine_clear(demo_machine_t *machine);

#endif
