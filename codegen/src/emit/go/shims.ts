import type { Abi, Callback, Func, Parameter } from '../../model/abi.js';
import { declare, macro, memberName, notice } from '../c/declarations.js';
import { blocks, code } from '../text.js';
import { dropNames, runsPlain, trampolineName, trampolineText } from './callbacks.js';
import { callbackOf, funcOf, type GoContext, keptCallbacksOf, receiverOf } from './context.js';

/**
 * The C between cgo and the table. Handles and the table cross as `uintptr_t`, which cgo doesn't check at run time; a
 * callback crosses as the number of its closure, 0 for none.
 */
export function shimHeader(context: GoContext): string {
  const { abi } = context;
  const guard = macro(abi, 'go_h');
  return code`
    ${notice(abi.header)}
    #ifndef ${guard}
    #define ${guard}

    #include "${abi.name}_table_loader.h"

    #include <stdio.h>
    #include <stdlib.h>

    #define TABLE(table) ((const ${abi.name}_table_t *)(table))

    ${blocks(
      loaderShim(context),
      abi.callbacks.filter((callback) => isUsed(abi, callback)).map((callback) => callbackShim(context, callback)),
      dropShim(context),
      abi.functions.map((func) => functionShim(context, func)),
    )}

    #undef TABLE

    #endif
  `;
}

/** Tables of loaded libraries live as long as the process, unless another load found the same library first. */
function loaderShim(context: GoContext): string {
  const { abi, shim } = context;
  return code`
    static inline int ${shim}load(const char *path, uintptr_t *out_table, uintptr_t *out_library, char *message,
                                  size_t message_size)
    {
        ${abi.name}_table_t *loaded = malloc(sizeof *loaded);
        void *library = NULL;
        if (loaded == NULL || ${abi.name}_table_load(path, loaded, &library, message, message_size) != 0) {
            if (loaded == NULL)
                snprintf(message, message_size, "cannot open %s: out of memory", path);
            free(loaded);
            return -1;
        }
        *out_table = (uintptr_t)loaded;
        *out_library = (uintptr_t)library;
        return 0;
    }

    static inline void ${shim}unload(uintptr_t table, uintptr_t library)
    {
        ${abi.name}_table_unload((void *)library);
        free((void *)table);
    }
  `;
}

/**
 * May it run Go code? cgo is promised that all others never do. A closure with a drop function may be dropped by
 * whatever is done to its handle.
 */
export function callsBack(context: GoContext, func: Func): boolean {
  return (
    runsPlain(context, func) ||
    func.parameters.some(({ type }) => type.kind === 'handle' && hasDrop(context, type.name))
  );
}

function hasDrop(context: GoContext, handle: string): boolean {
  return keptCallbacksOf(context, handle).some(({ setter }) =>
    setter.parameters.some(({ destroy }) => destroy !== undefined),
  );
}

export function shimName(context: GoContext, func: Func): string {
  return context.shim + memberName(func, context.abi);
}

function isUsed(abi: Abi, callback: Callback): boolean {
  return abi.functions.some(({ parameters }) =>
    parameters.some(
      ({ type, closure }) => type.kind === 'callback' && type.name === callback.name && closure !== undefined,
    ),
  );
}

/** The C function that stands for all closures of a type. */
function callbackShim(context: GoContext, callback: Callback): string {
  const name = trampolineName(context, callback);
  const parameters = callback.parameters.map(({ type, name: parameter }) => declare(type.c, parameter)).join(', ');
  const head = declare(callback.returns.type.c, `${name}(${parameters})`);
  if (callback.yields === undefined) return trampolineText(context, callback);
  return code`
    /* The closure does not run here: the run ends, Go calls it without C below, and goes on with its answer. */
    static inline ${head}
    {
        ${callback.parameters.map(({ name: parameter }) => `(void)${parameter};`)}
        return ${callback.yields.answer};
    }
  `;
}

/** C forgets a Go function: one C function does for all types of drop functions, since they all take user data alone. */
function dropShim(context: GoContext): string {
  const drops = context.abi.functions.some((func) => func.parameters.some(({ destroy }) => destroy !== undefined));
  if (!drops) return '';
  const { trampoline, exported } = dropNames(context);
  return code`
    /* In Go: forgets the function that user_data numbers. */
    extern void ${exported}(uintptr_t user_data);

    static inline void ${trampoline}(void *user_data)
    {
        ${exported}((uintptr_t)user_data);
    }
  `;
}

/** Values that a stopped machine tells of its callback; they come back with the result, in the same crossing. */
export interface CallbackValue {
  readonly callback: Callback;
  readonly parameter: Parameter;
  readonly getter: string;
}

export function callbackValues(context: GoContext, func: Func): readonly CallbackValue[] {
  return yieldingCallbacks(context, func).flatMap((callback) =>
    callback.parameters.flatMap((parameter) =>
      parameter.from === undefined ? [] : [{ callback, parameter, getter: parameter.from }],
    ),
  );
}

/** The closures that this function's Go twin must run. */
export function yieldingCallbacks(context: GoContext, func: Func): readonly Callback[] {
  const receiver = receiverOf(func);
  if (receiver === undefined) return [];
  const kept = new Set(keptCallbacksOf(context, receiver).map(({ callback }) => callback.name));
  return func.invokes
    .map((name) => callbackOf(context, name))
    .filter((callback) => callback.yields !== undefined && kept.has(callback.name));
}

function functionShim(context: GoContext, func: Func): string {
  const { abi } = context;
  const values = callbackValues(context, func);
  const parameters = [
    'uintptr_t table',
    ...func.parameters.filter((parameter) => !isDropped(parameter, func)).map(shimParameter),
    ...values.map(({ parameter }) => `${declare(parameter.type.c, `*${parameter.name}`)}`),
  ].join(', ');
  const type = func.returns.type;
  const returned = type.kind === 'handle' ? 'uintptr_t ' : declare(type.c, ' ').trim();
  const call = `TABLE(table)->${memberName(func, abi)}(${func.parameters.map((one) => argument(context, one, func)).join(', ')})`;
  const head = `static inline ${declare(returned, `${shimName(context, func)}(${parameters})`)}`;
  if (values.length > 0) return yieldingShim(context, func, head, call);
  const cast = type.kind === 'handle' ? '(uintptr_t)' : '';
  return code`
    ${head}
    {
        ${type.kind === 'void' ? '' : 'return '}${cast}${call};
    }
  `;
}

function yieldingShim(context: GoContext, func: Func, head: string, call: string): string {
  const [first] = yieldingCallbacks(context, func);
  const receiver = func.parameters[0]?.name ?? '';
  const reads = callbackValues(context, func).map(({ parameter, getter }) => {
    return `*${parameter.name} = TABLE(table)->${memberName(funcOf(context, getter), context.abi)}(${handleFrom(func.parameters[0], receiver)});`;
  });
  return code`
    ${head}
    {
        const ${declare(func.returns.type.c, 'returned')} = ${call};
        if (returned == ${first?.yields?.result ?? '0'}) {
            ${reads}
        }
        return returned;
    }
  `;
}

/** User data and drop functions are the shim's own business. */
export function isDropped(parameter: Parameter, func: Func): boolean {
  return parameter.isUserData || func.parameters.some(({ destroy }) => destroy === parameter.name);
}

function shimParameter(parameter: Parameter): string {
  switch (parameter.type.kind) {
    case 'handle':
      return declare(
        parameter.direction === 'in' || !isDoublePointer(parameter) ? 'uintptr_t' : 'uintptr_t *',
        parameter.name,
      );
    case 'callback':
      return `uintptr_t ${parameter.name}`;
    default:
      return declare(parameter.type.c, parameter.name);
  }
}

/** `T **`: an out-parameter that receives a handle. */
function isDoublePointer(parameter: Parameter): boolean {
  return parameter.direction === 'out';
}

function argument(context: GoContext, parameter: Parameter, func: Func): string {
  switch (parameter.type.kind) {
    case 'handle':
      return parameter.direction === 'out'
        ? `(${parameter.type.name} **)${parameter.name}`
        : handleFrom(parameter, parameter.name);
    case 'callback': {
      const owner = func.parameters.find(({ destroy }) => destroy === parameter.name);
      if (owner !== undefined) return `${owner.name} == 0 ? NULL : ${dropNames(context).trampoline}`;
      const trampoline = trampolineName(context, callbackOf(context, parameter.type.name));
      return `${parameter.name} == 0 ? NULL : ${trampoline}`;
    }
    case 'userData': {
      const owner = func.parameters.find(({ closure }) => closure === parameter.name);
      return owner === undefined ? 'NULL' : `(void *)${owner.name}`;
    }
    default:
      return parameter.name;
  }
}

function handleFrom(parameter: Parameter | undefined, name: string): string {
  return parameter?.type.kind === 'handle' ? `(${parameter.type.name} *)${name}` : name;
}
