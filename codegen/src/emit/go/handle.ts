import type { Func, Handle } from '../../model/abi.js';
import { returnsStatus } from '../messages.js';
import { blocks, code } from '../text.js';
import { isBorrowed, isNumbered, outlivesCalls } from './callbacks.js';
import { fieldLines } from './columns.js';
import { funcOf, type GoContext, keptCallbacksOf, liveStructOf, lowerFirst, receiverOf } from './context.js';
import { docComment } from './doc.js';
import type { GoSource } from './file.js';
import { functionText } from './function.js';
import { runningSupport } from './running.js';
import { COLLECT, isShared, LIVE } from './scope.js';
import { shimName } from './shims.js';
import { signatureOf } from './signature.js';

/** One handle as one type: how it is made, closed and lent, and its methods in the order of the header. */
export function handleSource(context: GoContext, handle: Handle): GoSource {
  const receiver = receiverName(context, handle);
  const methods = context.abi.functions.filter((func) => isMember(context, handle, func));
  return {
    name: lowerFirst(context.names.type(handle.name)).toLowerCase(),
    text: blocks(
      typeText(context, handle),
      lifeText(context, handle, receiver),
      methods.map((func) => functionText(context, func)),
      runningSupport(context, handle.name, receiver),
    ),
  };
}

function isMember(context: GoContext, handle: Handle, func: Func): boolean {
  const { kind } = func.role;
  if (kind === 'destroy' || kind === 'retain') return false;
  if (receiverOf(func) === handle.name) return true;
  return func.role.kind === 'factory' && func.role.handle === handle.name && signatureOf(context, func).packageLevel;
}

/** The name that the header gives it where it is destroyed: `vm`. */
export function receiverName(context: GoContext, handle: Handle): string {
  const parameter = funcOf(context, handle.destroy).parameters[0];
  return parameter === undefined ? 'handle' : context.names.parameter(parameter);
}

function typeText(context: GoContext, handle: Handle): string {
  const type = context.names.type(handle.name);
  const live = liveStructOf(context, handle.name);
  const kept = keptCallbacksOf(context, handle.name);
  const fields = [
    ...(live === undefined ? [] : [[LIVE, `*${context.names.type(live.struct.name)}`] as const]),
    ...kept.map(({ callback, field }) => [field, context.names.type(callback.name)] as const),
    ...(outlivesCalls(context, handle.name) ? [['panicked', 'catcher'] as const] : []),
    ...(isNumbered(context, handle.name) ? [['numbered', 'cgo.Handle'] as const] : []),
  ];
  const use = isShared(handle)
    ? 'Any number of goroutines may use it at once.'
    : 'One goroutine may use it at a time, any goroutine. What is marked otherwise may be called at any time.';
  return code`
    ${docComment(context, type, handle.doc, [`${use} [${type}.Close] gives it back; one that is forgotten is given back by the garbage collector.`])}
    type ${type} struct {
    	${isShared(handle) ? 'shared' : 'serial'}
    	${fields.length === 0 ? [] : ['', ...fieldLines(fields)]}
    }
  `;
}

function lifeText(context: GoContext, handle: Handle, receiver: string): string {
  const type = context.names.type(handle.name);
  const { library } = context;
  const made = isShared(handle)
    ? `&${type}{shared: shared{${library}: ${library}, table: ${library}.table, handle: handle, destroy: destroy${type}}}`
    : `&${type}{serial: serial{${library}: ${library}, table: ${library}.table, handle: handle}}`;
  return blocks(
    code`
      func new${type}(${library} *${context.names.library}, handle C.uintptr_t) *${type} {
      	if handle == 0 {
      		return nil
      	}
      	${receiver} := ${made}
      	${liveLine(context, handle, receiver)}
      	${isShared(handle) ? '' : `${receiver}.state.Store(idle)`}
      	${receiver}.cleanup = runtime.AddCleanup(${receiver}, destroy${type}, remains{${library}, handle})
      	return ${receiver}
      }

      func destroy${type}(left remains) {
      	C.${shimName(context, funcOf(context, handle.destroy))}(left.${library}.table, left.handle)
      }
    `,
    isShared(handle) ? closeShared(context, handle, receiver, type) : closeSerial(context, handle, receiver, type),
    isBorrowed(context, handle.name) ? borrowText(context, handle, receiver, type) : '',
    isNumbered(context, handle.name) ? numberText(receiver, type) : '',
    isSurrendered(context, handle) ? surrenderText(context, handle, receiver, type) : '',
    code`
      func (${receiver} *${type}) lend(op, parameter string, ${library} *${context.names.library}) (C.uintptr_t, error) {
      	return ${receiver}.${isShared(handle) ? 'shared' : 'serial'}.lend(op, parameter, "${receiver}", ${library})
      }

      func (${receiver} *${type}) refusal(op string) error {
      	return ${receiver}.${isShared(handle) ? 'shared' : 'serial'}.refusal(op, "${receiver}")
      }
    `,
  );
}

/** The address of the live record never changes: Go asks for it once. */
function liveLine(context: GoContext, handle: Handle, receiver: string): readonly string[] {
  const live = liveStructOf(context, handle.name);
  if (live === undefined) return [];
  const record = `C.${shimName(context, live.getter)}(${context.library}.table, handle)`;
  return [`${receiver}.${LIVE} = (*${context.names.type(live.struct.name)})(unsafe.Pointer(${record}))`];
}

/** Is it an argument that the library takes for itself? */
function isSurrendered(context: GoContext, handle: Handle): boolean {
  return context.abi.functions.some(
    ({ role, parameters }) =>
      role.kind !== 'destroy' &&
      parameters.some(
        ({ type, ownership }) => type.kind === 'handle' && type.name === handle.name && ownership?.kind === 'transfer',
      ),
  );
}

function surrenderText(context: GoContext, handle: Handle, receiver: string, type: string): string {
  const { library } = context;
  return code`
    func (${receiver} *${type}) surrender(op, parameter string, ${library} *${context.names.library}) (C.uintptr_t, error) {
    	return ${receiver}.${isShared(handle) ? 'shared' : 'serial'}.surrender(op, parameter, "${receiver}", ${library})
    }
  `;
}

function borrowText(context: GoContext, handle: Handle, receiver: string, type: string): string {
  const { library } = context;
  const base = isShared(handle) ? 'shared' : 'serial';
  const destroy = isShared(handle) ? ', destroy: func(remains) {}' : '';
  return code`
    // borrow${type} gives a ${receiver} that a callback got: it belongs to the library, and closing it destroys nothing.
    func borrow${type}(${library} *${context.names.library}, handle C.uintptr_t) *${type} {
    	if handle == 0 {
    		return nil
    	}
    	${receiver} := &${type}{${base}: ${base}{
    		${library}: ${library}, table: ${library}.table, handle: handle, isBorrowed: true${destroy},
    	}}
    	${isShared(handle) ? '' : `${receiver}.state.Store(idle)`}
    	${liveLine(context, handle, receiver)}
    	return ${receiver}
    }
  `;
}

function numberText(receiver: string, type: string): string {
  return code`
    // number is what C knows the ${receiver} by when it calls back. It does not keep it alive.
    func (${receiver} *${type}) number() C.uintptr_t {
    	if ${receiver}.numbered == 0 {
    		${receiver}.numbered = cgo.NewHandle(weak.Make(${receiver}))
    		runtime.AddCleanup(${receiver}, cgo.Handle.Delete, ${receiver}.numbered)
    	}
    	return C.uintptr_t(${receiver}.numbered)
    }
  `;
}

function closeShared(context: GoContext, handle: Handle, receiver: string, type: string): string {
  const { doc } = funcOf(context, handle.destroy);
  return code`
    ${docComment(context, 'Close', doc, ['Closing twice is fine.'], funcOf(context, handle.destroy))}
    func (${receiver} *${type}) Close() error {
    	${receiver}.retire()
    	return nil
    }
  `;
}

function closeSerial(context: GoContext, handle: Handle, receiver: string, type: string): string {
  const destroy = funcOf(context, handle.destroy);
  const call = `C.${shimName(context, destroy)}(${receiver}.table, ${receiver}.handle)`;
  const status = context.status;
  const cross =
    returnsStatus(destroy, context.abi) && status !== undefined
      ? [
          COLLECT,
          `status := ${context.names.type(status.name)}(${call})`,
          `if err := failure("${type}.Close", status); err != nil {`,
          `\t${receiver}.end()`,
          '\treturn err',
          '}',
        ]
      : [COLLECT, call];
  return code`
    ${docComment(context, 'Close', destroy.doc, ['Closing twice is fine.'], destroy)}
    func (${receiver} *${type}) Close() error {
    	done, ok := ${receiver}.retire()
    	if done {
    		return nil
    	}
    	if !ok {
    		return ${receiver}.refusal("${type}.Close")
    	}
    	${isBorrowed(context, handle.name) ? [`if ${receiver}.isBorrowed {`, '\treturn nil', '}'] : []}
    	${receiver}.mutex.Lock()
    	defer ${receiver}.mutex.Unlock()
    	${cross}
    	${receiver}.cleanup.Stop()
    	return nil
    }
  `;
}
