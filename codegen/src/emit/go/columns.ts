/** Fields without comments, with their types in one column, as gofmt wants them. */
export function fieldLines(fields: readonly (readonly [name: string, type: string])[]): readonly string[] {
  const width = Math.max(...fields.map(([name]) => name.length));
  return fields.map(([name, type]) => `${name.padEnd(width)} ${type}`);
}
