import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Suppression, SuppressionFile } from '../diff/suppressions.js';

const SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['rule', 'symbol', 'reason', 'expires'],
    properties: {
      rule: { type: 'string', pattern: '^abi/[a-z-]+$' },
      symbol: { type: 'string', minLength: 1 },
      reason: { type: 'string', minLength: 10 },
      expires: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
    },
  },
} as const;

export type SuppressionResult =
  | { readonly ok: true; readonly file: SuppressionFile }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads findings that are allowed: a list of objects with rule, symbol, reason and the last day that it holds. */
export function loadSuppressions(path: string): SuppressionResult {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [`${path} cannot be read: ${why}; name a JSON file of suppressions`] };
  }
  const validate = new Ajv({ allErrors: true }).compile<readonly Suppression[]>(SCHEMA);
  if (validate(data)) return { ok: true, file: { path, entries: data } };
  return {
    ok: false,
    problems: (validate.errors ?? []).map(({ instancePath, message }) => {
      return `${path}: ${instancePath === '' ? 'the file' : `entry ${instancePath.slice(1)}`} ${message ?? 'is wrong'}`;
    }),
  };
}
