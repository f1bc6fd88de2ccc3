import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { ABI_SCHEMA } from '../emit/abi/schema.js';
import type { Abi } from '../model/abi.js';
import { refused, type SideResult } from './side.js';

/** A recorded ABI, as `abi/pvm.abi.json` or a release. */
export function readRecord(path: string, label = path): SideResult {
  return readRecordText(label, readFileSync(path, 'utf8'));
}

export function readRecordText(label: string, text: string): SideResult {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return refused(`${label} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const validate = new Ajv({ allErrors: false }).compile<Abi>(ABI_SCHEMA);
  if (!validate(data)) {
    const [error] = validate.errors ?? [];
    const where = error?.instancePath === '' ? 'the file' : error?.instancePath;
    return refused(
      `${label} is no recorded ABI that this version can read: ${where} ${error?.message}; record it again with abi record`,
    );
  }
  return { ok: true, side: { label, abi: withIntegers(data, label), remarks: [] } };
}

/** JSON has no integers of 64 bits: the record has them as text. */
function withIntegers(recorded: Abi, label: string): Abi {
  const revive = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown) => revive(item, ''));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revive(inner, name)]));
    }
    if (typeof value !== 'string') return value;
    if (key === 'file') return label;
    return INTEGERS.has(key) && /^-?[0-9]+$/.test(value) ? BigInt(value) : value;
  };
  const { name, header, overview } = recorded;
  // The schema has said that each list holds what it is to hold.
  const list = <T>(items: readonly T[]): readonly T[] => items.map((item) => revive(item, '') as T);
  return {
    name,
    header,
    overview,
    sections: recorded.sections,
    constants: list(recorded.constants),
    enums: list(recorded.enums),
    structs: list(recorded.structs),
    handles: list(recorded.handles),
    callbacks: list(recorded.callbacks),
    functions: list(recorded.functions),
  };
}

/** Keys of `Abi` whose values are integers. */
const INTEGERS: ReadonlySet<string> = new Set(['value', 'min', 'max']);
