import type { Thread } from '../../model/abi.js';
import { misuse } from '../messages.js';
import { blocks, code } from '../text.js';
import { isBorrowed } from './callbacks.js';
import { fieldLines } from './columns.js';
import type { GoContext } from './context.js';
import { misuseSentinel } from './errors.js';
import type { GoSource } from './file.js';

/** What all handles have in common: their life, and who may use them when. */
export function handleSupport(context: GoContext): readonly GoSource[] {
  const threads = new Set(context.abi.handles.map(({ thread }) => thread));
  if (threads.size === 0) return [];
  const remains = code`
    // remains is what is left to do for a handle that was never closed.
    type remains struct {
    	${fieldLines([
        [context.library, `*${context.names.library}`],
        ['handle', 'C.uintptr_t'],
      ])}
    }
  `;
  const serial = threads.has('serial') || threads.has('caller') ? serialText(context) : '';
  const shared = threads.has('any') ? sharedText(context) : '';
  return [{ name: 'handles', text: blocks(remains, serial, shared) }];
}

function serialText(context: GoContext): string {
  const { library } = context;
  const type = context.names.library;
  return blocks(
    code`
      // serial is a handle that one goroutine uses at a time.
      type serial struct {
      	${fieldLines([
          [library, `*${type}`],
          ['table', 'C.uintptr_t'],
          ['handle', 'C.uintptr_t'],
          ['state', 'atomic.Uint32'],
          ['cleanup', 'runtime.Cleanup'],
          ...borrowedFields(context, ['serial', 'caller']),
        ])}

      	// mutex keeps the handle alive during calls that any goroutine may make at any time.
      	mutex sync.RWMutex
      }

      // What a serial handle is doing. One that nobody made is closed.
      const (
      	closed uint32 = iota
      	idle
      	running
      )
    `,
    code`
      // use gives what a call needs that is allowed while the handle runs, too.
      func (s *serial) use() (table, handle C.uintptr_t, ok bool) {
      	return s.table, s.handle, s.state.Load() != closed
      }

      // useIdle gives what a call needs that is refused while the handle runs.
      func (s *serial) useIdle() (table, handle C.uintptr_t, ok bool) {
      	return s.table, s.handle, s.state.Load() == idle
      }
    `,
    code`
      // begin marks the handle as running, until end.
      func (s *serial) begin() (table, handle C.uintptr_t, ok bool) {
      	return s.table, s.handle, s.state.CompareAndSwap(idle, running)
      }

      func (s *serial) end() {
      	s.state.Store(idle)
      }
    `,
    code`
      func (s *serial) isClosed() bool {
      	return s.state.Load() == closed
      }

      // retire marks the handle as closed; done is true if it was before.
      func (s *serial) retire() (done, ok bool) {
      	ok = s.state.CompareAndSwap(idle, closed)
      	return !ok && s.state.Load() == closed, ok
      }
    `,
    hasTransfers(context, ['serial', 'caller']) ? serialSurrender(context) : '',
    code`
      // lend gives the handle as an argument of another one's call.
      func (s *serial) lend(op, parameter, word string, ${library} *${type}) (C.uintptr_t, error) {
      	_, handle, ok := s.useIdle()
      	if !ok {
      		return 0, s.refusal(op, word)
      	}
      	if s.${library} != ${library} {
      		return 0, otherLibrary(op, parameter)
      	}
      	return handle, nil
      }

      // refusal says why the handle cannot be used now.
      func (s *serial) refusal(op, word string) error {
      	if s.state.Load() == closed {
      		return newError(op, ${misuseSentinel(context, 'destroyed')}, "${misuse.destroyed('"+word+"')}")
      	}
      	return newError(op, ${misuseSentinel(context, 'busy')}, "${misuse.busy('"+word+"')}")
      }
    `,
  );
}

function sharedText(context: GoContext): string {
  const { library } = context;
  const type = context.names.library;
  return blocks(
    code`
      // shared is a handle that any number of goroutines use at once. Closing it waits for none of them: the last call
      // that is under way destroys it.
      type shared struct {
      	${fieldLines([
          [library, `*${type}`],
          ['table', 'C.uintptr_t'],
          ['handle', 'C.uintptr_t'],
          ['destroy', 'func(remains)'],
          ['cleanup', 'runtime.Cleanup'],
          ...borrowedFields(context, ['any']),
        ])}

      	// calls counts calls under way, from retired on once the handle is closed.
      	calls     atomic.Int64
      	destroyed atomic.Bool
      }

      const retired = math.MinInt64
    `,
    code`
      // use gives what a call needs; leave must follow if ok.
      func (s *shared) use() (table, handle C.uintptr_t, ok bool) {
      	if s.handle == 0 {
      		// Nobody made it.
      		return 0, 0, false
      	}
      	if s.calls.Add(1) < 0 {
      		s.leave()
      		return 0, 0, false
      	}
      	return s.table, s.handle, true
      }

      func (s *shared) leave() {
      	if s.calls.Add(-1) == retired {
      		s.destroyOnce()
      	}
      }

      func (s *shared) destroyOnce() {
      	if s.destroyed.CompareAndSwap(false, true) {
      		s.destroy(remains{s.${library}, s.handle})
      	}
      }
    `,
    code`
      func (s *shared) isClosed() bool {
      	return s.calls.Load() < 0
      }

      // retire closes the handle; a second time does nothing.
      func (s *shared) retire() {
      	for s.handle != 0 {
      		calls := s.calls.Load()
      		if calls < 0 {
      			return
      		}
      		if s.calls.CompareAndSwap(calls, retired+calls) {
      			s.cleanup.Stop()
      			if calls == 0 {
      				s.destroyOnce()
      			}
      			return
      		}
      	}
      }
    `,
    hasTransfers(context, ['any']) ? sharedSurrender(context) : '',
    code`
      // lend gives the handle as an argument of another one's call; leave must follow if err is nil.
      func (s *shared) lend(op, parameter, word string, ${library} *${type}) (C.uintptr_t, error) {
      	_, handle, ok := s.use()
      	if !ok {
      		return 0, s.refusal(op, word)
      	}
      	if s.${library} != ${library} {
      		s.leave()
      		return 0, otherLibrary(op, parameter)
      	}
      	return handle, nil
      }

      // refusal says why the handle cannot be used now.
      func (s *shared) refusal(op, word string) error {
      	return newError(op, ${misuseSentinel(context, 'destroyed')}, "${misuse.destroyed('"+word+"')}")
      }
    `,
  );
}

/** Closing a handle that Go does not own destroys nothing. */
function borrowedFields(context: GoContext, threads: readonly Thread[]): readonly (readonly [string, string])[] {
  const some = context.abi.handles.some(({ name, thread }) => threads.includes(thread) && isBorrowed(context, name));
  return some ? [['isBorrowed', 'bool']] : [];
}

function notBorrowed(context: GoContext, threads: readonly Thread[]): readonly string[] {
  if (borrowedFields(context, threads).length === 0) return [];
  return ['if s.isBorrowed {', `\treturn 0, invalid(op, parameter+"${misuse.borrowed('')}")`, '}'];
}

/** Do functions take handles of such types for themselves? */
function hasTransfers({ abi }: GoContext, threads: readonly Thread[]): boolean {
  const handles = new Set(abi.handles.filter(({ thread }) => threads.includes(thread)).map(({ name }) => name));
  return abi.functions.some(
    ({ role, parameters }) =>
      role.kind !== 'destroy' &&
      parameters.some(
        ({ type, ownership }) => type.kind === 'handle' && ownership?.kind === 'transfer' && handles.has(type.name),
      ),
  );
}

function serialSurrender(context: GoContext): string {
  const { library } = context;
  return code`
    // surrender gives the handle away for good.
    func (s *serial) surrender(op, parameter, word string, ${library} *${context.names.library}) (C.uintptr_t, error) {
    	if s.${library} != ${library} {
    		return 0, otherLibrary(op, parameter)
    	}
    	${notBorrowed(context, ['serial', 'caller'])}
    	if _, ok := s.retire(); !ok {
    		return 0, s.refusal(op, word)
    	}
    	s.cleanup.Stop()
    	return s.handle, nil
    }
  `;
}

function sharedSurrender(context: GoContext): string {
  const { library } = context;
  return code`
    // surrender gives the handle away for good, unless a call is under way.
    func (s *shared) surrender(op, parameter, word string, ${library} *${context.names.library}) (C.uintptr_t, error) {
    	if s.${library} != ${library} {
    		return 0, otherLibrary(op, parameter)
    	}
    	${notBorrowed(context, ['any'])}
    	if s.calls.CompareAndSwap(0, retired) {
    		s.destroyed.Store(true)
    		s.cleanup.Stop()
    		return s.handle, nil
    	}
    	if s.isClosed() {
    		return 0, s.refusal(op, word)
    	}
    	return 0, newError(op, ${misuseSentinel(context, 'busy')}, "${misuse.busy('"+word+"')}")
    }
  `;
}
