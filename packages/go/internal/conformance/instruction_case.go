package conformance

import (
	"context"
	"fmt"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// runInstructionCase runs family `instructions`: one program, one exit.
func (setting Setting) runInstructionCase(ctx context.Context, test *formats.InstructionCase) ([]Difference, error) {
	options := ProgramOptions(GasPerInstruction, setting.InstructionSet)
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
	for index, pages := range test.Pages {
		if err := mapPages(vm, pages); err != nil {
			return nil, setting.wanted(fmt.Sprintf("initial-page-map[%d]", index), err)
		}
	}
	for index, contents := range test.Memory {
		if err := vm.InitializeMemory(contents.Address, contents.Bytes); err != nil {
			return nil, setting.wanted(fmt.Sprintf("initial-memory[%d]", index), err)
		}
	}
	*vm.Registers() = test.Registers
	vm.SetGas(test.Gas)
	result, err := vm.Execute(ctx, test.PC)
	if err != nil {
		return nil, err
	}
	return setting.compareState(vm, result, &test.Expected, "")
}

func mapPages(vm *pvm.VM, pages formats.Pages) error {
	access := pvm.AccessRead
	if pages.IsWritable {
		access = pvm.AccessReadWrite
	}
	return vm.MapMemory(pages.Address, pages.Length, access)
}
