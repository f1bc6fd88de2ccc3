import type { Abi } from '../../model/abi.js';
import type { Emitter } from '../emitter.js';
import { generatedNotice } from '../text.js';
import { ABI_SCHEMA } from './schema.js';

/** Raised when a reader of older files would misunderstand a newer one. */
export const FORMAT = 1;

/**
 * `pvm.abi.json`: the model as data, to compare with later ones, and the schema of such files. The recorded ABI carries
 * no notice of generation: copies of it are kept as releases, and must not be taken for left-over files.
 */
export const emitAbi: Emitter = (abi, _names, config) => {
  const out = config.targets.abi?.out;
  if (out === undefined) return [];
  const { $schema, ...rest } = ABI_SCHEMA;
  const schema = { $schema, $comment: generatedNotice(abi.header), ...rest };
  return [
    { path: `${out}/${abi.name}.abi.json`, text: recordedAbi(abi) },
    { path: `${out}/abi.schema.json`, text: `${JSON.stringify(schema, null, 2)}\n` },
  ];
};

/** `schema`: where the schema is, seen from the file. */
export function recordedAbi(abi: Abi, schema = './abi.schema.json'): string {
  const file = { $schema: schema, format: FORMAT, ...abi };
  return `${JSON.stringify(file, (key, value: unknown) => asJson(key, value, abi.header), 2)}\n`;
}

/** Integers may have 64 bits: they are decimal strings. The header is known by its name, wherever it stands. */
function asJson(key: string, value: unknown, header: string): unknown {
  if (typeof value === 'bigint') return String(value);
  return key === 'file' ? header : value;
}
