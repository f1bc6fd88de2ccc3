import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { AbiFinding, Severity } from '../diff/finding.js';
import { ABI_RULES } from '../diff/rules/index.js';
import type { Report } from './report.js';
import { effectWords } from './words.js';

const LEVELS = { breaking: 'error', additive: 'note', docs: 'none' } as const satisfies Record<Severity, Result.level>;

/** For code scanning: SARIF 2.1.0. */
export function sarifReport({ findings, bump }: Report): string {
  const used = new Set(findings.map(({ rule }) => rule));
  const rules = ABI_RULES.filter(({ id }) => used.has(id));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'pvm-codegen',
            rules: rules.map(({ id, summary, advice }): ReportingDescriptor => {
              return { id, shortDescription: { text: summary }, help: { text: `${advice}.` } };
            }),
          },
        },
        columnKind: 'utf16CodeUnits',
        properties: { bump },
        results: findings.map((finding) =>
          resultOf(
            finding,
            rules.findIndex(({ id }) => id === finding.rule),
          ),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(finding: AbiFinding, ruleIndex: number): Result {
  const { rule, severity, message, advice, location, symbol, effects, side } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${message}; ${effectWords(finding)}; ${advice}.` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(location.file) },
          region: { startLine: location.line, startColumn: location.column },
        },
        logicalLocations: [{ name: symbol, kind: 'declaration' }],
      },
    ],
    partialFingerprints: { 'abiFinding/v1': `${rule}:${symbol}` },
    properties: { severity, effects, side },
  };
}

/** A revision's file is the file; scanners know no revisions. */
function uriOf(file: string): string {
  const path = /^[^/]*:(?<path>.+)$/.exec(file)?.groups?.['path'] ?? file;
  return path.split('/').map(encodeURIComponent).join('/');
}
