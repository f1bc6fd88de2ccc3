import type { Location } from '../model/abi.js';

/** What a version must be raised by: major, minor, patch. */
export type Severity = 'breaking' | 'additive' | 'docs';
export type Bump = 'major' | 'minor' | 'patch' | 'none';

/** Whom a change reaches: C that is compiled again, C that is not, and users of the two bindings. */
export const AUDIENCES = ['cSource', 'cBinary', 'go', 'typescript'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * - `breaks`: no longer compiles (or links, or loads), or reads and writes the wrong memory.
 * - `shifts`: goes on as before, and then does something else than it did.
 * - `gains`: can do more than before; nothing that was right becomes wrong.
 * - `same`: does not notice.
 */
export type Verdict = 'breaks' | 'shifts' | 'gains' | 'same';
export type Effects = Readonly<Record<Audience, Verdict>>;

/** One thing that differs between two ABIs. */
export interface AbiFinding {
  /** `abi/function-removed`. Never changes, never reused. */
  readonly rule: string;
  readonly severity: Severity;
  readonly effects: Effects;
  /** C name, with what inside of it changed: `pvm_vm_reset`, `pvm_state_t.gas`, `pvm_vm_step(count)`. */
  readonly symbol: string;
  /** Where `location` is: what was removed is found in the old header only. */
  readonly side: Side;
  readonly location: Location;
  /** What changed, from what to what; one line, no full stop. */
  readonly message: string;
  /** How to have it without the break, or what to release; one line, no full stop. */
  readonly advice: string;
  readonly change: Change;
}

export type Side = 'old' | 'new';

export type Named =
  | 'function'
  | 'enum'
  | 'member'
  | 'constant'
  | 'struct'
  | 'field'
  | 'callback'
  | 'handle'
  | 'parameter';

/** The same as data, for programs that change callers. `owner` is the declaration around a member, field or parameter. */
export type Change =
  | {
      readonly kind: 'renamed';
      readonly what: Named;
      readonly from: string;
      readonly to: string;
      readonly owner?: string;
    }
  | { readonly kind: 'removed' | 'added'; readonly what: Named; readonly name: string; readonly owner?: string }
  /** Parameters of a function or callback, or fields of a struct, by name. */
  | {
      readonly kind: 'reordered';
      readonly what: 'function' | 'callback' | 'struct';
      readonly name: string;
      readonly from: readonly string[];
      readonly to: readonly string[];
    }
  /** Types as C spells them. `result`: what a function returns. */
  | {
      readonly kind: 'retyped';
      readonly what: 'parameter' | 'result' | 'field';
      readonly owner: string;
      /** Absent for a result. */
      readonly name?: string;
      readonly from: string;
      readonly to: string;
    }
  /** Integers in decimal. */
  | {
      readonly kind: 'value';
      readonly what: 'constant' | 'member';
      readonly name: string;
      readonly from: string;
      readonly to: string;
      readonly owner?: string;
    }
  /** An annotation, as the header has it without brackets: `nullable`, `array: 13`. Absent: not there. */
  | {
      readonly kind: 'annotated';
      readonly symbol: string;
      readonly annotation: string;
      readonly from?: string;
      readonly to?: string;
    }
  /** `(as: ts: …)`: the name in one binding. `undefined` is the name that follows from C's. */
  | {
      readonly kind: 'aliased';
      readonly name: string;
      readonly language: 'ts' | 'go';
      readonly from?: string;
      readonly to?: string;
    }
  | { readonly kind: 'layout'; readonly struct: string; readonly from: string; readonly to: string }
  | { readonly kind: 'documented'; readonly symbol: string }
  | { readonly kind: 'released'; readonly from: string; readonly to: string; readonly needed: string }
  /** About the comparison itself: suppressions, a library that is not its header's. */
  | { readonly kind: 'other' };
