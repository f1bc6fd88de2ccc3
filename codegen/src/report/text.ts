// picocolors: the smallest of those that everybody uses; switched on and off from outside.
import pc from 'picocolors';
import type { AbiFinding, Severity } from '../diff/finding.js';
import { impactText } from './impact.js';
import type { Report } from './report.js';
import { bumpWords, countWords, effectWords, placeOf } from './words.js';

/** For a terminal: each finding with its line of the header. */
export function textReport(report: Report): string {
  const colours = pc.createColors(report.colour);
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    breaking: (text) => colours.red(colours.bold(text)),
    additive: colours.green,
    docs: colours.dim,
  };
  const blocks = report.findings.map((finding) =>
    [
      `${colours.bold(placeOf(finding))}  ${paint[finding.severity](finding.severity)}  ${colours.cyan(finding.rule)}`,
      `  ${finding.message}`,
      ...excerpt(report, finding).map((line) => colours.dim(line)),
      `  who    ${effectWords(finding)}`,
      `  fix    ${finding.advice}`,
      '',
    ].join('\n'),
  );
  const hidden = report.suppressed === 0 ? '' : `, ${report.suppressed} suppressed`;
  const total = `${countWords(report.findings)}${hidden}: ${report.old.label} to ${report.next.label} asks for ${bumpWords(report.bump)}`;
  const uses = report.impact === undefined ? '' : `\n${impactText(report.impact, report.colour)}`;
  return `${[...blocks, colours.bold(total)].join('\n')}\n${uses}`;
}

/** The line itself, with a mark below what is meant. */
function excerpt({ old, next }: Report, { side, location }: AbiFinding): readonly string[] {
  const line = (side === 'old' ? old : next).text?.split('\n')[location.line - 1];
  if (line === undefined || line.trim() === '') return [];
  const word = /^\w+/.exec(line.slice(location.column - 1))?.[0] ?? ' ';
  const number = String(location.line);
  return [
    `  ${number} | ${line}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(location.column - 1)}${'^'.repeat(word.length)}`,
  ];
}
