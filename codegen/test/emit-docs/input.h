/*
 * shelf.h - a library of books, small enough to read its whole reference.
 *
 * A first use:
 *
 *     shelf_t *shelf = shelf_create(3);
 *
 *     shelf_release(shelf);
 *
 * Failure. A call that can fail returns shelf_status_t; names such as `out_book` and *stars* stay as they are.
 */
#ifndef SHELF_H
#define SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHELF_DEPRECATED(message)

/** @brief Stands before the first section. @since 1.0 */
#define SHELF_VERSION 1

/* ---- Results ----------------------------------------------------------- */

/**
 * @brief Outcome of a call that can fail.
 *
 * @par Contract
 * (errors) (open)
 * @since 1.0
 */
typedef enum shelf_status {
    SHELF_STATUS_OK = 0,        /**< Done. */
    SHELF_STATUS_FULL = 1,      /**< No room; see SHELF_MAX_BOOKS. */
    SHELF_STATUS_NOT_FOUND = 2, /**< No such book | no such shelf. */
} shelf_status_t;

/* ---- Books and shelves ------------------------------------------------- */

/** @brief Most books on one shelf. @since 1.0 */
#define SHELF_MAX_BOOKS 0x20000

/** @brief Longest title, in bytes. @since 1.1 */
#define SHELF_MAX_TITLE 32

/**
 * @brief How a book is kept.
 *
 * @par Contract
 * (flags) (closed)
 * @since 1.0
 */
typedef enum shelf_care {
    SHELF_CARE_NONE = 0,       /**< Not at all. */
    SHELF_CARE_DRY = 1 << 0,   /**< Away from <water>. */
    SHELF_CARE_DARK = 1 << 4,  /**< Away from light. */
} shelf_care_t;

/**
 * @brief One book.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct shelf_book {
    uint32_t size;                 /**< (size) sizeof(shelf_book_t) of the caller's header. */
    shelf_care_t care;             /**< How to keep it. */
    uint64_t printed;              /**< (unit: nanoseconds) When it was printed. */
    uint8_t isbn[13];              /**< (array: 13) Its number. */
    char title[SHELF_MAX_TITLE];   /**< (string) Its title. */
} shelf_book_t;

/**
 * @brief A shelf.
 *
 * @par Contract
 * (handle) (retain: shelf_retain) (destroy: shelf_release) (thread: serial)
 * @since 1.0
 */
typedef struct shelf shelf_t;

/**
 * @brief Looks at one book during shelf_visit.
 *
 * @param[in] shelf     The shelf.
 * @param[in] index     (range: 0..0x1ffff) Which book.
 * @param[in] user_data (nullable) (user_data) As given.
 * @return True to go on.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef bool (*shelf_visitor_t)(shelf_t *shelf, uint32_t index, void *user_data);

/**
 * @brief Makes a shelf.
 *
 * @param[in] room (range: 1..0x20000) Books it will hold.
 * @return (owned) (fallible) NULL if memory is short.
 *
 * @par Contract
 * (thread: any) (gp: 4.6)
 * @since 1.0
 */
shelf_t *shelf_create(uint32_t room);

/**
 * @brief Takes one more reference.
 *
 * @param[in] shelf The shelf.
 *
 * @since 1.0
 */
void shelf_retain(shelf_t *shelf);

/**
 * @brief Gives a reference back.
 *
 * @param[in] shelf (transfer) (nullable) NULL does nothing.
 *
 * @since 1.0
 */
void shelf_release(shelf_t *shelf);

/**
 * @brief Puts books on the shelf, all or none.
 *
 * They stand in the order of `books`. A second paragraph of this text follows.
 *
 * Here it is, and it names shelf_visit and SHELF_CARE_DRY.
 *
 * @param[in,out] shelf     The shelf.
 * @param[in]     books     (array: books_len) What to add.
 * @param[in]     books_len Their number.
 * @param[out]    out_free  (optional) Room left, set only with SHELF_STATUS_FULL.
 * @retval SHELF_STATUS_FULL `out_free` says how much room there is.
 *
 * @par Contract
 * (invalidates: shelf_get_marks)
 * @since 1.0
 * @see shelf_visit
 */
shelf_status_t shelf_add(shelf_t *shelf, const uint64_t *books, size_t books_len, uint32_t *out_free);

/**
 * @brief Copies a title out.
 *
 * @param[in]  shelf      The shelf.
 * @param[in]  index      Which book.
 * @param[out] title      (string: title_size, filled: out_len) Receives the title.
 * @param[in]  title_size (unit: bytes) Room for it.
 * @param[out] out_len    (unit: bytes) Its length.
 * @retval SHELF_STATUS_NOT_FOUND There is no such book.
 *
 * @since 1.0
 */
shelf_status_t shelf_copy_title(const shelf_t *shelf, uint32_t index, char *title, size_t title_size, size_t *out_len);

/**
 * @brief Gives one mark per book.
 *
 * @param[in,out] shelf The shelf.
 * @return (array: 16) (borrowed: shelf) The marks.
 *
 * @since 1.0
 */
uint32_t *shelf_get_marks(shelf_t *shelf);

/**
 * @brief Shows every book to a visitor.
 *
 * @param[in,out] shelf     The shelf.
 * @param[in]     visitor   (scope: call) (closure: user_data) Sees them.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 * @return Books seen.
 *
 * @par Contract
 * (invokes: shelf_visitor_t)
 * @since 1.0
 */
uint32_t shelf_visit(shelf_t *shelf, shelf_visitor_t visitor, void *user_data);

/**
 * @brief Counts books.
 *
 * @param[in] shelf The shelf.
 * @return Their number.
 *
 * @since 1.0
 * @deprecated 1.1 Use shelf_visit
 */
SHELF_DEPRECATED("since 1.1; use shelf_visit")
uint32_t shelf_count(const shelf_t *shelf);

#endif
