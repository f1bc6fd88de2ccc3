// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

//go:build cgo

// Package pvm is the Polkadot Virtual Machine (PVM) of JAM, for embedding.
//
// One header, several engines: every library that exports these functions runs
// the same programs with the same results to the bit, gas included, as Gray
// Paper 0.7.2 defines them.
//
// The functions of this package use the engine that is built in; [LoadEngine]
// loads any other library that has the same functions, and its methods use that
// one.
//
// A value with a Close method stands for something that the library holds.
// Close gives it back, at once and as often as you like; what is forgotten is
// given back when the garbage collector finds it. Pointers and slices into it
// that methods return are live: they end where their comment says, and do not
// keep it alive.
//
// Every failure can be compared with the Err values through [errors.Is]; those
// with details have a type for [errors.As].
//
// [Program] may be used by any number of goroutines at once. Everything else
// belongs to one goroutine at a time, any goroutine; methods that may be called
// at any time say so. After Close, methods that return an error fail with
// ErrDestroyed, and all others do nothing and give zero.
//
// Build with the tag pvm_debug to find missing life times in tests: every call
// into C then collects garbage first.
package pvm
