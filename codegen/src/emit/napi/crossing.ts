import { aligned } from '../../build/layout.js';
import type { Abi, Field, Func, Handle, Parameter, Scalar, Struct, Type } from '../../model/abi.js';
import { camelCase } from '../../names/words.js';
import { memberName } from '../c/declarations.js';

/**
 * How one function crosses between JavaScript and C++: the contract that both sides are generated from.
 *
 * JavaScript checks everything before it crosses. Numbers of at most 53 bits, strings and typed arrays are arguments. All
 * else goes through the frame, a block of memory that both sides see: 64-bit integers (a BigInt argument costs three
 * times as much), structs and outputs. The result stands at its start.
 */
export interface Crossing {
  readonly func: Func;
  /** What the addon calls it: `vmReadMemory`. */
  readonly name: string;
  /** Its slot travels in the function's own data and is no argument: the fastest way in. */
  readonly bound: boolean;
  readonly passed: readonly Passed[];
  /**
   * The array whose place the addon remembers, so that JavaScript need not pass it again: finding out where the elements
   * of a typed array are costs as much as the rest of a short call. The number of its memory.
   */
  readonly recent?: { readonly parameter: Parameter; readonly index: number };
  /** Offsets in the frame, by the name of the parameter. */
  readonly cells: ReadonlyMap<string, number>;
  /** Octets of the frame that it uses. */
  readonly frameSize: number;
}

/** One argument of the native function, in order. */
export type Passed =
  /** Which library: for functions without a handle. */
  | { readonly kind: 'library' }
  /** The number of a handle's slot; -1 is NULL. */
  | { readonly kind: 'slot'; readonly parameter: Parameter; readonly handle: string }
  /** The number of the empty slot that receives a new handle. */
  | { readonly kind: 'target'; readonly handle: string; readonly parameter?: Parameter }
  /** An integer of at most 32 bits, an enum, a length, a bool or a float. */
  | { readonly kind: 'number'; readonly parameter: Parameter }
  /** A string; null is NULL. */
  | { readonly kind: 'string'; readonly parameter: Parameter }
  /** A typed array whose elements are those of C; null is NULL. */
  | { readonly kind: 'array'; readonly parameter: Parameter }
  /** Whether the struct in the frame is meant; false is NULL. */
  | { readonly kind: 'present'; readonly parameter: Parameter }
  /** Whether there is a closure, which stays in JavaScript because the library stops for it. */
  | { readonly kind: 'yielding'; readonly parameter: Parameter }
  /** A closure that the library calls itself; null is NULL. */
  | { readonly kind: 'callback'; readonly parameter: Parameter };

/** Where the result stands. */
export const RESULT_OFFSET = 0;
const FIRST_CELL = 8;

export function crossingOf(abi: Abi, func: Func): Crossing {
  const bound = isBound(abi, func);
  const cells = new Map<string, number>();
  const passed: Passed[] = [];
  let end = FIRST_CELL;
  const cell = (name: string, size: number): void => {
    cells.set(name, end);
    end = aligned(end + size, 8);
  };
  // First, so that they stand in the same place for every function that may stop.
  for (const { from } of callbackValues(abi, func)) cell(from, 8);
  if (receiverOf(func) === undefined) passed.push({ kind: 'library' });
  for (const parameter of func.parameters) {
    if (isHidden(parameter, func) && !isFilledCount(parameter)) continue;
    if (bound && parameter === receiverParameter(func)) continue;
    const way = wayOf(abi, parameter);
    if (way !== undefined) passed.push(way);
    const size = cellSize(abi, parameter);
    if (size !== undefined) cell(parameter.name, size);
  }
  const made = func.returns.type;
  if (made.kind === 'handle' && func.returns.ownership?.kind === 'owned')
    passed.push({ kind: 'target', handle: made.name });
  if (makesLive(abi, func)) cell(VIEW_CELL, 8);
  const recent = bound ? recentOf(abi, func) : undefined;
  return {
    func,
    name: nativeName(abi, func),
    bound,
    passed,
    cells,
    frameSize: end,
    ...(recent === undefined ? {} : { recent }),
  };
}

/** The cell that tells the address of a new handle's live struct. */
export const VIEW_CELL = '(view)';

export function nativeName(abi: Abi, func: Func): string {
  return camelCase(memberName(func, abi).split('_'));
}

/** What every host call pays for: runs, and copies of memory inside of callbacks. They are bound to their slot. */
function isBound(abi: Abi, func: Func): boolean {
  if (func.role.kind !== 'method') return false;
  const copies = func.parameters.some(({ type }) => type.kind === 'array');
  return yieldingCallbacks(abi, func).length > 0 || (func.inCallback && copies);
}

/** One array of octets is what a copy of memory needs. */
function recentOf(abi: Abi, func: Func): Crossing['recent'] {
  const parameter = recentParameter(func);
  if (parameter === undefined) return undefined;
  return { parameter, index: abi.functions.filter((one) => isBound(abi, one) && recentParameter(one)).indexOf(func) };
}

function recentParameter(func: Func): Parameter | undefined {
  const [array, ...more] = func.parameters.filter(({ type }) => type.kind === 'array');
  if (array === undefined || more.length > 0 || array.nullable || array.type.kind !== 'array') return undefined;
  const { element, length, filled } = array.type;
  const isOctets = element.kind === 'scalar' && element.scalar === 'u8';
  return isOctets && length.kind === 'name' && filled === undefined ? array : undefined;
}

function wayOf(abi: Abi, parameter: Parameter): Passed | undefined {
  const { type, direction } = parameter;
  switch (type.kind) {
    case 'handle':
      return direction === 'out'
        ? { kind: 'target', handle: type.name, parameter }
        : { kind: 'slot', handle: type.name, parameter };
    case 'scalar':
      return direction === 'in' && !isWide(type.scalar) ? { kind: 'number', parameter } : undefined;
    case 'enum':
      return direction === 'in' ? { kind: 'number', parameter } : undefined;
    case 'string':
      return type.capacity === undefined ? { kind: 'string', parameter } : { kind: 'array', parameter };
    case 'array':
      return { kind: 'array', parameter };
    case 'struct':
      return parameter.nullable && direction !== 'out' ? { kind: 'present', parameter } : undefined;
    case 'callback':
      return { kind: callbackOf(abi, type.name).yields === undefined ? 'callback' : 'yielding', parameter };
    case 'userData':
    case 'void':
      return undefined;
  }
}

/** Octets in the frame, if it goes through the frame. */
function cellSize(abi: Abi, { type, direction }: Parameter): number | undefined {
  switch (type.kind) {
    case 'scalar':
      return direction !== 'in' || isWide(type.scalar) ? 8 : undefined;
    case 'enum':
      return direction === 'in' ? undefined : 8;
    case 'struct':
      return structOf(abi, type.name).size;
    default:
      return undefined;
  }
}

/** 64-bit integers: they are no arguments. */
export function isWide(scalar: Scalar): boolean {
  return scalar === 'u64' || scalar === 'i64';
}

/** The values that a stopped handle tells of a callback's arguments, with the getter that tells each. */
export function callbackValues(
  abi: Abi,
  func: Func,
): readonly { readonly parameter: Parameter; readonly from: string; readonly callback: string }[] {
  return yieldingCallbacks(abi, func).flatMap((callback) =>
    callback.parameters.flatMap((parameter) =>
      parameter.from === undefined ? [] : [{ parameter, from: parameter.from, callback: callback.name }],
    ),
  );
}

/** Callbacks that this function may stop for, so that JavaScript runs them without C frames below. */
export function yieldingCallbacks(abi: Abi, func: Func): Abi['callbacks'] {
  return abi.callbacks.filter(({ name, yields }) => yields !== undefined && func.invokes.includes(name));
}

/** The class that a function hangs on; undefined for factories and members of the library. */
export function receiverOf(func: Func): string | undefined {
  const { role } = func;
  switch (role.kind) {
    case 'factory':
      return role.receiver;
    case 'destroy':
    case 'retain':
    case 'getter':
    case 'setter':
    case 'method':
      return role.handle;
    case 'free':
      return undefined;
  }
}

export function receiverParameter(func: Func): Parameter | undefined {
  const receiver = receiverOf(func);
  const first = func.parameters[0];
  return receiver !== undefined && first?.type.kind === 'handle' && first.type.name === receiver ? first : undefined;
}

/** Parameters that vanish from bindings: lengths, user data, drop functions. */
export function isHidden(parameter: Parameter, func: Pick<Func, 'parameters'>): boolean {
  return (
    parameter.lengthOf.length > 0 ||
    parameter.capacityOf.length > 0 ||
    isFilledCount(parameter) ||
    parameter.isUserData ||
    func.parameters.some(({ destroy }) => destroy === parameter.name)
  );
}

export function isFilledCount(parameter: Parameter): boolean {
  return parameter.filledOf.length > 0;
}

/** The struct of a handle that the host reads and writes in place, and the function that gives it. */
export function liveStructOf(abi: Abi, handle: string): { readonly struct: Struct; readonly getter: Func } | undefined {
  for (const getter of abi.functions) {
    const { type, ownership } = getter.returns;
    if (receiverOf(getter) !== handle || getter.parameters.length !== 1) continue;
    if (type.kind !== 'struct' || !type.pointer || type.constant || ownership?.kind !== 'borrowed') continue;
    if (ownership.of === getter.parameters[0]?.name) return { struct: structOf(abi, type.name), getter };
  }
  return undefined;
}

/** The handle that a function makes. */
export function madeBy(func: Func): string | undefined {
  return func.role.kind === 'factory' ? func.role.handle : undefined;
}

function makesLive(abi: Abi, func: Func): boolean {
  const made = madeBy(func);
  return made !== undefined && liveStructOf(abi, made) !== undefined;
}

export function structOf(abi: Abi, name: string): Struct {
  return found(
    abi.structs.find((struct) => struct.name === name),
    name,
  );
}

export function handleOf(abi: Abi, name: string): Handle {
  return found(
    abi.handles.find((handle) => handle.name === name),
    name,
  );
}

export function callbackOf(abi: Abi, name: string): Abi['callbacks'][number] {
  return found(
    abi.callbacks.find((callback) => callback.name === name),
    name,
  );
}

/** May it run closures while C is below them? Then the frame must be its own. */
export function runsClosures(abi: Abi, { invokes }: Func): boolean {
  return invokes.some((name) => {
    const { yields, parameters, returns } = callbackOf(abi, name);
    const isDrop = returns.type.kind === 'void' && parameters.every(({ isUserData }) => isUserData);
    return yields === undefined && !isDrop;
  });
}

/** Has it a twin that runs on another thread? Closures can't run there. */
export function hasTwin(abi: Abi, func: Func): boolean {
  return func.blocking !== undefined && receiverOf(func) !== undefined && !runsClosures(abi, func);
}

export function funcOf(abi: Abi, name: string): Func {
  return found(
    abi.functions.find((func) => func.name === name),
    name,
  );
}

function found<T>(value: T | undefined, name: string): T {
  // The model is checked before it is emitted.
  if (value === undefined) throw new Error(`the model has no ${name}`);
  return value;
}

/** Borrowed memory that the caller asks for with arguments: it lives in a window of its own, not in a property. */
export function isWindow(func: Func): boolean {
  return isBorrowedArray(func.returns.type) && func.parameters.length > 1;
}

/** Borrowed memory that stands in a property for as long as its handle lives. */
export function isLiveArray(func: Func): boolean {
  return isBorrowedArray(func.returns.type) && func.parameters.length === 1 && receiverOf(func) !== undefined;
}

/** What the class does by itself: the live struct, which has a view of its own, and numbers that are fields of it. */
export function isDirect(abi: Abi, func: Func): boolean {
  const receiver = receiverOf(func);
  const live = receiver === undefined ? undefined : liveStructOf(abi, receiver);
  if (live === undefined) return false;
  if (live.getter === func) return true;
  return func.field !== undefined && !isBorrowedArray(func.returns.type);
}

function isBorrowedArray(type: Type): boolean {
  return type.kind === 'array';
}

/** Does a user see memory of the struct itself? */
export function sharesMemory({ fields }: Struct): boolean {
  return fields.some((field) => !field.isSize && isShared(field));
}

export function isShared({ type }: Field): boolean {
  return type.kind === 'array' && type.element.kind === 'scalar' && type.length.kind === 'fixed';
}
