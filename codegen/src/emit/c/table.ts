import type { Builtin } from '../../config/config.js';
import type { Abi, Func } from '../../model/abi.js';
import { code } from '../text.js';
import { declare, macro, memberName, notice, parameterList } from './declarations.js';

/** `pvm_table.h`: the library as a struct of function pointers, so that several libraries fit in one process. */
export function tableHeader(abi: Abi, builtins: readonly Builtin[]): string {
  const guard = macro(abi, 'table_h');
  const members = abi.functions.map((func) => {
    const name = `(*${memberName(func, abi)})(${parameterList(func.parameters)})`;
    return `${declare(func.returns.type.c, name)};`;
  });
  return code`
    ${notice(abi.header)}
    #ifndef ${guard}
    #define ${guard}

    #include "${abi.header}"

    #ifdef __cplusplus
    extern "C" {
    #endif

    /* Every function of one library, in the order of the header. */
    typedef struct ${abi.name}_table {
        ${members}
    } ${abi.name}_table_t;

    ${builtins.map((builtin) => `const ${abi.name}_table_t *${tableGetter(abi, builtin)}(void);`)}

    #ifdef __cplusplus
    }
    #endif

    #endif
  `;
}

export function tableGetter(abi: Abi, builtin: Builtin): string {
  return `${abi.name}_table_of_${identifier(builtin)}`;
}

/** `pvm_table_interpreter.c`: the table of one library that is linked in under its own prefix. */
export function tableSource(abi: Abi, builtin: Builtin): string {
  return code`
    ${notice(abi.header)}
    #include "${prefixFile(abi, builtin)}"
    #include "${abi.name}_table.h"

    static const ${abi.name}_table_t table = {
        ${abi.functions.map((func) => `.${memberName(func, abi)} = ${func.name},`)}
    };

    const ${abi.name}_table_t *${tableGetter(abi, builtin)}(void)
    {
        return &table;
    }
  `;
}

/**
 * `pvm_prefix_interpreter.h`: gives all names of one library a prefix of their own. It must come before everything
 * else in each of the library's files (`-include`, or the first line). `internals` are the names that the library's
 * files share among themselves; the linker sees them as well.
 */
export function prefixHeader(abi: Abi, builtin: Builtin, internals: readonly string[]): string {
  const guard = macro(abi, `prefix_${identifier(builtin)}_h`);
  return code`
    ${notice(abi.header)}
    #ifndef ${guard}
    #define ${guard}

    /* Linked in, not exported; and who calls what is deprecated is not the table's business. */
    #define ${macro(abi, 'api')}
    ${abi.functions.some(({ doc }) => doc.deprecated !== undefined) ? `#define ${macro(abi, 'deprecated')}(message)` : ''}

    ${abi.functions.map((func) => `#define ${func.name} ${prefixed(abi, builtin, func)}`)}

    ${internals.map((name) => `#define ${name} ${builtin.prefix}${name.slice(abi.name.length)}`)}

    #endif
  `;
}

/** The library's own internals: what its files call `pvmi_…`. Types and macros are among them, which does no harm. */
export function internalNames(abi: Abi, texts: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [name] of text.matchAll(new RegExp(`\\b${abi.name}i_[a-z0-9_]+\\b`, 'g'))) names.add(name);
  }
  return [...names].sort();
}

export function prefixFile(abi: Abi, builtin: Builtin): string {
  return `${abi.name}_prefix_${identifier(builtin)}.h`;
}

export function tableFile(abi: Abi, builtin: Builtin): string {
  return `${abi.name}_table_${identifier(builtin)}.c`;
}

function prefixed(abi: Abi, builtin: Builtin, func: Func): string {
  return builtin.prefix + memberName(func, abi);
}

export function identifier(builtin: Builtin): string {
  return builtin.name.replaceAll('-', '_');
}
