// Code generated from demo.h by pvm-codegen. DO NOT EDIT.

//go:build cgo

package demo

import "errors"

// ErrDestroyed: the handle was destroyed.
var ErrDestroyed = errors.New("demo: the handle was destroyed")

// ErrBusy: the handle is running.
var ErrBusy = errors.New("demo: the handle is running")

// ErrInvalidArgument: an argument is missing or out of range.
var ErrInvalidArgument = errors.New("demo: an argument is missing or out of range")

// Error is what a failed call returns. [errors.Is] compares it with the Err values of this package.
type Error struct {
	// Op is what was called, such as "Open".
	Op string

	text string
	kind error
}

// Error says what was called, what is wrong, and what to do where that is not plain.
func (e *Error) Error() string {
	return "demo: " + e.Op + ": " + e.text
}

// Unwrap gives the Err value of this failure.
func (e *Error) Unwrap() error {
	return e.kind
}

func newError(op string, kind error, text string) *Error {
	return &Error{Op: op, text: text, kind: kind}
}

// invalid is a mistake in an argument that is found before C is called.
func invalid(op, text string) error {
	return newError(op, ErrInvalidArgument, text)
}
