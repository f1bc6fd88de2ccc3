// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

//go:build cgo && !pvm_debug

package pvm

// collect does nothing; see debug.gen.go.
func collect() {}
