/** What a case pins and a run gave otherwise, in the words of docs/guide/command.md. */

export interface Difference {
  readonly field: string;
  readonly expected: string;
  readonly got: string;
}

/** What a difference says when there is nothing to show. */
export const NONE = 'none';

/** Notes what differs, field by field. */
export class Differences {
  readonly list: Difference[] = [];

  check(field: string, expected: string, got: string): void {
    if (expected !== got) this.list.push({ field, expected, got });
  }

  /** @param prefix Stands in front of every field: `steps[3].` */
  add(differences: readonly Difference[], prefix = ''): void {
    for (const difference of differences) this.list.push({ ...difference, field: `${prefix}${difference.field}` });
  }

  number(field: string, expected: bigint, got: bigint): void {
    if (expected !== got) this.check(field, String(expected), String(got));
  }

  registers(expected: BigUint64Array, got: BigUint64Array): void {
    expected.forEach((value, index) => {
      if (value !== got[index]) this.check(`r${index}`, hexNumber(value), hexNumber(got[index] ?? 0n));
    });
  }
}

/** `gas: expected 9998, got 9999; r7: …` */
export function explain(differences: readonly Difference[]): string {
  return differences.map(({ field, expected, got }) => `${field}: expected ${expected}, got ${got}`).join('; ');
}

export function hexNumber(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/** `0x` and 8 digits. */
export function hexAddress(address: number): string {
  return `0x${address.toString(16).padStart(8, '0')}`;
}
