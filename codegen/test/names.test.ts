import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Abi, Func } from '../src/model/abi.js';
import { makeNames, type Names } from '../src/names/names.js';
import { camelCase, goExported, goLocal, pascalCase, withoutPrefix, wordsOf } from '../src/names/words.js';
import { checkFile } from './header-on-disk.js';

interface Read {
  readonly abi: Abi;
  readonly names: Names;
}

function read(path: string, name: string, library: string, initialisms: readonly string[] = []): Read {
  const checked = checkFile(join(import.meta.dirname, path), name);
  if (!checked.ok) throw new Error(JSON.stringify(checked.findings));
  return { abi: checked.abi, names: makeNames(checked.abi, { library, initialisms }) };
}

const pvm = read('../../pvm.h', 'pvm', 'Engine');
const shelf = read('fixture/shelf/shelf.h', 'shelf', 'Library', ['ISBN']);

function func({ abi }: Read, name: string): Func {
  const found = abi.functions.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

/** The member that both languages call it, whatever role it has. */
function memberOf({ names }: Read, one: Func, language: 'ts' | 'go'): string {
  const own = names[language];
  switch (one.role.kind) {
    case 'factory':
      return own.factory(one);
    case 'getter':
    case 'setter':
      return own.property(one);
    case 'destroy':
    case 'retain':
    case 'method':
      return own.method(one);
    case 'free':
      return own.free(one);
  }
}

describe('functions', () => {
  it.each([
    ['pvm_program_parse', 'factory', 'parse', 'ParseProgram'],
    ['pvm_vm_create', 'factory', 'create', 'NewVM'],
    ['pvm_vm_from_program', 'factory', 'fromProgram', 'NewVMFromProgram'],
    ['pvm_vm_clone', 'factory', 'clone', 'Clone'],
    ['pvm_vm_get_gas', 'getter', 'gas', 'Gas'],
    ['pvm_vm_set_gas', 'setter', 'gas', 'SetGas'],
    ['pvm_vm_get_register', 'method', 'getRegister', 'Register'],
    ['pvm_vm_get_registers', 'getter', 'registers', 'Registers'],
    ['pvm_vm_execute', 'method', 'execute', 'Execute'],
    ['pvm_vm_destroy', 'destroy', 'destroy', 'Close'],
    ['pvm_vm_get_func_id', 'getter', 'funcId', 'FuncID'],
    ['pvm_abi_version', 'free', 'abiVersion', 'ABIVersion'],
    ['pvm_engine_kind', 'free', 'kind', 'Kind'],
  ])('%s is a %s: %s, %s', (name, role, ts, go) => {
    const one = func(pvm, name);
    expect([one.role.kind, memberOf(pvm, one, 'ts'), memberOf(pvm, one, 'go')]).toEqual([role, ts, go]);
  });

  it('that block have an asynchronous twin', () => {
    expect(pvm.names.ts.asyncMethod(func(pvm, 'pvm_vm_execute'))).toBe('executeAsync');
  });

  it('of another library are named the same way', () => {
    expect(memberOf(shelf, func(shelf, 'shelf_rack_set_is_locked'), 'ts')).toBe('isLocked');
    expect(memberOf(shelf, func(shelf, 'shelf_rack_set_is_locked'), 'go')).toBe('SetIsLocked');
    expect(memberOf(shelf, func(shelf, 'shelf_mean'), 'go')).toBe('Mean');
  });
});

describe('types, constants and members', () => {
  it.each([
    ['pvm_vm_t', 'Vm', 'VM'],
    ['pvm_program_error_t', 'ProgramError', 'ProgramError'],
    ['pvm_host_callback_t', 'HostCallback', 'HostCallback'],
  ])('%s is %s, %s', (name, ts, go) => {
    expect([pvm.names.ts.type(name), pvm.names.go.type(name)]).toEqual([ts, go]);
  });

  it.each([
    ['pvm_result_t', 'PVM_RESULT_OOG', 'Oog', 'ResultOOG'],
    ['pvm_host_result_t', 'PVM_HOST_CONTINUE', 'Continue', 'HostResultContinue'],
    ['pvm_gas_model_t', 'PVM_GAS_MODEL_BLOCK', 'Block', 'GasModelBlock'],
  ])('%s has %s as %s, %s', (name, member, ts, go) => {
    const decl = pvm.abi.enums.find((candidate) => candidate.name === name);
    const found = decl?.members.find((candidate) => candidate.name === member);
    if (decl === undefined || found === undefined) throw new Error(`no ${member}`);
    expect([pvm.names.ts.enumMember(decl, found), pvm.names.go.enumMember(decl, found)]).toEqual([ts, go]);
  });

  it('errors have a class and a value', () => {
    const fault = pvm.abi.enums
      .find(({ errors }) => errors)
      ?.members.find(({ name }) => name === 'PVM_STATUS_PAGE_FAULT');
    if (fault === undefined) throw new Error('no page fault');
    expect([pvm.names.ts.error(fault), pvm.names.go.error(fault), pvm.names.go.sentinel(fault)]).toEqual([
      'PageFaultError',
      'PageFaultError',
      'ErrPageFault',
    ]);
    expect([pvm.names.ts.errorBase, pvm.names.go.errorBase, pvm.names.ts.library]).toEqual([
      'PvmError',
      'Error',
      'Engine',
    ]);
  });

  it('constants keep their capitals in TypeScript only', () => {
    const count = pvm.abi.constants.find(({ name }) => name === 'PVM_REGISTER_COUNT');
    if (count === undefined) throw new Error('no constant');
    expect([pvm.names.ts.constant(count), pvm.names.go.constant(count)]).toEqual(['REGISTER_COUNT', 'RegisterCount']);
  });

  it('fields and parameters lose out_, and step aside for words of the language', () => {
    expect(pvm.names.ts.parameter({ name: 'out_fault_address' })).toBe('faultAddress');
    expect(pvm.names.go.output({ name: 'out_fault_address' })).toBe('FaultAddress');
    expect(shelf.names.go.field({ name: 'isbn' })).toBe('ISBN');
    expect(shelf.names.go.parameter({ name: 'range' })).toBe('range_');
    expect(shelf.names.ts.parameter({ name: 'with' })).toBe('with_');
    expect(shelf.names.ts.parameter({ name: 'range' })).toBe('range');
  });
});

describe('words', () => {
  const initialisms = new Set(['vm', 'id']);

  it('become identifiers of each style', () => {
    expect(wordsOf('PVM__PAGE_FAULT')).toEqual(['pvm', 'page', 'fault']);
    expect(camelCase(['read', 'memory'])).toBe('readMemory');
    expect(pascalCase(['read', 'memory'])).toBe('ReadMemory');
    expect(goExported(['host', 'vm', 'id'], initialisms)).toBe('HostVMID');
    expect(goLocal(['vm', 'id'], initialisms)).toBe('vmID');
  });

  it('lose a prefix only where something is left', () => {
    expect(withoutPrefix(['pvm', 'vm', 'get'], ['pvm', 'vm'])).toEqual(['get']);
    expect(withoutPrefix(['pvm', 'vm'], ['pvm', 'vm'])).toEqual(['pvm', 'vm']);
    expect(withoutPrefix(['pvm'], ['lib'])).toEqual(['pvm']);
  });
});
