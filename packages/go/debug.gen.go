// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

//go:build cgo && pvm_debug

package pvm

import (
	"runtime"
	"time"
)

// collect runs the garbage collector right before a call into C, and what it finds to be cleaned up: a handle that a
// call does not keep alive is destroyed under it, in tests and not at a user's.
func collect() {
	runtime.GC()
	time.Sleep(time.Microsecond)
}
