import type { Abi, Constant, Enum, EnumMember, Field, Func, Parameter } from '../model/abi.js';

/** Every name of one language, from the C declaration. All are bare identifiers that the language accepts. */
export interface LanguageNames {
  /** Class, struct, enum or callback type: `pvm_vm_t` gives `Vm` and `VM`. */
  type(cName: string): string;
  /** A member of a handle's class. Destroy is `destroy` and `Close`. A factory with a receiver is one, too. */
  method(func: Func): string;
  /** A getter's or setter's property. TypeScript: one name for both, `gas`. Go: `Gas` and `SetGas`. */
  property(func: Func): string;
  /** What makes a handle. TypeScript: a static member, `fromProgram`; Go: `NewVMFromProgram`. With a receiver: as `method`. */
  factory(func: Func): string;
  /** A member of the library's own class: `pvm_abi_version` gives `abiVersion` and `ABIVersion`. */
  free(func: Func): string;
  /** TypeScript: the key, `Oog`. Go: type and member, `ResultOOG`. */
  enumMember(decl: Enum, member: EnumMember): string;
  constant(constant: Constant): string;
  /** A field of a struct. */
  field(field: Pick<Field, 'name'>): string;
  /** A parameter, or an output without its `out_`, as a local name. */
  parameter(parameter: Pick<Parameter, 'name'>): string;
  /** An output as a member of a result object or of an error: `faultAddress`, `FaultAddress`. */
  output(parameter: Pick<Parameter, 'name'>): string;
  /** The class of one status: `PageFaultError`. */
  error(member: EnumMember): string;
  /** What all errors of the library are: `PvmError`, Go `Error`. */
  readonly errorBase: string;
  /** The class that stands for a loaded library: `Engine`. */
  readonly library: string;
}

export interface TsNames extends LanguageNames {
  /** The twin of a blocking function: `executeAsync`. */
  asyncMethod(func: Func): string;
}

export interface GoNames extends LanguageNames {
  /** What `errors.Is` compares with: `ErrPageFault`. */
  sentinel(member: EnumMember): string;
}

/** What both languages need to know of the header to cut a C name into its parts. */
export interface Scope {
  readonly abi: Abi;
  readonly library: string;
  /** A type's words without the library's and without `t`. */
  stem(cName: string): readonly string[];
  /** A function's words without the library's and without the class that it belongs to. */
  rest(func: Func): readonly string[];
  /** The name that `(as: …)` gives to a type, if it gives one. */
  rename(cName: string): { readonly ts?: string; readonly go?: string } | undefined;
}
