/* Memory of a handle that JavaScript sees: a struct in place, arrays for good, and windows until they are invalidated. */
#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEMO_API

/**
 * @brief What a tank tells.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct demo_gauge {
    uint64_t volume;    /**< How much is in it. */
    int32_t heat;       /**< (range: -50..150) How hot it is. */
    bool is_open;       /**< Something may come in. */
    uint16_t valves[3]; /**< (array: 3) How far each is open. */
} demo_gauge_t;

/**
 * @brief A tank.
 *
 * @par Contract
 * (handle) (destroy: demo_tank_destroy) (thread: serial)
 * @since 1.0
 */
typedef struct demo_tank demo_tank_t;

/**
 * @brief Makes a tank.
 *
 * @param[in] volume How large.
 * @return (owned) (fallible) NULL if memory is short.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
DEMO_API demo_tank_t *demo_tank_create(uint64_t volume);

/**
 * @brief Frees a tank.
 *
 * @param[in] tank (transfer) (nullable) NULL does nothing.
 *
 * @since 1.0
 */
DEMO_API void demo_tank_destroy(demo_tank_t *tank);

/**
 * @brief Gives what the tank tells.
 *
 * @param[in,out] tank The tank.
 * @return (borrowed: tank) Always the same address.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
DEMO_API demo_gauge_t *demo_tank_get_gauge(demo_tank_t *tank);

/**
 * @brief Tells how hot it is.
 *
 * @param[in] tank The tank.
 * @return Degrees.
 *
 * @par Contract
 * (in-callback) (field: heat)
 * @since 1.0
 */
DEMO_API int32_t demo_tank_get_heat(const demo_tank_t *tank);

/**
 * @brief Heats it.
 *
 * @param[in,out] tank The tank.
 * @param[in]     heat (range: -50..150) Degrees.
 *
 * @par Contract
 * (in-callback) (field: heat)
 * @since 1.0
 */
DEMO_API void demo_tank_set_heat(demo_tank_t *tank, int32_t heat);

/**
 * @brief Gives the levels, live.
 *
 * @param[in,out] tank The tank.
 * @return (array: 16) (borrowed: tank) What was measured.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
DEMO_API uint64_t *demo_tank_get_levels(demo_tank_t *tank);

/**
 * @brief Gives some of the tank's memory.
 *
 * @param[in,out] tank   The tank.
 * @param[in]     offset Where it begins.
 * @param[in]     length (range: 1..4096) How long it is.
 * @return (array: length) (borrowed: tank) (fallible) NULL if there is none.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
DEMO_API uint8_t *demo_tank_get_window(demo_tank_t *tank, uint64_t offset, size_t length);

/**
 * @brief Makes it larger.
 *
 * @param[in,out] tank   The tank.
 * @param[in]     volume How large.
 *
 * @par Contract
 * (invalidates: demo_tank_get_window)
 * @since 1.0
 */
DEMO_API void demo_tank_grow(demo_tank_t *tank, uint64_t volume);

#endif
