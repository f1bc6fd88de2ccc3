import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitSwig } from '../src/emit/swig/emit-swig.js';
import { makeNames } from '../src/names/names.js';
import { casesOf, emitCase, expectedPath, GOLDEN, NAME, Workshop } from './golden-case.js';
import { checkFile } from './header-on-disk.js';

const CASES = ['swig-buffers', 'swig-handles', 'swig-outputs'];
const ROOT = join(import.meta.dirname, '../..');

it('has these golden cases', () => {
  expect(casesOf('swig-')).toEqual(CASES);
});

describe.each(CASES)('%s', (name) => {
  const { files } = emitCase(name, [emitSwig], { swig: { out: '.' } });

  it('writes what is expected', async () => {
    expect(files.map(({ path }) => path)).toEqual(['./demo.i']);
    await expect(files[0]?.text).toMatchFileSnapshot(expectedPath(name, `${NAME}.i`));
  });

  it.each(['python', 'java', 'lua', 'ruby', 'csharp'])('is read by SWIG for %s without a word', (language) => {
    using shop = new Workshop().add(files);
    cpSync(join(GOLDEN, name, 'input.h'), join(shop.folder, `${NAME}.h`));
    expect(shop.run('swig', [`-${language}`, '-o', 'wrap.c', `${NAME}.i`])).toEqual({ status: 0, output: '' });
  });
});

const include = new Workshop()
  .run('python3', ['-c', 'import sysconfig; print(sysconfig.get_paths()["include"])'])
  .output.trim();
const hasPython = include !== '' && new Workshop().run('test', ['-f', `${include}/Python.h`]).status === 0;
const WHY_NOT = 'python3 has no headers here: apt install python3-dev';

/** Builds a Python module from the interface, and C sources. */
function build(name: string, header: string, sources: readonly string[]): Workshop {
  const checked = checkFile(header, name);
  if (!checked.ok) throw new Error('refused');
  const config = {
    header: `${name}.h`,
    library: 'Library',
    targets: { swig: { out: '.' } },
    builtins: [],
    headerText: '',
  };
  const shop = new Workshop().add(emitSwig(checked.abi, makeNames(checked.abi, config), config));
  const folder = join(header, '..');
  expect(shop.run('swig', ['-python', `-I${folder}`, '-o', 'wrap.c', `${name}.i`])).toEqual({ status: 0, output: '' });
  const flags = ['-shared', '-fPIC', '-w', '-D_DEFAULT_SOURCE', `-I${folder}`, `-I${include}`, 'wrap.c', ...sources];
  expect(shop.run('gcc', [...flags, '-o', `_${name}.so`])).toEqual({ status: 0, output: '' });
  return shop;
}

/** Runs a Python program beside the module, line by line. */
function python(shop: Workshop, program: string): readonly string[] {
  const { status, output } = shop.run('python3', ['-c', program]);
  expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  return output.trimEnd().split('\n');
}

describe.skipIf(!hasPython)(`a Python module of the interpreter${hasPython ? '' : `: skipped, ${WHY_NOT}`}`, () => {
  let shop: Workshop;
  beforeAll(() => {
    const core = readdirSync(join(ROOT, 'core')).filter((file) => file.endsWith('.c'));
    shop = build(
      'pvm',
      join(ROOT, 'pvm.h'),
      core.map((file) => join(ROOT, 'core', file)),
    );
  }, 300_000);
  afterAll(() => shop[Symbol.dispose]());

  it('parses, creates, executes, and reads the state in place', () => {
    const lines = python(
      shop,
      `
import pvm
error = pvm.pvm_program_error_t()
status, program = pvm.pvm_program_parse(bytes([0, 0, 3, 200, 0x87, 9, 1]), None, error)
assert status == pvm.PVM_STATUS_OK
status, vm = pvm.pvm_vm_from_program(program, None)
state = pvm.pvm_vm_get_state(vm)
pvm.pvm_uint64_array_setitem(state.registers, 7, 40)
pvm.pvm_uint64_array_setitem(state.registers, 8, 2)
state.gas = 100
result = pvm.pvm_vm_execute(vm, 0)
print(pvm.pvm_result_name(result), pvm.pvm_uint64_array_getitem(state.registers, 9), state.gas, pvm.pvm_vm_get_gas(vm))
print(pvm.pvm_program_disassemble(program, 0, pvm.PVM_MAX_INSTRUCTION_TEXT))
print(pvm.pvm_vm_query_memory(vm, 0x10000))
`,
    );
    expect(lines).toEqual(['panic 42 98 98', "[0, 'add_64 r9, r7, r8', 17, 3]", '[0, 0, 4294967296]']);
  });

  it('tells what is wrong with a blob, and reads and writes memory', () => {
    const lines = python(
      shop,
      `
import pvm
error = pvm.pvm_program_error_t()
print(pvm.pvm_program_parse(b'\\xff', None, error)[0] == pvm.PVM_STATUS_BAD_PROGRAM, error.message != '')
vm = pvm.pvm_vm_create(7, b'', b'', 0)
print(pvm.pvm_vm_get_service_index(vm), pvm.pvm_vm_map_memory(vm, 0x10000, 4096, pvm.PVM_ACCESS_READ_WRITE))
print(pvm.pvm_vm_write_memory(vm, 0x10ffe, b'ab'), pvm.pvm_vm_write_memory(vm, 0x10fff, b'ab'))
buffer = bytearray(2)
print(pvm.pvm_vm_read_memory(vm, 0x10ffe, buffer), bytes(buffer))
print(pvm.pvm_vm_destroy(vm), vm.thisown)
`,
    );
    expect(lines).toEqual(['True True', '7 0', '[0, 0] [4, 69632]', "[0, 0] b'ab'", '0 False']);
  });
});

describe.skipIf(!hasPython)(`a Python module of the shelf${hasPython ? '' : `: skipped, ${WHY_NOT}`}`, () => {
  let shop: Workshop;
  beforeAll(() => {
    const folder = join(import.meta.dirname, 'fixture/shelf');
    shop = build('shelf', join(folder, 'shelf.h'), [join(folder, 'shelf.c')]);
  });
  afterAll(() => shop[Symbol.dispose]());

  it('gives outputs behind results, and destroys what nobody holds', () => {
    const lines = python(
      shop,
      `
import array, shelf
status, catalog = shelf.shelf_catalog_parse('1;0;1999;B\\n2;1;-500;A\\n7;2;2000;C', None)
print(status, shelf.shelf_catalog_get_count(catalog), shelf.shelf_catalog_get_name(catalog))
error = shelf.shelf_record_error_t()
print(shelf.shelf_catalog_parse('x', error), error.line, error.message)
status, rack = shelf.shelf_rack_from_catalog(catalog, None)
del catalog
print(shelf.shelf_rack_find(rack, 'A', shelf.shelf_format_t()))
print(shelf.shelf_rack_find(rack, 'AA', shelf.shelf_format_t()))
print(shelf.shelf_rack_describe(rack, 100))
status, other = shelf.shelf_rack_clone(rack)
print(shelf.shelf_rack_absorb(rack, other), other.thisown, shelf.shelf_rack_get_count(rack))
counters = shelf.shelf_rack_get_counters(rack)
print(counters.balance, [shelf.shelf_uint32_array_getitem(counters.by_genre, i) for i in range(3)])
print(shelf.shelf_mean(array.array('f', [1, 2, 6])))
numbers = array.array('d', [1, 2])
shelf.shelf_scale(numbers, 3)
print(list(numbers))
`,
    );
    expect(lines).toEqual([
      '0 3 None',
      '[4, None] 1 the id is no number',
      '[0, 2, 1, False, 0]',
      '[3, 0, 0, False, 1]',
      "[0, '1. B (1999)\\n2. A (-500)\\n3. C (2000)\\n', 36]",
      '0 False 6',
      '3 [2, 2, 2]',
      '3.0',
      '[3.0, 6.0]',
    ]);
  });
});
