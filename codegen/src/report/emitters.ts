import type { Targets } from '../config/config.js';
import type { Emitter } from '../emit/emitter.js';
import { generatedNotice } from '../emit/text.js';
import { emitRulePages } from './rule-pages.js';
import { DIFF_SCHEMA } from './schema.js';

/** The schema of what `abi diff --format json` prints, beside that of records. */
const emitDiffSchema: Emitter = (abi, _names, config) => {
  const out = config.targets.abi?.out;
  if (out === undefined) return [];
  const { $schema, ...rest } = DIFF_SCHEMA;
  const schema = { $schema, $comment: generatedNotice(abi.header), ...rest };
  return [{ path: `${out}/diff.schema.json`, text: `${JSON.stringify(schema, null, 2)}\n` }];
};

/** What is generated about comparisons. */
export const REPORT_EMITTERS: readonly { readonly target: keyof Targets; readonly emit: Emitter }[] = [
  { target: 'rules', emit: emitRulePages },
  { target: 'abi', emit: emitDiffSchema },
];
