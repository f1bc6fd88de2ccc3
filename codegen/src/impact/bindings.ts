import type { Config } from '../config/config.js';
import { makeContext } from '../emit/go/context.js';
import { head as goHead, signatureOf as goSignatureOf } from '../emit/go/signature.js';
import { goType } from '../emit/go/types.js';
import { errorClasses, fieldsOfFailure } from '../emit/messages.js';
import { madeBy, receiverOf } from '../emit/napi/crossing.js';
import { makeTsContext } from '../emit/ts/context.js';
import { fieldType } from '../emit/ts/data.js';
import { head as tsHead, signatureOf as tsSignatureOf } from '../emit/ts/signature.js';
import type { Abi, Func } from '../model/abi.js';
import { makeNames } from '../names/names.js';
import type { Language } from './use.js';

/** One name that the generator makes of one declaration. */
export interface Binding {
  readonly language: Exclude<Language, 'c'>;
  /** Which of the names that this declaration has: a twin, an error class. The same on both sides. */
  readonly slot: string;
  /** From the outside in: `Vm.gas`. */
  readonly path: string;
  /** What may stand before its last name in prose. */
  readonly qualifiers: readonly string[];
  /** As callers write it. */
  readonly shown: string;
  /** What a caller has to fit, in words; a change of it is a change for the caller. */
  readonly shape: Shape;
}

export interface Shape {
  /** Getter, method, type: what else than a name it is. */
  readonly kind: string;
  /** By the C name of the parameter. */
  readonly inputs: readonly { readonly parameter: string; readonly type: string }[];
  readonly results: readonly string[];
  /** All of it as the reference shows it. */
  readonly text: string;
}

/** By C name: `pvm_vm_reset`, `PVM_RESULT_OOG`, `pvm_state_t.gas`, `pvm_vm_query_memory(out_end)`. */
export type Bindings = ReadonlyMap<string, readonly Binding[]>;

export function bindingsOf(abi: Abi, config: Config): Bindings {
  const all = new Map<string, Binding[]>();
  const add = (key: string, binding: Binding): void => {
    const there = all.get(key);
    if (there === undefined) all.set(key, [binding]);
    else there.push(binding);
  };
  addTypeScript(abi, config, add);
  addGo(abi, config, add);
  return all;
}

type Add = (key: string, binding: Binding) => void;

function plain(kind: string, text = ''): Shape {
  return { kind, inputs: [], results: text === '' ? [] : [text], text };
}

function addTypeScript(abi: Abi, config: Config, add: Add): void {
  const names = makeNames(abi, config).ts;
  const context = makeTsContext(abi, makeNames(abi, config), config, config.targets.ts ?? { out: '', package: '' });
  const put = (key: string, slot: string, owner: readonly string[], name: string, shape: Shape): void => {
    const [first] = owner;
    add(key, {
      language: 'typescript',
      slot,
      path: first === undefined ? name : `${first}.${name}`,
      qualifiers: owner,
      shown: owner.length === 0 ? name : `${owner.at(-1) ?? ''}.${name}`,
      shape,
    });
  };
  const type = (name: string): void => put(name, 'type', [], names.type(name), plain('type'));
  for (const { name } of [...abi.handles, ...abi.callbacks, ...abi.enums, ...abi.structs]) type(name);
  for (const constant of abi.constants) {
    put(constant.name, 'constant', [], names.constant(constant), plain('constant', String(constant.value)));
  }
  for (const decl of abi.enums) {
    for (const member of decl.members) {
      put(
        member.name,
        'member',
        [names.type(decl.name)],
        names.enumMember(decl, member),
        plain('member', String(member.value)),
      );
      if (decl.errors && member.value !== 0n) put(member.name, 'error', [], names.error(member), plain('class'));
    }
  }
  for (const struct of abi.structs) {
    const owner = names.type(struct.name);
    for (const field of struct.fields.filter(({ isSize }) => !isSize)) {
      const shape = plain('field', fieldType(context, field));
      put(`${struct.name}.${field.name}`, 'field', [owner, decapitalised(owner)], names.field(field), shape);
    }
  }
  for (const [key, status, name, type] of errorFields(abi)) {
    const owner = names.error(status);
    put(key, `error ${status.name}`, [owner], names.output({ name }), plain('field', type));
  }
  for (const func of abi.functions.filter(({ role }) => role.kind !== 'retain')) {
    const signature = tsSignatureOf(context, func);
    const owner = tsOwner(func, names.type, names.library);
    const word = signature.operation.slice(0, -signature.name.length - 1);
    const owners = [...new Set([owner, word])];
    const shape: Shape = {
      kind: signature.kind,
      inputs: signature.inputs.map(({ parameter, type, initial }) => ({
        parameter: parameter.name,
        type: type + (initial === undefined ? '' : '?'),
      })),
      results: signature.outputs.map(({ type }) => type),
      text: tsHead(context, func),
    };
    put(func.name, signature.kind, owners, signature.name, shape);
    if (func.blocking !== undefined) put(func.name, 'twin', owners, names.asyncMethod(func), shape);
    if (signature.outputs.length < 2) continue;
    for (const { parameter, name, type } of signature.outputs) {
      if (parameter === undefined) continue;
      const path = `${owner}.${signature.name}`;
      add(`${func.name}(${parameter.name})`, {
        language: 'typescript',
        slot: 'output',
        path: `${path}.${name}`,
        qualifiers: [path],
        shown: `${signature.operation}().${name}`,
        shape: plain('output', type),
      });
    }
  }
}

function tsOwner(func: Func, type: (name: string) => string, library: string): string {
  const handle = receiverOf(func) ?? madeBy(func);
  return handle === undefined ? library : type(handle);
}

function addGo(abi: Abi, config: Config, add: Add): void {
  const names = makeNames(abi, config).go;
  const target = config.targets.go ?? { out: '', package: abi.name, module: '' };
  const context = makeContext(abi, makeNames(abi, config), config, target);
  const put = (key: string, slot: string, owner: string, name: string, shape: Shape, called = ''): void =>
    add(key, {
      language: 'go',
      slot,
      path: owner === '' ? name : `${owner}.${name}`,
      qualifiers: owner === '' ? [target.package] : [owner, wholeLower(owner)],
      shown: (owner === '' ? `${target.package}.${name}` : `${wholeLower(owner)}.${name}`) + called,
      shape,
    });
  for (const { name } of [...abi.handles, ...abi.callbacks, ...abi.enums, ...abi.structs]) {
    put(name, 'type', '', names.type(name), plain('type'));
  }
  for (const constant of abi.constants) {
    put(constant.name, 'constant', '', names.constant(constant), plain('constant', String(constant.value)));
  }
  for (const decl of abi.enums) {
    for (const member of decl.members) {
      const value = plain('member', String(member.value));
      put(member.name, 'member', '', names.enumMember(decl, member), value);
      if (!decl.errors || member.value === 0n) continue;
      put(member.name, 'error', '', names.error(member), plain('class'));
      put(member.name, 'sentinel', '', names.sentinel(member), plain('value'));
    }
  }
  for (const struct of abi.structs) {
    for (const field of struct.fields.filter(({ isSize }) => !isSize)) {
      const shape = plain('field', goType(context, field.type));
      put(`${struct.name}.${field.name}`, 'field', names.type(struct.name), names.field(field), shape);
    }
  }
  for (const [key, status, name, type] of errorFields(abi)) {
    put(key, `error ${status.name}`, names.error(status), names.output({ name }), plain('field', type));
  }
  for (const func of abi.functions.filter(({ role }) => role.kind !== 'retain')) {
    const signature = goSignatureOf(context, func);
    const shape: Shape = {
      kind: signature.hasContext ? 'with a context' : 'func',
      inputs: signature.inputs.map(({ parameter, type }) => ({ parameter: parameter.name, type })),
      results: [...signature.results.map(({ type }) => type), ...(signature.hasError ? ['error'] : [])],
      text: `func ${goHead(signature)}`,
    };
    if (!signature.packageLevel) put(func.name, 'method', signature.receiver.type, signature.name, shape, '()');
    // Functions of the library also stand in the package, for its default.
    if (receiverOf(func) === undefined) put(func.name, 'func', '', signature.name, shape, '()');
  }
}

/** What failures carry: key, status, name without `out_`, type. */
function errorFields(
  abi: Abi,
): readonly (readonly [string, Abi['enums'][number]['members'][number], string, string])[] {
  return errorClasses(abi).flatMap(({ member }) =>
    abi.functions.flatMap((func) =>
      fieldsOfFailure(func, member.name, abi).map((field) => {
        const parameter = func.parameters.find(({ name }) => name === field.parameter);
        const struct = parameter?.type.kind === 'struct' ? parameter.type.name : '';
        const key = field.field === undefined ? `${func.name}(${field.parameter})` : `${struct}.${field.field}`;
        return [key, member, field.name, field.type.c] as const;
      }),
    ),
  );
}

function decapitalised(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `VM` is `vm`, `VMOptions` is `vmOptions`. */
function wholeLower(name: string): string {
  const capitals = /^[A-Z]+(?![a-z])/.exec(name)?.[0] ?? name.charAt(0);
  return capitals.toLowerCase() + name.slice(capitals.length);
}
