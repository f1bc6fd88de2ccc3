import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Location } from '../model/abi.js';
import type { Finding } from '../model/finding.js';

export type SwigResult =
  | { readonly ok: true; readonly xml: string }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Longer than any header needs; SWIG takes a quarter of a second for `pvm.h`. */
const TIMEOUT_MS = 30_000;

/**
 * Not about Python, whose wrapper is thrown away: its keywords (314), who frees a `char *` field (451), and fields it
 * could not set (462). About expressions that SWIG cannot evaluate (202). `-Wall` would take no exceptions.
 */
const WARNINGS = ['-Wextra', '-Werror', '-w314,451,462,+202'];

/**
 * Runs SWIG on the header and gives its parse tree as XML. `-xml` alone has no doc comments, so the tree is that of
 * the Python back end (`-xmlout`).
 */
export function runSwig(header: string, library: string, binary: string): SwigResult {
  return inFolder(header, (folder) => {
    const args = prepare(folder, header, library);
    const { status, stderr, error } = spawnSync(binary, args, { cwd: folder, encoding: 'utf8', ...LIMITS });
    return resultOf({ folder, header, binary }, status, stderr, error);
  });
}

/** The same, while others work: SWIG takes as long as the emitters take to load. */
export async function startSwig(header: string, library: string, binary: string): Promise<SwigResult> {
  const folder = mkdtempSync(join(tmpdir(), 'pvm-codegen-'));
  const ran = await new Promise<Ran>((settle) => {
    try {
      const args = prepare(folder, header, library);
      execFile(binary, args, { cwd: folder, encoding: 'utf8', ...LIMITS }, (error, _stdout, stderr) => {
        settle({ stderr, ...(error === null ? {} : { error }) });
      });
    } catch (error) {
      settle({ stderr: '', error: error instanceof Error ? error : new Error(String(error)) });
    }
  });
  return inFolder(
    header,
    () => {
      const { error, stderr } = ran;
      // Told apart from a SWIG that ran, and found something: that has a number.
      const status = error === undefined ? 0 : typeof error.code === 'number' ? error.code : null;
      const late = error?.killed === true ? Object.assign(error, { code: 'ETIMEDOUT' }) : error;
      return resultOf({ folder, header, binary }, status, stderr, status === null ? late : undefined);
    },
    folder,
  );
}

interface Ran {
  readonly stderr: string;
  readonly error?: Error & { readonly code?: unknown; readonly killed?: boolean };
}

const LIMITS = { timeout: TIMEOUT_MS, maxBuffer: 16 << 20 };

/** Does something with a folder that goes afterwards, whatever happens. */
function inFolder(
  header: string,
  work: (folder: string) => SwigResult,
  folder = mkdtempSync(join(tmpdir(), 'pvm-codegen-')),
): SwigResult {
  try {
    return work(folder);
  } catch (error) {
    return refuse(header, { message: String(error), fix: 'check the temporary folder' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the interface that includes the header; the arguments that SWIG reads it with. */
function prepare(folder: string, header: string, library: string): readonly string[] {
  const prefix = library.toUpperCase();
  const path = resolve(header);
  const lines = [
    '%module header',
    `#define ${prefix}_API`,
    `#define ${prefix}_DEPRECATED(message)`,
    `#define ${prefix}_EXPERIMENTAL`,
    '%include "stdint.i"',
    `%include "${path.replaceAll('\\', '/')}"`,
  ];
  writeFileSync(join(folder, 'header.i'), `${lines.join('\n')}\n`);
  const flags = ['-python', '-doxygen', ...WARNINGS, `-I${dirname(path)}`];
  return [...flags, '-o', 'header.c', '-xmlout', 'header.xml', 'header.i'];
}

interface Run {
  readonly folder: string;
  readonly header: string;
  readonly binary: string;
}

function resultOf({ folder, header, binary }: Run, status: number | null, stderr: string, error?: Error): SwigResult {
  if (error !== undefined) return refuse(header, whyNotRun(error, binary));
  if (status !== 0 || stderr.trim() !== '') return { ok: false, findings: findingsOf(stderr, header) };
  return { ok: true, xml: readFileSync(join(folder, 'header.xml'), 'utf8') };
}

interface Reason {
  readonly message: string;
  readonly fix: string;
}

function whyNotRun(error: Error & { readonly code?: unknown }, binary: string): Reason {
  if (error.code === 'ENOENT') {
    return {
      message: `${binary} was not found`,
      fix: 'install SWIG 4.1 or newer (apt install swig), or name it with --swig',
    };
  }
  if (error.code === 'ETIMEDOUT') {
    return {
      message: `${binary} did not finish in ${TIMEOUT_MS / 1000} seconds`,
      fix: 'cut the header down to what it chokes on',
    };
  }
  return { message: `${binary} did not run: ${error.message}`, fix: 'name another SWIG with --swig' };
}

function refuse(header: string, reason: Reason): SwigResult {
  return { ok: false, findings: [finding({ file: header, line: 1, column: 1 }, reason)] };
}

const MESSAGE = /^(?<file>.+?):(?<line>\d+): (?<text>(?:Error|Warning).*)$/;

/** Every message of SWIG as a finding; at least one, whatever it printed. */
function findingsOf(stderr: string, header: string): readonly Finding[] {
  const findings = stderr.split('\n').flatMap((text) => {
    const groups = MESSAGE.exec(text.trim())?.groups;
    if (groups === undefined) return [];
    const own = basename(groups['file'] ?? '') === basename(header);
    const line = own ? Math.max(1, Number(groups['line'])) : 1;
    return [
      finding({ file: header, line, column: 1 }, { message: `SWIG says: ${lowered(groups['text'] ?? '')}`, fix: FIX }),
    ];
  });
  if (findings.length > 0) return findings;
  const words = stderr.trim().split('\n')[0] ?? '';
  return [
    finding({ file: header, line: 1, column: 1 }, { message: `SWIG failed: ${words || 'it said nothing'}`, fix: FIX }),
  ];
}

const FIX = 'write plain C declarations of the documented subset';

function finding(location: Location, { message, fix }: Reason): Finding {
  return { rule: 'header/swig-failed', severity: 'error', location, message, fix };
}

function lowered(text: string): string {
  return text.replace(/\.$/, '').replace(/^(Error|Warning)/, (word) => word.toLowerCase());
}
