package conformance

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// Blocks are listed in portions of this many.
const portion = 1024

// runStepsCase runs families `random` and `gas-model`: one machine lives through all steps.
func (setting Setting) runStepsCase(ctx context.Context, test *formats.StepsCase) ([]Difference, error) {
	options := ProgramOptions(gasModelOf(test), setting.InstructionSet)
	program, err := setting.Engine.ParseProgram(test.Program, options)
	if err != nil {
		return nil, setting.wanted("program", err)
	}
	defer program.Close()
	vm, err := pvm.NewVMFromProgram(program, nil)
	if err != nil {
		return nil, err
	}
	defer vm.Close()
	vm.SetYieldMode(true)
	vm.SetGas(test.Gas)
	script := &script{setting: setting, vm: vm, pc: test.PC}
	var differences differences
	for index, step := range test.Steps {
		field := fmt.Sprintf("steps[%d]", index)
		list, err := script.do(ctx, step, field+".")
		if err != nil {
			return nil, setting.wanted(field, err)
		}
		differences.add(list)
	}
	if test.BlockCosts != nil {
		list, err := compareBlocks(program, test.BlockCosts)
		if err != nil {
			return nil, err
		}
		differences.add(list)
	}
	return differences.list, nil
}

type script struct {
	setting Setting
	vm      *pvm.VM
	pc      uint64
	hasRun  bool
	result  pvm.Result
}

func (script *script) do(ctx context.Context, step formats.Step, prefix string) ([]Difference, error) {
	vm := script.vm
	switch step := step.(type) {
	case *formats.MapStep:
		return nil, mapPages(vm, step.Pages)
	case *formats.WriteStep:
		return nil, vm.InitializeMemory(step.Contents.Address, step.Contents.Bytes)
	case *formats.SetRegisterStep:
		return nil, vm.SetRegister(uint32(step.Index), step.Value)
	case *formats.RunStep:
		return nil, script.run(ctx)
	case *formats.AssertStep:
		return script.setting.compareState(vm, script.result, &step.Expected, prefix)
	default:
		return nil, fmt.Errorf("no such step: %T", step)
	}
}

func (script *script) run(ctx context.Context) (err error) {
	if script.hasRun {
		script.result, err = script.vm.Resume(ctx)
		return err
	}
	script.hasRun = true
	script.result, err = script.vm.Execute(ctx, script.pc)
	return err
}

// compareBlocks wants that every block that is pinned costs that, and that there is no other.
func compareBlocks(program *pvm.Program, expected map[uint64]uint64) ([]Difference, error) {
	got, err := costsOf(program)
	if err != nil {
		return nil, err
	}
	starts := slices.AppendSeq(slices.Collect(maps.Keys(expected)), maps.Keys(got))
	slices.Sort(starts)
	var differences differences
	for _, start := range slices.Compact(starts) {
		differences.check(fmt.Sprintf("block %d", start), costOrNone(expected, start), costOrNone(got, start))
	}
	return differences.list, nil
}

func costOrNone(costs map[uint64]uint64, start uint64) string {
	if cost, found := costs[start]; found {
		return strconv.FormatUint(cost, 10)
	}
	return none
}

func costsOf(program *pvm.Program) (map[uint64]uint64, error) {
	costs := make(map[uint64]uint64)
	buffer := make([]pvm.Block, portion)
	for from := uint64(0); ; {
		blocks, err := program.ListBlocks(from, buffer)
		if err != nil {
			return nil, err
		}
		for _, block := range blocks {
			costs[block.Start] = block.GasCost
		}
		if len(blocks) < portion {
			return costs, nil
		}
		from = blocks[portion-1].Start + 1
	}
}
