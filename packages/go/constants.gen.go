// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

//go:build cgo

package pvm

// ABIMajor: major ABI version: another one means that compiled callers must be
// rebuilt.
//
// Since 1.0.
const ABIMajor = 1

// ABIMinor: minor ABI version: a library with a higher one has all of a lower
// one.
//
// Since 1.0.
const ABIMinor = 0

// RegisterCount: registers of a machine, r0 to r12.
//
// Since 1.0.
const RegisterCount = 13

// PageSize: octets of a page, the unit of access rights.
//
// Since 1.0.
const PageSize = 4096

// LowestAddress: lowest address that can be mapped; an access below it panics.
//
// Since 1.0.
const LowestAddress = 0x10000

// HaltAddress is a jump to this address halts the machine.
//
// Since 1.0.
const HaltAddress = 0xffff0000

// StackTop: top of the stack of a standard program.
//
// Since 1.0.
const StackTop = 0xfefe0000

// ArgumentAddress is where the argument of a standard program starts.
//
// Since 1.0.
const ArgumentAddress = 0xfeff0000

// MaxArgumentLen: longest argument of a standard program, in octets.
//
// Since 1.0.
const MaxArgumentLen = 0x1000000

// MaxCodeLen: longest code that the library accepts, in octets; longer programs
// get [ErrLimitExceeded].
//
// Since 1.0.
const MaxCodeLen = 0x2000000

// MaxMachines: machines that can be alive at once; a further one gets
// [ErrLimitExceeded].
//
// Since 1.0.
const MaxMachines = 16384

// MaxInstructionText is a buffer of this many octets holds the text of any
// instruction.
//
// Since 1.0.
const MaxInstructionText = 128
