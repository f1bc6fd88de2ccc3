import { describe, expect, it } from 'vitest';
import type { Difference } from '../../src/conformance/difference.js';
import { runCase } from '../../src/conformance/run-case.js';
import { readCase } from '../../src/formats/read-case.js';
import { builtinEngine } from '../../src/index.js';
import { BLOB, CONTAINER, COSTS, INSTRUCTION, PROGRAM, STEPS } from '../cases.js';
import { CALL_AND_RETURN, TRACE } from '../programs.js';

/** A case passes as it is, and fails as soon as any one thing that it pins is another. */

const engine = builtinEngine('interpreter');
const CASES = { INSTRUCTION, STEPS, COSTS, PROGRAM, BLOB, CONTAINER };
/** Where each of them says what is expected. */
const PINS = /^(expected|steps\.\d+\.(status|pc|gas|regs|memory|hostcall)|block-gas-costs|valid|container-valid)/;

function run(text: string): readonly Difference[] {
  return runCase(readCase(text, 'case'), { engine }, () => CALL_AND_RETURN).differences;
}

describe('a case that pins what happens', () => {
  it.each(Object.entries(CASES))('passes: %s', (_name, value) => {
    expect(run(JSON.stringify(value))).toEqual([]);
  });

  it('passes: TRACE', () => {
    expect(run(TRACE.join('\n'))).toEqual([]);
  });
});

describe('a case that pins anything else fails', () => {
  const changes = Object.entries(CASES).flatMap(([name, value]) =>
    pathsOf(value)
      .filter((path) => PINS.test(path))
      .map((path) => [`${name}.${path}`, value, path] as const),
  );

  it('has enough of them', () => {
    expect(changes.length).toBeGreaterThan(70);
  });

  it.each(changes)('%s', (_name, value, path) => {
    const copy: unknown = JSON.parse(JSON.stringify(value));
    change(copy, path.split('.'));
    expect(run(JSON.stringify(copy))).not.toEqual([]);
  });

  const numbers = TRACE.flatMap((line, index) =>
    [...line.matchAll(/(?<==|-> |<- )(0x)?[0-9a-f]+/g)].map(({ index: at }) => [index, at] as const),
  );
  it.each(numbers.filter(([line]) => line > 1))('TRACE, line %i from 0, the number at %i', (line, at) => {
    const text = TRACE[line] ?? '';
    const [number = ''] = /^(0x)?[0-9a-f]+/.exec(text.slice(at)) ?? [];
    const other = `${number.slice(0, -1)}${number.endsWith('5') ? 6 : 5}`;
    const changed = `${text.slice(0, at)}${other}${text.slice(at + number.length)}`;
    const trace = TRACE.map((good, index) => (index === line ? changed : good)).join('\n');
    let differences: readonly Difference[] | string;
    try {
      differences = run(trace);
    } catch (error) {
      differences = String(error); // `len=` that is not the length of the octets.
    }
    expect(differences).not.toEqual([]);
  });
});

/** Paths of all numbers, words and flags. */
function pathsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [''];
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner).map((path) => (path === '' ? key : `${key}.${path}`)),
  );
}

function change(value: unknown, [key = '', ...rest]: readonly string[]): void {
  const object = value as Record<string, unknown>;
  if (rest.length > 0) change(object[key], rest);
  else object[key] = otherThan(object[key]);
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === 'panic') return 'halt';
  if (typeof value === 'string' && /^\d+$/.test(value)) return String(BigInt(value) + 1n);
  return value === 'halt' || value === 'ecalli' ? 'panic' : `${value}0`;
}
