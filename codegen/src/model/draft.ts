import type { Location } from './abi.js';

/**
 * The header as its author wrote it: declarations and comments, nothing interpreted. `parse/` makes it, the rules of
 * `check/` judge it, and only a draft without findings is built into an `Abi`.
 */
export interface Draft {
  readonly name: string;
  readonly header: string;
  readonly overview: string;
  readonly sections: readonly { readonly title: string; readonly members: readonly string[] }[];
  readonly declarations: readonly Declaration[];
  /** C that the subset leaves out, seen while scanning the header. */
  readonly unsupported: readonly Remark[];
}

/** Something seen at a place, in words. */
export interface Remark {
  readonly location: Location;
  readonly message: string;
  readonly fix: string;
}

interface Declared {
  readonly name: string;
  readonly location: Location;
  readonly comment?: Comment;
  /** Inside `#ifdef <LIBRARY>_EXPERIMENTAL`. */
  readonly guarded: boolean;
  /** The text of `<LIBRARY>_DEPRECATED("…")`, if the declaration has it. */
  readonly deprecatedMacro?: string;
}

export interface ConstantDraft extends Declared {
  readonly kind: 'constant';
  readonly text: string;
  /** Absent where the text is no integer expression. */
  readonly value?: bigint;
}

export interface EnumDraft extends Declared {
  readonly kind: 'enum';
  readonly members: readonly EnumMemberDraft[];
}

export interface EnumMemberDraft {
  readonly name: string;
  readonly location: Location;
  /** Absent where the header leaves the value to the compiler. */
  readonly text?: string;
  readonly value?: bigint;
  readonly comment?: Prose;
}

export interface StructDraft extends Declared {
  readonly kind: 'struct';
  readonly fields: readonly FieldDraft[];
}

export interface FieldDraft {
  readonly name: string;
  readonly location: Location;
  readonly type: CType;
  readonly comment?: Prose;
}

/** `typedef struct x x_t` without a body. */
export interface OpaqueDraft extends Declared {
  readonly kind: 'opaque';
}

export interface CallbackDraft extends Declared {
  readonly kind: 'callback';
  readonly parameters: readonly ParameterDraft[];
  readonly returns: CType;
}

export interface FunctionDraft extends Declared {
  readonly kind: 'function';
  /** Others are marked with the library's `…_API`, and this one is not. */
  readonly unexported: boolean;
  readonly parameters: readonly ParameterDraft[];
  readonly returns: CType;
}

export interface ParameterDraft {
  /** Empty where the header gives none. */
  readonly name: string;
  readonly location: Location;
  readonly type: CType;
}

export type Declaration = ConstantDraft | EnumDraft | StructDraft | OpaqueDraft | CallbackDraft | FunctionDraft;
export type Callable = CallbackDraft | FunctionDraft;

/** A type as C has it. */
export type CType =
  | { readonly kind: 'named'; readonly name: string; readonly constant: boolean }
  | { readonly kind: 'pointer'; readonly to: CType; readonly constant: boolean }
  | { readonly kind: 'array'; readonly of: CType; readonly extent: string }
  /** A function pointer spelled out in place, `...`, a reference: nothing that the subset has. */
  | { readonly kind: 'foreign'; readonly text: string };

/** One doc comment, cut into its commands. Each list is in the order of the header. */
export interface Comment {
  readonly location: Location;
  readonly briefs: readonly Prose[];
  readonly details: readonly string[];
  readonly params: readonly ParamComment[];
  readonly returns: readonly Prose[];
  readonly retvals: readonly RetvalComment[];
  readonly contract: readonly Annotation[];
  readonly since: readonly Prose[];
  readonly deprecated: readonly Prose[];
  readonly see: readonly string[];
  /** What doesn't follow the grammar: unknown commands, malformed annotations. */
  readonly slips: readonly Remark[];
}

export interface Prose {
  readonly location: Location;
  readonly annotations: readonly Annotation[];
  readonly text: string;
  readonly slips: readonly Remark[];
}

export interface ParamComment extends Prose {
  readonly name: string;
  /** As written; checked by a rule. */
  readonly direction: string;
}

export interface RetvalComment {
  readonly location: Location;
  readonly status: string;
  readonly text: string;
}

/** `(key: label: value, value)`. */
export interface Annotation {
  readonly key: string;
  readonly items: readonly { readonly label?: string; readonly value: string }[];
  readonly location: Location;
}
