// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

package pvm

/*
#include "pvm_go.h"

#cgo CFLAGS: -fvisibility=hidden
#cgo linux LDFLAGS: -ldl

#cgo noescape pvm_go_abi_version
#cgo nocallback pvm_go_abi_version
#cgo noescape pvm_go_engine_kind
#cgo nocallback pvm_go_engine_kind
#cgo noescape pvm_go_engine_name
#cgo nocallback pvm_go_engine_name
#cgo noescape pvm_go_status_message
#cgo nocallback pvm_go_status_message
#cgo noescape pvm_go_result_name
#cgo nocallback pvm_go_result_name
#cgo noescape pvm_go_program_parse
#cgo nocallback pvm_go_program_parse
#cgo noescape pvm_go_program_parse_standard
#cgo nocallback pvm_go_program_parse_standard
#cgo noescape pvm_go_program_from_parts
#cgo nocallback pvm_go_program_from_parts
#cgo noescape pvm_go_assemble
#cgo nocallback pvm_go_assemble
#cgo noescape pvm_go_vm_create
#cgo nocallback pvm_go_vm_create
*/
import "C"

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unsafe"

	"github.com/pvm-ffi/pvm-go/internal/engine/interpreter"
	"github.com/pvm-ffi/pvm-go/internal/engine/recompiler"
)

// Engine is one loaded library that has the functions of pvm.h. Any number of
// them can be used side by side; what is made with one cannot be passed to
// another.
//
// A loaded library stays loaded until the process ends: pointers into it may be
// anywhere.
type Engine struct {
	table  C.uintptr_t
	origin string
}

// String names the engine: a built-in one by its name, another one by its path.
func (engine *Engine) String() string {
	return engine.origin
}

// functions gives the table of functions. One that this package did not make has none.
func (engine *Engine) functions() C.uintptr_t {
	if engine.table == 0 {
		panic("pvm: this Engine is empty; get one from DefaultEngine or LoadEngine")
	}
	return engine.table
}

var builtinInterpreter = &Engine{table: C.uintptr_t(interpreter.Table()), origin: "interpreter"}

var builtinRecompiler = &Engine{table: C.uintptr_t(recompiler.Table()), origin: "recompiler"}

// defaultEngine is what the functions of this package use.
var defaultEngine = builtinInterpreter

// DefaultEngine gives the engine that the functions of this package use: the built-in one called interpreter.
func DefaultEngine() *Engine {
	return defaultEngine
}

// BuiltinEngines lists the names of the libraries that are linked in.
func BuiltinEngines() []string {
	return []string{"interpreter", "recompiler"}
}

// BuiltinEngine gives the library of a name that [BuiltinEngines] lists.
func BuiltinEngine(name string) (*Engine, error) {
	switch name {
	case "interpreter":
		return builtinInterpreter, nil
	case "recompiler":
		return builtinRecompiler, nil
	}
	return nil, invalid("BuiltinEngine", strconv.Quote(name)+" is not built in; one of interpreter, recompiler")
}

// LoadError says why a file is no library that this package can use.
type LoadError struct {
	// Path is what was to be loaded.
	Path string

	text string
}

// Error says what is wrong with the file, and what to do.
func (e *LoadError) Error() string {
	return "pvm: LoadEngine: " + e.text
}

// loaded holds every library that was opened, by the system's handle: the same file is one engine.
var loaded struct {
	sync.Mutex
	byHandle map[C.uintptr_t]*Engine
}

// LoadEngine opens a shared library that exports pvm.h, whoever made it. A path without a slash is looked for
// where the system keeps libraries. It fails with a *[LoadError] if the file cannot be opened, is no such library,
// has another ABI or lacks a function; nothing stays open then.
func LoadEngine(path string) (*Engine, error) {
	if strings.IndexByte(path, 0) >= 0 {
		return nil, &LoadError{Path: path, text: "path contains a NUL character, which C cannot hold"}
	}
	cPath := C.CString(path)
	defer C.free(unsafe.Pointer(cPath))
	loaded.Lock()
	defer loaded.Unlock()
	var message [512]C.char
	var table, opened C.uintptr_t
	if C.pvm_go_load(cPath, &table, &opened, &message[0], C.size_t(len(message))) != 0 {
		return nil, &LoadError{Path: path, text: C.GoString(&message[0])}
	}
	if known := loaded.byHandle[opened]; known != nil {
		C.pvm_go_unload(table, opened)
		return known, nil
	}
	if loaded.byHandle == nil {
		loaded.byHandle = map[C.uintptr_t]*Engine{}
	}
	engine := &Engine{table: table, origin: path}
	loaded.byHandle[opened] = engine
	return engine, nil
}

// ABIVersion tells the ABI version that the library was built for.
//
// A host that loads a library at run time calls this first and uses the library
// only if the major part equals [ABIMajor] and the minor part is at least
// [ABIMinor] of the header it was compiled with.
//
// It is [Engine.ABIVersion] of the default engine.
//
//   - result: 65536 times the major part, plus the minor part.
//
// Since 1.0.
func ABIVersion() uint32 {
	return defaultEngine.ABIVersion()
}

// ABIVersion is [ABIVersion] with this engine.
func (engine *Engine) ABIVersion() uint32 {
	collect()
	result := C.pvm_go_abi_version(engine.functions())
	return uint32(result)
}

// Kind tells the kind of this engine.
//
//   - result: the kind. A recompiler on a machine that it has no code for
//     answers [EngineKindInterpreter].
//
// Since 1.0.
func (engine *Engine) Kind() EngineKind {
	collect()
	result := C.pvm_go_engine_kind(engine.functions())
	return EngineKind(result)
}

// Name tells the name of this engine, for logs and error messages.
//
//   - result: such as pvm-ffi interpreter 1.0.0.
//
// Since 1.0.
func (engine *Engine) Name() string {
	collect()
	result := C.pvm_go_engine_name(engine.functions())
	return C.GoString(result)
}

// StatusMessage says a status in words.
//
// It is [Engine.StatusMessage] of the default engine.
//
//   - status: any value.
//   - result: one sentence in lower case, without a full stop; never nil.
//
// Since 1.0.
func StatusMessage(status Status) string {
	return defaultEngine.StatusMessage(status)
}

// StatusMessage is [StatusMessage] with this engine.
func (engine *Engine) StatusMessage(status Status) string {
	collect()
	result := C.pvm_go_status_message(engine.functions(), C.pvm_status_t(status))
	return C.GoString(result)
}

// ResultName names a result.
//
// It is [Engine.ResultName] of the default engine.
//
//   - result: any value.
//   - result: such as panic or host-call; unknown for a value that is none.
//
// Since 1.0.
func ResultName(result Result) string {
	return defaultEngine.ResultName(result)
}

// ResultName is [ResultName] with this engine.
func (engine *Engine) ResultName(result Result) string {
	collect()
	result_ := C.pvm_go_result_name(engine.functions(), C.pvm_result_t(result))
	return C.GoString(result_)
}

// ParseProgram reads a program blob: jump table, code and bitmask as the Gray
// Paper encodes them.
//
// Accepted exactly if the blob is the encoding of some program. Undefined
// opcodes, missing terminators and wild jumps are no reason to refuse: they
// matter only when execution gets there.
//
// It is [Engine.ParseProgram] of the default engine.
//
//   - blob: the encoded program.
//   - options: nil: Gray Paper 0.7.2, one gas per instruction.
//   - result: one reference to the program. Untouched on failure.
//
// It fails with
//
//   - [ErrBadProgram], a *[BadProgramError]: not the encoding of a program.
//   - [ErrLimitExceeded], a *[LimitExceededError]: the code is longer than
//     [MaxCodeLen].
//   - [ErrUnsupported]: an option has a value that the library does not know.
//   - [ErrOutOfMemory]: nothing was allocated.
//
// Gray Paper A.2. Since 1.0.
func ParseProgram(blob []byte, options *ProgramOptions) (*Program, error) {
	return defaultEngine.ParseProgram(blob, options)
}

// ParseProgram is [ParseProgram] with this engine.
func (engine *Engine) ParseProgram(blob []byte, options *ProgramOptions) (*Program, error) {
	var cOptions *C.pvm_program_options_t
	if options != nil {
		cOptions = new(C.pvm_program_options_t)
		programOptionsToC(options, cOptions)
	}
	var cProgram C.uintptr_t
	var cError C.pvm_program_error_t
	collect()
	status := Status(C.pvm_go_program_parse(
		engine.functions(), (*C.uint8_t)(unsafe.SliceData(blob)), C.size_t(len(blob)), cOptions,
		&cProgram, &cError,
	))
	switch status {
	case StatusOK:
		return newProgram(engine, cProgram), nil
	case StatusBadProgram:
		detail := programErrorFromC(&cError)
		failed := newBadProgramError("ParseProgram", describe(orElse(detail.Message, "not the encoding of a program"), number("offset", uint64(detail.Offset)), numberUnlessZero("line", uint64(detail.Line))))
		failed.Offset = detail.Offset
		failed.Defect = detail.Defect
		failed.Line = detail.Line
		failed.Message = detail.Message
		return nil, failed
	case StatusLimitExceeded:
		detail := programErrorFromC(&cError)
		failed := newLimitExceededError("ParseProgram", describe(orElse(detail.Message, "the code is longer than PVM_MAX_CODE_LEN"), number("offset", uint64(detail.Offset)), numberUnlessZero("line", uint64(detail.Line))))
		failed.Offset = detail.Offset
		failed.Defect = detail.Defect
		failed.Line = detail.Line
		failed.Message = detail.Message
		return nil, failed
	}
	return nil, failure("ParseProgram", status)
}

// ParseStandardProgram reads a standard program: read-only data, read-write
// data, heap pages, stack size and program blob.
//
// A standard program whose inner blob is invalid is accepted, as the Gray Paper
// has it: its machines panic when run and charge nothing, with trap kind
// [TrapKindInvalidProgram]; is_valid of its info is 0 and [Program.Defect]
// tells why.
//
// It is [Engine.ParseStandardProgram] of the default engine.
//
//   - blob: the standard program.
//   - hasMetadata: true: a length-prefixed metadata blob comes first, as the
//     chain stores it. Nothing in the data tells the two forms apart.
//   - options: nil: Gray Paper 0.7.2, one gas per instruction.
//   - result: one reference to the program. Untouched on failure.
//
// It fails with
//
//   - [ErrBadProgram], a *[BadProgramError]: the container is not a standard
//     program.
//   - [ErrLimitExceeded], a *[LimitExceededError]: the code is longer than
//     [MaxCodeLen].
//   - [ErrUnsupported]: an option has a value that the library does not know.
//   - [ErrOutOfMemory]: nothing was allocated.
//
// Gray Paper A.7. Since 1.0.
func ParseStandardProgram(blob []byte, hasMetadata bool, options *ProgramOptions) (*Program, error) {
	return defaultEngine.ParseStandardProgram(blob, hasMetadata, options)
}

// ParseStandardProgram is [ParseStandardProgram] with this engine.
func (engine *Engine) ParseStandardProgram(blob []byte, hasMetadata bool, options *ProgramOptions) (*Program, error) {
	var cOptions *C.pvm_program_options_t
	if options != nil {
		cOptions = new(C.pvm_program_options_t)
		programOptionsToC(options, cOptions)
	}
	var cProgram C.uintptr_t
	var cError C.pvm_program_error_t
	collect()
	status := Status(C.pvm_go_program_parse_standard(
		engine.functions(), (*C.uint8_t)(unsafe.SliceData(blob)), C.size_t(len(blob)),
		C.bool(hasMetadata), cOptions, &cProgram, &cError,
	))
	switch status {
	case StatusOK:
		return newProgram(engine, cProgram), nil
	case StatusBadProgram:
		detail := programErrorFromC(&cError)
		failed := newBadProgramError("ParseStandardProgram", describe(orElse(detail.Message, "the container is not a standard program"), number("offset", uint64(detail.Offset)), numberUnlessZero("line", uint64(detail.Line))))
		failed.Offset = detail.Offset
		failed.Defect = detail.Defect
		failed.Line = detail.Line
		failed.Message = detail.Message
		return nil, failed
	case StatusLimitExceeded:
		detail := programErrorFromC(&cError)
		failed := newLimitExceededError("ParseStandardProgram", describe(orElse(detail.Message, "the code is longer than PVM_MAX_CODE_LEN"), number("offset", uint64(detail.Offset)), numberUnlessZero("line", uint64(detail.Line))))
		failed.Offset = detail.Offset
		failed.Defect = detail.Defect
		failed.Line = detail.Line
		failed.Message = detail.Message
		return nil, failed
	}
	return nil, failure("ParseStandardProgram", status)
}

// NewProgramFromParts makes a program from its three parts.
//
// It is [Engine.NewProgramFromParts] of the default engine.
//
//   - code: the instructions; 0 to 0x2000000 of them.
//   - bitmask: one bit per octet of code, least significant first: 1 where an
//     instruction starts.
//   - jumpTable: targets of dynamic jumps, as code offsets.
//   - options: nil: Gray Paper 0.7.2, one gas per instruction.
//   - result: one reference to the program. Untouched on failure.
//
// It fails with
//
//   - [ErrBadProgram], a *[BadProgramError]: the bitmask's length or padding is
//     wrong.
//   - [ErrLimitExceeded], a *[LimitExceededError]: the code is longer than
//     [MaxCodeLen].
//   - [ErrUnsupported]: an option has a value that the library does not know.
//   - [ErrOutOfMemory]: nothing was allocated.
//
// Gray Paper A.2. Since 1.0.
func NewProgramFromParts(code []byte, bitmask []byte, jumpTable []uint64, options *ProgramOptions) (*Program, error) {
	return defaultEngine.NewProgramFromParts(code, bitmask, jumpTable, options)
}

// NewProgramFromParts is [NewProgramFromParts] with this engine.
func (engine *Engine) NewProgramFromParts(code []byte, bitmask []byte, jumpTable []uint64, options *ProgramOptions) (*Program, error) {
	if len(code) > 33554432 {
		return nil, invalid("NewProgramFromParts", fmt.Sprintf("code has length %d, but must have 0 to 33554432", len(code)))
	}
	var cOptions *C.pvm_program_options_t
	if options != nil {
		cOptions = new(C.pvm_program_options_t)
		programOptionsToC(options, cOptions)
	}
	var cProgram C.uintptr_t
	var cError C.pvm_program_error_t
	collect()
	status := Status(C.pvm_go_program_from_parts(
		engine.functions(), (*C.uint8_t)(unsafe.SliceData(code)), C.size_t(len(code)),
		(*C.uint8_t)(unsafe.SliceData(bitmask)), C.size_t(len(bitmask)),
		(*C.uint64_t)(unsafe.Pointer(unsafe.SliceData(jumpTable))), C.size_t(len(jumpTable)), cOptions,
		&cProgram, &cError,
	))
	switch status {
	case StatusOK:
		return newProgram(engine, cProgram), nil
	case StatusBadProgram:
		detail := programErrorFromC(&cError)
		failed := newBadProgramError("NewProgramFromParts", describe(orElse(detail.Message, "the bitmask's length or padding is wrong"), number("offset", uint64(detail.Offset)), numberUnlessZero("line", uint64(detail.Line))))
		failed.Offset = detail.Offset
		failed.Defect = detail.Defect
		failed.Line = detail.Line
		failed.Message = detail.Message
		return nil, failed
	case StatusLimitExceeded:
		detail := programErrorFromC(&cError)
		failed := newLimitExceededError("NewProgramFromParts", describe(orElse(detail.Message, "the code is longer than PVM_MAX_CODE_LEN"), number("offset", uint64(detail.Offset)), numberUnlessZero("line", uint64(detail.Line))))
		failed.Offset = detail.Offset
		failed.Defect = detail.Defect
		failed.Line = detail.Line
		failed.Message = detail.Message
		return nil, failed
	}
	return nil, failure("NewProgramFromParts", status)
}

// Assemble turns assembly text into a blob: a bare program, or a standard
// program if the text has its sections.
//
// The language is described in docs/assembly.md.
//
// It is [Engine.Assemble] of the default engine.
//
//   - source: assembly text.
//   - instructionSet: numbering of opcodes.
//   - buffer: receives the blob.
//
// It fails with
//
//   - [ErrBadProgram], a *[BadProgramError]: the text has a mistake.
//   - [ErrBufferTooSmall], a *[BufferTooSmallError]: nothing was written.
//   - [ErrLimitExceeded]: the code would be longer than [MaxCodeLen].
//   - [ErrUnsupported]: the instruction set is not known to the library.
//   - [ErrOutOfMemory]: nothing was written.
//
// Gray Paper A.5. Since 1.0.
func Assemble(source string, instructionSet InstructionSet, buffer []byte) ([]byte, error) {
	return defaultEngine.Assemble(source, instructionSet, buffer)
}

// Assemble is [Assemble] with this engine.
func (engine *Engine) Assemble(source string, instructionSet InstructionSet, buffer []byte) ([]byte, error) {
	if strings.IndexByte(source, 0) >= 0 {
		return nil, invalid("Engine.Assemble", "source contains a NUL character, which C cannot hold")
	}
	cSource := cString(source)
	var cLen C.size_t
	var cError C.pvm_program_error_t
	for {
		collect()
		status := Status(C.pvm_go_assemble(
			engine.functions(), cSource, C.pvm_instruction_set_t(instructionSet),
			(*C.uint8_t)(unsafe.SliceData(buffer)), C.size_t(len(buffer)), &cLen, &cError,
		))
		if status == StatusBufferTooSmall && buffer == nil && cLen > 0 {
			buffer = make([]byte, int(cLen))
			continue
		}
		switch status {
		case StatusOK:
			return buffer[:cLen], nil
		case StatusBufferTooSmall:
			failed := newBufferTooSmallError("Engine.Assemble", describe("nothing was written", strconv.FormatUint(uint64(cLen), 10)+" needed"))
			failed.Needed = int(cLen)
			return nil, failed
		case StatusBadProgram:
			detail := programErrorFromC(&cError)
			failed := newBadProgramError("Engine.Assemble", describe(orElse(detail.Message, "the text has a mistake"), number("offset", uint64(detail.Offset)), numberUnlessZero("line", uint64(detail.Line))))
			failed.Offset = detail.Offset
			failed.Defect = detail.Defect
			failed.Line = detail.Line
			failed.Message = detail.Message
			return nil, failed
		}
		return nil, failure("Engine.Assemble", status)
	}
}

// NewVM makes a machine from bare code: the short form of [NewProgramFromParts]
// and [NewVMFromProgram].
//
// Bitmask and jump table follow through [VM.SetBitmask] and [VM.SetJumpTable];
// until the bitmask is set no instruction starts anywhere, so that the machine
// traps. Gray Paper 0.7.2, one gas per instruction.
//
// It is [Engine.NewVM] of the default engine.
//
//   - serviceIndex: kept for the host, see [VM.ServiceIndex].
//   - code: the instructions, copied; 0 to 0x2000000 of them.
//   - initialRegs: r0 and up; the rest are 0; 0 to 13 of them.
//   - initialPC: where [VM.Resume] would start.
//   - result: nil if an argument is out of range, a required pointer nil,
//     memory short, or [MaxMachines] are alive.
//
// Since 1.0.
func NewVM(serviceIndex uint32, code []byte, initialRegs []uint64, initialPC uint64) (*VM, error) {
	return defaultEngine.NewVM(serviceIndex, code, initialRegs, initialPC)
}

// NewVM is [NewVM] with this engine.
func (engine *Engine) NewVM(serviceIndex uint32, code []byte, initialRegs []uint64, initialPC uint64) (*VM, error) {
	if len(code) > 33554432 {
		return nil, invalid("NewVM", fmt.Sprintf("code has length %d, but must have 0 to 33554432", len(code)))
	}
	if len(initialRegs) > 13 {
		return nil, invalid("NewVM", fmt.Sprintf("initialRegs has length %d, but must have 0 to 13", len(initialRegs)))
	}
	collect()
	result := C.pvm_go_vm_create(
		engine.functions(), C.uint32_t(serviceIndex), (*C.uint8_t)(unsafe.SliceData(code)),
		C.size_t(len(code)), (*C.uint64_t)(unsafe.Pointer(unsafe.SliceData(initialRegs))),
		C.size_t(len(initialRegs)), C.uint64_t(initialPC),
	)
	if result == 0 {
		return nil, newError("NewVM", nil, "an argument is out of range, a required pointer NULL, memory short, or PVM_MAX_MACHINES are alive")
	}
	return newVM(engine, result), nil
}
