import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAbi } from '../src/build/build.js';
import { run } from '../src/cli/command.js';
import type { Verdict } from '../src/diff/finding.js';
import { recordedAbi } from '../src/emit/abi/emit-abi.js';
import type { Abi } from '../src/model/abi.js';
import { parseHeaderMeanwhile } from '../src/parse/parse.js';
import { clientOf, stubsOf } from './diff/client.js';
import { MUTATIONS, type Mutation } from './diff/mutations.js';

const execute = promisify(execFile);
const HEADER = readFileSync(join(import.meta.dirname, '../../pvm.h'), 'utf8');
const HAS_ABIDIFF = spawnSync('abidiff', ['--version']).status === 0;

/** What a careful user compiles with; that something is deprecated is no reason not to build. */
const STRICT = '-std=c11 -Wall -Wextra -Wpedantic -Wconversion -Werror -Wno-deprecated-declarations'.split(' ');

let root: string;
let record: string;
let client: string;
let oldLibrary: string;

function folderOf(name: string): string {
  const folder = join(root, name.replaceAll(/\W+/g, '-'));
  mkdirSync(folder, { recursive: true });
  return folder;
}

function write(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function abiOf(path: string): Promise<Abi> {
  const parsed = await parseHeaderMeanwhile({ header: path, swig: 'swig' });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return buildAbi(parsed.draft);
}

/** Compiled without bodies: what it exports, and the types of that, are all there is to see. */
async function libraryOf(folder: string, abi: Abi): Promise<string> {
  const out = join(folder, 'libpvm.so');
  const source = write(folder, 'stubs.c', stubsOf(abi));
  await execute('cc', ['-std=c11', '-g', '-shared', '-fPIC', '-I', folder, source, '-o', out]);
  return out;
}

function mutated({ edits }: Mutation): string {
  return edits.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return /^\w+$/.test(from) ? text.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to) : text.replace(from, () => to);
  }, HEADER);
}

interface Outcome {
  readonly status: number;
  readonly bump: string;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly effects: Readonly<Record<string, Verdict>>;
  }[];
}

/** Records on both sides: SWIG has run once already. */
async function diffOf(next: string): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const status = await run(['abi', 'diff', record, next, '--format', 'json'], terminal);
  expect(err).toEqual([]);
  const said: unknown = JSON.parse(out.join(''));
  // The schema of it is another test's.
  return { ...(said as Omit<Outcome, 'status'>), status };
}

/** Old callers, compiled against the new header. */
async function compiles(folder: string): Promise<boolean> {
  try {
    await execute('cc', [...STRICT, '-fsyntax-only', '-I', folder, client]);
    return true;
  } catch {
    return false;
  }
}

/** Whether abidiff sees a change of what there was; bit 4 of its status. */
async function abidiffSees(folder: string, abi: Abi): Promise<boolean> {
  const library = await libraryOf(folder, abi);
  const status = await new Promise<number>((settle) => {
    execFile('abidiff', ['--no-added-syms', oldLibrary, library], (error) => {
      settle(error === null ? 0 : typeof error.code === 'number' ? error.code : 1);
    });
  });
  // Its own mistakes are bits 1 and 2.
  expect(status & 3).toBe(0);
  return (status & 4) !== 0;
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'codegen-drill-'));
  const folder = folderOf('old');
  const abi = await abiOf(write(folder, 'pvm.h', HEADER));
  record = write(folder, 'pvm.abi.json', recordedAbi(abi));
  client = write(root, 'client.c', clientOf(abi));
  oldLibrary = await libraryOf(folder, abi);
  if (!HAS_ABIDIFF) console.warn('abidiff is not installed (abigail-tools): compiled libraries are not compared');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the drill on pvm.h', () => {
  it('has at least 60 mutations, each with a name of its own', () => {
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
  });

  it.concurrent.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))('%s', async (name, mutation) => {
    const folder = folderOf(name);
    const abi = await abiOf(write(folder, 'pvm.h', mutated(mutation)));
    const { findings, bump, status } = await diffOf(write(folder, 'pvm.abi.json', recordedAbi(abi)));
    expect(findings.map(({ rule }) => rule.slice(4)).toSorted()).toEqual([...mutation.finds].toSorted());
    expect(bump).toBe(mutation.bump);
    expect(status).toBe(mutation.bump === 'major' ? 1 : 0);
    const has = (who: string, ...verdicts: readonly Verdict[]): boolean =>
      findings.some(({ effects }) => verdicts.includes(effects[who] ?? 'same'));
    expect({ compiles: await compiles(folder) }).toEqual({ compiles: !has('cSource', 'breaks') });
    if (!HAS_ABIDIFF) return;
    const agrees = (await abidiffSees(folder, abi)) === has('cBinary', 'breaks', 'shifts');
    expect({ agrees, because: mutation.abidiff }).toEqual({
      agrees: mutation.abidiff === undefined,
      because: mutation.abidiff,
    });
  });
});
