/**
 * The ABI of one header as plain data. Nothing here knows SWIG, a target language or a file system;
 * `parse/` makes it, `check/` judges it, `emit/` turns it into files, `abi/` records and compares it.
 */

/** A place in the header; lines and columns count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Abi {
  /** The library's own name: `pvm`. Every C name starts with it and an underscore. */
  readonly name: string;
  /** File name as users include it: `pvm.h`. */
  readonly header: string;
  /** The prose before the first declaration: the header's opening comment, as paragraphs. */
  readonly overview: string;
  /** In header order, as all lists below. A section holds the names of its declarations. */
  readonly sections: readonly Section[];
  readonly constants: readonly Constant[];
  readonly enums: readonly Enum[];
  readonly structs: readonly Struct[];
  readonly handles: readonly Handle[];
  readonly callbacks: readonly Callback[];
  readonly functions: readonly Func[];
}

export interface Section {
  readonly title: string;
  readonly members: readonly string[];
}

/** What a doc comment says in words. */
export interface Doc {
  /** One line, ends with a full stop. */
  readonly brief: string;
  /** Paragraphs after the brief; may hold `code`, lists as plain lines. */
  readonly details: readonly string[];
  readonly since: string;
  readonly deprecated?: { readonly version: string; readonly replacement: string };
  readonly see: readonly string[];
  /** Gray Paper section, from `(gp: A.5)`. */
  readonly grayPaper?: string;
  readonly experimental: boolean;
  /** Name overrides of `(as: ts: x, go: Y)`. */
  readonly rename?: { readonly ts?: string; readonly go?: string };
}

interface Declared {
  /** The full C name: `pvm_vm_t`, `PVM_PAGE_SIZE`. */
  readonly name: string;
  readonly location: Location;
  readonly doc: Doc;
}

export interface Constant extends Declared {
  readonly kind: 'constant';
  readonly value: bigint;
  readonly unit?: Unit;
  /** The expression as the header has it. */
  readonly text: string;
}

export interface Enum extends Declared {
  readonly kind: 'enum';
  readonly members: readonly EnumMember[];
  readonly openness: 'open' | 'closed';
  readonly flags: boolean;
  /** The one status enum of the header. */
  readonly errors: boolean;
}

export interface EnumMember {
  readonly name: string;
  readonly location: Location;
  /** What is left after the prefix that all members share: `PAGE_FAULT`. */
  readonly shortName: string;
  readonly value: bigint;
  readonly doc: string;
}

export interface Struct extends Declared {
  readonly kind: 'struct';
  /** `sized`: the first field holds the struct's size, so that fields can be added. */
  readonly sized: boolean;
  readonly fields: readonly Field[];
  /** Bytes, as the System V x86-64 and AArch64 ABIs lay it out. */
  readonly size: number;
  readonly align: number;
}

export interface Field {
  readonly name: string;
  readonly location: Location;
  readonly type: Type;
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
  readonly doc: string;
  readonly unit?: Unit;
  readonly range?: Range;
  readonly nullable: boolean;
  /** Set on the first field of a sized struct. */
  readonly isSize: boolean;
}

/** An opaque type: a class in the bindings. */
export interface Handle extends Declared {
  readonly kind: 'handle';
  /** C function that gives the handle back. */
  readonly destroy: string;
  readonly retain?: string;
  readonly thread: Thread;
}

export interface Callback extends Declared {
  readonly kind: 'callback';
  readonly parameters: readonly Parameter[];
  readonly returns: Return;
  readonly thread: Thread;
  /** How bindings run closures without C frames below them; absent: a plain C callback. */
  readonly yields?: { readonly answer: string; readonly result: string; readonly resume: string };
}

export interface Func extends Declared {
  readonly kind: 'function';
  /** Others are marked as exported, and this one is not: a library may hide it. */
  readonly unexported?: true;
  readonly parameters: readonly Parameter[];
  readonly returns: Return;
  /** One per `@retval`. */
  readonly failures: readonly { readonly status: string; readonly doc: string }[];
  readonly thread: Thread;
  readonly inCallback: boolean;
  /** Callback types it may call. */
  readonly invokes: readonly string[];
  /** Present: may run long. `interrupt` makes it return early; `clear` takes back an interrupt that came too late. */
  readonly blocking?: { readonly interrupt?: string; readonly clear?: string };
  /** Functions whose borrowed pointers die here. */
  readonly invalidates: readonly string[];
  /** The field of the handle's live struct that this getter or setter stands for. */
  readonly field?: string;
  /** What it is in an object-oriented language. */
  readonly role: Role;
}

/**
 * - `factory`: makes a `handle`, through an owned return or an owned out-parameter.
 * - `destroy`, `retain`: the ones that the handle names.
 * - `getter`: receiver only, gives a value: a property. `setter`: receiver and one value, with a getter of the same name.
 * - `method`: has a receiver (first parameter is a handle, not transferred, and it is no factory without one).
 * - `free`: none of these: a member of the library itself.
 * A factory may have a receiver as well (`clone`): then `handle` is what it makes and `receiver` the class it hangs on.
 */
export type Role =
  | { readonly kind: 'factory'; readonly handle: string; readonly receiver?: string }
  | { readonly kind: 'destroy' | 'retain'; readonly handle: string }
  | { readonly kind: 'getter' | 'setter'; readonly handle: string; readonly property: string }
  | { readonly kind: 'method'; readonly handle: string }
  | { readonly kind: 'free' };

export interface Parameter {
  readonly name: string;
  readonly location: Location;
  readonly direction: 'in' | 'out' | 'inout';
  readonly type: Type;
  readonly doc: string;
  readonly unit?: Unit;
  readonly range?: Range;
  /** The value may be NULL. */
  readonly nullable: boolean;
  /** Out only: C callers may pass NULL instead of a place; bindings always ask for it. */
  readonly optional: boolean;
  readonly ownership?: Ownership;
  readonly scope?: { readonly kind: 'call' | 'once' } | { readonly kind: 'until'; readonly of: string };
  /** Callback parameter: the name of its user-data parameter. */
  readonly closure?: string;
  /** Callback parameter: the name of the drop function's parameter. */
  readonly destroy?: string;
  readonly isUserData: boolean;
  /** Callback type's parameter: the function that tells it while the handle is stopped. */
  readonly from?: string;
  /** Names of the array parameters whose length (or capacity, or filled count) this one is: it vanishes from bindings. */
  readonly lengthOf: readonly string[];
  readonly capacityOf: readonly string[];
  readonly filledOf: readonly string[];
}

export interface Return {
  readonly type: Type;
  readonly doc: string;
  readonly unit?: Unit;
  readonly range?: Range;
  readonly nullable: boolean;
  /** NULL or false means failure. */
  readonly fallible: boolean;
  readonly ownership?: Ownership;
}

export type Ownership =
  | { readonly kind: 'owned'; readonly release?: string }
  /** `of`: a handle parameter's name, or `static`. */
  | { readonly kind: 'borrowed'; readonly of: string }
  | { readonly kind: 'transfer' }
  | { readonly kind: 'retained' };

export type Unit = 'bytes' | 'pages' | 'gas' | 'instructions' | 'blocks' | 'nanoseconds';
export type Thread = 'any' | 'serial' | 'caller';

/** Inclusive. */
export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

/** `size_t` stays apart: lengths are `number` and `int`, whatever their width in C. */
export type Scalar =
  | 'bool'
  | 'u8'
  | 'i8'
  | 'u16'
  | 'i16'
  | 'u32'
  | 'i32'
  | 'u64'
  | 'i64'
  | 'size'
  | 'int'
  | 'f32'
  | 'f64';

/** A type with its annotations applied: what it means, not how C spells it. `c` keeps the spelling. */
export type Type =
  | { readonly kind: 'void'; readonly c: string }
  | { readonly kind: 'scalar'; readonly c: string; readonly scalar: Scalar }
  | { readonly kind: 'enum'; readonly c: string; readonly name: string }
  /** A value struct: `pointer` false where it stands in place (a field, an element), true behind a pointer. */
  | {
      readonly kind: 'struct';
      readonly c: string;
      readonly name: string;
      readonly pointer: boolean;
      readonly constant: boolean;
    }
  /** `T *`; as an out-parameter `T **`. */
  | { readonly kind: 'handle'; readonly c: string; readonly name: string; readonly constant: boolean }
  | { readonly kind: 'callback'; readonly c: string; readonly name: string }
  /** NUL-terminated UTF-8. `capacity` and `filled`: a caller's buffer to fill; a number capacity: `char[n]` in a struct. */
  | { readonly kind: 'string'; readonly c: string; readonly capacity?: Extent; readonly filled?: string }
  /** Several elements. `constant`: the callee does not write them. `filled`: name of the out count. In a struct, `inline` is true for `T name[n]`. */
  | {
      readonly kind: 'array';
      readonly c: string;
      readonly element: Element;
      readonly length: Extent;
      readonly filled?: string;
      readonly constant: boolean;
      readonly inline: boolean;
    }
  /** `void *` that is user data. */
  | { readonly kind: 'userData'; readonly c: string };

/** What arrays are made of. `void *` arrays have element `u8`. */
export type Element =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'enum'; readonly name: string }
  | { readonly kind: 'struct'; readonly name: string };

/** How many: another parameter or field by name, or a number (macros are evaluated; `text` keeps their name). */
export type Extent =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'fixed'; readonly count: number; readonly text: string };
