#define _GNU_SOURCE
#include "reader.h"

#include <stdio.h>
#include <string.h>

#define TITLE_OF(book) ((book)->title)
#define CALL(name, rack) shelf_rack_##name(rack)
#define FOR_EACH_TALLY(X) X(get_rows) X(get_columns)
#define ADD(name) +(int)CALL(name, rack)

/* Another struct with a field of the same name. */
struct poster {
    const char *title;
    int rows;
};

static shelf_order_t by_title(const shelf_book_t *left, const shelf_book_t *right, void *user_data)
{
    (void)user_data;
    const int order = strcmp(TITLE_OF(left), right->title);
    return shelf_order_of(/* exact */ 0, order, (int32_t)strlen("shelf_order_of"));
}

/* Says shelf_mean of the books, see shelf_rack_take and SHELF_GENRE_NOVEL. */
int read_rack(shelf_rack_t *rack, const struct poster *poster)
{
    shelf_book_t book = {.title = "Middlemarch", .genre = SHELF_GENRE_NOVEL, .marks = SHELF_MARK_LENT};
    shelf_compare_t compare = by_title;
    shelf_rack_sort(rack, compare, NULL);
    if (shelf_rack_add(rack, &book) == SHELF_STATUS_FULL || shelf_rack_resize(rack, SHELF_SLOT_COUNT) != SHELF_STATUS_OK)
        printf("shelf_rack_resize: %s\n", poster->title);
    while (shelf_rack_take(rack, book.id, &book))
        printf("%s by %d of %d, %llx\n", book.title, (int)sizeof book.isbn / SHELF_ISBN_LEN, poster->rows,
               (unsigned long long)shelf_rack_checksum(rack, 3));
    const float weights[] = {1, 2};
    const enum shelf_genre genre = book.genre;
    const shelf_format_t format = book.format;
    return (int)shelf_mean(weights, 2) + (int)genre + (int)format.width FOR_EACH_TALLY(ADD);
}
