import type { Abi, Constant, Location } from '../model/abi.js';
import type { AbiFinding, Bump, Effects } from './finding.js';
import { type AbiRule, effects, found } from './rule.js';
import { bumpFor } from './severity.js';
import { type Version, versionNames, versionOf, versionText } from './version.js';

const NOBODY = effects('same', 'same', 'same', 'same');
const MACROS = '#define LIB_ABI_MAJOR 1\n';

const missing: AbiRule = {
  id: 'abi/version-not-raised',
  summary: 'The header’s version constants were not raised as far as the changes ask.',
  effects: effects('same', 'shifts', 'shifts', 'shifts'),
  why: {
    cSource: 'Nothing.',
    cBinary: 'Hosts that check the version use a library that does not fit, or miss what it has.',
    go: 'The loader takes a library that does not fit.',
    typescript: 'The loader takes a library that does not fit.',
  },
  advice: 'raise the version constants in the header',
  before: '#define LIB_MAX_BOXES 64',
  after: '#define LIB_MAX_BOXES 65',
};

const excessive: AbiRule = {
  id: 'abi/version-raised-needlessly',
  summary: 'The header’s version constants were raised further than the changes ask.',
  effects: NOBODY,
  why: {
    cSource: 'Nothing.',
    cBinary: 'Hosts that check the version refuse a library that would fit.',
    go: 'The loader refuses a library that would fit.',
    typescript: 'The loader refuses a library that would fit.',
  },
  advice: 'raise the version constants only as far as the changes ask',
  before: MACROS,
  after: '#define LIB_ABI_MAJOR 2\n',
};

const lowered: AbiRule = {
  id: 'abi/version-lowered',
  summary: 'The header’s version is lower than it was.',
  effects: effects('same', 'shifts', 'shifts', 'shifts'),
  why: {
    cSource: 'Nothing.',
    cBinary: 'Hosts refuse the library, or take it for an older one.',
    go: 'The loader refuses the library, or takes it for an older one.',
    typescript: 'The loader refuses the library, or takes it for an older one.',
  },
  advice: 'compare in the other direction, or raise the version constants',
  before: MACROS,
  after: '#define LIB_ABI_MAJOR 0\n',
};

const sinceWrong: AbiRule = {
  id: 'abi/since-mismatch',
  summary: 'A new declaration says another version in @since than the one that brings it.',
  effects: NOBODY,
  why: {
    cSource: 'Readers look for it in versions that do not have it.',
    cBinary: 'Nothing.',
    go: 'As in C.',
    typescript: 'As in C.',
  },
  advice: 'write the version of this header',
  before: '#define LIB_ABI_MINOR 0\n',
  after: '#define LIB_ABI_MINOR 1\n\n/** @brief Most shelves of a store. @since 1.0 */\n#define LIB_MAX_SHELVES 9\n',
};

export const VERSION_RULES: readonly AbiRule[] = [missing, excessive, lowered, sinceWrong];

/**
 * What a release needs. Before 1.0 nothing is promised between minor versions: a break asks for a minor version, and so
 * does whatever is added, since there is no third number.
 */
export function neededBump(findings: readonly AbiFinding[], old: Abi): Bump {
  const bump = bumpFor(findings);
  return bump === 'major' && versionOf(old)?.major === 0n ? 'minor' : bump;
}

/** Whether the new header's version says what the findings say. Nothing where a header has no version. */
export function compareVersions(old: Abi, next: Abi, findings: readonly AbiFinding[]): readonly AbiFinding[] {
  const [from, to] = [versionOf(old), versionOf(next)];
  if (from === undefined || to === undefined) return [];
  const bump = neededBump(findings, old);
  const finding = judged(from, to, bump, placeOf(next, from, to), findings);
  const isRaised = to.major !== from.major || to.minor !== from.minor;
  return [...(finding === undefined ? [] : [finding]), ...(isRaised ? sinces(old, next, to) : [])];
}

function judged(
  from: Version,
  to: Version,
  bump: Bump,
  location: Location,
  findings: readonly AbiFinding[],
): AbiFinding | undefined {
  const needed = wanted(from, bump);
  const seen = {
    symbol: 'version',
    location,
    change: { kind: 'released', from: versionText(from), to: versionText(to), needed: versionText(needed) },
  } as const;
  const span = `the header had version ${versionText(from)} and has ${versionText(to)}`;
  if (isLess(to, from)) return found(lowered, { ...seen, message: span });
  if (isLess(to, needed)) {
    const message = `${span}, but the changes ask for ${versionText(needed)}`;
    const who: Partial<Effects> =
      bumpFor(findings) === 'major' ? {} : { cBinary: 'gains', go: 'gains', typescript: 'gains' };
    return found(missing, { ...seen, message, effects: who, advice: `raise it to ${versionText(needed)}` });
  }
  if (!isLess(needed, to)) return undefined;
  const message = `${span}, but the changes ask for ${bump === 'none' || bump === 'patch' ? 'no other' : versionText(needed)}`;
  // Another major version is refused by all who were compiled with the old one.
  const refused = to.major > from.major && bump !== 'major';
  const who: Partial<Effects> = refused ? { cBinary: 'shifts', go: 'shifts', typescript: 'shifts' } : {};
  return found(excessive, { ...seen, message, effects: who, advice: `make it ${versionText(needed)}` });
}

function wanted({ major, minor }: Version, bump: Bump): Version {
  switch (bump) {
    case 'major':
      return { major: major + 1n, minor: 0n };
    case 'minor':
      return { major, minor: minor + 1n };
    case 'patch':
    case 'none':
      return { major, minor };
  }
}

function isLess(a: Version, b: Version): boolean {
  return a.major < b.major || (a.major === b.major && a.minor < b.minor);
}

/** The constant that is wrong. */
function placeOf(next: Abi, from: Version, to: Version): Location {
  const [major, minor] = versionNames(next).map((name) => next.constants.find((constant) => constant.name === name));
  const place = to.major !== from.major || to.minor === from.minor ? major : minor;
  return place?.location ?? { file: next.header, line: 1, column: 1 };
}

function sinces(old: Abi, next: Abi, version: Version): readonly AbiFinding[] {
  const all = (abi: Abi): readonly Pick<Constant, 'name' | 'location' | 'doc'>[] => [
    ...abi.constants,
    ...abi.enums,
    ...abi.structs,
    ...abi.handles,
    ...abi.callbacks,
    ...abi.functions,
  ];
  const before = new Set(all(old).map(({ name }) => name));
  const text = versionText(version);
  return all(next)
    .filter(({ name, doc }) => !before.has(name) && doc.since !== text)
    .map(({ name, location, doc }) =>
      found(sinceWrong, {
        symbol: name,
        location,
        doc,
        message: `${name} is new in ${text} and says @since ${doc.since}`,
        change: { kind: 'annotated', symbol: name, annotation: 'since', to: `since ${doc.since}` },
      }),
    );
}
