import type { Location } from './abi.js';

/** What a rule, or a step that failed, has to say. Collected, never thrown. */
export interface Finding {
  /** `header/undocumented`. Never changes, never reused. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly location: Location;
  /** What is wrong, and why; lower case, no full stop. */
  readonly message: string;
  /** What would settle it. */
  readonly fix: string;
}
