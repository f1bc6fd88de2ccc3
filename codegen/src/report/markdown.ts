import type { AbiFinding } from '../diff/finding.js';
import { impactMarkdown } from './impact.js';
import type { Report } from './report.js';
import { bumpWords, countWords, effectWords, SEVERITIES } from './words.js';

/** What fits on a phone without much scrolling. */
const MOST = { breaking: 20, additive: 10, docs: 5 } as const;
const TITLES = { breaking: 'Breaking', additive: 'Additive', docs: 'Documentation only' } as const;

/** A comment on a pull request: lists, since tables do not fit on a phone. */
export function markdownReport(report: Report): string {
  const { findings, bump, suppressed } = report;
  const hidden = suppressed === 0 ? '' : ` (${suppressed} suppressed)`;
  const sections = SEVERITIES.flatMap((severity) => {
    const all = findings.filter((finding) => finding.severity === severity);
    if (all.length === 0) return [];
    const most = MOST[severity];
    const rest = all.length - most;
    const lines = [...all.slice(0, most).map(item), ...(rest > 0 ? [`- … and ${rest} more`] : [])];
    const title = `${TITLES[severity]} (${all.length})`;
    return severity === 'docs'
      ? [`<details><summary>${title}</summary>\n\n${lines.join('\n')}\n\n</details>`]
      : [`**${title}**\n\n${lines.join('\n')}`];
  });
  const uses = report.impact === undefined ? '' : `\n${impactMarkdown(report.impact)}`;
  return `${[`### ABI: ${countWords(findings)}${hidden}`, `Asks for **${bumpWords(bump)}**.`, ...sections].join('\n\n')}\n${uses}`;
}

function item(finding: AbiFinding): string {
  const { message, location, severity } = finding;
  const who = severity === 'breaking' ? ` *${effectWords(finding)}*` : '';
  return `- ${escaped(message)} (line ${location.line}, \`${finding.rule.replace(/^abi\//, '')}\`)${who}`;
}

/** Words with underscores and stars are names here, not emphasis. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`);
}
