import type { Func, Parameter } from '../../model/abi.js';
import { fieldsOfFailure, successMember } from '../messages.js';
import { code } from '../text.js';
import { passesPanicsOn, runsPlain } from './callbacks.js';
import { type GoContext, isHidden, liveStructOf } from './context.js';
import { docComment } from './doc.js';
import { type Argument, countArgument, inputArgument } from './inputs.js';
import { outputArgument, returnLines } from './results.js';
import { type Running, runningOf, runsGuest } from './running.js';
import { block, COLLECT, cLocal, isShared, LIVE, type Scope, scopeOf } from './scope.js';
import { callbackValues, isDropped, shimName } from './shims.js';
import { head, isInput } from './signature.js';

/** One function or method with its comment. `outer`: a function of the package that has the whole comment already. */
export function functionText(context: GoContext, func: Func, outer?: string): string {
  const scope = scopeOf(context, func);
  const { signature } = scope;
  const doc =
    outer === undefined
      ? docComment(context, signature.name, func.doc, notes(scope), func)
      : `// ${signature.name} is [${outer}] with this ${context.library}.`;
  return code`
    ${doc}
    func ${head(signature)} {
    	${bodyOf(scope)}
    }
  `;
}

/** What Go users must know and the header cannot say. */
function notes(scope: Scope): readonly string[] {
  const grows = growingBuffer(scope);
  return [
    ...(grows === undefined
      ? []
      : [`A nil ${scope.context.names.parameter(grows)} stands for a new one that is large enough.`]),
    ...(scope.signature.hasContext ? [contextNote(scope)] : []),
  ];
}

function contextNote({ func }: Scope): string {
  return func.blocking?.interrupt === undefined
    ? 'It cannot be interrupted: ctx is looked at before it starts.'
    : 'When ctx is done it returns early, with the error of ctx.';
}

function bodyOf(scope: Scope): readonly string[] {
  const live = liveField(scope);
  if (live !== undefined) return live;
  const call = callOf(scope);
  const { returned } = returnedBy(scope, call.expression);
  const running = runsGuest(scope) ? runningOf(scope, returned) : undefined;
  const buffer = growingBuffer(scope) ?? textBuffer(scope);
  const crossing =
    buffer === undefined ? crossingLines(scope, call, running) : growingLines(scope, call, running, buffer);
  return [...(running?.enter ?? guardLines(scope)), ...call.before, ...crossing];
}

/** Getters and setters of the record that Go reads and writes in place need no call. */
function liveField(scope: Scope): readonly string[] | undefined {
  const { func, context, handle, signature } = scope;
  if (handle === undefined) return undefined;
  const live = liveStructOf(context, handle.name);
  if (live === undefined) return undefined;
  const receiver = signature.receiver.name;
  const record = `${receiver}.${LIVE}`;
  const guard = block(`if ${receiver}.isClosed() {`, [scope.refuse('')]);
  if (live.getter === func) return [...guard, `return ${record}`];
  const field = live.struct.fields.find(({ name }) => name === func.field);
  if (field === undefined) return undefined;
  const place = `${record}.${context.names.field(field)}`;
  if (func.role.kind === 'setter' && !signature.hasError)
    return [...guard, `${place} = ${signature.inputs[0]?.name ?? ''}`];
  if (func.role.kind !== 'getter') return undefined;
  return [...guard, `return ${func.returns.type.kind === 'array' ? '&' : ''}${place}`];
}

/** Everything about the call that follows from the parameters. */
export interface Call {
  readonly before: readonly string[];
  /** `C.pvm_go_vm_reset(table, handle, programHandle)`. */
  readonly expression: string;
  /** Statements behind a call that succeeded, and behind one that failed. */
  readonly success: readonly string[];
  readonly failure: readonly string[];
  /** Statements that go on with panics of Go functions that C called. */
  readonly rethrow: readonly string[];
}

export function callOf(scope: Scope): Call {
  const { func, context } = scope;
  const parameters = func.parameters.filter((parameter) => !isDropped(parameter, func));
  const parts = parameters.map((parameter) => argumentOf(scope, parameter));
  const values = callbackValues(context, func).map(({ parameter }) => outputArgument(scope, parameter));
  const argumentsOf = [...parts, ...values];
  const name = shimName(context, func);
  return {
    before: [...argumentsOf.flatMap(({ checks = [] }) => checks), ...argumentsOf.flatMap(({ before }) => before)],
    expression: callText(name, [tableOf(scope), ...argumentsOf.map(({ expression }) => expression)]),
    success: argumentsOf.flatMap(({ success = [] }) => success),
    failure: argumentsOf.flatMap(({ failure = [] }) => failure),
    rethrow: [
      ...argumentsOf.flatMap(({ rethrow }) => (rethrow === undefined ? [] : [rethrow])),
      ...(passesPanicsOn(context, func) ? [`${scope.signature.receiver.name}.panicked.rethrow()`] : []),
    ],
  };
}

function tableOf(scope: Scope): string {
  if (scope.handle !== undefined) return scope.local('table');
  return scope.signature.packageLevel ? `${scope.library}.table` : `${scope.library}.functions()`;
}

function argumentOf(scope: Scope, parameter: Parameter): Argument {
  if (parameter === scope.receiver) return { before: [], expression: scope.local('handle') };
  const counts = parameter.lengthOf.length > 0 || parameter.capacityOf.length > 0;
  if (counts && parameter.direction === 'in') return countArgument(scope, parameter);
  if (parameter.type.kind === 'string' && parameter.type.capacity !== undefined) {
    return { before: [], expression: `(*C.char)(unsafe.Pointer(unsafe.SliceData(${scope.local('buffer')})))` };
  }
  if (!isHidden(parameter, scope.func) && isInput(scope.context, parameter)) return inputArgument(scope, parameter);
  return outputArgument(scope, parameter);
}

/** One line while it fits, else one argument after the other, as gofmt leaves them. */
export function callText(name: string, expressions: readonly string[]): string {
  const single = `C.${name}(${expressions.join(', ')})`;
  if (single.length <= 100) return single;
  const lines: string[] = [];
  for (const expression of expressions) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + expression.length < 96) lines[lines.length - 1] = `${last} ${expression},`;
    else lines.push(`${expression},`);
  }
  return [`C.${name}(`, ...lines.map((line) => `\t${line}`), ')'].join('\n');
}

/** Refuses a handle that cannot be used now, and keeps it alive during the call. */
export function guardLines(scope: Scope): readonly string[] {
  const { handle, func, signature } = scope;
  if (handle === undefined) return [];
  const receiver = signature.receiver.name;
  const [table, local, ok] = [scope.local('table'), scope.local('handle'), scope.local('ok')];
  const refuse = block(`if !${ok} {`, [scope.refuse(`${receiver}.refusal("${signature.operation}")`)]);
  if (isShared(handle))
    return [`${table}, ${local}, ${ok} := ${receiver}.use()`, ...refuse, `defer ${receiver}.leave()`];
  if (func.thread === 'any') {
    return [
      `${receiver}.mutex.RLock()`,
      `defer ${receiver}.mutex.RUnlock()`,
      `${table}, ${local}, ${ok} := ${receiver}.use()`,
      ...refuse,
    ];
  }
  const runs = runsPlain(scope.context, func) && !func.inCallback;
  if (runs) return [`${table}, ${local}, ${ok} := ${receiver}.begin()`, ...refuse, `defer ${receiver}.end()`];
  return [`${table}, ${local}, ${ok} := ${receiver}.${func.inCallback ? 'use' : 'useIdle'}()`, ...refuse];
}

function keepAlive(scope: Scope): readonly string[] {
  return scope.handle === undefined || isShared(scope.handle)
    ? []
    : [`runtime.KeepAlive(${scope.signature.receiver.name})`];
}

function crossingLines(scope: Scope, call: Call, running: Running | undefined): readonly string[] {
  const { returned } = returnedBy(scope, call.expression);
  return [
    ...callLines(scope, call, running),
    ...outcomeLines(scope, call, returned),
    ...returnLines(scope, returned, running?.cancelled),
  ];
}

/** The call itself, and what must follow at once. A running handle is kept alive by its `defer`. */
function callLines(scope: Scope, call: Call, running: Running | undefined): readonly string[] {
  const { statement } = returnedBy(scope, call.expression);
  const kept = running === undefined ? keepAlive(scope) : running.after;
  return [COLLECT, statement, ...kept, ...call.rethrow];
}

/** What Go remembers, or forgets again, once C has said whether it took it. */
function outcomeLines(scope: Scope, { success, failure }: Call, returned: string): readonly string[] {
  const { status } = scope.context;
  const member = status === undefined ? undefined : successMember(status);
  if (success.length + failure.length === 0) return [];
  if (!scope.hasStatus || status === undefined || member === undefined) return success;
  const ok = scope.context.names.enumMember(status, member);
  const rest = failure.length === 0 ? [] : block('} else {', failure);
  const first = block(`if ${returned} == ${ok} {`, success, '');
  return rest.length === 0 ? [...first.slice(0, -1), '}'] : [...first.slice(0, -1), ...rest];
}

/** The call as a statement, and the name of what it returns. */
export function returnedBy(
  scope: Scope,
  expression: string,
): { readonly returned: string; readonly statement: string } {
  const { context, func } = scope;
  if (func.returns.type.kind === 'void') return { returned: '', statement: expression };
  if (scope.hasStatus && context.status !== undefined) {
    const returned = scope.local('status');
    return { returned, statement: `${returned} := ${context.names.type(context.status.name)}(${expression})` };
  }
  const returned = scope.local('result');
  return { returned, statement: `${returned} := ${expression}` };
}

/** A caller's array whose needed size the function reports. */
function growingBuffer(scope: Scope): Parameter | undefined {
  return scope.func.parameters.find(({ type, name }) => {
    return type.kind === 'array' && type.filled !== undefined && tooSmall(scope) !== undefined && name !== '';
  });
}

/** A string that the function writes into a buffer. */
function textBuffer({ func }: Scope): Parameter | undefined {
  return func.parameters.find(({ type }) => type.kind === 'string' && type.capacity !== undefined);
}

/** The failure that says how much room is needed. */
function tooSmall({ context, func }: Scope): string | undefined {
  return func.failures.find(({ status }) => fieldsOfFailure(func, status, context.abi).some(({ isNeeded }) => isNeeded))
    ?.status;
}

/** Asks again with a larger buffer as long as there is too little room, if the buffer is not the caller's. */
function growingLines(scope: Scope, call: Call, running: Running | undefined, buffer: Parameter): readonly string[] {
  const { context } = scope;
  const { type } = buffer;
  const filled = type.kind === 'array' || type.kind === 'string' ? (type.filled ?? '') : '';
  const needed = cLocal(scope, { name: filled });
  const member = context.status?.members.find(({ name }) => name === tooSmall(scope));
  const small =
    member === undefined || context.status === undefined ? '' : context.names.enumMember(context.status, member);
  const { returned } = returnedBy(scope, call.expression);
  const own = type.kind === 'string' ? scope.local('buffer') : context.names.parameter(buffer);
  const grow =
    type.kind === 'string'
      ? block(`if ${returned} == ${small} && int(${needed}) >= len(${own}) {`, [
          `${own} = make([]byte, int(${needed})+1)`,
          'continue',
        ])
      : block(`if ${returned} == ${small} && ${own} == nil && ${needed} > 0 {`, [
          `${own} = make(${sliceTypeOf(scope, buffer)}, int(${needed}))`,
          'continue',
        ]);
  return [
    ...(type.kind === 'string' ? [`${own} := make([]byte, ${FIRST_TEXT_SIZE})`] : []),
    ...block('for {', [
      ...callLines(scope, call, running),
      ...grow,
      ...returnLines(scope, returned, running?.cancelled),
    ]),
  ];
}

/** Most texts fit, so that one call is enough. */
const FIRST_TEXT_SIZE = 256;

function sliceTypeOf(scope: Scope, parameter: Parameter): string {
  return scope.signature.inputs.find((input) => input.parameter === parameter)?.type ?? '[]byte';
}
