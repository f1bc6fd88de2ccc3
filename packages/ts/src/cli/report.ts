/** What a command prints on stdout: the text, or with --json the object. */
export interface Report {
  readonly json: object;
  /** Lines, each with its end. */
  readonly text: string;
  readonly status: 0 | 1;
}

/** Rows with columns two spaces apart; no line ends with a space. */
export function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<readonly number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** One line per key: `gas used       42`. What is null is left out. */
export function keyed(pairs: readonly (readonly [key: string, value: string | number | boolean | null])[]): string {
  const width = Math.max(...pairs.map(([key]) => key.length)) + 2;
  return pairs
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key.replaceAll('_', ' ').padEnd(width)}${value}\n`)
    .join('');
}
