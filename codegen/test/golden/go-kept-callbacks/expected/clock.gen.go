// Code generated from demo.h by pvm-codegen. DO NOT EDIT.

package demo

/*
#include "demo_go.h"
*/
import "C"

import (
	"runtime"
	"runtime/cgo"
	"weak"
)

// Clock is a clock.
//
// One goroutine may use it at a time, any goroutine. What is marked otherwise
// may be called at any time. [Clock.Close] gives it back; one that is forgotten
// is given back by the garbage collector.
//
// Since 1.0.
type Clock struct {
	serial

	tick     Tick
	strike   Strike
	panicked catcher
	numbered cgo.Handle
}

func newClock(library *Library, handle C.uintptr_t) *Clock {
	if handle == 0 {
		return nil
	}
	clock := &Clock{serial: serial{library: library, table: library.table, handle: handle}}
	clock.state.Store(idle)
	clock.cleanup = runtime.AddCleanup(clock, destroyClock, remains{library, handle})
	return clock
}

func destroyClock(left remains) {
	C.demo_go_clock_destroy(left.library.table, left.handle)
}

// Close frees a clock.
//
// Closing twice is fine.
//
// Since 1.0.
func (clock *Clock) Close() error {
	done, ok := clock.retire()
	if done {
		return nil
	}
	if !ok {
		return clock.refusal("Clock.Close")
	}
	clock.mutex.Lock()
	defer clock.mutex.Unlock()
	collect()
	C.demo_go_clock_destroy(clock.table, clock.handle)
	clock.cleanup.Stop()
	return nil
}

// number is what C knows the clock by when it calls back. It does not keep it alive.
func (clock *Clock) number() C.uintptr_t {
	if clock.numbered == 0 {
		clock.numbered = cgo.NewHandle(weak.Make(clock))
		runtime.AddCleanup(clock, cgo.Handle.Delete, clock.numbered)
	}
	return C.uintptr_t(clock.numbered)
}

func (clock *Clock) lend(op, parameter string, library *Library) (C.uintptr_t, error) {
	return clock.serial.lend(op, parameter, "clock", library)
}

func (clock *Clock) refusal(op string) error {
	return clock.serial.refusal(op, "clock")
}

// SetTick sets who hears it tick.
//
//   - tick: nil: nobody.
//
// Since 1.0.
func (clock *Clock) SetTick(tick Tick) {
	table, handle, ok := clock.useIdle()
	if !ok {
		return
	}
	var cTick C.uintptr_t
	if tick != nil {
		cTick = clock.number()
	}
	collect()
	C.demo_go_clock_set_tick(table, handle, cTick)
	runtime.KeepAlive(clock)
	clock.tick = tick
}

// SetStrike sets who hears it strike.
//
//   - strike: Who.
//
// It fails with
//
//   - [ErrFull]: somebody hears it already; nothing was kept.
//
// Since 1.0.
func (clock *Clock) SetStrike(strike Strike) error {
	table, handle, ok := clock.begin()
	if !ok {
		return clock.refusal("Clock.SetStrike")
	}
	defer clock.end()
	if strike == nil {
		return invalid("Clock.SetStrike", "strike is missing")
	}
	cStrike := C.uintptr_t(cgo.NewHandle(weak.Make(clock)))
	collect()
	status := Status(C.demo_go_clock_set_strike(table, handle, cStrike))
	runtime.KeepAlive(clock)
	if status == StatusOk {
		clock.strike = strike
	} else {
		cgo.Handle(cStrike).Delete()
	}
	return failure("Clock.SetStrike", status)
}

// AddAlarm wakes somebody up, once.
//
//   - alarm: Who.
//
// It fails with
//
//   - [ErrFull]: there are too many alarms.
//
// Since 1.0.
func (clock *Clock) AddAlarm(alarm Strike) error {
	table, handle, ok := clock.useIdle()
	if !ok {
		return clock.refusal("Clock.AddAlarm")
	}
	if alarm == nil {
		return invalid("Clock.AddAlarm", "alarm is missing")
	}
	cAlarm := C.uintptr_t(cgo.NewHandle(&onceCall[Strike, Clock]{alarm, weak.Make(clock)}))
	collect()
	status := Status(C.demo_go_clock_add_alarm(table, handle, cAlarm))
	runtime.KeepAlive(clock)
	if status == StatusOk {
	} else {
		cgo.Handle(cAlarm).Delete()
	}
	return failure("Clock.AddAlarm", status)
}

// Run lets time pass.
//
//   - seconds: how much.
//
// Since 1.0.
func (clock *Clock) Run(seconds uint32) {
	table, handle, ok := clock.begin()
	if !ok {
		return
	}
	defer clock.end()
	collect()
	C.demo_go_clock_run(table, handle, C.uint32_t(seconds))
	runtime.KeepAlive(clock)
	clock.panicked.rethrow()
}
