import type { Parameter, Return, Role } from '../model/abi.js';

/** A function before it has a role. */
export interface Rough {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: Return;
}

export interface Handles {
  /** `pvm` */
  readonly library: string;
  readonly all: readonly { readonly name: string; readonly destroy: string; readonly retain?: string }[];
}

/** What each function is in an object-oriented language, by name. Setters need to know all getters, so all at once. */
export function rolesOf(functions: readonly Rough[], handles: Handles): ReadonlyMap<string, Role> {
  const roles = new Map(functions.map((func) => [func.name, firstRole(func, handles)]));
  for (const func of functions) {
    const setter = setterOf(func, functions, roles, handles);
    if (setter !== undefined) roles.set(func.name, setter);
  }
  return roles;
}

function firstRole(func: Rough, handles: Handles): Role {
  const freed = handles.all.find(({ destroy }) => destroy === func.name);
  if (freed !== undefined) return { kind: 'destroy', handle: freed.name };
  const kept = handles.all.find(({ retain }) => retain === func.name);
  if (kept !== undefined) return { kind: 'retain', handle: kept.name };
  const receiver = receiverOf(func);
  const made = madeBy(func);
  if (made !== undefined) {
    // `pvm_vm_from_program(program)` is the machine's, `pvm_vm_clone(vm)` hangs on the machine it clones.
    const hangs = receiver !== undefined && func.name.startsWith(`${stem(receiver)}_`);
    return { kind: 'factory', handle: made, ...(hangs ? { receiver } : {}) };
  }
  if (receiver === undefined) return { kind: 'free' };
  const property = propertyOf(func, receiver, 'get');
  return property !== undefined && givesOne(func)
    ? { kind: 'getter', handle: receiver, property }
    : { kind: 'method', handle: receiver };
}

/** One value for the receiver alone: what the function returns, or its only output. */
function givesOne({ parameters: [, output, ...rest], returns }: Rough): boolean {
  if (output === undefined) return returns.type.kind !== 'void';
  const isValue = output.type.kind === 'scalar' || output.type.kind === 'enum' || output.type.kind === 'struct';
  return rest.length === 0 && output.direction !== 'in' && isValue;
}

function setterOf(
  func: Rough,
  functions: readonly Rough[],
  roles: ReadonlyMap<string, Role>,
  handles: Handles,
): Role | undefined {
  const role = roles.get(func.name);
  const value = func.parameters[1];
  if (role?.kind !== 'method' || func.parameters.length !== 2 || value?.direction !== 'in') return undefined;
  const property = propertyOf(func, role.handle, 'set');
  if (property === undefined || !handles.all.some(({ name }) => name === role.handle)) return undefined;
  const getter = functions.find(({ name }) => name === `${stem(role.handle)}_get_${property}`);
  // One that can fail, with an output for its value, is no counterpart of a value.
  const isPair = getter?.parameters.length === 1 && roles.get(getter.name)?.kind === 'getter';
  return isPair ? { kind: 'setter', handle: role.handle, property } : undefined;
}

/** The handle of the first parameter, unless the function takes it away. */
function receiverOf({ parameters: [first] }: Rough): string | undefined {
  if (first?.type.kind !== 'handle' || first.direction === 'out' || first.ownership?.kind === 'transfer')
    return undefined;
  return first.type.name;
}

/** The handle that the caller owns afterwards. */
function madeBy({ parameters, returns }: Rough): string | undefined {
  if (returns.type.kind === 'handle' && returns.ownership?.kind === 'owned') return returns.type.name;
  const out = parameters.find(({ direction, ownership, type }) => {
    return direction === 'out' && ownership?.kind === 'owned' && type.kind === 'handle';
  });
  return out?.type.kind === 'handle' ? out.type.name : undefined;
}

function propertyOf(func: Rough, handle: string, verb: 'get' | 'set'): string | undefined {
  const prefix = `${stem(handle)}_${verb}_`;
  return func.name.startsWith(prefix) ? func.name.slice(prefix.length) : undefined;
}

function stem(handle: string): string {
  return handle.replace(/_t$/, '');
}
