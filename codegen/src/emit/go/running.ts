import type { Callback, Func } from '../../model/abi.js';
import { blocks, code } from '../text.js';
import { enumeratorName, funcOf, type GoContext, keptCallbacksOf, lowerFirst } from './context.js';
import { comment } from './doc.js';
import type { GoSource } from './file.js';
import { block, COLLECT, cLocal, isShared, type Scope } from './scope.js';
import { callbackValues, shimName, yieldingCallbacks } from './shims.js';
import { cgoType, fromC, toC } from './types.js';

/** Functions that run long, and those whose callbacks run in Go between two calls. */
export function runsGuest(scope: Scope): boolean {
  return scope.func.blocking !== undefined || yieldingCallbacks(scope.context, scope.func).length > 0;
}

/** What stands around the call of a function that runs long. */
export interface Running {
  /** In front of everything: marks the handle as running, and watches the context. */
  readonly enter: readonly string[];
  /** Right behind the call: answers its callbacks. */
  readonly after: readonly string[];
  /** The error of a call that the context has ended; undefined where nothing can end it. */
  readonly cancelled: string | undefined;
}

/** `returned` is the local name of what C returned. */
export function runningOf(scope: Scope, returned: string): Running {
  const { signature, func, context } = scope;
  const operation = `"${signature.operation}"`;
  const [callback] = yieldingCallbacks(context, func);
  const isWatched = func.blocking?.interrupt !== undefined;
  const watch = isWatched
    ? [
        `watch, err := ${signature.receiver.name}.watch(${operation}, ctx)`,
        ...block('if err != nil {', [scope.refuse('err')]),
        'defer watch.stop()',
      ]
    : block('if ctx != nil && ctx.Err() != nil {', [scope.refuse(`cancelled(${operation}, ctx)`)]);
  return {
    enter: [...beginLines(scope), ...(signature.hasContext ? watch : [])],
    after: callback === undefined ? [] : loopLines(scope, callback, returned),
    cancelled: isWatched ? `watch.err(${interruptedTest(scope, returned)})` : undefined,
  };
}

function beginLines(scope: Scope): readonly string[] {
  const { handle, signature, local } = scope;
  if (handle === undefined) return [];
  const receiver = signature.receiver.name;
  const [enter, leave] = isShared(handle) ? ['use', 'leave'] : ['begin', 'end'];
  return [
    `${local('table')}, ${local('handle')}, ${local('ok')} := ${receiver}.${enter}()`,
    ...block(`if !${local('ok')} {`, [scope.refuse(`${receiver}.refusal("${signature.operation}")`)]),
    `defer ${receiver}.${leave}()`,
  ];
}

/** Did the interrupt end the call? Without an enumerator of this name, any end after it counts. */
function interruptedTest({ context, func, hasStatus }: Scope, returned: string): string {
  const { type } = func.returns;
  const decl = type.kind === 'enum' ? context.abi.enums.find(({ name }) => name === type.name) : undefined;
  const member = decl?.members.find(({ shortName }) => shortName === 'INTERRUPTED');
  if (decl === undefined || member === undefined) return 'true';
  return `${returned} == ${hasStatus ? context.names.enumMember(decl, member) : `C.${member.name}`}`;
}

function loopLines(scope: Scope, callback: Callback, result: string): readonly string[] {
  const { context, func, signature } = scope;
  const values = callbackValues(context, func).map(({ parameter }) => cLocal(scope, parameter));
  const watched = func.blocking?.interrupt === undefined ? 'nil' : '&watch';
  const passed = interruptOf(context, signature.receiver.type) === undefined ? values : [watched, ...values];
  return block(`if ${result} == C.${callback.yields?.result ?? ''} {`, [
    `${result} = ${signature.receiver.name}.${loopName(context, callback)}(${passed.join(', ')})`,
  ]);
}

function loopName(context: GoContext, callback: Callback): string {
  return `answer${context.names.type(callback.name)}s`;
}

/** The methods of a handle that its running functions share. */
export function runningSupport(context: GoContext, handle: string, receiver: string): readonly string[] {
  const type = context.names.type(handle);
  const kept = keptCallbacksOf(context, handle).filter(({ callback }) => callback.yields !== undefined);
  const interrupt = interruptOf(context, type);
  return [
    ...kept.map(({ callback }) => loopText(context, callback, type, receiver)),
    ...(interrupt === undefined ? [] : [watchText(context, type, receiver, interrupt.interrupt, interrupt.clear)]),
  ];
}

interface Interrupt {
  readonly interrupt: Func;
  readonly clear: Func | undefined;
}

/** How runs of a handle, by its Go type, are ended from outside. */
function interruptOf(context: GoContext, type: string): Interrupt | undefined {
  for (const { blocking, parameters } of context.abi.functions) {
    const receiver = parameters[0]?.type;
    if (blocking?.interrupt === undefined || receiver?.kind !== 'handle' || context.names.type(receiver.name) !== type)
      continue;
    const clear = blocking.clear === undefined ? undefined : funcOf(context, blocking.clear);
    return { interrupt: funcOf(context, blocking.interrupt), clear };
  }
  return undefined;
}

function loopText(context: GoContext, callback: Callback, type: string, receiver: string): string {
  const yields = callback.yields;
  if (yields === undefined) return '';
  const field = lowerFirst(context.names.type(callback.name));
  const resume = funcOf(context, yields.resume);
  const values = callback.parameters.filter(({ from }) => from !== undefined);
  const locals = values.map(({ name }) => context.names.parameter({ name }));
  const parameters = values.map(({ type: of }, index) => `${locals[index] ?? ''} ${cgoType(of)}`).join(', ');
  const passed = callback.parameters
    .filter(({ isUserData }) => !isUserData)
    .map((parameter) =>
      parameter.from === undefined ? receiver : fromC(context, parameter.type, context.names.parameter(parameter)),
    );
  const answer = resume.parameters[1];
  const given = answer === undefined ? 'answer' : toC(answer.type, 'answer');
  const result = cgoType(resume.returns.type);
  const interrupt = interruptOf(context, type);
  const handle = [`${receiver}.table`, `${receiver}.handle`];
  const list = [...(interrupt === undefined ? [] : ['watch *watch']), ...(parameters === '' ? [] : [parameters])].join(
    ', ',
  );
  const early =
    interrupt === undefined
      ? []
      : block('if watch.isDone() {', [`C.${shimName(context, interrupt.interrupt)}(${handle.join(', ')})`]);
  return code`
    ${comment([`${loopName(context, callback)} runs the Go function for every stop, with no C frame below it, until the run ends. If the function panics, the ${receiver} stays where it stopped.`])}
    func (${receiver} *${type}) ${loopName(context, callback)}(${list}) ${result} {
    	for ${receiver}.${field} != nil {
    		answer := ${receiver}.${field}(${passed.join(', ')})
    		if answer == ${enumeratorName(context, yields.answer) ?? ''} {
    			break
    		}
    		${early}
    		${COLLECT}
    		result := C.${shimName(context, resume)}(${[...handle, given, ...locals.map((name) => `&${name}`)].join(', ')})
    		if result != C.${yields.result} {
    			return result
    		}
    	}
    	return C.${yields.result}
    }
  `;
}

function watchText(
  context: GoContext,
  type: string,
  receiver: string,
  interrupt: Func,
  clear: Func | undefined,
): string {
  return blocks(
    code`
      // watch interrupts the ${receiver} when ctx is done. A ctx that cannot be cancelled costs nothing.
      func (${receiver} *${type}) watch(op string, ctx context.Context) (watch, error) {
      	if ctx == nil || ctx.Done() == nil {
      		return watch{}, nil
      	}
      	if ctx.Err() != nil {
      		return watch{}, cancelled(op, ctx)
      	}
      	interrupted := make(chan struct{})
      	cancel := context.AfterFunc(ctx, func() {
      		C.${shimName(context, interrupt)}(${receiver}.table, ${receiver}.handle)
      		close(interrupted)
      	})
      	return watch{op, ctx, cancel, interrupted, ${clear === undefined ? 'func() {}' : `${receiver}.takeInterruptBack`}}, nil
      }
    `,
    clear === undefined
      ? ''
      : code`
          func (${receiver} *${type}) takeInterruptBack() {
          	C.${shimName(context, clear)}(${receiver}.table, ${receiver}.handle)
          }
        `,
  );
}

/** What the watches of all handles have in common. */
export function runningSource(context: GoContext): readonly GoSource[] {
  const blocking = context.abi.functions.filter((func) => func.blocking !== undefined);
  if (blocking.length === 0) return [];
  const isWatched = blocking.some((func) => func.blocking?.interrupt !== undefined);
  const cancelled = code`
    func cancelled(op string, ctx context.Context) error {
    	return fmt.Errorf("${context.target.package}: %s: %w", op, ctx.Err())
    }
  `;
  return [{ name: 'watch', text: blocks(isWatched ? watchType : '', cancelled) }];
}

const watchType = code`
  // watch is one call that ends early when a context is done. Its zero value watches nothing.
  type watch struct {
  	op          string
  	ctx         context.Context
  	cancel      func() bool
  	interrupted chan struct{}
  	takeBack    func()
  }

  // isDone tells at once what the interrupt says a moment later.
  func (w *watch) isDone() bool {
  	return w != nil && w.ctx != nil && w.ctx.Err() != nil
  }

  // stop ends the watch. An interrupt that came too late is taken back, so that it does not meet the next call.
  func (w *watch) stop() {
  	if w.cancel == nil {
  		return
  	}
  	if !w.cancel() {
  		<-w.interrupted
  	}
  	if w.isDone() {
  		w.takeBack()
  	}
  	w.cancel = nil
  }

  // err gives the error of a call that the context has ended.
  func (w *watch) err(ended bool) error {
  	w.stop()
  	if ended && w.isDone() {
  		return cancelled(w.op, w.ctx)
  	}
  	return nil
  }
`;
