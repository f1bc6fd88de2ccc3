// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

//go:build cgo

package pvm

import "errors"

// ErrInvalidArgument: a required pointer is nil, or a number outside its
// documented range.
var ErrInvalidArgument = errors.New("pvm: a required pointer is NULL, or a number outside its documented range")

// ErrOutOfMemory: the host has no memory or address space left for it.
var ErrOutOfMemory = errors.New("pvm: the host has no memory or address space left for it")

// ErrBadProgram: not a program; the error record says where and why.
var ErrBadProgram = errors.New("pvm: not a program; the error record says where and why")

// ErrPageFault: a page of the range does not allow the access.
var ErrPageFault = errors.New("pvm: a page of the range does not allow the access")

// ErrBusy: the machine is running: only calls marked for callbacks are allowed.
var ErrBusy = errors.New("pvm: the machine is running: only calls marked for callbacks are allowed")

// ErrBufferTooSmall: the caller's buffer is too small; the needed size was
// reported.
var ErrBufferTooSmall = errors.New("pvm: the caller's buffer is too small; the needed size was reported")

// ErrLimitExceeded: a documented limit of the library or of the machine would
// be passed.
var ErrLimitExceeded = errors.New("pvm: a documented limit of the library or of the machine would be passed")

// ErrUnsupported: this combination of options, or this value, is not known to
// the library.
var ErrUnsupported = errors.New("pvm: this combination of options, or this value, is not known to the library")

// ErrDestroyed: the handle was destroyed before.
var ErrDestroyed = errors.New("pvm: the handle was destroyed before")

// ErrBadAddress: not a multiple of 4096, in the first 64 KiB, or past 2^32.
var ErrBadAddress = errors.New("pvm: not a multiple of 4096, in the first 64 KiB, or past 2^32")

// ErrBadState: the machine is not stopped where this call makes sense.
var ErrBadState = errors.New("pvm: the machine is not stopped where this call makes sense")

// ErrNoMemoryMode: the memory mode is unknown, or not to be had with this
// engine on this host.
var ErrNoMemoryMode = errors.New("pvm: the memory mode is unknown, or not to be had with this engine on this host")

// ErrSignalTaken: another handler of SIGSEGV has replaced the library's, or the
// thread blocks it.
var ErrSignalTaken = errors.New("pvm: another handler of SIGSEGV has replaced the library's, or the thread blocks it")

// Error is what a failed call returns. [errors.Is] compares it with the Err values of this package.
type Error struct {
	// Op is what was called, such as "Program.CopyCode".
	Op string
	// Status is what the library answered, or would have answered to a mistake that was found before.
	// It is 0 where a function has other ways to say that it failed.
	Status Status

	text string
	kind error
}

// Error says what was called, what is wrong, and what to do where that is not plain.
func (e *Error) Error() string {
	return "pvm: " + e.Op + ": " + e.text
}

// Unwrap gives the Err value of this failure.
func (e *Error) Unwrap() error {
	return e.kind
}

func newError(op string, kind error, text string) *Error {
	return &Error{Op: op, Status: statusOf(kind), text: text, kind: kind}
}

// kindOf gives the Err value of a status, nil for one that this package does not know.
func kindOf(status Status) error {
	switch status {
	case StatusInvalidArgument:
		return ErrInvalidArgument
	case StatusOutOfMemory:
		return ErrOutOfMemory
	case StatusBadProgram:
		return ErrBadProgram
	case StatusPageFault:
		return ErrPageFault
	case StatusBusy:
		return ErrBusy
	case StatusBufferTooSmall:
		return ErrBufferTooSmall
	case StatusLimitExceeded:
		return ErrLimitExceeded
	case StatusUnsupported:
		return ErrUnsupported
	case StatusDestroyed:
		return ErrDestroyed
	case StatusBadAddress:
		return ErrBadAddress
	case StatusBadState:
		return ErrBadState
	case StatusNoMemoryMode:
		return ErrNoMemoryMode
	case StatusSignalTaken:
		return ErrSignalTaken
	}
	return nil
}

func statusOf(kind error) Status {
	switch kind {
	case ErrInvalidArgument:
		return StatusInvalidArgument
	case ErrOutOfMemory:
		return StatusOutOfMemory
	case ErrBadProgram:
		return StatusBadProgram
	case ErrPageFault:
		return StatusPageFault
	case ErrBusy:
		return StatusBusy
	case ErrBufferTooSmall:
		return StatusBufferTooSmall
	case ErrLimitExceeded:
		return StatusLimitExceeded
	case ErrUnsupported:
		return StatusUnsupported
	case ErrDestroyed:
		return StatusDestroyed
	case ErrBadAddress:
		return StatusBadAddress
	case ErrBadState:
		return StatusBadState
	case ErrNoMemoryMode:
		return StatusNoMemoryMode
	case ErrSignalTaken:
		return StatusSignalTaken
	}
	return StatusOK
}

// failure gives the error of a status, nil for success.
func failure(op string, status Status) error {
	switch status {
	case StatusOK:
		return nil
	case StatusBadProgram:
		return newBadProgramError(op, failureText(op, status))
	case StatusPageFault:
		return newPageFaultError(op, failureText(op, status))
	case StatusBufferTooSmall:
		return newBufferTooSmallError(op, failureText(op, status))
	case StatusLimitExceeded:
		return newLimitExceededError(op, failureText(op, status))
	}
	return newFailure(op, status, failureText(op, status))
}

func newFailure(op string, status Status, text string) *Error {
	return &Error{Op: op, Status: status, text: text, kind: kindOf(status)}
}

var failureTexts = [...]struct {
	op     string
	status Status
	text   string
}{
	{"ParseProgram", StatusInvalidArgument, "a required pointer is NULL"},
	{"ParseProgram", StatusBadProgram, "not the encoding of a program"},
	{"ParseProgram", StatusLimitExceeded, "the code is longer than PVM_MAX_CODE_LEN"},
	{"ParseProgram", StatusUnsupported, "an option has a value that the library does not know"},
	{"ParseProgram", StatusOutOfMemory, "nothing was allocated"},
	{"ParseStandardProgram", StatusInvalidArgument, "a required pointer is NULL"},
	{"ParseStandardProgram", StatusBadProgram, "the container is not a standard program"},
	{"ParseStandardProgram", StatusLimitExceeded, "the code is longer than PVM_MAX_CODE_LEN"},
	{"ParseStandardProgram", StatusUnsupported, "an option has a value that the library does not know"},
	{"ParseStandardProgram", StatusOutOfMemory, "nothing was allocated"},
	{"NewProgramFromParts", StatusInvalidArgument, "a required pointer is NULL"},
	{"NewProgramFromParts", StatusBadProgram, "the bitmask's length or padding is wrong"},
	{"NewProgramFromParts", StatusLimitExceeded, "the code is longer than PVM_MAX_CODE_LEN"},
	{"NewProgramFromParts", StatusUnsupported, "an option has a value that the library does not know"},
	{"NewProgramFromParts", StatusOutOfMemory, "nothing was allocated"},
	{"Program.Info", StatusInvalidArgument, "a pointer is NULL, or `size` is smaller than the first version of the struct"},
	{"Program.Defect", StatusInvalidArgument, "a pointer is NULL"},
	{"Program.CopyCode", StatusInvalidArgument, "a required pointer is NULL"},
	{"Program.CopyCode", StatusBufferTooSmall, "nothing was copied"},
	{"Program.JumpTarget", StatusInvalidArgument, "a pointer is NULL, or there is no such entry"},
	{"Program.BlockCost", StatusInvalidArgument, "a pointer is NULL, or neither starts there"},
	{"Program.ListBlocks", StatusInvalidArgument, "a required pointer is NULL"},
	{"Program.Disassemble", StatusInvalidArgument, "a required pointer is NULL, or the program's code is invalid"},
	{"Program.Disassemble", StatusBufferTooSmall, "nothing was written"},
	{"Program.List", StatusInvalidArgument, "a required pointer is NULL"},
	{"Program.List", StatusBufferTooSmall, "nothing was written"},
	{"Program.List", StatusOutOfMemory, "nothing was written"},
	{"Program.CopyNativeCode", StatusInvalidArgument, "a required pointer is NULL, or no instruction starts there"},
	{"Program.CopyNativeCode", StatusBufferTooSmall, "nothing was copied"},
	{"Program.CopyNativeCode", StatusUnsupported, "there is none: the engine interprets it, or has not compiled it so far"},
	{"Engine.Assemble", StatusInvalidArgument, "a required pointer is NULL"},
	{"Engine.Assemble", StatusBadProgram, "the text has a mistake"},
	{"Engine.Assemble", StatusBufferTooSmall, "nothing was written"},
	{"Engine.Assemble", StatusLimitExceeded, "the code would be longer than PVM_MAX_CODE_LEN"},
	{"Engine.Assemble", StatusUnsupported, "the instruction set is not known to the library"},
	{"Engine.Assemble", StatusOutOfMemory, "nothing was written"},
	{"NewVMFromProgram", StatusInvalidArgument, "a required pointer is NULL"},
	{"NewVMFromProgram", StatusNoMemoryMode, "the memory mode is unknown, or the engine does not have it on this machine, or the host allows no more guarded memory"},
	{"NewVMFromProgram", StatusSignalTaken, "guarded memory was asked for, but another handler has replaced the library's, or this thread blocks SIGSEGV"},
	{"NewVMFromProgram", StatusLimitExceeded, "too many machines are alive"},
	{"NewVMFromProgram", StatusOutOfMemory, "nothing was allocated"},
	{"NewVMFromProgram", StatusDestroyed, "the program was destroyed before"},
	{"NewVMFromStandard", StatusInvalidArgument, "a required pointer is NULL, or the argument is longer than PVM_MAX_ARGUMENT_LEN"},
	{"NewVMFromStandard", StatusUnsupported, "the program is not a standard program"},
	{"NewVMFromStandard", StatusNoMemoryMode, "the memory mode is unknown, or the engine does not have it on this machine, or the host allows no more guarded memory"},
	{"NewVMFromStandard", StatusSignalTaken, "guarded memory was asked for, but another handler has replaced the library's, or this thread blocks SIGSEGV"},
	{"NewVMFromStandard", StatusLimitExceeded, "it needs more memory than the limit allows, or too many machines are alive"},
	{"NewVMFromStandard", StatusOutOfMemory, "nothing was allocated"},
	{"NewVMFromStandard", StatusDestroyed, "the program was destroyed before"},
	{"VM.Clone", StatusInvalidArgument, "a pointer is NULL"},
	{"VM.Clone", StatusBusy, "the machine is running"},
	{"VM.Clone", StatusLimitExceeded, "too many machines are alive"},
	{"VM.Clone", StatusOutOfMemory, "nothing was allocated"},
	{"VM.Close", StatusDestroyed, "the handle was destroyed before; nothing happens"},
	{"VM.Close", StatusBusy, "the machine is running: called from its own callback; it stays alive"},
	{"VM.Reset", StatusInvalidArgument, "the machine is NULL"},
	{"VM.Reset", StatusBusy, "the machine is running"},
	{"VM.Reset", StatusOutOfMemory, "the machine is as it was"},
	{"VM.ResetStandard", StatusInvalidArgument, "a required pointer is NULL, or the argument is longer than PVM_MAX_ARGUMENT_LEN or lies in the machine's own memory"},
	{"VM.ResetStandard", StatusBusy, "the machine is running"},
	{"VM.ResetStandard", StatusUnsupported, "the program is not a standard program"},
	{"VM.ResetStandard", StatusLimitExceeded, "it needs more memory than the limit allows; the machine is reset and bare"},
	{"VM.ResetStandard", StatusOutOfMemory, "the machine is reset and bare"},
	{"VM.SetBitmask", StatusInvalidArgument, "a required pointer is NULL"},
	{"VM.SetBitmask", StatusBadProgram, "wrong length, or a bit behind the code is set; the machine keeps what it had"},
	{"VM.SetBitmask", StatusUnsupported, "the machine was made from a program, which has a bitmask"},
	{"VM.SetBitmask", StatusBusy, "the machine is running"},
	{"VM.SetBitmask", StatusOutOfMemory, "the machine keeps what it had"},
	{"VM.SetJumpTable", StatusInvalidArgument, "a required pointer is NULL"},
	{"VM.SetJumpTable", StatusUnsupported, "the machine was made from a program, which has a jump table"},
	{"VM.SetJumpTable", StatusBusy, "the machine is running"},
	{"VM.SetJumpTable", StatusOutOfMemory, "the machine keeps what it had"},
	{"VM.Check", StatusInvalidArgument, "it is NULL"},
	{"VM.Check", StatusBusy, "the machine is running"},
	{"VM.SetRegister", StatusInvalidArgument, "there is no such register, or the machine is NULL"},
	{"VM.Trap", StatusInvalidArgument, "a pointer is NULL"},
	{"VM.SetMemoryRegions", StatusInvalidArgument, "a required pointer is NULL or leads into the machine's own memory, or a size is out of range; memory is as it was"},
	{"VM.SetMemoryRegions", StatusLimitExceeded, "more than the machine's memory limit; memory is as it was"},
	{"VM.SetMemoryRegions", StatusBusy, "the machine is running"},
	{"VM.SetMemoryRegions", StatusOutOfMemory, "all memory is unmapped"},
	{"VM.MapMemory", StatusInvalidArgument, "the machine is NULL, or `access` is no access"},
	{"VM.MapMemory", StatusBadAddress, "not whole pages, or out of range"},
	{"VM.MapMemory", StatusLimitExceeded, "more than the machine's memory limit"},
	{"VM.MapMemory", StatusOutOfMemory, "nothing has changed"},
	{"VM.ProtectMemory", StatusInvalidArgument, "the machine is NULL, or `access` is neither"},
	{"VM.ProtectMemory", StatusBadAddress, "not whole pages, or out of range"},
	{"VM.ProtectMemory", StatusPageFault, "a page of the range is not mapped; nothing has changed"},
	{"VM.QueryMemory", StatusInvalidArgument, "a pointer is NULL"},
	{"VM.ReadMemory", StatusInvalidArgument, "a required pointer is NULL"},
	{"VM.ReadMemory", StatusPageFault, "a page of the range is not readable; nothing was copied"},
	{"VM.WriteMemory", StatusInvalidArgument, "a required pointer is NULL"},
	{"VM.WriteMemory", StatusPageFault, "a page of the range is not writable; nothing was written"},
	{"VM.InitializeMemory", StatusInvalidArgument, "a required pointer is NULL"},
	{"VM.InitializeMemory", StatusPageFault, "a page of the range is not mapped; nothing was written"},
	{"VM.SetHeapPointer", StatusInvalidArgument, "the machine is NULL"},
	{"VM.SetHeapPointer", StatusBadAddress, "beyond the heap limit: the lowest stack address, or 0 without the standard layout"},
	{"VM.GrowHeap", StatusInvalidArgument, "a pointer is NULL"},
	{"VM.GrowHeap", StatusLimitExceeded, "past the heap limit or the memory limit; nothing has changed"},
	{"VM.GrowHeap", StatusOutOfMemory, "nothing has changed"},
	{"VM.CopyOutput", StatusInvalidArgument, "a required pointer is NULL"},
	{"VM.CopyOutput", StatusBadState, "the machine has not halted"},
	{"VM.CopyOutput", StatusBufferTooSmall, "nothing was copied"},
	{"VM.CopyOutput", StatusBusy, "the machine is running"},
}

// failureText says what a status means for one operation.
func failureText(op string, status Status) string {
	for _, row := range failureTexts {
		if row.op == op && row.status == status {
			return row.text
		}
	}
	switch status {
	case StatusInvalidArgument:
		return "a required pointer is NULL, or a number outside its documented range"
	case StatusOutOfMemory:
		return "the host has no memory or address space left for it"
	case StatusBadProgram:
		return "not a program; the error record says where and why"
	case StatusPageFault:
		return "a page of the range does not allow the access"
	case StatusBusy:
		return "the machine is running: only calls marked for callbacks are allowed"
	case StatusBufferTooSmall:
		return "the caller's buffer is too small; the needed size was reported"
	case StatusLimitExceeded:
		return "a documented limit of the library or of the machine would be passed"
	case StatusUnsupported:
		return "this combination of options, or this value, is not known to the library"
	case StatusDestroyed:
		return "the handle was destroyed before"
	case StatusBadAddress:
		return "not a multiple of 4096, in the first 64 KiB, or past 2^32"
	case StatusBadState:
		return "the machine is not stopped where this call makes sense"
	case StatusNoMemoryMode:
		return "the memory mode is unknown, or not to be had with this engine on this host"
	case StatusSignalTaken:
		return "another handler of SIGSEGV has replaced the library's, or the thread blocks it"
	}
	return "failed with " + status.String()
}

// BadProgramError is [ErrBadProgram] with details: not a program; the error
// record says where and why.
type BadProgramError struct {
	// Op is what was called.
	Op string
	// First octet of the input that is wrong.
	Offset uint64
	// What is wrong with it.
	Defect Defect
	// Line of assembly text, from 1; 0 for everything else.
	Line uint32
	// One sentence in lower case, without a full stop.
	Message string

	cause Error
}

// Error says what was called, what is wrong and where.
func (e *BadProgramError) Error() string {
	return e.cause.Error()
}

// Unwrap gives the same failure as an [Error].
func (e *BadProgramError) Unwrap() error {
	return &e.cause
}

func newBadProgramError(op, text string) *BadProgramError {
	return &BadProgramError{Op: op, cause: *newFailure(op, StatusBadProgram, text)}
}

// PageFaultError is [ErrPageFault] with details: a page of the range does not
// allow the access.
type PageFaultError struct {
	// Op is what was called.
	Op string
	// First address of the lowest page that is not readable, set only with
	// [ErrPageFault]; 0 if the range runs over 2^32.
	FaultAddress uint32

	cause Error
}

// Error says what was called, what is wrong and where.
func (e *PageFaultError) Error() string {
	return e.cause.Error()
}

// Unwrap gives the same failure as an [Error].
func (e *PageFaultError) Unwrap() error {
	return &e.cause
}

func newPageFaultError(op, text string) *PageFaultError {
	return &PageFaultError{Op: op, cause: *newFailure(op, StatusPageFault, text)}
}

// BufferTooSmallError is [ErrBufferTooSmall] with details: the caller's buffer
// is too small; the needed size was reported.
type BufferTooSmallError struct {
	// Op is what was called.
	Op string
	// How many elements the buffer must have room for.
	Needed int

	cause Error
}

// Error says what was called, what is wrong and where.
func (e *BufferTooSmallError) Error() string {
	return e.cause.Error()
}

// Unwrap gives the same failure as an [Error].
func (e *BufferTooSmallError) Unwrap() error {
	return &e.cause
}

func newBufferTooSmallError(op, text string) *BufferTooSmallError {
	return &BufferTooSmallError{Op: op, cause: *newFailure(op, StatusBufferTooSmall, text)}
}

// LimitExceededError is [ErrLimitExceeded] with details: a documented limit of
// the library or of the machine would be passed.
type LimitExceededError struct {
	// Op is what was called.
	Op string
	// First octet of the input that is wrong.
	Offset uint64
	// What is wrong with it.
	Defect Defect
	// Line of assembly text, from 1; 0 for everything else.
	Line uint32
	// One sentence in lower case, without a full stop.
	Message string

	cause Error
}

// Error says what was called, what is wrong and where.
func (e *LimitExceededError) Error() string {
	return e.cause.Error()
}

// Unwrap gives the same failure as an [Error].
func (e *LimitExceededError) Unwrap() error {
	return &e.cause
}

func newLimitExceededError(op, text string) *LimitExceededError {
	return &LimitExceededError{Op: op, cause: *newFailure(op, StatusLimitExceeded, text)}
}

// invalid is a mistake in an argument that is found before C is called.
func invalid(op, text string) error {
	return newError(op, ErrInvalidArgument, text)
}

func otherLibrary(op, parameter string) error {
	return invalid(op, parameter+" belongs to another engine; make it with the same one")
}
