// Code generated from demo.h by pvm-codegen. DO NOT EDIT.

package demo

/*
#include "demo_go.h"
*/
import "C"

import (
	"runtime/cgo"
	"weak"
)

// catcher keeps a panic of a Go function that C called until C has returned: a panic must not cross C frames.
type catcher struct {
	value  any
	caught bool
}

func (c *catcher) catch() {
	if value := recover(); value != nil {
		c.value, c.caught = value, true
	}
}

// rethrow goes on with the panic.
func (c *catcher) rethrow() {
	if !c.caught {
		return
	}
	value := c.value
	*c = catcher{}
	panic(value)
}

// onceCall is a Go function that C calls once, later.
type onceCall[F, O any] struct {
	function F
	owner    weak.Pointer[O]
}

//export demo_goexport_tick
func demo_goexport_tick(clock C.uintptr_t, times C.uint64_t, userData C.uintptr_t) (answer C.bool) {
	switch kept := cgo.Handle(userData).Value().(type) {
	case weak.Pointer[Clock]:
		owner := kept.Value()
		if owner == nil || owner.panicked.caught || owner.tick == nil {
			return answer
		}
		defer owner.panicked.catch()
		return C.bool(owner.tick(owner, uint64(times)))
	}
	return answer
}

//export demo_goexport_strike
func demo_goexport_strike(hour C.uint32_t, userData C.uintptr_t) {
	switch kept := cgo.Handle(userData).Value().(type) {
	case weak.Pointer[Clock]:
		owner := kept.Value()
		if owner == nil || owner.panicked.caught || owner.strike == nil {
			return
		}
		defer owner.panicked.catch()
		owner.strike(uint32(hour))
	case *onceCall[Strike, Clock]:
		cgo.Handle(userData).Delete()
		owner := kept.owner.Value()
		if owner == nil || owner.panicked.caught {
			return
		}
		defer owner.panicked.catch()
		kept.function(uint32(hour))
	}
}

// demo_goexport_drop is called by C when it forgets a Go function.
//
//export demo_goexport_drop
func demo_goexport_drop(userData C.uintptr_t) {
	cgo.Handle(userData).Delete()
}
