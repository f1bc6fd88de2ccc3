import type { Config, TsTarget } from '../../config/config.js';
import type { Abi, Enum, Struct } from '../../model/abi.js';
import type { TsNames } from '../../names/language.js';
import type { Names } from '../../names/names.js';
import { camelCase } from '../../names/words.js';
import { statusEnum } from '../messages.js';
import { structOf } from '../napi/crossing.js';

/** Everything that the TypeScript emitters ask, in one place. */
export interface TsContext {
  readonly abi: Abi;
  readonly names: TsNames;
  readonly config: Config;
  readonly target: TsTarget;
  readonly status: Enum | undefined;
  /** Local name of a loaded library: `engine`. */
  readonly library: string;
  /** The word for a handle in prose and variables: `vm`. */
  word(handle: string): string;
}

export function makeTsContext(abi: Abi, names: Names, config: Config, target: TsTarget): TsContext {
  return {
    abi,
    names: names.ts,
    config,
    target,
    status: statusEnum(abi),
    library: lowerFirst(names.ts.library),
    word: (handle) => camelCase(names.stem(handle).split('_')),
  };
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** `an Engine`, `a Vm`, `a Uint8Array`. */
export function article(noun: string): string {
  return `${/^[aeioAEIO]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** `Libraries`, `Engines`. */
export function plural(noun: string): string {
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

export function enumOf(context: TsContext, name: string): Enum {
  const found = context.abi.enums.find((decl) => decl.name === name);
  // The model is checked before it is emitted.
  if (found === undefined) throw new Error(`the model has no ${name}`);
  return found;
}

export function structNamed(context: TsContext, name: string): Struct {
  return structOf(context.abi, name);
}

/** `Result.HostCall`, wherever it is declared. */
export function enumeratorName(context: TsContext, cName: string): string | undefined {
  for (const decl of context.abi.enums) {
    const member = decl.members.find(({ name }) => name === cName);
    if (member !== undefined) return `${context.names.type(decl.name)}.${context.names.enumMember(decl, member)}`;
  }
  return undefined;
}

/** In which directions values of a struct cross. */
export interface StructUses {
  readonly in: boolean;
  readonly out: boolean;
}

/** Modules that every package has. */
const TAKEN = new Set('callbacks checks constants enums errors index layout lifetime native structs'.split(' '));

/** `Vm` stands in `vm.ts`, `HostCall` in `host-call.ts`. */
export function fileName(type: string): string {
  const name = type.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  return TAKEN.has(name) ? `${name}-class` : name;
}
