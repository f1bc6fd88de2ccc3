// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

package pvm

/*
#include "pvm_go.h"
*/
import "C"

import "unsafe"

// ProgramOptions are choices that hold for a program and all machines that run
// it.
//
// Since 1.0.
type ProgramOptions struct {
	// Numbering of opcodes.
	InstructionSet InstructionSet
	// How gas is charged.
	GasModel GasModel
	// When to make machine code. An interpreter never does, whatever this says.
	Compile Compile
}

func programOptionsToC(value *ProgramOptions, c *C.pvm_program_options_t) {
	c.size = C.sizeof_pvm_program_options_t
	c.instruction_set = C.pvm_instruction_set_t(value.InstructionSet)
	c.gas_model = C.pvm_gas_model_t(value.GasModel)
	c.compile = C.pvm_compile_t(value.Compile)
}

// ProgramError is where and why a program was refused.
//
// Since 1.0.
type ProgramError struct {
	// First octet of the input that is wrong.
	Offset uint64
	// What is wrong with it.
	Defect Defect
	// Line of assembly text, from 1; 0 for everything else.
	Line uint32
	// One sentence in lower case, without a full stop.
	Message string
}

func programErrorFromC(c *C.pvm_program_error_t) ProgramError {
	var value ProgramError
	value.Offset = uint64(c.offset)
	value.Defect = Defect(c.defect)
	value.Line = uint32(c.line)
	value.Message = C.GoString(&c.message[0])
	return value
}

// ProgramInfo is what is known of a program.
//
// Since 1.0.
type ProgramInfo struct {
	// As chosen.
	InstructionSet InstructionSet
	// As chosen.
	GasModel GasModel
	// 1 for a standard program.
	IsStandard uint32
	// 0 if a standard program's code is invalid: it panics when run.
	IsValid uint32
	// Octets of a jump table entry in the blob.
	JumpEntrySize uint32
	// Entries of the jump table.
	JumpTableLen uint64
	// Length of the code.
	CodeLen uint64
	// Set bits of the bitmask.
	InstructionCount uint64
	// Basic blocks that can be jumped to.
	BlockCount uint64
	// Machine code made from it so far; 0 for an interpreter.
	NativeLen uint64
	// Time that making it took: decoding, and compiling if eager.
	PrepareTime uint64
	// Read-only data of a standard program.
	ReadOnlyLen uint64
	// Initial read-write data of a standard program.
	ReadWriteLen uint64
	// Metadata in front of a standard program, without its length.
	MetadataLen uint64
	// Zero pages behind the read-write data.
	HeapPages uint32
	// Stack of a standard program.
	StackSize uint32
	// Time that making machine code took so far.
	CompileTime uint64
	// As chosen.
	Compile Compile
}

func programInfoFromC(c *C.pvm_program_info_t) ProgramInfo {
	var value ProgramInfo
	value.InstructionSet = InstructionSet(c.instruction_set)
	value.GasModel = GasModel(c.gas_model)
	value.IsStandard = uint32(c.is_standard)
	value.IsValid = uint32(c.is_valid)
	value.JumpEntrySize = uint32(c.jump_entry_size)
	value.JumpTableLen = uint64(c.jump_table_len)
	value.CodeLen = uint64(c.code_len)
	value.InstructionCount = uint64(c.instruction_count)
	value.BlockCount = uint64(c.block_count)
	value.NativeLen = uint64(c.native_len)
	value.PrepareTime = uint64(c.prepare_time)
	value.ReadOnlyLen = uint64(c.read_only_len)
	value.ReadWriteLen = uint64(c.read_write_len)
	value.MetadataLen = uint64(c.metadata_len)
	value.HeapPages = uint32(c.heap_pages)
	value.StackSize = uint32(c.stack_size)
	value.CompileTime = uint64(c.compile_time)
	value.Compile = Compile(c.compile)
	return value
}

// Block is one basic block.
//
// Gray Paper A.3. Since 1.0.
type Block struct {
	// First octet of its first instruction.
	Start uint64
	// First octet behind its last instruction.
	End uint64
	// Instructions in it.
	InstructionCount uint64
	// What entering it costs, in the program's gas model.
	GasCost uint64
}

// Block has the layout that it has in C.
var (
	_ = [1]struct{}{}[unsafe.Sizeof(Block{})-32]
	_ = [1]struct{}{}[C.sizeof_pvm_block_t-32]
	_ = [1]struct{}{}[unsafe.Offsetof(Block{}.Start)-0]
	_ = [1]struct{}{}[unsafe.Offsetof(Block{}.End)-8]
	_ = [1]struct{}{}[unsafe.Offsetof(Block{}.InstructionCount)-16]
	_ = [1]struct{}{}[unsafe.Offsetof(Block{}.GasCost)-24]
)

// State is the whole state of a machine but its memory, at a stable address.
//
// It is the state, not a copy: the engine loads it when it starts and stores it
// at every exit, and between runs a host reads and writes it freely. While the
// guest runs, only a host callback may touch it. A new value in pc acts like
// [VM.SetPC]: the next resume starts there.
//
// Gray Paper A.1. Since 1.0.
type State struct {
	// r0 to r12.
	Registers [13]uint64
	// Gas left, unsigned.
	Gas uint64
	// Instruction that caused the exit, or where the next run starts.
	PC uint64
	// Host-call number of the last [ResultHostCall], sign-extended to 64 bits.
	HostCall uint64
	// End of the heap; what sbrk moves.
	HeapPointer uint64
	// First address of the page of the last [ResultFault].
	FaultAddress uint32
	// How the last run ended.
	Result Result
	// Why, for a panic or fault.
	TrapKind TrapKind
	// Block gas model: 1 if the block that holds pc is paid. Part of the state.
	Charged uint32
}

// State has the layout that it has in C.
var (
	_ = [1]struct{}{}[unsafe.Sizeof(State{})-152]
	_ = [1]struct{}{}[C.sizeof_pvm_state_t-152]
	_ = [1]struct{}{}[unsafe.Offsetof(State{}.Registers)-0]
	_ = [1]struct{}{}[unsafe.Offsetof(State{}.Gas)-104]
	_ = [1]struct{}{}[unsafe.Offsetof(State{}.PC)-112]
	_ = [1]struct{}{}[unsafe.Offsetof(State{}.HostCall)-120]
	_ = [1]struct{}{}[unsafe.Offsetof(State{}.HeapPointer)-128]
	_ = [1]struct{}{}[unsafe.Offsetof(State{}.FaultAddress)-136]
	_ = [1]struct{}{}[unsafe.Offsetof(State{}.Result)-140]
	_ = [1]struct{}{}[unsafe.Offsetof(State{}.TrapKind)-144]
	_ = [1]struct{}{}[unsafe.Offsetof(State{}.Charged)-148]
)

// Trap is what stopped a machine.
//
// Since 1.0.
type Trap struct {
	// The instruction that did it.
	PC uint64
	// What it did.
	Kind TrapKind
	// First address of the page, for a fault; else 0.
	Address uint32
}

// Trap has the layout that it has in C.
var (
	_ = [1]struct{}{}[unsafe.Sizeof(Trap{})-16]
	_ = [1]struct{}{}[C.sizeof_pvm_trap_t-16]
	_ = [1]struct{}{}[unsafe.Offsetof(Trap{}.PC)-0]
	_ = [1]struct{}{}[unsafe.Offsetof(Trap{}.Kind)-8]
	_ = [1]struct{}{}[unsafe.Offsetof(Trap{}.Address)-12]
)

// VMOptions are choices for one machine.
//
// Since 1.0.
type VMOptions struct {
	// Kept for the host, see [VM.ServiceIndex].
	ServiceIndex uint32
	// Most memory that may be accessible at once; 0: no limit but the address
	// space.
	MemoryLimit uint64
	// How compiled code accesses memory.
	MemoryMode MemoryMode
}

func vmOptionsToC(value *VMOptions, c *C.pvm_vm_options_t) {
	c.size = C.sizeof_pvm_vm_options_t
	c.service_index = C.uint32_t(value.ServiceIndex)
	c.memory_limit = C.uint64_t(value.MemoryLimit)
	c.memory_mode = C.pvm_memory_mode_t(value.MemoryMode)
}
