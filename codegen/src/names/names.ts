import type { Abi, Constant, Enum, EnumMember, Field, Func, Parameter } from '../model/abi.js';
import { goNames } from './go.js';
import { tsNames } from './ts.js';
import { INITIALISMS } from './words.js';

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

export interface Names {
  readonly ts: TsNames;
  readonly go: GoNames;
  /** The words that C puts between the library's prefix and the rest: `pvm_vm_t` gives `vm`. For names that stay in C. */
  stem(cName: string): string;
}

/** The part of the configuration that names depend on. */
export interface NamesConfig {
  readonly library: string;
  readonly initialisms?: readonly string[];
}

export function makeNames(abi: Abi, config: NamesConfig): Names {
  const initialisms = new Set([...INITIALISMS, ...(config.initialisms ?? []).map((word) => word.toLowerCase())]);
  const scope = makeScope(abi, config);
  return { ts: tsNames(scope), go: goNames(scope, initialisms), stem: (cName) => scope.stem(cName).join('_') };
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

function makeScope(abi: Abi, config: NamesConfig): Scope {
  const types = [...abi.handles, ...abi.structs, ...abi.enums, ...abi.callbacks];
  const renames = new Map(types.map((declared) => [declared.name, declared.doc.rename]));
  return {
    abi,
    library: config.library,
    stem: (cName) => stemOf(abi.name, cName),
    rest: (func) => restOf(abi.name, func, config.library),
    rename: (cName) => renames.get(cName),
  };
}

function stemOf(library: string, cName: string): readonly string[] {
  return cut(cName.replace(/_t$/, ''), `${library}_`);
}

function restOf(library: string, func: Func, libraryClass: string): readonly string[] {
  const words = cut(func.name, `${library}_`);
  return cut(words.join('_'), `${classOf(library, func, libraryClass)}_`);
}

/** The C spelling of the class that the function is a member of. */
function classOf(library: string, func: Func, libraryClass: string): string {
  const role = func.role;
  switch (role.kind) {
    case 'factory':
      return stemOf(library, role.receiver ?? role.handle).join('_');
    case 'destroy':
    case 'retain':
    case 'getter':
    case 'setter':
    case 'method':
      return stemOf(library, role.handle).join('_');
    case 'free':
      // engine.kind(), not engine.engineKind().
      return snakeCase(libraryClass);
  }
}

function cut(name: string, prefix: string): readonly string[] {
  const rest = name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
  return rest
    .toLowerCase()
    .split('_')
    .filter((word) => word !== '');
}

function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
