import { ARTIFACT_RULES } from '../artifacts.js';
import type { AbiFinding } from '../finding.js';
import { FRAME_RULES } from '../frame.js';
import type { AbiRule, Family } from '../rule.js';
import { SUPPRESSION_RULES } from '../suppressions.js';
import { VERSION_RULES } from '../versions.js';
import { constants } from './constants.js';
import { contracts } from './contracts.js';
import { declarations } from './declarations.js';
import { documentation } from './documentation.js';
import { enums } from './enums.js';
import { handles } from './handles.js';
import { signatures } from './signatures.js';
import { structs } from './structs.js';

/** What is compared, a file each. */
export const FAMILIES: readonly Family[] = [
  declarations,
  signatures,
  contracts,
  constants,
  enums,
  structs,
  handles,
  documentation,
];

/** All rules, in the order of their ids. */
export const ABI_RULES: readonly AbiRule[] = [
  ...FAMILIES.flatMap(({ rules }) => rules),
  ...FRAME_RULES,
  ...VERSION_RULES,
  ...SUPPRESSION_RULES,
  ...ARTIFACT_RULES,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Rules whose findings are mistakes, whatever was meant: others are changes, and a version can say so. */
const MISTAKES: ReadonlySet<string> = new Set(
  [...VERSION_RULES, ...SUPPRESSION_RULES, ...ARTIFACT_RULES].map(({ id }) => id),
);

export function isWrong({ rule }: AbiFinding): boolean {
  return MISTAKES.has(rule);
}
