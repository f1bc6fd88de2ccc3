import type { Abi, Func } from '../model/abi.js';
import { goNames } from './go.js';
import type { GoNames, Scope, TsNames } from './language.js';
import { tsNames } from './ts.js';
import { INITIALISMS } from './words.js';

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
