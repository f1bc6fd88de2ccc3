// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

//go:build cgo

package pvm

import "strconv"

// EngineKind is what kind of engine a library is.
//
// Later versions may add members.
//
// Since 1.0.
type EngineKind uint32

// The members of EngineKind.
const (
	// Interprets on any machine.
	EngineKindInterpreter EngineKind = 0
	// Compiles to the machine's own code.
	EngineKindRecompiler EngineKind = 1
)

// String gives the member in words, such as interpreter.
func (value EngineKind) String() string {
	switch value {
	case EngineKindInterpreter:
		return "interpreter"
	case EngineKindRecompiler:
		return "recompiler"
	}
	return "EngineKind(" + strconv.FormatInt(int64(value), 10) + ")"
}

// Status is the outcome of a call that can fail.
//
// Later versions may add members.
//
// Since 1.0.
type Status uint32

// The members of Status.
const (
	// Done.
	StatusOK Status = 0
	// A required pointer is nil, or a number outside its documented range.
	StatusInvalidArgument Status = 1
	// The host has no memory or address space left for it.
	StatusOutOfMemory Status = 2
	// Not a program; the error record says where and why.
	StatusBadProgram Status = 3
	// A page of the range does not allow the access.
	StatusPageFault Status = 4
	// The machine is running: only calls marked for callbacks are allowed.
	StatusBusy Status = 5
	// The caller's buffer is too small; the needed size was reported.
	StatusBufferTooSmall Status = 6
	// A documented limit of the library or of the machine would be passed.
	StatusLimitExceeded Status = 7
	// This combination of options, or this value, is not known to the library.
	StatusUnsupported Status = 8
	// The handle was destroyed before.
	StatusDestroyed Status = 9
	// Not a multiple of 4096, in the first 64 KiB, or past 2^32.
	StatusBadAddress Status = 10
	// The machine is not stopped where this call makes sense.
	StatusBadState Status = 11
	// The memory mode is unknown, or not to be had with this engine on this host.
	StatusNoMemoryMode Status = 12
	// Another handler of SIGSEGV has replaced the library's, or the thread blocks
	// it.
	StatusSignalTaken Status = 13
)

// String gives the member in words, such as ok.
func (value Status) String() string {
	switch value {
	case StatusOK:
		return "ok"
	case StatusInvalidArgument:
		return "invalid-argument"
	case StatusOutOfMemory:
		return "out-of-memory"
	case StatusBadProgram:
		return "bad-program"
	case StatusPageFault:
		return "page-fault"
	case StatusBusy:
		return "busy"
	case StatusBufferTooSmall:
		return "buffer-too-small"
	case StatusLimitExceeded:
		return "limit-exceeded"
	case StatusUnsupported:
		return "unsupported"
	case StatusDestroyed:
		return "destroyed"
	case StatusBadAddress:
		return "bad-address"
	case StatusBadState:
		return "bad-state"
	case StatusNoMemoryMode:
		return "no-memory-mode"
	case StatusSignalTaken:
		return "signal-taken"
	}
	return "Status(" + strconv.FormatInt(int64(value), 10) + ")"
}

// Result is how a run of the guest ended, or why it paused.
//
// The first four are the answers that simple hosts need; Gray Paper A.1 has
// five, see [MachineState].
//
// Later versions may add members.
//
// Gray Paper A.1. Since 1.0.
type Result uint32

// The members of Result.
const (
	// The guest halted, or the host ended the run with [HostResultTerminate].
	ResultOK Result = 0
	// Out of gas: the instruction at pc has not run.
	ResultOOG Result = 1
	// Panic; trap_kind says of which sort.
	ResultPanic Result = 2
	// Stopped at the ecalli at pc, number in host_call; resume to go on behind it.
	ResultHostCall Result = 3
	// Page fault at fault_address; the instruction at pc has done nothing.
	ResultFault Result = 4
	// [VM.Interrupt] was called; resume goes on as if nothing happened.
	ResultInterrupted Result = 5
	// [VM.Step] has run its number of instructions; resume or step again.
	ResultStepped Result = 6
	// Nothing ran: the handle is nil or destroyed, or the machine is running.
	ResultRefused Result = 7
)

// String gives the member in words, such as ok.
func (value Result) String() string {
	switch value {
	case ResultOK:
		return "ok"
	case ResultOOG:
		return "oog"
	case ResultPanic:
		return "panic"
	case ResultHostCall:
		return "host-call"
	case ResultFault:
		return "fault"
	case ResultInterrupted:
		return "interrupted"
	case ResultStepped:
		return "stepped"
	case ResultRefused:
		return "refused"
	}
	return "Result(" + strconv.FormatInt(int64(value), 10) + ")"
}

// InstructionSet is how opcodes are numbered. A blob does not say which it was
// made for: the caller must.
//
// Later versions may add members.
//
// Gray Paper A.5. Since 1.0.
type InstructionSet uint32

// The members of InstructionSet.
const (
	// Gray Paper 0.7.2: 139 opcodes.
	InstructionSetGP072 InstructionSet = 0
	// The same, and 3 is unlikely, which does nothing.
	InstructionSetGP072Unlikely InstructionSet = 1
)

// String gives the member in words, such as gp-0-7-2.
func (value InstructionSet) String() string {
	switch value {
	case InstructionSetGP072:
		return "gp-0-7-2"
	case InstructionSetGP072Unlikely:
		return "gp-0-7-2-unlikely"
	}
	return "InstructionSet(" + strconv.FormatInt(int64(value), 10) + ")"
}

// GasModel is how gas is charged.
//
// Later versions may add members.
//
// Gray Paper A.1. Since 1.0.
type GasModel uint32

// The members of GasModel.
const (
	// One per instruction, charged before it runs. Gray Paper 0.7.
	GasModelInstruction GasModel = 0
	// Per basic block on entry, by a simulated pipeline. Proposed for 0.8.
	GasModelBlock GasModel = 1
)

// String gives the member in words, such as instruction.
func (value GasModel) String() string {
	switch value {
	case GasModelInstruction:
		return "instruction"
	case GasModelBlock:
		return "block"
	}
	return "GasModel(" + strconv.FormatInt(int64(value), 10) + ")"
}

// Compile is the when a recompiler makes machine code of a program. Results are
// the same to the bit.
//
// Later versions may add members.
//
// Since 1.0.
type Compile uint32

// The members of Compile.
const (
	// Lazily: code that has been entered, when it was interpreted for long enough.
	CompileAdaptive Compile = 0
	// The whole program, when it is made.
	CompileEager Compile = 1
	// Not at all: it is interpreted.
	CompileNever Compile = 2
)

// String gives the member in words, such as adaptive.
func (value Compile) String() string {
	switch value {
	case CompileAdaptive:
		return "adaptive"
	case CompileEager:
		return "eager"
	case CompileNever:
		return "never"
	}
	return "Compile(" + strconv.FormatInt(int64(value), 10) + ")"
}

// Defect is what is wrong with a program.
//
// Later versions may add members.
//
// Gray Paper A.2. Since 1.0.
type Defect uint32

// The members of Defect.
const (
	// Nothing.
	DefectNone Defect = 0
	// It ends before its last field is complete.
	DefectTruncated Defect = 1
	// Octets are left over after the last field.
	DefectTrailing Defect = 2
	// A natural number is not in its shortest form.
	DefectNotShortest Defect = 3
	// An unused bit of the last octet of the bitmask is set.
	DefectPadding Defect = 4
	// A jump table entry is 2^64 or more.
	DefectJumpEntry Defect = 5
	// The code is longer than [MaxCodeLen].
	DefectLimit Defect = 6
	// The bitmask has not one bit per octet of code.
	DefectBitmaskLen Defect = 7
	// The sections of a standard program do not fit the address space.
	DefectLayout Defect = 8
	// Assembly text that is not understood.
	DefectSyntax Defect = 9
	// Assembly text refers to a label that it does not define.
	DefectUnknownLabel Defect = 10
	// A number in assembly text does not fit where it stands.
	DefectOutOfRange Defect = 11
)

// String gives the member in words, such as none.
func (value Defect) String() string {
	switch value {
	case DefectNone:
		return "none"
	case DefectTruncated:
		return "truncated"
	case DefectTrailing:
		return "trailing"
	case DefectNotShortest:
		return "not-shortest"
	case DefectPadding:
		return "padding"
	case DefectJumpEntry:
		return "jump-entry"
	case DefectLimit:
		return "limit"
	case DefectBitmaskLen:
		return "bitmask-len"
	case DefectLayout:
		return "layout"
	case DefectSyntax:
		return "syntax"
	case DefectUnknownLabel:
		return "unknown-label"
	case DefectOutOfRange:
		return "out-of-range"
	}
	return "Defect(" + strconv.FormatInt(int64(value), 10) + ")"
}

// TrapKind is why a machine panicked or faulted.
//
// Later versions may add members.
//
// Gray Paper A.1. Since 1.0.
type TrapKind uint32

// The members of TrapKind.
const (
	// It did not.
	TrapKindNone TrapKind = 0
	// A trap instruction, or octets that act as one.
	TrapKindTrap TrapKind = 1
	// A jump or branch to something that is no block start, or a bad jump address.
	TrapKindBadJump TrapKind = 2
	// An access below [LowestAddress].
	TrapKindLowAddress TrapKind = 3
	// A load from an inaccessible page.
	TrapKindLoadFault TrapKind = 4
	// A store to an inaccessible or read-only page.
	TrapKindStoreFault TrapKind = 5
	// No host callback, or it answered [HostResultError].
	TrapKindHostError TrapKind = 6
	// The program's blob is invalid; nothing ran, nothing was charged.
	TrapKindInvalidProgram TrapKind = 7
)

// String gives the member in words, such as none.
func (value TrapKind) String() string {
	switch value {
	case TrapKindNone:
		return "none"
	case TrapKindTrap:
		return "trap"
	case TrapKindBadJump:
		return "bad-jump"
	case TrapKindLowAddress:
		return "low-address"
	case TrapKindLoadFault:
		return "load-fault"
	case TrapKindStoreFault:
		return "store-fault"
	case TrapKindHostError:
		return "host-error"
	case TrapKindInvalidProgram:
		return "invalid-program"
	}
	return "TrapKind(" + strconv.FormatInt(int64(value), 10) + ")"
}

// MachineState is the state of a machine as the Gray Paper numbers it for inner
// machines.
//
// Later versions may add members.
//
// Gray Paper B.8. Since 1.0.
type MachineState uint32

// The members of MachineState.
const (
	// Halted.
	MachineStateHalt MachineState = 0
	// Panicked.
	MachineStatePanic MachineState = 1
	// Page fault.
	MachineStateFault MachineState = 2
	// At a host call.
	MachineStateHost MachineState = 3
	// Out of gas.
	MachineStateOutOfGas MachineState = 4
	// Never run since it was created or reset, or paused between instructions.
	MachineStateReady MachineState = 5
)

// String gives the member in words, such as halt.
func (value MachineState) String() string {
	switch value {
	case MachineStateHalt:
		return "halt"
	case MachineStatePanic:
		return "panic"
	case MachineStateFault:
		return "fault"
	case MachineStateHost:
		return "host"
	case MachineStateOutOfGas:
		return "out-of-gas"
	case MachineStateReady:
		return "ready"
	}
	return "MachineState(" + strconv.FormatInt(int64(value), 10) + ")"
}

// MemoryMode is how compiled code accesses a machine's memory. Results are the
// same in all modes.
//
// Guarded memory is protected page by page as the guest may access it, and what
// the guest may not do ends in a signal, which the library makes into an exact
// exit. An access is then one instruction and is quick, a fault costs
// microseconds, and so does changing the access of pages. Checked code looks at
// a page's access before it uses the page.
//
// For guarded memory, the library installs a handler for SIGSEGV and SIGBUS
// when the first machine needs it, and never removes it. It passes on every
// signal that is not of its own code to the handler that was there before. A
// handler that is installed later and does not pass signals on, like Node's
// process.on('SIGSEGV'), disables guarded memory: machines run checked code
// from their next [VM.Execute] or [VM.Resume] on.
//
// Later versions may add members.
//
// Since 1.0.
type MemoryMode uint32

// The members of MemoryMode.
const (
	// Checked at first; guarded where possible when the machine has run for long.
	MemoryModeAuto MemoryMode = 0
	// Guarded from the start; refused where that is impossible.
	MemoryModeGuard MemoryMode = 1
	// Always checked. What an interpreter does.
	MemoryModeCheck MemoryMode = 2
)

// String gives the member in words, such as auto.
func (value MemoryMode) String() string {
	switch value {
	case MemoryModeAuto:
		return "auto"
	case MemoryModeGuard:
		return "guard"
	case MemoryModeCheck:
		return "check"
	}
	return "MemoryMode(" + strconv.FormatInt(int64(value), 10) + ")"
}

// Access is what a guest may do with a page.
//
// Gray Paper 4.6. Since 1.0.
type Access uint32

// The members of Access.
const (
	// Nothing: not mapped.
	AccessNone Access = 0
	// Load.
	AccessRead Access = 1
	// Load and store.
	AccessReadWrite Access = 2
)

// String gives the member in words, such as none.
func (value Access) String() string {
	switch value {
	case AccessNone:
		return "none"
	case AccessRead:
		return "read"
	case AccessReadWrite:
		return "read-write"
	}
	return "Access(" + strconv.FormatInt(int64(value), 10) + ")"
}

// HostResult is what a host function wants to happen next.
//
// Since 1.0.
type HostResult uint32

// The members of HostResult.
const (
	// Go on behind the ecalli, with whatever the host changed.
	HostResultContinue HostResult = 0
	// End the run with [ResultOK].
	HostResultTerminate HostResult = 1
	// End the run with [ResultPanic], trap kind [TrapKindHostError].
	HostResultError HostResult = 2
	// Return [ResultHostCall] to whoever runs the machine; resume goes on.
	HostResultYield HostResult = 3
)

// String gives the member in words, such as continue.
func (value HostResult) String() string {
	switch value {
	case HostResultContinue:
		return "continue"
	case HostResultTerminate:
		return "terminate"
	case HostResultError:
		return "error"
	case HostResultYield:
		return "yield"
	}
	return "HostResult(" + strconv.FormatInt(int64(value), 10) + ")"
}
