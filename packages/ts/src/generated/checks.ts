// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
import { InvalidArgumentError } from './errors.js';

/** Checks of arguments. `operation` is what was called, `name` the argument. */

export function checkInteger(operation: string, name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  refuseUnless(operation, name, value, 'number', `an integer ${min} to ${max}`);
  throw invalid(operation, `${name} is ${value}, but must be ${min} to ${max}`);
}

export function checkBigint(operation: string, name: string, value: bigint, min: bigint, max: bigint): void {
  if (typeof value === 'bigint' && value >= min && value <= max) return;
  refuseUnless(operation, name, value, 'bigint', `a bigint ${min} to ${max}`);
  throw invalid(operation, `${name} is ${value}, but must be ${min} to ${max}`);
}

export function checkNumber(operation: string, name: string, value: number): void {
  refuseUnless(operation, name, value, 'number', 'a number');
}

export function checkBoolean(operation: string, name: string, value: boolean): void {
  refuseUnless(operation, name, value, 'boolean', 'true or false');
}

export function checkFunction(operation: string, name: string, value: unknown): void {
  refuseUnless(operation, name, value, 'function', 'a function');
}

export function checkString(operation: string, name: string, value: string): void {
  refuseUnless(operation, name, value, 'string', 'a string');
  if (value.includes('\0')) throw invalid(operation, `${name} contains a NUL character, which C cannot hold`);
}

/** A string that has to fit into a field of so many octets. */
export function checkText(operation: string, name: string, value: string, most: number): void {
  checkString(operation, name, value);
  checkLength(operation, name, Buffer.byteLength(value), 0, most);
}

export function checkLength(operation: string, name: string, length: number, min: number, max: number): void {
  if (length >= min && length <= max) return;
  const wanted = min === max ? `${min}` : `${min} to ${max}`;
  throw invalid(operation, `${name} has length ${length}, but must have ${wanted}`);
}

type ArrayClass = { readonly name: string; [Symbol.hasInstance](value: unknown): boolean };

// What an array itself says: its class may say something else, and run any code.
const typedArray: unknown = Object.getPrototypeOf(Uint8Array.prototype);
const tagOf = getterOf(typedArray, Symbol.toStringTag);
const countOf = getterOf(typedArray, 'length');

function getterOf(prototype: unknown, key: PropertyKey): (this: unknown) => unknown {
  return Object.getOwnPropertyDescriptor(prototype, key)?.get ?? (() => undefined);
}

/** Arrays of another realm are no instances, and what inherits from a class is no array. */
export function checkArray(operation: string, name: string, value: unknown, type: ArrayClass): void {
  if (ArrayBuffer.isView(value) && value instanceof type) return;
  if (tagOf.call(value) === type.name) return;
  const kind = kindOf(value);
  const given = kind === article(type.name) ? `no true ${type.name}` : kind;
  throw invalid(operation, `${name} is ${given}, but must be a ${type.name}`);
}

/** How many elements a typed array has now; 0 if its memory was taken away. */
export function lengthOf(array: ArrayBufferView): number {
  return Number(countOf.call(array));
}

export function checkList(operation: string, name: string, value: readonly unknown[]): void {
  if (!Array.isArray(value)) throw invalid(operation, `${name} is ${kindOf(value)}, but must be an array`);
}

/** Checked copies of all elements. */
export function takeList<T, U>(
  operation: string,
  name: string,
  values: readonly T[],
  take: (operation: string, name: string, value: T) => U,
): readonly U[] {
  checkList(operation, name, values);
  return values.map((value, index) => take(operation, `${name}[${index}]`, value));
}

/** A slip in the name of a field is answered, not ignored. */
export function checkFields(operation: string, name: string, value: object, known: readonly string[]): void {
  const prototype: unknown = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
  const isPlain = prototype === null || (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null);
  if (!isPlain) throw invalid(operation, `${name} is ${kindOf(value)}, but must be an object`);
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    throw invalid(operation, unknownField(key, known));
  }
}

function unknownField(key: string, known: readonly string[]): string {
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: distance(key.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance: edits }) => edits <= Math.max(2, candidate.length / 3))
    .sort((a, b) => a.distance - b.distance);
  if (nearest !== undefined) return `unknown option "${key}"; did you mean "${nearest.candidate}"?`;
  return `unknown option "${key}"; there are: ${known.join(', ')}`;
}

/** Letters to insert, delete or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function refuseUnless(operation: string, name: string, value: unknown, type: string, wanted: string): void {
  if (typeof value === type) return;
  throw invalid(operation, `${name} is ${kindOf(value)}, but must be ${wanted}`);
}

/** For what is no object of a class, or one of the class's namesake. */
export function stranger(operation: string, name: string, value: unknown, type: string): InvalidArgumentError {
  const [kind, wanted] = [kindOf(value), article(type)];
  if (kind === wanted) return invalid(operation, `${name} was made by another copy of this package`);
  return invalid(operation, `${name} is ${kind}, but must be ${wanted}`);
}

/** What a closure returned. */
export function checkAnswer<T>(operation: string, name: string, value: T, type: string): T {
  if (typeof value === type) return value;
  throw invalid(operation, `the ${name} returned ${kindOf(value)}, but must return a ${type}`);
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'object') return classOf(value);
  return value === undefined ? 'undefined' : article(typeof value);
}

/** A proxy may refuse every question, and a class may have any name. */
function classOf(value: object): string {
  try {
    if (Array.isArray(value)) return 'an array';
    const name: unknown = value.constructor?.name;
    return article(typeof name === 'string' && name !== '' && name !== 'Object' ? name : 'object');
  } catch {
    return 'an object';
  }
}

function article(noun: string): string {
  return `${/^[aeioAEIO]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** For a constructor that was called from outside. */
export function illegal(type: string): InvalidArgumentError {
  return invalid(`new ${type}`, 'objects of this class are made by functions of the package; call one of them');
}

export function invalid(operation: string, text: string): InvalidArgumentError {
  return new InvalidArgumentError(`${operation}: ${text}`);
}
