/* Handles that belong to others, handles that are given away, and shared ones. */
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
    DEMO_STATUS_INVALID_ARGUMENT = 1, /**< A required pointer is NULL. */
    DEMO_STATUS_DESTROYED = 2,        /**< The handle was destroyed before. */
    DEMO_STATUS_BUSY = 3,             /**< The handle is in use. */
} demo_status_t;

/**
 * @brief A tree, shared by any number of threads.
 *
 * @par Contract
 * (handle) (retain: demo_tree_retain) (destroy: demo_tree_release) (thread: any)
 * @since 1.0
 */
typedef struct demo_tree demo_tree_t;

/**
 * @brief A place in a tree.
 *
 * @par Contract
 * (handle) (destroy: demo_cursor_destroy) (thread: serial)
 * @since 1.0
 */
typedef struct demo_cursor demo_cursor_t;

/**
 * @brief Looks at a tree.
 *
 * @param[in] tree      The tree.
 * @param[in] user_data (nullable) (user_data) As given.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef void (*demo_look_t)(demo_tree_t *tree, void *user_data);

/**
 * @brief Takes one more reference.
 *
 * @param[in] tree The tree.
 *
 * @since 1.0
 */
DEMO_API void demo_tree_retain(demo_tree_t *tree);

/**
 * @brief Gives a reference back.
 *
 * @param[in] tree (transfer) (nullable) NULL does nothing.
 *
 * @since 1.0
 */
DEMO_API void demo_tree_release(demo_tree_t *tree);

/**
 * @brief Joins two trees.
 *
 * @param[in] tree  The tree that grows.
 * @param[in] other (transfer) The tree that it takes.
 * @retval DEMO_STATUS_INVALID_ARGUMENT A pointer is NULL.
 *
 * @since 1.0
 */
DEMO_API demo_status_t demo_tree_graft(demo_tree_t *tree, demo_tree_t *other);

/**
 * @brief Shows all trees below.
 *
 * @param[in] tree      The tree.
 * @param[in] look      (scope: call) (closure: user_data) Sees each.
 * @param[in] user_data (nullable) (user_data) Passed on.
 *
 * @par Contract
 * (invokes: demo_look_t)
 * @since 1.0
 */
DEMO_API void demo_tree_walk(demo_tree_t *tree, demo_look_t look, void *user_data);

/**
 * @brief Makes a cursor.
 *
 * @param[in]  tree       (retained) The tree that it is in.
 * @param[out] out_cursor (owned) The cursor.
 * @retval DEMO_STATUS_INVALID_ARGUMENT A pointer is NULL.
 *
 * @since 1.0
 */
DEMO_API demo_status_t demo_cursor_create(demo_tree_t *tree, demo_cursor_t **out_cursor);

/**
 * @brief Frees a cursor.
 *
 * @param[in] cursor (transfer) (nullable) NULL does nothing.
 *
 * @since 1.0
 */
DEMO_API void demo_cursor_destroy(demo_cursor_t *cursor);

/**
 * @brief Moves a cursor to where another one is.
 *
 * @param[in,out] cursor The cursor.
 * @param[in]     target (nullable) The other one; NULL: the root.
 *
 * @since 1.0
 */
DEMO_API void demo_cursor_move(demo_cursor_t *cursor, const demo_cursor_t *target);

#endif
