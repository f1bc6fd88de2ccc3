/** What a shared library says of itself: its dynamic symbols, and the types of its debug information. */
export interface Library {
  /** `EM_X86_64`, as ELF calls it. */
  readonly machine: string;
  /** `libpvm_interpreter.so.1`; empty: none. */
  readonly soname: string;
  /** What it exports, by name. */
  readonly symbols: readonly LibrarySymbol[];
  /** The file with the debug information; empty: there is none. */
  readonly debug: string;
  /** One for each layout: units that were compiled with different headers disagree. */
  readonly structs: readonly LibraryStruct[];
  readonly enums: readonly LibraryEnum[];
}

export interface LibrarySymbol {
  readonly name: string;
  /** The version node of its definition; empty: none. */
  readonly version: string;
  readonly kind: 'function' | 'data' | 'other';
}

/** `name` is the typedef's. */
export interface LibraryStruct {
  readonly name: string;
  readonly size: number;
  readonly fields: readonly { readonly name: string; readonly offset: number; readonly size: number }[];
}

export interface LibraryEnum {
  readonly name: string;
  readonly size: number;
  readonly members: readonly { readonly name: string; readonly value: bigint }[];
}
