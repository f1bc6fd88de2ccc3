import type { Enum, EnumMember } from '../../model/abi.js';
import type { Comparison } from '../comparison.js';
import type { AbiFinding } from '../finding.js';
import { type AbiRule, effects, type Family, found } from '../rule.js';
import { annotated } from './values.js';

const memberRemoved: AbiRule = {
  id: 'abi/enum-member-removed',
  summary: 'A member of an enum is gone.',
  effects: effects('breaks', 'shifts', 'breaks', 'breaks'),
  why: {
    cSource: 'The name is not declared any more.',
    cBinary: 'Compiled callers pass a value that the library no longer knows.',
    go: 'The constant is gone.',
    typescript: 'The member is gone.',
  },
  advice: 'keep the member, and say that it is no longer used',
  before: '    LIB_MATERIAL_STEEL = 1, /**< Comes from ore and coal. */\n',
  after: '',
};

const memberRenamed: AbiRule = {
  id: 'abi/enum-member-renamed',
  summary: 'A member of an enum has another name, with the same value.',
  effects: effects('breaks', 'same', 'breaks', 'breaks'),
  why: {
    cSource: 'The old name is not declared any more.',
    cBinary: 'Nothing: the value is the same.',
    go: 'The constant is gone under this name.',
    typescript: 'The member is gone under this name.',
  },
  advice: 'keep the name, or release a new major version',
  before: 'LIB_MATERIAL_STEEL = 1,',
  after: 'LIB_MATERIAL_IRON = 1,',
};

const valueChanged: AbiRule = {
  id: 'abi/enum-value-changed',
  summary: 'A member of an enum has another value.',
  effects: effects('shifts', 'shifts', 'shifts', 'shifts'),
  why: {
    cSource: 'It compiles as before; values that were stored or sent mean something else.',
    cBinary: 'Compiled code reads the new value as another member, and passes the old one.',
    go: 'The package is compiled with the new value, and a library that is loaded at run time may have the old one.',
    typescript: 'As in Go; values that were stored mean something else.',
  },
  advice: 'restore the value, and give new members values that were never used',
  before: 'LIB_MATERIAL_STEEL = 1,',
  after: 'LIB_MATERIAL_STEEL = 2,',
};

const valueReused: AbiRule = {
  id: 'abi/enum-value-reused',
  summary: 'A value that stood for one member now stands for another.',
  effects: effects('breaks', 'shifts', 'breaks', 'breaks'),
  why: {
    cSource: 'The name of the old member is not declared any more.',
    cBinary: 'Compiled code takes the new member for the old one.',
    go: 'The constant of the old member is gone; the value means something else.',
    typescript: 'The old member is gone; the value means something else.',
  },
  advice: 'keep the old member, and give the new one a value that was never used',
  before: 'LIB_MATERIAL_STEEL = 1, /**< Comes from ore and coal. */',
  after: 'LIB_MATERIAL_GLASS = 1, /**< Breaks when it is dropped. */',
};

const openAdded: AbiRule = {
  id: 'abi/open-enum-member-added',
  summary: 'An open enum has one more member.',
  effects: effects('gains', 'gains', 'gains', 'gains'),
  why: {
    cSource: 'Nothing breaks: (open) told callers to expect unknown values.',
    cBinary: 'Compiled callers may meet a value that they do not know.',
    go: 'There is one more constant.',
    typescript: 'There is one more member.',
  },
  advice: 'release it with the next minor version',
  before: '    LIB_MATERIAL_STEEL = 1, /**< Comes from ore and coal. */\n',
  after:
    '    LIB_MATERIAL_STEEL = 1, /**< Comes from ore and coal. */\n    LIB_MATERIAL_GLASS = 2, /**< Breaks when it is dropped. */\n',
};

const closedAdded: AbiRule = {
  id: 'abi/closed-enum-member-added',
  summary: 'A closed enum has one more member.',
  effects: effects('breaks', 'shifts', 'shifts', 'breaks'),
  why: {
    cSource: 'A switch over all members is not exhaustive any more: -Wswitch says so.',
    cBinary: 'Compiled switches fall through for the new value.',
    go: 'Switches over all members miss it.',
    typescript: 'Exhaustive switches do not compile.',
  },
  advice: 'make a new enum, or wait for the next major version',
  before: '    LIB_MODE_WRITE = 1, /**< For putting things in. */\n',
  after: '    LIB_MODE_WRITE = 1, /**< For putting things in. */\n    LIB_MODE_BOTH = 2,  /**< For everything. */\n',
};

const opened: AbiRule = {
  id: 'abi/enum-opened',
  summary: 'An enum was closed and is open.',
  effects: effects('shifts', 'shifts', 'shifts', 'breaks'),
  why: {
    cSource: 'Values may come that no switch has a case for.',
    cBinary: 'Values may come that no switch has a case for.',
    go: 'Values may come that no switch has a case for.',
    typescript: 'The type has numbers in it that are no members: exhaustive switches do not compile.',
  },
  advice: 'keep (closed), or release a new major version',
  before: ' * (closed)\n',
  after: ' * (open)\n',
};

const closed: AbiRule = {
  id: 'abi/enum-closed',
  summary: 'An enum was open and is closed.',
  effects: effects('gains', 'gains', 'gains', 'breaks'),
  why: {
    cSource: 'Callers need no longer expect unknown values.',
    cBinary: 'Callers need no longer expect unknown values.',
    go: 'Callers need no longer expect unknown values.',
    typescript: 'Numbers that are no members no longer have the type, and are refused as arguments.',
  },
  advice: 'keep (open), or release a new major version',
  before: '@brief What a box is made of.\n *\n * @par Contract\n * (open)\n',
  after: '@brief What a box is made of.\n *\n * @par Contract\n * (closed)\n',
};

const kindChanged: AbiRule = {
  id: 'abi/enum-kind-changed',
  summary: 'An enum became a set of flags, or the enum of failures, or ceased to be.',
  effects: effects('shifts', 'shifts', 'breaks', 'breaks'),
  why: {
    cSource: 'Values are joined where they were compared, or the reverse.',
    cBinary: 'As in source.',
    go: 'The type has other methods, or functions return errors that did not.',
    typescript: 'The type accepts other values, or functions throw that did not.',
  },
  advice: 'make a new enum',
  before: '@brief What a box is made of.\n *\n * @par Contract\n * (open)\n',
  after: '@brief What a box is made of.\n *\n * @par Contract\n * (open) (flags)\n',
};

const signChanged: AbiRule = {
  id: 'abi/enum-sign-changed',
  summary: 'An enum has a negative member and had none, or the reverse: C gives it another integer type.',
  effects: effects('same', 'shifts', 'breaks', 'same'),
  why: {
    cSource: 'Comparisons with integers may be signed that were not.',
    cBinary: 'Large values are read as negative, or the reverse.',
    go: 'The type is int32 and was uint32, or the reverse.',
    typescript: 'Nothing.',
  },
  advice: 'give the member a value of the same sign as the others',
  before: '    LIB_MATERIAL_STEEL = 1, /**< Comes from ore and coal. */\n',
  after:
    '    LIB_MATERIAL_STEEL = 1, /**< Comes from ore and coal. */\n    LIB_MATERIAL_NONE = -1, /**< Of nothing. */\n',
};

export const enums: Family = {
  rules: [
    memberRemoved,
    memberRenamed,
    valueChanged,
    valueReused,
    openAdded,
    closedAdded,
    opened,
    closed,
    kindChanged,
    signChanged,
  ],
  compare: (sides) =>
    sides.next.enums.flatMap((next) => {
      const old = sides.old.enums.find(({ name }) => name === next.name);
      return old === undefined ? [] : compareEnum(old, next, sides);
    }),
};

function compareEnum(old: Enum, next: Enum, sides: Comparison): readonly AbiFinding[] {
  const at = { symbol: next.name, location: next.location, doc: old.doc };
  const kind = ({ flags, errors }: Enum): string | undefined =>
    flags || errors ? [...(flags ? ['flags'] : []), ...(errors ? ['errors'] : [])].join(', ') : undefined;
  return [
    ...old.members.flatMap((member) => goneOrChanged(member, old, next, sides)),
    ...come(old, next),
    ...(old.openness === next.openness
      ? []
      : [annotated(next.openness === 'open' ? opened : closed, at, 'openness', old.openness, next.openness)]),
    ...(kind(old) === kind(next) ? [] : [annotated(kindChanged, at, 'kind', kind(old), kind(next))]),
    ...(isSigned(old) === isSigned(next)
      ? []
      : [
          found(signChanged, {
            ...at,
            message: `${next.name} was ${isSigned(old) ? 'signed' : 'unsigned'} and is ${isSigned(next) ? 'signed' : 'unsigned'}`,
            change: { kind: 'layout', struct: next.name, from: signText(old), to: signText(next) },
          }),
        ]),
  ];
}

function isSigned({ members }: Enum): boolean {
  return members.some(({ value }) => value < 0n);
}

function signText(one: Enum): string {
  return isSigned(one) ? 'int' : 'unsigned int';
}

function goneOrChanged(member: EnumMember, old: Enum, next: Enum, { was }: Comparison): readonly AbiFinding[] {
  const now = next.members.find(({ name }) => name === member.name);
  const owner = next.name;
  if (now === undefined) {
    const heir = heirOf(member, old, next);
    const gone = { symbol: member.name, side: 'old', location: member.location, doc: old.doc } as const;
    const change = { kind: 'removed', what: 'member', name: member.name, owner } as const;
    return heir === undefined
      ? [found(memberRemoved, { ...gone, message: `${owner} lost ${member.name} = ${member.value}`, change })]
      : [
          found(valueReused, {
            ...gone,
            side: 'new',
            location: heir.location,
            message: `${member.value} was ${member.name} and is ${heir.name}; compiled callers take one for the other`,
            change,
          }),
        ];
  }
  const before = was(member.name);
  const at = { symbol: member.name, location: now.location, doc: old.doc };
  return [
    ...(before === member.name
      ? []
      : [
          found(memberRenamed, {
            ...at,
            message: `${before} is now called ${member.name}`,
            change: { kind: 'renamed', what: 'member', from: before, to: member.name, owner },
          }),
        ]),
    ...(now.value === member.value
      ? []
      : [
          found(valueChanged, {
            ...at,
            message: `${member.name} was ${member.value} and is ${now.value}`,
            change: {
              kind: 'value',
              what: 'member',
              name: member.name,
              from: String(member.value),
              to: String(now.value),
              owner,
            },
          }),
        ]),
  ];
}

/** A member that is new and has the value of one that is gone. */
function heirOf(member: EnumMember, old: Enum, next: Enum): EnumMember | undefined {
  return next.members.find(
    ({ name, value }) => value === member.value && !old.members.some((other) => other.name === name),
  );
}

function come(old: Enum, next: Enum): readonly AbiFinding[] {
  const gone = old.members.filter(({ name }) => !next.members.some((member) => member.name === name));
  return next.members
    .filter(({ name }) => !old.members.some((member) => member.name === name))
    .filter(({ value }) => !gone.some((member) => member.value === value))
    .map((member) =>
      found(next.openness === 'open' || old.openness === 'open' ? openAdded : closedAdded, {
        symbol: member.name,
        location: member.location,
        doc: old.doc,
        message: `${next.name} gained ${member.name} = ${member.value}`,
        change: { kind: 'added', what: 'member', name: member.name, owner: next.name },
      }),
    );
}
