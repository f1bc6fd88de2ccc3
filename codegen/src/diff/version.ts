import type { Abi } from '../model/abi.js';

/** What a header says of its own version, in constants such as `PVM_ABI_MAJOR` and `PVM_ABI_MINOR`. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
}

/** Ends of the names, in the order in which they are looked for. */
const ENDINGS: readonly (readonly [major: string, minor: string])[] = [
  ['_ABI_MAJOR', '_ABI_MINOR'],
  ['_VERSION_MAJOR', '_VERSION_MINOR'],
];

/** Names of the constants that hold the version, the major one first; none: the header does not say. */
export function versionNames(abi: Abi): readonly string[] {
  const prefix = abi.name.toUpperCase();
  const names = new Set(abi.constants.map(({ name }) => name));
  const known = ENDINGS.map((pair) => pair.map((ending) => prefix + ending));
  return known.find((pair) => pair.every((name) => names.has(name))) ?? [];
}

export function versionOf(abi: Abi): Version | undefined {
  const [major, minor] = versionNames(abi).map((name) => abi.constants.find((constant) => constant.name === name));
  return major === undefined || minor === undefined ? undefined : { major: major.value, minor: minor.value };
}

export function versionText({ major, minor }: Version): string {
  return `${major}.${minor}`;
}
