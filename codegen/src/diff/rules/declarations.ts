import type { Abi, Doc, Location } from '../../model/abi.js';
import type { Comparison } from '../comparison.js';
import type { AbiFinding, Effects, Verdict } from '../finding.js';
import { type AbiRule, effects, type Family, found } from '../rule.js';

/** What there is at the top level, and what becomes of it: removed, renamed, added. */

type Kind = 'function' | 'constant' | 'enum' | 'struct' | 'handle' | 'callback';

interface Declared {
  readonly name: string;
  readonly location: Location;
  readonly doc: Doc;
}

const LISTS: Readonly<Record<Kind, (abi: Abi) => readonly Declared[]>> = {
  function: ({ functions }) => functions,
  constant: ({ constants }) => constants,
  enum: ({ enums }) => enums,
  struct: ({ structs }) => structs,
  handle: ({ handles }) => handles,
  callback: ({ callbacks }) => callbacks,
};

/** What a rule's page says about one kind. */
interface Words {
  readonly called: string;
  readonly whole: string;
  readonly renamed: readonly [before: string, after: string];
  /** What compiled code has of it: a symbol, or nothing. */
  readonly cBinary: Verdict;
  readonly binary: string;
  readonly go: string;
  readonly ts: string;
}

const FUNCTION = `
/**
 * @brief Makes a running sort return.
 *
 * @param[in,out] box The box.
 *
 * @par Contract
 * (thread: any) (in-callback)
 * @since 1.0
 */
LIB_API void lib_box_halt(lib_box_t *box);
`;

const WORDS: Readonly<Record<Kind, Words>> = {
  function: {
    called: 'function',
    whole: FUNCTION,
    renamed: ['lib_box_look(', 'lib_box_inspect('],
    cBinary: 'breaks',
    binary: 'The dynamic linker finds no such symbol: the program does not start, or dies at the first call.',
    go: 'The method or function is gone; so is its symbol for a library that is loaded at run time.',
    ts: 'The method, property or factory is gone.',
  },
  constant: {
    called: 'constant',
    whole: '/** @brief Most shelves of a store. @since 1.0 */\n#define LIB_MAX_SHELVES 9\n',
    renamed: ['#define LIB_MAX_BOXES 64', '#define LIB_BOX_LIMIT 64'],
    cBinary: 'same',
    binary: 'Nothing: the value is compiled in.',
    go: 'The constant is gone.',
    ts: 'The constant is gone.',
  },
  enum: {
    called: 'enum',
    whole: `
/**
 * @brief What a box smells of.
 *
 * @par Contract
 * (open)
 * @since 1.0
 */
typedef enum lib_smell {
    LIB_SMELL_NONE = 0, /**< Nothing. */
    LIB_SMELL_WAX = 1,  /**< Wax. */
} lib_smell_t;
`,
    renamed: ['lib_material', 'lib_substance'],
    cBinary: 'same',
    binary: 'Nothing: type names are not compiled in.',
    go: 'The type and its members are gone.',
    ts: 'The type and the object with its members are gone.',
  },
  struct: {
    called: 'struct',
    whole: `
/**
 * @brief What a box costs.
 *
 * @par Contract
 * (value)
 * @since 1.0
 */
typedef struct lib_price {
    uint64_t euros; /**< Whole euros. */
    uint64_t cents; /**< What is left. */
} lib_price_t;
`,
    renamed: ['lib_facts', 'lib_details'],
    cBinary: 'same',
    binary: 'Nothing: type names are not compiled in. What used it is reported where it is used.',
    go: 'The type is gone.',
    ts: 'The interface is gone.',
  },
  handle: {
    called: 'handle type',
    whole: `
/**
 * @brief Who may open a box.
 *
 * @par Contract
 * (handle) (destroy: lib_key_free) (thread: serial)
 * @since 1.0
 */
typedef struct lib_key lib_key_t;

/**
 * @brief Frees a key.
 *
 * @param[in] key (transfer) (nullable) NULL does nothing.
 *
 * @since 1.0
 */
LIB_API void lib_key_free(lib_key_t *key);
`,
    renamed: ['lib_store_t', 'lib_depot_t'],
    cBinary: 'same',
    binary: 'Nothing: type names are not compiled in. Its functions are reported on their own.',
    go: 'The type with all its methods is gone.',
    ts: 'The class with all its methods is gone.',
  },
  callback: {
    called: 'callback type',
    whole: `
/**
 * @brief Hears of a box.
 *
 * @param[in] number    Which one.
 * @param[in] user_data (nullable) (user_data) As given.
 *
 * @par Contract
 * (thread: caller)
 * @since 1.0
 */
typedef void (*lib_hear_t)(uint64_t number, void *user_data);
`,
    renamed: ['lib_visit_t', 'lib_visitor_t'],
    cBinary: 'same',
    binary: 'Nothing: type names are not compiled in.',
    go: 'The function type is gone.',
    ts: 'The type of the closure is gone.',
  },
};

const KINDS: readonly Kind[] = ['function', 'constant', 'enum', 'struct', 'handle', 'callback'];

const ADDED_AT = '/* ---- Boxes ---- */\n';

function gone(kind: Kind, became: 'removed' | 'renamed'): AbiRule {
  const { called, whole, renamed, cBinary, binary, go, ts } = WORDS[kind];
  const now = became === 'renamed' ? ' under this name' : '';
  return {
    id: `abi/${kind}-${became}`,
    summary:
      became === 'removed' ? `A ${called} is gone.` : `A ${called} has another name, and nothing has the old one.`,
    effects: effects('breaks', cBinary, 'breaks', 'breaks'),
    why: {
      cSource: `Nothing is declared${now}: callers do not compile.`,
      cBinary: binary,
      go: became === 'removed' ? go : go.replace('gone', 'gone under this name'),
      typescript: became === 'removed' ? ts : ts.replace('gone', 'gone under this name'),
    },
    advice:
      became === 'removed'
        ? 'keep it with @deprecated until the next major version, or release a new major version'
        : 'keep the old name beside the new one, with @deprecated, or release a new major version',
    before: became === 'removed' ? `${ADDED_AT}${whole}` : renamed[0],
    after: became === 'removed' ? ADDED_AT : renamed[1],
  };
}

function added(kind: Kind): AbiRule {
  const { called, whole } = WORDS[kind];
  const binary: Verdict = kind === 'function' ? 'gains' : 'same';
  return {
    id: `abi/${kind}-added`,
    summary: `There is a new ${called}.`,
    effects: effects('gains', binary, 'gains', 'gains'),
    why: {
      cSource: 'Programs that use it do not compile with older headers.',
      cBinary: binary === 'gains' ? 'Programs that use it do not start with older libraries.' : 'Nothing.',
      go: 'There is something new to use.',
      typescript: 'There is something new to use.',
    },
    advice: 'release a new minor version, and say it in @since',
    before: ADDED_AT,
    after: `${ADDED_AT}${whole}`,
  };
}

type Fate = 'removed' | 'renamed' | 'added';

const BY_KIND = new Map<Kind, Readonly<Record<Fate, AbiRule>>>(
  KINDS.map((kind) => [kind, { removed: gone(kind, 'removed'), renamed: gone(kind, 'renamed'), added: added(kind) }]),
);

const hidden: AbiRule = {
  id: 'abi/function-hidden',
  summary: 'A function is no longer marked as exported, where others are.',
  effects: effects('same', 'breaks', 'breaks', 'breaks'),
  why: {
    cSource: 'It compiles, and does not link.',
    cBinary: 'A library that hides what is not marked lacks the symbol: programs do not start.',
    go: 'A library that is loaded at run time lacks the symbol.',
    typescript: 'A library that is loaded at run time lacks the symbol.',
  },
  advice: 'put the mark back in front of the declaration',
  before: 'LIB_API uint64_t lib_weigh(',
  after: 'uint64_t lib_weigh(',
};

export const declarations: Family = {
  rules: [hidden, ...[...BY_KIND.values()].flatMap((rules) => [rules.removed, rules.renamed, rules.added])],
  compare: (sides) => [...KINDS.flatMap((kind) => compareKind(kind, sides)), ...hiddenIn(sides)],
};

function compareKind(kind: Kind, sides: Comparison): readonly AbiFinding[] {
  const rules = BY_KIND.get(kind);
  if (rules === undefined) return [];
  const [old, next] = [LISTS[kind](sides.old), LISTS[kind](sides.next)];
  const there = new Map(next.map((declared) => [declared.name, declared]));
  const before = new Set(old.map(({ name }) => name));
  const { called } = WORDS[kind];
  return [
    ...old.flatMap((declared): readonly AbiFinding[] => {
      const { name, location, doc } = declared;
      const successor = there.get(name);
      if (successor === undefined) {
        const message = `${name}, there since ${doc.since}, was removed`;
        return [
          found(rules.removed, {
            symbol: name,
            side: 'old',
            location,
            doc,
            message,
            change: { kind: 'removed', what: kind, name },
          }),
        ];
      }
      const was = sides.was(name);
      if (was === name) return [];
      return [
        found(rules.renamed, {
          symbol: name,
          location: successor.location,
          doc,
          message: `the ${called} ${was} is now called ${name}`,
          change: { kind: 'renamed', what: kind, from: was, to: name },
        }),
      ];
    }),
    ...next
      .filter(({ name }) => !before.has(name))
      .map(({ name, location, doc }) =>
        found(rules.added, {
          symbol: name,
          location,
          doc,
          message: `${name} is new`,
          change: { kind: 'added', what: kind, name },
          ...experimental(doc),
        }),
      ),
  ];
}

/** Outside of the promise: it is there to be tried. */
function experimental({ experimental }: Doc): { readonly effects?: Partial<Effects> } {
  return experimental ? { effects: effects('gains', 'same', 'gains', 'gains') } : {};
}

function hiddenIn({ old, next }: Comparison): readonly AbiFinding[] {
  return next.functions.flatMap(({ name, location, unexported }): readonly AbiFinding[] => {
    const before = old.functions.find((func) => func.name === name);
    if (before === undefined || unexported !== true || before.unexported === true) return [];
    const change = { kind: 'annotated', symbol: name, annotation: 'visibility', from: 'exported' } as const;
    return [
      found(hidden, {
        symbol: name,
        location,
        doc: before.doc,
        message: `${name} was exported and no longer says so`,
        change,
      }),
    ];
  });
}
