import { compareLibrary } from '../diff/artifacts.js';
import type { Library } from '../elf/library.js';
import { readLibrary } from '../elf/read.js';
import type { Abi, Enum, Func, Struct } from '../model/abi.js';
import { readHeader } from './header.js';
import { refused, type SideOptions, type SideResult } from './side.js';

/** `libpvm.so+pvm.h`: a built library, and the header that says what its symbols mean. */
export const LIBRARY_SIDE = /^(?<library>.+\.so[^+]*)\+(?<header>[^+]+\.h)$/;

/** The header, as far as the library keeps to it: what it does not export is hidden, and types have its layout. */
export async function readWithHeader(library: string, header: string, options: SideOptions): Promise<SideResult> {
  const read = await readHeader({ path: header, label: header }, options);
  if (!read.ok) return read;
  const { abi } = read.side;
  const built = await readLibrary(library, `${abi.name}_`);
  if (built.kind !== 'read') return refused(built.problem);
  const label = `${library}+${header}`;
  const differences = compareLibrary(abi, { label: library, library: built.library });
  const remarks = differences.map(({ rule, location, message, advice }) => {
    return { rule, severity: 'error' as const, location, message, fix: advice };
  });
  return {
    ok: true,
    side: { ...read.side, label, abi: asBuilt(abi, built.library), remarks: [...read.side.remarks, ...remarks] },
  };
}

function asBuilt(abi: Abi, library: Library): Abi {
  const exported = new Set(library.symbols.map(({ name }) => name));
  return {
    ...abi,
    functions: abi.functions.map((func): Func => (exported.has(func.name) ? func : { ...func, unexported: true })),
    structs: abi.structs.map((struct) => structAsBuilt(struct, library)),
    enums: abi.enums.map((decl) => enumAsBuilt(decl, library)),
  };
}

/** Fields that only the library has are not told: nobody knows what they mean. The size tells that they are there. */
function structAsBuilt(struct: Struct, { structs }: Library): Struct {
  const built = structs.find(({ name }) => name === struct.name);
  if (built === undefined) return struct;
  const fields = struct.fields.flatMap((field) => {
    const other = built.fields.find(({ name }) => name === field.name);
    return other === undefined ? [] : [{ ...field, offset: other.offset, size: other.size }];
  });
  return { ...struct, fields, size: built.size };
}

function enumAsBuilt(decl: Enum, { enums }: Library): Enum {
  const built = enums.find(({ name }) => name === decl.name);
  if (built === undefined) return decl;
  const members = decl.members.flatMap((member) => {
    const other = built.members.find(({ name }) => name === member.name);
    return other === undefined ? [] : [{ ...member, value: other.value }];
  });
  return { ...decl, members };
}
