import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type * as Shelf from '../build/shelf-ts/src/index.js';
import { loadConfig } from '../src/config/load.js';
import { LOADER, packageOf, TsPackage } from './emit-ts/package.js';

const FIXTURE = join(import.meta.dirname, 'fixture/shelf');

/** The fixture library, generated, compiled and used as a package would be. */
const shelf = {} as typeof Shelf;
let built: TsPackage;

beforeAll(async () => {
  const loaded = loadConfig(join(FIXTURE, 'codegen.config.json'));
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const targets = { ts: { out: 'src', package: 'shelf' }, napi: { out: 'native', addon: 'shelf' } };
  const files = packageOf(join(FIXTURE, 'shelf.h'), { ...loaded.value.config, targets });
  built = new TsPackage('shelf-ts', files);
  built.write('native.ts', LOADER.replace('ADDON', 'shelf'));
  built.buildAddon('shelf', FIXTURE, [join(FIXTURE, 'shelf.c')], 'shelf_prefix_shelf.h');
  Object.assign(shelf, await import(join(built.folder, 'src/index.ts')));
}, 300_000);

const BOOK = {
  id: 7n,
  bought: -5n,
  price: 9.5,
  format: { width: 120, height: 190 },
  genre: 2,
  marks: 4,
  year: -300,
  pageCount: 65535,
  rating: 5,
  isTranslated: true,
  isbn: new Uint8Array([9, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
  title: 'Elements',
} as const satisfies Shelf.Book;

const open: Disposable[] = [];
afterEach(() => {
  for (const one of open.splice(0).reverse()) one[Symbol.dispose]();
});

function kept<T extends Disposable>(one: T): T {
  open.push(one);
  return one;
}

function books(...titles: readonly string[]): Shelf.Book[] {
  return titles.map((title, index) => ({ ...BOOK, id: BigInt(index + 1), genre: (index % 3) as Shelf.Genre, title }));
}

function rackOf(...titles: readonly string[]): Shelf.Rack {
  return kept(shelf.Rack.fromCatalog(kept(shelf.Catalog.fromBooks(books(...titles)))));
}

/** The error that a call throws. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('the shelf from TypeScript', () => {
  it('type-checks, with this test and what must not compile', () => {
    expect(
      built.typeCheck([
        join(import.meta.dirname, 'emit-ts-shelf.test.ts'),
        join(import.meta.dirname, 'emit-ts/shelf-types.ts'),
      ]),
    ).toBe('');
  }, 120_000);

  describe('values', () => {
    it('come back as they went in, nested and in arrays', () => {
      const catalog = kept(shelf.Catalog.fromBooks([BOOK]));
      expect(catalog.count).toBe(1);
      expect(catalog.getBook(0)).toEqual(BOOK);
      expect(Object.isFrozen(catalog.getBook(0))).toBe(true);
    });

    it('are strings with any character, or null', () => {
      expect(kept(shelf.Catalog.create(null)).name).toBe(null);
      expect(kept(shelf.Catalog.create('Bücher 本')).name).toBe('Bücher 本');
      const rack = rackOf();
      rack.owner = 'Ada';
      expect(rack.owner).toBe('Ada');
      rack.owner = null;
      expect(rack.owner).toBe(null);
      rack.label = '';
      expect(rack.label).toBe('');
    });

    it('are properties of every width', () => {
      const rack = rackOf();
      rack.rows = 100;
      rack.columns = 65535;
      rack.offset = -1000;
      rack.depth = 0.5;
      rack.marks = shelf.Marks.Lent | shelf.Marks.Signed;
      rack.isLocked = true;
      expect([rack.rows, rack.columns, rack.offset, rack.depth, rack.marks, rack.isLocked]).toEqual([
        100,
        65535,
        -1000,
        0.5,
        5,
        true,
      ]);
    });

    it('are frozen objects where a call gives several', () => {
      const rack = rackOf('Elements', 'Conics');
      expect(rack.find('Conics')).toEqual({ id: 2n, genre: 1, format: { width: 120, height: 190 }, isLent: false });
      expect(rack.measure()).toEqual({ width: 240, height: 190, oldest: -5n, rating: 5, pages: 65535 });
    });

    it('are negative enums, and numbers in arrays of floats', () => {
      const library = shelf.defaultLibrary();
      expect(library.orderOf(1, 5, 9)).toBe(shelf.Order.Before);
      expect(library.orderOf(9, 5, 9)).toBe(shelf.Order.Same);
      expect(library.mean(new Float32Array([1, 2, 4.5]))).toBe(2.5);
      const values = new Float64Array([1, -2]);
      library.scale(values, 1.5);
      expect([...values]).toEqual([1.5, -3]);
    });
  });

  describe('buffers', () => {
    it('are filled as far as there is something, and made where none is given', () => {
      const catalog = kept(
        shelf.Catalog.fromBooks(books(...Array.from({ length: 100 }, (_, index) => `book ${index}`))),
      );
      expect(catalog.listIds().length).toBe(100);
      const room = new BigUint64Array(200);
      const ids = catalog.listIds(room);
      expect([ids.length, ids.buffer === room.buffer, ids[99]]).toEqual([100, true, 100n]);
      expect(thrownBy(() => catalog.listIds(new BigUint64Array(5)))).toMatchObject({
        name: 'BufferTooSmallError',
        needed: 100,
      });
    });

    it('of structs become lists, of at most so many', () => {
      const catalog = kept(
        shelf.Catalog.fromBooks(books(...Array.from({ length: 300 }, (_, index) => `book ${index}`))),
      );
      const poetry = catalog.listBooks([shelf.Genre.Poetry]);
      expect([poetry.length, poetry[0]?.title, poetry[99]?.title]).toEqual([100, 'book 1', 'book 298']);
      expect(catalog.listBooks([shelf.Genre.Novel, shelf.Genre.Science], 3).map(({ id }) => id)).toEqual([1n, 3n, 4n]);
      expect(catalog.listBooks([], 0)).toEqual([]);
    });

    it("of a fixed length are the caller's", () => {
      const counts = new Uint32Array(3);
      rackOf('a', 'b', 'c', 'd').countGenres(counts);
      expect([...counts]).toEqual([2, 1, 1]);
    });

    it('become strings, however long', () => {
      const rack = kept(shelf.Rack.fromCatalog(kept(shelf.Catalog.create(null)), { capacity: 5000 }));
      for (const book of books(...Array.from({ length: 3000 }, (_, index) => `a title that is long enough, ${index}`)))
        rack.add(book);
      const text = rack.describe();
      expect(text.length).toBeGreaterThan(65536);
      expect(text.split('\n').at(-2)).toContain('a title that is long enough, 2999');
    });
  });

  describe('closures', () => {
    it('are called during a call, with structs, until they have seen enough', () => {
      const catalog = kept(shelf.Catalog.fromBooks(books('a', 'b', 'c')));
      const seen: string[] = [];
      const visited = catalog.visit((book, index) => {
        seen.push(`${index} ${book.title}`);
        // Another call meanwhile uses the same memory for its own arguments.
        expect(catalog.getBook(2).title).toBe('c');
        return index < 1;
      });
      expect([visited, seen]).toEqual([2, ['0 a', '1 b']]);
    });

    it('that throw end the call with what they threw', () => {
      const catalog = kept(shelf.Catalog.fromBooks(books('a', 'b', 'c')));
      let calls = 0;
      const error = thrownBy(() =>
        catalog.visit(() => {
          calls++;
          throw new RangeError('enough');
        }),
      );
      expect([calls, error]).toEqual([1, new RangeError('enough')]);
      expect(catalog.count).toBe(3);
    });

    it('that return something else are told so', () => {
      const catalog = kept(shelf.Catalog.fromBooks(books('a')));
      const wrong = (() => 1) as unknown as Shelf.Visitor;
      expect(thrownBy(() => catalog.visit(wrong))).toMatchObject({
        message: 'catalog.visit: the visitor returned a number, but must return a boolean',
      });
    });

    it('sort by what they return', () => {
      const rack = rackOf('b', 'c', 'a');
      rack.sort((left, right) => (left.title < right.title ? shelf.Order.Before : shelf.Order.After));
      expect([...rack.describe().matchAll(/ ([abc]) /g)].map(([, title]) => title)).toEqual(['a', 'b', 'c']);
    });

    it('are kept until they are replaced, and know their object', () => {
      const rack = rackOf('a');
      const events: unknown[] = [];
      rack.setListener((from, event, title) => events.push([from === rack, event, title]));
      rack.add({ ...BOOK, title: 'new' });
      rack.resize(20);
      rack.setListener(null);
      rack.take(7n);
      expect(events).toEqual([
        [true, shelf.Event.Added, 'new'],
        [true, shelf.Event.Resized, null],
      ]);
    });

    it('may not take away what they are called from', () => {
      const rack = rackOf('a');
      const errors: string[] = [];
      rack.setListener(() => {
        for (const call of [() => rack.destroy(), () => rack.resize(30), () => rack.add(BOOK)])
          errors.push(String(thrownBy(call)));
        expect(rack.count).toBe(2);
      });
      rack.add(BOOK);
      const busy = 'this rack is running; inside its callback only calls marked for callbacks are allowed';
      expect(errors).toEqual([
        `BusyError: rack.destroy: ${busy}`,
        `BusyError: rack.resize: ${busy}`,
        `BusyError: rack.add: ${busy}`,
      ]);
      const catalog = kept(shelf.Catalog.fromBooks(books('a')));
      let refused: unknown;
      catalog.visit(() => {
        refused = thrownBy(() => catalog.destroy());
        return true;
      });
      expect(refused).toBeInstanceOf(shelf.BusyError);
    });
  });

  describe('live memory', () => {
    it('is read and written where the library has it', () => {
      const rack = rackOf('a', 'b');
      const { counters } = rack;
      rack.find('a');
      expect([counters.lookups, counters.balance, counters.rows, [...counters.byGenre]]).toEqual([
        1n,
        rack.balance,
        rack.rows,
        [1, 1, 0],
      ]);
      rack.balance = -3n;
      expect(counters.balance).toBe(-3n);
      counters.isLocked = true;
      expect(rack.isLocked).toBe(true);
      rack.notes[7] = 1n << 63n;
      expect(rack.notes32[15]).toBe(0x8000_0000);
      expect(rack.notes).toBe(rack.notes);
    });

    it('ends with what it shows', () => {
      const rack = rackOf('a', 'b');
      const { counters, notes } = rack;
      const window = rack.getWindow(0, 2);
      expect([...window]).toEqual([1n, 2n]);
      rack.resize(40);
      expect(window.length).toBe(0);
      expect(rack.getWindow(0, 2)[1]).toBe(2n);
      rack.destroy();
      expect(notes.length).toBe(0);
      expect(thrownBy(() => counters.balance)).toMatchObject({
        name: 'ShelfError',
        code: 'DESTROYED',
        message: 'counters.balance: this rack was destroyed; create a new one',
      });
    });
  });

  describe('handles', () => {
    it('are given away for good', () => {
      const rack = rackOf('a');
      const other = rackOf('b');
      rack.absorb(other);
      expect(rack.count).toBe(2);
      expect(thrownBy(() => other.count)).toMatchObject({
        message: 'rack.count: this rack was destroyed; create a new one',
      });
      other.destroy();
      expect(thrownBy(() => rack.absorb(rack))).toMatchObject({
        message: 'rack.absorb: other is the very one that it is given to',
      });
      const full = kept(shelf.Rack.fromCatalog(kept(shelf.Catalog.create(null)), { capacity: 1 }));
      expect(thrownBy(() => full.absorb(rack))).toBeInstanceOf(shelf.FullError);
      expect(thrownBy(() => rack.count)).toMatchObject({ code: 'DESTROYED' });
    });

    it('are copied', () => {
      const rack = rackOf('a');
      const copy = kept(rack.clone());
      copy.take(1n);
      expect([rack.count, copy.count]).toEqual([1, 0]);
    });

    it('run on another thread, alone', async () => {
      const rack = rackOf('a', 'b');
      const running = rack.checksumAsync(3000);
      expect(thrownBy(() => rack.count)).toMatchObject({ name: 'BusyError' });
      expect(await running).toBe(rack.checksum(3000));
      await expect(rack.checksumAsync(1, { signal: AbortSignal.abort('never mind') })).rejects.toBe('never mind');
    });
  });

  describe('mistakes', () => {
    const texts: readonly (readonly [string, () => unknown])[] = [
      [
        'InvalidArgumentError: catalog.getBook: index is 1.5, but must be 0 to 9007199254740991',
        () => kept(shelf.Catalog.create(null)).getBook(1.5),
      ],
      ['InvalidArgumentError: rack.rows: rows is 0, but must be 1 to 100', () => (rackOf().rows = 0)],
      ['InvalidArgumentError: rack.offset: offset is 1001, but must be -1000 to 1000', () => (rackOf().offset = 1001)],
      [
        'InvalidArgumentError: Catalog.create: name contains a NUL character, which C cannot hold',
        () => shelf.Catalog.create('a\0b'),
      ],
      [
        'InvalidArgumentError: Catalog.fromBooks: books[0].rating is 6, but must be 0 to 5',
        () => shelf.Catalog.fromBooks([{ ...BOOK, rating: 6 }]),
      ],
      [
        'InvalidArgumentError: Catalog.fromBooks: books[0].title has length 48, but must have 0 to 47',
        () => shelf.Catalog.fromBooks([{ ...BOOK, title: 'x'.repeat(48) }]),
      ],
      [
        'InvalidArgumentError: Catalog.fromBooks: books[0].isbn has length 3, but must have 13',
        () => shelf.Catalog.fromBooks([{ ...BOOK, isbn: new Uint8Array(3) }]),
      ],
      [
        'InvalidArgumentError: Catalog.fromBooks: unknown option "titel"; did you mean "title"?',
        () => shelf.Catalog.fromBooks([{ ...BOOK, titel: 'x' } as Shelf.Book]),
      ],
      [
        'InvalidArgumentError: Rack.fromCatalog: options.weights has length 2, but must have 3',
        () => shelf.Rack.fromCatalog(kept(shelf.Catalog.create(null)), { weights: new Float64Array(2) }),
      ],
      [
        'InvalidArgumentError: Rack.fromCatalog: catalog is undefined, but must be a Catalog',
        () => shelf.Rack.fromCatalog(undefined as unknown as Shelf.Catalog),
      ],
      [
        'InvalidArgumentError: rack.rate: ratings has length 2, but must have 1',
        () => rackOf('a').rate(new BigUint64Array(1), new Uint8Array(2)),
      ],
      [
        'InvalidArgumentError: rack.countGenres: counts has length 2, but must have 3',
        () => rackOf('a').countGenres(new Uint32Array(2)),
      ],
      [
        'InvalidArgumentError: rack.countGenres: counts is a Uint8Array, but must be a Uint32Array',
        () => rackOf('a').countGenres(new Uint8Array(3) as unknown as Uint32Array),
      ],
      [
        'InvalidArgumentError: library.orderOf: range is 256, but must be 0 to 255',
        () => shelf.defaultLibrary().orderOf(256, 1, 1),
      ],
      [
        'BadRecordError: Catalog.parse: the id is no number (line 2, offset 9)',
        () => shelf.Catalog.parse('1;0;3;ab\nx;0;1;b\n'),
      ],
      ['NotFoundError: rack.find: no book has this title (nearest 1)', () => rackOf('b').find('a')],
      ['ShelfError: rack.take: there is no such book, or the rack is locked or in use', () => rackOf('a').take(99n)],
      [
        'InvalidArgumentError: builtinLibrary: "shelv" is not built in; one of shelf',
        () => shelf.builtinLibrary('shelv'),
      ],
    ];

    it.each(texts)('%s', (text, work) => {
      expect(String(thrownBy(work))).toBe(text);
    });
  });
});
