// The program of docs/tutorial.md in Go. Usage: tutorial GUEST.pasm TEXT
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/pvm-ffi/pvm-go"
)

// region: host
func onHostCall(vm *pvm.VM, funcID int32) pvm.HostResult {
	registers := vm.Registers()
	if funcID != 1 || registers[8] > 64 {
		return pvm.HostResultError // The guest panics.
	}
	text := make([]byte, registers[8])
	if err := vm.ReadMemory(uint32(registers[7]), text); err != nil {
		return pvm.HostResultError
	}
	fmt.Printf("guest says: %s\n", text)
	registers[7] = uint64(len(text)) // The answer, in the guest's own register.
	return pvm.HostResultContinue
}

// endregion

// region: load
func load(path string) (*pvm.Program, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	blob, err := pvm.Assemble(string(source), pvm.InstructionSetGP072, nil)
	if err != nil {
		return nil, err
	}
	return pvm.ParseStandardProgram(blob, false, nil)
}

// endregion

// region: run
func run(program *pvm.Program, text string) error {
	vm, err := pvm.NewVMFromStandard(program, []byte(text), nil)
	if err != nil {
		return err
	}
	defer vm.Close()
	vm.SetHostCallback(onHostCall)
	vm.SetGas(100)
	result, err := vm.Execute(context.Background(), 0)
	if err != nil {
		return err
	}

	output := []byte{0}
	if result == pvm.ResultOK {
		if output, err = vm.CopyOutput(nil); err != nil {
			return err
		}
	}
	fmt.Printf("%s: answer %d, gas left %d\n", pvm.ResultName(result), output[0], vm.Gas())
	return nil
}

// endregion

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: tutorial GUEST.pasm TEXT")
	}
	program, err := load(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer program.Close()
	if err := run(program, os.Args[2]); err != nil {
		log.Fatal(err)
	}
}
