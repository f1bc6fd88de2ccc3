#ifndef READER_H
#define READER_H

#include "../../shelf.h"

/** Length of the heading, which is what shelf_book_t.title holds. */
static inline int title_start(const shelf_book_t *book)
{
    return book->title[0];
}

#endif
