import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtinEngine, EngineKind } from '../../src/index.js';

/** Elsewhere the recompiler interprets, and there is no handler that could be in the way. */
const HAS_GUARD = process.platform === 'linux' && builtinEngine('recompiler').kind === EngineKind.Recompiler;

const DIST = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href);
const RECOMPILER = join(import.meta.dirname, '../../../../recompiler/build/libpvm_recompiler.so');

const folder = mkdtempSync(join(tmpdir(), 'pvm-signals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * What the processes of these tests begin with. A machine that runs hot and then off its page, and a function of
 * WebAssembly that does the same: V8 makes its trap of a signal, too.
 */
const WASM = `
  const octets = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 127, 3, 2, 1, 0, 5, 3, 1, 0, 1,
    7, 8, 1, 4, 108, 111, 97, 100, 0, 0, 10, 9, 1, 7, 0, 32, 0, 40, 2, 0, 11,
  ];
  const { load } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(octets))).exports;
  function trap(times = 50) {
    for (let round = 0; round < times; round++) {
      let caught;
      try {
        load(0x7fff_0000);
      } catch (error) {
        caught = error;
      }
      if (!(caught instanceof WebAssembly.RuntimeError)) throw new Error('no trap, but ' + caught);
    }
  }
`;
const MACHINE = `
  const { Access, builtinEngine, loadEngine, MemoryMode, Program, Result, Vm } = pvm;
  const text =
    'load_imm r2, 3000\\nload_imm r3, 0x20000\\nfallthrough\\nagain: store_ind_u64 [r3], r2\\n' +
    'add_imm_64 r2, r2, -1\\nbranch_ne_imm r2, 0, again\\nload_ind_u64 r7, [r3 + 4096]\\ntrap\\n';
  function machine(memoryMode = MemoryMode.Guard, engine = builtinEngine('recompiler')) {
    const vm = Vm.fromProgram(Program.parse(engine.assemble(text, 0), undefined, engine), { memoryMode });
    vm.mapMemory(0x20000, 4096n, Access.ReadWrite);
    return vm;
  }
  function fault(vm, times = 50, mode = MemoryMode.Guard) {
    for (let round = 0; round < times; round++) {
      vm.gas = 1_000_000n;
      const result = vm.execute(0n);
      if (result !== Result.Fault || vm.state.faultAddress !== 0x21000) throw new Error('no fault, but ' + result);
    }
    if (vm.memoryMode !== mode) throw new Error('its memory mode is ' + vm.memoryMode);
  }
`;
const PRELUDE = `import * as pvm from ${DIST};\nimport { Worker } from 'node:worker_threads';\n${WASM}${MACHINE}`;

type Ended = { readonly status: number | null; readonly signal: string | null; readonly output: string };

/** Runs a module in a process of its own. One that hangs is ended by SIGTERM. */
function run(source: string): Ended {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', source], {
    encoding: 'utf8',
    timeout: 60_000,
    cwd: folder,
  });
  return { status, signal, output: `${stdout}${stderr}`.trim() };
}

const FINE: Ended = { status: 0, signal: null, output: 'fine' };

/** A worker that runs a text and says that it is through. */
function workerOf(prelude: string, text: string): string {
  const source = `${prelude}\nimport { parentPort } from 'node:worker_threads';\n${text}\nparentPort.postMessage('through');`;
  return `new Worker(new URL('data:text/javascript,' + encodeURIComponent(${JSON.stringify(source)})))`;
}

const ENDED = `const ended = (worker) => new Promise((resolve, reject) => {
  worker.once('error', reject);
  worker.once('exit', resolve);
});`;

describe.skipIf(!HAS_GUARD)('the signal handler of guarded machines, in Node', () => {
  it("leaves V8's traps alone, before and after it is installed", () => {
    const text = `trap(); const vm = machine(); trap(); fault(vm);
      for (let round = 0; round < 200; round++) { trap(3); fault(vm, 3); }
      console.log('fine');`;
    expect(run(PRELUDE + text)).toEqual(FINE);
  });

  it('works in several worker threads and on the main thread at once', () => {
    const inner = `const vms = [machine(), machine()]; const until = Date.now() + 1500;
      while (Date.now() < until) { trap(5); for (const vm of vms) fault(vm, 50); }`;
    const prelude = `import * as pvm from ${DIST};\n${WASM}${MACHINE}`;
    const text = `${ENDED}
      const all = [1, 2, 3, 4].map(() => ended(${workerOf(prelude, inner)}));
      const vm = machine(); const until = Date.now() + 1500;
      while (Date.now() < until) { trap(5); fault(vm, 50); await new Promise(setImmediate); }
      if ((await Promise.all(all)).some((status) => status !== 0)) throw new Error('a worker failed');
      trap(); fault(vm);
      console.log('fine');`;
    expect(run(PRELUDE + text)).toEqual(FINE);
  });

  it('works on the threads of asynchronous runs', () => {
    const text = `const vms = [machine(), machine(), machine()];
      for (let round = 0; round < 100; round++) {
        for (const vm of vms) vm.gas = 1_000_000n;
        const results = await Promise.all(vms.map((vm) => vm.executeAsync(0n)));
        if (results.some((result) => result !== Result.Fault)) throw new Error('no fault, but ' + results);
        trap(3);
      }
      fault(vms[0]);
      console.log('fine');`;
    expect(run(PRELUDE + text)).toEqual(FINE);
  });

  it('stays when the worker has ended that alone loaded the library', () => {
    const prelude = `import * as pvm from ${DIST};\n${MACHINE}`;
    const text = `import { Worker } from 'node:worker_threads';\n${WASM}${ENDED}
      trap();
      if ((await ended(${workerOf(prelude, 'fault(machine());')})) !== 0) throw new Error('the worker failed');
      trap();
      console.log('fine');`;
    expect(run(text)).toEqual(FINE);
  });

  it("is chained behind no process.on('SIGSEGV'): guarded machines are refused, others run with checks", () => {
    const text = `const vm = machine(); fault(vm);
      process.on('SIGSEGV', () => {});
      let caught;
      try { machine(); } catch (error) { caught = error; }
      fault(vm, 50, MemoryMode.Check);
      fault(machine(MemoryMode.Auto), 50, MemoryMode.Check);
      console.log(caught?.name, caught?.message);
      process.exit();`;
    expect(run(PRELUDE + text)).toEqual({
      status: 0,
      signal: null,
      output:
        "SignalTakenError Vm.fromProgram: guarded memory was asked for, but another handler has replaced the library's, " +
        'or this thread blocks SIGSEGV',
    });
  });

  it("passes signals on to a process.on('SIGSEGV') from before", () => {
    // Node itself hangs in a trap of WebAssembly then.
    const text = `process.on('SIGSEGV', () => { console.log('fine'); process.exit(); });
      const vm = machine(); fault(vm);
      process.kill(process.pid, 'SIGSEGV');
      setInterval(() => {}, 1000);`;
    const { output, status } = run(PRELUDE + text);
    expect({ output, status }).toEqual({ output: 'fine', status: 0 });
  });

  it('lets a genuine crash, and a signal that is sent, end the process by SIGSEGV', () => {
    const source = join(folder, 'crash.c');
    const crash = join(folder, 'crash.node');
    writeFileSync(
      source,
      'void *napi_register_module_v1(void *a, void *b)\n{\n    *(volatile int *)16 = 1;\n    return a ? a : b;\n}\n',
    );
    const made = spawnSync(process.env['CC'] ?? 'cc', ['-shared', '-fPIC', source, '-o', crash], { encoding: 'utf8' });
    expect(made.status, made.stderr).toBe(0);
    const acts = [
      `process.dlopen({ exports: {} }, ${JSON.stringify(crash)}, ${constants.dlopen.RTLD_NOW});`,
      "process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 1000);",
    ];
    for (const act of acts) {
      const { status, signal } = run(`${PRELUDE}fault(machine()); trap();\n${act}`);
      expect({ status, signal }).toEqual({ status: null, signal: 'SIGSEGV' });
    }
  });

  it('is one of several, if the library is there more than once', () => {
    const copy = join(folder, 'copy.so');
    copyFileSync(RECOMPILER, copy);
    const text = `const paths = [${JSON.stringify(RECOMPILER)}, ${JSON.stringify(copy)}];
      const vms = [machine()];
      for (const path of paths) { vms.push(machine(MemoryMode.Guard, loadEngine(path))); trap(); for (const vm of vms) fault(vm); }
      for (let round = 0; round < 100; round++) { trap(1); for (const vm of vms) fault(vm, 3); }
      console.log('fine');`;
    expect(run(PRELUDE + text)).toEqual(FINE);
  });
});
