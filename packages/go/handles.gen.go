// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

package pvm

/*
#include "pvm_go.h"
*/
import "C"

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// remains is what is left to do for a handle that was never closed.
type remains struct {
	engine *Engine
	handle C.uintptr_t
}

// serial is a handle that one goroutine uses at a time.
type serial struct {
	engine  *Engine
	table   C.uintptr_t
	handle  C.uintptr_t
	state   atomic.Uint32
	cleanup runtime.Cleanup

	// mutex keeps the handle alive during calls that any goroutine may make at any time.
	mutex sync.RWMutex
}

// What a serial handle is doing. One that nobody made is closed.
const (
	closed uint32 = iota
	idle
	running
)

// use gives what a call needs that is allowed while the handle runs, too.
func (s *serial) use() (table, handle C.uintptr_t, ok bool) {
	return s.table, s.handle, s.state.Load() != closed
}

// useIdle gives what a call needs that is refused while the handle runs.
func (s *serial) useIdle() (table, handle C.uintptr_t, ok bool) {
	return s.table, s.handle, s.state.Load() == idle
}

// begin marks the handle as running, until end.
func (s *serial) begin() (table, handle C.uintptr_t, ok bool) {
	return s.table, s.handle, s.state.CompareAndSwap(idle, running)
}

func (s *serial) end() {
	s.state.Store(idle)
}

func (s *serial) isClosed() bool {
	return s.state.Load() == closed
}

// retire marks the handle as closed; done is true if it was before.
func (s *serial) retire() (done, ok bool) {
	ok = s.state.CompareAndSwap(idle, closed)
	return !ok && s.state.Load() == closed, ok
}

// lend gives the handle as an argument of another one's call.
func (s *serial) lend(op, parameter, word string, engine *Engine) (C.uintptr_t, error) {
	_, handle, ok := s.useIdle()
	if !ok {
		return 0, s.refusal(op, word)
	}
	if s.engine != engine {
		return 0, otherLibrary(op, parameter)
	}
	return handle, nil
}

// refusal says why the handle cannot be used now.
func (s *serial) refusal(op, word string) error {
	if s.state.Load() == closed {
		return newError(op, ErrDestroyed, "this "+word+" was destroyed; create a new one")
	}
	return newError(op, ErrBusy, "this "+word+" is running; inside its callback only calls marked for callbacks are allowed")
}

// shared is a handle that any number of goroutines use at once. Closing it waits for none of them: the last call
// that is under way destroys it.
type shared struct {
	engine  *Engine
	table   C.uintptr_t
	handle  C.uintptr_t
	destroy func(remains)
	cleanup runtime.Cleanup

	// calls counts calls under way, from retired on once the handle is closed.
	calls     atomic.Int64
	destroyed atomic.Bool
}

const retired = math.MinInt64

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
		s.destroy(remains{s.engine, s.handle})
	}
}

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

// lend gives the handle as an argument of another one's call; leave must follow if err is nil.
func (s *shared) lend(op, parameter, word string, engine *Engine) (C.uintptr_t, error) {
	_, handle, ok := s.use()
	if !ok {
		return 0, s.refusal(op, word)
	}
	if s.engine != engine {
		s.leave()
		return 0, otherLibrary(op, parameter)
	}
	return handle, nil
}

// refusal says why the handle cannot be used now.
func (s *shared) refusal(op, word string) error {
	return newError(op, ErrDestroyed, "this "+word+" was destroyed; create a new one")
}
