import type { Abi } from '../../model/abi.js';
import { code } from '../text.js';
import { macro, memberName, notice } from './declarations.js';

/** `pvm_table_loader.h` and `.c`: fills a table from a shared library, whoever made it. */
export function loaderHeader(abi: Abi): string {
  const guard = macro(abi, 'table_loader_h');
  const name = abi.name;
  return code`
    ${notice(abi.header)}
    #ifndef ${guard}
    #define ${guard}

    #include "${name}_table.h"

    #include <stddef.h>

    #ifdef __cplusplus
    extern "C" {
    #endif

    /*
     * Opens a shared library and fills the table with its functions. Returns 0, or -1 with a sentence in message: the
     * file cannot be opened, is no ${name} library, has another ABI, or lacks a function. Then nothing stays open.
     */
    int ${name}_table_load(const char *path, ${name}_table_t *out_table, void **out_library, char *message,
                       size_t message_size);

    /* Closes a library. None of its functions may be called afterwards, and no handle of it may be alive. */
    void ${name}_table_unload(void *library);

    #ifdef __cplusplus
    }
    #endif

    #endif
  `;
}

export function loaderSource(abi: Abi): string {
  const name = abi.name;
  return code`
    ${notice(abi.header)}
    #ifndef _GNU_SOURCE
    #define _GNU_SOURCE
    #endif
    #include "${name}_table_loader.h"

    #include <dlfcn.h>
    #include <stdio.h>
    #include <string.h>

    /* Last part of a path: what users know the library by. */
    static const char *name_of(const char *path)
    {
        const char *slash = strrchr(path, '/');
        return slash == NULL ? path : slash + 1;
    }

    /* ISO C has no way from an object pointer to a function pointer; POSIX promises that copying the bits does it. */
    static int find(void *library, const char *symbol, void *function)
    {
        void *address = dlsym(library, symbol);
        if (address == NULL)
            return 0;
        memcpy(function, &address, sizeof address);
        return 1;
    }

    ${abiCheck(abi)}

    /* The first symbol that is missing, NULL if all are there. */
    static const char *fill(void *library, ${name}_table_t *table)
    {
        ${abi.functions.map((func) =>
          [`if (!find(library, "${func.name}", &table->${memberName(func, abi)}))`, `    return "${func.name}";`].join(
            '\n',
          ),
        )}
        return NULL;
    }

    int ${name}_table_load(const char *path, ${name}_table_t *out_table, void **out_library, char *message,
                       size_t message_size)
    {
        /* dlopen takes an empty path for the program itself. */
        if (path[0] == '\\0') {
            snprintf(message, message_size, "cannot open a library without a name: the path is empty");
            return -1;
        }
        void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        if (library == NULL) {
            const char *reason = dlerror();
            snprintf(message, message_size, "cannot open %s: %s", path, reason == NULL ? "unknown reason" : reason);
            return -1;
        }
        ${
          hasAbi(abi)
            ? [
                'if (!check_abi(library, path, message, message_size)) {',
                '    dlclose(library);',
                '    return -1;',
                '}',
              ]
            : []
        }
        ${name}_table_t table;
        const char *missing = fill(library, &table);
        if (missing != NULL) {
            snprintf(message, message_size, "%s lacks the function %s; it is incomplete, or older than this package",
                     name_of(path), missing);
            dlclose(library);
            return -1;
        }
        *out_table = table;
        *out_library = library;
        return 0;
    }

    void ${name}_table_unload(void *library)
    {
        if (library != NULL)
            dlclose(library);
    }
  `;
}

/** Libraries say their ABI through a function and two macros; one without them is taken as it is. */
function hasAbi(abi: Abi): boolean {
  const macros = new Set(abi.constants.map(({ name }) => name));
  return (
    abi.functions.some(({ name }) => name === `${abi.name}_abi_version`) &&
    macros.has(macro(abi, 'abi_major')) &&
    macros.has(macro(abi, 'abi_minor'))
  );
}

function abiCheck(abi: Abi): string {
  if (!hasAbi(abi)) return '';
  const major = macro(abi, 'abi_major');
  const minor = macro(abi, 'abi_minor');
  return code`
    /* Major parts must be equal, and the library must have at least the minor part that this package knows. */
    static int check_abi(void *library, const char *path, char *message, size_t message_size)
    {
        uint32_t (*abi_version)(void);
        if (!find(library, "${abi.name}_abi_version", &abi_version)) {
            snprintf(message, message_size, "%s exports no ${abi.name}_abi_version: not a ${abi.name} library", name_of(path));
            return 0;
        }
        const unsigned version = abi_version();
        const unsigned major = version >> 16;
        const unsigned minor = version & 0xffff;
        /* Compared this way round because the minor part may be 0. */
        if (major == ${major} && minor + 1 > ${minor})
            return 1;
        char needed[32];
        if (${minor} == 0)
            snprintf(needed, sizeof needed, "%u.x", (unsigned)${major});
        else
            snprintf(needed, sizeof needed, "%u.%u or a later %u.x", (unsigned)${major}, (unsigned)${minor}, (unsigned)${major});
        snprintf(message, message_size, "%s has ABI %u.%u, this package needs %s; use a matching library or package",
                 name_of(path), major, minor, needed);
        return 0;
    }
  `;
}
