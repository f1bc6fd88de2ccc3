import type { Abi } from '../model/abi.js';
import type { Verdict } from './finding.js';

/** A type as C compiles it: names that mean the same on 64-bit System V and AArch64 are one. */
export interface CShape {
  /** `u64` for `uint64_t` and `size_t`; else the name. */
  readonly base: string;
  readonly constant: boolean;
  readonly stars: number;
  /** The number of elements of `T name[n]`. */
  readonly extent?: string;
}

const BASES: ReadonlyMap<string, string> = new Map([
  ['_Bool', 'bool'],
  ['uint8_t', 'u8'],
  ['int8_t', 'i8'],
  ['uint16_t', 'u16'],
  ['int16_t', 'i16'],
  ['uint32_t', 'u32'],
  ['int32_t', 'i32'],
  ['int', 'i32'],
  ['uint64_t', 'u64'],
  ['int64_t', 'i64'],
  ['size_t', 'u64'],
  ['unsigned char', 'u8'],
  ['signed char', 'i8'],
  ['short', 'i16'],
  ['unsigned short', 'u16'],
  ['unsigned', 'u32'],
  ['unsigned int', 'u32'],
  ['long', 'i64'],
  ['long long', 'i64'],
  ['unsigned long', 'u64'],
  ['unsigned long long', 'u64'],
  ['float', 'f32'],
  ['double', 'f64'],
]);

export function shapeOf(c: string): CShape {
  const extent = /\[(.*)\]$/.exec(c)?.[1];
  const words: readonly string[] = c.replace(/\[.*\]$/, '').match(/\w+|\*/g) ?? [];
  const star = words.indexOf('*');
  const front = star === -1 ? words : words.slice(0, star);
  const name = front.filter((word) => word !== 'const' && word !== 'struct' && word !== 'enum').join(' ');
  return {
    base: BASES.get(name) ?? name,
    constant: front.includes('const'),
    stars: words.filter((word) => word === '*').length,
    ...(extent === undefined ? {} : { extent }),
  };
}

/** Without `const`: what it points to, and how. */
export function sameMemory(a: string, b: string): boolean {
  const [one, other] = [shapeOf(a), shapeOf(b)];
  return one.base === other.base && one.stars === other.stars && one.extent === other.extent;
}

export function constDiffers(a: string, b: string): boolean {
  return shapeOf(a).constant !== shapeOf(b).constant;
}

/** Whether a value of one type goes where the other is wanted, without a warning of `-Wconversion`. */
export function fits(from: string, to: string, enums: ReadonlySet<string>): boolean {
  const [one, other] = [shapeOf(from), shapeOf(to)];
  if (one.extent !== undefined || other.extent !== undefined) return sameMemory(from, to);
  if (one.stars > 0 && other.stars > 0) {
    // One star of `void` takes any pointer.
    const isVoid = (shape: CShape): boolean => shape.base === 'void' && shape.stars === 1;
    const points = isVoid(one) || isVoid(other) || (one.base === other.base && one.stars === other.stars);
    return points && (!one.constant || other.constant);
  }
  if (one.stars > 0 || other.stars > 0) return false;
  if (one.base === other.base || other.base === 'bool') return true;
  return (
    holds(enums.has(one.base) ? 'u32' : one.base, enums.has(other.base) ? 'u32' : other.base) &&
    !(enums.has(one.base) && enums.has(other.base))
  );
}

/** Whether each value of one number type is one of the other. */
function holds(from: string, to: string): boolean {
  const [a, b] = [NUMBERS.get(from), NUMBERS.get(to)];
  return a !== undefined && b !== undefined && a.min >= b.min && a.max <= b.max;
}

/** Exponents of two. */
const NUMBERS: ReadonlyMap<string, { readonly min: number; readonly max: number }> = new Map([
  ['bool', { min: 0, max: 1 }],
  ['u8', { min: 0, max: 8 }],
  ['i8', { min: -7, max: 7 }],
  ['u16', { min: 0, max: 16 }],
  ['i16', { min: -15, max: 15 }],
  ['u32', { min: 0, max: 32 }],
  ['i32', { min: -31, max: 31 }],
  ['u64', { min: 0, max: 64 }],
  ['i64', { min: -63, max: 63 }],
  ['f32', { min: -24, max: 24 }],
  ['f64', { min: -53, max: 53 }],
]);

/** What compiled code makes of it. */
export function binaryVerdict(from: string, to: string, enums: ReadonlySet<string>): Verdict {
  if (sameMemory(from, to)) return 'same';
  const [one, other] = [shapeOf(from), shapeOf(to)];
  if (one.stars === 0 && other.stars === 0 && one.extent === undefined && other.extent === undefined) {
    const plain = (base: string): string => (enums.has(base) ? 'u32' : base).replace(/^i/, 'u');
    if (plain(one.base) === plain(other.base)) return enums.has(one.base) || enums.has(other.base) ? 'same' : 'shifts';
  }
  return 'breaks';
}

export function enumNames(...abis: readonly Abi[]): ReadonlySet<string> {
  return new Set(abis.flatMap(({ enums }) => enums.map(({ name }) => name)));
}
