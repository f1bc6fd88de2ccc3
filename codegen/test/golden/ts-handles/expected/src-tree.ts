// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import { checkInteger, illegal, invalid, stranger } from './checks.js';
import { type Cursor, giveBackCursor, makeCursor, takeCursor } from './cursor.js';
import { type DemoError, DestroyedError, errorOf, InvalidArgumentError } from './errors.js';
import { checkLibrary, defaultLibrary, type Library, libraryIndex } from './library.js';
import { addon, KEY, mail, type NativeTree, newNativeTree } from './native.js';

/** Places that no tree has now. */
const idle: NativeTree[] = [];

const forgotten = new FinalizationRegistry<NativeTree>((native) => {
  addon.treeRelease(native.index);
  idle.push(native);
});

/** @internal */
export let makeTree: (native: NativeTree, library: Library) => Tree;

/** @internal */
export let libraryOfTree: (tree: Tree) => Library;

/** The addon's side of a tree that is an argument. @internal */
export let slotOfTree: (tree: Tree, operation: string, name: string, library?: Library) => number;

/** The library has taken it. @internal */
export let surrenderTree: (tree: Tree) => void;

/**
 * A tree, shared by any number of threads.
 *
 * Since 1.0.
 *
 * A forgotten tree is freed some time after it was collected; `destroy`, or `using`, frees it at once.
 */
export class Tree implements Disposable {
  readonly #library: Library;
  /** Absent once it is destroyed. */
  #native: NativeTree | undefined;

  static {
    makeTree = (native, library) => new Tree(KEY, native, library);
    libraryOfTree = (tree) => tree.#library;
    slotOfTree = (tree, operation, name, library) => {
      if (!(typeof tree === 'object' && tree !== null && #native in tree))
        throw stranger(operation, name, tree, 'Tree');
      const native = tree.#alive(operation);
      if (library !== undefined && tree.#library !== library) {
        throw invalid(operation, `${name} belongs to another library; make it with the same one`);
      }
      return native.index;
    };
    surrenderTree = (tree) => {
      const native = tree.#native;
      if (native === undefined) return;
      tree.#native = undefined;
      forgotten.unregister(tree);
      idle.push(native);
    };
  }

  private constructor(key: symbol, native: NativeTree, library: Library) {
    if (key !== KEY) throw illegal('Tree');
    this.#native = native;
    this.#library = library;
    forgotten.register(this, native, this);
  }

  /** The library that it belongs to. */
  get library(): Library {
    return this.#library;
  }

  /**
   * Plants a tree.
   *
   * Since 1.0.
   *
   * @param height How high.
   * @param library Which library makes it.
   * @returns The tree.
   * @throws {InvalidArgumentError} It would be too high.
   */
  static plant(height: number, library: Library = defaultLibrary()): Tree {
    const operation = 'Tree.plant';
    checkInteger(operation, 'height', height, 0, 0xffff_ffff);
    checkLibrary(operation, library);
    const made = idle.pop() ?? newNativeTree();
    addon.treePlant(libraryIndex(library), height, made.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) {
      idle.push(made);
      throw treePlantError(operation, status);
    }
    return makeTree(made, library);
  }

  /**
   * Gives a reference back.
   *
   * It does nothing the second time.
   *
   * Since 1.0.
   */
  destroy(): void {
    const native = this.#native;
    if (native === undefined) return;
    addon.treeRelease(native.index);
    this.#native = undefined;
    forgotten.unregister(this);
    idle.push(native);
  }

  /**
   * Joins two trees.
   *
   * Since 1.0.
   *
   * @param other The tree that it takes.
   * @throws {InvalidArgumentError} A pointer is null.
   */
  graft(other: Tree): void {
    const operation = 'tree.graft';
    const native = this.#alive(operation);
    if (other === this) throw invalid(operation, 'other is the very one that it is given to');
    const otherSlot = slotOfTree(other, operation, 'other', this.#library);
    addon.treeGraft(native.index, otherSlot);
    surrenderTree(other);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) throw treeGraftError(operation, status);
  }

  /**
   * Makes a cursor.
   *
   * Since 1.0.
   *
   * @param depth How deep.
   * @returns The cursor.
   * @throws {InvalidArgumentError} The tree is not so deep.
   */
  climb(depth: number): Cursor {
    const operation = 'tree.climb';
    const native = this.#alive(operation);
    checkInteger(operation, 'depth', depth, 0, 0xffff_ffff);
    const made = takeCursor();
    addon.treeClimb(native.index, depth, made.index);
    const status = mail.i32[0] ?? 0;
    if (status !== 0) {
      giveBackCursor(made);
      throw treeClimbError(operation, status);
    }
    return makeCursor(made, this.#library);
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  /** For every call. */
  #alive(operation: string): NativeTree {
    return this.#native ?? this.#refuse(operation);
  }

  /** Says why it cannot be used now. */
  #refuse(operation: string): never {
    throw new DestroyedError(`${operation}: this tree was destroyed; create a new one`);
  }
}

/** Why `Tree.plant` failed. The frame still has what the library told. */
function treePlantError(operation: string, status: number): DemoError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: it would be too high`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `tree.graft` failed. The frame still has what the library told. */
function treeGraftError(operation: string, status: number): DemoError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: a pointer is NULL`);
    default:
      return errorOf(operation, status);
  }
}

/** Why `tree.climb` failed. The frame still has what the library told. */
function treeClimbError(operation: string, status: number): DemoError {
  switch (status) {
    case 1:
      return new InvalidArgumentError(`${operation}: the tree is not so deep`);
    default:
      return errorOf(operation, status);
  }
}
