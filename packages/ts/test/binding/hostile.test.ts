import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  builtinEngine,
  DestroyedError,
  defaultEngine,
  Engine,
  InvalidArgumentError,
  loadEngine,
  Program,
  Result,
  State,
  Vm,
} from '../../src/index.js';

// What no type checker lets through, and no machine may suffer from.

const LIBRARY = fileURLToPath(new URL('../../../../core/build/libpvm_interpreter.so', import.meta.url));

function programOf(source: string, engine = defaultEngine()): Program {
  return Program.parse(engine.assemble(source, 0), null, engine);
}

function vmOf(source = 'trap\n'): Vm {
  const vm = Vm.fromProgram(programOf(source));
  vm.gas = 100n;
  return vm;
}

/** For arguments of types that are not allowed. */
// biome-ignore lint/suspicious/noExplicitAny: the very point
function anything(value: unknown): any {
  return value;
}

describe('a getter of the options', () => {
  it('that destroys the machine does not bring it back to life', async () => {
    const vm = vmOf();
    const options = {
      get signal(): undefined {
        vm.destroy();
        return undefined;
      },
    };
    await expect(vm.executeAsync(0n, options)).rejects.toThrow(DestroyedError);
    const next = vmOf();
    expect(() => vm.gas).toThrow(DestroyedError);
    expect(next.gas).toBe(100n);
  });

  it('that starts a run of its own makes the outer one refuse', async () => {
    const vm = vmOf();
    const inner: Promise<Result>[] = [];
    const options = {
      get signal(): undefined {
        inner.push(vm.executeAsync(0n));
        return undefined;
      },
    };
    await expect(vm.executeAsync(0n, options)).rejects.toMatchObject({ code: 'BUSY' });
    expect(await inner[0]).toBe(Result.Panic);
    expect(vm.execute(0n)).toBe(Result.Panic);
  });

  it('that destroys the program makes no machine of another one', () => {
    const program = programOf('trap\n');
    const options = {
      get serviceIndex(): number {
        program.destroy();
        programOf('fallthrough\n');
        return 1;
      },
    };
    expect(() => Vm.fromProgram(program, options)).toThrow(DestroyedError);
  });
});

describe('an array', () => {
  function liar(): DataView {
    return Object.defineProperties(new DataView(new ArrayBuffer(8)), {
      length: { value: 64 },
      [Symbol.toStringTag]: { value: 'Uint8Array' },
    });
  }

  it.each([
    ['a view that calls itself one', liar],
    ['a proxy of one', () => new Proxy(new Uint8Array(8), {})],
    ['an object that inherits from its class', () => Object.create(Uint8Array.prototype)],
  ])('is not %s', (_, make) => {
    const vm = vmOf();
    vm.mapMemory(0x20000, 4096n, 2);
    const before = new Uint8Array(64);
    vm.readMemory(0x20000, before);
    vm.writeMemory(0x20000, new Uint8Array(64).fill(7));
    expect(() => vm.readMemory(0x20000, anything(make()))).toThrow(InvalidArgumentError);
    expect(() => vm.writeMemory(0x20000, anything(make()))).toThrow(InvalidArgumentError);
    expect(() => Program.parse(anything(make()))).toThrow(InvalidArgumentError);
    expect(before).toEqual(new Uint8Array(64));
  });

  it('whose class lies about its length is as long as it is', () => {
    class Long extends Uint8Array {
      override get length(): number {
        return 64;
      }
    }
    const vm = vmOf();
    vm.mapMemory(0x20000, 4096n, 2);
    const array = new Long(64);
    vm.readMemory(0x20000, array);
    const taken = structuredClone(array.buffer, { transfer: [array.buffer] });
    vm.writeMemory(0x20000, new Uint8Array(64).fill(7));
    vm.readMemory(0x20000, array);
    expect(new Uint8Array(taken)).toEqual(new Uint8Array(64));
  });
});

describe('registers of the state', () => {
  it('end with their machine, and touch no later one', () => {
    const vm = vmOf();
    const { registers } = vm.state;
    registers[3] = 5n;
    expect(vm.getRegister(3)).toBe(5n);
    expect(vm.state.registers.buffer).toBe(registers.buffer);
    vm.destroy();
    const next = vmOf();
    registers[3] = 77n;
    expect(next.getRegister(3)).toBe(0n);
  });
});

describe('an object', () => {
  it('is made by nobody else', () => {
    for (const type of [Vm, Program, Engine, State]) {
      expect(() => new (anything(type))()).toThrow(InvalidArgumentError);
      expect(() => new (anything(type))(Symbol('key'), { index: 0 }, defaultEngine())).toThrow(InvalidArgumentError);
    }
    // One that got away would be finalised without a place.
    const script = "import { Vm } from '@pvm-ffi/core'; for (let i = 0; i < 9; i++) try { new Vm(); } catch {} gc();";
    const { status } = spawnSync(
      process.execPath,
      ['--expose-gc', '--input-type=module', '-e', `${script} await new Promise((done) => setTimeout(done, 50));`],
      { cwd: fileURLToPath(new URL('../..', import.meta.url)) },
    );
    expect(status).toBe(0);
  });

  it('is not what only inherits from its class', () => {
    expect(() => Vm.fromProgram(Object.create(Program.prototype))).toThrow(InvalidArgumentError);
    expect(() => Vm.create(0, new Uint8Array(1), new BigUint64Array(0), 0n, Object.create(Engine.prototype))).toThrow(
      InvalidArgumentError,
    );
  });

  it('belongs to its engine, whatever is written there', () => {
    const other = loadEngine(LIBRARY);
    const vm = vmOf();
    const foreign = programOf('trap\n', other);
    expect(() => {
      anything(vm).engine = other;
    }).toThrow(TypeError);
    Object.defineProperty(vm, 'engine', { value: other });
    expect(() => vm.reset(foreign)).toThrow(/belongs to another engine/);
    Object.defineProperty(foreign, 'engine', { value: defaultEngine() });
    expect(Vm.fromProgram(foreign).engine).toBe(other);
  });

  it('with a strange class is told of as an object', () => {
    for (const value of [{ constructor: { name: 5 } }, { constructor: { name: '' } }, Proxy.revocable({}, {}).proxy]) {
      expect(() => Program.parse(anything(value))).toThrow(/blob is an object, but must be a Uint8Array/);
    }
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(() => Program.parse(anything(proxy))).toThrow(/blob is an object/);
    expect(() => builtinEngine(anything(1n))).toThrow(/name is a bigint, but must be a string/);
  });
});

describe('an answer', () => {
  it.each([NaN, 1.5, 2 ** 32, -(2 ** 31) - 1, Infinity])('of %s is none', async (answer) => {
    const vm = vmOf('ecalli 1\ntrap\n');
    vm.setHostCallback(() => anything(answer));
    expect(() => vm.execute(0n)).toThrow(`the host callback returned ${answer}, but must return a HostResult`);
    await expect(vm.executeAsync(0n)).rejects.toThrow(InvalidArgumentError);
  });
});

describe('a length', () => {
  it('that is a wish takes no memory', () => {
    const program = programOf('trap\n'.repeat(200));
    expect(program.listBlocks(0n, 0xffff_ffff)).toHaveLength(200);
    expect(program.listBlocks(0n, 100)).toHaveLength(100);
    expect(program.listBlocks(0n, 0)).toHaveLength(0);
    expect(program.listBlocks(0n)).toHaveLength(200);
  });
});
