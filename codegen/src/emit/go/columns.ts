/** Lines as gofmt wants them: names that stand in consecutive lines have what follows in one column. */

/** Fields without comments. */
export function fieldLines(fields: readonly (readonly [name: string, type: string])[]): readonly string[] {
  return alignedRuns(fields.map(([name, rest]) => ({ comment: '', name, rest })));
}

export interface Row {
  /** Comment lines above it; empty for none. */
  readonly comment: string;
  readonly name: string;
  readonly rest: string;
}

/** A comment ends a column: what stands below it starts a new one. */
export function alignedRuns(rows: readonly Row[]): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < rows.length; ) {
    let end = start + 1;
    while (end < rows.length && rows[end]?.comment === '') end += 1;
    const run = rows.slice(start, end);
    const width = Math.max(...run.map(({ name }) => name.length));
    lines.push(
      ...run.flatMap(({ comment, name, rest }) => [
        ...(comment === '' ? [] : [comment]),
        `${name.padEnd(width)} ${rest}`,
      ]),
    );
    start = end;
  }
  return lines;
}
