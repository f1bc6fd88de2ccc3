package conformance

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	pvm "github.com/pvm-ffi/pvm-go"
	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// runProgramCase runs family `programs`: a whole program with its host, from start to exit.
func (setting Setting) runProgramCase(
	ctx context.Context, test *formats.ProgramCase, file []byte,
) ([]Difference, error) {
	program, err := setting.loadProgram(test, file)
	if err != nil {
		return nil, setting.wanted("program", err)
	}
	defer program.Close()
	vm, err := makeVM(test, program)
	if err != nil {
		return nil, setting.wanted("args", err)
	}
	defer vm.Close()
	for index, pages := range test.Pages {
		if err := mapPages(vm, pages); err != nil {
			return nil, setting.wanted(fmt.Sprintf("initial.pages[%d]", index), err)
		}
	}
	if test.Registers != nil {
		*vm.Registers() = *test.Registers
	}
	vm.SetGas(test.Gas)
	host := &policyHost{setting: setting, vm: vm, host: test.Host}
	result, err := host.run(ctx, test.PC)
	if err != nil {
		return nil, err
	}
	return setting.compareProgram(test, file, host, result)
}

func (setting Setting) compareProgram(
	test *formats.ProgramCase, file []byte, host *policyHost, result pvm.Result,
) ([]Difference, error) {
	vm := host.vm
	state, err := setting.compareState(vm, result, &test.Expected, "")
	if err != nil {
		return nil, err
	}
	memory, err := compareMemory(vm, test.Memory)
	if err != nil {
		return nil, err
	}
	hash, err := memorySHA256(vm)
	if err != nil {
		return nil, err
	}
	var differences differences
	differences.add(state)
	differences.add(memory)
	differences.number("instructions", test.Instructions, test.Gas-vm.Gas()-host.charged)
	differences.number("host_calls", test.HostCalls, host.calls)
	differences.check("memory_sha256", test.MemorySHA256, hash)
	if test.Result != nil {
		output, err := compareOutput(vm, result, test.Result)
		if err != nil {
			return nil, err
		}
		differences.add(output)
	}
	if test.FileSHA256 != "" {
		differences.check("file_sha256", test.FileSHA256, hashOf(file))
	}
	return differences.list, nil
}

func (setting Setting) loadProgram(test *formats.ProgramCase, file []byte) (*pvm.Program, error) {
	options := ProgramOptions(GasPerInstruction, setting.InstructionSet)
	if test.Format == formats.FormatGeneric {
		return setting.Engine.ParseProgram(file, options)
	}
	return setting.Engine.ParseStandardProgram(file, test.Format == formats.FormatSPIMetadata, options)
}

func makeVM(test *formats.ProgramCase, program *pvm.Program) (*pvm.VM, error) {
	if test.Format == formats.FormatGeneric {
		return pvm.NewVMFromProgram(program, nil)
	}
	return pvm.NewVMFromStandard(program, test.Argument, nil)
}

func compareOutput(vm *pvm.VM, result pvm.Result, expected *formats.ExpectedOutput) ([]Difference, error) {
	length, hash, shown := none, none, none
	isSame := false
	if result == pvm.ResultOK {
		output, err := vm.CopyOutput(nil)
		if err != nil {
			return nil, err
		}
		length, hash, shown = strconv.Itoa(len(output)), hashOf(output), shortHex(output)
		isSame = expected.Bytes != nil && bytes.Equal(*expected.Bytes, output)
	}
	var differences differences
	differences.check("result.length", strconv.FormatUint(expected.Length, 10), length)
	differences.check("result.sha256", expected.SHA256, hash)
	if expected.Bytes != nil && !isSame {
		differences.add([]Difference{{Field: "result.bytes", Expected: shortHex(*expected.Bytes), Got: shown}})
	}
	return differences.list, nil
}

func hashOf(octets []byte) string {
	sum := sha256.Sum256(octets)
	return hex.EncodeToString(sum[:])
}
