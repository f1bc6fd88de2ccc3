import type { Config, GoTarget } from '../../config/config.js';
import type { Abi, Callback, Enum, Field, Func, Handle, Parameter, Struct, Type } from '../../model/abi.js';
import type { GoNames } from '../../names/language.js';
import type { Names } from '../../names/names.js';
import { statusEnum } from '../messages.js';

/** Everything that the Go emitters ask, in one place. */
export interface GoContext {
  readonly abi: Abi;
  readonly names: GoNames;
  readonly config: Config;
  readonly target: GoTarget;
  /** `pvm_go_`: what the C shims are called. */
  readonly shim: string;
  /** Local name of a loaded library: `engine`. */
  readonly library: string;
  readonly status: Enum | undefined;
}

export function makeContext(abi: Abi, names: Names, config: Config, target: GoTarget): GoContext {
  return {
    abi,
    names: names.go,
    config,
    target,
    shim: `${abi.name}_go_`,
    library: lowerFirst(names.go.library),
    status: statusEnum(abi),
  };
}

export function lowerFirst(name: string): string {
  const capitals = /^[A-Z]+(?![a-z])/.exec(name)?.[0] ?? name.charAt(0);
  return capitals.toLowerCase() + name.slice(capitals.length);
}

export function handleOf(context: GoContext, name: string): Handle {
  return found(
    context.abi.handles.find((handle) => handle.name === name),
    name,
  );
}

export function structOf(context: GoContext, name: string): Struct {
  return found(
    context.abi.structs.find((struct) => struct.name === name),
    name,
  );
}

export function enumOf(context: GoContext, name: string): Enum {
  return found(
    context.abi.enums.find((decl) => decl.name === name),
    name,
  );
}

export function callbackOf(context: GoContext, name: string): Callback {
  return found(
    context.abi.callbacks.find((callback) => callback.name === name),
    name,
  );
}

export function funcOf(context: GoContext, name: string): Func {
  return found(
    context.abi.functions.find((func) => func.name === name),
    name,
  );
}

function found<T>(value: T | undefined, name: string): T {
  // The model is checked before it is emitted.
  if (value === undefined) throw new Error(`the model has no ${name}`);
  return value;
}

/** The Go name of an enumerator, wherever it is declared. */
export function enumeratorName(context: GoContext, cName: string): string | undefined {
  for (const decl of context.abi.enums) {
    const member = decl.members.find(({ name }) => name === cName);
    if (member !== undefined) return context.names.enumMember(decl, member);
  }
  return undefined;
}

/** The class that a function hangs on; undefined for members of the library. */
export function receiverOf(func: Func): string | undefined {
  switch (func.role.kind) {
    case 'factory':
      return func.role.receiver;
    case 'destroy':
    case 'retain':
    case 'getter':
    case 'setter':
    case 'method':
      return func.role.handle;
    case 'free':
      return undefined;
  }
}

/** The parameter that is the receiver. */
export function receiverParameter(func: Func): Parameter | undefined {
  const receiver = receiverOf(func);
  const first = func.parameters[0];
  return receiver !== undefined && first?.type.kind === 'handle' && first.type.name === receiver ? first : undefined;
}

/** Parameters that vanish from bindings: lengths, user data, drop functions. */
export function isHidden(parameter: Parameter, func: Pick<Func, 'parameters'>): boolean {
  return (
    parameter.lengthOf.length > 0 ||
    parameter.capacityOf.length > 0 ||
    parameter.filledOf.length > 0 ||
    parameter.isUserData ||
    func.parameters.some(({ destroy }) => destroy === parameter.name)
  );
}

/** A handle's struct that the host reads and writes in place, and the function that gives it. */
export interface LiveStruct {
  readonly struct: Struct;
  readonly getter: Func;
}

export function liveStructOf(context: GoContext, handle: string): LiveStruct | undefined {
  for (const getter of context.abi.functions) {
    const { type, ownership } = getter.returns;
    const receiver = getter.parameters[0];
    if (
      receiverOf(getter) === handle &&
      getter.parameters.length === 1 &&
      type.kind === 'struct' &&
      type.pointer &&
      ownership?.kind === 'borrowed' &&
      ownership.of === receiver?.name
    ) {
      return { struct: structOf(context, type.name), getter };
    }
  }
  return undefined;
}

/** A callback that a handle keeps until it is replaced, and the function that sets it. */
export interface KeptCallback {
  readonly callback: Callback;
  readonly setter: Func;
  /** Field of the Go struct. */
  readonly field: string;
}

export function keptCallbacksOf(context: GoContext, handle: string): readonly KeptCallback[] {
  return context.abi.functions.flatMap((setter) => {
    const receiver = receiverParameter(setter);
    if (receiver === undefined || receiverOf(setter) !== handle) return [];
    return setter.parameters.flatMap(({ type, scope }) => {
      if (type.kind !== 'callback' || scope?.kind !== 'until' || scope.of !== receiver.name) return [];
      const callback = callbackOf(context, type.name);
      return [{ callback, setter, field: lowerFirst(context.names.type(callback.name)) }];
    });
  });
}

/** Can Go and C share the struct's memory? */
export function isPlain(context: GoContext, struct: Struct): boolean {
  return struct.fields.every((field) => !field.isSize && isPlainType(context, field.type));
}

function isPlainType(context: GoContext, type: Type): boolean {
  switch (type.kind) {
    case 'scalar':
    case 'enum':
      return true;
    case 'struct':
      return !type.pointer && isPlain(context, structOf(context, type.name));
    case 'array':
      return type.inline && (type.element.kind !== 'struct' || isPlain(context, structOf(context, type.element.name)));
    default:
      return false;
  }
}

/** Fields that Go users see: the size is set by the binding, lengths belong to their arrays. */
export function visibleFields(struct: Struct): readonly Field[] {
  const lengths = new Set(
    struct.fields.flatMap(({ type }) =>
      type.kind === 'array' && !type.inline && type.length.kind === 'name' ? [type.length.name] : [],
    ),
  );
  return struct.fields.filter(({ isSize, name }) => !isSize && !lengths.has(name));
}
