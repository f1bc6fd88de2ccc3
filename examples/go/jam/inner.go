package jam

import (
	"context"
	"encoding/binary"
	"math"

	"github.com/pvm-ffi/pvm-go"
)

// The calls that deal with inner machines (B.8).
const (
	callMachine = 8
	callPeek    = 9
	callPoke    = 10
	callPages   = 11
	callInvoke  = 12
	callExpunge = 13
)

const (
	firstPage = pvm.LowestAddress / pvm.PageSize
	pageCount = memoryEnd / pvm.PageSize
)

// InnerMachines answers machine, peek, poke, pages, invoke and expunge: a guest that makes these calls runs programs of
// its own, and each of them is a [pvm.VM].
type InnerMachines struct {
	machines map[uint64]inner
}

type inner struct {
	program *pvm.Program
	vm      *pvm.VM
}

// Close closes the machines that the guest left.
func (m *InnerMachines) Close() {
	for number, machine := range m.machines {
		machine.close()
		delete(m.machines, number)
	}
}

func (i inner) close() {
	_ = i.vm.Close()
	_ = i.program.Close()
}

// Answer implements [Host].
func (m *InnerMachines) Answer(vm *pvm.VM, call uint64) (Outcome, bool) {
	registers := vm.Registers()
	switch call {
	case callMachine:
		return m.machine(vm, registers), true
	case callPeek:
		return m.peek(vm, registers), true
	case callPoke:
		return m.poke(vm, registers), true
	case callPages:
		registers[7] = m.pages(registers[7], registers[8], registers[9], registers[10])
		return GoOn, true
	case callInvoke:
		return m.invoke(vm, registers), true
	case callExpunge:
		registers[7] = m.expunge(registers[7])
		return GoOn, true
	}
	return GoOn, false
}

// machine(blob, length, pc) makes a machine with empty memory and gives its number.
func (m *InnerMachines) machine(guest *pvm.VM, r *[13]uint64) Outcome {
	blob, ok := read(guest, r[7], r[8])
	if !ok {
		return Panic
	}
	program, err := pvm.ParseProgram(blob, nil)
	if err != nil {
		r[7] = HUH
		return GoOn
	}
	vm, err := pvm.NewVMFromProgram(program, nil)
	if err != nil {
		_ = program.Close()
		r[7] = HUH
		return GoOn
	}
	vm.SetPC(r[9])
	vm.SetYieldMode(true) // Its host calls are for the guest to answer.
	if m.machines == nil {
		m.machines = map[uint64]inner{}
	}
	number := uint64(0)
	for _, taken := m.machines[number]; taken; _, taken = m.machines[number] {
		number++
	}
	m.machines[number] = inner{program, vm}
	r[7] = number
	return GoOn
}

// peek(number, target, inner source, length) copies out of an inner machine.
func (m *InnerMachines) peek(guest *pvm.VM, r *[13]uint64) Outcome {
	target, source, length := r[8], r[9], r[10]
	if !accessible(guest, target, length, pvm.AccessReadWrite) {
		return Panic
	}
	machine, ok := m.machines[r[7]]
	if !ok {
		r[7] = WHO
		return GoOn
	}
	octets, ok := read(machine.vm, source, length)
	if !ok {
		r[7] = OOB
		return GoOn
	}
	write(guest, target, octets)
	r[7] = OK
	return GoOn
}

// poke(number, source, inner target, length) copies into an inner machine.
func (m *InnerMachines) poke(guest *pvm.VM, r *[13]uint64) Outcome {
	octets, ok := read(guest, r[8], r[10])
	if !ok {
		return Panic
	}
	machine, ok := m.machines[r[7]]
	switch {
	case !ok:
		r[7] = WHO
	case !write(machine.vm, r[9], octets):
		r[7] = OOB
	default:
		r[7] = OK
	}
	return GoOn
}

// pages(number, first page, count, request): 0 unmaps, 1 and 2 map zeros, 3 and 4 change access and keep contents.
func (m *InnerMachines) pages(number, page, count, request uint64) uint64 {
	machine, ok := m.machines[number]
	if !ok {
		return WHO
	}
	if request > 4 || page < firstPage || page >= pageCount || count >= pageCount-page {
		return HUH
	}
	access := [...]pvm.Access{pvm.AccessNone, pvm.AccessRead, pvm.AccessReadWrite, pvm.AccessRead, pvm.AccessReadWrite}
	change := machine.vm.MapMemory
	if request > 2 {
		change = machine.vm.ProtectMemory
	}
	if change(uint32(page*pvm.PageSize), count*pvm.PageSize, access[request]) != nil {
		return HUH
	}
	return OK
}

// region: invoke

// invoke(number, address) runs with the gas and registers of 14 numbers there, and stores them back.
func (m *InnerMachines) invoke(guest *pvm.VM, r *[13]uint64) Outcome {
	const size = 8 * (1 + pvm.RegisterCount)
	address := r[8]
	if !accessible(guest, address, size, pvm.AccessReadWrite) {
		return Panic
	}
	machine, ok := m.machines[r[7]]
	if !ok {
		r[7] = WHO
		return GoOn
	}
	octets, _ := read(guest, address, size)
	state := machine.vm.State()
	state.Gas = binary.LittleEndian.Uint64(octets)
	for i := range state.Registers {
		state.Registers[i] = binary.LittleEndian.Uint64(octets[8*(i+1):])
	}

	if _, err := machine.vm.Resume(context.Background()); err != nil {
		return Panic
	}

	binary.LittleEndian.PutUint64(octets, state.Gas)
	for i, value := range state.Registers {
		binary.LittleEndian.PutUint64(octets[8*(i+1):], value)
	}
	write(guest, address, octets)
	end := machine.vm.MachineState()
	r[7] = uint64(end)
	switch end {
	case pvm.MachineStateHost:
		r[8] = state.HostCall
	case pvm.MachineStateFault:
		r[8] = uint64(state.FaultAddress)
	case pvm.MachineStateHalt, pvm.MachineStatePanic:
		machine.vm.SetPC(0) // The library keeps the place of the exit; the Gray Paper starts over.
	}
	return GoOn
}

// endregion

// expunge(number) removes a machine and gives its pc: after a host call, that of the next instruction.
func (m *InnerMachines) expunge(number uint64) uint64 {
	machine, ok := m.machines[number]
	if !ok {
		return WHO
	}
	delete(m.machines, number)
	defer machine.close()
	pc := machine.vm.PC()
	if machine.vm.MachineState() != pvm.MachineStateHost {
		return pc
	}
	_, next, err := machine.program.Disassemble(pc)
	if err != nil {
		return math.MaxUint64
	}
	return next
}
