import type { Callback, Constant, Enum, EnumMember, Field, Func, Parameter, Struct } from '../../model/abi.js';

/** One language of the reference: what a declaration is called in it. C itself is no column, the others are read off it. */
export interface Column {
  readonly title: string;
  /** What code blocks are marked with. */
  readonly fence: string;
  /** A class, struct, enum or callback type. */
  type(cName: string): string;
  constant(constant: Constant): string;
  /** As users write it: `Result.Oog`, `ResultOOG`; of the status enum, what a failure is. */
  member(decl: Enum, member: EnumMember): string;
  /** With its type; undefined where the binding has no such field. */
  field(struct: Struct, field: Field): string | undefined;
  /** The function with its class, without parameters: `Vm.readMemory`. Undefined where the binding does its work itself. */
  qualified(func: Func): string | undefined;
  /** Declarations of the function, one or more; none where the binding does its work itself. */
  signature(func: Func): readonly string[];
  callback(callback: Callback): readonly string[];
  /** What becomes of a parameter. */
  parameter(owner: Func | Callback, parameter: Parameter): string;
  /** What a failure with this status is. */
  failure(status: string): string;
}

/** Words for parameters that are not simply there. */
export const PLACES = {
  gone: '–',
  object: 'the object',
  returned: 'returned',
  inError: 'fields of the error',
} as const;
