package conformance

import (
	"context"
	"math"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

const (
	fetch = 1
	what  = math.MaxUint64 - 1
)

// policyHost answers host calls as the case says, and counts.
type policyHost struct {
	setting Setting
	vm      *pvm.VM
	host    formats.Host
	// calls is how many host calls were answered.
	calls uint64
	// charged is the gas that they cost.
	charged uint64
}

// run runs the machine to its end: with policy `none` that is the first host call.
func (host *policyHost) run(ctx context.Context, pc uint64) (pvm.Result, error) {
	host.vm.SetYieldMode(true)
	result, err := host.vm.Execute(ctx, pc)
	for err == nil && result == pvm.ResultHostCall && host.host.Policy != formats.PolicyNone {
		if host.vm.Gas() < host.host.Gas {
			return host.runOut(), nil
		}
		if err := host.answer(); err != nil {
			return result, err
		}
		result, err = host.vm.Resume(ctx)
	}
	return result, err
}

func (host *policyHost) runOut() pvm.Result {
	host.charged += host.vm.Gas()
	host.vm.SetGas(0)
	return pvm.ResultOOG
}

func (host *policyHost) answer() error {
	state := host.vm.State()
	state.Gas -= host.host.Gas
	host.charged += host.host.Gas
	host.calls++
	switch {
	case host.host.Policy == formats.PolicyConstant:
		state.Registers[host.host.Register] = host.host.Value
	case state.HostCall == fetch:
		return host.fetch(&state.Registers)
	default:
		state.Registers[7] = what
	}
	return nil
}

func (host *policyHost) fetch(registers *formats.Registers) error {
	length := uint64(len(host.host.Data))
	offset := min(registers[8], length)
	if count := min(registers[9], length-offset); count > 0 {
		// An address past 2^32 is refused like any that is not writable.
		address := uint32(min(registers[7], math.MaxUint32))
		if err := host.vm.WriteMemory(address, host.host.Data[offset:offset+count]); err != nil {
			return host.setting.wanted("host", err)
		}
	}
	registers[7] = length
	return nil
}
