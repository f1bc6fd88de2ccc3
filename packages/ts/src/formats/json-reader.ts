import { parse } from 'lossless-json';
import { FormatError, quoted } from './format-error.js';
import { bytesOfHex } from './hex.js';

const U64_MAX = 2n ** 64n - 1n;
const U32_MAX = 0xffff_ffff;

/** A place in a JSON file, and checked ways to read what stands there. Every refusal names file and field. */
export class JsonReader {
  private constructor(
    private readonly file: string,
    private readonly path: string,
    private readonly value: unknown,
  ) {}

  /** Integers stay exact up to any size. */
  static parse(text: string, file: string): JsonReader {
    try {
      return new JsonReader(file, '', parse(text, null, exactNumber));
    } catch (error) {
      if (error instanceof RangeError) throw new FormatError(file, 1, 'nested too deeply');
      if (!(error instanceof SyntaxError)) throw error;
      throw new FormatError(file, placeOf(text, error.message), `not JSON: ${withoutPlace(error.message)}`);
    }
  }

  has(name: string): boolean {
    return isObject(this.value) && Object.hasOwn(this.value, name);
  }

  field(name: string): JsonReader {
    const found = this.optional(name);
    return found ?? this.fail(`field ${quoted(name)} is missing`);
  }

  optional(name: string): JsonReader | undefined {
    const object = this.object();
    if (!Object.hasOwn(object, name)) return undefined;
    return new JsonReader(this.file, this.path === '' ? name : `${this.path}.${name}`, object[name]);
  }

  names(): readonly string[] {
    return Object.keys(this.object());
  }

  items(): readonly JsonReader[] {
    return this.array().map((item, index) => new JsonReader(this.file, `${this.path}[${index}]`, item));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail(`expected a string, got ${shown(this.value)}`);
  }

  oneOf<T extends string>(choices: readonly T[]): T {
    const text = this.text();
    const choice = choices.find((candidate) => candidate === text);
    return choice ?? this.fail(`expected ${choices.join(', ')}; got ${quoted(text)}`);
  }

  boolean(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail(`expected true or false, got ${shown(this.value)}`);
  }

  /** A JSON number, or a decimal string. */
  u64(): bigint {
    const found = integerOf(this.value);
    if (found === undefined || found < 0n || found > U64_MAX) {
      return this.fail(`expected an integer from 0 to 2^64 - 1, got ${shown(this.value)}`);
    }
    return found;
  }

  /** An integer from 0 to `max`. */
  integer(max: number): number {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
      return this.fail(`expected an integer from 0 to ${max}, got ${shown(value)}`);
    }
    return value;
  }

  u32(): number {
    return this.integer(U32_MAX);
  }

  /** An array of numbers from 0 to 255. */
  octets(): Uint8Array {
    const array = this.array();
    const bytes = new Uint8Array(array.length);
    for (let index = 0; index < array.length; index++) {
      const item = array[index];
      if (typeof item !== 'number' || !Number.isInteger(item) || item < 0 || item > 255) {
        return this.fail(`expected octets, got ${shown(item)} at index ${index}`);
      }
      bytes[index] = item;
    }
    return bytes;
  }

  /** A string `0x…` of whole octets. */
  hex(): Uint8Array {
    const text = this.text();
    return bytesOfHex(text) ?? this.fail(`expected 0x and whole octets in hex, got ${quoted(text)}`);
  }

  /** An array of exactly 13 numbers of 64 bits. */
  registers(): BigUint64Array {
    const items = this.items();
    if (items.length !== 13) return this.fail(`expected 13 registers, got ${items.length}`);
    return BigUint64Array.from(items, (item) => item.u64());
  }

  fail(reason: string): never {
    throw new FormatError(this.file, this.path === '' ? 1 : this.path, reason);
  }

  private object(): Readonly<Record<string, unknown>> {
    return isObject(this.value) ? this.value : this.fail(`expected an object, got ${shown(this.value)}`);
  }

  private array(): readonly unknown[] {
    return Array.isArray(this.value) ? this.value : this.fail(`expected an array, got ${shown(this.value)}`);
  }
}

function exactNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(text) ? number : BigInt(text);
}

function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && /^\d{1,20}$/.test(value) ? BigInt(value) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'an array';
  return isObject(value) ? 'an object' : String(value);
}

/** `line:column` of the position that the parser names in its message, else the first line. */
function placeOf(text: string, message: string): string {
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
  const before = text.slice(0, position).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function withoutPlace(message: string): string {
  return message.replace(/ (at|in) position \d+/, '');
}
