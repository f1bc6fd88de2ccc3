package conformance

import (
	"strconv"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// compareState compares a stopped machine with every field that is pinned.
func (setting Setting) compareState(
	vm *pvm.VM, result pvm.Result, expected *formats.ExpectedState, prefix string,
) ([]Difference, error) {
	state := vm.State()
	differences := differences{prefix: prefix}
	differences.check("status", string(expected.Status), setting.Engine.ResultName(result))
	differences.number("pc", expected.PC, state.PC)
	differences.number("gas", expected.Gas, state.Gas)
	differences.registers(&expected.Registers, &state.Registers)
	if expected.FaultAddress != nil {
		got := none
		if result == pvm.ResultFault {
			got = hexAddress(uint64(state.FaultAddress))
		}
		differences.check("fault_address", hexAddress(uint64(*expected.FaultAddress)), got)
	}
	if expected.HostCall != nil {
		got := none
		if result == pvm.ResultHostCall {
			got = strconv.FormatUint(state.HostCall, 10)
		}
		differences.check("host_call", strconv.FormatUint(*expected.HostCall, 10), got)
	}
	if expected.Memory != nil {
		memory, err := compareAllMemory(vm, *expected.Memory)
		if err != nil {
			return nil, err
		}
		differences.add(memory)
	}
	return differences.list, nil
}
