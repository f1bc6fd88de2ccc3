import type { MethodDeclarationStructure, OptionalKind } from 'ts-morph';
import type { Callback, Func } from '../../model/abi.js';
import { misuse } from '../messages.js';
import { callbackValues, crossingOf, funcOf, hasTwin, yieldingCallbacks } from '../napi/crossing.js';
import { hole } from '../text.js';
import { type Body, callExpression, inputLines, openingLines, putLines, receiverLine } from './body.js';
import { closureField, closureWords } from './closures.js';
import { article, enumeratorName } from './context.js';
import { misuseClass } from './errors.js';
import { asOne, type HandleParts } from './handle-parts.js';
import { IN_FRAME, read } from './layout.js';
import { tsType } from './types.js';

type Method = OptionalKind<MethodDeclarationStructure>;

/** How closures run that the library stops for: a loop in JavaScript, with no C below it. */
export interface Loop {
  readonly callback: Callback;
  /** Functions that may stop for it. */
  readonly functions: readonly Func[];
  readonly field: string;
  readonly type: string;
  readonly resultType: string;
  /** Enumerators: of the result that means "stopped", and of the answer that leaves it so. */
  readonly stopped: string;
  readonly leave: string;
  readonly answerType: string;
  readonly resume: Func;
}

export function loopOf({ context, functions }: HandleParts): Loop | undefined {
  for (const callback of context.abi.callbacks) {
    const { yields } = callback;
    const users = functions.filter(({ invokes }) => invokes.includes(callback.name));
    const [first] = users;
    if (yields === undefined || first === undefined) continue;
    return {
      callback,
      functions: users,
      field: closureField(context, callback.name),
      type: context.names.type(callback.name),
      resultType: tsType(context, first.returns.type),
      stopped: enumeratorName(context, yields.result) ?? yields.result,
      leave: enumeratorName(context, yields.answer) ?? yields.answer,
      answerType: tsType(context, callback.returns.type),
      resume: funcOf(context.abi, yields.resume),
    };
  }
  return undefined;
}

/** A function that may stop for a closure; undefined for all others. */
export function runLines(parts: HandleParts, body: Body): readonly string[] | undefined {
  if (yieldingCallbacks(body.context.abi, body.func).length === 0) return undefined;
  return [
    ...openingLines(body),
    ...receiverLine(body),
    ...inputLines(body),
    ...putLines(body),
    `${callExpression(body)};`,
    `const result = ${read(parts.context, { type: body.func.returns.type, offset: 0 }, IN_FRAME)};`,
    `return result === ${loopOf(parts)?.stopped} ? this.#answer(operation, native) : result;`,
  ];
}

export function runMethods(parts: HandleParts): readonly Method[] {
  const loop = loopOf(parts);
  const blocking = parts.functions.filter((func) => hasTwin(parts.context.abi, func));
  const looping = blocking.filter((func) => loop?.functions.includes(func) === true);
  return [
    ...(loop === undefined ? [] : [answerMethod(parts, loop), noAnswerMethod(parts, loop)]),
    ...(loop === undefined || looping.length === 0 ? [] : [asyncMethod(parts, looping, '#runAsync', loop)]),
    ...(looping.length === blocking.length
      ? []
      : [
          asyncMethod(
            parts,
            blocking.filter((func) => !looping.includes(func)),
            '#waitAsync',
          ),
        ]),
  ];
}

/** The method that runs a blocking function's twin. */
export function asyncRunner(parts: HandleParts, func: Func): '#runAsync' | '#waitAsync' {
  return loopOf(parts)?.functions.includes(func) === true ? '#runAsync' : '#waitAsync';
}

/** The closure's arguments, in its order. */
function closureArguments({ context }: HandleParts, { callback, functions }: Loop): string {
  const [func] = functions;
  const values = func === undefined ? [] : callbackValues(context.abi, func);
  return callback.parameters
    .filter(({ isUserData }) => !isUserData)
    .map((parameter) => {
      if (parameter.type.kind === 'handle') return 'this';
      const value = values.find((candidate) => candidate.parameter.name === parameter.name);
      return value === undefined ? 'undefined' : context.names.parameter(parameter);
    })
    .join(', ');
}

/** Reads of what the library told with the result, before anything else uses the frame. */
function valueReads(
  { context }: HandleParts,
  { resume }: Loop,
): readonly { readonly name: string; readonly value: string }[] {
  const { cells } = crossingOf(context.abi, resume);
  return callbackValues(context.abi, resume).map(({ parameter, from }) => ({
    name: context.names.parameter(parameter),
    value: read(context, { type: parameter.type, offset: cells.get(from) ?? 0 }, IN_FRAME),
  }));
}

function answerMethod(parts: HandleParts, loop: Loop): Method {
  const { context, type } = parts;
  const reads = valueReads(parts, loop).map(({ name, value }) => `    const ${name} = ${value};`);
  const resume = crossingOf(context.abi, loop.resume);
  return {
    name: '#answer',
    docs: [{ description: 'Runs the closure for as long as the library stops for it.' }],
    parameters: [
      { name: 'operation', type: 'string' },
      { name: 'native', type: `Native${type}` },
    ],
    returnType: loop.resultType,
    statements: asOne([
      `let result: ${loop.resultType} = ${loop.stopped};`,
      'this.#isRunning = true;',
      'try {',
      `  while (result === ${loop.stopped} && this.#${loop.field} !== null) {`,
      ...reads,
      `    const answer = this.#${loop.field}(${closureArguments(parts, loop)});`,
      `    if (${NO_ANSWER}) throw this.#noAnswer(operation, answer);`,
      `    if (answer === ${loop.leave}) break;`,
      `    native.${resume.name}(answer);`,
      `    result = ${read(context, { type: loop.resume.returns.type, offset: 0 }, IN_FRAME)};`,
      '  }',
      '} finally {',
      '  this.#isRunning = false;',
      '}',
      'return result;',
    ]),
  };
}

/** C would make a whole number of any other, and 0 of most. */
const NO_ANSWER = "typeof answer !== 'number' || (answer | 0) !== answer";

function noAnswerMethod({ context }: HandleParts, loop: Loop): Method {
  const invalid = misuseClass(context, 'INVALID_ARGUMENT');
  const name = closureWords(context, loop.callback.name);
  return {
    name: '#noAnswer',
    docs: [{ description: 'Why what the closure returned is none.' }],
    parameters: [
      { name: 'operation', type: 'string' },
      { name: 'answer', type: 'unknown' },
    ],
    returnType: 'Error',
    statements: asOne([
      `if (answer instanceof Promise) return new ${invalid}(\`\${operation}: ${misuse.promised(name)}\`);`,
      `return new ${invalid}(\`\${operation}: ${misuse.answered(name, hole("typeof answer === 'number' ? answer : kindOf(answer)"), article(loop.answerType))}\`);`,
    ]),
  };
}

function asyncMethod(parts: HandleParts, functions: readonly Func[], name: string, loop?: Loop): Method {
  const { context, type } = parts;
  const marks = functions.flatMap(({ blocking }) => (blocking === undefined ? [] : [blocking]));
  const call = (func: string | undefined): string | undefined =>
    func === undefined ? undefined : `addon.${crossingOf(context.abi, funcOf(context.abi, func)).name}(native.index)`;
  const interrupting = call(marks.find((mark) => mark.interrupt !== undefined)?.interrupt);
  const clearing = call(marks.find((mark) => mark.clear !== undefined)?.clear);
  return {
    name,
    isAsync: true,
    docs: [{ description: 'Runs on another thread; until it has ended, only calls for any thread are allowed.' }],
    ...(loop === undefined ? { typeParameters: ['T'] } : {}),
    parameters: [
      ...(loop === undefined ? [] : [{ name: 'operation', type: 'string' }]),
      { name: 'native', type: `Native${type}` },
      { name: 'signal', type: 'AbortSignal | undefined' },
      { name: 'start', type: '(done: () => void) => void' },
      ...(loop === undefined ? [{ name: 'finish', type: '() => T' }] : []),
    ],
    returnType: `Promise<${loop?.resultType ?? 'T'}>`,
    statements: asOne([
      ...(interrupting === undefined ? [] : [`const interrupt = () => ${interrupting};`]),
      'this.#native = undefined;',
      'this.#away = native;',
      'try {',
      ...(interrupting === undefined ? [] : ["  signal?.addEventListener('abort', interrupt);"]),
      ...(loop === undefined ? waitLines() : loopLines(parts, loop)).map((line) => `  ${line}`),
      ...(clearing === undefined
        ? ['  signal?.throwIfAborted();']
        : ['  if (signal?.aborted) {', `    ${clearing};`, '    throw signal.reason;', '  }']),
      '  return result;',
      '} finally {',
      '  this.#native = native;',
      '  this.#away = undefined;',
      '  this.#isRunning = false;',
      ...(interrupting === undefined ? [] : ["  signal?.removeEventListener('abort', interrupt);"]),
      '}',
    ]),
  };
}

function waitLines(): readonly string[] {
  return ['const result = await new Promise<T>((resolve) => start(() => resolve(finish())));'];
}

/** The frame is read before anything else can use it: in the very call that ends the run. */
function loopLines(parts: HandleParts, loop: Loop): readonly string[] {
  const { context } = parts;
  const resume = crossingOf(context.abi, loop.resume);
  const values = valueReads(parts, loop);
  const result = read(context, { type: loop.resume.returns.type, offset: 0 }, IN_FRAME);
  return [
    `let result: ${loop.resultType} = ${loop.stopped};`,
    ...values.map(({ name, value }) => `let ${name} = ${value};`),
    'const told = (resolve: () => void) => () => {',
    `  result = ${result};`,
    ...values.map(({ name, value }) => `  ${name} = ${value};`),
    '  resolve();',
    '};',
    'await new Promise<void>((resolve) => start(told(resolve)));',
    `while (result === ${loop.stopped} && this.#${loop.field} !== null) {`,
    '  this.#native = native;',
    '  this.#isRunning = true;',
    `  const answer = await this.#${loop.field}(${closureArguments(parts, loop)});`,
    `  if (${NO_ANSWER}) throw this.#noAnswer(operation, answer);`,
    '  this.#native = undefined;',
    '  this.#isRunning = false;',
    `  if (answer === ${loop.leave}) break;`,
    `  await new Promise<void>((resolve) => addon.${resume.name}Async(native.index, answer, told(resolve)));`,
    '}',
  ];
}
