// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

// Package recompiler holds one library that is linked in, with names of its own so that several fit into one program.
package recompiler

/*
#cgo CFLAGS: -O2 -fvisibility=hidden

#include "pvm_table.h"
*/
import "C"

import "unsafe"

// Table gives the address of the library's table of functions.
func Table() uintptr {
	return uintptr(unsafe.Pointer(C.pvm_table_of_recompiler()))
}
