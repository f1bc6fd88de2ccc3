// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

//go:build cgo

package pvm

// HostCallback answers one host call. The state block and memory are current;
// what it changes takes effect.
//
// It must return: no longjmp, no exception and no unwinding may cross it.
//
//   - vm: the machine, stopped at the ecalli.
//   - funcID: the host-call number; host_call of the state block has it in 64
//     bits.
//   - result: what happens next. An unknown value acts like [HostResultError].
//
// Since 1.0.
type HostCallback func(vm *VM, funcID int32) HostResult
