import type { Builtin, Config, NapiTarget } from '../../config/config.js';
import type { Abi, Func } from '../../model/abi.js';
import type { Names } from '../../names/names.js';
import { pascalCase } from '../../names/words.js';
import { generatedNotice } from '../text.js';
import { type Crossing, crossingOf, isDirect, receiverOf } from './crossing.js';

/** Everything that the files of the addon ask. */
export interface NapiContext {
  readonly abi: Abi;
  readonly notice: string;
  readonly addon: string;
  readonly builtins: readonly Builtin[];
  readonly frameSize: number;
  readonly scratchSize: number;
  /** How many arrays the addon remembers. */
  readonly recentCount: number;
  /** Of any native function. */
  readonly mostArguments: number;
  /** One file each: the functions of a handle, and those of the library. */
  readonly groups: readonly Group[];
  /** `Vm` */
  className(handle: string): string;
}

export interface Group {
  /** `Vm`, `Engine` */
  readonly name: string;
  /** Undefined for the library's own. */
  readonly handle?: string;
  readonly crossings: readonly Crossing[];
}

/** What is read at once into the mail: longer outputs get memory of their own. */
export const SCRATCH_SIZE = 65536;

export function makeNapiContext(abi: Abi, names: Names, config: Config, target: NapiTarget): NapiContext {
  const className = (handle: string): string => pascalCase(names.stem(handle).split('_'));
  const groups = [
    { name: names.ts.library, crossings: crossingsOf(abi, undefined) },
    ...abi.handles.map(({ name }) => ({ name: className(name), handle: name, crossings: crossingsOf(abi, name) })),
  ];
  return {
    abi,
    notice: generatedNotice(abi.header),
    addon: target.addon,
    builtins: config.builtins,
    frameSize: frameSizeOf(groups),
    scratchSize: SCRATCH_SIZE,
    recentCount: groups.flatMap(({ crossings }) => crossings).filter(({ recent }) => recent !== undefined).length,
    // Twins take their slot and a function on top.
    mostArguments: 2 + Math.max(1, ...groups.flatMap(({ crossings }) => crossings.map(({ passed }) => passed.length))),
    groups,
    className,
  };
}

/** The frame has room for the function that needs most. */
function frameSizeOf(groups: readonly Group[]): number {
  return Math.max(64, ...groups.flatMap(({ crossings }) => crossings.map(({ frameSize }) => frameSize)));
}

export function frameSize(abi: Abi): number {
  return Math.max(64, ...abi.functions.map((func) => crossingOf(abi, func).frameSize));
}

/** The functions that stand in the file of a handle, or of the library. */
function crossingsOf(abi: Abi, handle: string | undefined): readonly Crossing[] {
  return abi.functions
    .filter((func) => func.role.kind !== 'retain' && groupOf(func) === handle && !isDirect(abi, func))
    .map((func) => crossingOf(abi, func));
}

export function groupOf(func: Func): string | undefined {
  return receiverOf(func) ?? (func.role.kind === 'factory' ? func.role.handle : undefined);
}
