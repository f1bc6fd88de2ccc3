// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.

package pvm

/*
#include "pvm_go.h"

#cgo noescape pvm_go_vm_from_program
#cgo nocallback pvm_go_vm_from_program
#cgo noescape pvm_go_vm_from_standard
#cgo nocallback pvm_go_vm_from_standard
#cgo noescape pvm_go_vm_clone
#cgo nocallback pvm_go_vm_clone
#cgo noescape pvm_go_vm_destroy
#cgo nocallback pvm_go_vm_destroy
#cgo noescape pvm_go_vm_reset
#cgo nocallback pvm_go_vm_reset
#cgo noescape pvm_go_vm_reset_standard
#cgo nocallback pvm_go_vm_reset_standard
#cgo noescape pvm_go_vm_set_bitmask
#cgo nocallback pvm_go_vm_set_bitmask
#cgo noescape pvm_go_vm_set_jump_table
#cgo nocallback pvm_go_vm_set_jump_table
#cgo noescape pvm_go_vm_check
#cgo nocallback pvm_go_vm_check
#cgo noescape pvm_go_vm_get_state
#cgo nocallback pvm_go_vm_get_state
#cgo noescape pvm_go_vm_get_pc
#cgo nocallback pvm_go_vm_get_pc
#cgo noescape pvm_go_vm_set_pc
#cgo nocallback pvm_go_vm_set_pc
#cgo noescape pvm_go_vm_get_machine_state
#cgo nocallback pvm_go_vm_get_machine_state
#cgo noescape pvm_go_vm_get_register
#cgo nocallback pvm_go_vm_get_register
#cgo noescape pvm_go_vm_set_register
#cgo nocallback pvm_go_vm_set_register
#cgo noescape pvm_go_vm_get_service_index
#cgo nocallback pvm_go_vm_get_service_index
#cgo noescape pvm_go_vm_get_memory_mode
#cgo nocallback pvm_go_vm_get_memory_mode
#cgo noescape pvm_go_vm_get_trap
#cgo nocallback pvm_go_vm_get_trap
#cgo noescape pvm_go_vm_set_memory_regions
#cgo nocallback pvm_go_vm_set_memory_regions
#cgo noescape pvm_go_vm_map_memory
#cgo nocallback pvm_go_vm_map_memory
#cgo noescape pvm_go_vm_protect_memory
#cgo nocallback pvm_go_vm_protect_memory
#cgo noescape pvm_go_vm_query_memory
#cgo nocallback pvm_go_vm_query_memory
#cgo noescape pvm_go_vm_read_memory
#cgo nocallback pvm_go_vm_read_memory
#cgo noescape pvm_go_vm_write_memory
#cgo nocallback pvm_go_vm_write_memory
#cgo noescape pvm_go_vm_initialize_memory
#cgo nocallback pvm_go_vm_initialize_memory
#cgo noescape pvm_go_vm_get_memory_window
#cgo nocallback pvm_go_vm_get_memory_window
#cgo noescape pvm_go_vm_set_heap_pointer
#cgo nocallback pvm_go_vm_set_heap_pointer
#cgo noescape pvm_go_vm_grow_heap
#cgo nocallback pvm_go_vm_grow_heap
#cgo noescape pvm_go_vm_copy_output
#cgo nocallback pvm_go_vm_copy_output
#cgo noescape pvm_go_vm_set_host_callback
#cgo nocallback pvm_go_vm_set_host_callback
#cgo noescape pvm_go_vm_set_yield_mode
#cgo nocallback pvm_go_vm_set_yield_mode
#cgo noescape pvm_go_vm_get_yield_mode
#cgo nocallback pvm_go_vm_get_yield_mode
#cgo noescape pvm_go_vm_get_func_id
#cgo nocallback pvm_go_vm_get_func_id
#cgo noescape pvm_go_vm_execute
#cgo nocallback pvm_go_vm_execute
#cgo noescape pvm_go_vm_resume
#cgo nocallback pvm_go_vm_resume
#cgo noescape pvm_go_vm_step
#cgo nocallback pvm_go_vm_step
#cgo noescape pvm_go_vm_answer_host_call
#cgo nocallback pvm_go_vm_answer_host_call
#cgo noescape pvm_go_vm_interrupt
#cgo nocallback pvm_go_vm_interrupt
#cgo noescape pvm_go_vm_clear_interrupt
#cgo nocallback pvm_go_vm_clear_interrupt
*/
import "C"

import (
	"context"
	"fmt"
	"runtime"
	"strconv"
	"unsafe"
)

// VM is a machine: registers, gas, pc and memory of one run of one program.
//
// One goroutine may use it at a time, any goroutine. What is marked otherwise
// may be called at any time. [VM.Close] gives it back; one that is forgotten is
// given back by the garbage collector.
//
// Since 1.0.
type VM struct {
	serial

	live         *State
	hostCallback HostCallback
}

func newVM(engine *Engine, handle C.uintptr_t) *VM {
	if handle == 0 {
		return nil
	}
	vm := &VM{serial: serial{engine: engine, table: engine.table, handle: handle}}
	vm.live = (*State)(unsafe.Pointer(C.pvm_go_vm_get_state(engine.table, handle)))
	vm.state.Store(idle)
	vm.cleanup = runtime.AddCleanup(vm, destroyVM, remains{engine, handle})
	return vm
}

func destroyVM(left remains) {
	C.pvm_go_vm_destroy(left.engine.table, left.handle)
}

// Close frees a machine and its memory. Pointers into it end here.
//
// Closing twice is fine.
//
// It fails with
//
//   - [ErrBusy]: the machine is running: called from its own callback; it stays
//     alive.
//
// Since 1.0.
func (vm *VM) Close() error {
	done, ok := vm.retire()
	if done {
		return nil
	}
	if !ok {
		return vm.refusal("VM.Close")
	}
	vm.mutex.Lock()
	defer vm.mutex.Unlock()
	collect()
	status := Status(C.pvm_go_vm_destroy(vm.table, vm.handle))
	if err := failure("VM.Close", status); err != nil {
		vm.end()
		return err
	}
	vm.cleanup.Stop()
	return nil
}

func (vm *VM) lend(op, parameter string, engine *Engine) (C.uintptr_t, error) {
	return vm.serial.lend(op, parameter, "vm", engine)
}

func (vm *VM) refusal(op string) error {
	return vm.serial.refusal(op, "vm")
}

// NewVMFromProgram makes a machine for a program, with empty memory, all
// registers 0 and no gas.
//
//   - program: the program. For a standard program, [NewVMFromStandard] lays
//     out its memory.
//   - options: nil: service index 0, no memory limit, memory mode
//     [MemoryModeAuto].
//   - result: the machine. Untouched on failure.
//
// It fails with
//
//   - [ErrNoMemoryMode]: the memory mode is unknown, or the engine does not
//     have it on this machine, or the host allows no more guarded memory.
//   - [ErrSignalTaken]: guarded memory was asked for, but another handler has
//     replaced the library's, or this thread blocks SIGSEGV.
//   - [ErrLimitExceeded]: too many machines are alive.
//   - [ErrOutOfMemory]: nothing was allocated.
//
// Since 1.0.
func NewVMFromProgram(program *Program, options *VMOptions) (*VM, error) {
	if program == nil {
		return nil, invalid("NewVMFromProgram", "program is missing")
	}
	programHandle, err := program.lend("NewVMFromProgram", "program", program.engine)
	if err != nil {
		return nil, err
	}
	defer program.leave()
	var cOptions *C.pvm_vm_options_t
	if options != nil {
		cOptions = new(C.pvm_vm_options_t)
		vmOptionsToC(options, cOptions)
	}
	var cVM C.uintptr_t
	collect()
	status := Status(C.pvm_go_vm_from_program(program.engine.table, programHandle, cOptions, &cVM))
	if status != StatusOK {
		return nil, failure("NewVMFromProgram", status)
	}
	return newVM(program.engine, cVM), nil
}

// NewVMFromStandard makes a machine for a standard program, with memory and
// registers as the Gray Paper sets them up.
//
// The entry point is left to the caller: 0 for is-authorized and refine, 5 for
// accumulate. Gas is 0 until it is set.
//
//   - program: a standard program.
//   - argument: copied to [ArgumentAddress]; 0 to 0x1000000 of them.
//   - options: nil: service index 0, no memory limit, memory mode
//     [MemoryModeAuto].
//   - result: the machine. Untouched on failure.
//
// It fails with
//
//   - [ErrInvalidArgument]: a required pointer is nil, or the argument is
//     longer than [MaxArgumentLen].
//   - [ErrUnsupported]: the program is not a standard program.
//   - [ErrNoMemoryMode]: the memory mode is unknown, or the engine does not
//     have it on this machine, or the host allows no more guarded memory.
//   - [ErrSignalTaken]: guarded memory was asked for, but another handler has
//     replaced the library's, or this thread blocks SIGSEGV.
//   - [ErrLimitExceeded]: it needs more memory than the limit allows, or too
//     many machines are alive.
//   - [ErrOutOfMemory]: nothing was allocated.
//
// Gray Paper A.7. Since 1.0.
func NewVMFromStandard(program *Program, argument []byte, options *VMOptions) (*VM, error) {
	if program == nil {
		return nil, invalid("NewVMFromStandard", "program is missing")
	}
	if len(argument) > 16777216 {
		return nil, invalid("NewVMFromStandard", fmt.Sprintf("argument has length %d, but must have 0 to 16777216", len(argument)))
	}
	programHandle, err := program.lend("NewVMFromStandard", "program", program.engine)
	if err != nil {
		return nil, err
	}
	defer program.leave()
	var cOptions *C.pvm_vm_options_t
	if options != nil {
		cOptions = new(C.pvm_vm_options_t)
		vmOptionsToC(options, cOptions)
	}
	var cVM C.uintptr_t
	collect()
	status := Status(C.pvm_go_vm_from_standard(
		program.engine.table, programHandle, (*C.uint8_t)(unsafe.SliceData(argument)),
		C.size_t(len(argument)), cOptions, &cVM,
	))
	if status != StatusOK {
		return nil, failure("NewVMFromStandard", status)
	}
	return newVM(program.engine, cVM), nil
}

// Clone makes an independent copy of a stopped machine: state, memory, the
// charged bit, everything but the callback.
//
//   - result: the copy. Untouched on failure.
//
// It fails with
//
//   - [ErrBusy]: the machine is running.
//   - [ErrLimitExceeded]: too many machines are alive.
//   - [ErrOutOfMemory]: nothing was allocated.
//
// Since 1.0.
func (vm *VM) Clone() (*VM, error) {
	table, handle, ok := vm.useIdle()
	if !ok {
		return nil, vm.refusal("VM.Clone")
	}
	var cVM C.uintptr_t
	collect()
	status := Status(C.pvm_go_vm_clone(table, handle, &cVM))
	runtime.KeepAlive(vm)
	if status != StatusOK {
		return nil, failure("VM.Clone", status)
	}
	return newVM(vm.engine, cVM), nil
}

// Reset makes a machine as good as new, for the same or another program:
// cheaper than destroying and creating.
//
// Memory is unmapped, registers and gas are 0, pc is 0, an unread interrupt is
// forgotten; callback, yield mode, service index and memory limit stay. Live
// pointers into guest memory end here; the state block stays where it is.
//
//   - program: nil: the program it has.
//
// It fails with
//
//   - [ErrBusy]: the machine is running.
//   - [ErrOutOfMemory]: the machine is as it was.
//
// Since 1.0.
func (vm *VM) Reset(program *Program) error {
	table, handle, ok := vm.useIdle()
	if !ok {
		return vm.refusal("VM.Reset")
	}
	var programHandle C.uintptr_t
	if program != nil {
		lent, err := program.lend("VM.Reset", "program", vm.engine)
		if err != nil {
			return err
		}
		defer program.leave()
		programHandle = lent
	}
	collect()
	status := Status(C.pvm_go_vm_reset(table, handle, programHandle))
	runtime.KeepAlive(vm)
	return failure("VM.Reset", status)
}

// ResetStandard makes a machine ready for another run of a standard program, as
// [NewVMFromStandard] would give it.
//
//   - program: nil: the program it has.
//   - argument: copied to [ArgumentAddress]; 0 to 0x1000000 of them.
//
// It fails with
//
//   - [ErrInvalidArgument]: a required pointer is nil, or the argument is
//     longer than [MaxArgumentLen] or lies in the machine's own memory.
//   - [ErrBusy]: the machine is running.
//   - [ErrUnsupported]: the program is not a standard program.
//   - [ErrLimitExceeded]: it needs more memory than the limit allows; the
//     machine is reset and bare.
//   - [ErrOutOfMemory]: the machine is reset and bare.
//
// Gray Paper A.7. Since 1.0.
func (vm *VM) ResetStandard(program *Program, argument []byte) error {
	table, handle, ok := vm.useIdle()
	if !ok {
		return vm.refusal("VM.ResetStandard")
	}
	if len(argument) > 16777216 {
		return invalid("VM.ResetStandard", fmt.Sprintf("argument has length %d, but must have 0 to 16777216", len(argument)))
	}
	var programHandle C.uintptr_t
	if program != nil {
		lent, err := program.lend("VM.ResetStandard", "program", vm.engine)
		if err != nil {
			return err
		}
		defer program.leave()
		programHandle = lent
	}
	collect()
	status := Status(C.pvm_go_vm_reset_standard(
		table, handle, programHandle, (*C.uint8_t)(unsafe.SliceData(argument)), C.size_t(len(argument)),
	))
	runtime.KeepAlive(vm)
	return failure("VM.ResetStandard", status)
}

// SetBitmask sets where instructions start, for a machine made by [NewVM].
//
//   - bitmask: one bit per octet of code, least significant first.
//
// It fails with
//
//   - [ErrBadProgram]: wrong length, or a bit behind the code is set; the
//     machine keeps what it had.
//   - [ErrUnsupported]: the machine was made from a program, which has a
//     bitmask.
//   - [ErrBusy]: the machine is running.
//   - [ErrOutOfMemory]: the machine keeps what it had.
//
// Gray Paper A.2. Since 1.0.
func (vm *VM) SetBitmask(bitmask []byte) error {
	table, handle, ok := vm.useIdle()
	if !ok {
		return vm.refusal("VM.SetBitmask")
	}
	collect()
	status := Status(C.pvm_go_vm_set_bitmask(
		table, handle, (*C.uint8_t)(unsafe.SliceData(bitmask)), C.size_t(len(bitmask)),
	))
	runtime.KeepAlive(vm)
	return failure("VM.SetBitmask", status)
}

// SetJumpTable sets the targets of dynamic jumps, for a machine made by
// [NewVM].
//
//   - jumpTable: code offsets.
//
// It fails with
//
//   - [ErrUnsupported]: the machine was made from a program, which has a jump
//     table.
//   - [ErrBusy]: the machine is running.
//   - [ErrOutOfMemory]: the machine keeps what it had.
//
// Gray Paper A.4. Since 1.0.
func (vm *VM) SetJumpTable(jumpTable []uint64) error {
	table, handle, ok := vm.useIdle()
	if !ok {
		return vm.refusal("VM.SetJumpTable")
	}
	collect()
	status := Status(C.pvm_go_vm_set_jump_table(
		table, handle, (*C.uint64_t)(unsafe.Pointer(unsafe.SliceData(jumpTable))),
		C.size_t(len(jumpTable)),
	))
	runtime.KeepAlive(vm)
	return failure("VM.SetJumpTable", status)
}

// Check tells whether a machine can be used now.
//
// It fails with
//
//   - [ErrInvalidArgument]: it is nil.
//   - [ErrBusy]: the machine is running.
//
// Since 1.0.
func (vm *VM) Check() error {
	table, handle, ok := vm.use()
	if !ok {
		return vm.refusal("VM.Check")
	}
	collect()
	status := Status(C.pvm_go_vm_check(table, handle))
	runtime.KeepAlive(vm)
	return failure("VM.Check", status)
}

// State gives the machine's state block, to read and write in place.
//
//   - result: always the same address.
//
// Since 1.0.
func (vm *VM) State() *State {
	if vm.isClosed() {
		return nil
	}
	return vm.live
}

// Gas reads the gas left.
//
//   - result: gas left, unsigned.
//
// Since 1.0.
func (vm *VM) Gas() uint64 {
	if vm.isClosed() {
		return 0
	}
	return vm.live.Gas
}

// SetGas sets the gas left.
//
//   - gas: any 64-bit number.
//
// Since 1.0.
func (vm *VM) SetGas(gas uint64) {
	if vm.isClosed() {
		return
	}
	vm.live.Gas = gas
}

// PC reads the program counter: the instruction that caused the last exit, or
// where the next run starts.
//
// The Gray Paper reports 0 after a halt or panic; a host that implements its
// functions substitutes that itself.
//
//   - result: a code offset.
//
// Gray Paper A.1. Since 1.0.
func (vm *VM) PC() uint64 {
	table, handle, ok := vm.use()
	if !ok {
		return 0
	}
	collect()
	result := C.pvm_go_vm_get_pc(table, handle)
	runtime.KeepAlive(vm)
	return uint64(result)
}

// SetPC sets where [VM.Resume] and [VM.Step] start, and clears the charged bit.
//
//   - pc: any 64-bit number; where no instruction starts, the machine traps.
//
// Since 1.0.
func (vm *VM) SetPC(pc uint64) {
	table, handle, ok := vm.use()
	if !ok {
		return
	}
	collect()
	C.pvm_go_vm_set_pc(table, handle, C.uint64_t(pc))
	runtime.KeepAlive(vm)
}

// MachineState tells how the last run ended, in the Gray Paper's numbers.
//
//   - result: [MachineStateReady] before the first run and after a pause.
//
// Gray Paper B.8. Since 1.0.
func (vm *VM) MachineState() MachineState {
	table, handle, ok := vm.use()
	if !ok {
		return 0
	}
	collect()
	result := C.pvm_go_vm_get_machine_state(table, handle)
	runtime.KeepAlive(vm)
	return MachineState(result)
}

// Register reads one register.
//
//   - index: which one; 0 to 12.
//   - result: its value; 0 if there is no such register.
//
// Since 1.0.
func (vm *VM) Register(index uint32) uint64 {
	table, handle, ok := vm.use()
	if !ok {
		return 0
	}
	collect()
	result := C.pvm_go_vm_get_register(table, handle, C.uint32_t(index))
	runtime.KeepAlive(vm)
	return uint64(result)
}

// SetRegister sets one register.
//
//   - index: which one; 0 to 12.
//   - value: its new value.
//
// It fails with
//
//   - [ErrInvalidArgument]: there is no such register, or the machine is nil.
//
// Since 1.0.
func (vm *VM) SetRegister(index uint32, value uint64) error {
	table, handle, ok := vm.use()
	if !ok {
		return vm.refusal("VM.SetRegister")
	}
	if index > 12 {
		return invalid("VM.SetRegister", fmt.Sprintf("index is %d, but must be 0 to 12", index))
	}
	collect()
	status := Status(C.pvm_go_vm_set_register(table, handle, C.uint32_t(index), C.uint64_t(value)))
	runtime.KeepAlive(vm)
	return failure("VM.SetRegister", status)
}

// Registers gives the live registers, shared with the guest.
//
//   - result: reads and writes take effect at once.
//
// Since 1.0.
func (vm *VM) Registers() *[13]uint64 {
	if vm.isClosed() {
		return nil
	}
	return &vm.live.Registers
}

// ServiceIndex tells the service index that the machine was made with.
//
//   - result: the number as given; the library does nothing with it.
//
// Since 1.0.
func (vm *VM) ServiceIndex() uint32 {
	table, handle, ok := vm.use()
	if !ok {
		return 0
	}
	collect()
	result := C.pvm_go_vm_get_service_index(table, handle)
	runtime.KeepAlive(vm)
	return uint32(result)
}

// MemoryMode tells how compiled code would access the machine's memory now.
//
// A machine of [MemoryModeAuto] begins with checks and becomes guarded when it
// has run for long. A guarded machine goes back to checks when the handler is
// replaced, when the host allows no more protected memory, or when a window of
// its memory ended other than with the machine.
//
//   - result: [MemoryModeGuard] or [MemoryModeCheck].
//
// Since 1.0.
func (vm *VM) MemoryMode() MemoryMode {
	table, handle, ok := vm.use()
	if !ok {
		return 0
	}
	collect()
	result := C.pvm_go_vm_get_memory_mode(table, handle)
	runtime.KeepAlive(vm)
	return MemoryMode(result)
}

// Trap tells what stopped the machine.
//
//   - result: kind [TrapKindNone] if the last run did not end in a panic or
//     fault.
//
// Since 1.0.
func (vm *VM) Trap() (Trap, error) {
	table, handle, ok := vm.use()
	if !ok {
		return Trap{}, vm.refusal("VM.Trap")
	}
	var cTrap C.pvm_trap_t
	collect()
	status := Status(C.pvm_go_vm_get_trap(table, handle, &cTrap))
	runtime.KeepAlive(vm)
	if status != StatusOK {
		return Trap{}, failure("VM.Trap", status)
	}
	return *(*Trap)(unsafe.Pointer(&cTrap)), nil
}

// SetMemoryRegions sets up the memory layout of a standard program from its
// contents, and the heap behind it.
//
// Zones are those of a standard program (Gray Paper A.7): read-only data from
// 0x10000, read-write data behind it with the heap end at its end, the stack
// below [StackTop], and output at [ArgumentAddress], read-only for the guest.
// All memory mapped before is unmapped. From then on the bytes are shared:
// [VM.MemoryWindow] gives pointers to the very bytes that the guest sees.
//
//   - rwData: initial read-write data; 0 to 0x10ffffff of them.
//   - roData: read-only data; 0 to 0xffffff of them.
//   - output: contents of the zone at [ArgumentAddress]; 0 to 0x1000000 of
//     them.
//   - stack: initial stack contents; nil: zeros; 0 to 0xffffff of them.
//
// It fails with
//
//   - [ErrInvalidArgument]: a required pointer is nil or leads into the
//     machine's own memory, or a size is out of range; memory is as it was.
//   - [ErrLimitExceeded]: more than the machine's memory limit; memory is as it
//     was.
//   - [ErrBusy]: the machine is running.
//   - [ErrOutOfMemory]: all memory is unmapped.
//
// Gray Paper A.7. Since 1.0.
func (vm *VM) SetMemoryRegions(rwData []byte, roData []byte, output []byte, stack []byte) error {
	table, handle, ok := vm.useIdle()
	if !ok {
		return vm.refusal("VM.SetMemoryRegions")
	}
	if len(rwData) > 285212671 {
		return invalid("VM.SetMemoryRegions", fmt.Sprintf("rwData has length %d, but must have 0 to 285212671", len(rwData)))
	}
	if len(roData) > 16777215 {
		return invalid("VM.SetMemoryRegions", fmt.Sprintf("roData has length %d, but must have 0 to 16777215", len(roData)))
	}
	if len(output) > 16777216 {
		return invalid("VM.SetMemoryRegions", fmt.Sprintf("output has length %d, but must have 0 to 16777216", len(output)))
	}
	if len(stack) > 16777215 {
		return invalid("VM.SetMemoryRegions", fmt.Sprintf("stack has length %d, but must have 0 to 16777215", len(stack)))
	}
	collect()
	status := Status(C.pvm_go_vm_set_memory_regions(
		table, handle, (*C.uint8_t)(unsafe.SliceData(rwData)), C.size_t(len(rwData)),
		(*C.uint8_t)(unsafe.SliceData(roData)), C.size_t(len(roData)),
		(*C.uint8_t)(unsafe.SliceData(output)), C.size_t(len(output)),
		(*C.uint8_t)(unsafe.SliceData(stack)), C.size_t(len(stack)),
	))
	runtime.KeepAlive(vm)
	return failure("VM.SetMemoryRegions", status)
}

// MapMemory maps pages filled with zeros, or unmaps them. What they held before
// is gone.
//
//   - address: first address, a multiple of [PageSize], not below
//     [LowestAddress].
//   - length: a multiple of [PageSize]; the range ends at 2^32 or below. 0 does
//     nothing.
//   - access: what the guest may do; [AccessNone] unmaps.
//
// It fails with
//
//   - [ErrInvalidArgument]: the machine is nil, or access is no access.
//   - [ErrBadAddress]: not whole pages, or out of range.
//   - [ErrLimitExceeded]: more than the machine's memory limit.
//   - [ErrOutOfMemory]: nothing has changed.
//
// Gray Paper B.8. Since 1.0.
func (vm *VM) MapMemory(address uint32, length uint64, access Access) error {
	table, handle, ok := vm.use()
	if !ok {
		return vm.refusal("VM.MapMemory")
	}
	collect()
	status := Status(C.pvm_go_vm_map_memory(
		table, handle, C.uint32_t(address), C.uint64_t(length), C.pvm_access_t(access),
	))
	runtime.KeepAlive(vm)
	return failure("VM.MapMemory", status)
}

// ProtectMemory changes what the guest may do with mapped pages, and keeps
// their contents.
//
//   - address: first address, a multiple of [PageSize], not below
//     [LowestAddress].
//   - length: a multiple of [PageSize]; the range ends at 2^32 or below. 0 does
//     nothing.
//   - access: [AccessRead] or [AccessReadWrite].
//
// It fails with
//
//   - [ErrInvalidArgument]: the machine is nil, or access is neither.
//   - [ErrBadAddress]: not whole pages, or out of range.
//   - [ErrPageFault]: a page of the range is not mapped; nothing has changed.
//
// Gray Paper B.8. Since 1.0.
func (vm *VM) ProtectMemory(address uint32, length uint64, access Access) error {
	table, handle, ok := vm.use()
	if !ok {
		return vm.refusal("VM.ProtectMemory")
	}
	collect()
	status := Status(C.pvm_go_vm_protect_memory(
		table, handle, C.uint32_t(address), C.uint64_t(length), C.pvm_access_t(access),
	))
	runtime.KeepAlive(vm)
	return failure("VM.ProtectMemory", status)
}

// QueryMemory tells what the guest may do at an address, and how far that
// holds.
//
//   - address: any address.
//   - access: access of its page.
//   - end: first address behind it with another access, at most 2^32.
//
// Gray Paper 4.6. Since 1.0.
func (vm *VM) QueryMemory(address uint32) (access Access, end uint64, err error) {
	table, handle, ok := vm.use()
	if !ok {
		return 0, 0, vm.refusal("VM.QueryMemory")
	}
	var cAccess C.pvm_access_t
	var cEnd C.uint64_t
	collect()
	status := Status(C.pvm_go_vm_query_memory(table, handle, C.uint32_t(address), &cAccess, &cEnd))
	runtime.KeepAlive(vm)
	if status != StatusOK {
		return 0, 0, failure("VM.QueryMemory", status)
	}
	return Access(cAccess), uint64(cEnd), nil
}

// ReadMemory copies guest memory out; refused exactly where a guest load would
// not be allowed.
//
//   - address: first guest address.
//   - buffer: receives the octets.
//
// It fails with
//
//   - [ErrPageFault], a *[PageFaultError]: a page of the range is not readable;
//     nothing was copied.
//
// Gray Paper A.4. Since 1.0.
func (vm *VM) ReadMemory(address uint32, buffer []byte) error {
	table, handle, ok := vm.use()
	if !ok {
		return vm.refusal("VM.ReadMemory")
	}
	var cFaultAddress C.uint32_t
	collect()
	status := Status(C.pvm_go_vm_read_memory(
		table, handle, C.uint32_t(address), (*C.uint8_t)(unsafe.SliceData(buffer)),
		C.size_t(len(buffer)), &cFaultAddress,
	))
	runtime.KeepAlive(vm)
	switch status {
	case StatusOK:
		return nil
	case StatusPageFault:
		failed := newPageFaultError("VM.ReadMemory", describe("a page of the range is not readable; nothing was copied", hexDetail("fault address", uint64(cFaultAddress))))
		failed.FaultAddress = uint32(cFaultAddress)
		return failed
	}
	return failure("VM.ReadMemory", status)
}

// WriteMemory copies into guest memory; refused exactly where a guest store
// would not be allowed.
//
//   - address: first guest address.
//   - data: the octets.
//
// It fails with
//
//   - [ErrPageFault], a *[PageFaultError]: a page of the range is not writable;
//     nothing was written.
//
// Gray Paper A.4. Since 1.0.
func (vm *VM) WriteMemory(address uint32, data []byte) error {
	table, handle, ok := vm.use()
	if !ok {
		return vm.refusal("VM.WriteMemory")
	}
	var cFaultAddress C.uint32_t
	collect()
	status := Status(C.pvm_go_vm_write_memory(
		table, handle, C.uint32_t(address), (*C.uint8_t)(unsafe.SliceData(data)), C.size_t(len(data)),
		&cFaultAddress,
	))
	runtime.KeepAlive(vm)
	switch status {
	case StatusOK:
		return nil
	case StatusPageFault:
		failed := newPageFaultError("VM.WriteMemory", describe("a page of the range is not writable; nothing was written", hexDetail("fault address", uint64(cFaultAddress))))
		failed.FaultAddress = uint32(cFaultAddress)
		return failed
	}
	return failure("VM.WriteMemory", status)
}

// InitializeMemory copies into mapped guest memory, read-only pages included:
// what a loader does.
//
//   - address: first guest address.
//   - data: the octets.
//
// It fails with
//
//   - [ErrPageFault], a *[PageFaultError]: a page of the range is not mapped;
//     nothing was written.
//
// Since 1.0.
func (vm *VM) InitializeMemory(address uint32, data []byte) error {
	table, handle, ok := vm.use()
	if !ok {
		return vm.refusal("VM.InitializeMemory")
	}
	var cFaultAddress C.uint32_t
	collect()
	status := Status(C.pvm_go_vm_initialize_memory(
		table, handle, C.uint32_t(address), (*C.uint8_t)(unsafe.SliceData(data)), C.size_t(len(data)),
		&cFaultAddress,
	))
	runtime.KeepAlive(vm)
	switch status {
	case StatusOK:
		return nil
	case StatusPageFault:
		failed := newPageFaultError("VM.InitializeMemory", describe("a page of the range is not mapped; nothing was written", hexDetail("fault address", uint64(cFaultAddress))))
		failed.FaultAddress = uint32(cFaultAddress)
		return failed
	}
	return failure("VM.InitializeMemory", status)
}

// MemoryWindow gives a pointer to guest memory itself, for a range that is
// wholly read-write.
//
// Reads and writes through it are those of the guest. It ends when a page of
// the range is mapped anew, protected or unmapped, and when the machine is
// reset or destroyed. Using it afterwards never leaves the process's valid
// memory while the machine lives, but bypasses page access.
//
//   - address: first guest address.
//   - length: octets that must be accessible; 1 to 0x40000000.
//   - result: nil if a page of the range is not read-write.
//
// Since 1.0.
func (vm *VM) MemoryWindow(address uint32, length int) ([]byte, error) {
	table, handle, ok := vm.use()
	if !ok {
		return nil, vm.refusal("VM.MemoryWindow")
	}
	if length < 1 || length > 1073741824 {
		return nil, invalid("VM.MemoryWindow", fmt.Sprintf("length is %d, but must be 1 to 1073741824", length))
	}
	collect()
	result := C.pvm_go_vm_get_memory_window(table, handle, C.uint32_t(address), C.size_t(length))
	runtime.KeepAlive(vm)
	if result == nil {
		return nil, newError("VM.MemoryWindow", nil, "a page of the range is not read-write")
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(result)), length), nil
}

// HeapPointer reads the heap end: the address that sbrk moves.
//
//   - result: an address; 0 for a machine without the standard layout.
//
// Since 1.0.
func (vm *VM) HeapPointer() uint64 {
	if vm.isClosed() {
		return 0
	}
	return vm.live.HeapPointer
}

// SetHeapPointer moves the heap end, and maps nothing.
//
//   - heapPointer: new heap end. Later growth starts there.
//
// It fails with
//
//   - [ErrBadAddress]: beyond the heap limit: the lowest stack address, or 0
//     without the standard layout.
//
// Since 1.0.
func (vm *VM) SetHeapPointer(heapPointer uint64) error {
	table, handle, ok := vm.use()
	if !ok {
		return vm.refusal("VM.SetHeapPointer")
	}
	collect()
	status := Status(C.pvm_go_vm_set_heap_pointer(table, handle, C.uint64_t(heapPointer)))
	runtime.KeepAlive(vm)
	return failure("VM.SetHeapPointer", status)
}

// GrowHeap grows the heap as the instruction sbrk does.
//
//   - length: by how much; 0 only asks. Pages up to the new end become
//     read-write and zero.
//   - result: the heap end before.
//
// It fails with
//
//   - [ErrLimitExceeded]: past the heap limit or the memory limit; nothing has
//     changed.
//   - [ErrOutOfMemory]: nothing has changed.
//
// Since 1.0.
func (vm *VM) GrowHeap(length uint64) (uint64, error) {
	table, handle, ok := vm.use()
	if !ok {
		return 0, vm.refusal("VM.GrowHeap")
	}
	var cOld C.uint64_t
	collect()
	status := Status(C.pvm_go_vm_grow_heap(table, handle, C.uint64_t(length), &cOld))
	runtime.KeepAlive(vm)
	if status != StatusOK {
		return 0, failure("VM.GrowHeap", status)
	}
	return uint64(cOld), nil
}

// CopyOutput copies the result of a standard program out: after a halt, the r8
// octets at address r7.
//
// If not all of them are readable the result is empty, as the Gray Paper says;
// that is no failure.
//
// A nil buffer stands for a new one that is large enough.
//
//   - buffer: receives the octets.
//
// It fails with
//
//   - [ErrBadState]: the machine has not halted.
//   - [ErrBufferTooSmall], a *[BufferTooSmallError]: nothing was copied.
//   - [ErrBusy]: the machine is running.
//
// Gray Paper A.8. Since 1.0.
func (vm *VM) CopyOutput(buffer []byte) ([]byte, error) {
	table, handle, ok := vm.useIdle()
	if !ok {
		return nil, vm.refusal("VM.CopyOutput")
	}
	var cLen C.size_t
	for {
		collect()
		status := Status(C.pvm_go_vm_copy_output(
			table, handle, (*C.uint8_t)(unsafe.SliceData(buffer)), C.size_t(len(buffer)), &cLen,
		))
		runtime.KeepAlive(vm)
		if status == StatusBufferTooSmall && buffer == nil && cLen > 0 {
			buffer = make([]byte, int(cLen))
			continue
		}
		switch status {
		case StatusOK:
			return buffer[:cLen], nil
		case StatusBufferTooSmall:
			failed := newBufferTooSmallError("VM.CopyOutput", describe("nothing was copied", strconv.FormatUint(uint64(cLen), 10)+" needed"))
			failed.Needed = int(cLen)
			return nil, failed
		}
		return nil, failure("VM.CopyOutput", status)
	}
}

// SetHostCallback registers the function that answers host calls.
//
// Without one, a host call panics with [TrapKindHostError], unless yield mode
// is on.
//
//   - callback: nil removes it.
//
// Since 1.0.
func (vm *VM) SetHostCallback(callback HostCallback) {
	table, handle, ok := vm.use()
	if !ok {
		return
	}
	var cCallback C.uintptr_t
	if callback != nil {
		cCallback = 1
	}
	collect()
	C.pvm_go_vm_set_host_callback(table, handle, cCallback)
	runtime.KeepAlive(vm)
	vm.hostCallback = callback
}

// SetYieldMode chooses whether a host call without a callback returns to the
// caller as [ResultHostCall].
//
//   - yield: true: return [ResultHostCall]. False, as at first: panic.
//
// Since 1.0.
func (vm *VM) SetYieldMode(yield bool) {
	table, handle, ok := vm.use()
	if !ok {
		return
	}
	collect()
	C.pvm_go_vm_set_yield_mode(table, handle, C.bool(yield))
	runtime.KeepAlive(vm)
}

// YieldMode tells whether yield mode is on.
//
//   - result: true if a host call without a callback returns to the caller.
//
// Since 1.0.
func (vm *VM) YieldMode() bool {
	table, handle, ok := vm.use()
	if !ok {
		return false
	}
	collect()
	result := C.pvm_go_vm_get_yield_mode(table, handle)
	runtime.KeepAlive(vm)
	return bool(result)
}

// FuncID tells the number of the last host call as host callbacks get it: its
// low 32 bits, signed.
//
//   - result: the number; 0 before the first host call.
//
// Since 1.0.
func (vm *VM) FuncID() int32 {
	table, handle, ok := vm.use()
	if !ok {
		return 0
	}
	collect()
	result := C.pvm_go_vm_get_func_id(table, handle)
	runtime.KeepAlive(vm)
	return int32(result)
}

// Execute runs the guest from an entry point until it exits or pauses.
//
// Registers, gas and memory are used as they are. The charged bit is cleared
// first.
//
// When ctx is done it returns early, with the error of ctx.
//
//   - entryPoint: any code offset; it need not be a block start. Where no
//     instruction starts, the machine traps.
//   - result: how it ended. The state block has the details.
//
// Gray Paper A.1. Since 1.0.
func (vm *VM) Execute(ctx context.Context, entryPoint uint64) (Result, error) {
	table, handle, ok := vm.begin()
	if !ok {
		return 0, vm.refusal("VM.Execute")
	}
	defer vm.end()
	watch, err := vm.watch("VM.Execute", ctx)
	if err != nil {
		return 0, err
	}
	defer watch.stop()
	var cFuncID C.int
	collect()
	result := C.pvm_go_vm_execute(table, handle, C.uint64_t(entryPoint), &cFuncID)
	if result == C.PVM_RESULT_HOST_CALL {
		result = vm.answerHostCallbacks(&watch, cFuncID)
	}
	return Result(result), watch.err(result == C.PVM_RESULT_INTERRUPTED)
}

// Resume goes on from where the machine is.
//
// After a host call: behind the ecalli. After a fault, out of gas, interrupt or
// step: with the instruction at pc, which has not run. After a halt or panic:
// with the instruction at pc once more, whose block is paid again. On a new
// machine, or if pc was changed: with the instruction at pc.
//
// When ctx is done it returns early, with the error of ctx.
//
//   - result: how it ended. The state block has the details.
//
// Gray Paper A.1. Since 1.0.
func (vm *VM) Resume(ctx context.Context) (Result, error) {
	table, handle, ok := vm.begin()
	if !ok {
		return 0, vm.refusal("VM.Resume")
	}
	defer vm.end()
	watch, err := vm.watch("VM.Resume", ctx)
	if err != nil {
		return 0, err
	}
	defer watch.stop()
	var cFuncID C.int
	collect()
	result := C.pvm_go_vm_resume(table, handle, &cFuncID)
	if result == C.PVM_RESULT_HOST_CALL {
		result = vm.answerHostCallbacks(&watch, cFuncID)
	}
	return Result(result), watch.err(result == C.PVM_RESULT_INTERRUPTED)
}

// Step goes on from where the machine is, for at most a number of instructions.
//
// When ctx is done it returns early, with the error of ctx.
//
//   - count: how many to run; 0 runs none. An instruction that exits counts;
//     host calls that a callback answers do not end the count.
//   - result: [ResultStepped] after that many, else how it ended before.
//
// Since 1.0.
func (vm *VM) Step(ctx context.Context, count uint64) (Result, error) {
	table, handle, ok := vm.begin()
	if !ok {
		return 0, vm.refusal("VM.Step")
	}
	defer vm.end()
	watch, err := vm.watch("VM.Step", ctx)
	if err != nil {
		return 0, err
	}
	defer watch.stop()
	var cFuncID C.int
	collect()
	result := C.pvm_go_vm_step(table, handle, C.uint64_t(count), &cFuncID)
	if result == C.PVM_RESULT_HOST_CALL {
		result = vm.answerHostCallbacks(&watch, cFuncID)
	}
	return Result(result), watch.err(result == C.PVM_RESULT_INTERRUPTED)
}

// AnswerHostCall applies a host function's answer to a machine that stopped at
// a host call, and goes on.
//
// What a callback's return value does, for hosts that get [ResultHostCall]
// instead of a callback. A step that was under way goes on with the
// instructions it has left.
//
// When ctx is done it returns early, with the error of ctx.
//
//   - answer: [HostResultYield] leaves the machine stopped at its host call.
//   - result: how the run ended or paused next; [ResultRefused] if the machine
//     is not at a host call.
//
// Since 1.0.
func (vm *VM) AnswerHostCall(ctx context.Context, answer HostResult) (Result, error) {
	table, handle, ok := vm.begin()
	if !ok {
		return 0, vm.refusal("VM.AnswerHostCall")
	}
	defer vm.end()
	watch, err := vm.watch("VM.AnswerHostCall", ctx)
	if err != nil {
		return 0, err
	}
	defer watch.stop()
	var cFuncID C.int
	collect()
	result := C.pvm_go_vm_answer_host_call(table, handle, C.pvm_host_result_t(answer), &cFuncID)
	if result == C.PVM_RESULT_HOST_CALL {
		result = vm.answerHostCallbacks(&watch, cFuncID)
	}
	return Result(result), watch.err(result == C.PVM_RESULT_INTERRUPTED)
}

// Interrupt makes the running call, or the next one, return [ResultInterrupted]
// soon.
//
// "Soon" is at most a million gas later. The interrupt is used up by the call
// that returns it.
//
// Since 1.0.
func (vm *VM) Interrupt() {
	vm.mutex.RLock()
	defer vm.mutex.RUnlock()
	table, handle, ok := vm.use()
	if !ok {
		return
	}
	collect()
	C.pvm_go_vm_interrupt(table, handle)
	runtime.KeepAlive(vm)
}

// ClearInterrupt takes back an interrupt that no call has returned yet.
//
// Since 1.0.
func (vm *VM) ClearInterrupt() {
	vm.mutex.RLock()
	defer vm.mutex.RUnlock()
	table, handle, ok := vm.use()
	if !ok {
		return
	}
	collect()
	C.pvm_go_vm_clear_interrupt(table, handle)
	runtime.KeepAlive(vm)
}

// answerHostCallbacks runs the Go function for every stop, with no C frame
// below it, until the run ends. If the function panics, the vm stays where it
// stopped.
func (vm *VM) answerHostCallbacks(watch *watch, funcID C.int) C.pvm_result_t {
	for vm.hostCallback != nil {
		answer := vm.hostCallback(vm, int32(funcID))
		if answer == HostResultYield {
			break
		}
		if watch.isDone() {
			C.pvm_go_vm_interrupt(vm.table, vm.handle)
		}
		collect()
		result := C.pvm_go_vm_answer_host_call(vm.table, vm.handle, C.pvm_host_result_t(answer), &funcID)
		if result != C.PVM_RESULT_HOST_CALL {
			return result
		}
	}
	return C.PVM_RESULT_HOST_CALL
}

// watch interrupts the vm when ctx is done. A ctx that cannot be cancelled costs nothing.
func (vm *VM) watch(op string, ctx context.Context) (watch, error) {
	if ctx == nil || ctx.Done() == nil {
		return watch{}, nil
	}
	if ctx.Err() != nil {
		return watch{}, cancelled(op, ctx)
	}
	interrupted := make(chan struct{})
	cancel := context.AfterFunc(ctx, func() {
		C.pvm_go_vm_interrupt(vm.table, vm.handle)
		close(interrupted)
	})
	return watch{op, ctx, cancel, interrupted, vm.takeInterruptBack}, nil
}

func (vm *VM) takeInterruptBack() {
	C.pvm_go_vm_clear_interrupt(vm.table, vm.handle)
}
