/** Octets of `0x…`; undefined unless it is the prefix and whole octets, nothing else. */
export function bytesOfHex(text: string): Uint8Array | undefined {
  if (!text.startsWith('0x') || text.length % 2 !== 0) return undefined;
  // Buffer.from stops at the first digit that is none: the length tells.
  const bytes = Buffer.from(text.slice(2), 'hex');
  return bytes.length === text.length / 2 - 1 ? bytes : undefined;
}

export function hexOf(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`;
}
