/** A wrong argument, or a file that cannot be used: one line on stderr, exit status 2. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

/** Does something with a file, and says what stood in the way if it cannot be done. */
export function withFile<T>(verb: 'read' | 'write', file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new Refusal(`cannot ${verb} ${file}: ${reason}`);
  }
}

/** What the system says; undefined for an error that is not the system's. */
export function reasonOf(error: unknown): string | undefined {
  const code = codeOf(error);
  return code === undefined ? undefined : (REASONS[code] ?? code);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : undefined;
}
