import type { Abi, Callback, Constant, Doc, Enum, Func, Handle, Location, Struct } from '../../model/abi.js';
import type { AbiFinding } from '../finding.js';
import { pairParameters } from '../parameters.js';
import { type AbiRule, effects, type Family, found } from '../rule.js';
import { annotated } from './values.js';

const NOBODY = effects('same', 'same', 'same', 'same');

const PLAIN = `
/**
 * @brief Weighs numbers.
 *
 * @param[in] weights (array: 8) One for each of the first numbers.
 * @return (unit: bytes) (range: 0..4096) What they weigh together.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
LIB_API uint64_t lib_weigh(const uint64_t *weights);
`;

const GUARDED = `
#ifdef LIB_EXPERIMENTAL
/**
 * @brief Weighs numbers.
 *
 * @param[in] weights (array: 8) One for each of the first numbers.
 * @return (unit: bytes) (range: 0..4096) What they weigh together.
 *
 * @par Contract
 * (thread: any) (experimental)
 * @since 1.0
 */
LIB_API uint64_t lib_weigh(const uint64_t *weights);
#endif
`;

const nothing = {
  cSource: 'Nothing.',
  cBinary: 'Nothing.',
  go: 'Only what go doc shows.',
  typescript: 'Only what editors show.',
} as const;

const changed: AbiRule = {
  id: 'abi/documentation-changed',
  summary: 'The words about a declaration are others.',
  effects: NOBODY,
  why: nothing,
  advice: 'nothing to do, if the words only say better what was true',
  before: '@brief Weighs numbers.',
  after: '@brief Weighs the first numbers.',
};

const sinceChanged: AbiRule = {
  id: 'abi/since-changed',
  summary: 'A declaration says that it is there since another version.',
  effects: NOBODY,
  why: nothing,
  advice: 'restore it: the version that brought a declaration never changes',
  before: '@brief Most boxes that there may be. @since 1.0',
  after: '@brief Most boxes that there may be. @since 1.1',
};

const deprecated: AbiRule = {
  id: 'abi/deprecated',
  summary: 'A declaration is deprecated.',
  effects: effects('gains', 'same', 'gains', 'gains'),
  why: {
    cSource: 'The compiler warns of it; with -Werror it is an error that -Wno-deprecated-declarations takes back.',
    cBinary: 'Nothing.',
    go: 'Linters warn of it.',
    typescript: 'Editors and linters warn of it.',
  },
  advice: 'release it with a minor version, and remove it with the next major one at the earliest',
  before: ' * @since 1.0\n */\nLIB_API uint64_t lib_weigh(',
  after:
    ' * @since 1.0\n * @deprecated 1.1 Use lib_box_look.\n */\nLIB_DEPRECATED("Use lib_box_look.") LIB_API uint64_t lib_weigh(',
};

const undeprecated: AbiRule = {
  id: 'abi/deprecation-withdrawn',
  summary: 'A declaration is no longer deprecated, or names another replacement.',
  effects: NOBODY,
  why: { ...nothing, cSource: 'The compiler no longer warns, or in other words.' },
  advice: 'nothing to do',
  before:
    ' * @since 1.0\n * @deprecated 1.1 Use lib_box_look.\n */\nLIB_DEPRECATED("Use lib_box_look.") LIB_API uint64_t lib_weigh(',
  after: ' * @since 1.0\n */\nLIB_API uint64_t lib_weigh(',
};

const withdrawn: AbiRule = {
  id: 'abi/made-experimental',
  summary: 'A declaration is visible only to those who ask for what is experimental.',
  effects: effects('breaks', 'same', 'same', 'same'),
  why: {
    cSource: 'Without the macro it is not declared: callers do not compile.',
    cBinary: 'Nothing, as long as the library has it.',
    go: 'Nothing yet: it may change with any version.',
    typescript: 'Nothing yet: it may change with any version.',
  },
  advice: 'leave it where it was, with @deprecated',
  before: PLAIN,
  after: GUARDED,
};

const promoted: AbiRule = {
  id: 'abi/experimental-settled',
  summary: 'A declaration was experimental and is part of the promise.',
  effects: effects('gains', 'same', 'gains', 'gains'),
  why: {
    cSource: 'It is declared without a macro.',
    cBinary: 'Nothing.',
    go: 'It stays as it is from now on.',
    typescript: 'It stays as it is from now on.',
  },
  advice: 'release it with the next minor version',
  before: GUARDED,
  after: PLAIN,
};

const aliased: AbiRule = {
  id: 'abi/binding-name-changed',
  summary: 'A declaration has another name in a binding only, through (as: …).',
  effects: NOBODY,
  why: {
    cSource: 'Nothing.',
    cBinary: 'Nothing.',
    go: 'The old name is gone, if it is Go’s.',
    typescript: 'The old name is gone, if it is TypeScript’s.',
  },
  advice: 'keep the name, or release a new major version of the package',
  before: ' * @par Contract\n * (thread: any)\n * @since 1.0\n */\nLIB_API uint64_t lib_weigh(',
  after: ' * @par Contract\n * (thread: any) (as: ts: heft)\n * @since 1.0\n */\nLIB_API uint64_t lib_weigh(',
};

export const documentation: Family = {
  rules: [changed, sinceChanged, deprecated, undeprecated, withdrawn, promoted, aliased],
  compare: ({ old, next }) => {
    const before = new Map(declarationsOf(old).map((declared) => [declared.name, declared]));
    return [
      ...declarationsOf(next).flatMap((declared) => {
        const was = before.get(declared.name);
        return was === undefined || was.kind !== declared.kind ? [] : compareDocs(was, declared);
      }),
      ...overview(old, next),
    ];
  },
};

type Declared = Constant | Enum | Struct | Handle | Callback | Func;

function declarationsOf(abi: Abi): readonly Declared[] {
  return [...abi.constants, ...abi.enums, ...abi.structs, ...abi.handles, ...abi.callbacks, ...abi.functions];
}

function compareDocs(old: Declared, next: Declared): readonly AbiFinding[] {
  const at = { symbol: next.name, location: next.location, doc: old.doc };
  const [a, b] = [old.doc, next.doc];
  const parts = [
    ...(plain([a.brief, ...a.details]) === plain([b.brief, ...b.details]) ? [] : ['its description']),
    ...(plain(a.see) === plain(b.see) && a.grayPaper === b.grayPaper ? [] : ['its references']),
    ...partsOf(old, next),
  ];
  return [
    ...(parts.length === 0
      ? []
      : [
          found(changed, {
            ...at,
            message: `${next.name}: other words about ${parts.join(', ')}`,
            change: { kind: 'documented', symbol: next.name },
          }),
        ]),
    ...(a.since === b.since ? [] : [annotated(sinceChanged, at, 'since', `since ${a.since}`, `since ${b.since}`)]),
    ...deprecations(a, b, at),
    ...(a.experimental === b.experimental
      ? []
      : [
          annotated(
            b.experimental ? withdrawn : promoted,
            { ...at, doc: b.experimental ? a : b },
            'experimental',
            a.experimental ? 'experimental' : undefined,
            b.experimental ? 'experimental' : undefined,
          ),
        ]),
    ...aliases(a, b, at),
  ];
}

interface At {
  readonly symbol: string;
  readonly location: Location;
  readonly doc: Doc;
}

function deprecations(a: Doc, b: Doc, at: At): readonly AbiFinding[] {
  const text = ({ deprecated }: Doc): string | undefined =>
    deprecated === undefined ? undefined : `deprecated ${deprecated.version}, ${deprecated.replacement}`;
  const [from, to] = [text(a), text(b)];
  if (from === to) return [];
  return [annotated(from === undefined ? deprecated : undeprecated, at, 'deprecated', from, to)];
}

function aliases(a: Doc, b: Doc, { symbol, location, doc }: At): readonly AbiFinding[] {
  return (['ts', 'go'] as const).flatMap((language): readonly AbiFinding[] => {
    const [from, to] = [a.rename?.[language], b.rename?.[language]];
    if (from === to) return [];
    const name = language === 'ts' ? 'TypeScript' : 'Go';
    return [
      found(aliased, {
        symbol,
        location,
        doc,
        message: `${symbol} is ${to ?? 'named after C'} in ${name} and was ${from ?? 'named after C'}`,
        change: {
          kind: 'aliased',
          name: symbol,
          language,
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
        },
        effects: language === 'ts' ? { typescript: 'breaks' } : { go: 'breaks' },
      }),
    ];
  });
}

/** What is said of the parts that both sides have. */
function partsOf(old: Declared, next: Declared): readonly string[] {
  if (old.kind === 'enum' && next.kind === 'enum') return differing(old.members, next.members);
  if (old.kind === 'struct' && next.kind === 'struct') return differing(old.fields, next.fields);
  if ((old.kind === 'function' || old.kind === 'callback') && (next.kind === 'function' || next.kind === 'callback')) {
    const pair = pairParameters(old, next);
    const parameters = pair.pairs.filter((one) => plain([one.old.doc]) !== plain([one.next.doc]));
    return [
      ...parameters.map((one) => one.next.name),
      ...(plain([pair.old.returns.doc]) === plain([next.returns.doc]) ? [] : ['its result']),
      ...(old.kind === 'function' && next.kind === 'function'
        ? [
            ...differing(
              old.failures.map(({ status, doc }) => ({ name: status, doc })),
              next.failures.map(({ status, doc }) => ({ name: status, doc })),
            ),
            ...(old.field === next.field ? [] : ['its field']),
          ]
        : []),
      ...(pair.pairs.some((one) => one.old.from !== one.next.from) ? ['where bindings ask for it'] : []),
    ];
  }
  return [];
}

function differing(
  old: readonly { readonly name: string; readonly doc: string }[],
  next: readonly { readonly name: string; readonly doc: string }[],
): readonly string[] {
  return next
    .filter(({ name, doc }) => {
      const was = old.find((other) => other.name === name);
      return was !== undefined && plain([was.doc]) !== plain([doc]);
    })
    .map(({ name }) => name);
}

/** However it is wrapped. */
function plain(texts: readonly string[]): string {
  return texts.join(' ').replaceAll(/\s+/g, ' ').trim();
}

function overview(old: Abi, next: Abi): readonly AbiFinding[] {
  if (plain([old.overview]) === plain([next.overview])) return [];
  const [first] = declarationsOf(next);
  return [
    found(changed, {
      symbol: next.header,
      location: { file: first?.location.file ?? next.header, line: 1, column: 1 },
      message: `${next.header}: other words in its opening comment`,
      change: { kind: 'documented', symbol: next.header },
    }),
  ];
}
