/* Functions that the library keeps: until they are replaced, dropped with or without a word, or called once. */
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
    DEMO_STATUS_OK = 0,   /**< Done. */
    DEMO_STATUS_FULL = 1, /**< There is no room for it. */
} demo_status_t;

/**
 * @brief A clock.
 *
 * @par Contract
 * (handle) (destroy: demo_clock_destroy) (thread: serial)
 * @since 1.0
 */
typedef struct demo_clock demo_clock_t;

/**
 * @brief Hears a clock tick.
 *
 * @param[in] clock     The clock.
 * @param[in] times     How often.
 * @param[in] user_data (nullable) (user_data) As given.
 * @return True to hear it again.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef bool (*demo_tick_t)(demo_clock_t *clock, uint64_t times, void *user_data);

/**
 * @brief Hears a clock strike.
 *
 * @param[in] hour      Which hour.
 * @param[in] user_data (nullable) (user_data) As given.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef void (*demo_strike_t)(uint32_t hour, void *user_data);

/**
 * @brief Frees what was given with a function.
 *
 * @param[in] user_data (nullable) (user_data) As given.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef void (*demo_drop_t)(void *user_data);

/**
 * @brief Makes a clock.
 *
 * @return (owned) (fallible) NULL if memory is short.
 *
 * @since 1.0
 */
DEMO_API demo_clock_t *demo_clock_create(void);

/**
 * @brief Frees a clock.
 *
 * @param[in] clock (transfer) (nullable) NULL does nothing.
 *
 * @par Contract
 * (invokes: demo_drop_t)
 * @since 1.0
 */
DEMO_API void demo_clock_destroy(demo_clock_t *clock);

/**
 * @brief Sets who hears it tick.
 *
 * @param[in,out] clock     The clock.
 * @param[in]     tick      (nullable) (scope: clock) (closure: user_data) NULL: nobody.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 *
 * @since 1.0
 */
DEMO_API void demo_clock_set_tick(demo_clock_t *clock, demo_tick_t tick, void *user_data);

/**
 * @brief Sets who hears it strike.
 *
 * @param[in,out] clock     The clock.
 * @param[in]     strike    (scope: clock) (closure: user_data) (destroy: drop) Who.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 * @param[in]     drop      (nullable) Called when the function is forgotten.
 * @retval DEMO_STATUS_FULL Somebody hears it already. Nothing was kept.
 *
 * @par Contract
 * (invokes: demo_drop_t)
 * @since 1.0
 */
DEMO_API demo_status_t demo_clock_set_strike(demo_clock_t *clock, demo_strike_t strike, void *user_data, demo_drop_t drop);

/**
 * @brief Wakes somebody up, once.
 *
 * @param[in,out] clock     The clock.
 * @param[in]     alarm     (scope: once) (closure: user_data) Who.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 * @retval DEMO_STATUS_FULL There are too many alarms.
 *
 * @since 1.0
 */
DEMO_API demo_status_t demo_clock_add_alarm(demo_clock_t *clock, demo_strike_t alarm, void *user_data);

/**
 * @brief Lets time pass.
 *
 * @param[in,out] clock   The clock.
 * @param[in]     seconds How much.
 *
 * @par Contract
 * (invokes: demo_tick_t, demo_strike_t)
 * @since 1.0
 */
DEMO_API void demo_clock_run(demo_clock_t *clock, uint32_t seconds);

#endif
