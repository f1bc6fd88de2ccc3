import type { Builtin } from '../../config/config.js';
import type { Abi, Func } from '../../model/abi.js';
import { macro } from '../c/declarations.js';
import { misuse } from '../messages.js';
import { blocks, code } from '../text.js';
import { type GoContext, lowerFirst } from './context.js';
import { comment, docComment } from './doc.js';
import type { GoSource } from './file.js';
import { functionText } from './function.js';
import { type GoSignature, inputList, resultList, signatureOf } from './signature.js';

/** One loaded library as a type, the ways to get one, and the functions that belong to no handle. */
export function librarySource(context: GoContext): GoSource {
  const { abi, config } = context;
  const own = abi.functions.filter((func) => belongsToLibrary(context, func));
  const hasDefault = config.builtins.length > 0;
  return {
    name: lowerFirst(context.names.library).toLowerCase(),
    preamble: [`#cgo CFLAGS: ${cFlags(context)}`, '#cgo linux LDFLAGS: -ldl'],
    imports: config.builtins.map((builtin) => `${context.target.module}/${builtinFolder(context, builtin)}`),
    text: blocks(
      typeText(context),
      hasDefault ? builtinTexts(context) : '',
      loadText(context),
      own.map((func) => {
        const outer = hasDefault ? packageLevelName(context, func) : undefined;
        return outer === undefined
          ? functionText(context, func)
          : blocks(outerText(context, func, outer), functionText(context, func, outer));
      }),
    ),
  };
}

/** What all C of the module is compiled with. Experimental declarations are there only if asked for. */
export function cFlags({ abi }: GoContext): string {
  const declared = [...abi.constants, ...abi.enums, ...abi.structs, ...abi.handles, ...abi.callbacks, ...abi.functions];
  const isExperimental = declared.some(({ doc }) => doc.experimental);
  return `-fvisibility=hidden${isExperimental ? ` -D${macro(abi, 'experimental')}` : ''}`;
}

/** Everything whose receiver is the library itself. */
function belongsToLibrary(context: GoContext, func: Func): boolean {
  const signature = signatureOf(context, func);
  return signature.receiver.type === context.names.library && !signature.packageLevel;
}

export function builtinFolder(context: GoContext, builtin: Builtin): string {
  return `internal/${context.names.library.toLowerCase()}/${packageOf(builtin)}`;
}

export function packageOf(builtin: Builtin): string {
  return builtin.name.replaceAll('-', '');
}

/**
 * What a member of the library is called as a function of the package, for the default library. Members that lost the
 * library's own name (`engine.Kind()`) are none: they say which library it is. Neither are names that something else has.
 */
export function packageLevelName(context: GoContext, func: Func): string | undefined {
  const { abi, names } = context;
  const signature = signatureOf(context, func);
  const words = func.name
    .slice(abi.name.length + 1)
    .split('_')
    .join('');
  if (func.role.kind === 'free' && words.toLowerCase() !== signature.name.toLowerCase()) return undefined;
  return takenNames(abi, context).has(signature.name) || signature.name === names.library ? undefined : signature.name;
}

function takenNames(abi: Abi, { names }: GoContext): ReadonlySet<string> {
  return new Set([
    ...[...abi.handles, ...abi.structs, ...abi.enums, ...abi.callbacks].map(({ name }) => names.type(name)),
    ...abi.constants.map((constant) => names.constant(constant)),
    ...abi.enums.flatMap((decl) => decl.members.map((member) => names.enumMember(decl, member))),
  ]);
}

/** The function of the package: the method of the default library. */
function outerText(context: GoContext, func: Func, name: string): string {
  const signature = signatureOf(context, func);
  const extra = [`It is [${signature.receiver.type}.${name}] of the default ${context.library}.`];
  const returns = signature.results.length > 0 || signature.hasError ? 'return ' : '';
  return code`
    ${docComment(context, name, func.doc, extra, func)}
    func ${name}(${inputList(signature)})${resultList(signature)} {
    	${returns}default${context.names.library}.${name}(${argumentList(signature)})
    }
  `;
}

function argumentList(signature: GoSignature): string {
  return [...(signature.hasContext ? ['ctx'] : []), ...signature.inputs.map(({ name }) => name)].join(', ');
}

function typeText(context: GoContext): string {
  const { library, abi } = context;
  const type = context.names.library;
  return blocks(
    code`
      ${comment([
        `${type} is one loaded library that has the functions of ${abi.header}. Any number of them can be used side by side; what is made with one cannot be passed to another.`,
        `A loaded library stays loaded until the process ends: pointers into it may be anywhere.`,
      ])}
      type ${type} struct {
      	table  C.uintptr_t
      	origin string
      }

      // String names the ${library}: a built-in one by its name, another one by its path.
      func (${library} *${type}) String() string {
      	return ${library}.origin
      }

      // functions gives the table of functions. One that this package did not make has none.
      func (${library} *${type}) functions() C.uintptr_t {
      	if ${library}.table == 0 {
      		panic("${context.target.package}: this ${type} is empty; get one from ${context.config.builtins.length > 0 ? `Default${type} or ` : ''}Load${type}")
      	}
      	return ${library}.table
      }
    `,
  );
}

function builtinTexts(context: GoContext): string {
  const { config, library } = context;
  const type = context.names.library;
  const [first] = config.builtins;
  const variable = (builtin: Builtin): string => `builtin${upperFirst(packageOf(builtin))}`;
  const list = config.builtins.map(({ name }) => `"${name}"`).join(', ');
  return blocks(
    config.builtins.map(
      (builtin) =>
        `var ${variable(builtin)} = &${type}{table: C.uintptr_t(${packageOf(builtin)}.Table()), origin: "${builtin.name}"}`,
    ),
    code`
      // default${type} is what the functions of this package use.
      var default${type} = ${first === undefined ? 'nil' : variable(first)}

      // Default${type} gives the ${library} that the functions of this package use: the built-in one called ${first?.name ?? ''}.
      func Default${type}() *${type} {
      	return default${type}
      }

      // Builtin${type}s lists the names of the libraries that are linked in.
      func Builtin${type}s() []string {
      	return []string{${list}}
      }

      // Builtin${type} gives the library of a name that [Builtin${type}s] lists.
      func Builtin${type}(name string) (*${type}, error) {
      	switch name {
      	${config.builtins.map((builtin) => `case "${builtin.name}":\n\treturn ${variable(builtin)}, nil`)}
      	}
      	return nil, invalid("Builtin${type}", strconv.Quote(name)+" is not built in; one of ${config.builtins.map(({ name }) => name).join(', ')}")
      }
    `,
  );
}

function loadText(context: GoContext): string {
  const { abi, library } = context;
  const type = context.names.library;
  return blocks(
    code`
      // LoadError says why a file is no library that this package can use.
      type LoadError struct {
      	// Path is what was to be loaded.
      	Path string

      	text string
      }

      // Error says what is wrong with the file, and what to do.
      func (e *LoadError) Error() string {
      	return "${context.target.package}: Load${type}: " + e.text
      }
    `,
    code`
      // loaded holds every library that was opened, by the system's handle: the same file is one ${library}.
      var loaded struct {
      	sync.Mutex
      	byHandle map[C.uintptr_t]*${type}
      }

      // Load${type} opens a shared library that exports ${abi.header}, whoever made it. A path without a slash is looked for
      // where the system keeps libraries. It fails with a *[LoadError] if the file cannot be opened, is no such library,
      // has another ABI or lacks a function; nothing stays open then.
      func Load${type}(path string) (*${type}, error) {
      	if strings.IndexByte(path, 0) >= 0 {
      		return nil, &LoadError{Path: path, text: "${misuse.nulInString('path')}"}
      	}
      	cPath := C.CString(path)
      	defer C.free(unsafe.Pointer(cPath))
      	loaded.Lock()
      	defer loaded.Unlock()
      	var message [512]C.char
      	var table, opened C.uintptr_t
      	if C.${context.shim}load(cPath, &table, &opened, &message[0], C.size_t(len(message))) != 0 {
      		return nil, &LoadError{Path: path, text: C.GoString(&message[0])}
      	}
      	if known := loaded.byHandle[opened]; known != nil {
      		C.${context.shim}unload(table, opened)
      		return known, nil
      	}
      	if loaded.byHandle == nil {
      		loaded.byHandle = map[C.uintptr_t]*${type}{}
      	}
      	${library} := &${type}{table: table, origin: path}
      	loaded.byHandle[opened] = ${library}
      	return ${library}, nil
      }
    `,
  );
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
