// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
import { checkBigint, checkFields, checkInteger } from './checks.js';
import { readText, type Views, viewsOf } from './native.js';
import type { Block, Complete, ProgramError, ProgramInfo, ProgramOptions, Trap, VmOptions } from './structs.js';

/** A checked copy of what a user gives. */
export function takeProgramOptions(operation: string, name: string, value: ProgramOptions): Complete<ProgramOptions> {
  checkFields(operation, name, value, ['instructionSet', 'gasModel', 'compile']);
  const taken = {
    instructionSet: value.instructionSet ?? 0,
    gasModel: value.gasModel ?? 0,
    compile: value.compile ?? 0,
  };
  checkInteger(operation, `${name}.instructionSet`, taken.instructionSet, 0, 0xffff_ffff);
  checkInteger(operation, `${name}.gasModel`, taken.gasModel, 0, 0xffff_ffff);
  checkInteger(operation, `${name}.compile`, taken.compile, 0, 0xffff_ffff);
  return taken;
}

export function putProgramOptions(views: Views, at: number, value: Complete<ProgramOptions>): void {
  views.u32[at >> 2] = 16;
  views.u32[(at >> 2) + 1] = value.instructionSet;
  views.u32[(at >> 2) + 2] = value.gasModel;
  views.u32[(at >> 2) + 3] = value.compile;
}

export function readProgramError(views: Views, at: number): ProgramError {
  return Object.freeze({
    offset: views.u64[at >> 3] ?? 0n,
    defect: views.u32[(at >> 2) + 2] ?? 0,
    line: views.u32[(at >> 2) + 3] ?? 0,
    message: readText(views, at + 16, 120),
  });
}

export function readProgramInfo(views: Views, at: number): ProgramInfo {
  return Object.freeze({
    instructionSet: views.u32[(at >> 2) + 1] ?? 0,
    gasModel: views.u32[(at >> 2) + 2] ?? 0,
    isStandard: views.u32[(at >> 2) + 3] ?? 0,
    isValid: views.u32[(at >> 2) + 4] ?? 0,
    jumpEntrySize: views.u32[(at >> 2) + 5] ?? 0,
    jumpTableLen: views.u64[(at >> 3) + 3] ?? 0n,
    codeLen: views.u64[(at >> 3) + 4] ?? 0n,
    instructionCount: views.u64[(at >> 3) + 5] ?? 0n,
    blockCount: views.u64[(at >> 3) + 6] ?? 0n,
    nativeLen: views.u64[(at >> 3) + 7] ?? 0n,
    prepareTime: views.u64[(at >> 3) + 8] ?? 0n,
    readOnlyLen: views.u64[(at >> 3) + 9] ?? 0n,
    readWriteLen: views.u64[(at >> 3) + 10] ?? 0n,
    metadataLen: views.u64[(at >> 3) + 11] ?? 0n,
    heapPages: views.u32[(at >> 2) + 24] ?? 0,
    stackSize: views.u32[(at >> 2) + 25] ?? 0,
    compileTime: views.u64[(at >> 3) + 13] ?? 0n,
    compile: views.u32[(at >> 2) + 28] ?? 0,
  });
}

export function readBlock(views: Views, at: number): Block {
  return Object.freeze({
    start: views.u64[at >> 3] ?? 0n,
    end: views.u64[(at >> 3) + 1] ?? 0n,
    instructionCount: views.u64[(at >> 3) + 2] ?? 0n,
    gasCost: views.u64[(at >> 3) + 3] ?? 0n,
  });
}

export function unpackBlock(octets: Uint8Array<ArrayBuffer>, length: number): readonly Block[] {
  const views = viewsOf(octets.buffer);
  return Object.freeze(Array.from({ length }, (_, index) => readBlock(views, index * 32)));
}

export function readTrap(views: Views, at: number): Trap {
  return Object.freeze({
    pc: views.u64[at >> 3] ?? 0n,
    kind: views.u32[(at >> 2) + 2] ?? 0,
    address: views.u32[(at >> 2) + 3] ?? 0,
  });
}

/** A checked copy of what a user gives. */
export function takeVmOptions(operation: string, name: string, value: VmOptions): Complete<VmOptions> {
  checkFields(operation, name, value, ['serviceIndex', 'memoryLimit', 'memoryMode']);
  const taken = {
    serviceIndex: value.serviceIndex ?? 0,
    memoryLimit: value.memoryLimit ?? 0n,
    memoryMode: value.memoryMode ?? 0,
  };
  checkInteger(operation, `${name}.serviceIndex`, taken.serviceIndex, 0, 0xffff_ffff);
  checkBigint(operation, `${name}.memoryLimit`, taken.memoryLimit, 0n, 0xffff_ffff_ffff_ffffn);
  checkInteger(operation, `${name}.memoryMode`, taken.memoryMode, 0, 0xffff_ffff);
  return taken;
}

export function putVmOptions(views: Views, at: number, value: Complete<VmOptions>): void {
  views.u32[at >> 2] = 24;
  views.u32[(at >> 2) + 1] = value.serviceIndex;
  views.u64[(at >> 3) + 1] = value.memoryLimit;
  views.u32[(at >> 2) + 4] = value.memoryMode;
}
