import * as shelf from '@shelf/core';
import { type Book, FullError, Genre, ISBN_LEN, type Library, Marks, NotFoundError, type Rack } from '@shelf/core';

/** Something else that has a title and rows. */
interface Poster {
  readonly title: string;
  readonly rows: number;
}

/** Asks {@link Rack.take}; see `rack.rows`. */
export function read(rack: Rack, poster: Poster): readonly string[] {
  const { rows, columns } = rack;
  rack.rows = poster.rows;
  rack['rows'] = rows + columns;
  const book: Book = { ...rack.take(1n), title: poster.title, genre: Genre.Novel, marks: Marks.Lent };
  const { title, format: measured } = book;
  const lines = [title, poster.title, `${measured.width} x ${book.format.height}`, book['title']];
  try {
    const { isLent, format } = rack.find(title);
    lines.push(`${isLent}, ${format.width}`);
    rack.resize(ISBN_LEN);
  } catch (error) {
    if (error instanceof NotFoundError) lines.push(`rack.take: nearest ${error.nearest}`);
    else if (!(error instanceof FullError)) throw error;
  }
  return lines;
}

/** Calls what belongs to no object. */
export function compare(library: Library, order: shelf.Order = shelf.Order.Same): boolean {
  const mean = library.mean(Float32Array.of(1, 2));
  const kind: shelf.Genre = shelf.Genre.Poetry;
  return library.orderOf(1, kind, Math.trunc(mean)) === order;
}

/** A member of that name is this class's own. */
export class Stand implements Poster {
  readonly title = 'stand';
  readonly rows = 2;

  take(rack: Rack): bigint {
    return rack.checksum(this.rows);
  }
}
