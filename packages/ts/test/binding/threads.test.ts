import { spawnSync } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { collect, machineOf } from './machine.js';

const DIST = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href);

/** What a worker says, or the error that ended it. */
function inWorker(text: string, env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const source = `
    import { parentPort } from 'node:worker_threads';
    import * as pvm from ${DIST};
    const { Access, defaultEngine, HostResult, Program, Result, Vm } = pvm;
    const machineOf = (source) => {
      const vm = Vm.fromProgram(Program.parse(defaultEngine().assemble(source, 0)));
      vm.gas = 1_000_000_000n;
      vm.mapMemory(0x20000, 8192n, Access.ReadWrite);
      return vm;
    };
    ${text}
  `;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Runs a module in a process of its own; its exit status and how long it took. */
function inProcess(text: string): {
  readonly status: number | null;
  readonly output: string;
  readonly seconds: number;
} {
  const start = performance.now();
  const source = `import * as pvm from ${DIST};\nconst { defaultEngine, Program, Vm } = pvm;\n${text}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', source], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, output: `${stdout}${stderr}`.trim(), seconds: (performance.now() - start) / 1000 };
}

const ENDLESS =
  "const vm = Vm.fromProgram(Program.parse(defaultEngine().assemble('jump 0\\n', 0)));\nvm.gas = (1n << 64n) - 1n;";

describe('worker threads', () => {
  it('run machines of their own, several at once', async () => {
    const text = `
      const vm = machineOf('ecalli 1\\necalli 2\\ntrap\\n');
      let calls = 0;
      vm.setHostCallback((same, id) => { calls += id; same.registers[7] += 1n; return HostResult.Continue; });
      for (let round = 0; round < 2000; round++) { vm.gas = 100n; vm.execute(0n); }
      const result = await vm.executeAsync(0n);
      parentPort.postMessage([calls, vm.registers[7], result]);
    `;
    const results = await Promise.all([inWorker(text), inWorker(text), inWorker(text)]);
    expect(results).toEqual(Array(3).fill([6003, 4002n, 2]));
  });

  it('end while a guest runs for ever', async () => {
    const worker = new Worker(
      new URL(
        `data:text/javascript,${encodeURIComponent(`
          import { parentPort } from 'node:worker_threads';
          import { defaultEngine, Program, Vm } from ${DIST};
          ${ENDLESS}
          vm.executeAsync(0n);
          parentPort.postMessage('running');
        `)}`,
      ),
    );
    await new Promise((resolve) => worker.once('message', resolve));
    const start = performance.now();
    await worker.terminate();
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('leave nothing behind that later garbage could trip over', async () => {
    for (let round = 0; round < 5; round++) {
      await inWorker(`
        globalThis.kept = [machineOf('trap\\n'), machineOf('trap\\n')];
        globalThis.windows = kept.map((vm) => [vm.registers, vm.getMemoryWindow(0x20000, 16), vm.state]);
        parentPort.postMessage('done');
      `);
    }
    await collect();
    expect(machineOf('trap\n').execute(0n)).toBe(2);
  });

  it('work where the runtime refuses foreign memory, with copies', async () => {
    const text = `
      const vm = machineOf('ecalli 1\\nload_u8 r1, [0x20000]\\nstore_imm_u8 [0x20001], 7\\ntrap\\n');
      const window = vm.getMemoryWindow(0x20000, 4);
      const { registers } = vm;
      window[0] = 42;
      registers[2] = 5n;
      let seen;
      vm.setHostCallback((same) => { seen = [same.registers === registers, same.registers[2]]; same.registers[3] = 6n; return HostResult.Continue; });
      const result = vm.execute(0n);
      const told = [result, seen, registers[1], registers[3], window[1], vm.gas, vm.state.pc, vm.trap.kind];
      vm.gas = 10n;
      told.push(await vm.executeAsync(0n), vm.gas);
      vm.protectMemory(0x20000, 4096n, Access.Read);
      told.push(window.length);
      vm.destroy();
      told.push(registers.length, machineOf('trap\\n').registers[2]);
      parentPort.postMessage(told);
    `;
    const expected = [2, [true, 5n], 42n, 6n, 7, 999_999_996n, 13n, 1, 2, 6n, 0, 0, 0n];
    expect(await inWorker(text)).toEqual(expected);
    expect(await inWorker(text, { PVM_COPY_MEMORY: '1' })).toEqual(expected);
  });
});

describe('a process', () => {
  it('exits when it is told to, although a guest runs for ever', () => {
    const { status, output, seconds } = inProcess(
      `${ENDLESS}\nvm.executeAsync(0n);\nsetTimeout(() => process.exit(7), 50);`,
    );
    expect([status, output]).toEqual([7, '']);
    expect(seconds).toBeLessThan(10);
  });

  it('waits for a run that ends', () => {
    const { status, output } = inProcess(
      `${ENDLESS}\nvm.gas = 50_000_000n;\nvm.executeAsync(0n).then((result) => console.log('ended with', result));`,
    );
    expect([status, output]).toEqual([0, 'ended with 1']);
  });

  it('ends in order with machines, windows and registers alive', () => {
    const { status, output } = inProcess(
      `${ENDLESS}\nvm.mapMemory(0x20000, 4096n, 2);\nglobalThis.kept = [vm, vm.getMemoryWindow(0x20000, 8), vm.registers, vm.registers32];`,
    );
    expect([status, output]).toEqual([0, '']);
  });

  it('ends when a callback throws into nowhere', () => {
    const { status, output } = inProcess(`
      const vm = Vm.fromProgram(Program.parse(defaultEngine().assemble('ecalli 1\\n', 0)));
      vm.gas = 10n;
      vm.setHostCallback(() => { throw new Error('from the host'); });
      vm.execute(0n);
    `);
    expect(status).toBe(1);
    expect(output).toContain('Error: from the host');
  });
});
