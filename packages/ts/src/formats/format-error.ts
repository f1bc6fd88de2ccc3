/** A file that is not what it should be: which one, where in it, and what is wrong there. */
export class FormatError extends Error {
  override readonly name = 'FormatError';

  /** @param where A line, `line:column`, or a field such as `steps[3].gas`. */
  constructor(
    readonly file: string,
    readonly where: string | number,
    readonly reason: string,
  ) {
    super(`${file}:${where}: ${reason}`);
  }
}

/** `"text"`, cut short, for messages. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
