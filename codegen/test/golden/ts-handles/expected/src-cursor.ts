// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import { illegal, invalid, stranger } from './checks.js';
import { BusyError, type DemoError, DestroyedError, errorOf, InvalidArgumentError } from './errors.js';
import { type Library, libraryIndex } from './library.js';
import { addon, KEY, mail, type NativeCursor, NO_SLOT, newNativeCursor } from './native.js';
import { libraryOfTree, slotOfTree, type Tree } from './tree.js';

/** Places that no cursor has now. */
const idle: NativeCursor[] = [];

const forgotten = new FinalizationRegistry<NativeCursor>((native) => {
  addon.cursorDestroy(native.index);
  idle.push(native);
});

/** @internal */
export let makeCursor: (native: NativeCursor, library: Library) => Cursor;

/** @internal */
export let libraryOfCursor: (cursor: Cursor) => Library;

/** The addon's side of a cursor that is an argument. @internal */
export let slotOfCursor: (cursor: Cursor, operation: string, name: string, library?: Library) => number;

/** @internal */
export function takeCursor(): NativeCursor {
  return idle.pop() ?? newNativeCursor();
}

/** @internal */
export function giveBackCursor(native: NativeCursor): void {
  idle.push(native);
}

/**
 * A place in a tree.
 *
 * Since 1.0.
 *
 * A forgotten cursor is freed some time after it was collected; `destroy`, or `using`, frees it at once.
 */
export class Cursor implements Disposable {
  readonly #library: Library;
  /** Absent while it runs on another thread, and for good once it is destroyed. */
  #native: NativeCursor | undefined;
  /** Where `#native` is while it runs on another thread. */
  #away: NativeCursor | undefined;
  #isRunning = false;

  static {
    makeCursor = (native, library) => new Cursor(KEY, native, library);
    libraryOfCursor = (cursor) => cursor.#library;
    slotOfCursor = (cursor, operation, name, library) => {
      if (!(typeof cursor === 'object' && cursor !== null && #native in cursor))
        throw stranger(operation, name, cursor, 'Cursor');
      const native = cursor.#idle(operation);
      if (library !== undefined && cursor.#library !== library) {
        throw invalid(operation, `${name} belongs to another library; make it with the same one`);
      }
      return native.index;
    };
  }

  private constructor(key: symbol, native: NativeCursor, library: Library) {
    if (key !== KEY) throw illegal('Cursor');
    this.#native = native;
    this.#library = library;
    forgotten.register(this, native, this);
  }

  /** The library that it belongs to. */
  get library(): Library {
    return this.#library;
  }

  /**
   * Makes a cursor at the root.
   *
   * Since 1.0.
   *
   * @param tree The tree that it is in.
   * @returns The cursor.
   * @throws {InvalidArgumentError} A pointer is null.
   */
  static create(tree: Tree): Cursor {
    const operation = 'Cursor.create';
    const treeSlot = slotOfTree(tree, operation, 'tree');
    const library = libraryOfTree(tree);
    const made = idle.pop() ?? newNativeCursor();
    addon.cursorCreate(libraryIndex(library), treeSlot, made.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) {
      idle.push(made);
      throw cursorCreateError(operation, status);
    }
    return makeCursor(made, library);
  }

  /**
   * Frees a cursor.
   *
   * It does nothing the second time.
   *
   * Since 1.0.
   */
  destroy(): void {
    const native = this.#native;
    if (this.#isRunning || this.#away !== undefined)
      throw new BusyError(
        'cursor.destroy: this cursor is running; inside its callback only calls marked for callbacks are allowed',
      );
    if (native === undefined) return;
    addon.cursorDestroy(native.index);
    this.#native = undefined;
    forgotten.unregister(this);
    idle.push(native);
  }

  /**
   * Moves a cursor to where another one is.
   *
   * Since 1.0.
   *
   * @param target The other one; null: the root.
   */
  move(target: Cursor | null = null): void {
    const operation = 'cursor.move';
    const native = this.#idle(operation);
    const targetSlot = target === null ? NO_SLOT : slotOfCursor(target, operation, 'target', this.#library);
    addon.cursorMove(native.index, targetSlot);
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  /** For calls that are refused inside of its own callback. */
  #idle(operation: string): NativeCursor {
    if (this.#isRunning)
      throw new BusyError(
        `${operation}: this cursor is running; inside its callback only calls marked for callbacks are allowed`,
      );
    return this.#native ?? this.#refuse(operation);
  }

  /** Says why it cannot be used now. */
  #refuse(operation: string): never {
    if (this.#away !== undefined)
      throw new BusyError(
        `${operation}: this cursor is running; inside its callback only calls marked for callbacks are allowed`,
      );
    throw new DestroyedError(`${operation}: this cursor was destroyed; create a new one`);
  }
}

/** Why `Cursor.create` failed. The frame still has what the library told. */
function cursorCreateError(operation: string, status: number): DemoError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a pointer is NULL`);
    default:
      return errorOf(operation, status);
  }
}
