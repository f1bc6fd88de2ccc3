import { createHash } from 'node:crypto';
import type { ExpectedOutput, ProgramCase } from '../formats/case.js';
import { Program, Result, Vm } from '../index.js';
import { compareState } from './compare-state.js';
import { type Difference, Differences, NONE } from './difference.js';
import { compareMemory, memorySha256, shortHex } from './machine-memory.js';
import { mapPages } from './map-pages.js';
import { PolicyHost } from './policy-host.js';
import { wanted } from './refused.js';
import { programOptions, type Setting } from './setting.js';

/** Family `programs`: a whole program with its host, from start to exit. */
export function runProgramCase(test: ProgramCase, file: Uint8Array, setting: Setting): readonly Difference[] {
  const { engine } = setting;
  using program = wanted('program', engine, () => load(test, file, setting));
  using vm = wanted('args', engine, () =>
    test.format === 'generic' ? Vm.fromProgram(program) : Vm.fromStandard(program, test.argument),
  );
  test.pages.forEach((pages, index) => {
    wanted(`initial.pages[${index}]`, engine, () => mapPages(vm, pages));
  });
  if (test.registers !== undefined) vm.registers.set(test.registers);
  vm.gas = test.gas;
  const host = new PolicyHost(vm, test.host, engine);
  const result = host.run(test.pc);

  const differences = new Differences();
  differences.add(compareState(vm, engine, result, test.expected));
  differences.add(compareMemory(vm, test.memory));
  differences.number('instructions', test.instructions, test.gas - vm.gas - host.charged);
  differences.number('host_calls', test.hostCalls, BigInt(host.calls));
  differences.check('memory_sha256', test.memorySha256, memorySha256(vm));
  if (test.result !== undefined) differences.add(compareOutput(vm, result, test.result));
  if (test.fileSha256 !== undefined) differences.check('file_sha256', test.fileSha256, sha256(file));
  return differences.list;
}

function load({ format }: ProgramCase, file: Uint8Array, { engine, instructionSet }: Setting): Program {
  const options = programOptions('instruction', instructionSet);
  if (format === 'generic') return Program.parse(file, options, engine);
  return Program.parseStandard(file, format === 'spi+metadata', options, engine);
}

function compareOutput(vm: Vm, result: Result, expected: ExpectedOutput): readonly Difference[] {
  const got = result === Result.Ok ? vm.copyOutput() : undefined;
  const differences = new Differences();
  differences.check('result.length', String(expected.length), got === undefined ? NONE : String(got.length));
  differences.check('result.sha256', expected.sha256, got === undefined ? NONE : sha256(got));
  if (expected.bytes !== undefined && (got === undefined || !Buffer.from(expected.bytes).equals(got))) {
    differences.check('result.bytes', shortHex(expected.bytes), got === undefined ? NONE : shortHex(got));
  }
  return differences.list;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
