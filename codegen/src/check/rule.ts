import type { Abi } from '../model/abi.js';
import type { Remark } from '../model/draft.js';
import type { Names } from '../names/names.js';
import type { Header } from './header.js';

interface RuleWords {
  /** `header/undocumented`. Never changes, never reused. */
  readonly id: string;
  /** What the rule wants, in one sentence. */
  readonly summary: string;
  /** What goes wrong otherwise: in C, in a binding, or for the reader. */
  readonly why: string;
  /** Declarations that are refused, and the same ones settled. The rule's page shows them, and a test runs them. */
  readonly refused: string;
  readonly settled: string;
}

/** Looks at what the author wrote. */
export interface DraftRule extends RuleWords {
  readonly looksAt: 'draft';
  check(header: Header): readonly Remark[];
}

/** Looks at what it means: only in headers that no rule has anything against which looks at the draft. */
export interface AbiRule extends RuleWords {
  readonly looksAt: 'abi';
  check(whole: Whole): readonly Remark[];
}

/** Found while the header is read; here for its words. */
export interface ParseRule extends RuleWords {
  readonly looksAt: 'text';
}

export type Rule = DraftRule | AbiRule | ParseRule;

export interface Whole {
  readonly abi: Abi;
  readonly names: Names;
  readonly header: Header;
}
