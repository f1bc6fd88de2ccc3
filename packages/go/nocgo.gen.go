// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

//go:build !cgo

package pvm

// Package pvm calls C, so it needs cgo: set CGO_ENABLED=1 and install a C compiler, such as gcc or clang.
var _ = this_package_needs_cgo_so_set_CGO_ENABLED_1_and_install_a_C_compiler
