import type { Func } from '../../model/abi.js';

/** Do the elements of a live array have 64 bits, so that halves of them are worth a view of their own? */
export function halvesOf({ returns: { type } }: Func): boolean {
  return type.kind === 'array' && type.element.kind === 'scalar' && (type.element.scalar === 'u64' || type.element.scalar === 'i64');
}
