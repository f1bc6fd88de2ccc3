import type { AbiFinding, Bump } from '../diff/finding.js';
import type { Impact } from '../impact/impact.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import { markdownReport } from './markdown.js';
import { sarifReport } from './sarif.js';
import { textReport } from './text.js';

export type Format = 'text' | 'markdown' | 'json' | 'sarif' | 'junit';

/** One comparison, to be said. */
export interface Report {
  readonly old: ReportedSide;
  readonly next: ReportedSide;
  readonly findings: readonly AbiFinding[];
  /** How many findings an entry of the suppressions file allows. */
  readonly suppressed: number;
  readonly bump: Bump;
  /** Which findings are failed tests; absent: those that are breaking. */
  readonly fails?: (finding: AbiFinding) => boolean;
  /** For a terminal that shows colours. */
  readonly colour: boolean;
  /** Uses of what has changed, if they were asked for. */
  readonly impact?: Impact;
}

export interface ReportedSide {
  readonly label: string;
  /** The header's text, if there is one. */
  readonly text?: string;
}

/** The whole of what is printed, with its last line break. */
export function report(format: Format, said: Report): string {
  switch (format) {
    case 'text':
      return textReport(said);
    case 'markdown':
      return markdownReport(said);
    case 'json':
      return jsonReport(said);
    case 'sarif':
      return sarifReport(said);
    case 'junit':
      return junitReport(said);
  }
}
