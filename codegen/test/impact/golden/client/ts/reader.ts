import * as shelf from '@shelf/core';
import { type Book, NoRoomError, Kind, ISBN_DIGITS, type Library, Marks, NotFoundError, type Rack } from '@shelf/core';

/** Something else that has a title and rows. */
interface Poster {
  readonly title: string;
  readonly rows: number;
}

/** Asks {@link Rack.remove}; see `rack.boards`. */
export function read(rack: Rack, poster: Poster): readonly string[] {
  const { boards: rows, columns } = rack;
  rack.boards = poster.rows;
  rack['boards'] = rows + columns;
  const book: Book = { ...rack.remove(1n), heading: poster.title, genre: Kind.Novel, marks: Marks.Away };
  const { heading: title, format: measured } = book;
  const lines = [title, poster.title, `${measured.width} x ${book.format.height}`, book['heading']];
  try {
    const { isAway: isLent, format } = rack.find(title);
    lines.push(`${isLent}, ${format.width}`);
    rack.resize(ISBN_DIGITS);
  } catch (error) {
    if (error instanceof NotFoundError) lines.push(`rack.remove: nearest ${error.closest}`);
    else if (!(error instanceof NoRoomError)) throw error;
  }
  return lines;
}

/** Calls what belongs to no object. */
export function compare(library: Library, order: shelf.Order = shelf.Order.Same): boolean {
  const mean = library.average(Float32Array.of(1, 2));
  const kind: shelf.Kind = shelf.Kind.Poetry;
  return library.orderOf(kind, Math.trunc(mean), 1) === order;
}

/** A member of that name is this class's own. */
export class Stand implements Poster {
  readonly title = 'stand';
  readonly rows = 2;

  take(rack: Rack): bigint {
    return rack.checksum(this.rows);
  }
}
