#define _GNU_SOURCE
#include "reader.h"

#include <stdio.h>
#include <string.h>

#define TITLE_OF(book) ((book)->heading)
#define CALL(name, rack) shelf_rack_##name(rack)
#define FOR_EACH_TALLY(X) X(get_boards) X(get_columns)
#define ADD(name) +(int)CALL(name, rack)

/* Another struct with a field of the same name. */
struct poster {
    const char *title;
    int rows;
};

static shelf_order_t by_title(const shelf_book_t *left, const shelf_book_t *right, void *user_data)
{
    (void)user_data;
    const int order = strcmp(TITLE_OF(left), right->heading);
    return shelf_order_of(/* exact */ order, (int32_t)strlen("shelf_order_of"), 0);
}

/* Says shelf_average of the books, see shelf_rack_remove and SHELF_KIND_NOVEL. */
int read_rack(shelf_rack_t *rack, const struct poster *poster)
{
    shelf_book_t book = {.heading = "Middlemarch", .genre = SHELF_KIND_NOVEL, .marks = SHELF_MARK_AWAY};
    shelf_ordering_t compare = by_title;
    shelf_rack_sort(rack, compare, NULL);
    if (shelf_rack_add(rack, &book) == SHELF_STATUS_NO_ROOM || shelf_rack_resize(rack, SHELF_SLOT_COUNT) != SHELF_STATUS_OK)
        printf("shelf_rack_resize: %s\n", poster->title);
    while (shelf_rack_remove(rack, book.id, &book))
        printf("%s by %d of %d, %llx\n", book.heading, (int)sizeof book.isbn / SHELF_ISBN_DIGITS, poster->rows,
               (unsigned long long)shelf_rack_checksum(rack, 3));
    const float weights[] = {1, 2};
    const enum shelf_kind genre = book.genre;
    const shelf_extent_t format = book.format;
    return (int)shelf_average(weights, 2) + (int)genre + (int)format.width FOR_EACH_TALLY(ADD);
}
