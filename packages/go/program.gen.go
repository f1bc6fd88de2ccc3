// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

package pvm

/*
#include "pvm_go.h"

#cgo noescape pvm_go_program_release
#cgo nocallback pvm_go_program_release
#cgo noescape pvm_go_program_get_info
#cgo nocallback pvm_go_program_get_info
#cgo noescape pvm_go_program_get_defect
#cgo nocallback pvm_go_program_get_defect
#cgo noescape pvm_go_program_copy_code
#cgo nocallback pvm_go_program_copy_code
#cgo noescape pvm_go_program_get_jump_target
#cgo nocallback pvm_go_program_get_jump_target
#cgo noescape pvm_go_program_has_instruction
#cgo nocallback pvm_go_program_has_instruction
#cgo noescape pvm_go_program_get_block_cost
#cgo nocallback pvm_go_program_get_block_cost
#cgo noescape pvm_go_program_list_blocks
#cgo nocallback pvm_go_program_list_blocks
#cgo noescape pvm_go_program_disassemble
#cgo nocallback pvm_go_program_disassemble
#cgo noescape pvm_go_program_list
#cgo nocallback pvm_go_program_list
#cgo noescape pvm_go_program_copy_native_code
#cgo nocallback pvm_go_program_copy_native_code
*/
import "C"

import (
	"runtime"
	"strconv"
	"unsafe"
)

// Program is a decoded program: immutable, reference-counted, shared by any
// number of machines and threads.
//
// Any number of goroutines may use it at once. [Program.Close] gives it back;
// one that is forgotten is given back by the garbage collector.
//
// Since 1.0.
type Program struct {
	shared
}

func newProgram(engine *Engine, handle C.uintptr_t) *Program {
	if handle == 0 {
		return nil
	}
	program := &Program{shared: shared{engine: engine, table: engine.table, handle: handle, destroy: destroyProgram}}
	program.cleanup = runtime.AddCleanup(program, destroyProgram, remains{engine, handle})
	return program
}

func destroyProgram(left remains) {
	C.pvm_go_program_release(left.engine.table, left.handle)
}

// Close gives one reference back; the last one frees the program. Machines hold
// references of their own.
//
// Closing twice is fine.
//
// Since 1.0.
func (program *Program) Close() error {
	program.retire()
	return nil
}

func (program *Program) lend(op, parameter string, engine *Engine) (C.uintptr_t, error) {
	return program.shared.lend(op, parameter, "program", engine)
}

func (program *Program) refusal(op string) error {
	return program.shared.refusal(op, "program")
}

// Info tells what is known of a program.
//
//   - result: size must be set; no more than that many octets are written.
//
// It fails with
//
//   - [ErrInvalidArgument]: a pointer is nil, or size is smaller than the first
//     version of the struct.
//
// Since 1.0.
func (program *Program) Info() (ProgramInfo, error) {
	table, handle, ok := program.use()
	if !ok {
		return ProgramInfo{}, program.refusal("Program.Info")
	}
	defer program.leave()
	var cInfo C.pvm_program_info_t
	cInfo.size = C.sizeof_pvm_program_info_t
	collect()
	status := Status(C.pvm_go_program_get_info(table, handle, &cInfo))
	if status != StatusOK {
		return ProgramInfo{}, failure("Program.Info", status)
	}
	return programInfoFromC(&cInfo), nil
}

// Defect tells why the code of a standard program is invalid.
//
//   - result: defect [DefectNone] if nothing is wrong. The offset counts from
//     the start of the inner blob.
//
// Gray Paper A.2. Since 1.0.
func (program *Program) Defect() (ProgramError, error) {
	table, handle, ok := program.use()
	if !ok {
		return ProgramError{}, program.refusal("Program.Defect")
	}
	defer program.leave()
	var cError C.pvm_program_error_t
	collect()
	status := Status(C.pvm_go_program_get_defect(table, handle, &cError))
	if status != StatusOK {
		return ProgramError{}, failure("Program.Defect", status)
	}
	return programErrorFromC(&cError), nil
}

// CopyCode copies the code out.
//
// A nil buffer stands for a new one that is large enough.
//
//   - buffer: receives the octets.
//
// It fails with
//
//   - [ErrBufferTooSmall], a *[BufferTooSmallError]: nothing was copied.
//
// Since 1.0.
func (program *Program) CopyCode(buffer []byte) ([]byte, error) {
	table, handle, ok := program.use()
	if !ok {
		return nil, program.refusal("Program.CopyCode")
	}
	defer program.leave()
	var cLen C.size_t
	for {
		collect()
		status := Status(C.pvm_go_program_copy_code(
			table, handle, (*C.uint8_t)(unsafe.SliceData(buffer)), C.size_t(len(buffer)), &cLen,
		))
		if status == StatusBufferTooSmall && buffer == nil && cLen > 0 {
			buffer = make([]byte, int(cLen))
			continue
		}
		switch status {
		case StatusOK:
			return buffer[:cLen], nil
		case StatusBufferTooSmall:
			failed := newBufferTooSmallError("Program.CopyCode", describe("nothing was copied", strconv.FormatUint(uint64(cLen), 10)+" needed"))
			failed.Needed = int(cLen)
			return nil, failed
		}
		return nil, failure("Program.CopyCode", status)
	}
}

// JumpTarget tells one entry of the jump table.
//
//   - index: which entry, from 0. The dynamic jump to address 2 uses entry 0.
//   - result: the code offset it names; it need not be a good one.
//
// It fails with
//
//   - [ErrInvalidArgument]: a pointer is nil, or there is no such entry.
//
// Gray Paper A.4. Since 1.0.
func (program *Program) JumpTarget(index uint64) (uint64, error) {
	table, handle, ok := program.use()
	if !ok {
		return 0, program.refusal("Program.JumpTarget")
	}
	defer program.leave()
	var cTarget C.uint64_t
	collect()
	status := Status(C.pvm_go_program_get_jump_target(table, handle, C.uint64_t(index), &cTarget))
	if status != StatusOK {
		return 0, failure("Program.JumpTarget", status)
	}
	return uint64(cTarget), nil
}

// HasInstruction tells whether an instruction starts at a code offset.
//
//   - pc: any code offset.
//   - result: true if the bitmask is set there.
//
// Gray Paper A.3. Since 1.0.
func (program *Program) HasInstruction(pc uint64) bool {
	table, handle, ok := program.use()
	if !ok {
		return false
	}
	defer program.leave()
	collect()
	result := C.pvm_go_program_has_instruction(table, handle, C.uint64_t(pc))
	return bool(result)
}

// BlockCost tells what the gas model charges for the basic block that holds a
// code offset.
//
//   - pc: a code offset at which an instruction or a block starts, or the
//     length of the code for the implicit trap.
//   - result: cost of the block, in the program's gas model.
//
// It fails with
//
//   - [ErrInvalidArgument]: a pointer is nil, or neither starts there.
//
// Since 1.0.
func (program *Program) BlockCost(pc uint64) (uint64, error) {
	table, handle, ok := program.use()
	if !ok {
		return 0, program.refusal("Program.BlockCost")
	}
	defer program.leave()
	var cCost C.uint64_t
	collect()
	status := Status(C.pvm_go_program_get_block_cost(table, handle, C.uint64_t(pc), &cCost))
	if status != StatusOK {
		return 0, failure("Program.BlockCost", status)
	}
	return uint64(cCost), nil
}

// ListBlocks lists basic blocks in ascending order, with their cost.
//
// They are the blocks that gas is charged for: the whole code, cut behind every
// terminator and undefined opcode. Where the last instruction is a fallthrough
// or a branch, the implicit trap behind the code is one more. A jump can target
// those that start with a defined instruction behind a terminator, or at 0.
//
//   - from: first block listed is the first that starts at or behind this code
//     offset.
//   - blocks: receives the blocks.
//
// Gray Paper A.3. Since 1.0.
func (program *Program) ListBlocks(from uint64, blocks []Block) ([]Block, error) {
	table, handle, ok := program.use()
	if !ok {
		return nil, program.refusal("Program.ListBlocks")
	}
	defer program.leave()
	var cCount C.size_t
	collect()
	status := Status(C.pvm_go_program_list_blocks(
		table, handle, C.uint64_t(from), (*C.pvm_block_t)(unsafe.Pointer(unsafe.SliceData(blocks))),
		C.size_t(len(blocks)), &cCount,
	))
	if status != StatusOK {
		return nil, failure("Program.ListBlocks", status)
	}
	return blocks[:cCount], nil
}

// Disassemble writes the text of one instruction, as add_imm_64 r7, r8, -16.
//
//   - pc: any code offset; where no instruction starts, the text is that of the
//     trap executed there.
//   - text: receives the text.
//   - nextPC: code offset of the instruction behind it.
//
// It fails with
//
//   - [ErrInvalidArgument]: a required pointer is nil, or the program's code is
//     invalid.
//   - [ErrBufferTooSmall], a *[BufferTooSmallError]: nothing was written.
//
// Gray Paper A.5. Since 1.0.
func (program *Program) Disassemble(pc uint64) (text string, nextPC uint64, err error) {
	table, handle, ok := program.use()
	if !ok {
		return "", 0, program.refusal("Program.Disassemble")
	}
	defer program.leave()
	var cLen C.size_t
	var cNextPC C.uint64_t
	buffer := make([]byte, 256)
	for {
		collect()
		status := Status(C.pvm_go_program_disassemble(
			table, handle, C.uint64_t(pc), (*C.char)(unsafe.Pointer(unsafe.SliceData(buffer))),
			C.size_t(len(buffer)), &cLen, &cNextPC,
		))
		if status == StatusBufferTooSmall && int(cLen) >= len(buffer) {
			buffer = make([]byte, int(cLen)+1)
			continue
		}
		switch status {
		case StatusOK:
			return string(buffer[:cLen]), uint64(cNextPC), nil
		case StatusBufferTooSmall:
			failed := newBufferTooSmallError("Program.Disassemble", describe("nothing was written", strconv.FormatUint(uint64(cLen), 10)+" needed"))
			failed.Needed = int(cLen)
			return "", 0, failed
		}
		return "", 0, failure("Program.Disassemble", status)
	}
}

// List writes the whole program as assembly text, which [Engine.Assemble] turns
// back into the very same octets.
//
//   - result: receives the text.
//
// It fails with
//
//   - [ErrBufferTooSmall], a *[BufferTooSmallError]: nothing was written.
//   - [ErrOutOfMemory]: nothing was written.
//
// Gray Paper A.5. Since 1.0.
func (program *Program) List() (string, error) {
	table, handle, ok := program.use()
	if !ok {
		return "", program.refusal("Program.List")
	}
	defer program.leave()
	var cLen C.size_t
	buffer := make([]byte, 256)
	for {
		collect()
		status := Status(C.pvm_go_program_list(
			table, handle, (*C.char)(unsafe.Pointer(unsafe.SliceData(buffer))), C.size_t(len(buffer)), &cLen,
		))
		if status == StatusBufferTooSmall && int(cLen) >= len(buffer) {
			buffer = make([]byte, int(cLen)+1)
			continue
		}
		switch status {
		case StatusOK:
			return string(buffer[:cLen]), nil
		case StatusBufferTooSmall:
			failed := newBufferTooSmallError("Program.List", describe("nothing was written", strconv.FormatUint(uint64(cLen), 10)+" needed"))
			failed.Needed = int(cLen)
			return "", failed
		}
		return "", failure("Program.List", status)
	}
}

// CopyNativeCode copies out the machine code that one instruction became.
//
// It is for people to read, not to run: code may be entered only by the
// library. An instruction that does nothing, or whose work its neighbours' code
// does, has a length of 0. Offsets count from the start of the program's newest
// machine code, and jumps between instructions lead from one offset to another.
//
// A nil buffer stands for a new one that is large enough.
//
//   - pc: a code offset at which an instruction starts, or the length of the
//     code for the implicit trap.
//   - buffer: receives the octets.
//   - offset: offset of its first octet.
//
// It fails with
//
//   - [ErrInvalidArgument]: a required pointer is nil, or no instruction starts
//     there.
//   - [ErrBufferTooSmall], a *[BufferTooSmallError]: nothing was copied.
//   - [ErrUnsupported]: there is none: the engine interprets it, or has not
//     compiled it so far.
//
// Since 1.0.
func (program *Program) CopyNativeCode(pc uint64, buffer []byte) (filledBuffer []byte, offset uint64, err error) {
	table, handle, ok := program.use()
	if !ok {
		return nil, 0, program.refusal("Program.CopyNativeCode")
	}
	defer program.leave()
	var cLen C.size_t
	var cOffset C.uint64_t
	for {
		collect()
		status := Status(C.pvm_go_program_copy_native_code(
			table, handle, C.uint64_t(pc), (*C.uint8_t)(unsafe.SliceData(buffer)), C.size_t(len(buffer)),
			&cLen, &cOffset,
		))
		if status == StatusBufferTooSmall && buffer == nil && cLen > 0 {
			buffer = make([]byte, int(cLen))
			continue
		}
		switch status {
		case StatusOK:
			return buffer[:cLen], uint64(cOffset), nil
		case StatusBufferTooSmall:
			failed := newBufferTooSmallError("Program.CopyNativeCode", describe("nothing was copied", strconv.FormatUint(uint64(cLen), 10)+" needed"))
			failed.Needed = int(cLen)
			return nil, 0, failed
		}
		return nil, 0, failure("Program.CopyNativeCode", status)
	}
}
