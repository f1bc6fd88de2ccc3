import { XMLBuilder } from 'fast-xml-parser';
import type { AbiFinding } from '../diff/finding.js';
import type { Report } from './report.js';
import { effectWords, placeOf } from './words.js';

/** For test reporters: a case per finding; one that passes if there is none. */
export function junitReport({ findings, next, fails = isBreaking }: Report): string {
  const failures = findings.filter(fails).length;
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });
  const cases =
    findings.length === 0
      ? [{ '@_classname': 'abi', '@_name': 'nothing differs' }]
      : findings.map((finding) => caseOf(finding, fails(finding)));
  const suite = {
    '@_name': `ABI of ${next.label}`,
    '@_tests': String(cases.length),
    '@_failures': String(failures),
    '@_errors': '0',
    '@_skipped': '0',
    testcase: cases,
  };
  const xml = {
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: { '@_tests': String(cases.length), '@_failures': String(failures), testsuite: suite },
  };
  return builder.build(xml);
}

function isBreaking({ severity }: AbiFinding): boolean {
  return severity === 'breaking';
}

function caseOf(finding: AbiFinding, hasFailed: boolean): object {
  const words = `${placeOf(finding)}: ${finding.message}; ${effectWords(finding)}; ${finding.advice}`;
  return {
    '@_classname': finding.rule,
    '@_name': `${finding.symbol} (${placeOf(finding)})`,
    ...(hasFailed
      ? { failure: { '@_type': finding.severity, '@_message': finding.message, '#text': words } }
      : { 'system-out': words }),
  };
}
