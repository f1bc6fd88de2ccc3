/*
 * shelf.h - book catalogs and the racks that books stand in.
 *
 * A library that is no virtual machine: the generator must bind it as well. It has one of everything that the
 * annotations can say, and does something that a test can see with each.
 *
 * Threads. A catalog may be used by any number of threads at once, a rack by one at a time.
 */
#ifndef SHELF_H
#define SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef SHELF_API
#if defined(__GNUC__)
#define SHELF_API __attribute__((visibility("default")))
#else
#define SHELF_API
#endif
#endif

#ifndef SHELF_DEPRECATED
#if defined(__GNUC__)
#define SHELF_DEPRECATED(message) __attribute__((deprecated(message)))
#else
#define SHELF_DEPRECATED(message)
#endif
#endif

/* ---- Identity ---------------------------------------------------------- */

/** @brief Major ABI version. @since 1.0 */
#define SHELF_ABI_MAJOR 1

/** @brief Minor ABI version. @since 1.0 */
#define SHELF_ABI_MINOR 2

/**
 * @brief Tells the ABI version that the library was built for.
 *
 * @return 65536 times the major part, plus the minor part.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API uint32_t shelf_abi_version(void);

/* ---- Limits ------------------------------------------------------------ */

/** @brief Room for a title, its final NUL included. @since 1.0 */
#define SHELF_TITLE_SIZE 48

/** @brief Digits of an ISBN. @since 1.0 */
#define SHELF_ISBN_DIGITS 13

/** @brief How many genres there are. @since 1.0 */
#define SHELF_GENRE_COUNT 3

/** @brief Places of a rack that are always there. @since 1.0 */
#define SHELF_SLOT_COUNT 9

/** @brief An id that no book has. @since 1.0 */
#define SHELF_NO_ID 0xffffffffffffffff

/** @brief Lowest offset of a rack. @since 1.0 */
#define SHELF_LOWEST_OFFSET (-1000)

/** @brief Most books that a rack holds. @since 1.1 */
#define SHELF_MAX_CAPACITY (1 << 16)

/* ---- Status ------------------------------------------------------------ */

/**
 * @brief Outcome of a call that can fail.
 *
 * @par Contract
 * (errors) (open)
 * @since 1.0
 */
typedef enum shelf_status {
    SHELF_STATUS_OK = 0,               /**< Done. */
    SHELF_STATUS_INVALID_ARGUMENT = 1, /**< A required pointer is NULL, or a number is out of range. */
    SHELF_STATUS_OUT_OF_MEMORY = 2,    /**< There is no memory left for it. */
    SHELF_STATUS_NOT_FOUND = 3,        /**< There is no such book. */
    SHELF_STATUS_BAD_RECORD = 4,       /**< The text is no catalog; the error record says where and why. */
    SHELF_STATUS_BUFFER_TOO_SMALL = 5, /**< The caller's buffer is too small; the needed size was reported. */
    SHELF_STATUS_NO_ROOM = 6,             /**< The rack has no room left. */
    SHELF_STATUS_BUSY = 7,             /**< The rack is in use: only calls marked for callbacks are allowed. */
} shelf_status_t;

/**
 * @brief Says a status in words.
 *
 * @param[in] status Any value.
 * @return (string) (borrowed: static) One sentence in lower case; never NULL.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API const char *shelf_status_message(shelf_status_t status);

/* ---- Books ------------------------------------------------------------- */

/**
 * @brief What a book is.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum shelf_kind {
    SHELF_KIND_NOVEL = 0,   /**< A long story. */
    SHELF_KIND_POETRY = 1,  /**< Verse. */
    SHELF_KIND_SCIENCE = 2, /**< Anything that can be wrong. */
} shelf_kind_t;

/**
 * @brief What is remarkable about a book.
 *
 * @par Contract
 * (open) (flags)
 * @since 1.0
 */
typedef enum shelf_marks {
    SHELF_MARK_NONE = 0,         /**< Nothing. */
    SHELF_MARK_AWAY = 1 << 0,    /**< Somebody has it. */
    SHELF_MARK_DAMAGED = 1 << 1, /**< It lacks pages. */
    SHELF_MARK_SIGNED = 1 << 2,  /**< The author wrote into it. */
} shelf_marks_t;

/**
 * @brief Where one book stands, seen from another.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum shelf_order {
    SHELF_ORDER_BEFORE = -1, /**< To the left. */
    SHELF_ORDER_SAME = 0,    /**< They are equal. */
    SHELF_ORDER_AFTER = 1,   /**< To the right. */
} shelf_order_t;

/**
 * @brief How large a book is.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct shelf_format {
    float width;  /**< Millimetres. */
    float height; /**< Millimetres. */
} shelf_extent_t;

/**
 * @brief One book.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct shelf_book {
    uint64_t id;                  /**< Never SHELF_NO_ID. */
    int64_t bought;               /**< (unit: nanoseconds) When, since 1970; negative before. */
    double price;                 /**< What was paid. */
    shelf_extent_t format;        /**< How large it is. */
    shelf_kind_t genre;          /**< What it is. */
    shelf_marks_t marks;          /**< What is remarkable about it. */
    int16_t year;                 /**< (range: -3000..3000) When it was written. */
    uint16_t page_count;          /**< (unit: pages) How many it has. */
    uint8_t rating;               /**< (range: 0..5) Stars. */
    bool is_translated;           /**< It was written in another language. */
    uint8_t isbn[13];             /**< (array: SHELF_ISBN_DIGITS) Digits, each 0 to 9. */
    char heading[SHELF_TITLE_SIZE]; /**< (string) What is on the spine. */
} shelf_book_t;

/**
 * @brief Where and why a text was refused.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct shelf_record_error {
    uint32_t line;    /**< From 1. */
    uint32_t offset;  /**< (unit: bytes) First byte of the text that is wrong. */
    char message[64]; /**< (string) One sentence in lower case, without a full stop. */
} shelf_record_error_t;

/* ---- Catalogs ---------------------------------------------------------- */

/**
 * @brief A list of books that never changes: reference-counted, shared by any number of threads.
 *
 * @par Contract
 * (handle) (retain: shelf_catalog_retain) (destroy: shelf_catalog_release) (thread: any)
 * @since 1.0
 */
typedef struct shelf_catalog shelf_catalog_t;

/**
 * @brief Looks at one book of a catalog.
 *
 * @param[in] book      The book.
 * @param[in] index     Which it is, from 0.
 * @param[in] user_data (nullable) (user_data) As given.
 * @return True to see the next one.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef bool (*shelf_visitor_t)(const shelf_book_t *book, size_t index, void *user_data);

/**
 * @brief Makes a catalog without books.
 *
 * @param[in] name (string) (nullable) What it is called; NULL: nothing.
 * @return (owned) (fallible) NULL if the name has SHELF_TITLE_SIZE characters or more, or memory is short.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API shelf_catalog_t *shelf_catalog_create(const char *name);

/**
 * @brief Makes a catalog of books, in their order.
 *
 * @param[in]  books       (array: books_len) The books.
 * @param[in]  books_len   (range: 0..1000000) How many.
 * @param[out] out_catalog (owned) The catalog. Untouched on failure.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A required pointer is NULL, or a book has the id SHELF_NO_ID.
 * @retval SHELF_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_catalog_from_books(const shelf_book_t *books, size_t books_len,
                                                  shelf_catalog_t **out_catalog);

/**
 * @brief Reads a catalog: a line for each book, with id, number of the genre, year and title between semicolons.
 *
 * @param[in]  text        (string) The catalog as text.
 * @param[out] out_catalog (owned) The catalog. Untouched on failure.
 * @param[out] out_error   (optional) Filled only with SHELF_STATUS_BAD_RECORD.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval SHELF_STATUS_BAD_RECORD       A line is no book; `out_error` says which.
 * @retval SHELF_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_catalog_parse(const char *text, shelf_catalog_t **out_catalog,
                                             shelf_record_error_t *out_error);

/**
 * @brief Takes one more reference to a catalog.
 *
 * @param[in] catalog The catalog.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API void shelf_catalog_retain(shelf_catalog_t *catalog);

/**
 * @brief Gives one reference back; the last one frees the catalog.
 *
 * @param[in] catalog (transfer) (nullable) NULL does nothing.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API void shelf_catalog_release(shelf_catalog_t *catalog);

/**
 * @brief Tells what the catalog is called.
 *
 * @param[in] catalog The catalog.
 * @return (string) (nullable) (borrowed: catalog) NULL if it has no name.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API const char *shelf_catalog_get_name(const shelf_catalog_t *catalog);

/**
 * @brief Tells how many books there are.
 *
 * @param[in] catalog The catalog.
 * @return Their number.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API size_t shelf_catalog_get_count(const shelf_catalog_t *catalog);

/**
 * @brief Copies one book out.
 *
 * @param[in]  catalog  The catalog.
 * @param[in]  index    Which book, from 0.
 * @param[out] out_book The book.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval SHELF_STATUS_NOT_FOUND        There are fewer books.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_catalog_get_book(const shelf_catalog_t *catalog, size_t index, shelf_book_t *out_book);

/**
 * @brief Shows all books to a function, until it has seen enough.
 *
 * @param[in]  catalog     The catalog.
 * @param[out] out_visited How many books it saw.
 * @param[in]  visitor     (scope: call) (closure: user_data) Sees each book.
 * @param[in]  user_data   (nullable) (user_data) Passed on, never read.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 *
 * @par Contract
 * (thread: any) (invokes: shelf_visitor_t)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_catalog_visit(const shelf_catalog_t *catalog, size_t *out_visited,
                                             shelf_visitor_t visitor, void *user_data);

/**
 * @brief Lists the ids of all books.
 *
 * @param[in]  catalog   The catalog.
 * @param[out] ids       (array: ids_size, filled: out_count) Receives the ids.
 * @param[in]  ids_size  Room in the buffer, in ids.
 * @param[out] out_count How many there are, also when the buffer is too small.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval SHELF_STATUS_BUFFER_TOO_SMALL Nothing was copied; `out_count` is set.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_catalog_list_ids(const shelf_catalog_t *catalog, uint64_t *ids, size_t ids_size,
                                                size_t *out_count);

/**
 * @brief Lists the books of some genres.
 *
 * @param[in]  catalog    The catalog.
 * @param[in]  genres     (array: genres_len) Which genres.
 * @param[in]  genres_len How many.
 * @param[out] books      (array: books_size, filled: out_count) Receives the books.
 * @param[in]  books_size Room in the buffer, in books.
 * @param[out] out_count  Books written: fewer than there is room for only when there are no more.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_catalog_list_books(const shelf_catalog_t *catalog, const shelf_kind_t *genres,
                                                  size_t genres_len, shelf_book_t *books, size_t books_size,
                                                  size_t *out_count);

/* ---- Racks ------------------------------------------------------------- */

/**
 * @brief Choices for a rack.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct shelf_options {
    uint32_t size;         /**< (size) sizeof(shelf_options_t) of the caller's header. */
    uint32_t capacity;     /**< (range: 0..65536) Most books that it holds; 0: SHELF_SLOT_COUNT. */
    double weights[3];     /**< (array: SHELF_GENRE_COUNT) What a book of each genre weighs. */
    shelf_extent_t format; /**< Largest book that fits; 0: any. */
    char owner[32];        /**< (string) Whose it is; empty: nobody's. */
    bool is_locked;        /**< Nothing can be taken out. */
} shelf_options_t;

/**
 * @brief What a rack counts, at a stable address.
 *
 * It is the rack's own record, not a copy: both sides read and write it in place.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct shelf_counters {
    uint64_t lookups;          /**< How often a book was looked for. */
    int64_t balance;           /**< Books added, less books taken; the host may set it. */
    double weight;             /**< What all books weigh. */
    uint32_t by_genre[3];      /**< (array: SHELF_GENRE_COUNT) Books of each genre. */
    shelf_order_t last_order;  /**< What the last comparison gave. */
    shelf_marks_t marks;       /**< All marks of all books. */
    uint16_t columns;          /**< Books side by side. */
    uint8_t rows;              /**< Boards. */
    bool is_locked;            /**< Nothing can be taken out. */
} shelf_counters_t;

/**
 * @brief What happened to a rack.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum shelf_event {
    SHELF_EVENT_ADDED = 0,   /**< A book came in. */
    SHELF_EVENT_TAKEN = 1,   /**< A book went out. */
    SHELF_EVENT_RESIZED = 2, /**< There is another number of places; no book. */
} shelf_event_t;

/**
 * @brief A rack with books: its capacity is fixed until it is resized.
 *
 * @par Contract
 * (handle) (destroy: shelf_rack_destroy) (thread: serial)
 * @since 1.0
 */
typedef struct shelf_rack shelf_rack_t;

/**
 * @brief Learns what happens to a rack.
 *
 * @param[in,out] rack      The rack, after it happened.
 * @param[in]     event     What happened.
 * @param[in]     title     (string) (nullable) The book's title; NULL if it is about no book.
 * @param[in]     user_data (nullable) (user_data) As registered.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef void (*shelf_listener_t)(shelf_rack_t *rack, shelf_event_t event, const char *title, void *user_data);

/**
 * @brief Frees what was registered with a function that is not called any more.
 *
 * @param[in] user_data (nullable) (user_data) As registered.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef void (*shelf_drop_t)(void *user_data);

/**
 * @brief Says how two books are sorted.
 *
 * @param[in] left      One book.
 * @param[in] right     Another.
 * @param[in] user_data (nullable) (user_data) As given.
 * @return Where `left` belongs, seen from `right`.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef shelf_order_t (*shelf_ordering_t)(const shelf_book_t *left, const shelf_book_t *right, void *user_data);

/**
 * @brief Makes a rack, and fills it with the books of a catalog.
 *
 * @param[in]  catalog  (retained) The catalog.
 * @param[in]  options  (nullable) NULL: SHELF_SLOT_COUNT books, each weighs 1.
 * @param[out] out_rack (owned) The rack. Untouched on failure.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A required pointer is NULL, or the capacity is above SHELF_MAX_CAPACITY.
 * @retval SHELF_STATUS_NO_ROOM             The catalog has more books than the rack holds, or one is too large.
 * @retval SHELF_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_from_catalog(shelf_catalog_t *catalog, const shelf_options_t *options,
                                                 shelf_rack_t **out_rack);

/**
 * @brief Makes an independent copy of a rack: everything but the listener.
 *
 * @param[in]  rack     The rack to copy.
 * @param[out] out_rack (owned) The copy. Untouched on failure.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval SHELF_STATUS_OUT_OF_MEMORY    Nothing was allocated.
 *
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_clone(const shelf_rack_t *rack, shelf_rack_t **out_rack);

/**
 * @brief Frees a rack and its books. Pointers into it end here.
 *
 * @param[in] rack (transfer) (nullable) NULL does nothing.
 * @retval SHELF_STATUS_BUSY The rack is in use: called from its own callback. It stays alive.
 *
 * @par Contract
 * (invokes: shelf_drop_t)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_destroy(shelf_rack_t *rack);

/**
 * @brief Moves all books of another rack into this one, and destroys the other.
 *
 * @param[in,out] rack  The rack that gets them.
 * @param[in]     other (transfer) The rack that is emptied; it is gone afterwards, whatever the outcome.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A pointer is NULL.
 * @retval SHELF_STATUS_NO_ROOM             They do not all fit. None was moved.
 *
 * @par Contract
 * (invokes: shelf_listener_t, shelf_drop_t)
 * @since 1.1
 */
SHELF_API shelf_status_t shelf_rack_absorb(shelf_rack_t *rack, shelf_rack_t *other);

/**
 * @brief Puts a book in, at the end.
 *
 * @param[in,out] rack The rack.
 * @param[in]     book The book, copied.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A pointer is NULL, or the id is SHELF_NO_ID.
 * @retval SHELF_STATUS_NO_ROOM             There is no room, or the book is too large.
 * @retval SHELF_STATUS_BUSY             Called from the rack's own callback.
 *
 * @par Contract
 * (invokes: shelf_listener_t)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_add(shelf_rack_t *rack, const shelf_book_t *book);

/**
 * @brief Takes a book out.
 *
 * @param[in,out] rack     The rack.
 * @param[in]     id       Which book.
 * @param[out]    out_book The book. Untouched on failure.
 * @return (fallible) False if there is no such book, or the rack is locked or in use.
 *
 * @par Contract
 * (invokes: shelf_listener_t)
 * @since 1.0
 */
SHELF_API bool shelf_rack_remove(shelf_rack_t *rack, uint64_t id, shelf_book_t *out_book);

/**
 * @brief Looks for a book by its title.
 *
 * @param[in,out] rack        The rack, which counts it.
 * @param[in]     title       (string) The whole title.
 * @param[out]    out_id      Id of the first such book.
 * @param[out]    out_genre   What it is.
 * @param[out]    out_format  How large it is.
 * @param[out]    out_is_away True if somebody has it.
 * @param[out]    out_closest (optional) Id of the book whose title comes next, set only with SHELF_STATUS_NOT_FOUND;
 *                            SHELF_NO_ID if there is none.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval SHELF_STATUS_NOT_FOUND        No book has this title.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_find(shelf_rack_t *rack, const char *title, uint64_t *out_id,
                                         shelf_kind_t *out_genre, shelf_extent_t *out_format, bool *out_is_away,
                                         uint64_t *out_closest);

/**
 * @brief Measures a rack.
 *
 * @param[in]  rack       The rack.
 * @param[out] out_width  Of all books, in millimetres.
 * @param[out] out_height Of the highest book, in millimetres.
 * @param[out] out_oldest When the oldest book was bought.
 * @param[out] out_rating The best rating.
 * @param[out] out_pages  (unit: pages) Pages of the thickest book.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API void shelf_rack_measure(const shelf_rack_t *rack, double *out_width, float *out_height, int64_t *out_oldest,
                                  uint8_t *out_rating, uint16_t *out_pages);

/**
 * @brief Counts the books of each genre.
 *
 * @param[in]  rack   The rack.
 * @param[out] counts (array: SHELF_GENRE_COUNT) Receives the counts, in the order of shelf_kind_t.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A pointer is NULL.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_count_genres(const shelf_rack_t *rack, uint32_t *counts);

/**
 * @brief Rates books: two arrays with one length.
 *
 * @param[in,out] rack    The rack.
 * @param[in]     ids     (array: count) Which books.
 * @param[in]     ratings (array: count) Their new ratings, 0 to 5.
 * @param[in]     count   How many.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A required pointer is NULL, or a rating is above 5.
 * @retval SHELF_STATUS_NOT_FOUND        There is no book with one of the ids. No rating was changed.
 *
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_rate(shelf_rack_t *rack, const uint64_t *ids, const uint8_t *ratings,
                                         size_t count);

/**
 * @brief Sorts the books.
 *
 * @param[in,out] rack      The rack.
 * @param[in]     compare   (scope: call) (closure: user_data) Called for pairs of books.
 * @param[in]     user_data (nullable) (user_data) Passed on, never read.
 *
 * @par Contract
 * (invokes: shelf_ordering_t)
 * @since 1.0
 */
SHELF_API void shelf_rack_sort(shelf_rack_t *rack, shelf_ordering_t compare, void *user_data);

/**
 * @brief Registers the function that learns what happens.
 *
 * @param[in,out] rack      The rack.
 * @param[in]     listener  (nullable) (scope: rack) (closure: user_data) (destroy: drop) NULL removes it.
 * @param[in]     user_data (nullable) (user_data) Passed on, never read.
 * @param[in]     drop      (nullable) Called with `user_data` when the listener is replaced, removed, or the rack destroyed.
 *
 * @par Contract
 * (in-callback) (invokes: shelf_drop_t)
 * @since 1.0
 */
SHELF_API void shelf_rack_set_listener(shelf_rack_t *rack, shelf_listener_t listener, void *user_data,
                                       shelf_drop_t drop);

/**
 * @brief Writes what stands in the rack: a line for each book.
 *
 * @param[in]  rack      The rack.
 * @param[out] text      (string: text_size, filled: out_len) Receives the text.
 * @param[in]  text_size (unit: bytes) Room in the buffer.
 * @param[out] out_len   (unit: bytes) Length of the text without its final NUL, also when the buffer is too small.
 * @retval SHELF_STATUS_INVALID_ARGUMENT A required pointer is NULL.
 * @retval SHELF_STATUS_BUFFER_TOO_SMALL Nothing was written; `out_len` is set.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_describe(const shelf_rack_t *rack, char *text, size_t text_size, size_t *out_len);

/**
 * @brief Gives the record of what the rack counts, to read and write in place.
 *
 * @param[in,out] rack The rack.
 * @return (borrowed: rack) Always the same address.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API shelf_counters_t *shelf_rack_get_counters(shelf_rack_t *rack);

/**
 * @brief Gives numbers that a host may keep with the rack, live.
 *
 * @param[in,out] rack The rack.
 * @return (array: SHELF_SLOT_COUNT) (borrowed: rack) Zero at first; the library does nothing with them.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API uint64_t *shelf_rack_get_notes(shelf_rack_t *rack);

/**
 * @brief Gives the ids of some places, live, until the rack is resized.
 *
 * @param[in,out] rack  The rack.
 * @param[in]     first First place, from 0.
 * @param[in]     count (range: 1..65536) How many places.
 * @return (array: count) (borrowed: rack) (fallible) NULL if there are not so many places.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API uint64_t *shelf_rack_get_window(shelf_rack_t *rack, size_t first, size_t count);

/**
 * @brief Changes how many books the rack holds. Books that do not fit any more stay: then it fails.
 *
 * @param[in,out] rack     The rack.
 * @param[in]     capacity (range: 1..65536) Its new capacity.
 * @param[in]     keeps    Whether what does not fit stays.
 * @retval SHELF_STATUS_INVALID_ARGUMENT The rack is NULL, or the capacity is out of range.
 * @retval SHELF_STATUS_NO_ROOM             There are more books.
 * @retval SHELF_STATUS_BUSY             Called from the rack's own callback.
 * @retval SHELF_STATUS_OUT_OF_MEMORY    Nothing has changed.
 *
 * @par Contract
 * (invokes: shelf_listener_t) (invalidates: shelf_rack_get_window)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_resize(shelf_rack_t *rack, uint32_t capacity, bool keeps);

/**
 * @brief Tells how many books there are.
 *
 * @param[in] rack The rack.
 * @return Their number.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API size_t shelf_rack_get_count(const shelf_rack_t *rack);

/**
 * @brief Tells how many books there are.
 *
 * @param[in] rack The rack.
 * @return Their number.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 * @deprecated 1.1 Use shelf_rack_get_count
 */
SHELF_API SHELF_DEPRECATED("Use shelf_rack_get_count") size_t shelf_rack_size(const shelf_rack_t *rack);

/* ---- Properties -------------------------------------------------------- */

/**
 * @brief Tells whose rack it is.
 *
 * @param[in] rack The rack.
 * @return (string) (nullable) (borrowed: rack) NULL if it is nobody's.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API const char *shelf_rack_get_owner(const shelf_rack_t *rack);

/**
 * @brief Sets whose rack it is.
 *
 * @param[in,out] rack  The rack.
 * @param[in]     owner (string) (nullable) A name, copied; NULL: nobody's.
 * @retval SHELF_STATUS_INVALID_ARGUMENT The rack is NULL, or the name has 32 characters or more.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_set_owner(shelf_rack_t *rack, const char *owner);

/**
 * @brief Tells what is written on the rack.
 *
 * @param[in] rack The rack.
 * @return (string) (borrowed: rack) Empty at first.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API const char *shelf_rack_get_label(const shelf_rack_t *rack);

/**
 * @brief Writes on the rack.
 *
 * @param[in,out] rack  The rack.
 * @param[in]     label (string) What to write, copied; cut off behind SHELF_TITLE_SIZE - 1 characters.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API void shelf_rack_set_label(shelf_rack_t *rack, const char *label);

/**
 * @brief Tells whether the rack is locked.
 *
 * @param[in] rack The rack.
 * @return True if nothing can be taken out.
 *
 * @par Contract
 * (in-callback) (field: is_locked)
 * @since 1.0
 */
SHELF_API bool shelf_rack_get_is_locked(const shelf_rack_t *rack);

/**
 * @brief Locks or unlocks the rack.
 *
 * @param[in,out] rack      The rack.
 * @param[in]     is_locked True: nothing can be taken out.
 *
 * @par Contract
 * (in-callback) (field: is_locked)
 * @since 1.0
 */
SHELF_API void shelf_rack_set_is_locked(shelf_rack_t *rack, bool is_locked);

/**
 * @brief Tells the balance.
 *
 * @param[in] rack The rack.
 * @return Books added, less books taken.
 *
 * @par Contract
 * (in-callback) (field: balance)
 * @since 1.0
 */
SHELF_API int64_t shelf_rack_get_balance(const shelf_rack_t *rack);

/**
 * @brief Sets the balance.
 *
 * @param[in,out] rack    The rack.
 * @param[in]     balance Any number.
 *
 * @par Contract
 * (in-callback) (field: balance)
 * @since 1.0
 */
SHELF_API void shelf_rack_set_balance(shelf_rack_t *rack, int64_t balance);

/**
 * @brief Tells how many boards there are.
 *
 * @param[in] rack The rack.
 * @return Their number.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API uint8_t shelf_rack_get_boards(const shelf_rack_t *rack);

/**
 * @brief Sets how many boards there are.
 *
 * @param[in,out] rack The rack.
 * @param[in]     rows (range: 1..100) Their number.
 * @retval SHELF_STATUS_INVALID_ARGUMENT The rack is NULL, or the number is out of range.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API shelf_status_t shelf_rack_set_boards(shelf_rack_t *rack, uint8_t rows);

/**
 * @brief Tells how many books stand side by side.
 *
 * @param[in] rack The rack.
 * @return Their number.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API uint16_t shelf_rack_get_columns(const shelf_rack_t *rack);

/**
 * @brief Sets how many books stand side by side.
 *
 * @param[in,out] rack    The rack.
 * @param[in]     columns Their number.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API void shelf_rack_set_columns(shelf_rack_t *rack, uint16_t columns);

/**
 * @brief Tells where the rack stands.
 *
 * @param[in] rack The rack.
 * @return Millimetres to the right of the door.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API int shelf_rack_get_offset(const shelf_rack_t *rack);

/**
 * @brief Moves the rack.
 *
 * @param[in,out] rack   The rack.
 * @param[in]     offset (range: -1000..1000) Millimetres to the right of the door.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API void shelf_rack_set_offset(shelf_rack_t *rack, int offset);

/**
 * @brief Tells how deep the boards are.
 *
 * @param[in] rack The rack.
 * @return Millimetres.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API float shelf_rack_get_depth(const shelf_rack_t *rack);

/**
 * @brief Sets how deep the boards are.
 *
 * @param[in,out] rack  The rack.
 * @param[in]     depth Millimetres.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API void shelf_rack_set_depth(shelf_rack_t *rack, float depth);

/**
 * @brief Tells what all books weigh.
 *
 * @param[in] rack The rack.
 * @return Their weight.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API double shelf_rack_get_weight(const shelf_rack_t *rack);

/**
 * @brief Tells which marks a new book gets.
 *
 * @param[in] rack The rack.
 * @return Any of the flags.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API shelf_marks_t shelf_rack_get_marks(const shelf_rack_t *rack);

/**
 * @brief Sets which marks a new book gets, on top of its own.
 *
 * @param[in,out] rack  The rack.
 * @param[in]     marks Any of the flags.
 *
 * @par Contract
 * (in-callback)
 * @since 1.0
 */
SHELF_API void shelf_rack_set_marks(shelf_rack_t *rack, shelf_marks_t marks);

/* ---- Numbers ----------------------------------------------------------- */

/**
 * @brief Computes a mean.
 *
 * @param[in] values     (array: values_len) The numbers.
 * @param[in] values_len How many.
 * @return Their mean; 0 if there are none.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API float shelf_average(const float *values, size_t values_len);

/**
 * @brief Multiplies numbers in place.
 *
 * @param[in,out] values     (array: values_len) The numbers.
 * @param[in]     values_len How many.
 * @param[in]     with       The factor.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API void shelf_scale(double *values, size_t values_len, double with);

/**
 * @brief Compares two numbers.
 *
 * @param[in] left  One number.
 * @param[in] right Another.
 * @param[in] range How far apart they may be to be the same.
 * @return Where `left` stands, seen from `right`.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
SHELF_API shelf_order_t shelf_order_of(int32_t left, int32_t right, uint8_t range);

#ifdef __cplusplus
}
#endif

#endif
