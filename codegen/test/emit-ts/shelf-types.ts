/** What must compile against the generated classes, and what must not. Never run. */
import type { Book, Catalog, Counters, Genre, Library, Marks, Options, Rack } from '../../build/shelf-ts/src/index.js';

export function mustCompile(rack: Rack, catalog: Catalog, library: Library): void {
  const gas: bigint = rack.balance;
  const name: string | null = catalog.name;
  const counters: Counters = rack.counters;
  const options: Options = { capacity: 3, owner: undefined };
  const genre: Genre = catalog.getBook(0).genre;
  const marks: Marks = 1 | 4;
  rack.setListener((from: Rack, event, title: string | null) => void [from, event, title]);
  rack.setListener(null);
  const promise: Promise<bigint> = rack.checksumAsync(1, { signal: new AbortController().signal });
  const books: readonly Book[] = catalog.listBooks([0, 1]);
  using disposable = rack.clone();
  void [gas, name, counters, options, genre, marks, promise, books, library.abiVersion, disposable];
}

export function mustNotCompile(rack: Rack, catalog: Catalog, library: Library, book: Book): void {
  // @ts-expect-error a 64-bit number is a bigint
  rack.balance = 3;
  // @ts-expect-error a closed enum has no other values
  const genre: Genre = 3;
  // @ts-expect-error a property without a setter
  rack.count = 3;
  // @ts-expect-error what comes out can't be changed
  book.title = 'x';
  // @ts-expect-error null only where the header says so
  rack.label = null;
  // @ts-expect-error a slip in an option
  const options: Options = { capactiy: 3 };
  // @ts-expect-error all fields of a struct that isn't sized
  catalog.visit(({ nothing }) => nothing);
  // @ts-expect-error handles are made by factories
  const other = new (rack.constructor as typeof Rack)();
  // @ts-expect-error a visitor answers with a boolean
  catalog.visit(() => 1);
  // @ts-expect-error lengths travel with their arrays
  library.mean(new Float32Array(3), 3);
  void [genre, options, other];
}
