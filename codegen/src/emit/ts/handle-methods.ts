import { crossingOf, isWindow, receiverOf, runsClosures, VIEW_CELL } from '../napi/crossing.js';
import {
  type Body,
  callExpression,
  crossLines,
  failLines,
  inputLines,
  openingLines,
  putLines,
  receiverLine,
} from './body.js';
import { closureField } from './closures.js';
import type { TsContext } from './context.js';
import { fillLines, hasFill } from './fills.js';
import { docsOf, type HandleParts, type Method, parametersOf, withOperation } from './handle-parts.js';
import { returnLines } from './outputs.js';
import { runLines } from './running.js';
import { local, type TsInput, type TsSignature } from './signature.js';

/** What a handle's class can do. */

export function methodOf(parts: HandleParts, body: Body): readonly Method[] {
  const { context, func, signature } = body;
  const isStatic = signature.kind === 'static';
  const parameters = parametersOf(signature.inputs);
  const needsLibrary = isStatic && handleInput(signature) === undefined;
  return [
    {
      name: signature.name,
      isStatic,
      docs: docsOf(context, func, needsLibrary ? [`@param ${context.library} Which ${context.library} makes it.`] : []),
      parameters: [...parameters, ...(needsLibrary ? [libraryParameter(context)] : [])],
      returnType: signature.result,
      statements: withOperation(signature, methodLines(parts, body)),
    },
  ];
}

export function libraryParameter(context: TsContext): NonNullable<Method['parameters']>[number] {
  return { name: context.library, type: context.names.library, initializer: `default${context.names.library}()` };
}

function handleInput({ inputs }: TsSignature): TsInput | undefined {
  return inputs.find(({ parameter }) => parameter.type.kind === 'handle' && !parameter.nullable);
}

function handleType({ names }: TsContext, { parameter }: TsInput): string {
  return parameter.type.kind === 'handle' ? names.type(parameter.type.name) : '';
}

function methodLines(parts: HandleParts, body: Body): readonly string[] {
  const { func } = body;
  if (func.role.kind === 'factory') return factoryLines(parts, body);
  const running = runLines(parts, body);
  if (running !== undefined) return running;
  if (isWindow(func)) return windowLines(body);
  const cross = hasFill(body) ? fillLines(body) : [...putLines(body), ...crossLines(body)];
  const rest = [...cross, ...keepLines(body), ...returnLines(body)];
  return [
    ...openingLines(body),
    ...receiverLine(body),
    ...inputLines(body),
    ...(runsClosures(body.context.abi, func) ? reentered(parts, rest) : rest),
  ];
}

/** While C runs closures, nothing may be taken away from under it. */
function reentered({ isSerial }: HandleParts, lines: readonly string[]): readonly string[] {
  const [before, after] = isSerial
    ? [['const before = this.#isRunning;', 'this.#isRunning = true;'], 'this.#isRunning = before;']
    : [['this.#calls++;'], 'this.#calls--;'];
  return [...before, 'try {', ...lines.map((line) => `  ${line}`), '} finally {', `  ${after}`, '}'];
}

/** A closure stays in JavaScript. */
function keepLines({ context, func }: Body): readonly string[] {
  return func.parameters.flatMap((parameter) =>
    parameter.type.kind === 'callback' && parameter.scope?.kind === 'until'
      ? [`this.#${closureField(context, parameter.type.name)} = ${local(context, parameter)};`]
      : [],
  );
}

function factoryLines(parts: HandleParts, body: Body): readonly string[] {
  const { context, func, signature } = body;
  const given = handleInput(signature);
  const hasReceiver = receiverOf(func) !== undefined;
  const made = func.role.kind === 'factory' ? func.role.handle : '';
  const type = context.names.type(made);
  const own = made === parts.handle.name;
  const taker = own ? `idle.pop() ?? newNative${type}()` : `take${type}()`;
  const inputs = inputLines(body);
  const derived =
    given === undefined || hasReceiver
      ? []
      : [`const ${context.library} = libraryOf${handleType(context, given)}(${given.name});`];
  const back = own ? 'idle.push(made);' : `giveBack${type}(made);`;
  const crossing = crossingOf(context.abi, func);
  const view = crossing.cells.get(VIEW_CELL);
  const enliven = view === undefined ? [] : [`look${type}(made, mail.f64[${view >> 3}] ?? 0);`];
  return [
    ...openingLines(body),
    ...receiverLine(body),
    ...orderInputs(inputs, derived),
    ...(given === undefined && !hasReceiver ? [`check${context.names.library}(operation, ${context.library});`] : []),
    `const made = ${taker};`,
    ...putLines(body),
    `${callExpression(body)};`,
    ...failLines(body, [back]),
    ...enliven,
    ...returnLines(body),
  ];
}

/** The library is known once the first handle was checked. */
function orderInputs(inputs: readonly string[], derived: readonly string[]): readonly string[] {
  if (derived.length === 0) return inputs;
  const at = inputs.findIndex((line) => line.includes('slotOf'));
  return [...inputs.slice(0, at + 1), ...derived, ...inputs.slice(at + 1)];
}

function windowLines(body: Body): readonly string[] {
  const { context, func, signature } = body;
  const type = func.returns.type;
  const array =
    type.kind === 'array' && type.element.kind === 'scalar' ? signature.result.replace(' | null', '') : 'Uint8Array';
  void context;
  const empty = func.returns.fallible ? failLines(body) : ['if (returned === null) return null;'];
  return [
    ...receiverLine(body),
    ...inputLines(body),
    ...putLines(body),
    `const returned = ${callExpression(body)};`,
    ...empty,
    'keepAlive.set(returned, this);',
    `return new ${array}(returned);`,
  ];
}
