/* A machine that stops for its callback: JavaScript runs the function between two calls, and a signal ends the run. */
#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEMO_API

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
 * @brief Copies memory out.
 *
 * @param[in]  machine     The machine.
 * @param[in]  address     Where it begins.
 * @param[out] buffer      (array: buffer_size) Receives the octets.
 * @param[in]  buffer_size (unit: bytes) How many.
 * @return (fallible) False if there are not so many.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
DEMO_API bool demo_machine_peek(const demo_machine_t *machine, uint32_t address, uint8_t *buffer, size_t buffer_size);

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
