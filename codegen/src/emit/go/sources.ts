import { basename, dirname, join } from 'node:path/posix';
import type { Builtin, SourceFile } from '../../config/config.js';
import { notice } from '../c/declarations.js';
import { loaderFiles } from '../c/emit-c.js';
import {
  internalNames,
  prefixFile,
  prefixHeader,
  tableFile,
  tableGetter,
  tableHeader,
  tableSource,
} from '../c/table.js';
import type { EmittedFile } from '../emitter.js';
import { blocks, code } from '../text.js';
import type { GoContext } from './context.js';
import { builtinFolder, cFlags, packageOf } from './library.js';
import { shimHeader } from './shims.js';

/** The C of the package itself: the header, the table, its loader, and the functions between cgo and the table. */
export function packageSources(context: GoContext): readonly EmittedFile[] {
  const { abi, config, target } = context;
  return [
    headerCopy(context, target.out),
    ...loaderFiles(abi, config, target.out),
    { path: `${target.out}/${abi.name}_go.h`, text: shimHeader(context) },
  ];
}

/**
 * Each library that is linked in is a package of its own, so that its flags and its names stay its own: cgo compiles all C
 * files of a package's folder, and no others.
 */
export function builtinSources(context: GoContext, builtin: Builtin): readonly EmittedFile[] {
  const { abi, target } = context;
  const folder = `${target.out}/${builtinFolder(context, builtin)}`;
  const names = flatNames(builtin.files, abi.header);
  return [
    headerCopy(context, folder),
    { path: `${folder}/${abi.name}_table.h`, text: tableHeader(abi, [builtin]) },
    {
      path: `${folder}/${prefixFile(abi, builtin)}`,
      text: prefixHeader(
        abi,
        builtin,
        internalNames(
          abi,
          builtin.files.map(({ text }) => text),
        ),
      ),
    },
    { path: `${folder}/${tableFile(abi, builtin)}`, text: tableSource(abi, builtin) },
    ...builtin.files.map((file) => sourceCopy(context, builtin, folder, file, names)),
    { path: `${folder}/${packageOf(builtin)}.gen.go`, text: goText(context, builtin) },
  ];
}

function headerCopy({ abi, config }: GoContext, folder: string): EmittedFile {
  return { path: `${folder}/${abi.header}`, text: `${notice(abi.header)}\n${config.headerText}` };
}

const INCLUDE = /^(\s*#\s*include\s*)"([^"\n]+)"/gm;

/**
 * File names in one folder; two files of one name keep their folder's. A `.c` that another file includes is a part of that
 * one: as a `.h` it is not compiled a second time.
 */
function flatNames(files: readonly SourceFile[], header: string): ReadonlyMap<string, string> {
  const used = new Set([header]);
  const parts = new Set(
    files.flatMap(({ path, text }) => [...text.matchAll(INCLUDE)].map(([, , file = '']) => join(dirname(path), file))),
  );
  return new Map(
    files.map(({ path }) => {
      const own = parts.has(path) && path.endsWith('.c') ? `${path}.h` : path;
      const name = used.has(basename(own)) ? own.replaceAll('/', '_') : basename(own);
      used.add(name);
      return [path, name];
    }),
  );
}

/** A copy beside all others: includes name files of the same folder, and what is compiled gets the library's prefix. */
function sourceCopy(
  { abi }: GoContext,
  builtin: Builtin,
  folder: string,
  { path, text }: SourceFile,
  names: ReadonlyMap<string, string>,
): EmittedFile {
  const own = names.get(path) ?? basename(path);
  const flat = text.replace(INCLUDE, (line, start: string, included: string) => {
    const name = names.get(join(dirname(path), included)) ?? basename(included);
    const known = name === abi.header || [...names.values()].includes(name);
    return known ? `${start}"${name}"` : line;
  });
  const head = `/* Code generated from ${abi.header} by pvm-codegen. DO NOT EDIT. A copy of ${path}: change that one. */`;
  const prefix = own.endsWith('.c') ? `#include "${prefixFile(abi, builtin)}"\n` : '';
  return { path: `${folder}/${own}`, text: `${head}\n${prefix}${flat}` };
}

function goText(context: GoContext, builtin: Builtin): string {
  const { abi } = context;
  const text = blocks(
    `// Code generated from ${abi.header} by pvm-codegen. DO NOT EDIT.`,
    code`
      // Package ${packageOf(builtin)} holds one library that is linked in, with names of its own so that several fit into one program.
      package ${packageOf(builtin)}
    `,
    code`
      /*
      #cgo CFLAGS: -O2 ${cFlags(context)}

      #include "${abi.name}_table.h"
      */
      import "C"
    `,
    'import "unsafe"',
    code`
      // Table gives the address of the library's table of functions.
      func Table() uintptr {
      	return uintptr(unsafe.Pointer(C.${tableGetter(abi, builtin)}()))
      }
    `,
  );
  return `${text}\n`;
}
