import type { Abi, Func, Location } from '../../model/abi.js';
import type { Remark } from '../../model/draft.js';
import type { GoNames, LanguageNames, TsNames } from '../../names/language.js';
import type { Names } from '../../names/names.js';
import type { AbiRule } from '../rule.js';

export const nameCollision: AbiRule = {
  id: 'header/name-collision',
  looksAt: 'abi',
  summary: 'Two things have two names in every language, and each name is an identifier there.',
  why: 'Names are made from the words of C names; two that differ in C may come out the same.',
  refused: `
/**
 * @brief Tells how large a box is.
 *
 * @param[in] box The box.
 * @return Its size.
 * @since 1.0
 */
LIB_API uint32_t lib_box_get_size(const lib_box_t *box);

/**
 * @brief Computes how much a box can hold.
 *
 * @param[in] box   The box.
 * @param[in] count How many things.
 * @return Their size.
 * @since 1.0
 */
LIB_API uint32_t lib_box_size(const lib_box_t *box, uint32_t count);
`,
  settled: `
/**
 * @brief Tells how large a box is.
 *
 * @param[in] box The box.
 * @return Its size.
 * @since 1.0
 */
LIB_API uint32_t lib_box_get_size(const lib_box_t *box);

/**
 * @brief Computes how much a box can hold.
 *
 * @param[in] box   The box.
 * @param[in] count How many things.
 * @return Their size.
 * @since 1.0
 */
LIB_API uint32_t lib_box_size_of(const lib_box_t *box, uint32_t count);
`,
  check: ({ abi, names }) => [
    ...collisions('TypeScript', tsSpaces(abi, names.ts), abi),
    ...collisions('Go', goSpaces(abi, names), abi),
  ],
};

interface Entry {
  readonly name: string;
  readonly c: string;
  /** What a getter and its setter share. */
  readonly thing: string;
  readonly location: Location;
}

/** Names that must differ from each other. */
type Space = readonly Entry[];

function collisions(language: string, spaces: readonly Space[], abi: Abi): readonly Remark[] {
  return spaces.flatMap((space) => {
    const seen = new Map<string, Entry>();
    return space.flatMap((entry): readonly Remark[] => {
      const other = seen.get(entry.name);
      seen.set(entry.name, entry);
      const { location, name, c } = entry;
      const label = language === 'Go' ? 'go' : 'ts';
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
        return [
          {
            location,
            message: `${c} would be called "${name}" in ${language}, which is no name there`,
            fix: 'give it another name in C',
          },
        ];
      }
      if (other === undefined || other.thing === entry.thing) return [];
      return [
        {
          location,
          message: `${c} and ${other.c} are both called ${name} in ${language}`,
          fix: hasContract(c, abi) ? `rename one, or add (as: ${label}: name) to its contract` : 'rename one',
        },
      ];
    });
  });
}

/** Parameters, fields and enumerators have none. */
function hasContract(name: string, abi: Abi): boolean {
  const declared = [...abi.constants, ...abi.enums, ...abi.structs, ...abi.handles, ...abi.callbacks, ...abi.functions];
  return declared.some((declaration) => declaration.name === name);
}

function tsSpaces(abi: Abi, names: TsNames): readonly Space[] {
  const failures = errorsOf(abi).map((member) => entry(names.error(member), member));
  const constants = abi.constants.map((constant) => entry(names.constant(constant), constant));
  return [
    [...typesOf(abi, names), ...failures, ...constants],
    ...abi.handles.map(({ name }) =>
      abi.functions.filter((func) => ownerOf(func) === name).flatMap((func) => tsMembers(func, names)),
    ),
    ...abi.handles.map(({ name }) =>
      abi.functions.filter((func) => isStatic(func, name)).map((func) => entry(names.factory(func), func)),
    ),
    abi.functions.filter(({ role }) => role.kind === 'free').flatMap((func) => tsMembers(func, names)),
    ...abi.enums.map((decl) => decl.members.map((member) => entry(names.enumMember(decl, member), member))),
    ...inner(abi, names),
  ];
}

function goSpaces(abi: Abi, { go }: Names): readonly Space[] {
  const members = abi.enums.flatMap((decl) => decl.members.map((member) => entry(go.enumMember(decl, member), member)));
  const failures = errorsOf(abi).flatMap((member) => [
    entry(go.error(member), member),
    entry(go.sentinel(member), member),
  ]);
  const constants = abi.constants.map((constant) => entry(go.constant(constant), constant));
  const makers = abi.functions
    .filter(({ role }) => role.kind === 'factory' && role.receiver === undefined)
    .map((func) => entry(go.factory(func), func));
  return [
    [...typesOf(abi, go), ...members, ...failures, ...constants, ...makers],
    ...abi.handles.map(({ name }) =>
      abi.functions.filter((func) => ownerOf(func) === name).map((func) => entry(memberName(func, go), func)),
    ),
    abi.functions.filter(({ role }) => role.kind === 'free').map((func) => entry(go.free(func), func)),
    ...inner(abi, go),
  ];
}

function typesOf(abi: Abi, names: LanguageNames): Space {
  const here = { line: 1, column: 1, file: abi.header };
  return [
    { name: names.library, c: 'the library itself', thing: 'library', location: here },
    { name: names.errorBase, c: 'the class of all errors', thing: 'errors', location: here },
    ...[...abi.handles, ...abi.structs, ...abi.enums, ...abi.callbacks].map((declared) =>
      entry(names.type(declared.name), declared),
    ),
  ];
}

/** Parameters of a call, its results, and fields of a struct. */
function inner(abi: Abi, names: LanguageNames): readonly Space[] {
  return [
    ...abi.functions.map(({ parameters }) =>
      withoutReceiver(parameters).map((own) => entry(names.parameter(own), own)),
    ),
    ...abi.callbacks.map(({ parameters }) => parameters.map((own) => entry(names.parameter(own), own))),
    ...abi.functions.map(({ parameters }) =>
      parameters.filter(({ direction }) => direction === 'out').map((own) => entry(names.output(own), own)),
    ),
    ...abi.structs.map(({ fields }) => fields.map((field) => entry(names.field(field), field))),
  ];
}

/** The receiver has a name of its own: `clone` may take `vm` and give `out_vm`. */
function withoutReceiver(parameters: Func['parameters']): Func['parameters'] {
  const [first, ...rest] = parameters;
  return first?.type.kind === 'handle' && first.direction !== 'out' ? rest : parameters;
}

function tsMembers(func: Func, names: TsNames): readonly Entry[] {
  const { role } = func;
  const thing = role.kind === 'getter' || role.kind === 'setter' ? `${role.handle} ${role.property}` : func.name;
  const own = entry(memberName(func, names), func, thing);
  return func.blocking === undefined ? [own] : [own, entry(names.asyncMethod(func), func)];
}

/** A getter and its setter are one property in TypeScript, so that they count as one thing. */
function memberName(func: Func, names: TsNames | GoNames): string {
  switch (func.role.kind) {
    case 'getter':
    case 'setter':
      return names.property(func);
    case 'factory':
      return names.factory(func);
    case 'destroy':
    case 'retain':
    case 'method':
      return names.method(func);
    case 'free':
      return names.free(func);
  }
}

function ownerOf({ role }: Func): string | undefined {
  switch (role.kind) {
    case 'factory':
      return role.receiver;
    case 'destroy':
    case 'retain':
    case 'getter':
    case 'setter':
    case 'method':
      return role.handle;
    case 'free':
      return undefined;
  }
}

function isStatic({ role }: Func, handle: string): boolean {
  return role.kind === 'factory' && role.handle === handle && role.receiver === undefined;
}

function errorsOf(abi: Abi): Abi['enums'][number]['members'] {
  return (abi.enums.find(({ errors }) => errors)?.members ?? []).filter(({ value }) => value !== 0n);
}

function entry(
  name: string,
  { name: c, location }: { readonly name: string; readonly location: Location },
  thing = c,
): Entry {
  return { name, c, location, thing };
}
