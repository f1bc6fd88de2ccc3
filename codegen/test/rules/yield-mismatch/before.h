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
 * @brief What to do next.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum lib_answer {
    LIB_ANSWER_GO = 0,   /**< Go on. */
    LIB_ANSWER_WAIT = 1, /**< Come back. */
} lib_answer_t;

/**
 * @brief Asks what to do next.
 *
 * @param[in,out] box       The box.
 * @param[in]     question  Which question.
 * @param[in]     user_data (nullable) (user_data) As registered.
 * @return What to do next.
 *
 * @par Contract
 * (yield: answer: LIB_ANSWER_WAIT, result: LIB_ANSWER_WAIT, resume: lib_box_resume)
 * @since 1.0
 */
typedef lib_answer_t (*lib_ask_t)(lib_box_t *box, int question, void *user_data);

/**
 * @brief Sets whom to ask.
 *
 * @param[in,out] box       The box.
 * @param[in]     ask       (nullable) (scope: box) (closure: user_data) NULL: nobody.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 * @since 1.0
 */
LIB_API void lib_box_set_ask(lib_box_t *box, lib_ask_t ask, void *user_data);

/**
 * @brief Goes on with an answer.
 *
 * @param[in,out] box    The box.
 * @param[in]     answer The answer.
 * @return LIB_ANSWER_WAIT if there is another question.
 *
 * @par Contract
 * (invokes: lib_ask_t)
 * @since 1.0
 */
LIB_API lib_answer_t lib_box_resume(lib_box_t *box, lib_answer_t answer);

#endif
