// Package jam answers some of JAM's host calls (Gray Paper 0.7.2, appendix B) with nothing but the public API of pvm.
package jam

import (
	"context"

	"github.com/pvm-ffi/pvm-go"
)

// What host calls answer in r7.
const (
	OK   = 0
	NONE = 1<<64 - 1
	WHAT = 1<<64 - 2
	OOB  = 1<<64 - 3
	WHO  = 1<<64 - 4
	HUH  = 1<<64 - 9
)

// HostCallGas is what every host call costs.
const HostCallGas = 10

const memoryEnd = 1 << 32

// Outcome says how a host call ends.
type Outcome int

const (
	// GoOn lets the guest go on.
	GoOn Outcome = iota
	// Panic ends it: it passed memory that it may not access.
	Panic
	// OutOfGas ends it: it cannot pay the call.
	OutOfGas
)

// Host answers the host calls of one run.
type Host interface {
	// Answer answers the host call that the machine stopped at; known is false if it has no such call.
	Answer(vm *pvm.VM, call uint64) (outcome Outcome, known bool)
}

// Run is what came of a guest.
type Run struct {
	Result    pvm.Result
	HostCalls int
	// HostGas is the gas that host calls cost, apart from the instructions themselves.
	HostGas uint64
}

// Execute runs a guest from its entry point to its end.
func Execute(ctx context.Context, vm *pvm.VM, host Host) (Run, error) {
	var run Run
	vm.SetYieldMode(true)
	result, err := vm.Execute(ctx, 0)
	for err == nil && result == pvm.ResultHostCall {
		run.HostCalls++
		outcome := answer(vm, host)
		switch outcome {
		case OutOfGas:
			run.HostGas += vm.Gas()
			vm.SetGas(0)
			run.Result = pvm.ResultOOG
			return run, nil
		case Panic:
			result, err = vm.AnswerHostCall(ctx, pvm.HostResultError)
		case GoOn:
			result, err = vm.Resume(ctx)
		}
		run.HostGas += HostCallGas
	}
	run.Result = result
	return run, err
}

func answer(vm *pvm.VM, host Host) Outcome {
	state := vm.State()
	if state.Gas < HostCallGas {
		return OutOfGas
	}
	state.Gas -= HostCallGas
	outcome, known := host.Answer(vm, state.HostCall)
	if !known {
		state.Registers[7] = WHAT
	}
	return outcome
}

// accessible tells whether all octets of a range can be accessed so. An empty range always can, wherever it is.
func accessible(vm *pvm.VM, address, length uint64, least pvm.Access) bool {
	if length == 0 {
		return true
	}
	if address >= memoryEnd || length > memoryEnd-address {
		return false
	}
	for end := address + length; address < end; {
		access, runEnd, err := vm.QueryMemory(uint32(address))
		if err != nil || access < least {
			return false
		}
		address = runEnd
	}
	return true
}

// read copies out of a machine; ok is false if not all of the range is readable.
func read(vm *pvm.VM, address, length uint64) (octets []byte, ok bool) {
	if !accessible(vm, address, length, pvm.AccessRead) {
		return nil, false
	}
	octets = make([]byte, length)
	return octets, vm.ReadMemory(uint32(address), octets) == nil
}

// write copies into a machine; false if not all of the range is writable.
func write(vm *pvm.VM, address uint64, octets []byte) bool {
	if !accessible(vm, address, uint64(len(octets)), pvm.AccessReadWrite) {
		return false
	}
	return vm.WriteMemory(uint32(address), octets) == nil
}
