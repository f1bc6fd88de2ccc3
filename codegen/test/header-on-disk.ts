import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckResult, check } from '../src/check/check.js';
import type { Finding } from '../src/model/finding.js';
import { parseHeader } from '../src/parse/parse.js';

const CONFIG = { library: 'Library' };

/** Parses and checks a header as the command does. */
export function checkFile(path: string, name: string, label = `${name}.h`, swig = 'swig'): CheckResult {
  const parsed = parseHeader({ header: path, label, name, swig });
  return parsed.ok ? check(parsed.draft, CONFIG) : parsed;
}

export function findingsOf(path: string, name: string, label?: string): readonly Finding[] {
  const result = checkFile(path, name, label);
  return result.ok ? [] : result.findings;
}

/** One line a finding, as the command prints it. */
export function textOf(findings: readonly Finding[]): string {
  return findings
    .map(({ location, severity, rule, message, fix }) => {
      return `${location.file}:${location.line}:${location.column}  ${severity}  ${rule}  ${message}; ${fix}\n`;
    })
    .join('');
}

/** Does something with a header that is only text so far. */
export function withHeader<T>(text: string, name: string, work: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'codegen-test-'));
  try {
    const path = join(folder, `${name}.h`);
    writeFileSync(path, text);
    return work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
