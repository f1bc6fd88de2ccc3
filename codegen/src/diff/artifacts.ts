import type { Library, LibraryEnum, LibraryStruct } from '../elf/library.js';
import type { Abi, Enum, Struct } from '../model/abi.js';
import type { AbiFinding } from './finding.js';
import { type AbiRule, effects, found } from './rule.js';
import { versionOf } from './version.js';

/** What was made from a header, held against it: generated files and built libraries. */

const NOBODY = effects('same', 'same', 'same', 'same');
const EVERYBODY = effects('breaks', 'breaks', 'breaks', 'breaks');
const nothing = { cSource: 'Nothing.', cBinary: 'Nothing.', go: 'Nothing.', typescript: 'Nothing.' } as const;
const none = { before: '', after: '' } as const;

const drifted: AbiRule = {
  id: 'abi/generated-files-differ',
  summary: 'Files that are generated from the header are not what it says.',
  effects: NOBODY,
  why: {
    ...nothing,
    go: 'The binding is that of another header.',
    typescript: 'The binding is that of another header.',
  },
  advice: 'run the generator and commit what it writes',
  ...none,
};

const missing: AbiRule = {
  id: 'abi/library-function-missing',
  summary: 'The header declares a function that the built library does not export.',
  effects: EVERYBODY,
  why: {
    cSource: 'Programs that call it do not link.',
    cBinary: 'Programs that call it do not start, or end at the call.',
    go: 'The loader refuses the library.',
    typescript: 'The loader refuses the library.',
  },
  advice: 'define it, and export what the generated map lists',
  ...none,
};

const undeclared: AbiRule = {
  id: 'abi/library-symbol-undeclared',
  summary: 'The built library exports a symbol that the header does not declare.',
  effects: effects('same', 'gains', 'same', 'same'),
  why: { ...nothing, cBinary: 'It can be called, and clashes with other libraries that have the name.' },
  advice: 'link with the generated map, or declare it',
  ...none,
};

const otherVersion: AbiRule = {
  id: 'abi/library-version-mismatch',
  summary: 'The soname or a symbol version of the built library is not the header’s major version.',
  effects: effects('same', 'breaks', 'same', 'same'),
  why: { ...nothing, cBinary: 'The system’s loader takes a library that does not fit, or refuses one that does.' },
  advice: 'raise the number behind .so with the major version',
  ...none,
};

const otherLayout: AbiRule = {
  id: 'abi/library-layout-mismatch',
  summary: 'A struct or enum in the built library is not laid out as the header says.',
  effects: EVERYBODY,
  why: {
    cSource: 'Caller and library read and write different memory.',
    cBinary: 'As in C that is compiled again.',
    go: 'As in C.',
    typescript: 'As in C.',
  },
  advice: 'build the library again, with this header and without options that pack',
  ...none,
};

const undescribed: AbiRule = {
  id: 'abi/library-undescribed',
  summary: 'The built library has no debug information for a type of the header, so that its layout is not compared.',
  effects: NOBODY,
  why: nothing,
  advice: 'build it with -g, and keep the .debug file beside it',
  ...none,
};

const differ: AbiRule = {
  id: 'abi/libraries-differ',
  summary: 'Two built libraries of one header do not export the same.',
  effects: EVERYBODY,
  why: {
    cSource: 'Programs link with one and not with the other.',
    cBinary: 'One cannot take the other’s place.',
    go: 'One loads and the other does not.',
    typescript: 'One loads and the other does not.',
  },
  advice: 'link both with the generated map',
  ...none,
};

export const ARTIFACT_RULES: readonly AbiRule[] = [
  drifted,
  missing,
  undeclared,
  otherVersion,
  otherLayout,
  undescribed,
  differ,
];

const MOST_NAMES = 3;

/** Paths of files that are not as generated. */
export function compareFiles(paths: readonly string[]): readonly AbiFinding[] {
  const [first] = paths;
  if (first === undefined) return [];
  const message = `${paths.length === 1 ? 'a file is' : `${paths.length} files are`} not as generated: ${some(paths)}`;
  const location = { file: first, line: 1, column: 1 };
  return [found(drifted, { symbol: first, location, message, change: { kind: 'other' } })];
}

export interface BuiltLibrary {
  /** Its path, as the user knows it. */
  readonly label: string;
  readonly library: Library;
}

/** A built library against the header that it claims to implement. */
export function compareLibrary(abi: Abi, built: BuiltLibrary): readonly AbiFinding[] {
  return [...compareSymbols(abi, built), ...compareVersion(abi, built), ...compareTypes(abi, built)];
}

/** Libraries that stand for one another. */
export function compareLibraries(all: readonly BuiltLibrary[]): readonly AbiFinding[] {
  const [first, ...others] = all;
  if (first === undefined) return [];
  return others.flatMap((other) => {
    const here = missingFrom(first, other);
    const there = missingFrom(other, first);
    const parts = [
      ...(first.library.machine === other.library.machine ? [] : [`${other.label} is for ${other.library.machine}`]),
      ...(here.length === 0 ? [] : [`${first.label} lacks ${some(here)}`]),
      ...(there.length === 0 ? [] : [`${other.label} lacks ${some(there)}`]),
    ];
    if (parts.length === 0) return [];
    const message = `${first.label} and ${other.label} do not export the same: ${parts.join('; ')}`;
    return [found(differ, { symbol: other.label, location: whole(other), message, change: { kind: 'other' } })];
  });
}

function missingFrom(one: BuiltLibrary, other: BuiltLibrary): readonly string[] {
  const key = ({ name, version }: { readonly name: string; readonly version: string }): string =>
    version === '' ? name : `${name}@${version}`;
  const known = new Set(one.library.symbols.map(key));
  return other.library.symbols.map(key).filter((name) => !known.has(name));
}

function compareSymbols(abi: Abi, built: BuiltLibrary): readonly AbiFinding[] {
  const { label, library } = built;
  const exported = new Set(library.symbols.filter(({ kind }) => kind === 'function').map(({ name }) => name));
  const declared = new Set(abi.functions.map(({ name }) => name));
  const absent = abi.functions.filter(({ name, unexported }) => unexported !== true && !exported.has(name));
  const stray = library.symbols
    .filter(({ name, kind }) => kind !== 'function' || !declared.has(name))
    .map(({ name }) => name);
  return [
    ...absent.map(({ name, location, doc }) =>
      found(missing, {
        symbol: name,
        location,
        doc,
        message: `${label} does not export ${name}`,
        change: { kind: 'other' },
      }),
    ),
    ...(stray.length === 0
      ? []
      : [
          found(undeclared, {
            symbol: label,
            location: whole(built),
            message: `${label} exports ${some(stray)}, which ${abi.header} does not declare`,
            change: { kind: 'other' },
          }),
        ]),
  ];
}

/** The number behind `.so.`, and those of symbol versions such as `PVM_1.2`. */
function compareVersion(abi: Abi, built: BuiltLibrary): readonly AbiFinding[] {
  const version = versionOf(abi);
  if (version === undefined) return [];
  const { label, library } = built;
  const major = String(version.major);
  const seen = { symbol: label, location: whole(built), change: { kind: 'other' } } as const;
  const inSoname = /\.so\.(?<major>[0-9]+)/.exec(library.soname)?.groups?.['major'];
  const soname = library.soname === '' ? 'no soname' : `the soname ${library.soname}`;
  const versions = [...new Set(library.symbols.map((symbol) => symbol.version).filter((text) => text !== ''))];
  const others = versions.filter((text) => /_(?<major>[0-9]+)(?:[._][0-9]+)*$/.exec(text)?.groups?.['major'] !== major);
  const says = `and ${abi.header} says ${version.major}.${version.minor}`;
  return [
    ...(inSoname === major ? [] : [found(otherVersion, { ...seen, message: `${label} has ${soname}, ${says}` })]),
    ...(others.length === 0
      ? []
      : [found(otherVersion, { ...seen, message: `${label} has symbols of version ${some(others)}, ${says}` })]),
  ];
}

function compareTypes(abi: Abi, built: BuiltLibrary): readonly AbiFinding[] {
  const { label, library } = built;
  if (library.debug === '') {
    const message = `${label} has no debug information: no layout was compared`;
    return [found(undescribed, { symbol: label, location: whole(built), message, change: { kind: 'other' } })];
  }
  return [
    ...abi.structs.flatMap((struct) => compareType(struct, library.structs, structDifference, label)),
    ...abi.enums.flatMap((decl) => compareType(decl, library.enums, enumDifference, label)),
  ];
}

function compareType<D extends Struct | Enum, T extends { readonly name: string }>(
  decl: D,
  all: readonly T[],
  difference: (decl: D, built: T) => string | undefined,
  label: string,
): readonly AbiFinding[] {
  const { name, location, doc } = decl;
  const seen = { symbol: name, location, doc, change: { kind: 'other' } } as const;
  const described = all.filter((one) => one.name === name);
  if (described.length === 0) {
    return [found(undescribed, { ...seen, message: `${label} has no debug information for ${name}` })];
  }
  return described.flatMap((one) => {
    const words = difference(decl, one);
    return words === undefined ? [] : [found(otherLayout, { ...seen, message: `in ${label}, ${words}` })];
  });
}

/** The first thing that is different: what follows is often its consequence. */
function structDifference(struct: Struct, built: LibraryStruct): string | undefined {
  const { name } = struct;
  for (const field of struct.fields) {
    const other = built.fields.find((one) => one.name === field.name);
    if (other === undefined) return `${name} has no field ${field.name}`;
    if (other.offset !== field.offset) return `${name}.${field.name} is at octet ${other.offset}, not ${field.offset}`;
    if (other.size !== field.size) return `${name}.${field.name} has ${other.size} octets, not ${field.size}`;
  }
  const more = built.fields.find((one) => !struct.fields.some((field) => field.name === one.name));
  if (more !== undefined) return `${name} has the field ${more.name}, which the header does not have`;
  return built.size === struct.size ? undefined : `${name} has ${built.size} octets, not ${struct.size}`;
}

function enumDifference({ name, members }: Enum, built: LibraryEnum): string | undefined {
  for (const member of members) {
    const other = built.members.find((one) => one.name === member.name);
    if (other === undefined) return `${name} has no ${member.name}`;
    // DWARF may have the same 32 bits with or without a sign.
    if (BigInt.asIntN(32, other.value - member.value) !== 0n)
      return `${member.name} is ${other.value}, not ${member.value}`;
  }
  const more = built.members.find((one) => !members.some((member) => member.name === one.name));
  if (more !== undefined) return `${name} has ${more.name}, which the header does not have`;
  return built.size === ENUM_SIZE ? undefined : `${name} has ${built.size} octets, not ${ENUM_SIZE}`;
}

/** C leaves it to the compiler; the static asserts say the same. */
const ENUM_SIZE = 4;

function whole({ label }: BuiltLibrary): { readonly file: string; readonly line: number; readonly column: number } {
  return { file: label, line: 1, column: 1 };
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
