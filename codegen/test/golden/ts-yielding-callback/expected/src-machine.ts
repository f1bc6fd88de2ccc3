// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import type { Oracle } from './callbacks.js';
import { checkArray, checkFunction, checkInteger, illegal, invalid, kindOf, stranger } from './checks.js';
import { Answer, Result } from './enums.js';
import { DemoError } from './errors.js';
import { checkLibrary, defaultLibrary, type Library, libraryIndex } from './library.js';
import { type AsyncOptions, takeSignal } from './lifetime.js';
import { addon, KEY, mail, type NativeMachine, newNativeMachine, Recent } from './native.js';

/** Places that no machine has now. */
const idle: NativeMachine[] = [];

const forgotten = new FinalizationRegistry<NativeMachine>((native) => {
  addon.machineDestroy(native.index);
  idle.push(native);
});

/** @internal */
export let makeMachine: (native: NativeMachine, library: Library) => Machine;

/** @internal */
export let libraryOfMachine: (machine: Machine) => Library;

/** The addon's side of a machine that is an argument. @internal */
export let slotOfMachine: (machine: Machine, operation: string, name: string, library?: Library) => number;

const peekRecent = new Recent();

/**
 * A machine.
 *
 * Since 1.0.
 *
 * A forgotten machine is freed some time after it was collected; `destroy`, or `using`, frees it at once.
 */
export class Machine implements Disposable {
  readonly #library: Library;
  /** Absent while it runs on another thread, and for good once it is destroyed. */
  #native: NativeMachine | undefined;
  /** Where `#native` is while it runs on another thread. */
  #away: NativeMachine | undefined;
  #isRunning = false;
  #oracle: Oracle | null = null;

  static {
    makeMachine = (native, library) => new Machine(KEY, native, library);
    libraryOfMachine = (machine) => machine.#library;
    slotOfMachine = (machine, operation, name, library) => {
      if (!(typeof machine === 'object' && machine !== null && #native in machine))
        throw stranger(operation, name, machine, 'Machine');
      const native = machine.#idle(operation);
      if (library !== undefined && machine.#library !== library) {
        throw invalid(operation, `${name} belongs to another library; make it with the same one`);
      }
      return native.index;
    };
  }

  private constructor(key: symbol, native: NativeMachine, library: Library) {
    if (key !== KEY) throw illegal('Machine');
    this.#native = native;
    this.#library = library;
    forgotten.register(this, native, this);
  }

  /** The library that it belongs to. */
  get library(): Library {
    return this.#library;
  }

  /**
   * Tells the last question.
   *
   * Since 1.0.
   *
   * @returns The question.
   */
  get question(): number {
    const native = this.#alive('machine.question');
    addon.machineGetQuestion(native.index);
    return mail.u32[0] ?? 0;
  }

  /**
   * Makes a machine.
   *
   * Since 1.0.
   *
   * @param library Which library makes it.
   * @throws {DemoError} If memory is short.
   */
  static create(library: Library = defaultLibrary()): Machine {
    const operation = 'Machine.create';
    checkLibrary(operation, library);
    const made = idle.pop() ?? newNativeMachine();
    addon.machineCreate(libraryIndex(library), made.index);
    if ((mail.i32[0] ?? 0) === 0) {
      idle.push(made);
      throw new DemoError(`${operation}: memory is short`);
    }
    return makeMachine(made, library);
  }

  /**
   * Frees a machine.
   *
   * It does nothing the second time.
   *
   * Since 1.0.
   */
  destroy(): void {
    const native = this.#native;
    if (this.#isRunning || this.#away !== undefined)
      throw new DemoError(
        'machine.destroy: this machine is running; inside its callback only calls marked for callbacks are allowed',
        'BUSY',
      );
    if (native === undefined) return;
    addon.machineDestroy(native.index);
    this.#native = undefined;
    this.#oracle = null;
    forgotten.unregister(this);
    idle.push(native);
  }

  /**
   * Sets who answers.
   *
   * Since 1.0.
   *
   * @param oracle null: nobody.
   */
  setOracle(oracle: Oracle | null): void {
    const operation = 'machine.setOracle';
    const native = this.#alive(operation);
    if (oracle !== null) checkFunction(operation, 'oracle', oracle);
    addon.machineSetOracle(native.index, oracle !== null);
    this.#oracle = oracle;
  }

  /**
   * Copies memory out.
   *
   * Since 1.0.
   *
   * @param address Where it begins.
   * @param buffer Receives the octets.
   * @throws {DemoError} If there are not so many.
   */
  peek(address: number, buffer: Uint8Array): void {
    const operation = 'machine.peek';
    const native = this.#alive(operation);
    checkInteger(operation, 'address', address, 0, 0xffff_ffff);
    checkArray(operation, 'buffer', buffer, Uint8Array);
    native.machinePeek(address, peekRecent.unless(buffer));
    if ((mail.u8[0] ?? 0) === 0) throw new DemoError(`${operation}: there are not so many`);
  }

  /**
   * Runs.
   *
   * Since 1.0.
   *
   * @returns How it ended.
   */
  run(): Result {
    const operation = 'machine.run';
    const native = this.#idle(operation);
    native.machineRun();
    const result = mail.u32[0] ?? 0;
    return result === Result.Stopped ? this.#answer(operation, native) : result;
  }

  /**
   * Runs.
   *
   * Since 1.0.
   *
   * @param options `signal` ends the run early; the promise is then rejected with its reason.
   * @returns How it ended.
   */
  async runAsync(options: AsyncOptions = {}): Promise<Result> {
    const operation = 'machine.runAsync';
    const signal = takeSignal(operation, options);
    const native = this.#idle(operation);
    const start = (done: () => void) => {
      addon.machineRunAsync(native.index, done);
    };
    return this.#runAsync(operation, native, signal, start);
  }

  /**
   * Answers, and goes on.
   *
   * Since 1.0.
   *
   * @param answer The answer.
   * @returns How it ended.
   */
  answer(answer: Answer): Result {
    const operation = 'machine.answer';
    const native = this.#idle(operation);
    checkInteger(operation, 'answer', answer, 0, 1);
    native.machineAnswer(answer);
    const result = mail.u32[0] ?? 0;
    return result === Result.Stopped ? this.#answer(operation, native) : result;
  }

  /**
   * Answers, and goes on.
   *
   * Since 1.0.
   *
   * @param answer The answer.
   * @param options `signal` ends the run early; the promise is then rejected with its reason.
   * @returns How it ended.
   */
  async answerAsync(answer: Answer, options: AsyncOptions = {}): Promise<Result> {
    const operation = 'machine.answerAsync';
    const signal = takeSignal(operation, options);
    const native = this.#idle(operation);
    checkInteger(operation, 'answer', answer, 0, 1);
    const start = (done: () => void) => {
      addon.machineAnswerAsync(native.index, answer, done);
    };
    return this.#runAsync(operation, native, signal, start);
  }

  /**
   * Ends the run soon.
   *
   * Since 1.0.
   */
  interrupt(): void {
    const native = this.#present('machine.interrupt');
    addon.machineInterrupt(native.index);
  }

  /**
   * Takes an interrupt back.
   *
   * Since 1.0.
   */
  clear(): void {
    const native = this.#present('machine.clear');
    addon.machineClear(native.index);
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  /** Runs the closure for as long as the library stops for it. */
  #answer(operation: string, native: NativeMachine): Result {
    let result: Result = Result.Stopped;
    this.#isRunning = true;
    try {
      while (result === Result.Stopped && this.#oracle !== null) {
        const question = mail.u32[2] ?? 0;
        const answer = this.#oracle(this, question);
        if (typeof answer !== 'number' || (answer | 0) !== answer) throw this.#noAnswer(operation, answer);
        if (answer === Answer.Wait) break;
        native.machineAnswer(answer);
        result = mail.u32[0] ?? 0;
      }
    } finally {
      this.#isRunning = false;
    }
    return result;
  }

  /** Why what the closure returned is none. */
  #noAnswer(operation: string, answer: unknown): Error {
    if (answer instanceof Promise)
      return new DemoError(
        `${operation}: the oracle returned a promise; run it with the method whose name ends in Async`,
      );
    return new DemoError(
      `${operation}: the oracle returned ${typeof answer === 'number' ? answer : kindOf(answer)}, but must return an Answer`,
    );
  }

  /** Runs on another thread; until it has ended, only calls for any thread are allowed. */
  async #runAsync(
    operation: string,
    native: NativeMachine,
    signal: AbortSignal | undefined,
    start: (done: () => void) => void,
  ): Promise<Result> {
    const interrupt = () => addon.machineInterrupt(native.index);
    this.#native = undefined;
    this.#away = native;
    try {
      signal?.addEventListener('abort', interrupt);
      let result: Result = Result.Stopped;
      let question = mail.u32[2] ?? 0;
      const told = (resolve: () => void) => () => {
        result = mail.u32[0] ?? 0;
        question = mail.u32[2] ?? 0;
        resolve();
      };
      await new Promise<void>((resolve) => start(told(resolve)));
      while (result === Result.Stopped && this.#oracle !== null) {
        this.#native = native;
        this.#isRunning = true;
        const answer = await this.#oracle(this, question);
        if (typeof answer !== 'number' || (answer | 0) !== answer) throw this.#noAnswer(operation, answer);
        this.#native = undefined;
        this.#isRunning = false;
        if (answer === Answer.Wait) break;
        await new Promise<void>((resolve) => addon.machineAnswerAsync(native.index, answer, told(resolve)));
      }
      if (signal?.aborted) {
        addon.machineClear(native.index);
        throw signal.reason;
      }
      return result;
    } finally {
      this.#native = native;
      this.#away = undefined;
      this.#isRunning = false;
      signal?.removeEventListener('abort', interrupt);
    }
  }

  /** For calls that its own callback may make, too. */
  #alive(operation: string): NativeMachine {
    return this.#native ?? this.#refuse(operation);
  }

  /** For calls that are refused inside of its own callback. */
  #idle(operation: string): NativeMachine {
    if (this.#isRunning)
      throw new DemoError(
        `${operation}: this machine is running; inside its callback only calls marked for callbacks are allowed`,
        'BUSY',
      );
    return this.#native ?? this.#refuse(operation);
  }

  /** For calls that may be made while it runs on another thread. */
  #present(operation: string): NativeMachine {
    return this.#native ?? this.#away ?? this.#refuse(operation);
  }

  /** Says why it cannot be used now. */
  #refuse(operation: string): never {
    if (this.#away !== undefined)
      throw new DemoError(
        `${operation}: this machine is running; inside its callback only calls marked for callbacks are allowed`,
        'BUSY',
      );
    throw new DemoError(`${operation}: this machine was destroyed; create a new one`, 'DESTROYED');
  }
}
