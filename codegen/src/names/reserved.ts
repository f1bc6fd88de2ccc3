/** Identifiers that a target language keeps for itself. A name that meets one gets an underscore behind it. */

/** Neither a variable nor a parameter of an ES module can be called this. */
const TS_VARIABLES = new Set(
  `arguments as async await break case catch class const continue debugger default delete do else enum eval export
   extends false finally for function if implements import in instanceof interface let new null of package private
   protected public return static super switch this throw true try typeof undefined var void while with yield`.split(
    /\s+/,
  ),
);

/** A class can have no such static member: every function object has one of its own. */
const TS_STATICS = new Set(['arguments', 'caller', 'constructor', 'length', 'name', 'prototype']);

/** Not a method: it would be the constructor, or what every object inherits and engines call. */
const TS_MEMBERS = new Set(['constructor', 'then', 'toJSON', 'toString', 'valueOf']);

/** Types that generated modules use themselves, so that no declaration may hide them. */
const TS_TYPES = new Set(
  `Array ArrayBuffer AbortSignal BigInt BigInt64Array BigUint64Array Boolean DataView Disposable Error Function Int8Array
   Int16Array Int32Array Float32Array Float64Array Map Number Object Promise RangeError Set String Symbol TypeError
   Uint8Array Uint16Array Uint32Array`.split(/\s+/),
);

/** Keywords, predeclared identifiers, and packages that generated files import. */
const GO_LOCALS = new Set(
  `break case chan const continue default defer else fallthrough for func go goto if import interface map package range
   return select struct switch type var any append bool byte cap clear close comparable complex complex64 complex128 copy
   delete error false float32 float64 imag int int8 int16 int32 int64 iota len make max min new nil panic print println
   real recover rune string true uint uint8 uint16 uint32 uint64 uintptr context errors fmt runtime strings sync unsafe
   ctx err`.split(/\s+/),
);

/** Every generated error has these. */
const GO_MEMBERS = new Set<string>(['Error']);

type Space = 'ts-variable' | 'ts-static' | 'ts-member' | 'ts-type' | 'go-local' | 'go-member';

export function unreserved(name: string, space: Space): string {
  return reservedIn(space).has(name) ? `${name}_` : name;
}

function reservedIn(space: Space): ReadonlySet<string> {
  switch (space) {
    case 'ts-variable':
      return TS_VARIABLES;
    case 'ts-static':
      return TS_STATICS;
    case 'ts-member':
      return TS_MEMBERS;
    case 'ts-type':
      return TS_TYPES;
    case 'go-local':
      return GO_LOCALS;
    case 'go-member':
      return GO_MEMBERS;
  }
}
