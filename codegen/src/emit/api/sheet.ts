import type { Abi } from '../../model/abi.js';
import type { Column } from '../docs/column.js';

/** What the page is made from: the API, and the languages beside C. */
export interface Sheet {
  readonly abi: Abi;
  readonly columns: readonly Column[];
}

/** Between the cells of a line that is to be aligned with its neighbours. */
export const CELL = '\t';

/** Cells of lines that follow each other stand below each other. Widths end with the group: a change moves few lines. */
export function aligned(lines: readonly string[]): readonly string[] {
  const groups: string[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const isRow = line.includes(CELL);
    if (last !== undefined && isRow && last[0]?.includes(CELL) === true) last.push(line);
    else groups.push([line]);
  }
  return groups.flatMap(alignedGroup);
}

function alignedGroup(lines: readonly string[]): readonly string[] {
  const rows = lines.map((line) => line.split(CELL));
  const widths = rows.reduce<readonly number[]>(
    (all, cells) => cells.map((cell, index) => Math.max(cell.length, all[index] ?? 0)),
    [],
  );
  return rows.map((cells) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
